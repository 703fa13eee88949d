"""Open findings by name, for whoever has to have seen them."""

import re
from collections.abc import Iterable, Iterator

from registry.linter.catalogue import rule_named
from registry.linter.findings import Finding
from registry.linter.report import Report
from registry.linter.rule import Class

NAMED = (Class.MISSING, Class.CONTRADICTION)
LETTER = re.compile(r"\(\d\)\(([a-z])\)")
"""The letter in an article: “30(1)(b)”."""
CALLED = (
    "service",
    "transfer",
    "agreement",
    "retentionrule",
    "securitymeasure",
    "assessment",
    "privacynotice",
)
"""Kinds of records that are called by their own name, which is no person's: what is released is kept for ever."""


def named(report: Report, *, organisation: str, said: Iterable[str] = ()) -> tuple[str, ...]:
    """What is missing or contradicts itself: “PA-0001 Payroll: Nothing is said …”, each cause once, in its order.

    `said`: lines that are there already, as `open_items` writes them; what is missing under a letter that one of them
    names for the same record is left out. Names no person. No query.
    """
    known = tuple(said)
    return tuple(dict.fromkeys(_lines(report, organisation=organisation, known=known)))


def _lines(report: Report, *, organisation: str, known: tuple[str, ...]) -> Iterator[str]:
    for finding in report.findings:
        called = _called(finding, organisation=organisation)
        if finding.kind in NAMED and not _is_said(finding, called, known=known):
            yield f"{called}: {rule_named(finding.rule).title}"


def _called(finding: Finding, *, organisation: str) -> str:
    if finding.activity_id is not None:
        return f"{finding.activity_reference} {finding.activity_name}".strip()
    own = finding.record_name if finding.record_type in CALLED else ""
    return own or organisation


def _is_said(finding: Finding, called: str, *, known: tuple[str, ...]) -> bool:
    starts = tuple(f"{called}: ({letter}) " for letter in LETTER.findall(finding.article))
    return finding.kind == Class.MISSING and any(line.startswith(starts) for line in known)
