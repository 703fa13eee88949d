"""What the pictures say: the way of an activity's data, and the places an organisation's data reach.

`flow_of` and `map_of` return data alone; `registry.render.pictures` draws them. Both carry the table that stands
beside the picture and says the same, as a `Grid` like those of a register. Pure; no query. The words are those of the
language that is active.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.citing import stated
from registry.documents.edition import Edition, edition
from registry.documents.footing import STRENGTH, Footing, Place
from registry.documents.inventory import Inventory
from registry.documents.reach import End, Reach, of_the_whole, reached, reached_by
from registry.documents.records.activities import Activity
from registry.documents.register import Column, Flow, Grid, Map, MapPlace, Recipient, Source
from registry.documents.values import MISSING, Line, Value, filled, not_applicable
from registry.documents.wording import label, remarked
from registry.law.places import PLACE_CODES, is_vague

PROCESSOR = "processor"


def flow_of(activity: Activity, inventory: Inventory, *, on: dt.date) -> Flow:
    """The flow of an activity by what was in force on the day; the activity itself is drawn whether it was or not."""
    always = replace(activity, status=None, in_force_from=None, in_force_until=None)
    said = edition(replace(inventory, activities=(always,)), on=on, content="full")
    (current,) = said.inventory.activities
    return flow_in(said, current)


def flow_in(said: Edition, activity: Activity) -> Flow:
    """The flow of an activity of this edition."""
    reaches = reached(said, activity)
    places = _in_order(end.place for reach in reaches for end in reach.ends)
    numbers = {place: number for number, place in enumerate(places)}
    recipients = tuple(
        Recipient(
            name=reach.name,
            detail=reach.detail,
            role=reach.role,
            condition=reach.condition,
            places=tuple(sorted({numbers[end.place] for end in reach.ends})),
        )
        for reach in reaches
    )
    flow = Flow(
        title=_("Data flow: %(activity)s") % {"activity": f"{activity.reference} {activity.name}".strip()},
        description="",
        reference=activity.reference,
        name=activity.name,
        role=label(activity.role),
        sources=tuple(_sources(said, activity)),
        recipients=recipients,
        absent=stated(said, activity, "recipients", reason=activity.recipients_absent_because),
        places=places,
        table=_flow_table(said, activity, reaches),
    )
    return replace(flow, description=described(flow))


def described(flow: Flow) -> str:
    """The picture in words, for those who do not see it, column by column."""
    columns = [(one.heading, one.value.texts) for one in flow.sources]
    names = tuple(dict.fromkeys(one.name for one in flow.recipients))
    columns.append((_("Recipients"), names or flow.absent.texts))
    where = dict.fromkeys(remarked(one.name, (str(one.footing.label),)) for one in flow.places)
    if where:
        columns.append((_("Places"), tuple(where)))
    return "; ".join(
        _("%(heading)s: %(what)s") % {"heading": heading, "what": ", ".join(texts)}
        for heading, texts in columns
    )


def map_of(inventory: Inventory, *, on: dt.date) -> Map:
    """The map of an organisation: recipients of all activities in force on the day, and services no activity uses."""
    said = edition(inventory, on=on, content="full")
    return map_in(said, said.inventory.activities, whole=True)


def map_in(said: Edition, activities: tuple[Activity, ...], *, whole: bool) -> Map:
    """The map of these activities of an edition; with the `whole` also what none of them uses."""
    found: dict[Place, set[str]] = {}
    for reach in _everyone(said, activities, whole=whole):
        for end in reach.ends:
            found.setdefault(end.place, set()).add(reach.name)
    ordered = tuple(
        MapPlace(place=place, recipients=tuple(sorted(found[place], key=in_alphabet)))
        for place in _in_order(found)
    )
    countries = tuple(row for row in ordered if _is_country(row.place))
    beside = tuple(row for row in ordered if not _is_country(row.place))
    return Map(
        title=_map_title(said.organisation.name),
        description=_map_described(ordered),
        countries=countries,
        beside=beside,
        table=_map_table(ordered),
    )


def _map_title(name: str) -> str:
    return (
        _("Where the data of %(organisation)s go") % {"organisation": name}
        if name
        else _("Where the data go")
    )


def in_alphabet(text: str) -> tuple[str, str]:
    """A key that sorts Åland beside Albania, and equal letters always the same way."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    return plain.casefold(), text


def _is_country(place: Place) -> bool:
    return place.code in PLACE_CODES and not is_vague(place.code)


def _in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once for each footing and its grounds, by name; what is no country comes last."""
    return tuple(sorted(set(places), key=_rank))


def _rank(place: Place) -> tuple[Any, ...]:
    return (
        not place.code,
        in_alphabet(place.name),
        place.code,
        STRENGTH[place.footing],
        place.grounds,
        place.because,
    )


def _everyone(said: Edition, activities: tuple[Activity, ...], *, whole: bool) -> Iterator[Reach]:
    for activity in activities:
        yield from reached(said, activity)
    if not whole:
        return
    used = {one.service.id for activity in activities for one in activity.disclosures if one.service}
    for service in said.inventory.services:
        if service.id not in used:
            yield reached_by(said, service)
    if not activities and of_the_whole(said):
        yield from reached(said, Activity(id=0, reference="", name=""))


def _sources(said: Edition, activity: Activity) -> Iterator[Source]:
    """Whose data they are and, of a processor, for whom; a processor's record need not say whose."""
    subjects = dict.fromkeys(one.label for use in activity.data_uses for one in use.subjects)
    acting = activity.role is not None and activity.role.code == PROCESSOR
    if subjects or not acting:
        value = stated(said, activity, "subjects", *(Line(text=name) for name in subjects))
        yield Source(heading=_("Data subjects"), value=value)
    if acting or activity.clients:
        clients = dict.fromkeys(
            one.controller.name if one.controller else one.class_of_controllers for one in activity.clients
        )
        value = stated(said, activity, "clients", *(Line(text=name) for name in clients))
        yield Source(heading=_("Controllers on whose behalf it acts"), value=value)


def _map_described(rows: tuple[MapPlace, ...]) -> str:
    if not rows:
        return _("No recipient and no place is recorded.")
    by_footing = {
        footing: list(dict.fromkeys(row.place.name for row in rows if row.place.footing is footing))
        for footing in Footing
    }
    return "; ".join(
        _("%(heading)s: %(what)s") % {"heading": footing.label, "what": ", ".join(names)}
        for footing, names in by_footing.items()
        if names
    )


def _flow_table(said: Edition, activity: Activity, reaches: tuple[Reach, ...]) -> Grid:
    """One row for each place and footing, with who has the data there."""
    found: dict[Place, list[Line]] = {}
    for reach in reaches:
        for end in reach.ends:
            found.setdefault(end.place, []).append(_receiving(reach, end))
    return Grid(
        key="flow",
        heading=_("Places, grounds and recipients"),
        columns=_columns(),
        rows=tuple((*_place_values(place), filled(*found[place])) for place in _in_order(found)),
        empty=stated(said, activity, "recipients", reason=activity.recipients_absent_because),
    )


def _receiving(reach: Reach, end: End) -> Line:
    """A recipient with all that is known of it at this place. No role is asked of who is known from a transfer alone."""
    named = {"name": reach.name, "what": reach.detail}
    text = _("%(name)s: %(what)s") % named if reach.detail else reach.name
    role = _("role missing") if reach.role == "" else reach.role or ""
    return Line(text=remarked(text, (role, reach.condition, *end.uses)))


def _map_table(rows: tuple[MapPlace, ...]) -> Grid:
    """One row for each place and footing."""
    return Grid(
        key="places",
        heading=_("Where the data go"),
        columns=_columns(),
        rows=tuple((*_place_values(row.place), filled(*row.recipients)) for row in rows),
        empty=filled(_map_described(())),
    )


def _columns() -> tuple[Column, ...]:
    """Of both tables. There may be many recipients: the others need not be narrow for that."""
    return (
        Column(key="place", heading=_("Place"), weight=2),
        Column(key="standing", heading=_("Standing"), weight=3),
        Column(key="ground", heading=_("Ground"), weight=3),
        Column(key="recipients", heading=_("Recipients")),
    )


def _place_values(place: Place) -> tuple[Value, Value, Value]:
    """The place, how the law sees it, and the footing with what it rests on."""
    if place.footing is Footing.NOT_STATED:
        standing = not_applicable(_("no place is stated"))
        return MISSING, standing, filled(*place.grounds)
    return filled(Line(text=place.name, code=place.code)), filled(*place.standing), _ground(place)


def _ground(place: Place) -> Value:
    """The footing, as the picture shows it, with what it rests on."""
    if place.footing is Footing.NONE and not place.grounds:
        return MISSING
    because = place.because if place.footing is Footing.NOT_NEEDED else ""
    return filled(Line(text=str(place.footing.label), code=place.footing.value), because, *place.grounds)
