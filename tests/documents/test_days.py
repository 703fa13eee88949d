"""Days start and end at the midnight of a place."""

import datetime as dt

import pytest

from registry.documents.days import day_at, end_of, start_of

DAY = dt.date(2026, 3, 29)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize("timezone, expected", [
    ("UTC", DAY),
    ("Europe/Berlin", dt.date(2026, 3, 30)),
    ("Pacific/Honolulu", DAY),
])  # fmt: skip
def test_day_is_that_of_the_place(timezone: str, expected: dt.date) -> None:
    assert day_at(utc(2026, 3, 29, 22, 30), timezone=timezone) == expected


def test_a_day_is_as_long_as_the_clocks_make_it() -> None:
    assert start_of(DAY, timezone="Europe/Berlin") == utc(2026, 3, 28, 23)
    assert end_of(DAY, timezone="Europe/Berlin") == utc(2026, 3, 29, 21, 59, 59, 999999)


def test_a_day_without_midnight_starts_when_the_clocks_do() -> None:
    # In Beirut clocks went from 00:00 to 01:00.
    assert start_of(dt.date(2022, 3, 27), timezone="Asia/Beirut") == utc(2022, 3, 26, 22)
    assert end_of(dt.date(2022, 3, 26), timezone="Asia/Beirut") == utc(2022, 3, 26, 21, 59, 59, 999999)
