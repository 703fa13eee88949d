"""Where data go, country by country, as the law that applies sees each on the day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope, references
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity
from registry.documents.register import Column, Grid
from registry.documents.sections.grounds import grounds
from registry.documents.sections.leaving import Leaving, destination, importer, leaving, through
from registry.documents.values import MISSING, Line, State, Value, filled
from registry.documents.wording import standing_words
from registry.law.places import PLACE_CODES
from registry.law.territory import standing


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One transfer with the activities it concerns."""

    one: Leaving
    activities: tuple[Activity, ...]


def by_country(scope: Scope) -> tuple[Grid, ...]:
    """One row per transfer, sorted by the name of the country; grounds where they are asked for."""
    edition = scope.edition
    grounded = edition.says_guarantees
    rows = [_row(edition, moved, grounded=grounded) for moved in _moved(scope)]
    grid = Grid(
        key="transfers",
        heading=_("Transfers by country"),
        columns=(
            Column(key="destination", heading=_("Country or international organisation"), weight=3),
            Column(key="standing", heading=_("Standing on the day"), weight=3),
            Column(key="importer", heading=_("Recipient"), weight=3),
            Column(key="through", heading=_("Through"), weight=2),
            Column(key="activities", heading=_("Activities"), weight=2),
            *((Column(key="grounds", heading=_("Grounds"), weight=4),) if grounded else ()),
        ),
        rows=tuple(sorted(rows, key=_by_name)),
    )
    return (grid,)


def _moved(scope: Scope) -> Iterable[Moved]:
    """Each transfer once, with every activity that it concerns."""
    found: dict[int, Leaving] = {}
    activities: dict[int, list[Activity]] = {}
    for activity in scope.activities:
        for one in leaving(scope.edition, activity):
            if one.transfer is not None:
                found[one.transfer.id] = one
                activities.setdefault(one.transfer.id, []).append(activity)
    if scope.whole:
        services = {service.id: service for service in scope.edition.inventory.services}
        for transfer in scope.edition.inventory.transfers:
            service = services.get(transfer.service_id) if transfer.service_id else None
            ended = transfer.service_id is not None and service is None
            if transfer.activity_id is None and not ended:
                found.setdefault(transfer.id, Leaving(transfer=transfer, service=service))
    return [
        Moved(one=one, activities=tuple(activities.get(number, ()))) for number, one in sorted(found.items())
    ]


def _row(edition: Edition, moved: Moved, *, grounded: bool) -> tuple[Value, ...]:
    one = moved.one
    return (
        destination(edition, one),
        _standing(edition, one),
        importer(edition, one),
        through(one),
        references(moved.activities),
        *((grounds(edition, one.transfer),) if grounded else ()),
    )


def _standing(edition: Edition, one: Leaving) -> Value:
    transfer = one.transfer
    if transfer is not None and transfer.destination in PLACE_CODES:
        return filled(*_standings(edition, transfer.destination))
    if transfer is not None and transfer.international_organisation:
        return filled(_("International organisation: not assessed"))
    return MISSING


def _standings(edition: Edition, place: str) -> Iterator[Line]:
    for regime in edition.regimes:
        found = standing(
            place,
            regime=regime,
            on=edition.on,
            members=edition.inventory.area,
            decisions=edition.inventory.adequacy,
        )
        yield Line(text=standing_words(found, regime=regime), code=found.kind.value)


def _by_name(row: tuple[Value, ...]) -> tuple[bool, tuple[str, ...]]:
    """By country, then recipient, then service; what is missing comes last."""
    names = tuple(" ".join(row[column].texts).casefold() for column in (0, 2, 3))
    return row[0].state is State.MISSING, names
