"""The rule under which a small organisation owes no record (Art. 30(5)), by the day it is asked for."""

from collections.abc import Iterable
from datetime import date

from registry.law.facts import DerogationFact, DerogationStatus
from registry.law.regimes import Regime
from registry.law.validity import in_force


def derogation(*, regime: Regime, on: date, rules: Iterable[DerogationFact]) -> DerogationFact | None:
    """The rule in force, never one that is only proposed or agreed; None before the regime begins.

    The exemption is one of a processing, not of an organisation: `unless` is asked of each activity.
    """
    return next(
        (
            rule
            for rule in rules
            if rule.regime is regime and rule.status is DerogationStatus.IN_FORCE and in_force(rule, on)
        ),
        None,
    )
