"""Periods are understood as people say them."""

import pytest

from registry.law.periods import period_days, period_of

SAID = [
    ("10 years", "P10Y"),
    ("1 year and 6 months", "P1Y6M"),
    ("2 Weeks, 3 days", "P2W3D"),
    ("P10Y", "P10Y"),
    ("a month", "a month"),
    ("3 fortnights", "3 fortnights"),
    ("1 year, 2 years", "1 year, 2 years"),
    ("0 days", "0 days"),
    ("", ""),
]


@pytest.mark.parametrize("words, period", SAID)
def test_a_period_in_words_becomes_a_duration_and_anything_else_stays(words: str, period: str) -> None:
    assert period_of(words) == period


@pytest.mark.parametrize(
    "period, days", [("P30D", 30), ("P2W", 14), ("P1Y6M", 545), ("P2M1D", 61), ("soon", 0), ("", 0)]
)
def test_a_period_has_about_so_many_days(period: str, days: int) -> None:
    assert period_days(period) == days
