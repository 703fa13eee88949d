"""The PDF: what each page says, what travels inside, and that only our typefaces are in it."""

import dataclasses
import io
import re
from typing import Any

import pikepdf
import pytest
from django.utils import translation

from registry.documents.register import Register
from registry.documents.values import filled
from registry.render import as_json, as_pdf
from registry.render.about import Document, about
from tests.render import documents
from tests.render.documents import STAMP, fact, grid, section
from tests.render.drawn import flow
from tests.render.nasty import HIDDEN, UNDRAWN
from tests.render.printed import FOOT, HEAD, fonts, pages, run, squeezed

LEFT, RIGHT = 68.03, 538.58
"""Points from the left: 24 mm, and 20 mm from the right edge of A4."""
OURS = {"Source-Sans-3", "Source-Serif-4", "Noto-Sans", "Noto-Emoji"}


@pytest.fixture(scope="module")
def register() -> Register:
    return documents.register()


@pytest.fixture(scope="module")
def pdf(register: Register) -> bytes:
    return as_pdf.render(register, stamp=STAMP)


@pytest.fixture(scope="module")
def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def test_every_page_says_whose_it_is_and_what_it_shows(register: Register, pdf: bytes) -> None:
    described = about(register, stamp=STAMP)
    feet = pages(pdf, top=FOOT, bottom=842)
    for number, foot in enumerate(feet, start=1):
        assert f"Page {number} of {len(feet)}" in foot
        assert squeezed(register.note) in squeezed(foot)
        assert squeezed(described.running) in squeezed(foot)
        assert described.short_fingerprint in foot
    heads = pages(pdf, top=0, bottom=HEAD)
    assert "Record of processing activities" not in heads[0]
    assert all("Example Ltd\nRecord of processing activities" in head for head in heads[1:])


def test_cover_says_state_copy_and_organisation(register: Register, pdf: bytes) -> None:
    cover = squeezed(pages(pdf, top=0)[0])
    for fact_ in about(register, stamp=STAMP).all_facts:
        assert all(squeezed(text) in cover for text in fact_.value.texts)
    assert squeezed("(a) Controller Art. 30(1)(a) Name Example Ltd Address 1 Long Street") in cover


def test_each_activity_begins_on_its_own_page_and_is_named_where_it_goes_on(pdf: bytes) -> None:
    sheets = pages(pdf)
    begins = [number for number, page in enumerate(sheets) if page.startswith(("PA-", "Part A", "Part B"))]
    assert [sheets[number].splitlines()[0] for number in begins] == [
        "Part A: as controller Art. 30(1)",
        "PA-002 Activity number 2",
        "Part B: as processor Art. 30(2)",
    ]
    heads = pages(pdf, top=0, bottom=HEAD)
    assert "PA-001 Activity number 1" in heads[begins[0]]
    assert "PA-002 Activity number 2" in heads[begins[1] + 1]
    assert "Annex 3: Where the data go" in heads[-1]


def test_contents_lead_to_the_page_they_name(opened: pikepdf.Pdf, pdf: bytes) -> None:
    entries = re.findall(r"^(.+?) ?\.[. \n]+(\d+)$", pages(pdf)[1], flags=re.MULTILINE)
    named = {title: int(number) for title, number in entries}
    assert named["PA-002 Activity number 2"] == next(
        number for number, page in enumerate(pages(pdf), start=1) if page.startswith("PA-002")
    )
    assert links(opened, page=1) == list(named.values())


def links(opened: pikepdf.Pdf, *, page: int) -> list[int]:
    """The numbers of the pages to which the links of a page lead, from top to bottom."""
    by_page = {sheet.objgen: number for number, sheet in enumerate(opened.pages, start=1)}
    names: Any = opened.Root.Names.Dests.Names
    places = {str(names[place]): names[place + 1] for place in range(0, len(names), 2)}
    annotations: Any = opened.pages[page].Annots
    found = sorted(annotations, key=lambda annotation: -float(annotation.Rect[1]))
    # A link whose text is in two faces has two boxes.
    return [by_page[places[place][0].objgen] for place in dict.fromkeys(str(link.Dest) for link in found)]


def test_outline_holds_parts_sheets_and_annexes(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("Record of processing activities", []),
            (
                "The organisation",
                ["(a) Controller Art. 30(1)(a)", "(a) Data protection officer Art. 30(1)(a)"],
            ),
            ("Contents", []),
            ("Part A: as controller Art. 30(1)", ["PA-001 Activity number 1", "PA-002 Activity number 2"]),
            ("Part B: as processor Art. 30(2)", ["PB-001 Delivery of customers’ messages"]),
            ("Annex 1: Processors and sub-processors", []),
            ("Annex 2: Transfers by country", ["Countries", "Organisations"]),
            ("Annex 3: Where the data go", []),
        ]


def figures(document: Document) -> list[tuple[str, list[float]]]:
    """The text that stands for each figure, and its box in points from the lower left corner of its page."""
    opened = pikepdf.open(io.BytesIO(as_pdf.render(document, stamp=STAMP)))
    elements = (one for one in opened.objects if isinstance(one, pikepdf.Dictionary))
    return [
        (str(one.Alt), [float(edge) for edge in one.A.BBox])
        for one in elements
        if one.get("/S") == pikepdf.Name.Figure
    ]


def test_figures_are_tagged_with_the_text_that_stands_for_them(register: Register) -> None:
    found = figures(register)
    drawn = [sheet.flow for part in register.parts for sheet in part.sheets if sheet.flow]
    assert [alt for alt, _box in found] == [
        f"{picture.title}. {picture.description}" for picture in (*drawn, documents.MAP)
    ]
    for _alt, (left, bottom, right, top) in found:
        assert LEFT - 1 < left < right < RIGHT + 1
        assert 842 - FOOT < bottom < top < 842 - HEAD


def test_a_register_without_pictures_has_no_figure(register: Register) -> None:
    parts = tuple(
        dataclasses.replace(part, sheets=tuple(dataclasses.replace(one, flow=None) for one in part.sheets))
        for part in register.parts
    )
    assert figures(dataclasses.replace(register, parts=parts, annexes=register.annexes[:2])) == []


def test_a_long_flow_goes_on_overleaf_whole() -> None:
    [part, *_] = documents.register().parts
    [sheet, *_] = part.sheets
    long = dataclasses.replace(sheet, flow=flow("PA-001", "Long", recipients=40))
    made = documents.register(parts=(dataclasses.replace(part, sheets=(long,)),), annexes=())
    found = figures(made)
    assert [alt.split(".")[0] for alt, _box in found] == [
        f"Data flow: PA-001 Long ({number} of {len(found)})" for number in range(1, len(found) + 1)
    ]
    assert len(found) > 2
    assert all(842 - FOOT < bottom < top < 842 - HEAD for _alt, (_left, bottom, _right, top) in found)
    printed = squeezed("".join(pages(as_pdf.render(made, stamp=STAMP))))
    # In the picture, and in the table below.
    assert [printed.count(f"Cloud{number}&Sons") for number in range(1, 41)] == [2] * 40


def test_metadata_are_those_of_the_copy(register: Register, opened: pikepdf.Pdf) -> None:
    info: Any = opened.docinfo
    assert str(info.Title) == "Record of processing activities – Example Ltd"
    assert str(info.Author) == "Example Ltd"
    assert str(info.CreationDate) == "D:20261120163000+00'00"
    assert str(opened.Root.Lang) == "en"
    identifiers: Any = opened.trailer.ID
    assert str(identifiers[0]) == about(register, stamp=STAMP).fingerprint[:32]
    with opened.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"


def test_json_of_the_copy_travels_inside(register: Register, opened: pikepdf.Pdf) -> None:
    [(name, attached)] = opened.attachments.items()
    assert name == "regesta-example-register-full-2026-11-20.json"
    assert attached.get_file().read_bytes() == as_json.render(register, stamp=STAMP)
    assert attached.get_file().mod_date == STAMP.made_at
    files: Any = opened.Root.AF
    assert [str(file.AFRelationship) for file in files] == ["/Data"]


def test_only_our_typefaces_are_embedded(pdf: bytes) -> None:
    found = dict(fonts(pdf))
    assert all(found.values())
    assert {name for name in found if not name.startswith(tuple(OURS))} == set()
    assert any(name.startswith("Noto-Sans-Hebrew") for name in found)


def test_characters_without_glyph_are_spelled_out() -> None:
    cover = pages(as_pdf.render(documents.register(name=UNDRAWN + HIDDEN), stamp=STAMP), top=0)[0]
    assert "[U+4E2D][U+6587] endbell[U+0007] and reversed [U+202E]txt" in cover


def test_long_table_repeats_its_heading_and_loses_no_row() -> None:
    rows = [(f"Row {number}", "words " * 30, "more") for number in range(80)]
    long = section("long", "h", "Art. 0", "Long", grid("table", "First/Second:3/Third", *rows))
    [sheet, *_] = documents.register().parts[0].sheets
    [part, *_] = documents.register().parts
    sheet = dataclasses.replace(sheet, sections=(long,))
    made = documents.register(parts=(dataclasses.replace(part, sheets=(sheet,)),), annexes=(), cover=())
    found = [page for page in pages(as_pdf.render(made, stamp=STAMP)) if "Row " in page]
    assert len(found) > 3
    assert all("First Second Third" in page for page in found)
    begun = [int(number) for page in found for number in re.findall(r"^Row (\d+)", page, flags=re.MULTILINE)]
    assert begun == list(range(80))
    assert squeezed("".join(found)).count("words") == 80 * 30


def test_row_taller_than_a_page_is_printed_whole() -> None:
    lines = [f"Statement {number}." for number in range(200)]
    [part, *_] = documents.register().parts
    [sheet, *_] = part.sheets
    tall = dataclasses.replace(sheet, sections=(section("t", "", "", "Tall", fact("tall", filled(*lines))),))
    made = documents.register(parts=(dataclasses.replace(part, sheets=(tall,)),))
    printed = "\n".join(pages(as_pdf.render(made, stamp=STAMP)))
    assert [line for line in lines if line not in printed] == []


@pytest.mark.parametrize(
    "document", [documents.register(), documents.subprocessor_list()], ids=["register", "list"]
)
def test_nothing_is_printed_beyond_the_margins(document: Document) -> None:
    words = run("pdftotext", "-bbox", "-", "-", pdf=as_pdf.render(document, stamp=STAMP))
    left, right = (
        [float(word.split('"')[0]) for word in words.split(edge)[1:]] for edge in ('xMin="', 'xMax="')
    )
    assert (min(left) >= LEFT - 0.5, max(right) <= RIGHT + 0.5) == (True, True), (min(left), max(right))


def test_pdf_does_not_depend_on_the_language_in_use(pdf: bytes, register: Register) -> None:
    with translation.override("de"):
        assert as_pdf.render(register, stamp=STAMP) == pdf
