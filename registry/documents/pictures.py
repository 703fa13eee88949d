"""What the pictures say: the way of an activity's data, and the places an organisation's data reach.

`flow_of` and `map_of` return data alone; `registry.render.pictures` draws them. Both carry the table that stands
beside the picture and says the same, as a `Grid` like those of a register. Pure; no query. The words are those of the
language that is active.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.citing import stated
from registry.documents.edition import Edition, edition
from registry.documents.footing import STRENGTH, Footing, Place, weakest
from registry.documents.inventory import Inventory
from registry.documents.reach import Reach, of_the_whole, reached, reached_by
from registry.documents.records.activities import Activity
from registry.documents.register import Column, Grid
from registry.documents.values import MISSING, Line, Value, filled, not_applicable
from registry.documents.wording import label, remarked
from registry.law.places import PLACE_CODES, is_vague

PROCESSOR = "processor"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the data of an activity come from: whose they are, or for whom they are processed."""

    heading: str
    value: Value


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Who receives data. An empty `role` is missing; None is not asked for. `places` are positions in those of the flow."""

    name: str
    detail: str
    role: str | None
    condition: str
    places: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The way of an activity's data, from the left to the right. `absent` is said where there is no recipient."""

    title: str
    description: str
    reference: str
    name: str
    role: str
    sources: tuple[Source, ...]
    recipients: tuple[Recipient, ...]
    absent: Value
    places: tuple[Place, ...]
    table: Grid


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A place with those who have data there on one footing."""

    place: Place
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Map:
    """Where the data of an organisation are. A country stands once for each footing and its grounds.

    `beside` holds what no map can show: wider areas, international organisations, places that nobody has stated.
    """

    title: str
    description: str
    countries: tuple[MapPlace, ...]
    beside: tuple[MapPlace, ...]
    table: Grid

    @property
    def footings(self) -> dict[str, Footing]:
        """Code → the footing that the map shows for the country: the weakest."""
        found: dict[str, Footing] = {}
        for one in self.countries:
            footing = one.place.footing
            found[one.place.code] = weakest((footing, found.get(one.place.code, footing)))
        return found


def flow_of(activity: Activity, inventory: Inventory, *, on: dt.date) -> Flow:
    """The flow of an activity by what was in force on the day; the activity itself is drawn whether it was or not."""
    always = replace(activity, status=None, in_force_from=None, in_force_until=None)
    said = edition(replace(inventory, activities=(always,)), on=on, content="full")
    (current,) = said.inventory.activities
    reaches = reached(said, current)
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
    sources = tuple(_sources(said, current))
    return Flow(
        title=_("Data flow: %(activity)s") % {"activity": f"{activity.reference} {activity.name}".strip()},
        description=_described(sources, reaches, places),
        reference=activity.reference,
        name=activity.name,
        role=label(activity.role),
        sources=sources,
        recipients=recipients,
        absent=stated(said, current, "recipients", reason=current.recipients_absent_because),
        places=places,
        table=_flow_table(said, current, reaches),
    )


def map_of(inventory: Inventory, *, on: dt.date) -> Map:
    """The map of an organisation: recipients of all activities in force on the day, and services no activity uses."""
    said = edition(inventory, on=on, content="full")
    found: dict[Place, set[str]] = {}
    for reach in _everyone(said):
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
        _("Where the data of %(organisation)s are") % {"organisation": name}
        if name
        else _("Where the data are")
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


def _everyone(said: Edition) -> Iterator[Reach]:
    used = set()
    for activity in said.inventory.activities:
        used |= {one.service.id for one in activity.disclosures if one.service}
        yield from reached(said, activity)
    for service in said.inventory.services:
        if service.id not in used:
            yield reached_by(said, service)
    if not said.inventory.activities and of_the_whole(said):
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


def _described(sources: tuple[Source, ...], reaches: tuple[Reach, ...], places: tuple[Place, ...]) -> str:
    """The picture in words, for those who do not see it, column by column."""
    said = [
        _("%(heading)s: %(what)s") % {"heading": one.heading, "what": ", ".join(one.value.texts)}
        for one in sources
    ]
    names = ", ".join(dict.fromkeys(one.name for one in reaches))
    where = ", ".join(dict.fromkeys(remarked(one.name, (str(one.footing.label),)) for one in places))
    said.append(_("Recipients: %(what)s") % {"what": names or _("Missing")})
    said.append(_("Places: %(what)s") % {"what": where or _("Missing")})
    return "; ".join(said)


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
    """One row for each recipient and place."""
    return Grid(
        key="flow",
        heading=_("Recipients and places"),
        columns=(
            Column(key="recipient", heading=_("Recipient"), weight=3),
            Column(key="role", heading=_("Role"), weight=2),
            Column(key="condition", heading=_("Condition"), weight=2),
            Column(key="place", heading=_("Place"), weight=3),
            *_ground_columns(),
        ),
        rows=tuple(
            (
                filled(reach.name, reach.detail),
                not_applicable(_("known from a transfer alone"))
                if reach.role is None
                else filled(reach.role),
                filled(reach.condition or _("None stated")),
                _named(end.place, remarks=end.uses),
                *_ground_values(end.place),
            )
            for reach in reaches
            for end in reach.ends
        ),
        empty=stated(said, activity, "recipients", reason=activity.recipients_absent_because),
    )


def _map_table(rows: tuple[MapPlace, ...]) -> Grid:
    """One row for each place and footing."""
    return Grid(
        key="places",
        heading=_("Places and grounds"),
        columns=(
            Column(key="place", heading=_("Place"), weight=3),
            *_ground_columns(),
            Column(key="recipients", heading=_("Recipients"), weight=3),
        ),
        rows=tuple((_named(row.place), *_ground_values(row.place), filled(*row.recipients)) for row in rows),
    )


def _ground_columns() -> tuple[Column, ...]:
    return (
        Column(key="standing", heading=_("Standing"), weight=3),
        Column(key="ground", heading=_("Ground"), weight=3),
    )


def _named(place: Place, *, remarks: tuple[str, ...] = ()) -> Value:
    if place.footing is Footing.NOT_STATED:
        return MISSING
    return filled(Line(text=remarked(place.name, remarks), code=place.code))


def _ground_values(place: Place) -> tuple[Value, Value]:
    """How the law sees the place; then the footing, as the picture shows it, with what it rests on."""
    footing = Line(text=str(place.footing.label), code=place.footing.value)
    because = Line(text=place.because) if place.footing is Footing.NOT_NEEDED else Line(text="")
    ground = (
        MISSING
        if place.footing is Footing.NONE and not place.grounds
        else filled(footing, because, *place.grounds)
    )
    return filled(*place.standing), ground
