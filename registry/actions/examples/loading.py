"""Loading an example: one file, one revision, never over what is there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from registry.actions.examples.source import FOLDER, read_source
from registry.actions.examples.transcription import Transcription
from registry.ledger.recording import recording
from registry.models import Channel, Organisation

SLUGS = ("postmx", "mailgun", "mailaki", "postmcp", "postr")


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """An example's organisation; `created` is False where it was there already and was left as it is."""

    organisation: Organisation
    created: bool


def example_paths(folder: Path = FOLDER) -> list[Path]:
    """The files of the examples that are there, in the order in which they are introduced."""
    return [path for slug in SLUGS if (path := folder / f"{slug}.yaml").exists()]


def load_example(path: Path, *, by: Any = None) -> Loaded:
    """Records what one file holds as one revision of the organisation named like the file, or nothing at all.

    `by` is the account that loads it (None: the program itself). Raises BadExample.
    """
    slug = path.stem
    there = Organisation.objects.filter(slug=slug).first()
    if there is not None:
        return Loaded(organisation=there, created=False)
    organisation = Organisation(slug=slug)
    content = read_source(path)
    reason = _("Transcribed from the published policy")
    with recording(by=by, organisation=organisation, channel=Channel.EXAMPLE, reason=reason):
        Transcription(content, organisation=organisation, name=path.name).write()
    return Loaded(organisation=organisation, created=True)
