"""How releases link, the newest one, and the walk that finds the first that does not fit."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.utils.translation import gettext as _

from registry.ledger.chain import ORIGIN, Fault
from registry.ledger.payloads import canonical, sha256
from registry.ledger.revisions import ChainHead
from registry.models.releases import Release, ReleaseFile

SEALED = (
    "organisation_id", "kind", "number", "instant", "revision_number", "slug", "name", "language", "schema",
    "sha256", "made_by", "note", "withdrawn", "previous",
)  # fmt: skip
"""What a digest covers beside the files: every column; `sha256` stands for the content."""
BATCH = 20


def lock_chain(organisation_id: int) -> None:
    """Waits for whoever is writing or publishing for the organisation, and keeps others waiting until the
    transaction ends."""
    heads = ChainHead.objects.select_for_update()
    if heads.filter(pk=organisation_id).first() is None:
        heads.get_or_create(pk=organisation_id)


def newest_release(organisation_id: int, *, kind: str) -> Release | None:
    """The last release of its kind, withdrawn or not. One query."""
    return Release.objects.filter(organisation_id=organisation_id, kind=kind).order_by("-number").first()


def file_of(content: bytes, *, extension: str, media_type: str) -> ReleaseFile:
    """A rendering with its fingerprint, not saved yet."""
    return ReleaseFile(
        format=extension, media_type=media_type, content=content, sha256=hashlib.sha256(content).hexdigest()
    )


def append_release(
    release: Release, *, after: Release | None, files: Iterable[ReleaseFile], now: dt.datetime
) -> Release:
    """Numbers, dates, links and stores a release with its files. The chain is locked by the caller."""
    release.number = after.number + 1 if after else 1
    release.instant = instant_after(after, now=now)
    release.sha256 = sha256(release.content)
    release.previous = after.digest if after else ORIGIN
    made = list(files)
    release.digest = digest_of(release, made)
    release.save(force_insert=True)
    for file in made:
        file.release = release
    ReleaseFile.objects.bulk_create(made)
    return release


def instant_after(release: Release | None, *, now: dt.datetime) -> dt.datetime:
    """Now or, where the clock went back, just after the release before."""
    return now if release is None else max(now, release.instant + dt.timedelta(microseconds=1))


def digest_of(release: Release, files: Iterable[ReleaseFile]) -> str:
    """sha256 over everything that a release says and the fingerprints of its files."""
    sealed = {name: getattr(release, name) for name in SEALED}
    prints = sorted((file.format, file.media_type, file.sha256) for file in files)
    return sha256(canonical({**sealed, "files": prints}))


def verify_releases(organisation_id: int, *, kind: str) -> Fault | None:
    """Walks the releases of one kind. Returns the first fault, or None.

    A release cut off at the end leaves no trace here: the database's guards are what prevents it.
    """
    releases = Release.objects.filter(organisation_id=organisation_id, kind=kind).order_by("number")
    previous = ORIGIN
    for number, release in enumerate(releases.prefetch_related("files").iterator(chunk_size=BATCH), start=1):
        if problem := _problem(release, previous=previous, number=number):
            return Fault(key=organisation_id, number=release.number, message=problem)
        previous = release.digest
    return None


def _problem(release: Release, *, previous: str, number: int) -> str:
    if release.number != number:
        return _("Release %(number)s is missing.") % {"number": number}
    if release.previous != previous:
        return _("The link to the release before does not fit.")
    if sha256(release.content) != release.sha256:
        return _("What was published does not match its fingerprint.")
    files = list(release.files.all())
    for file in files:
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            return _("The %(format)s file does not match its fingerprint.") % {"format": file.format.upper()}
    return "" if release.digest == digest_of(release, files) else _("Its digest does not match its content.")
