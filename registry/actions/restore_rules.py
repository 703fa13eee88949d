"""What goes along when a record is restored, and what no restore brings back, with the reason."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.models import ProcessingActivity, Transfer

Reason = str | Promise

ALONG: dict[type[models.Model], tuple[tuple[type[models.Model], str], ...]] = {
    ProcessingActivity: ((Transfer, "activity"),)
}
"""Kind of record → records with forms of their own that are edited on its form, and their link to it."""


@dataclass(frozen=True, kw_only=True)
class Staying:
    """Why a field of a record that is there keeps its value; and what a record that comes back gets instead."""

    because: Reason
    """Empty where nobody misses it."""
    anew: Any = None
    """None: what it had."""
    anew_because: Reason = ""


REVIEWED = _("The dates of its reviews stay: a review that was made is not undone by a restore.")

STAYING: dict[str, Staying] = {
    "processingactivity.reference": Staying(because=_("The reference stays: it is assigned once.")),
    "processingactivity.status": Staying(
        because=_(
            "The status stays as it is: nobody's approval is brought back, or taken back, by a restore."
        ),
        anew=ProcessingActivity.Status.DRAFT,
        anew_because=_("It comes back as a draft: nobody's approval is brought back by a restore."),
    ),
    # They belong to the status: who must not approve alone, and what reopened it.
    "processingactivity.prepared_by": Staying(because="", anew=[]),
    "processingactivity.reopened_by": Staying(because="", anew=[]),
    "processingactivity.last_reviewed_on": Staying(because=REVIEWED),
    "processingactivity.next_review_on": Staying(because=REVIEWED),
}
"""What a restore leaves alone, whoever restores."""

BY_THE_INSTALLATION: dict[str, Staying] = {
    "organisation.parent": Staying(
        because=_("The parent organisation stays: only the administrator of the installation changes it.")
    )
}
"""What it leaves alone unless the administrator of the installation restores."""

NOT_WITHOUT = frozenset({"transfer.activity", "transfer.service"})
"""Links that a record may lack, but not lose: without them it would say something else than it did."""

DESCRIBED_BY = {"document.file": ("filename", "media_type", "size", "sha256")}
"""Files, and what describes them and goes where they go."""


def key_of(model: type[models.Model], field: str) -> str:
    """A field as it stands in the tables above."""
    return f"{model._meta.model_name}.{field}"
