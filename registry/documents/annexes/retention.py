"""Time limits over all activities."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, DataUse
from registry.documents.register import Column, Grid
from registry.documents.sections.categories import data_line
from registry.documents.sections.retention import limit, limit_lines
from registry.documents.values import Line, Value, filled
from registry.documents.wording import data_words
from registry.law.articles import Part as Side

Found = tuple[DataUse, Activity]


def schedule(scope: Scope) -> tuple[Grid, ...]:
    """Each limit once, with the categories of data kept so long and the activities that use them; of the processor's
    record only in the full edition."""
    edition = scope.edition
    asked = scope.activities if edition.full else scope.sides[Side.CONTROLLER]
    found = sorted(((use, activity) for activity in asked for use in activity.data_uses), key=_by_data)
    grid = Grid(
        key="schedule",
        heading=_("Retention schedule"),
        columns=(
            Column(key="limit", heading=_("Time limit"), weight=4),
            Column(key="data", heading=_("Personal data"), weight=5),
        ),
        rows=tuple((kept, filled(*data)) for kept, data in _by_limit(edition, found)),
    )
    return (grid, _rules(edition)) if edition.full else (grid,)


def _by_limit(edition: Edition, found: list[Found]) -> Iterator[tuple[Value, Iterator[Line]]]:
    """Each limit with the lines of its data; each line with the references of its activities."""
    kept: dict[Value, dict[Line, list[str]]] = {}
    for use, activity in found:
        references = kept.setdefault(limit(edition, use), {}).setdefault(data_line(edition, use), [])
        if activity.reference not in references:
            references.append(activity.reference)
    for value, data in kept.items():
        yield (
            value,
            (
                replace(
                    line,
                    text=_("%(data)s: %(activities)s") % {"data": line.text, "activities": ", ".join(used)},
                )
                for line, used in data.items()
            ),
        )


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


def _by_data(found: Found) -> tuple[str, int, str, int, int]:
    use, activity = found
    return data_words(use).casefold(), len(activity.reference), activity.reference, use.position, use.id
