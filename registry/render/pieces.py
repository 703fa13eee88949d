"""A document as pieces of HTML, one per sheet, so that each can be set, kept and assembled by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registry.documents.register import Annex, Fact, Findings, Flow, Grid, Part, Register, Section, Sheet
from registry.documents.subprocessors import SubprocessorList
from registry.render.about import About
from registry.render.figures import flow_figure, map_figure
from registry.render.found import findings_html
from registry.render.listing import shown, terms
from registry.render.notes import Notes, Said, SaidFact
from registry.render.widths import widths


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

    facts: tuple[SaidFact, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A grid as it is set. `level` is that of its heading; an empty heading is not printed again."""

    level: int
    heading: str
    columns: tuple[tuple[str, int], ...]
    """Heading, and share of the width in per cent."""
    rows: tuple[tuple[tuple[str, Said], ...], ...]
    """Per row and cell: heading of the column, for narrow screens, and value."""
    empty: Said


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A section as it is set. `alone` is the only value under a heading that says everything."""

    level: int
    section: Section
    alone: Said | None
    blocks: tuple[Facts | Table, ...]


def register_pieces(register: Register, *, about: About, on_paper: bool) -> Iterator[Piece]:
    """Cover, then each part with its sheets, then the annexes. On paper, pictures fit a page."""
    yield cover(register, about=about)
    anchors: dict[str, str] = {}
    for part in register.parts:
        yield part_opening(part)
        for number, sheet in enumerate(part.sheets, start=1):
            anchors[sheet.reference] = f"{part.key}-{number}"
            yield activity(sheet, anchor=anchors[sheet.reference], on_paper=on_paper)
    for annex in register.annexes:
        if annex.findings:
            yield findings_piece(annex, annex.findings, register=register, anchors=anchors)
        else:
            yield annex_piece(annex, on_paper=on_paper)


def cover(register: Register, *, about: About) -> Piece:
    """Title, state, and what the article asks about the organisation itself."""
    notes = Notes(anchor="organisation")
    sections = [_headed(section, level=3, notes=notes) for section in register.cover]
    label = _("The organisation")
    facts = notes.facts(about.facts)
    html = _html("cover", about=about, facts=facts, sections=sections, label=label, notes=notes)
    return Piece(anchor="organisation", label=label if sections else "", level=1, html=html)


def part_opening(part: Part) -> Piece:
    """The heading of a part; where it has no sheet, the sentence that says so."""
    return Piece(anchor=part.key, label=part.heading, level=1, html=_html("part", part=part))


def activity(sheet: Sheet, *, anchor: str, on_paper: bool) -> Piece:
    """One activity on its own sheet."""
    notes = Notes(anchor=anchor)
    facts = notes.facts(sheet.facts)
    sections = [_headed(section, level=4, notes=notes) for section in sheet.sections]
    flow = _flow(sheet.flow, anchor=anchor, notes=notes, on_paper=on_paper) if sheet.flow else ""
    html = _html("sheet", sheet=sheet, anchor=anchor, facts=facts, sections=sections, flow=flow, notes=notes)
    return Piece(anchor=anchor, label=f"{sheet.reference} {sheet.title}".strip(), level=2, html=html)


def sections_html(sections: Iterable[Section], *, anchor: str) -> SafeString:
    """Some sections of a sheet with their notes, for a page that has a heading of its own above them."""
    notes = Notes(anchor=anchor)
    headed = [_headed(section, level=4, notes=notes) for section in sections]
    return _html("sections", sections=headed, notes=notes)


def annex_piece(annex: Annex, *, on_paper: bool) -> Piece:
    """One table, or several, over all activities; or a map with its own."""
    anchor, label = _annexed(annex)
    notes = Notes(anchor=anchor)
    alone = annex.heading if len(annex.tables) == 1 else ""
    tables = [_table(grid, level=3, alone_under=alone, notes=notes) for grid in annex.tables]
    figure = map_figure(annex.map, prefix=f"{anchor}-map", on_paper=on_paper) if annex.map else None
    html = _html("annex", anchor=anchor, label=label, figure=figure, tables=tables, notes=notes)
    return Piece(anchor=anchor, label=label, level=1, html=html)


def findings_piece(annex: Annex, findings: Findings, *, register: Register, anchors: dict[str, str]) -> Piece:
    """What the rules find; `anchors`: reference of an activity → where its sheet is."""
    anchor, label = _annexed(annex)
    html = findings_html(findings, moment=register.moment, anchors=anchors, anchor=anchor, label=label)
    return Piece(anchor=anchor, label=label, level=1, html=html)


def _annexed(annex: Annex) -> tuple[str, str]:
    """Anchor and label of an annex."""
    words = {"number": annex.number, "heading": annex.heading}
    return f"annex-{annex.number}", _("Annex %(number)s: %(heading)s") % words


def subprocessor_pieces(listed: SubprocessorList, *, about: About) -> Iterator[Piece]:
    """The list in one piece: it is short, and its groups belong together."""
    notes = Notes(anchor="list")
    groups = [
        (group, [(entry, [notes.facts(side) for side in entry.sides]) for entry in group.entries])
        for group in shown(listed)
    ]
    facts = {"terms": notes.facts(terms(listed)), "copy": notes.facts(about.facts)}
    html = _html("subprocessors", list=listed, about=about, groups=groups, notes=notes, **facts)
    yield Piece(anchor="list", label="", level=1, html=html)


def grid_html(grid: Grid, *, anchor: str) -> SafeString:
    """One table by itself, without its heading; `anchor` begins the anchors of its notes."""
    notes = Notes(anchor=anchor)
    table = _table(grid, level=0, alone_under=grid.heading, notes=notes)
    return _html("table", table=table, notes=notes)


def _flow(flow: Flow, *, anchor: str, notes: Notes, on_paper: bool) -> SafeString:
    """The picture of an activity, and the same as a table."""
    figure = flow_figure(flow, prefix=f"{anchor}-flow", on_paper=on_paper)
    table = _table(flow.table, level=5, alone_under="" if on_paper else flow.table.heading, notes=notes)
    return _html("flow", flow=flow, figure=figure, table=table, notes=notes)


def _headed(section: Section, *, level: int, notes: Notes) -> Headed:
    match section.entries:
        case (Fact(heading=section.heading, value=value),):
            return Headed(level=level, section=section, alone=notes.said(value), blocks=())
        case (Grid() as grid,):
            table = _table(grid, level=level + 1, alone_under=section.heading, notes=notes)
            return Headed(level=level, section=section, alone=None, blocks=(table,))
    blocks: list[Facts | Table] = []
    for entry in section.entries:
        match entry:
            case Grid():
                blocks.append(_table(entry, level=level + 1, notes=notes))
            case Fact() if blocks and isinstance(blocks[-1], Facts):
                blocks[-1] = Facts(facts=(*blocks[-1].facts, *notes.facts([entry])))
            case Fact():
                blocks.append(Facts(facts=notes.facts([entry])))
    return Headed(level=level, section=section, alone=None, blocks=tuple(blocks))


def _table(grid: Grid, *, level: int, notes: Notes, alone_under: str = "") -> Table:
    """`alone_under`: the heading of which it is the only table; one that says the same is not printed again."""
    headings = [column.heading for column in grid.columns]
    return Table(
        level=level,
        heading="" if alone_under.startswith(grid.heading) else grid.heading,
        columns=tuple(zip(headings, widths(grid), strict=True)),
        rows=tuple(tuple(zip(headings, map(notes.said, row), strict=True)) for row in grid.rows),
        empty=notes.said(grid.empty),
    )


def _html(name: str, **context: Any) -> SafeString:
    return render_to_string(f"documents/{name}.html", context)
