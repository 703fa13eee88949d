"""Nothing is lost between two texts, and a reader sees the words that changed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.documents.worddiff import Kind, Piece, compare, opening, shortened

PROSE = st.lists(
    st.sampled_from(["we", "keep", "data", "30", "days", ".", ", ", " ", "\n", "é", "\u200b", "  "])
).map("".join)
TEXTS = st.text() | PROSE
MARKS = {Kind.KEPT: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "[+{}+]"}


def joined(pieces: tuple[Piece, ...], *kinds: Kind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(MARKS[piece.kind].format(piece.text) for piece in pieces)


@given(TEXTS, TEXTS)
def test_nothing_is_lost_on_either_side(before: str, after: str) -> None:
    for pieces in (compare(before, after), shortened(compare(before, after))):
        assert joined(pieces, Kind.KEPT, Kind.REMOVED) == before
        assert joined(pieces, Kind.KEPT, Kind.ADDED) == after
        assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_same_text_stays_whole(text: str) -> None:
    assert joined(compare(text, text), Kind.KEPT) == text


@pytest.mark.parametrize("before, after, expected", [
    ("", "", ""),
    ("", "All of it", "[+All of it+]"),
    ("All of it", "", "[-All of it-]"),
    ("kept for 30 days.", "kept for 90 days.", "kept for [-30-][+90+] days."),
    ("for 30 days", "for at most 30 days", "for [+at most +]30 days"),
    ("deleted, or not", "deleted or not", "deleted[-,-] or not"),
    ("Finance", "Sales", "[-Finance-][+Sales+]"),
    ("We keep it for the time of the contract.", "Nothing of that holds now; see elsewhere.",
     "[-We keep it for the time of the contract.-][+Nothing of that holds now; see elsewhere.+]"),
    ("names, mail addresses and bills", "names and bills", "names[-, mail addresses-] and bills"),
    ("one two three four", "one zwei drei four", "one [-two three-][+zwei drei+] four"),
    ("first line\nsecond line", "first line\n\nsecond line", "first line[-\n-][+\n\n+]second line"),
])  # fmt: skip
def test_changed_words_are_told(before: str, after: str, expected: str) -> None:
    assert marked(compare(before, after)) == expected


def test_long_text_is_shortened_around_its_changes() -> None:
    many = "word " * 100
    pieces = shortened(compare(f"{many}one {many}two {many}", f"{many}1 {many}2 {many}"))
    shown = "".join("…" if piece.folded else marked((piece,)) for piece in pieces)
    before, after = "word " * 18, " word" * 18
    assert shown == f"…{before}[-one-][+1+]{after}…{before}[-two-][+2+]{after}…"


def test_short_text_is_not_shortened() -> None:
    pieces = compare("word " * 30 + "one", "word " * 30 + "two")
    assert shortened(pieces) == pieces


@given(TEXTS)
def test_opening_has_all_of_a_text(text: str) -> None:
    assert joined(opening(text), Kind.KEPT) == text


def test_opening_of_a_long_text_ends_with_a_word() -> None:
    first, rest = opening("word " * 200)
    assert (first.text, first.folded, rest.folded, rest.words) == (("word " * 81)[:-1], False, True, 119)


def sentences(count: int) -> list[str]:
    def sentence(number: int) -> str:
        return f"Sentence {number} says what number {number * 7 % 1000} means for {number % 13} of them. "

    return [sentence(number) for number in range(count)]


def test_changes_in_a_text_as_long_as_can_be_are_found() -> None:
    before = sentences(540)
    after = [
        *before[:100],
        "A new one. ",
        *before[100:300],
        *before[301:400],
        before[400].replace("says", "said"),
        *before[401:],
    ]
    assert len("".join(before)) == pytest.approx(30_000, rel=0.05)
    changed = [piece for piece in compare("".join(before), "".join(after)) if piece.kind is not Kind.KEPT]
    assert [(str(piece.kind), piece.text) for piece in changed] == [
        ("added", "A new one. "), ("removed", before[300]), ("removed", "says"), ("added", "said"),
    ]  # fmt: skip


@pytest.mark.parametrize("before, after", [
    ("a " * 15_000, "a " * 14_000 + "b"),
    ("." * 30_000, "!" * 30_000),
    (" ".join(map(str, range(5_000))), " ".join(map(str, range(5_000, 0, -1)))),
    ("".join(sentences(540)), "".join(reversed(sentences(540)))),
])  # fmt: skip
def test_difficult_texts_cost_little(before: str, after: str) -> None:
    started = time.process_time()
    pieces = compare(before, after)
    assert time.process_time() - started < 2
    assert joined(pieces, Kind.KEPT, Kind.REMOVED) == before
