"""Dates and values in words."""

import datetime as dt

from registry.documents.values import MISSING, filled, not_possible
from registry.render.wording import day, instant, statements, universal
from tests.render.documents import ASKED, REMARKED

AT = dt.datetime(2018, 8, 31, 12, 3, 22, 5, tzinfo=dt.UTC)


def test_day_is_written_out() -> None:
    assert day(dt.date(2018, 8, 1)) == "1 August 2018"


def test_instant_is_said_in_the_time_of_the_place() -> None:
    assert instant(AT, timezone="Europe/Berlin") == "31 August 2018, 14:03:22 CEST (Europe/Berlin)"
    assert instant(AT, timezone="UTC") == "31 August 2018, 12:03:22 UTC"
    assert instant(AT, timezone="") == "31 August 2018, 12:03:22 UTC"


def test_universal_time_is_exact() -> None:
    assert universal(AT) == "2018-08-31 12:03:22.000005 UTC"


def test_statements_carry_where_they_stand_and_how_they_are_read() -> None:
    [statement] = statements(REMARKED)
    assert statement == (
        "Message metadata [Source: section 2, sentence 5; "
        "Read from context: the policy names the data and not the role]"
    )
    assert statements(filled("a", "b")) == ("a", "b")


def test_statements_of_a_state_are_never_empty() -> None:
    assert statements(MISSING) == ("Missing",)
    assert statements(ASKED) == ("Missing; being clarified: Bea Counsel, until 1 December 2026",)
    assert statements(not_possible("The law changes.")) == ("Not possible: The law changes.",)
