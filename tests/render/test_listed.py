"""A list as a workbook: remarks, headings, rows; text and nothing else; the same bytes each time."""

import datetime as dt
import io

import openpyxl

from registry.render.as_xlsx import CELL
from registry.render.listed import list_workbook
from registry.render.tables import FlatTable

AT = dt.datetime(2026, 11, 20, 16, 30, tzinfo=dt.UTC)


def table(*rows: tuple[str, ...]) -> FlatTable:
    return FlatTable(name="Companies: and persons", headings=("Name", "Country"), rows=rows, fixed=1)


def cells(*rows: tuple[str, ...]) -> list[list[str | None]]:
    made = list_workbook(table(*rows), remarks=("Not filtered", "2 rows"), made_at=AT)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


HEAD = [
    ["Companies: and persons", None], ["Not filtered", None], ["2 rows", None], [None, None], ["Name", "Country"],
]  # fmt: skip


def test_workbook_holds_remarks_headings_and_rows() -> None:
    assert cells(("=1+1", "Germany"), ("0123", "")) == [*HEAD, ["=1+1", "Germany"], ["0123", ""]]
    assert cells() == HEAD


def test_what_nobody_sees_is_spelled_out_and_what_is_long_goes_on_below() -> None:
    assert cells(("a\x07b", "x" * (CELL + 1))) == [*HEAD, ["a[U+0007]b", "x" * CELL], ["a[U+0007]b", "x"]]


def test_same_list_is_the_same_bytes() -> None:
    first, again = (
        list_workbook(table(("Vendor", "Germany")), remarks=("Not filtered",), made_at=AT) for _time in "12"
    )
    assert first == again
