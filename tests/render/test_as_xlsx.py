"""The workbook, read back by another library."""

import dataclasses
import datetime as dt
import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from registry.documents.values import filled
from registry.render import as_xlsx
from registry.render.about import Document
from registry.render.as_xlsx import CELL, printed, sheet_name, spilled, width
from tests.render import documents
from tests.render.documents import STAMP


def workbook(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx.render(document, stamp=STAMP)))


def rows(document: Document, sheet: str) -> list[tuple[str | None, ...]]:
    return list(workbook(document)[sheet].iter_rows(values_only=True))


def test_sheets_are_parts_kinds_of_table_and_annexes() -> None:
    assert workbook(documents.register()).sheetnames == [
        "About",
        "Part A as controller",
        "Part B as processor",
        "Data",
        "Recipients",
        "Transfers",
        "Retention",
        "Annex 1 Processors and sub-proc",
        "Annex 2.1 Transfers by country",
        "Annex 2.2 Transfers by country",
        "Annex 3 Where the data go",
    ]


def test_every_cell_is_a_string() -> None:
    cells = [
        cell
        for sheet in workbook(documents.register())
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_first_row_and_naming_columns_stay_in_view() -> None:
    found = workbook(documents.register())
    assert {sheet.title: sheet.freeze_panes for sheet in found if not sheet.title.startswith("Annex")} == {
        "About": "B2",
        "Part A as controller": "C2",
        "Part B as processor": "C2",
        "Data": "D2",
        "Recipients": "D2",
        "Transfers": "D2",
        "Retention": "D2",
    }


def test_headings_name_letter_and_article() -> None:
    headings = rows(documents.register(), "Part A as controller")[0]
    assert headings[:3] == ("Reference", "Activity", "Role")
    assert "(b) Purposes\nArt. 30(1)(b)" in headings


def test_grid_sheet_has_a_row_per_row_and_one_where_there_is_none() -> None:
    register = documents.register()
    assert rows(register, "Retention")[2] == (
        "Part A: as controller, Art. 30(1)",
        "PA-001",
        "Activity number 1",
        "Invoices",
        "Not possible: The limit follows from tax law, which is being changed.",
        "Missing",
        "Missing",
    )
    assert rows(register, "Transfers")[1][3:] == (
        "Not applicable: Data stay in the European Economic Area.",
        "–",
        "–",
        "–",
    )


def test_about_says_what_the_cover_says() -> None:
    said = dict(row[:2] for row in rows(documents.register(), "About"))
    assert said["Organisation"] == "Example Ltd"
    assert said["Controller: Telephone\nArt. 30(1)(a)"] == "Missing"
    assert "Annex 2.2 Transfers by country: Organisations" in str(said["Sheets that follow"])


def test_properties_are_those_of_the_copy() -> None:
    properties = workbook(documents.register()).properties
    assert properties.created == dt.datetime(2026, 11, 20, 16, 30)  # noqa: DTZ001 (openpyxl reads UTC without zone)
    assert properties.creator == "Example Ltd"
    assert properties.title == "Record of processing activities – Example Ltd"


def test_text_longer_than_a_cell_goes_on_below() -> None:
    [first, *rest] = documents.register().parts
    [sheet, *_] = first.sheets
    long = documents.fact("long", filled("x" * (CELL + 5)))
    part = dataclasses.replace(first, sheets=(dataclasses.replace(sheet, facts=(long,)),))
    found = rows(documents.register(parts=(part, *rest)), "Part A as controller")
    assert [(row[:2], len(row[2] or "")) for row in found[1:]] == [
        (("PA-001", "Activity number 1"), CELL),
        (("PA-001", "Activity number 1"), 5),
    ]


def test_spilled_rows_repeat_whose_they_are() -> None:
    assert list(spilled(("a", "b" * (2 * CELL + 1), "c"), fixed=1)) == [
        ("a", "b" * CELL, "c"),
        ("a", "b" * CELL, ""),
        ("a", "b", ""),
    ]


@pytest.mark.parametrize(
    "name, expected",
    [
        ("Part A: as controller", "Part A as controller"),
        ("'[a]*?/\\:'", "a"),
        ("", "Sheet"),
        ("x" * 40, "x" * 31),
        ("Taken", "Taken 2"),
    ],
)
def test_sheet_names_are_such_as_excel_takes(name: str, expected: str) -> None:
    assert sheet_name(name, taken={"taken"}) == expected


def test_sheet_names_stay_different_when_cut() -> None:
    taken: set[str] = set()
    assert [sheet_name("y" * 40, taken=taken) for _ in range(3)] == [
        "y" * 31,
        f"{'y' * 29} 2",
        f"{'y' * 29} 3",
    ]


def test_ampersands_in_heads_are_written_twice() -> None:
    assert printed("A & B", room=20) == "A && B"
    assert len(printed("&" * 300, room=250)) <= 250


def test_widths_are_sensible() -> None:
    assert (width(("a",)), width(("a" * 20, "b\n" + "c" * 30)), width(("d" * 500,))) == (12, 32, 56)
