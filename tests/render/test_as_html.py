"""HTML for screens: by itself, in a page of ours, and strict about what records say."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from registry.documents.subprocessors import Group
from registry.render import as_html
from registry.render.about import Document
from registry.render.as_html import html_page
from tests.render import documents
from tests.render.documents import STAMP
from tests.render.findings import found_register
from tests.render.nasty import HIDDEN

DOCUMENTS = [documents.register(), documents.subprocessor_list(), found_register()]
NAMES = ["register", "list", "findings"]


def page_of(document: Document) -> str:
    return html_page(document, stamp=STAMP, inline_css=True)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and whether each is closed."""

    VOID = frozenset({"meta", "link", "col", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, attribute: str) -> list[str | None]:
        return [attributes[attribute] for _tag, attributes in self.found if attribute in attributes]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
@pytest.mark.parametrize("inline_css", [True, False])
def test_page_holds_only_our_own_elements(document: Document, inline_css: bool, settings: Any) -> None:
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    page = Elements(html_page(document, stamp=STAMP, inline_css=inline_css))
    assert page.open == []
    assert {tag for tag, _attributes in page.found}.isdisjoint({"b", "script", "5y", "iframe", "img"})
    assert page.values("style") == []
    assert not [attributes for _tag, attributes in page.found for name in attributes if name.startswith("on")]
    assert ("style" in dict(page.found)) == inline_css
    assert ("link" in dict(page.found)) != inline_css


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_file_asks_nothing_of_the_network(document: Document) -> None:
    page = as_html.render(document, stamp=STAMP).decode()
    styles = re.search(r"<style>(.*)</style>", page, flags=re.DOTALL)
    assert styles is not None
    assert all(url.startswith("data:") for url in re.findall(r'url\("?([^")]*)', styles[1]))
    assert "@import" not in styles[1]
    assert Elements(page).values("src") == []
    assert all(str(link).startswith("#") for link in Elements(page).values("href"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_links_lead_somewhere_and_anchors_are_unique(document: Document) -> None:
    page = Elements(page_of(document))
    anchors = page.values("id")
    assert len(anchors) == len(set(anchors))
    assert {str(link).removeprefix("#") for link in page.values("href")} <= set(anchors)


@pytest.mark.parametrize(
    "document",
    [*DOCUMENTS, documents.subprocessor_list(Group(heading="", entries=(documents.entry("a", "A"),)))],
    ids=[*NAMES, "list without groups"],
)
def test_headings_leave_out_no_level(document: Document) -> None:
    page = Elements(page_of(document))
    levels = [int(tag[1]) for tag, _attributes in page.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_contents_list_parts_sheets_and_annexes() -> None:
    page = page_of(documents.register())
    contents = page[page.index("<nav") : page.index("</nav>")]
    assert re.findall(r'<a href="#([^"]*)">([^<]*)</a>', contents) == [
        ("organisation", "The organisation"),
        ("controller", "Part A: as controller"),
        ("controller-1", "PA-001 Activity number 1"),
        ("controller-2", "PA-002 Activity number 2"),
        ("processor", "Part B: as processor"),
        ("processor-1", "PB-001 Delivery of customers’ messages"),
        ("annex-1", "Annex 1: Processors and sub-processors"),
        ("annex-2", "Annex 2: Transfers by country"),
        ("annex-3", "Annex 3: Where the data go"),
    ]


def test_empty_register_says_so() -> None:
    page = page_of(documents.empty_register())
    assert "No activity as controller is recorded." in page
    assert "Nothing was recorded by then" in page


def test_hidden_characters_are_spelled_out() -> None:
    page = page_of(documents.register(name=HIDDEN))
    assert "bell[U+0007] and reversed [U+202E]txt" in page
    assert "\x07" not in page


def test_state_is_said_by_word_and_class() -> None:
    page = page_of(documents.register())
    assert '<p class="state missing">Missing</p>' in page
    assert '<p class="state not-applicable">Not applicable: Nobody else decides' in page
    assert '<p class="state not-possible">Not possible: The customer decides' in page


def test_pictures_come_in_two_layouts_of_which_a_reader_meets_one() -> None:
    page = Elements(page_of(documents.register()))
    figures = [attributes for tag, attributes in page.found if tag == "figure"]
    named = [
        "Data flow: PA-001 Activity number 1",
        "Data flow: PA-002 Activity number 2",
        documents.MAP.title,
    ]
    assert [(one["aria-label"], one["tabindex"], one["class"]) for one in figures] == [
        (name, "0", "figure pictures") for name in named
    ]
    drawn = [attributes for tag, attributes in page.found if tag == "svg"]
    layouts = [str(one["class"]) for one in drawn]
    assert layouts == ["picture picture-wide", "picture picture-narrow"] * len(named)
    assert {one["role"] for one in drawn} == {"img"}
    ids = set(page.values("id"))
    assert all({one["aria-labelledby"], one["aria-describedby"]} <= ids for one in drawn)


def test_a_register_without_pictures_has_no_figure() -> None:
    register = documents.register(parts=(), annexes=documents.ANNEXES[:2])
    assert {tag for tag, _attributes in Elements(page_of(register)).found}.isdisjoint({"figure", "svg"})
