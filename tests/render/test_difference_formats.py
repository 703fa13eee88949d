"""Every format of a difference says everything, the same way each time, and takes nothing for markup."""

import html
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from registry.documents.canonical import fingerprint
from registry.documents.difference import Change, Difference, ItemChange, Kind, Subject
from registry.documents.values import filled
from registry.render.differences.formats import DIFFERENCE_FORMATS
from registry.render.differences.naming import filename
from registry.render.differences.wording import behind, kind_words, part_behind, plainly
from tests.render.differing import DIFFERENCE_STAMP, change, difference, item, nothing
from tests.render.documents import NOTHING_RECORDED
from tests.render.nasty import HIDDEN
from tests.render.printed import pages, squeezed
from tests.render.test_as_html import Elements

ROOT = Path(__file__).parents[2]
RICH = difference()
NAMES = list(DIFFERENCE_FORMATS)


def made(shown: Difference, name: str) -> bytes:
    return DIFFERENCE_FORMATS[name].render(shown, stamp=DIFFERENCE_STAMP)


def said(content: bytes, name: str) -> str:
    """What a reader of the file reads, without its markup and its white space."""
    match name:
        case "pdf":
            return squeezed("".join(pages(content, top=0, bottom=842)))
        case "html":
            page = re.sub(r"<style>.*?</style>", "", content.decode(), flags=re.DOTALL)
            return squeezed(html.unescape(re.sub(r"<[^>]*>", "", page)))
        case "json":
            text = json.dumps(json.loads(content), ensure_ascii=False)
            return squeezed(text.replace("\\n", "").replace("\\t", "").replace('\\"', '"'))
    return squeezed(content.decode())


def owed(shown: Difference) -> list[str]:
    """Every text that a reader is owed."""
    found = [shown.name, shown.note, *(subject.heading for subject in shown.subjects)]
    for one in shown.changes:
        found += _owed(one)
        found += behind(one, {one.key: one for one in shown.revisions}, timezone=shown.after.timezone)
    return [text for text in found if text]


def _owed(one: Change) -> list[str]:
    found = [one.title, one.reference, kind_words(one.kind)]
    for row in one.items:
        found += [row.heading, *_values(row)]
    return [*found, *(text for part in one.parts for text in _owed(part))]


def _values(row: ItemChange) -> list[str]:
    return [text for value in (row.before, row.after) if value for text in value.texts]


@pytest.mark.parametrize("name", ["text", "html", "pdf"])
def test_format_says_every_text(name: str) -> None:
    printed = said(made(RICH, name), name).casefold()
    lost = [
        text
        for text in owed(RICH)
        if not all(squeezed(line).casefold() in printed for line in text.split("\n"))
    ]
    assert lost == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shown", [RICH, nothing()], ids=["rich", "nothing"])
def test_two_renderings_are_the_same_bytes(name: str, shown: Difference) -> None:
    assert made(shown, name) == made(shown, name)


@pytest.mark.parametrize("name", NAMES)
def test_fingerprint_and_maker_are_in_every_file(name: str) -> None:
    printed = said(made(RICH, name), name)
    assert fingerprint(RICH) in printed
    assert "AdaOfficer" in printed


@pytest.mark.parametrize("name", ["text", "html", "pdf"])
def test_what_there_is_not_is_said_plainly(name: str) -> None:
    printed = said(made(nothing(), name), name)
    assert squeezed("Nothing was recorded by either moment.") in printed
    assert squeezed("Nothing was recorded by then") in printed


def test_nothing_differs_for_one_of_several_reasons() -> None:
    same = difference(subjects=(), revisions=(), revisions_between=0)
    assert [
        plainly(one)
        for one in (RICH, same, replace(same, revisions_between=2), replace(RICH, before=NOTHING_RECORDED))
    ] == [
        "",
        "Nothing changed between the two moments.",
        "Both moments say the same: what was saved between them was changed back, or is not compared.",
        "Nothing was recorded by the first moment, so everything counts as added.",
    ]


@pytest.mark.parametrize("name", ["text", "html", "pdf"])
def test_hidden_characters_are_spelled_out(name: str) -> None:
    spoiled = difference(subjects=(_one_subject(item("Name", "x", HIDDEN)),))
    assert squeezed("bell[U+0007] and reversed [U+202E]txt") in said(made(spoiled, name), name)
    assert b"\x07" not in made(spoiled, "text")


def _one_subject(*items: ItemChange) -> object:
    subject = RICH.subjects[0]
    return type(subject)(key="s", heading="S", changes=(change(1, subject.changes[0].kind, "T", *items),))


def test_page_is_whole_and_asks_nothing_of_the_network() -> None:
    page = made(RICH, "html").decode()
    elements = Elements(page)
    assert elements.open == []
    assert not [tag for tag, _attributes in elements.found if tag in ("script", "img", "iframe", "link")]
    assert [target for target in elements.values("href") if not str(target).startswith("#")] == []
    anchors = elements.values("id")
    assert len(anchors) == len(set(anchors))
    assert {str(target)[1:] for target in elements.values("href")} <= set(anchors)


def test_words_that_changed_are_marked_in_the_page() -> None:
    page = made(RICH, "html").decode()
    assert "<del>account</del>" in page or "<del>the account</del>" in page
    assert "<del>Two</del>" in page
    assert "<ins>Four</ins>" in page
    assert "<del>Draft</del>" not in page, "what shares nothing is not struck through"


def test_long_texts_that_stayed_are_folded() -> None:
    long = "word " * 400
    folded = difference(subjects=(_one_subject(item("Text", f"one {long}end", f"two {long}end")),))
    for name in ("text", "html"):
        content = made(folded, name).decode()
        assert re.search(r"\[… \d+ words unchanged …\]", content)
        assert content.count("word ") < 200


def test_part_says_which_of_the_revisions_wrote_it_or_that_none_did() -> None:
    ended = change(11, Kind.ENDED, "Old purpose")
    written = change(12, Kind.CHANGED, "Purpose", item("Text", "a", "b"), revisions=("41",))
    whole = change(1, Kind.CHANGED, "Accounts", parts=(ended, written), revisions=("40", "41"))
    revisions = {one.key: one for one in RICH.revisions}
    assert [part_behind(part, whole, revisions) for part in whole.parts] == [
        "Nothing was written: its dates alone decide.",
        "Revision 41",
    ]
    alone = replace(whole, revisions=("41",))
    assert part_behind(written, alone, revisions) == ""
    shown = difference(subjects=(Subject(key="s", heading="S", changes=(whole,)),))
    for name in ("text", "html"):
        printed = said(made(shown, name), name)
        assert printed.count("Nothingwaswritten:itsdatesalonedecide.") == 1


def test_files_are_named_for_their_moments() -> None:
    assert filename(RICH, "pdf", stamp=DIFFERENCE_STAMP) == "regesta-postmx-changes-2026-11-01-2026-11-20.pdf"


def test_json_is_the_document_with_its_fingerprint_and_both_instants() -> None:
    found = json.loads(made(RICH, "json"))
    assert found["fingerprint"] == fingerprint(RICH)
    assert found["stamp"]["since"] == "2026-11-01T22:59:59.999999+00:00"
    assert found["document"]["schema"] == "regesta.difference/1"


def test_text_keeps_within_its_width_where_words_allow() -> None:
    plain = difference(subjects=(_one_subject(item("Text", "word " * 100, filled("other " * 100))),))
    assert max(map(len, made(plain, "text").decode().splitlines())) <= 100


def test_formats_are_documented() -> None:
    documented = (ROOT / "docs" / "formats.md").read_text().partition("## What changed")[2]
    assert [name for name in NAMES if f"`{name}`" not in documented] == []


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_pdfs_are_archival_and_accessible(flavour: str, tmp_path: Path) -> None:
    for name, shown in {"rich": RICH, "nothing": nothing()}.items():
        (tmp_path / f"{name}.pdf").write_bytes(made(shown, "pdf"))
    paths = sorted(tmp_path.glob("*.pdf"))
    judged = subprocess.run(
        [ROOT / "script" / "verapdf", flavour, *paths], capture_output=True, text=True, check=False
    )
    assert judged.stdout.splitlines() == [f"PASS {path} {flavour}" for path in paths], judged.stderr
