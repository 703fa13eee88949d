"""Documents as a workbook: about the copy, a sheet per part, per kind of table and per annex. The same bytes each time."""

import io
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter import Workbook

from registry.documents.register import Register, Stamp
from registry.documents.values import MISSING
from registry.render.about import About, Document, about
from registry.render.printable import every_text, printable
from registry.render.tables import FlatTable, about_table, list_table, register_tables

NAME, CELL = 31, 16_000
"""Characters that Excel takes: the name of a sheet; half a cell, as letters beyond the first plane count twice."""
NARROW, WIDE = 12, 56
"""Columns are so many characters wide, at least and at most."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FACE = {"font_name": "Source Sans 3", "font_size": 10, "text_wrap": True, "valign": "top"}


def render(document: Document, *, stamp: Stamp) -> bytes:
    """Every cell is a string, whatever it begins with; a text longer than a cell goes on in the row below."""
    made = io.BytesIO()
    with override(document.language):
        described = every_text(about(document, stamp=stamp), printable)
        workbook = Workbook(made, OPTIONS)
        workbook.set_properties(_properties(described, stamp=stamp))
        styles = _styles(workbook)
        names: set[str] = set()
        for table in _tables(every_text(document, printable), described):
            sheet = workbook.add_worksheet(sheet_name(table.name, taken=names))
            _write(sheet, table, styles=styles)
            _set_up(sheet, table, about=described)
        workbook.close()
    return made.getvalue()


def sheet_name(name: str, *, taken: set[str]) -> str:
    """The name as Excel takes it: without some signs, short, and unlike those in `taken`, to which it is added."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", name)
    plain = re.sub(r"\s+", " ", plain).strip() or _("Sheet")
    found, number = plain[:NAME].strip(), 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: NAME - len(str(number)) - 1].strip()} {number}"
    taken.add(found.casefold())
    return found


def spilled(row: tuple[str, ...], *, fixed: int) -> Iterator[tuple[str, ...]]:
    """The row, and as many below as its longest cell needs; the first `fixed` cells say again whose it is."""
    parts = [[cell[start : start + CELL] for start in range(0, len(cell), CELL)] or [""] for cell in row]
    for line in range(max(map(len, parts))):
        yield tuple(
            part[line] if line < len(part) else (part[0] if column < fixed else "")
            for column, part in enumerate(parts)
        )


def _tables(document: Document, described: About) -> Iterator[FlatTable]:
    if isinstance(document, Register):
        yield from register_tables(document, about=described)
    else:
        yield about_table([(fact.heading, fact.value) for fact in described.all_facts])
        yield list_table(document, about=described)


def _properties(described: About, *, stamp: Stamp) -> dict[str, Any]:
    return {
        "title": f"{described.title} – {described.organisation}",
        "author": described.organisation,
        "subject": described.subtitle,
        "comments": f"{described.running} · {described.fingerprint}\n{described.note}".strip(),
        "created": stamp.made_at,
    }


def _styles(workbook: Workbook) -> dict[str, Any]:
    return {
        "heading": workbook.add_format(
            {**FACE, "bold": True, "valign": "bottom", "bg_color": "#F5F3EE", "bottom": 1}
        ),
        "cell": workbook.add_format(FACE),
        "missing": workbook.add_format({**FACE, "bold": True, "font_color": "#9A3412"}),
    }


def _write(sheet: Any, table: FlatTable, *, styles: dict[str, Any]) -> None:
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, styles["heading"])
    missing = MISSING.texts[0]
    lines = (line for row in table.rows for line in spilled(row, fixed=table.fixed))
    for number, line in enumerate(lines, start=1):
        for column, cell in enumerate(line):
            style = styles["missing" if cell.startswith(missing) else "cell"]
            sheet.write_string(number, column, cell, style)


def _set_up(sheet: Any, table: FlatTable, *, about: About) -> None:
    """Widths, what stays in view, and how it prints: with the note and the fingerprint on every page."""
    for column, cells in enumerate(zip(table.headings, *table.rows, strict=True)):
        sheet.set_column(column, column, width(cells))
    sheet.freeze_panes(1, table.fixed)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    head = "\n".join(filter(None, (f"{about.organisation} · {about.title}", about.note)))
    sheet.set_header("&L" + printed(head, room=250))
    sheet.set_footer("&L" + printed(about.running, room=200) + "&R&P / &N")


def printed(text: str, *, room: int) -> str:
    """The text in the code of heads and feet, where an ampersand counts and is written twice; Excel takes 255 characters."""
    return text[: max(0, room - text.count("&"))].replace("&", "&&")


def width(cells: tuple[str, ...]) -> int:
    """As wide as the longest line, within bounds."""
    longest = max(len(line) for cell in cells for line in cell.split("\n"))
    return min(max(longest + 2, NARROW), WIDE)
