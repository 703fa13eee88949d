"""Dates written out, places by name, periods in words, the law's answers as a sentence."""

import datetime as dt
from dataclasses import replace

import pytest

from registry.documents.records.evidence import InForce
from registry.documents.records.terms import Choice
from registry.documents.values import Line
from registry.documents.wording import (
    data_remarks,
    data_words,
    day,
    in_force_words,
    limit_words,
    names,
    place_line,
    provider,
    remarked,
    standing_words,
    validity_words,
)
from registry.law.regimes import Regime
from registry.law.territory import Standing, StandingKind
from tests.documents.samples import (
    COMPELLING,
    HEALTH,
    HOSTING,
    NAME,
    ON,
    SCC,
    SHIELD,
    THIRTY_DAYS,
    data_use,
)


def test_dates_are_written_out() -> None:
    assert (day(dt.date(2018, 8, 31)), day(None)) == ("31 August 2018", "")


def test_remarks_stand_in_brackets_behind_what_is_said() -> None:
    assert remarked("Name", ["", "where given", "vulnerable"]) == "Name (where given; vulnerable)"
    assert (remarked("Name", [""]), remarked("", ["where given"])) == ("Name", "")


@pytest.mark.parametrize(
    "first,last,words",
    [
        (None, None, ""),
        (ON, None, "from 1 June 2025"),
        (None, ON, "until 1 June 2025"),
        (ON, dt.date(2025, 6, 30), "from 1 June 2025 until 30 June 2025"),
    ],
)
def test_days_in_force_are_said_as_far_as_known(
    first: dt.date | None, last: dt.date | None, words: str
) -> None:
    assert in_force_words(InForce(in_force_from=first, in_force_until=last)) == words


def test_places_have_names_and_codes() -> None:
    assert place_line("DE") == Line(text="Germany", code="DE")
    assert place_line("EEA") == Line(text="EU/EEA, state not named", code="EEA")
    assert place_line("ZZ") == Line(text="ZZ", code="ZZ")
    assert names(("US", "EUROPE")) == "United States of America; Europe, country not named"


def test_provider_is_the_company_or_else_its_category() -> None:
    assert provider(HOSTING) == "Vendor"
    assert provider(replace(HOSTING, party=None)) == "Hosting providers"


def test_data_are_named_by_category_and_by_the_term_of_the_source() -> None:
    assert data_words(data_use(as_stated="")) == "Name"
    assert data_words(data_use(as_stated="name")) == "Name"
    assert data_words(data_use(as_stated="First and last name")) == "Name (First and last name)"
    assert data_words(data_use(category=None, as_stated="Handles")) == "Handles"


def test_delicate_data_are_marked() -> None:
    assert [text for text in data_remarks(HEALTH) if text] == ["special category, Art. 9"]
    assert [*filter(None, data_remarks(NAME)), *data_remarks(None)] == []


@pytest.mark.parametrize(
    "kind,values,words",
    [
        ("exact", {}, "30 days after account deletion"),
        ("exact", {"start_event": ""}, "30 days"),
        ("at-most", {}, "At most 30 days after account deletion"),
        ("default", {"start_event": ""}, "30 days by default"),
        ("criterion", {"criterion": "While the account is active"}, "While the account is active"),
        ("elsewhere", {}, "Stated elsewhere, not seen"),
        ("elsewhere", {"where": "Retention policy"}, "Stated elsewhere, not seen: Retention policy"),
        ("exact", {"period": "a month", "start_event": ""}, "a month"),
    ],
)
def test_time_limits_are_one_statement(kind: str, values: dict[str, str], words: str) -> None:
    assert limit_words(replace(THIRTY_DAYS, kind=Choice(code=kind, label=""), **values)) == words


@pytest.mark.parametrize(
    "mechanism,on,words",
    [
        (SHIELD, dt.date(2018, 10, 19), "valid on 19 October 2018"),
        (SHIELD, dt.date(2020, 7, 15), "valid on 15 July 2020"),
        (SHIELD, dt.date(2020, 7, 16), "no longer valid on 16 July 2020: last day 15 July 2020"),
        (SCC, dt.date(2021, 6, 26), "not valid yet on 26 June 2021: first day 27 June 2021"),
        (COMPELLING, ON, "validity not assessed"),
        (
            replace(SHIELD, kind=Choice(code="certified", label="")),
            dt.date(2018, 10, 19),
            "framework valid on 19 October 2018",
        ),
        (replace(SCC, kind=Choice(code="unspecified", label="")), ON, "validity not assessed"),
        (
            replace(SCC, kind=Choice(code="adequacy", label="")),
            dt.date(2022, 1, 1),
            "holds where a decision covered the place on 1 January 2022",
        ),
    ],
)
def test_validity_of_a_mechanism_is_that_of_the_day(mechanism: object, on: dt.date, words: str) -> None:
    assert validity_words(mechanism, on) == words


def test_standing_is_said_with_its_limits() -> None:
    third = Standing(kind=StandingKind.THIRD_COUNTRY)
    assert standing_words(third, regime=Regime.EU) == "European Union: Third country"
    certified = Standing(
        kind=StandingKind.ADEQUATE, adequacy="certified", instrument="2023/1795", valid_until=ON
    )
    assert standing_words(certified, regime=Regime.EU) == (
        "European Union: Adequate (Certified importers only; 2023/1795; until 1 June 2025)"
    )
    limited = replace(certified, scope_limit="Only the list", valid_until=None)
    assert standing_words(limited, regime=Regime.EU) == "European Union: Adequate (Only the list; 2023/1795)"
