"""“As of” and “on” as people type them."""

import datetime as dt

import pytest

from registry.actions.moments import parse_as_of, parse_on
from registry.actions.refused import Refused

NOW = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)
"""The 21st in Berlin, the 20th in London."""


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize("text, timezone, expected", [
    ("", "Europe/Berlin", None),
    ("2026-11-21", "Europe/Berlin", None),
    ("2026-11-20", "UTC", None),
    ("2026-11-20", "Europe/Berlin", utc(2026, 11, 20, 22, 59, 59, 999999)),
    ("2018-10-19", "UTC", utc(2018, 10, 19, 23, 59, 59, 999999)),
    ("2018-10-19T14:30", "Europe/Berlin", utc(2018, 10, 19, 12, 30)),
    ("2018-10-19 14:30:05.25", "UTC", utc(2018, 10, 19, 14, 30, 5, 250000)),
    ("2018-10-19T14:30Z", "Europe/Berlin", utc(2018, 10, 19, 14, 30)),
    ("2018-10-28T02:30+01:00", "Europe/Berlin", utc(2018, 10, 28, 1, 30)),
    ("2026-11-20T23:30:00Z", "UTC", NOW),
])  # fmt: skip
def test_as_of(text: str, timezone: str, expected: dt.datetime | None) -> None:
    assert parse_as_of(text, timezone=timezone, now=NOW) == expected


BAD = "“{}” is neither a day nor a time: write it like 2018-10-19 or 2018-10-19T14:30."
NO_DAY = "“{}” is not a day: write it like 2018-10-19."
FUTURE = "“{}” is in the future: records can be read as they stood until now."
CHANGED = "“{}” is not one moment in Europe/Berlin: the clocks were changed; add an offset such as +01:00."


@pytest.mark.parametrize("text, sentence", [
    ("yesterday", BAD),
    ("19.10.2018", BAD),
    ("20181019", BAD),
    ("2018-W42-5", BAD),
    ("2018-10-19T14", BAD),
    ("2018-10-19T25:00", BAD),
    ("2018-10-19T14:30+99:00", BAD),
    ("0001-01-01T00:00+14:00", BAD),
    ("２０１８-10-19", BAD),
    ("2018-02-30", NO_DAY),
    ("2026-11-22", FUTURE),
    ("9999-12-31", FUTURE),
    ("2026-11-21T00:31", FUTURE),
    ("2018-10-28T02:30", CHANGED),
    ("2018-03-25T02:30", CHANGED),
])  # fmt: skip
def test_as_of_refuses_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_as_of(text, timezone="Europe/Berlin", now=NOW)
    assert str(refused.value) == sentence.format(text)


@pytest.mark.parametrize("text, expected", [
    ("", dt.date(2026, 11, 21)),
    ("2018-10-19", dt.date(2018, 10, 19)),
    ("2030-01-01", dt.date(2030, 1, 1)),
])  # fmt: skip
def test_on(text: str, expected: dt.date) -> None:
    assert parse_on(text, timezone="Europe/Berlin", now=NOW) == expected


@pytest.mark.parametrize("text", ["tomorrow", "2018-10-19T14:30", "2018-02-30", "20181019"])
def test_on_refuses_in_one_sentence(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_on(text, timezone="Europe/Berlin", now=NOW)
    assert str(refused.value) == NO_DAY.format(text)
