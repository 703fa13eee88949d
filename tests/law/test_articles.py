"""The letters of the record are those of the article."""

import pytest

from registry.law.articles import LETTERS, Part, Qualifier, letters
from registry.law.regimes import Regime

NONE = Qualifier.NONE
APPLICABLE = Qualifier.WHERE_APPLICABLE
POSSIBLE = Qualifier.WHERE_POSSIBLE


def table(regime, part):
    return [(row.letter, row.citation, row.qualifier) for row in letters(regime=regime, part=part)]


def test_controller_letters_are_seven():
    assert table(Regime.EU, Part.CONTROLLER) == [
        ("a", "Art. 30(1)(a)", NONE),
        ("b", "Art. 30(1)(b)", NONE),
        ("c", "Art. 30(1)(c)", NONE),
        ("d", "Art. 30(1)(d)", NONE),
        ("e", "Art. 30(1)(e)", APPLICABLE),
        ("f", "Art. 30(1)(f)", POSSIBLE),
        ("g", "Art. 30(1)(g)", POSSIBLE),
    ]


def test_processor_letters_are_four():
    assert table(Regime.EU, Part.PROCESSOR) == [
        ("a", "Art. 30(2)(a)", NONE),
        ("b", "Art. 30(2)(b)", NONE),
        ("c", "Art. 30(2)(c)", APPLICABLE),
        ("d", "Art. 30(2)(d)", POSSIBLE),
    ]


@pytest.mark.parametrize("part", Part)
def test_british_letters_are_the_same_cited_from_the_uk_gdpr(part):
    assert table(Regime.UK, part) == [
        (letter, f"{citation} UK GDPR", qualifier) for letter, citation, qualifier in table(Regime.EU, part)
    ]


def test_swiss_controller_letters_are_its_own():
    assert table(Regime.CH, Part.CONTROLLER) == [
        ("a", "Art. 12(2)(a) FADP", NONE),
        ("b", "Art. 12(2)(b) FADP", NONE),
        ("c", "Art. 12(2)(c) FADP", NONE),
        ("d", "Art. 12(2)(d) FADP", NONE),
        ("e", "Art. 12(2)(e) FADP", POSSIBLE),
        ("f", "Art. 12(2)(f) FADP", POSSIBLE),
        ("g", "Art. 12(2)(g) FADP", APPLICABLE),
    ]


def test_swiss_processor_record_has_no_letters_of_its_own():
    assert table(Regime.CH, Part.PROCESSOR) == [
        ("", "Art. 12(3) FADP", NONE),
        ("", "Art. 12(3) FADP", NONE),
        ("", "Art. 12(3) with 12(2)(f) FADP", POSSIBLE),
        ("", "Art. 12(3) with 12(2)(g) FADP", APPLICABLE),
    ]


@pytest.mark.parametrize("regime,part", LETTERS)
def test_keys_are_unique_and_shared(regime, part):
    rows = letters(regime=regime, part=part)
    keys = [row.key for row in rows]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {row.key for row in letters(regime=Regime.EU, part=part)}
    assert {row.part for row in rows} == {part}


def test_identity_of_the_controller_asks_for_four():
    first = letters(regime=Regime.EU, part=Part.CONTROLLER)[0]
    assert [(item.key, item.qualifier) for item in first.items] == [
        ("controller", NONE),
        ("joint-controllers", APPLICABLE),
        ("representative", APPLICABLE),
        ("officer", APPLICABLE),
    ]
