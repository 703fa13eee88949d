"""Every format says everything, the same way each time."""

import dataclasses
import html
import io
import json
import re
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest

from registry.documents.register import Register
from registry.render.about import Document
from registry.render.formats import FORMATS, LIST_FORMATS
from tests.render import documents, reading
from tests.render.documents import STAMP
from tests.render.printed import pages, squeezed

REGISTER, LISTED = documents.register(), documents.subprocessor_list()
BUILT: dict[str, Callable[[], Document]] = {
    "rich register": documents.register,
    "empty register": documents.empty_register,
    "register of the article": lambda: documents.register(content="art30"),
    "rich list": documents.subprocessor_list,
    "empty list": lambda: dataclasses.replace(LISTED, groups=(), note="", intro=""),
}


def said(content: bytes, *, name: str) -> str:
    """What a reader of the file reads, without its markup."""
    match name:
        case "pdf":
            return "".join(pages(content, top=0, bottom=842))
        case "xlsx":
            workbook = openpyxl.load_workbook(io.BytesIO(content))
            cells = (cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row)
            return "\n".join(str(cell) for cell in cells if cell is not None)
        case "html":
            page = re.sub(r"<style>.*?</style>", "", content.decode(), flags=re.DOTALL)
            return html.unescape(re.sub(r"<[^>]*>", "", page))
        case "csv":
            return content.decode().replace('""', '"')
    return json.dumps(json.loads(content), ensure_ascii=False).replace("\\n", "\n").replace('\\"', '"')


@cache
def made(name: str, document: Document) -> bytes:
    """The file of a document, set once for all tests: setting pages takes long."""
    return FORMATS[name].render(document, stamp=STAMP)


def without_flows(document: Document) -> Document:
    """A workbook leaves out the pictures of activities: what they say is said by the sections of their sheets too."""
    if not isinstance(document, Register):
        return document
    parts = [
        dataclasses.replace(part, sheets=tuple(dataclasses.replace(one, flow=None) for one in part.sheets))
        for part in document.parts
    ]
    return dataclasses.replace(document, parts=tuple(parts))


def lost_from(printed: str, document: Document) -> list[str]:
    """The texts of a document that are not in a squeezed print, line by line: tables put marks between lines."""
    texts = sorted(set(reading.texts(document)))
    return [text for text in texts if not all(squeezed(line) in printed for line in text.split("\n"))]


@pytest.mark.parametrize("name", ["pdf", "html"])
@pytest.mark.parametrize("document", [REGISTER, LISTED], ids=["register", "list"])
def test_page_says_every_text(name: str, document: Document) -> None:
    printed = squeezed(said(made(name, document), name=name))
    assert lost_from(printed, document) == []


@pytest.mark.parametrize("document", [REGISTER, LISTED], ids=["register", "list"])
def test_workbook_says_every_text_but_those_of_flows(document: Document) -> None:
    printed = squeezed(said(made("xlsx", document), name="xlsx"))
    assert lost_from(printed, without_flows(document)) == []


def test_csv_says_every_text_of_a_list() -> None:
    printed = squeezed(said(LIST_FORMATS["csv"].render(LISTED, stamp=STAMP), name="csv"))
    assert lost_from(printed, LISTED) == []


def test_csv_says_every_text_but_the_articles() -> None:
    printed = squeezed(said(made("csv", REGISTER), name="csv"))
    lost = lost_from(printed, without_flows(REGISTER))
    assert [text for text in lost if not re.fullmatch(r"Art\. 30\([12]\)\([a-g]\)", text)] == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("build", BUILT.values(), ids=BUILT)
def test_two_renderings_are_the_same_bytes(name: str, build: Callable[[], Document]) -> None:
    once, again = (FORMATS[name].render(build(), stamp=STAMP) for _ in range(2))
    assert once == again
    assert len(once) > 500


@pytest.mark.parametrize("name", FORMATS)
def test_another_stamp_is_another_copy(name: str) -> None:
    other = dataclasses.replace(STAMP, made_by="Somebody Else")
    copy = FORMATS[name].render(REGISTER, stamp=other)
    assert copy != made(name, REGISTER)
    assert "Somebody Else" in said(copy, name=name)


@pytest.mark.parametrize("name", FORMATS)
def test_note_and_fingerprint_are_in_every_file(name: str) -> None:
    from_page = squeezed(said(made(name, REGISTER), name=name))
    assert squeezed(REGISTER.note) in from_page
    assert json.loads(made("json", REGISTER))["fingerprint"] in from_page


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_largest_register_is_rendered(name: str) -> None:
    large: Register = documents.register(activities=200, commissions=50)
    printed = squeezed(said(FORMATS[name].render(large, stamp=STAMP), name=name))
    assert "PA-200" in printed
    assert "PB-050" in printed
