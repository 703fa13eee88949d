"""Where a place stands on a day, seen from one regime: inside, adequate or a third country (Art. 44, 45)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from registry.law.facts import AreaKind, CoverageFact, CoverageStatus
from registry.law.labelled import Labelled
from registry.law.places import ECONOMIC_AREA, is_vague
from registry.law.regimes import Regime
from registry.law.tables import coverage as shipped_coverage
from registry.law.validity import Dated, in_force

HOME = {Regime.UK: "GB", Regime.CH: "CH"}
INSIDE = {AreaKind.MEMBER, AreaKind.PART}


class StandingKind(Labelled):
    HOME = "home", _("Same country")
    ECONOMIC_AREA = "economic-area", _("Inside the EU/EEA")
    BRIDGED = "bridged", _("Not yet a third country")
    ADEQUATE = "adequate", _("Adequate")
    THIRD_COUNTRY = "third-country", _("Third country")
    NOT_ASSESSED = "not-assessed", _("Not assessed")
    NOT_ONE_COUNTRY = "not-one-country", _("Not a single country")


class AreaRow(Dated, Protocol):
    """What is asked of a row on the economic area; `EconomicAreaFact` has it."""

    @property
    def place(self) -> str: ...
    @property
    def kind(self) -> str: ...


class DecisionRow(Dated, Protocol):
    """What is asked of a row on adequacy; `AdequacyFact` has it."""

    @property
    def code(self) -> str: ...
    @property
    def regime(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def instrument(self) -> str: ...
    @property
    def scope_limit(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The answer. What follows `kind` speaks of the decision and is empty unless adequate.

    `adequacy` is an `AdequacyKind` code: "certified" covers listed importers only. `valid_until` is the
    last day, None where none is set. A `scope_limit` says what the decision leaves out.
    """

    kind: StandingKind
    decision: str = ""
    adequacy: str = ""
    instrument: str = ""
    scope_limit: str = ""
    valid_until: date | None = None


def standing(
    place: str,
    *,
    regime: Regime,
    on: date,
    members: Iterable[AreaRow],
    decisions: Iterable[DecisionRow],
    coverage: Iterable[CoverageFact] | None = None,
) -> Standing:
    """How `regime` sees `place` on the day `on`, by the rows given.

    `coverage` says which lists are filled (default: as shipped); what an unfilled list does not hold is
    not assessed. Raises ValueError for an unknown place.
    """
    if is_vague(place) and place != ECONOMIC_AREA:
        return Standing(kind=StandingKind.NOT_ONE_COUNTRY)
    if on < regime.starts_on:
        return Standing(kind=StandingKind.NOT_ASSESSED)
    if place == HOME.get(regime):
        return Standing(kind=StandingKind.HOME)
    area = area_kind(place, on=on, members=members)
    if regime is Regime.EU and area in INSIDE:
        return Standing(kind=StandingKind.ECONOMIC_AREA)
    if regime is Regime.EU and area == AreaKind.BRIDGE:
        return Standing(kind=StandingKind.BRIDGED)
    found = decision_for(place, regime=regime, on=on, inside=area in INSIDE, decisions=decisions)
    if found:
        return adequate(found)
    lists = shipped_coverage() if coverage is None else coverage
    if area == AreaKind.UNSETTLED or not is_filled("adequacy", regime=regime, on=on, coverage=lists):
        return Standing(kind=StandingKind.NOT_ASSESSED)
    return Standing(kind=StandingKind.THIRD_COUNTRY)


def area_kind(place: str, *, on: date, members: Iterable[AreaRow]) -> str:
    """How the economic area counts the place on that day, an `AreaKind` code; "" is outside."""
    if place == ECONOMIC_AREA:
        return AreaKind.MEMBER
    return next((row.kind for row in members if row.place == place and in_force(row, on)), "")


def decision_for(
    place: str, *, regime: Regime, on: date, inside: bool, decisions: Iterable[DecisionRow]
) -> DecisionRow | None:
    """The newest decision in force for the place; a decision on the economic area covers what is inside."""
    named = {place, ECONOMIC_AREA} if inside else {place}
    found = [row for row in decisions if row.regime == regime and row.place in named and in_force(row, on)]
    return max(found, key=lambda row: (row.valid_from or date.min, row.code), default=None)


def adequate(decision: DecisionRow) -> Standing:
    return Standing(
        kind=StandingKind.ADEQUATE,
        decision=decision.code,
        adequacy=decision.kind,
        instrument=decision.instrument,
        scope_limit=decision.scope_limit,
        valid_until=decision.valid_until,
    )


def is_filled(subject: str, *, regime: Regime, on: date, coverage: Iterable[CoverageFact]) -> bool:
    """Whether a list of the regime is complete for that day, so that absence from it means no."""
    return any(
        row.regime is regime
        and row.subject == subject
        and row.status is CoverageStatus.FILLED
        and row.assessed_from <= on
        for row in coverage
    )
