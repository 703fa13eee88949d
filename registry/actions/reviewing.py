"""“Reviewed, nothing to change”: what is said of activities that somebody read and left as they are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.access.roles import CHANGE, may
from registry.actions.refused import Refused
from registry.actions.touching import touched_since
from registry.documents.days import day_at, months_after
from registry.documents.summaries import has_ended
from registry.documents.wording import day
from registry.ledger.recording import recording
from registry.ledger.revisions import Revision
from registry.models import Channel, Organisation, ProcessingActivity, Transfer, User


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What came of it: activities that are reviewed now, and the sentences that say why others are not."""

    activities: tuple[ProcessingActivity, ...]
    skipped: tuple[str, ...]
    revisions: tuple[Revision, ...]


def review(
    activity: ProcessingActivity,
    *,
    by: User,
    note: str = "",
    seen: int | None = None,
    now: dt.datetime | None = None,
) -> ProcessingActivity:
    """Notes that the activity was reviewed today and left as it is: one revision. Returns it as it stands now.

    The next review is its interval away; without an interval a day that has passed goes, one to come stays. `seen` is the
    number of the newest revision that the reader knew of. Raises PermissionDenied; Refused where it was reviewed today
    already, is no longer carried out, or was changed after `seen`.
    """
    done = review_all([activity], by=by, note=note, seen=seen, now=now)
    if done.skipped:
        raise Refused(done.skipped[0])
    return done.activities[0]


def review_all(
    activities: Iterable[ProcessingActivity],
    *,
    by: User,
    note: str = "",
    seen: int | None = None,
    now: dt.datetime | None = None,
) -> Reviewed:
    """The same of several, all or none where a right is lacking; one revision for each organisation.

    Those that cannot be reviewed are left as they are, with a sentence. Queries: some for each organisation, and one
    update for each activity. Raises PermissionDenied.
    """
    owned: dict[int, list[int]] = {}
    for activity in activities:
        owned.setdefault(activity.organisation_id, []).append(activity.pk)
    for owner in owned:
        if not may(by, CHANGE, ProcessingActivity, organisation_id=owner):
            raise PermissionDenied(_("Only its privacy officer reviews the activities of an organisation."))
    reviewed: list[ProcessingActivity] = []
    skipped: list[str] = []
    revisions: list[Revision] = []
    owners = Organisation.objects.in_bulk(owned)
    with transaction.atomic():
        # Always in the same order: whoever reviews for several organisations waits for nobody who waits for him.
        for key in sorted(owned):
            organisation = owners[key]
            today = day_at(now or timezone.now(), timezone=organisation.timezone)
            with recording(
                by=by, organisation=organisation, channel=Channel.ADMIN, reason=reason_of(note)
            ) as opened:
                opened.lock()
                for activity in _read_again(owned[key]):
                    if why := _why_not(activity, today=today, seen=seen):
                        skipped.append(why)
                        continue
                    _mark(activity, today=today)
                    reviewed.append(activity)
            revisions += [opened.revision] if opened.revision else []
    return Reviewed(activities=tuple(reviewed), skipped=tuple(skipped), revisions=tuple(revisions))


def next_review(last: dt.date, *, months: int | None) -> dt.date | None:
    """When an activity is to be reviewed again; None where no interval is set, or beyond the calendar."""
    try:
        return months_after(last, months) if months else None
    except ValueError:
        return None


def reason_of(note: str) -> str:
    """What the history gives as the reason."""
    said = _("Reviewed, nothing to change")
    return f"{said}: {note.strip()}" if note.strip() else said


def _read_again(keys: list[int]) -> list[ProcessingActivity]:
    """Under the lock, with the links that are checked when an activity is saved."""
    found = ProcessingActivity.objects.select_related("joint_arrangement", "organisation")
    return list(found.filter(pk__in=keys).order_by("reference", "pk"))


def _why_not(activity: ProcessingActivity, *, today: dt.date, seen: int | None) -> str:
    """Why it cannot be reviewed now, in a sentence; empty where it can."""
    words = {"activity": activity}
    if has_ended(until=activity.in_force_until, status=activity.status, on=today):
        return _("“%(activity)s” is no longer carried out: there is nothing to review.") % words
    last = activity.last_reviewed_on
    if last is not None and last >= today:
        words["day"] = day(last)
        return _("“%(activity)s” was reviewed on %(day)s already; nothing was written.") % words
    if seen is not None and changed_after(activity, seen):
        return (
            _("“%(activity)s” was changed after you opened it: read it again, then say that it is reviewed.")
            % words
        )
    return ""


def changed_after(activity: ProcessingActivity, seen: int) -> bool:
    """Whether a revision after this number wrote the activity or what is on its form: its transfers are records by
    themselves. One query for each table."""
    return any(touched_since(one, seen) for one in (activity, *Transfer.objects.filter(activity=activity)))


def _mark(activity: ProcessingActivity, *, today: dt.date) -> None:
    planned = next_review(today, months=activity.review_interval_months)
    if planned is None and activity.next_review_on is not None and activity.next_review_on > today:
        planned = activity.next_review_on
    activity.last_reviewed_on, activity.next_review_on = today, planned
    try:
        activity.save()
    except ValidationError as error:
        words = {"activity": activity, "why": " ".join(error.messages)}
        raise Refused(_("“%(activity)s” cannot be saved: %(why)s") % words) from error
