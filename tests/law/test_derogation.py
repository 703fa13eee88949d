"""Only the threshold in force is ever given; a reform is shown as what it is."""

from dataclasses import replace
from datetime import date

import pytest

from registry.law.derogation import derogation
from registry.law.facts import DerogationStatus
from registry.law.regimes import Regime
from registry.law.tables import record_derogations

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "regime,on,code",
    [
        (Regime.EU, date(2018, 5, 24), None),
        (Regime.EU, date(2018, 5, 25), "eu-250"),
        (Regime.EU, TODAY, "eu-250"),
        (Regime.EU, date(2040, 1, 1), "eu-250"),
        (Regime.UK, date(2020, 12, 31), None),
        (Regime.UK, TODAY, "uk-250"),
        (Regime.CH, date(2023, 8, 31), None),
        (Regime.CH, TODAY, "ch-250"),
    ],
)
def test_derogation_is_the_rule_in_force(regime, on, code):
    rule = derogation(regime=regime, on=on, rules=record_derogations())
    assert (rule and rule.code) == code


def test_derogation_in_force_is_two_hundred_and_fifty_with_its_limits():
    rule = derogation(regime=Regime.EU, on=TODAY, rules=record_derogations())
    assert (rule.fewer_than, rule.unless) == (250, ("risk", "not-occasional", "special-or-criminal"))


def test_reform_is_proposed_or_agreed_and_never_dated():
    reform = [
        (row.code, row.status, row.fewer_than, row.valid_from, row.wording_seen)
        for row in record_derogations()
        if row.status is not DerogationStatus.IN_FORCE
    ]
    assert reform == [
        ("eu-750-proposal", "proposal", 750, None, True),
        ("eu-1000-parliament", "proposal", 1000, None, False),
        ("eu-1000-agreement", "provisional", 1000, None, False),
    ]


@pytest.mark.parametrize(
    "change",
    [{"valid_from": TODAY}, {"status": DerogationStatus.IN_FORCE}],
)
def test_reform_cannot_be_half_in_force(change):
    proposal = next(row for row in record_derogations() if row.code == "eu-750-proposal")
    with pytest.raises(ValueError, match="a rule in force has a first day"):
        replace(proposal, **change)


def test_rule_without_its_wording_cannot_be_in_force():
    agreed = next(row for row in record_derogations() if row.code == "eu-1000-agreement")
    with pytest.raises(ValueError, match="only with its wording and its limits"):
        replace(agreed, status=DerogationStatus.IN_FORCE, valid_from=TODAY)
