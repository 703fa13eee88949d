"""The overviews of an account's organisations, and what the rules find: worked out when something changed, and kept
until then."""

import datetime as dt
import pickle
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from registry.access.roles import CHANGE, VIEW, may
from registry.access.scope import scope
from registry.admin.kept_reports import flat, whole
from registry.documents.days import day_at
from registry.documents.inventory import Inventory
from registry.documents.summaries import Gap, Overview, Summary, overview
from registry.inventory import read_inventory
from registry.inventory.approvals import newest_approvals
from registry.ledger.revisions import SHARED, ChainHead
from registry.linter.engine import found_in
from registry.linter.findings import Finding, Severity
from registry.linter.report import Report
from registry.linter.tally import Tally, rules_version, tally
from registry.models import Organisation, ProcessingActivity

MADE = 4
"""To be raised whenever an overview is made otherwise than before: what was kept until then is made anew."""
IN_REVIEW = ProcessingActivity.Status.IN_REVIEW.value
KINDS = (Overview, Summary, Gap, Tally, Report, Finding)
SHAPE = (MADE, *(field.name for kind in KINDS for field in fields(kind)))
BROKEN = (EOFError, pickle.UnpicklingError, zlib.error)
"""What a file raises that was cut off, as after a power failure."""


class Overviews:
    """What the account's organisations have today, each by its own clock. Two queries, and one reading of each
    organisation that was changed since it was last looked at."""

    def __init__(self, *, user: Any, now: dt.datetime) -> None:
        known = scope(Organisation.objects.order_by("name", "pk"), user=user)
        self.organisations: dict[int, Organisation] = {
            one.pk: one for one in known if may(user, VIEW, ProcessingActivity, organisation_id=one.pk)
        }
        self.today = {key: day_at(now, timezone=one.timezone) for key, one in self.organisations.items()}
        heads = _heads(self.organisations)
        self.all: dict[int, Overview] = {}
        self.tallies: dict[int, Tally] = {}
        """What the rules find in each organisation, counted."""
        for key, one in self.organisations.items():
            found, self.tallies[key] = kept(one, on=self.today[key], heads=heads)
            self.all[key] = for_account(found, one, user=user)

    def of(self, activity: ProcessingActivity) -> Summary | None:
        """The summary of an activity; None where it was recorded after the overview was made."""
        found = self.all.get(activity.organisation_id)
        return found.activities.get(activity.pk) if found else None

    def found_of(self, activity: ProcessingActivity) -> Mapping[str, int] | None:
        """Severity → how many findings of it an activity has, the gravest first; None as in `of`."""
        if self.of(activity) is None:
            return None
        counted = self.tallies[activity.organisation_id].activities.get(activity.pk, {})
        return {one.value: counted[one.value] for one in Severity if one.value in counted}


def overviews(request: Any) -> Overviews:
    """Those of whoever asks, made once in a request."""
    if not hasattr(request, "_overviews"):
        request._overviews = Overviews(user=request.user, now=timezone.now())
    return request._overviews


def kept(
    organisation: Organisation, *, on: dt.date, heads: Mapping[int, tuple[int, str]]
) -> tuple[Overview, Tally]:
    """The overview of an organisation on its day and the number of its findings, from the cache while nothing changed:
    neither in its own chain nor in the shared one, which holds vocabulary and law.

    The heads are read before the records: what is written in between is seen too early, never too late.
    """
    stamp = _stamp(organisation, on=on, heads=heads)
    stamped, found = _looked_up(_key("overview", organisation))
    if stamped == stamp:
        return restored(found["overview"]), Tally(**found["tally"])
    approved = {key: one.asked_sha256 for key, one in newest_approvals(organisation=organisation).items()}
    inventory = read_inventory(organisation=organisation)
    made = overview(inventory, on=on, approved=approved)
    report = found_in(inventory, on=on)
    counted = tally(report)
    cache.set(_key("findings", organisation), (stamp, flat(report)))
    cache.set(_key("overview", organisation), (stamp, {"overview": asdict(made), "tally": asdict(counted)}))
    return made, counted


def report_of(
    organisation: Organisation, *, now: dt.datetime, read: Callable[[], Inventory] | None = None
) -> Report:
    """What the rules find in an organisation on its day, in full, in the language that is active. One query; where
    something changed since it was last looked at, one reading of the inventory too: by `read`, which has not read yet."""
    on = day_at(now, timezone=organisation.timezone)
    stamp = _stamp(organisation, on=on, heads=_heads([organisation.pk]))
    stamped, found = _looked_up(_key("findings", organisation))
    if stamped == stamp:
        return whole(found)
    report = found_in(read() if read else read_inventory(organisation=organisation), on=on)
    cache.set(_key("findings", organisation), (stamp, flat(report)))
    return report


def _key(what: str, organisation: Organisation) -> str:
    return f"{what}-{organisation.pk}-{get_language()}"


def _stamp(
    organisation: Organisation, *, on: dt.date, heads: Mapping[int, tuple[int, str]]
) -> tuple[Any, ...]:
    """What has to be the same for something kept to be true. Profile and severities are records: the heads cover them."""
    return (SHAPE, rules_version(), organisation.pk, on, heads.get(organisation.pk), heads.get(SHARED))


def for_account(found: Overview, organisation: Organisation, *, user: Any) -> Overview:
    """The overview that also says what waits for the approval of this account: not what it prepared itself where a
    second person approves. The overview that is kept is everybody's."""
    if not may(user, CHANGE, ProcessingActivity, organisation_id=organisation.pk):
        return found
    barred = user.pk if organisation.second_person_approves else None
    mine = {
        key: replace(summary, mine=True)
        for key, summary in found.activities.items()
        if summary.status == IN_REVIEW and barred not in summary.prepared_by
    }
    return replace(found, activities={**found.activities, **mine}) if mine else found


def _looked_up(key: str) -> tuple[Any, Any]:
    """What is kept: its stamp, and the overview as dictionaries and tuples; None and None where there is nothing."""
    try:
        return cache.get(key) or (None, None)
    except BROKEN:
        return None, None


def restored(found: dict[str, Any]) -> Overview:
    """The overview that such dictionaries and tuples were made of."""
    activities = {key: _summary(**values) for key, values in found["activities"].items()}
    return Overview(**{**found, "activities": activities})


def _summary(*, gaps: Iterable[dict[str, Any]], **values: Any) -> Summary:
    return Summary(gaps=tuple(Gap(**gap) for gap in gaps), **values)


def _heads(organisations: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Chain → number and digest of its newest revision; one query."""
    found = ChainHead.objects.filter(pk__in=[SHARED, *organisations]).values_list("key", "number", "digest")
    return {key: (number, digest) for key, number, digest in found}
