"""A list of records as a workbook of one sheet: what it is and how it was filtered, then one row per record."""

import datetime as dt
import io

from xlsxwriter import Workbook

from registry.render.as_xlsx import FACE, OPTIONS, printed, sheet_name, spilled, width
from registry.render.printable import every_text, printable
from registry.render.tables import FlatTable


def list_workbook(table: FlatTable, *, remarks: tuple[str, ...], made_at: dt.datetime) -> bytes:
    """Every cell is a string, whatever it begins with. `remarks` stand above the headings, one per row; the same bytes
    for the same arguments. Raises nothing of its own."""
    made = io.BytesIO()
    shown, above = every_text(table, printable), [printable(remark) for remark in remarks]
    workbook = Workbook(made, OPTIONS)
    workbook.set_properties({"title": shown.name, "created": made_at})
    cell = workbook.add_format(FACE)
    remark = workbook.add_format({**FACE, "text_wrap": False})
    heading = workbook.add_format({**FACE, "bold": True, "bg_color": "#F5F3EE", "bottom": 1})
    title = workbook.add_format({**FACE, "bold": True, "font_size": 14, "text_wrap": False})
    sheet = workbook.add_worksheet(sheet_name(shown.name, taken=set()))
    for number, text in enumerate((shown.name, *above)):
        sheet.write_string(number, 0, text, remark if number else title)
    head = len(above) + 2
    for column, (text, *cells) in enumerate(zip(shown.headings, *shown.rows, strict=True)):
        sheet.write_string(head, column, text, heading)
        sheet.set_column(column, column, width((text, *cells)))
    lines = [line for row in shown.rows for line in spilled(row, fixed=shown.fixed)]
    for number, line in enumerate(lines, start=head + 1):
        for column, text in enumerate(line):
            sheet.write_string(number, column, text, cell)
    sheet.autofilter(head, 0, head + max(len(lines), 1), len(shown.headings) - 1)
    sheet.freeze_panes(head + 1, shown.fixed)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&L" + printed(shown.name, room=200) + "&R&P / &N")
    workbook.close()
    return made.getvalue()
