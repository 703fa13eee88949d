"""Reports of the rules as plain values, to be kept: what was kept by an earlier version is then never a broken class."""

from dataclasses import replace
from typing import Any

from registry.documents.records.evidence import Waiver
from registry.linter.findings import Finding, Severity
from registry.linter.report import Accepted, Report
from registry.linter.rule import Class, Profile

Values = dict[str, Any]


def flat(report: Report) -> Values:
    """The report in words, numbers, days, tuples and dictionaries."""
    return {
        "on": report.on,
        "profile": report.profile.value,
        "rules": report.rules,
        "findings": [_flat(finding) for finding in report.findings],
        "accepted": [
            (_flat(one.finding), vars(replace(one.waiver, citations=(), questions=())))
            for one in report.accepted
        ],
        "not_assessed": [_flat(finding) for finding in report.not_assessed],
    }


def whole(values: Values) -> Report:
    """The report that such values were made of."""
    return Report(
        on=values["on"],
        profile=Profile(values["profile"]),
        rules=values["rules"],
        findings=tuple(_finding(one) for one in values["findings"]),
        accepted=tuple(
            Accepted(finding=_finding(found), waiver=Waiver(**waiver)) for found, waiver in values["accepted"]
        ),
        not_assessed=tuple(_finding(one) for one in values["not_assessed"]),
    )


def _flat(finding: Finding) -> Values:
    return {**vars(finding), "severity": finding.severity.value, "kind": str(Class(finding.kind).value)}


def _finding(values: Values) -> Finding:
    return Finding(**{**values, "severity": Severity(values["severity"]), "kind": Class(values["kind"])})
