"""What the engine answers: findings, those accepted, and what was not assessed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from registry.linter.findings import RANK, Finding, Severity
from registry.linter.rule import Profile


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """An accepted finding: of one rule about one record or, where `record_id` is None, about all of the organisation.

    `until` is the last day on which it is accepted; `accepted_by` is the number of the account.
    """

    id: int
    rule: str
    record_type: str = ""
    record_id: int | None = None
    reason: str
    until: dt.date | None = None
    accepted_by: int | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it is about this finding; one about an activity is about all its parts."""
        about = [(finding.record_type, finding.record_id), ("processingactivity", finding.activity_id)]
        return self.rule == finding.rule and (
            self.record_id is None or (self.record_type, self.record_id) in about
        )

    def holds(self, on: dt.date) -> bool:
        return self.until is None or on <= self.until


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


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
