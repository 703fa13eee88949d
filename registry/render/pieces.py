"""A document as pieces of HTML, one per sheet, so that each can be set, kept and assembled by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from registry.documents.register import Annex, Fact, Grid, Part, Register, Section, Sheet
from registry.documents.subprocessors import SubprocessorList
from registry.documents.values import Value
from registry.render.about import About
from registry.render.listing import shown, terms

STEP = 5
"""Widths of columns are multiples of so many per cent; `document.css` has a class for each."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a page. `level` is its depth in the contents; without a label it is not listed there."""

    anchor: str
    label: str
    level: int
    html: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts that follow one another: one table of headings and values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A grid as it is set. `level` is that of its heading; an empty heading is not printed again."""

    level: int
    heading: str
    columns: tuple[tuple[str, int], ...]
    """Heading, and share of the width in per cent."""
    rows: tuple[tuple[tuple[str, Value], ...], ...]
    """Per row and cell: heading of the column, for narrow screens, and value."""
    empty: Value


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A section as it is set. `alone` is the only value under a heading that says everything."""

    level: int
    section: Section
    alone: Value | None
    blocks: tuple[Facts | Table, ...]


def register_pieces(register: Register, *, about: About) -> Iterator[Piece]:
    """Cover, then each part with its sheets, then the annexes."""
    yield cover(register, about=about)
    for part in register.parts:
        yield part_opening(part)
        for number, sheet in enumerate(part.sheets, start=1):
            yield activity(sheet, anchor=f"{part.key}-{number}")
    for annex in register.annexes:
        yield annex_piece(annex)


def cover(register: Register, *, about: About) -> Piece:
    """Title, state, and what the article asks about the organisation itself."""
    sections = [_headed(section, level=3) for section in register.cover]
    anchor, label = "organisation", _("The organisation")
    html = _html("cover", about=about, sections=sections, anchor=anchor, label=label)
    return Piece(anchor=anchor, label=label if sections else "", level=1, html=html)


def part_opening(part: Part) -> Piece:
    """The heading of a part; where it has no sheet, the sentence that says so."""
    return Piece(anchor=part.key, label=part.heading, level=1, html=_html("part", part=part))


def activity(sheet: Sheet, *, anchor: str) -> Piece:
    """One activity on its own sheet."""
    sections = [_headed(section, level=4) for section in sheet.sections]
    html = _html("sheet", sheet=sheet, anchor=anchor, sections=sections)
    return Piece(anchor=anchor, label=f"{sheet.reference} {sheet.title}".strip(), level=2, html=html)


def annex_piece(annex: Annex) -> Piece:
    """One table, or several, over all activities."""
    words = {"number": annex.number, "heading": annex.heading}
    anchor = f"annex-{annex.number}"
    label = _("Annex %(number)s: %(heading)s") % words
    tables = [_table(grid, level=3, under=annex.heading) for grid in annex.grids]
    html = _html("annex", anchor=anchor, label=label, tables=tables)
    return Piece(anchor=anchor, label=label, level=1, html=html)


def subprocessor_pieces(listed: SubprocessorList, *, about: About) -> Iterator[Piece]:
    """The list in one piece: it is short, and its groups belong together."""
    html = _html("subprocessors", list=listed, about=about, groups=shown(listed), terms=terms(listed))
    yield Piece(anchor="list", label="", level=1, html=html)


def shares(weights: tuple[int, ...]) -> tuple[int, ...]:
    """What each column gets of the width: multiples of 5 % that come to 100, the largest remainders rounded up."""
    total, steps = sum(weights), 100 // STEP
    least = [max(1, weight * steps // total) for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(weights[place] * steps % total), place))
    for turn in range(steps - sum(least)):
        least[by_remainder[turn % len(weights)]] += 1
    return tuple(share * STEP for share in least)


def _headed(section: Section, *, level: int) -> Headed:
    match section.entries:
        case (Fact(heading=section.heading, value=value),):
            return Headed(level=level, section=section, alone=value, blocks=())
    blocks: list[Facts | Table] = []
    for entry in section.entries:
        match entry:
            case Grid():
                blocks.append(_table(entry, level=level + 1, under=section.heading))
            case Fact() if blocks and isinstance(blocks[-1], Facts):
                blocks[-1] = Facts(facts=(*blocks[-1].facts, entry))
            case Fact():
                blocks.append(Facts(facts=(entry,)))
    return Headed(level=level, section=section, alone=None, blocks=tuple(blocks))


def _table(grid: Grid, *, level: int, under: str) -> Table:
    headings = tuple(column.heading for column in grid.columns)
    return Table(
        level=level,
        heading="" if grid.heading == under else grid.heading,
        columns=tuple(zip(headings, shares(tuple(column.weight for column in grid.columns)), strict=True)),
        rows=tuple(tuple(zip(headings, row, strict=True)) for row in grid.rows),
        empty=grid.empty,
    )


def _html(name: str, **context: Any) -> str:
    return render_to_string(f"documents/{name}.html", context)
