"""What the engine answers: findings, those accepted, and what was not assessed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from registry.documents.records.evidence import Waiver
from registry.linter.findings import RANK, Finding, Severity
from registry.linter.rule import Profile


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A finding that somebody accepted, and how."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that was found on a day, each list in its order. `rules` are the slugs of the rules that were asked."""

    on: dt.date
    profile: Profile
    rules: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    not_assessed: tuple[Finding, ...] = ()

    def reaches(self, level: Severity) -> bool:
        """Whether any finding that is not accepted is as grave as this."""
        return any(RANK[finding.severity] <= RANK[level] for finding in self.findings)


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether it is about this finding; one about an activity is about all its parts."""
    about = [(finding.record_type, finding.record_id), ("processingactivity", finding.activity_id)]
    return waiver.rule == finding.rule and (
        waiver.record_id is None or (waiver.record_type, waiver.record_id) in about
    )


def holds(waiver: Waiver, *, on: dt.date) -> bool:
    return waiver.until is None or on <= waiver.until


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
