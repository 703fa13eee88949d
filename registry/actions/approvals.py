"""The steps of an activity's life: asking for a review, approving, sending back, retiring, taking up again."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from registry.access.roles import CHANGE, may
from registry.actions.refused import Refused
from registry.documents.approved import Approved, approved, asked_fingerprint
from registry.documents.canonical import encode, fingerprint
from registry.documents.completeness import activity_sheet, completeness
from registry.documents.days import day_at
from registry.documents.inventory import Inventory
from registry.inventory import read_inventory
from registry.ledger.history import tracked
from registry.ledger.recording import recording
from registry.models import (
    Approval,
    Channel,
    ClientController,
    DataUse,
    Disclosure,
    Organisation,
    ProcessingActivity,
    Purpose,
    Transfer,
    TransferGround,
    User,
)
from registry.models.reopening import NO_EDITS

Status = ProcessingActivity.Status
PARTS = (Purpose, DataUse, Disclosure, ClientController, Transfer)


class Incomplete(Refused):
    """Something that Article 30 asks for is missing: `letters` says where and what."""

    def __init__(self, letters: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        self.letters = letters
        said = "; ".join(
            f"{where}: {', '.join(items)}" if where else ", ".join(items) for where, items in letters
        )
        super().__init__(
            _("It cannot be approved while something that Article 30 asks for is missing: %(items)s.")
            % {"items": said}
        )


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An activity under the lock of its organisation's chain."""

    activity: ProcessingActivity
    organisation: Organisation


def ask_for_review(activity: ProcessingActivity, *, by: User, reason: str = "") -> ProcessingActivity:
    """From draft, or from approved so that it is looked at again, to in review.

    One revision, which remembers who asked and who last edited it. Raises PermissionDenied, Refused.
    """
    with _step(activity, by=by, reason=reason, of=(Status.DRAFT, Status.APPROVED)) as opened:
        preparers = [by.pk, last_editor(opened.activity)]
        known = [number for number in dict.fromkeys(preparers) if number is not None]
        again = opened.activity.reopened_by
        return _moved(opened.activity, Status.IN_REVIEW, prepared_by=known, reopened_by=again)


def approve(
    activity: ProcessingActivity,
    *,
    by: User,
    reason: str = "",
    seen: str = "",
    now: dt.datetime | None = None,
) -> Approval:
    """From in review to approved: keeps the canonical document of the activity as it is now, in the same revision.

    `seen`: the fingerprint of the document that the account has read; where the records say something else by now, it is
    refused. Where a second person approves, neither who asked for the review nor who edited it last may. Raises
    PermissionDenied, Refused, Incomplete.
    """
    with _step(activity, by=by, reason=reason, of=(Status.IN_REVIEW,)) as opened:
        preparers = opened.activity.prepared_by
        if by.pk in preparers and opened.organisation.second_person_approves:
            raise Refused(
                _(
                    "You asked for this review or edited the activity last, and in this organisation a second person "
                    "approves: somebody else has to."
                )
            )
        on = day_at(now or timezone.now(), timezone=opened.organisation.timezone)
        inventory = read_inventory(organisation=opened.organisation)
        if letters := missing_letters(inventory, opened.activity.pk, on=on):
            raise Incomplete(letters)
        document = approved(inventory, opened.activity.pk, on=on)
        if seen not in ("", fingerprint(document)):
            raise Refused(
                _(
                    "What the activity says was changed after you opened it: look at it again, then approve it."
                )
            )
        made = _kept(opened, document, on=on, by=by)
        _moved(opened.activity, Status.APPROVED)
        return made


def send_back(activity: ProcessingActivity, *, by: User, reason: str) -> ProcessingActivity:
    """From in review to draft, with a reason. Raises PermissionDenied, Refused."""
    if not reason.strip():
        raise Refused(_("Say why it is sent back: whoever works on it has to know."))
    with _step(activity, by=by, reason=reason, of=(Status.IN_REVIEW,)) as opened:
        return _moved(opened.activity, Status.DRAFT, reopened_by=opened.activity.reopened_by)


def retire(activity: ProcessingActivity, *, by: User, reason: str = "") -> ProcessingActivity:
    """From any other status to retired; what was approved stays kept. Raises PermissionDenied, Refused."""
    others = tuple(status for status in Status if status != Status.RETIRED)
    with _step(activity, by=by, reason=reason, of=others) as opened:
        return _moved(opened.activity, Status.RETIRED)


def take_up_again(activity: ProcessingActivity, *, by: User, reason: str = "") -> ProcessingActivity:
    """From retired to draft. Raises PermissionDenied, Refused."""
    with _step(activity, by=by, reason=reason, of=(Status.RETIRED,)) as opened:
        return _moved(opened.activity, Status.DRAFT)


def missing_letters(
    inventory: Inventory, activity_id: int, *, on: dt.date
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each letter of Article 30 under which something is missing, “(c)” or empty where the law has none, with the headings
    of the items. No query."""
    sheet = activity_sheet(inventory, activity_id, on=on)
    return tuple(
        (f"({one.letter})" if one.letter else "", one.missing) for one in completeness(sheet) if one.missing
    )


def last_editor(activity: ProcessingActivity) -> int | None:
    """The account that last edited the activity or a part of it, whatever steps it went since; None: the program, or
    nobody. Queries: one, and one per kind of part."""
    transfers = Transfer.objects.filter(activity=activity).values("pk")
    parts = [(part, {"activity_id": activity.pk}) for part in PARTS]
    written = [_last_edit(activity)]
    for part, of in [*parts, (TransferGround, {"transfer_id__in": transfers})]:
        rows = tracked(part).history.objects.filter(organisation_id=activity.organisation_id, **of)
        written.append(rows.order_by("-revision_id").values_list("revision_id", "history_user_id").first())
    found = [one for one in written if one is not None]
    return max(found, key=lambda one: one[0])[1] if found else None


def _last_edit(activity: ProcessingActivity) -> tuple[int, int | None] | None:
    """The newest version of the activity itself that is more than a step or a review: revision and account."""
    table = tracked(ProcessingActivity)
    rows = table.history.objects.filter(**{table.pk: activity.pk}).order_by("-history_id")
    versions = list(rows.values("revision_id", "history_user_id", *table.columns))
    for newer, older in zip(versions, [*versions[1:], None], strict=True):
        if not _is_step(newer, older):
            return newer["revision_id"], newer["history_user_id"]
    return None


def _is_step(newer: dict[str, Any], older: dict[str, Any] | None) -> bool:
    """Whether nothing but the status moved on, or a review was noted. What an edit reopened is no step; where no column
    differs, links do."""
    if older is None:
        return False
    differing = {
        name
        for name in newer
        if name not in ("revision_id", "history_user_id") and newer[name] != older[name]
    }
    return (
        bool(differing)
        and differing <= NO_EDITS
        and not (set(newer["reopened_by"]) - set(older["reopened_by"]))
    )


@contextmanager
def _step(activity: ProcessingActivity, *, by: User, reason: str, of: tuple[str, ...]) -> Iterator[Opened]:
    """A revision for one step of an activity that is in one of these statuses. Raises PermissionDenied, Refused."""
    if not may(by, CHANGE, ProcessingActivity, organisation_id=activity.organisation_id):
        raise PermissionDenied(_("Only the privacy officer of an organisation decides on its activities."))
    owner = Organisation.objects.get(pk=activity.organisation_id)
    try:
        with recording(by=by, organisation=owner, channel=Channel.ADMIN, reason=reason) as opened:
            opened.lock()
            found = ProcessingActivity.objects.select_related("organisation").get(pk=activity.pk)
            if found.status not in of:
                raise Refused(_refusal(found, of))
            yield Opened(activity=found, organisation=found.organisation)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _refusal(activity: ProcessingActivity, of: tuple[str, ...]) -> str:
    words = {
        "activity": activity,
        "status": activity.get_status_display().lower(),
        "wanted": get_text_list([str(Status(status).label).lower() for status in of], _("or")),
    }
    return _("“%(activity)s” is %(status)s; for this step it has to be %(wanted)s.") % words


def _moved(activity: ProcessingActivity, status: str, **values: Any) -> ProcessingActivity:
    """The activity in another status; what the last review left is cleared unless it is given."""
    activity.status = status
    activity.prepared_by, activity.reopened_by = values.get("prepared_by", []), values.get("reopened_by", [])
    activity.save()
    return activity


def _kept(opened: Opened, document: Approved, *, on: dt.date, by: User) -> Approval:
    activity, preparers = opened.activity, opened.activity.prepared_by
    last = Approval.objects.filter(activity=activity).order_by("-number").values_list("number", flat=True)
    made = Approval(
        organisation=opened.organisation,
        activity=activity,
        number=(last.first() or 0) + 1,
        on=on,
        content=encode(document),
        schema=document.schema,
        sha256=fingerprint(document),
        asked_sha256=asked_fingerprint(document.art30),
        prepared_by=preparers[0] if preparers else None,
        approved_by=by.pk,
        alone=by.pk in preparers,
    )
    made.save()
    return made
