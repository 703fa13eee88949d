"""CSV: one row per activity or entry, nothing that a spreadsheet would compute."""

import csv
import dataclasses
import io
import itertools

import pytest

from registry.render import as_csv
from registry.render.about import Document
from registry.render.as_csv import neutral
from registry.render.tables import annex_tables
from tests.render import documents
from tests.render.documents import STAMP


def lines(document: Document) -> list[list[str]]:
    text = as_csv.render(document, stamp=STAMP).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def rows(document: Document) -> list[dict[str, str]]:
    """Those of the first table, by their headings."""
    headings, *found = itertools.takewhile(bool, lines(document))
    return [dict(zip(headings, row, strict=True)) for row in found]


def test_annexes_follow_after_an_empty_line_and_their_name() -> None:
    register = documents.register()
    found = lines(register)
    assert [found[number + 1] for number, line in enumerate(found) if not line] == [
        [table.name] for table in annex_tables(register)
    ]
    first = next(number for number, line in enumerate(found) if not line)
    assert found[first + 2] == [column.heading for column in register.annexes[0].grids[0].columns]
    assert not any(not line for line in lines(documents.subprocessor_list()))


@pytest.mark.parametrize(
    "cell, written",
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("1-2", "1-2"),
        ("", ""),
    ],
)
def test_cells_are_neutral(cell: str, written: str) -> None:
    assert neutral(cell) == written


def test_file_is_read_by_spreadsheets_as_it_is_meant() -> None:
    content = as_csv.render(documents.register(), stamp=STAMP)
    assert content.startswith(b"\xef\xbb\xbfPart,Reference,Activity,Role,")
    assert content.endswith(b"\r\n")


def test_register_has_a_row_per_activity_of_both_parts() -> None:
    found = rows(documents.register())
    assert [(row["Part"], row["Reference"]) for row in found] == [
        ("Part A: as controller, Art. 30(1)", "PA-001"),
        ("Part A: as controller, Art. 30(1)", "PA-002"),
        ("Part B: as processor, Art. 30(2)", "PB-001"),
    ]
    measures = "A(g) B(d) Technical and organisational security measures: Measures"
    assert found[0][measures] == "Encryption in transit (TLS 1.3)\nTwo-factor sign-in\nDaily backups"
    assert found[2][measures] == "Not possible: The customer decides on them."
    assert found[2]["A(b) Purposes"] == "–"
    assert found[1]["Controller: Telephone"] == "Missing"
    assert all(row["Fingerprint (SHA-256)"] for row in found)


def test_grid_is_flattened_to_lines() -> None:
    [first, *_] = rows(documents.register())
    assert first["A(f) Time limits for erasure: Retention"] == (
        "Data: Contact data | Time limit: 30 days | Starts with: Deletion of the account | Source: Terms of service\n"
        "Data: Invoices | Time limit: Not possible: The limit follows from tax law, which is being changed. | "
        "Starts with: Missing | Source: Missing"
    )


def test_no_cell_is_blank_or_computed() -> None:
    found = [
        *rows(documents.register()),
        *rows(documents.empty_register()),
        *rows(documents.subprocessor_list()),
    ]
    cells = [cell for row in found for cell in row.values()]
    assert all(cells)
    assert not [cell for cell in cells if cell.startswith(as_csv.BEGINS_FORMULA)]
    assert "'=cmd|' /C calc'!A0" in cells


def test_empty_register_has_a_row_per_part_that_says_so() -> None:
    assert [(row["Reference"], row["Activity"]) for row in rows(documents.empty_register())] == [
        ("–", "No activity as controller is recorded."),
        ("–", "No activity as processor is recorded."),
    ]


def test_list_has_a_row_per_entry() -> None:
    found = rows(documents.subprocessor_list())
    assert [(row["Group"], row["Name"], row["Status"]) for row in found[:3]] == [
        ("Subprocessors", "Cloud & Sons <Inc.>", "In force"),
        ("Subprocessors", "Next Cloud Ltd", "Announced for 1 January 2027"),
        ("Subprocessors", "Old Mail SARL", "Ended on 30 June 2026"),
    ]
    assert found[0]["Notice of changes"] == "Missing"


def test_empty_list_says_so() -> None:
    empty = dataclasses.replace(documents.subprocessor_list(), groups=())
    assert [row["Name"] for row in rows(empty)] == ["Nobody is listed."]
