"""How many findings there are, small enough to be kept beside what lists say of each activity."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from registry.linter.catalogue import all_rules
from registry.linter.report import Report


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The open findings of a report, counted; without what is accepted or was not assessed.

    `kinds`: code of a class → how many; `severities`: code of a severity → how many; `activities`: number of an
    activity → code of a severity → how many. What is of no activity, such as of a service, is in the first two only.
    """

    kinds: Mapping[str, int] = field(default_factory=dict)
    severities: Mapping[str, int] = field(default_factory=dict)
    activities: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


def tally(report: Report) -> Tally:
    """What a report counts."""
    activities: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for finding in report.findings:
        if finding.activity_id is not None:
            activities[finding.activity_id][finding.severity.value] += 1
    return Tally(
        kinds=dict(Counter(str(finding.kind) for finding in report.findings)),
        severities=dict(Counter(finding.severity.value for finding in report.findings)),
        activities={key: dict(counted) for key, counted in activities.items()},
    )


@cache
def rules_version() -> str:
    """A fingerprint of the rules: it changes whenever one is added, removed or declared otherwise."""
    declared = [
        f"{rule.code} {rule.slug} {rule.kind} {rule.severity} {rule.profile} {rule.off}"
        for rule in all_rules()
    ]
    return hashlib.sha256("\n".join(declared).encode()).hexdigest()
