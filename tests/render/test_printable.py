"""What would not be seen is spelled out."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.documents.values import State
from registry.render.printable import drawable, every_text, printable
from tests.render import documents


@pytest.mark.parametrize(
    "text, spelled",
    [
        ("plain text\n\twith layout", "plain text\n\twith layout"),
        ("bell\x07", "bell[U+0007]"),
        ("carriage\rreturn", "carriage[U+000D]return"),
        ("gpj.\u202eexe", "gpj.[U+202E]exe"),
        ("lone \ud800 surrogate", "lone [U+D800] surrogate"),
        ("no character \U0010ffff", "no character [U+10FFFF]"),
        ("family 👩\u200d👧, שלום", "family 👩\u200d👧, שלום"),
    ],
)
def test_printable_spells_out_what_hides(text: str, spelled: str) -> None:
    assert printable(text) == spelled


def test_drawable_spells_out_what_no_typeface_draws() -> None:
    assert drawable("a中b\n☂\ufe0f", glyphs={ord("a"), ord("b"), ord("☂")}) == "a[U+4E2D]b\n☂\ufe0f"


@given(st.text())
def test_printable_texts_are_printed_as_they_are(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_every_text_reaches_each_string_and_nothing_else() -> None:
    register = documents.register()
    louder = every_text(register, str.upper)
    assert louder.parts[0].sheets[0].sections[1].entries[0].value.lines[0].text == (
        "DELIVER MESSAGES TO THEIR RECIPIENTS"
    )
    assert louder.moment.on == dt.date(2026, 11, 20)
    assert louder.parts[0].sheets[0].facts[-1].value.state is State.MISSING
    assert every_text(register, str) == register
