"""Places have a name, and vague ones say so."""

import pytest
from django.utils import translation

from registry.law.places import PLACE_CODES, is_vague, place_name


@pytest.mark.parametrize(
    "code,name",
    [
        ("DE", "Germany"),
        ("AX", "Åland Islands"),
        ("GB", "United Kingdom"),
        ("EEA", "EU/EEA, state not named"),
        ("EUROPE", "Europe, country not named"),
        ("WORLD", "Worldwide, countries not named"),
    ],
)
def test_place_name_is_for_people(code, name):
    with translation.override("en"):
        assert place_name(code) == name


def test_every_place_has_a_name():
    assert len(PLACE_CODES) == len(set(PLACE_CODES)) == 252
    assert [code for code in PLACE_CODES if not place_name(code)] == []


def test_only_the_wider_areas_are_vague():
    assert [code for code in PLACE_CODES if is_vague(code)] == ["EEA", "EUROPE", "WORLD"]


@pytest.mark.parametrize("ask", [place_name, is_vague])
def test_unknown_place_is_refused(ask):
    with pytest.raises(ValueError, match="'EU' is not the code of a country or area"):
        ask("EU")
