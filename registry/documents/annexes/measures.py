"""Every security measure with its description and where it applies."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope, references
from registry.documents.citing import detail, said, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, Measure
from registry.documents.register import Column, Grid
from registry.documents.sections.measures import title_line
from registry.documents.values import Line, Value, filled
from registry.documents.wording import label
from registry.law.facts import MeasureLetter


def measures(scope: Scope) -> tuple[Grid, ...]:
    edition = scope.edition
    users: dict[int, list[Activity]] = {}
    for activity in scope.activities:
        for measure in (*activity.measures, *activity.inherited_measures):
            users.setdefault(measure.id, []).append(activity)
    shown = [one for one in edition.inventory.measures if scope.whole or one.id in users]
    grid = Grid(
        key="measures",
        heading=_("Security measures"),
        columns=(
            Column(key="measure", heading=_("Measure"), weight=3),
            Column(key="kind", heading=_("Kind"), weight=2),
            Column(key="aim", heading=_("Aim (Art. 32(1))"), weight=2),
            Column(key="description", heading=_("Description"), weight=4),
            Column(key="activities", heading=_("Activities"), weight=2),
        ),
        rows=tuple(
            (
                filled(title_line(edition, one)),
                stated(edition, one, "kind", *_kinds(edition, one)),
                stated(edition, one, "letter", _aim(one)),
                said(edition, one, "description", one.description),
                _where(edition, one, users.get(one.id, [])),
            )
            for one in shown
        ),
    )
    return (grid,)


def _kinds(edition: Edition, measure: Measure) -> Iterator[Line]:
    yield detail(edition, measure, "kind", label(measure.kind))
    if edition.full and measure.measure_type is not None:
        yield detail(
            edition, measure, "measure_type", measure.measure_type.label, code=measure.measure_type.code
        )


def _aim(measure: Measure) -> Line:
    for letter in MeasureLetter:
        if letter.value == measure.letter:
            return Line(text=f"({letter.value}) {letter.label}", code=letter.value)
    return Line(text=measure.letter)


def _where(edition: Edition, measure: Measure, users: list[Activity]) -> Value:
    """All activities at once where the whole organisation's measure reaches each of them."""
    if measure.organisation_wide and len(users) == len(edition.inventory.activities):
        return filled(_("The whole organisation"))
    return references(users)
