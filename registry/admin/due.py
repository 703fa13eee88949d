"""The reviews that are due next, for Home: which activity, when, and where to say that it was reviewed."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.access.roles import CHANGE, may
from registry.admin.activity_filters import DUE, OVERDUE, review_of
from registry.admin.summaries import Overviews
from registry.admin.wording import words
from registry.models import ProcessingActivity, User

SHOWN = 8
"""So many are shown; the lists behind the numbers hold all."""


@dataclass(frozen=True, kw_only=True)
class DueReview:
    """An activity that is due for review. `url` is its form; `review` where a review is noted, empty for readers."""

    name: str
    url: str
    organisation: str
    remark: str
    day: str
    review: str


def due_reviews(known: Overviews, *, user: User, site: str) -> tuple[DueReview, ...]:
    """The first that are overdue or due soon, the earliest first; one query, none where there are none."""
    days = _days(known)
    first = sorted(days, key=lambda key: (days[key][0], key))[:SHOWN]
    found = ProcessingActivity.objects.in_bulk(first) if first else {}
    return tuple(
        _row(found[key], *days[key], known=known, user=user, site=site) for key in first if key in found
    )


def _days(known: Overviews) -> dict[int, tuple[dt.date, str]]:
    """Number of each activity that is due → the day of its review, and whether that is overdue or due."""
    return {
        key: (summary.next_review, state)
        for owner, overview in known.all.items()
        for key, summary in overview.activities.items()
        if (state := review_of(summary, today=known.today[owner])) in (OVERDUE, DUE) and summary.next_review
    }


def _row(
    activity: ProcessingActivity, day: dt.date, state: str, *, known: Overviews, user: User, site: str
) -> DueReview:
    owner = activity.organisation_id
    allowed = may(user, CHANGE, ProcessingActivity, organisation_id=owner)
    name = f"{site}:registry_processingactivity"
    return DueReview(
        name=str(activity),
        url=reverse(f"{name}_change", args=[activity.pk]),
        organisation=str(known.organisations[owner]),
        remark=_("overdue since") if state == OVERDUE else _("due on"),
        day=words(None, day),
        review=reverse(f"{name}_review", args=[activity.pk]) if allowed else "",
    )
