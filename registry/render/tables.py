"""Documents as flat tables of text: what the sheets of a workbook and a CSV file hold. Headings come from the document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils.translation import gettext as _

from registry.documents.register import (
    Annex,
    Fact,
    Findings,
    Grid,
    Moment,
    NotedGroup,
    Part,
    Register,
    Section,
    Sheet,
)
from registry.documents.subprocessors import SubprocessorList
from registry.documents.values import Value, filled
from registry.render.about import About
from registry.render.found import facts_of, headings, rows_of
from registry.render.listing import COLUMNS, shown, terms
from registry.render.wording import day, statements

K = TypeVar("K")
Key = tuple[str, str, int]
"""Section, entry, and how often both stood before. The facts under the title of a sheet have no section."""
Row = tuple[str, ...]
OPEN = ("shared", "activities")
"""The groups of findings that nobody accepts."""
NONE = "–"
"""Stands where a table has no room for a statement: it is not asked here, or said elsewhere in the row."""


@dataclass(frozen=True, kw_only=True)
class FlatTable:
    """Headings, and rows of as many texts. The first `fixed` columns say whose row it is."""

    name: str
    headings: Row
    rows: tuple[Row, ...]
    fixed: int


def text(value: Value) -> str:
    """The statements of a value, one per line."""
    return "\n".join(statements(value))


def register_table(register: Register, *, about: About) -> FlatTable:
    """One row per activity of all parts, each with what is said of the organisation and of the copy."""
    columns = _columns(register.parts)
    said = [*_headed_facts(register.cover), *((fact.heading, fact.value) for fact in about.all_facts)]
    same = tuple(text(value) for _heading, value in said)
    rows = []
    for part in register.parts:
        rows += [(_called(part), *_named(sheet), *_cells(sheet, columns), *same) for sheet in part.sheets]
        if not part.sheets:
            rows.append((_called(part), NONE, part.empty, *[NONE] * len(columns), *same))
    headings = (
        _("Part"),
        _("Reference"),
        _("Activity"),
        *columns.values(),
        *(heading for heading, _value in said),
    )
    return FlatTable(name=about.title, headings=headings, rows=tuple(rows), fixed=3)


def register_tables(register: Register, *, about: About) -> tuple[FlatTable, ...]:
    """The organisation and the copy; then one table per part, per kind of grid, and per grid of an annex."""
    tables = (
        *map(part_table, register.parts),
        *_grid_tables(register.parts),
        *annex_tables(register),
    )
    contents = Fact(
        key="sheets", heading=_("Sheets that follow"), value=filled(*(table.name for table in tables))
    )
    facts = [(fact.heading, fact.value) for fact in (*about.all_facts, contents)]
    return about_table([*facts, *_headed_facts(register.cover, cited=True)]), *tables


def about_table(facts: Iterable[tuple[str, Value]]) -> FlatTable:
    """Two columns: what it is, and what is said."""
    rows = tuple((heading, text(value)) for heading, value in facts)
    return FlatTable(name=_("About"), headings=(_("Item"), _("Statement")), rows=rows, fixed=1)


def part_table(part: Part) -> FlatTable:
    """One row per activity, one column per fact or grid."""
    columns = _columns([part], cited=True)
    rows = [(*_named(sheet), *_cells(sheet, columns)) for sheet in part.sheets]
    if not rows:
        rows = [(NONE, part.empty, *[NONE] * len(columns))]
    headings = (_("Reference"), _("Activity"), *columns.values())
    return FlatTable(name=part.heading, headings=headings, rows=tuple(rows), fixed=2)


def list_table(listed: SubprocessorList, *, about: About) -> FlatTable:
    """One row per entry, each with what is said of the whole list and of the copy."""
    intro = Fact(key="intro", heading=_("Introduction"), value=filled(listed.intro or NONE))
    said = (intro, *terms(listed), *about.all_facts)
    same = tuple(text(fact.value) for fact in said)
    rows = [
        (
            group.heading or NONE,
            one.entry.name,
            one.label,
            *(text(column.value(one.entry)) for column in COLUMNS),
        )
        for group in shown(listed)
        for one in group.entries
    ] or [(NONE, _("Nobody is listed."), NONE, *[NONE] * len(COLUMNS))]
    headings = (_("Group"), _("Name"), _("Status"), *(str(column.heading) for column in COLUMNS))
    return FlatTable(
        name=about.title,
        headings=(*headings, *(fact.heading for fact in said)),
        rows=tuple((*row, *same) for row in rows),
        fixed=3,
    )


def ordered(sequences: Iterable[Sequence[K]]) -> list[K]:
    """All keys of all sequences once: a new one behind the one it follows, or at the end where it follows none."""
    found: list[K] = []
    for sequence in sequences:
        place = len(found)
        for key in sequence:
            if key not in found:
                found.insert(place, key)
            place = found.index(key) + 1
    return found


def _called(part: Part) -> str:
    return f"{part.heading}, {part.article}"


def _named(sheet: Sheet) -> Row:
    return (sheet.reference or NONE, sheet.title)


def _entries(sheet: Sheet) -> Iterator[tuple[Key, Section | None, Fact | Grid]]:
    """The facts under the title, then the entries of each section, every one under a key of its own."""
    met: Counter[tuple[str, str]] = Counter()
    found: list[tuple[Section | None, Fact | Grid]] = [(None, fact) for fact in sheet.facts]
    for section in sheet.sections:
        found += [(section, entry) for entry in section.entries]
    for place, entry in found:
        key = (place.key if place else "", entry.key)
        yield (*key, met[key]), place, entry
        met[key] += 1


def _columns(parts: Sequence[Part], *, cited: bool = False) -> dict[Key, str]:
    """The columns of all sheets with their headings, which name the letter: with several parts, that of each.

    `cited`: the article stands in a second line.
    """
    letters: dict[Key, dict[str, None]] = {}
    headings: dict[Key, str] = {}
    for part in parts:
        for sheet in part.sheets:
            for key, section, entry in _entries(sheet):
                headings.setdefault(key, _heading(section, entry, cited=cited))
                if section is not None and section.letter:
                    prefix = part.letter if len(parts) > 1 else ""
                    letters.setdefault(key, {})[f"{prefix}({section.letter})"] = None
    sheets = [sheet for part in parts for sheet in part.sheets]
    keys = [
        *ordered([key for key, section, _entry in _entries(sheet) if not section] for sheet in sheets),
        *ordered([key for key, section, _entry in _entries(sheet) if section] for sheet in sheets),
    ]
    return {key: " ".join((*letters.get(key, ()), headings[key])) for key in keys}


def _heading(section: Section | None, entry: Fact | Grid, *, cited: bool) -> str:
    if section is None:
        return entry.heading
    article = f"\n{section.article}" if cited and section.article else ""
    if section.heading == entry.heading:
        return entry.heading + article
    words = {"section": section.heading, "entry": entry.heading}
    return _("%(section)s: %(entry)s") % words + article


def _cells(sheet: Sheet, columns: Iterable[Key]) -> Row:
    said = {key: _cell(entry) for key, _section, entry in _entries(sheet)}
    return tuple(said.get(key, NONE) for key in columns)


def _cell(entry: Fact | Grid) -> str:
    """A fact as its lines; a grid as a line per row, each value behind the heading of its column."""
    if isinstance(entry, Fact):
        return text(entry.value)
    if not entry.rows:
        return text(entry.empty)
    headings = [column.heading for column in entry.columns]
    return "\n".join(
        " | ".join(
            f"{heading}: {'; '.join(statements(value))}" for heading, value in zip(headings, row, strict=True)
        )
        for row in entry.rows
    )


def _headed_facts(sections: Iterable[Section], *, cited: bool = False) -> list[tuple[str, Value]]:
    """Facts with headings that say to which section they belong."""
    return [
        (_heading(section, entry, cited=cited), filled(_cell(entry)))
        for section in sections
        for entry in section.entries
    ]


def _grid_tables(parts: Sequence[Part]) -> Iterator[FlatTable]:
    """One table for each kind of grid, over all activities that have one."""
    found: dict[Key, list[tuple[Part, Sheet, Grid]]] = {}
    for part in parts:
        for sheet in part.sheets:
            for key, _section, entry in _entries(sheet):
                if isinstance(entry, Grid):
                    found.setdefault(key, []).append((part, sheet, entry))
    for places in found.values():
        columns = ordered(
            [(column.key, column.heading) for column in grid.columns] for _p, _s, grid in places
        )
        yield FlatTable(
            name=places[0][2].heading,
            headings=(
                _("Part"),
                _("Reference"),
                _("Activity"),
                *(heading for _key, heading in columns),
            ),
            rows=tuple(
                (_called(part), *_named(sheet), *row)
                for part, sheet, grid in places
                for row in _grid_rows(grid, [key for key, _heading in columns])
            ),
            fixed=3,
        )


def annex_tables(register: Register) -> Iterator[FlatTable]:
    """One table per grid of each annex; of findings those of `found_tables`."""
    for annex in register.annexes:
        if annex.findings:
            yield from found_tables(annex, annex.findings, moment=register.moment)
        else:
            yield from _tables_of(annex)


def _tables_of(annex: Annex) -> Iterator[FlatTable]:
    several = len(annex.tables) > 1
    for number, grid in enumerate(annex.tables, start=1):
        name = annex.heading if grid.heading == annex.heading else f"{annex.heading}: {grid.heading}"
        words = {"number": f"{annex.number}.{number}" if several else annex.number, "name": name}
        yield FlatTable(
            name=_("Annex %(number)s %(name)s") % words,
            headings=tuple(column.heading for column in grid.columns),
            rows=tuple(_grid_rows(grid, [column.key for column in grid.columns])),
            fixed=1,
        )


def found_tables(annex: Annex, findings: Findings, *, moment: Moment) -> Iterator[FlatTable]:
    """What the findings rest on, those that are open, and one table for each group of the others: a row per finding."""
    intro = Fact(key="intro", heading=annex.heading, value=filled(findings.intro))
    facts = [(fact.heading, fact.value) for fact in (intro, *facts_of(findings, moment=moment))]
    opened = [group for group in findings.groups if group.key in OPEN]
    others = [group for group in findings.groups if group.key not in OPEN]
    tables = [
        replace(about_table(facts), name=annex.heading),
        _found_table(opened, name=_("Open findings")),
        *(_found_table([group], name=group.heading) for group in others),
    ]
    for number, table in enumerate(tables, start=1):
        words = {"number": f"{annex.number}.{number}", "name": table.name}
        yield replace(table, name=_("Annex %(number)s %(name)s") % words)


def _found_table(groups: list[NotedGroup], *, name: str) -> FlatTable:
    """Where it is of accepted findings, the reason and the last day stand behind each."""
    found = list(rows_of(groups))
    accepted = any(noted.because for _row, noted in found)
    more = (_("Accepted because"), _("Accepted until")) if accepted else ()
    rows = [
        (*row, noted.because, day(noted.until) if noted.until else NONE) if accepted else row
        for row, noted in found
    ]
    empty = [(" ".join(group.empty for group in groups), *[NONE] * (len(headings()) - 1))]
    return FlatTable(name=name, headings=(*headings(), *more), rows=tuple(rows or empty), fixed=1)


def _grid_rows(grid: Grid, keys: Sequence[str]) -> Iterator[Row]:
    """The rows with their cells in the order of `keys`; where there is none, one that says so."""
    for row in grid.rows:
        said = {column.key: text(value) for column, value in zip(grid.columns, row, strict=True)}
        yield tuple(said.get(key, NONE) for key in keys)
    if not grid.rows:
        yield (text(grid.empty), *[NONE] * (len(keys) - 1))
