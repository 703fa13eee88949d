"""Time limits over all activities, by category of data."""

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope
from registry.documents.edition import Edition
from registry.documents.grids import joined
from registry.documents.records.activities import Activity, DataUse
from registry.documents.register import Column, Grid
from registry.documents.sections.categories import data_line
from registry.documents.sections.retention import limit, limit_lines
from registry.documents.values import Line, filled
from registry.documents.wording import data_words
from registry.law.articles import Part as Side


def schedule(scope: Scope) -> tuple[Grid, ...]:
    """Categories of data with the activities that share a limit; of the processor's record only in the full edition."""
    edition = scope.edition
    asked = scope.activities if edition.full else scope.sides[Side.CONTROLLER]
    found = [(use, activity) for activity in asked for use in activity.data_uses]
    grid = Grid(
        key="schedule",
        heading=_("Retention schedule"),
        columns=(
            Column(key="data", heading=_("Personal data"), weight=3),
            Column(key="activity", heading=_("Activity"), weight=3),
            Column(key="limit", heading=_("Time limit"), weight=4),
        ),
        rows=joined(
            (
                (
                    filled(data_line(edition, use)),
                    filled(Line(text=f"{activity.reference} {activity.name}", code=activity.reference)),
                    limit(edition, use),
                )
                for use, activity in sorted(found, key=_by_data)
            ),
            column=1,
        ),
    )
    return (grid, _rules(edition)) if edition.full else (grid,)


def _rules(edition: Edition) -> Grid:
    """The rules by name, used or not."""
    return Grid(
        key="rules",
        heading=_("Retention rules"),
        columns=(
            Column(key="rule", heading=_("Rule"), weight=3),
            Column(key="limit", heading=_("Time limit"), weight=5),
        ),
        rows=tuple(
            (filled(rule.name), filled(*limit_lines(edition, rule)))
            for rule in edition.inventory.retention_rules
        ),
        empty=filled(_("None recorded")),
    )


def _by_data(found: tuple[DataUse, Activity]) -> tuple[str, int, str, int, int]:
    use, activity = found
    return data_words(use).casefold(), len(activity.reference), activity.reference, use.position, use.id
