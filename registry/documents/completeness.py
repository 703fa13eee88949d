"""What each letter of the article has of an activity: filled, not applicable, not possible or missing; as printed."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from registry.documents.edition import Edition, edition
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.register import Fact, Grid, Section, Sheet
from registry.documents.sheets import controller_sheet, processor_sheet
from registry.documents.values import State, Value
from registry.law.articles import LETTERS

PROCESSOR = "processor"
ASKED = frozenset(letter.key for letters in LETTERS.values() for letter in letters)
"""Keys of the sections that some law asks for."""


@dataclass(frozen=True, kw_only=True)
class LetterState:
    """One letter of a sheet. `missing`: the headings of the items that are missing, in order, each once.

    `letter` is empty where the law has none (Art. 12(3) FADP).
    """

    key: str
    letter: str
    article: str
    heading: str
    state: State
    missing: tuple[str, ...] = ()


def completeness(sheet: Sheet) -> tuple[LetterState, ...]:
    """The state of each letter of a sheet that says what the article asks (“art30”), in the order of the sheet.

    What is printed decides. Missing: anything printed as missing, in a cell or in place of a table as well. Else not
    applicable or not possible, where nothing else is said; else filled.
    """
    return tuple(
        LetterState(
            key=section.key,
            letter=section.letter,
            article=section.article,
            heading=section.heading,
            state=_state([value for _key, _heading, value in statements(section)]),
            missing=tuple(missing_items(section)),
        )
        for section in sheet.sections
        if section.key in ASKED and section.article
    )


def missing_items(section: Section) -> dict[str, str]:
    """Heading → key of the items of a section that are printed as missing, in order."""
    found: dict[str, str] = {}
    for key, heading, value in statements(section):
        if lacks(value):
            found.setdefault(heading, key)
    return found


def statements(section: Section) -> Iterator[tuple[str, str, Value]]:
    """Key, heading and value of each fact, of each cell and of what stands in place of an empty table."""
    for entry in section.entries:
        match entry:
            case Fact():
                yield entry.key, entry.heading, entry.value
            case Grid(rows=()):
                yield entry.key, entry.heading, entry.empty
            case Grid():
                for row in entry.rows:
                    for column, value in zip(entry.columns, row, strict=True):
                        yield column.key, column.heading, value


def lacks(value: Value) -> bool:
    """Whether the value is missing, or one of its lines says that a part of it is."""
    return value.state is State.MISSING or any(line.code == State.MISSING for line in value.lines)


def activity_sheet(inventory: Inventory, activity_id: int, *, on: dt.date, content: str = "art30") -> Sheet:
    """The sheet of one activity on a day, whether or not the activity was in force; the rest of what it names has to be.

    In the language that is active. Raises KeyError for an unknown activity, ValueError for unknown content. No query.
    """
    found = {activity.id: activity for activity in inventory.activities}
    shown, (activity,) = always(inventory, [found[activity_id]], on=on, content=content)
    return sheet_of(shown, activity)


def always(
    inventory: Inventory, activities: Iterable[Activity], *, on: dt.date, content: str
) -> tuple[Edition, tuple[Activity, ...]]:
    """The edition for a day, and these activities as they were on it as if each had been in force."""
    asked = tuple(activities)
    endless = (replace(one, status=None, in_force_from=None, in_force_until=None) for one in asked)
    shown = edition(replace(inventory, activities=tuple(endless)), on=on, content=content)
    current = (
        replace(now, status=one.status, in_force_from=one.in_force_from, in_force_until=one.in_force_until)
        for now, one in zip(shown.inventory.activities, asked, strict=True)
    )
    return shown, tuple(current)


def sheet_of(shown: Edition, activity: Activity) -> Sheet:
    """The sheet in the record that the activity belongs to: of the processor, or else of the controller."""
    acting = activity.role is not None and activity.role.code == PROCESSOR
    return processor_sheet(shown, activity) if acting else controller_sheet(shown, activity)


def _state(values: list[Value]) -> State:
    if any(lacks(value) for value in values):
        return State.MISSING
    said = {value.state for value in values}
    if said == {State.NOT_APPLICABLE}:
        return State.NOT_APPLICABLE
    return State.FILLED if State.FILLED in said else State.NOT_POSSIBLE
