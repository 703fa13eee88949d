"""Documents as CSV: one row per activity, then the annexes; or one row per entry of the subprocessor list."""

import csv
import io

from django.utils.translation import override

from registry.documents.register import Register, Stamp
from registry.render.about import Document, about
from registry.render.printable import every_text, printable
from registry.render.tables import FlatTable, annex_tables, list_table, register_table

BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's own code page and spoils every letter beyond ASCII."""


def render(document: Document, *, stamp: Stamp) -> bytes:
    """UTF-8 with a byte order mark, commas, CRLF. A cell that a spreadsheet would compute begins with an apostrophe.

    The first table begins in the first line. Each further one follows after an empty line and a line with its name.
    """
    with override(document.language):
        first, *further = _tables(document, stamp=stamp)
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    lines = [first.headings, *first.rows]
    for table in further:
        lines += [(), (table.name,), table.headings, *table.rows]
    writer.writerows([neutral(cell) for cell in line] for line in lines)
    return (BOM + made.getvalue()).encode()


def neutral(cell: str) -> str:
    """The cell, behind an apostrophe where its first character would make it a formula."""
    return f"'{cell}" if cell.startswith(BEGINS_FORMULA) else cell


def _tables(document: Document, *, stamp: Stamp) -> list[FlatTable]:
    described = every_text(about(document, stamp=stamp), printable)
    shown = every_text(document, printable)
    if isinstance(shown, Register):
        return [register_table(shown, about=described), *annex_tables(shown)]
    return [list_table(shown, about=described)]
