"""Text is as wide as its typeface makes it, and breaks without losing a letter."""

from hypothesis import given, settings

from registry.render.pictures.lettering import NAME, TEXT, Hand, depth, paragraphs, width, wrapped
from tests.render.pictures.parsed import names


def test_width_follows_the_typeface() -> None:
    assert width("i", TEXT) < width("m", TEXT) < width("中", TEXT) == TEXT.size
    assert width("Name", Hand(size=20)) == 2 * width("Name", Hand(size=10))
    assert width("Name", Hand(size=12, weight=600)) > width("Name", Hand(size=12))
    assert width("e\u0301", TEXT) == width("e", TEXT)


def test_text_breaks_at_spaces_and_only_a_long_word_within() -> None:
    room = width("eleven letters", TEXT)
    assert [line.text for line in wrapped("eleven letters and more", TEXT, room=room)] == [
        "eleven letters",
        "and more",
    ]
    broken = wrapped("a " + "x" * 40, TEXT, room=width("x" * 10, TEXT))
    assert [line.text for line in broken] == ["a", *["x" * 10] * 4]


@settings(deadline=None)
@given(names)
def test_no_letter_is_lost(text: str) -> None:
    lines = wrapped(text, TEXT, room=60)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    assert all(width(line.text, TEXT) <= 60 or len(line.text) == 1 for line in lines)


def test_empty_text_takes_no_line() -> None:
    lines = paragraphs([("Name", NAME), ("", TEXT), ("Role", TEXT)], room=100)
    assert [line.text for line in lines] == ["Name", "Role"]
    assert depth(lines) == NAME.leading + TEXT.leading
