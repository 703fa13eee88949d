"""What lists and Home say of each activity on a day, small enough to be kept: what is missing, and where its data go."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import translation

from registry.documents.approved import asked_fingerprint, standing_alone
from registry.documents.completeness import always, missing_items, sheet_of
from registry.documents.cover import cover
from registry.documents.edition import Edition
from registry.documents.footing import SETTLED, Footing, Place
from registry.documents.inventory import Inventory
from registry.documents.reach import reached
from registry.documents.records.activities import Activity
from registry.documents.register import Section, Sheet
from registry.documents.sections.leaving import leaving
from registry.documents.wording import provider
from registry.law.articles import Part as Side

APPROVED, RETIRED = "approved", "retired"
INSIDE = frozenset(SETTLED.values())
"""Footings of places that are no third country to any law that applies."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A letter under which something is missing: its key in the law's table, its letter, and the items' headings."""

    key: str
    letter: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One activity on a day, as far as lists ask. Codes and numbers, whose names the overview has.

    `ended`: it is no longer carried out on that day, so that nothing is missing of it. `third`: places outside what
    the laws that apply count as theirs; `bodies`: international organisations, by name.
    `reopened`: what was edited after the last approval; `changed`: it is approved, and what Article 30 asks of it is said
    otherwise today, as a record that it shares with others was changed. `prepared_by`: account numbers, of what is in
    review; `mine`: it waits for the approval of whoever looks.
    """

    role: str = ""
    status: str = ""
    reopened: tuple[str, ...] = ()
    changed: bool = False
    prepared_by: tuple[int, ...] = ()
    mine: bool = False
    next_review: dt.date | None = None
    ended: bool = False
    gaps: tuple[Gap, ...] = ()
    places: tuple[str, ...] = ()
    third: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    services: tuple[int, ...] = ()
    data: tuple[int, ...] = ()
    special: bool = False
    criminal: bool = False

    @property
    def missing(self) -> int:
        """How many items are missing."""
        return sum(len(gap.items) for gap in self.gaps)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All activities of an organisation by number, what it has not said of itself, and the names of what is meant."""

    activities: dict[int, Summary] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()
    """Headings of what letter (a) asks of the organisation and the cover prints as missing."""
    mechanisms: dict[str, str] = field(default_factory=dict)
    services: dict[int, str] = field(default_factory=dict)
    data: dict[int, str] = field(default_factory=dict)


def overview(inventory: Inventory, *, on: dt.date, approved: Mapping[int, str] | None = None) -> Overview:
    """The overview of a day, in the language that is active; activities count whether or not they are in force.

    `approved`: number of an activity → fingerprint of what Article 30 asks of it as last approved. No query.
    """
    kept = approved or {}
    shown, activities = always(inventory, inventory.activities, on=on, content="art30")
    summaries = {one.id: _summary(shown, one, kept=kept.get(one.id, "")) for one in activities}
    services = {
        slot.service.id: slot.service for one in activities for slot in one.disclosures if slot.service
    }
    categories = [use.category for one in activities for use in one.data_uses if use.category]
    used = {slug for summary in summaries.values() for slug in summary.mechanisms}
    return Overview(
        activities=summaries,
        gaps=_gaps_of_organisation(shown) if inventory.organisation else (),
        mechanisms={one.slug: one.name for one in inventory.mechanisms if one.slug in used},
        services={number: f"{provider(one)}: {one.name}" for number, one in services.items()},
        data={category.id: category.label for category in categories},
    )


def _summary(shown: Edition, activity: Activity, *, kept: str) -> Summary:
    sheet = sheet_of(shown, activity)
    places = [end.place for reach in reached(shown, activity) for end in reach.ends]
    categories = [use.category for use in activity.data_uses if use.category]
    status = activity.status.code if activity.status else ""
    ended = has_ended(until=activity.in_force_until, status=status, on=shown.on)
    return Summary(
        role=activity.role.code if activity.role else "",
        status=status,
        reopened=tuple(item.code for item in activity.reopened_by),
        changed=bool(kept) and status == APPROVED and _changed(shown, activity, sheet, kept=kept),
        prepared_by=activity.prepared_by,
        next_review=activity.next_review_on,
        ended=ended,
        gaps=() if ended else tuple(_gaps(sheet.sections)),
        places=_once(place.code for place in places),
        third=_once(place.code for place in places if place.footing not in INSIDE),
        bodies=_once(place.name for place in places if _is_body(place)),
        mechanisms=_once(_mechanisms(shown, activity)),
        services=tuple(dict.fromkeys(one.service.id for one in activity.disclosures if one.service)),
        data=tuple(dict.fromkeys(category.id for category in categories)),
        special=any(category.special for category in categories),
        criminal=any(category.criminal for category in categories),
    )


def has_ended(*, until: dt.date | None, status: str, on: dt.date) -> bool:
    """Whether it was carried out once and no longer is: by its last day or, where that is not known, by its status."""
    return until < on if until is not None else status == RETIRED


def _changed(shown: Edition, activity: Activity, sheet: Sheet, *, kept: str) -> bool:
    """Whether the sheet says something else than the one that was kept, which is in the organisation's language."""
    language = shown.organisation.language
    same = language == translation.get_language()
    with translation.override(language):
        own = sheet if same else sheet_of(shown, activity)
        return asked_fingerprint(standing_alone(shown, activity, own)) != kept


def _gaps(sections: Iterable[Section]) -> Iterator[Gap]:
    for section in sections:
        if items := missing_items(section):
            yield Gap(key=section.key, letter=section.letter, items=tuple(items))


def _gaps_of_organisation(shown: Edition) -> tuple[str, ...]:
    """What letter (a) asks for once for all activities. The processor's record has no joint controllers."""
    identity, _scope = cover(shown, {Side.PROCESSOR: ()})
    return tuple(missing_items(identity))


def _mechanisms(shown: Edition, activity: Activity) -> Iterator[str]:
    for one in leaving(shown, activity):
        if one.transfer is not None:
            yield from (ground.mechanism.slug for ground in one.transfer.grounds)


def _is_body(place: Place) -> bool:
    return not place.code and place.footing is not Footing.NOT_STATED


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, codes)))
