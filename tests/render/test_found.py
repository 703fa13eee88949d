"""The annex of what the rules find, in every format: apart, linked, and nothing else of the register is set otherwise."""

import csv
import io
import re

import openpyxl
import pikepdf
import pytest

from registry.documents.register import Register
from registry.render import as_csv, as_json, as_pdf, as_xlsx
from registry.render.about import about
from registry.render.as_html import html_page
from registry.render.pieces import register_pieces
from tests.render import documents
from tests.render.documents import STAMP
from tests.render.findings import found_register
from tests.render.printed import pages, squeezed


@pytest.fixture(scope="module")
def register() -> Register:
    return found_register()


def annex(register: Register) -> str:
    return list(register_pieces(register, about=about(register, stamp=STAMP), on_paper=False))[-1].html


def test_sheets_are_set_as_without_findings(register: Register) -> None:
    plain = documents.register()
    pieces = [
        list(register_pieces(one, about=about(one, stamp=STAMP), on_paper=True))[1:]
        for one in (plain, register)
    ]
    assert pieces[1][:-1] == pieces[0]
    assert (pieces[1][-1].anchor, pieces[1][-1].label) == ("annex-4", "Annex 4: Findings")


def test_page_says_moment_record_finding_and_what_to_do(register: Register) -> None:
    html = annex(register)
    for said in (
        "No part of what Article 30 asks.",
        "Revision 42 of 20 November 2026, 14:03:22 CET (Europe/Berlin)",
        '<th scope="row">Judged for</th>',
        "<h4>Service: Cloud &amp; Sons Inc.: Hosting</h4>",
        '<span class="severity missing">Missing</span> <span class="found-article">Art. 30(1)(b) GDPR; ',
        "· Missing in the record</span>",
        "No purpose is recorded. It was accepted until 1 March 2026.",
        '<span class="found-label">What to do:</span> Say what the data are processed for.',
        '<span class="found-label">Accepted:</span> until 31 January 2027: Being written.\nIt takes a while.',
        "None not-assessed",
    ):
        assert said in html, said
    assert "Of not-assessed" not in html
    assert "&lt;b&gt;Two&lt;/b&gt;" in html


def test_records_lead_to_their_sheets_where_they_have_one(register: Register) -> None:
    html = annex(register)
    assert re.findall(r'<h4><a href="#([^"]+)">([^<]+)</a>', html) == [
        ("controller-1", "PA-001 Activity number 1"),
        ("controller-2", "PA-002 &lt;b&gt;Two&lt;/b&gt;"),
        ("processor-1", "PB-001 Delivery"),
    ]
    assert "<h4>PA-009 Not on any sheet</h4>" in html


def test_only_a_page_with_findings_has_their_styles(register: Register) -> None:
    with_them, without = (
        html_page(one, stamp=STAMP, inline_css=True) for one in (register, documents.register())
    )
    assert (".found-list" in with_them, ".found-list" in without) == (True, False)


def test_pdf_lists_the_annex_in_its_outline_and_says_it(register: Register) -> None:
    pdf = as_pdf.render(register, stamp=STAMP)
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        last = outline.root[-1]
        assert (last.title, [child.title for child in last.children]) == (
            "Annex 4: Findings",
            ["What activities share", "Processing activities", "Accepted findings", "Not assessed"],
        )
    text = squeezed("".join(pages(pdf)))
    assert squeezed("Service: Cloud & Sons Inc.: Hosting") in text
    assert squeezed("until 31 January 2027: Being written.") in text


def test_workbook_has_a_sheet_for_those_that_are_open_and_one_for_each_other_group(
    register: Register,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(register, stamp=STAMP)))
    assert book.sheetnames[-4:] == [
        "Annex 4.1 Findings",
        "Annex 4.2 Open findings",
        "Annex 4.3 Accepted findings",
        "Annex 4.4 Not assessed",
    ]
    opened = list(book["Annex 4.2 Open findings"].iter_rows(values_only=True))
    assert opened[:2] == [
        ("Record", "How much it matters", "Class", "Article", "What was found", "What to do", "Rule"),
        (
            "Service: Cloud & Sons Inc.: Hosting",
            "Missing",
            "Missing in the record",
            "Art. 30(1)(b) GDPR; Art. 30(1)(b) UK GDPR; Art. 12(2)(b) FADP",
            "No purpose is recorded.",
            "Say what the data are processed for.",
            "purpose-missing",
        ),
    ]
    accepted = list(book["Annex 4.3 Accepted findings"].iter_rows(values_only=True))
    assert [row[-2:] for row in accepted] == [
        ("Accepted because", "Accepted until"),
        ("Being written.\nIt takes a while.", "31 January 2027"),
    ]
    (_heading, nothing) = book["Annex 4.4 Not assessed"].iter_rows(values_only=True)
    assert nothing == ("None not-assessed", "–", "–", "–", "–", "–", "–")


def test_csv_and_json_hold_the_same(register: Register) -> None:
    text = as_csv.render(register, stamp=STAMP).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert ["Annex 4.2 Open findings"] in lines
    assert [line[4] for line in lines if line and line[0] == "PA-009 Not on any sheet"] == [
        "No purpose is recorded. It was accepted until 1 March 2026."
    ]
    said = as_json.render(register, stamp=STAMP).decode()
    assert said.count('"schema": "regesta.findings/1"') == 1
    assert '"until": "2027-01-31"' in said
