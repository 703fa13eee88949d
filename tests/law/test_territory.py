"""Both sides of every date on which a place changes sides."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from registry.law.regimes import Regime
from registry.law.tables import adequacy_decisions, coverage, economic_area
from registry.law.territory import Standing, StandingKind, standing

HOME = StandingKind.HOME
AREA = StandingKind.ECONOMIC_AREA
BRIDGED = StandingKind.BRIDGED
ADEQUATE = StandingKind.ADEQUATE
THIRD = StandingKind.THIRD_COUNTRY
NOT_ASSESSED = StandingKind.NOT_ASSESSED
NOT_ONE = StandingKind.NOT_ONE_COUNTRY


def seen(place, *, on, regime=Regime.EU):
    return standing(
        place,
        regime=regime,
        on=date.fromisoformat(on),
        members=economic_area(),
        decisions=adequacy_decisions(),
    )


@pytest.mark.parametrize(
    "place,on,kind",
    [
        ("DE", "2018-05-24", NOT_ASSESSED),
        ("DE", "2018-05-25", AREA),
        ("AD", "2018-05-24", NOT_ASSESSED),
        ("AD", "2018-05-25", ADEQUATE),
        ("CN", "2018-05-24", NOT_ASSESSED),
        ("CN", "2018-05-25", THIRD),
        ("NO", "2018-05-24", NOT_ASSESSED),
        ("NO", "2018-07-19", BRIDGED),
        ("NO", "2018-07-20", AREA),
        ("LI", "2026-11-20", AREA),
        ("IS", "2026-11-20", AREA),
        ("GB", "2020-12-31", AREA),
        ("GB", "2021-01-01", BRIDGED),
        ("GB", "2021-06-28", BRIDGED),
        ("GB", "2021-06-29", ADEQUATE),
        ("GB", "2025-06-27", ADEQUATE),
        ("GB", "2025-06-28", ADEQUATE),
        ("GB", "2025-12-27", ADEQUATE),
        ("GB", "2025-12-28", ADEQUATE),
        ("GB", "2031-12-27", ADEQUATE),
        ("GB", "2031-12-28", THIRD),
        ("JP", "2019-01-22", THIRD),
        ("JP", "2019-01-23", ADEQUATE),
        ("KR", "2021-12-16", THIRD),
        ("KR", "2021-12-17", ADEQUATE),
        ("BR", "2026-01-25", THIRD),
        ("BR", "2026-01-26", ADEQUATE),
        ("US", "2020-07-15", ADEQUATE),
        ("US", "2020-07-16", THIRD),
        ("US", "2023-07-09", THIRD),
        ("US", "2023-07-10", ADEQUATE),
        ("AX", "2026-11-20", AREA),
        ("RE", "2026-11-20", AREA),
        ("NC", "2026-11-20", THIRD),
        ("GL", "2026-11-20", THIRD),
        ("FO", "2026-11-20", ADEQUATE),
        ("JE", "2026-11-20", ADEQUATE),
        ("GI", "2020-12-31", NOT_ASSESSED),
        ("GI", "2021-01-01", THIRD),
        ("SJ", "2026-11-20", NOT_ASSESSED),
        ("CH", "2026-11-20", ADEQUATE),
        ("EEA", "2026-11-20", AREA),
        ("EUROPE", "2026-11-20", NOT_ONE),
        ("WORLD", "2018-05-24", NOT_ONE),
    ],
)
def test_standing_under_the_gdpr_changes_on_its_day(place, on, kind):
    assert seen(place, on=on).kind is kind


@pytest.mark.parametrize(
    "place,on,kind",
    [
        ("GB", "2020-12-31", NOT_ASSESSED),
        ("GB", "2021-01-01", HOME),
        ("FR", "2020-12-31", NOT_ASSESSED),
        ("FR", "2021-01-01", ADEQUATE),
        ("NO", "2026-11-20", ADEQUATE),
        ("AX", "2026-11-20", ADEQUATE),
        ("EEA", "2026-11-20", ADEQUATE),
        ("GI", "2021-01-01", ADEQUATE),
        ("SJ", "2026-11-20", NOT_ASSESSED),
        ("NZ", "2021-01-01", ADEQUATE),
        ("KR", "2022-12-18", THIRD),
        ("KR", "2022-12-19", ADEQUATE),
        ("US", "2023-10-11", THIRD),
        ("US", "2023-10-12", ADEQUATE),
        ("BR", "2026-11-20", THIRD),
        ("EUROPE", "2026-11-20", NOT_ONE),
    ],
)
def test_standing_under_the_uk_gdpr_has_its_own_list(place, on, kind):
    assert seen(place, on=on, regime=Regime.UK).kind is kind


@pytest.mark.parametrize(
    "place,on,kind",
    [
        ("CH", "2023-08-31", NOT_ASSESSED),
        ("CH", "2023-09-01", HOME),
        ("DE", "2026-11-20", NOT_ASSESSED),
        ("EEA", "2026-11-20", NOT_ASSESSED),
        ("US", "2026-11-20", NOT_ASSESSED),
        ("WORLD", "2026-11-20", NOT_ONE),
    ],
)
def test_standing_under_swiss_law_is_not_assessed(place, on, kind):
    assert seen(place, on=on, regime=Regime.CH).kind is kind


def test_standing_of_the_united_states_covers_certified_importers_only():
    assert seen("US", on="2026-11-20") == Standing(
        kind=ADEQUATE,
        decision="eu-us-dpf",
        adequacy="certified",
        instrument="Commission Implementing Decision (EU) 2023/1795",
        scope_limit=(
            "Only importers on the Data Privacy Framework list, for the kind of data they are listed for"
            " (HR or other)"
        ),
    )


@pytest.mark.parametrize(
    "on,decision,limited,last_day",
    [
        ("2021-06-29", "eu-gb-2021", True, date(2025, 6, 27)),
        ("2025-06-23", "eu-gb-2021", True, date(2025, 6, 27)),
        ("2025-06-24", "eu-gb-2025-extension", True, date(2025, 12, 27)),
        ("2025-12-18", "eu-gb-2025-extension", True, date(2025, 12, 27)),
        ("2025-12-19", "eu-gb-2025-renewal", False, date(2031, 12, 27)),
    ],
)
def test_standing_of_the_united_kingdom_names_the_newest_instrument(on, decision, limited, last_day):
    found = seen("GB", on=on)
    assert (found.decision, bool(found.scope_limit), found.valid_until) == (decision, limited, last_day)


def test_standing_takes_a_recorded_decision_before_an_unfilled_list():
    added = replace(adequacy_decisions()[0], code="ch-ad", regime=Regime.CH)
    assert standing("AD", regime=Regime.CH, on=date(2026, 11, 20), members=(), decisions=[added]) == Standing(
        kind=ADEQUATE, decision="ch-ad", adequacy="territory", instrument=added.instrument
    )


def test_standing_without_any_statement_of_coverage_is_not_assessed():
    assert standing(
        "CN", regime=Regime.EU, on=date(2026, 11, 20), members=(), decisions=(), coverage=()
    ) == Standing(kind=NOT_ASSESSED)


def test_standing_needs_a_list_filled_for_that_day():
    (statement,) = [row for row in coverage() if row.regime is Regime.EU and row.subject == "adequacy"]
    later = replace(statement, assessed_from=date(2026, 1, 1))
    kinds = [
        standing("CN", regime=Regime.EU, on=on, members=(), decisions=(), coverage=[later]).kind
        for on in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert kinds == [NOT_ASSESSED, THIRD]


@dataclass
class PlainRow:
    """A row as a database gives it: codes, not enumerations."""

    code: str = "row"
    regime: str = "EU"
    place: str = "CN"
    kind: str = "member"
    instrument: str = "I"
    scope_limit: str = "S"
    valid_from: date | None = None
    valid_until: date | None = None


@pytest.mark.parametrize("code,kind", [("member", AREA), ("part", AREA), ("bridge", BRIDGED)])
def test_standing_accepts_rows_with_plain_codes(code, kind):
    rows = [PlainRow(kind=code)]
    assert standing("CN", regime=Regime.EU, on=date(2026, 11, 20), members=rows, decisions=()).kind is kind


def test_standing_accepts_decisions_with_plain_codes():
    rows = [PlainRow(kind="sectoral")]
    assert standing("CN", regime=Regime.EU, on=date(2026, 11, 20), members=(), decisions=rows) == Standing(
        kind=ADEQUATE, decision="row", adequacy="sectoral", instrument="I", scope_limit="S"
    )


@pytest.mark.parametrize("code", ["", "XX", "de", "GBR"])
def test_standing_refuses_an_unknown_place(code):
    with pytest.raises(ValueError, match="is not the code of a country or area"):
        seen(code, on="2026-11-20")
