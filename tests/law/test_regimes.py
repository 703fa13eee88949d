"""A regime is its code, has a label and a first day."""

from datetime import date

from django.utils import translation

from registry.law.regimes import Regime


def test_regime_equals_its_code():
    assert [str(regime) for regime in Regime] == ["EU", "UK", "CH"]
    assert Regime("UK") is Regime.UK
    assert {Regime.EU: 1}["EU"] == 1


def test_regime_has_a_label_for_people():
    with translation.override("en"):
        assert [str(regime.label) for regime in Regime] == ["European Union", "United Kingdom", "Switzerland"]


def test_regime_starts_on_the_first_day_of_its_law():
    assert [regime.starts_on for regime in Regime] == [
        date(2018, 5, 25),
        date(2021, 1, 1),
        date(2023, 9, 1),
    ]
