"""The overviews of an account's organisations: worked out when something changed, and kept until then."""

import datetime as dt
import pickle
import zlib
from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from registry.access.roles import CHANGE, VIEW, may
from registry.access.scope import scope
from registry.documents.days import day_at
from registry.documents.summaries import Gap, Overview, Summary, overview
from registry.inventory import read_inventory
from registry.inventory.approvals import newest_approvals
from registry.ledger.revisions import SHARED, ChainHead
from registry.models import Organisation, ProcessingActivity

MADE = 3
"""To be raised whenever an overview is made otherwise than before: what was kept until then is made anew."""
IN_REVIEW = ProcessingActivity.Status.IN_REVIEW.value
SHAPE = (MADE, *(field.name for kind in (Overview, Summary, Gap) for field in fields(kind)))
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
        self.all: dict[int, Overview] = {
            key: for_account(kept(one, on=self.today[key], heads=heads), one, user=user)
            for key, one in self.organisations.items()
        }

    def of(self, activity: ProcessingActivity) -> Summary | None:
        """The summary of an activity; None where it was recorded after the overview was made."""
        found = self.all.get(activity.organisation_id)
        return found.activities.get(activity.pk) if found else None


def overviews(request: Any) -> Overviews:
    """Those of whoever asks, made once in a request."""
    if not hasattr(request, "_overviews"):
        request._overviews = Overviews(user=request.user, now=timezone.now())
    return request._overviews


def kept(organisation: Organisation, *, on: dt.date, heads: dict[int, tuple[int, str]]) -> Overview:
    """The overview of an organisation on its day, from the cache while nothing changed: neither in its own chain nor
    in the shared one, which holds vocabulary and law.

    The heads are read before the records: what is written in between is seen too early, never too late.
    """
    key = f"overview-{organisation.pk}-{get_language()}"
    stamp = (SHAPE, organisation.pk, on, heads.get(organisation.pk), heads.get(SHARED))
    stamped, found = _looked_up(key)
    if stamped == stamp:
        return restored(found)
    approved = {key: one.asked_sha256 for key, one in newest_approvals(organisation=organisation).items()}
    made = overview(read_inventory(organisation=organisation), on=on, approved=approved)
    cache.set(key, (stamp, asdict(made)))
    return made


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
