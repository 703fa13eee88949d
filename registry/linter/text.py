"""A report of findings as plain text and as JSON."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.documents.canonical import plain
from registry.documents.wording import day
from registry.linter.findings import Finding, Severity
from registry.linter.report import Report


def as_text(report: Report, *, name: str) -> str:
    """The report for a person: gravest first, each activity or record with what was found in it."""
    words = {"name": name, "day": day(report.on), "profile": report.profile.label}
    lines = [_("%(name)s: findings on %(day)s, profile “%(profile)s”") % words, _counts(report)]
    for severity in Severity:
        found = [finding for finding in report.findings if finding.severity is severity]
        lines += _part(str(severity.label), map(_sentence, found), found)
    accepted = [one.finding for one in report.accepted]
    lines += _part(_("Accepted"), _accepted(report), accepted)
    lines += _part(_("Not assessed"), map(_sentence, report.not_assessed), report.not_assessed)
    return "\n".join(lines) + "\n"


def as_data(report: Report, *, slug: str, name: str) -> dict[str, Any]:
    """The report for a machine: findings with every field, those accepted with reason and last day."""
    accepted = [
        {"finding": plain(one.finding), "reason": one.waiver.reason, "until": plain(one.waiver.until)}
        for one in report.accepted
    ]
    return {
        "organisation": slug,
        "name": name,
        "on": plain(report.on),
        "profile": report.profile.value,
        "rules": list(report.rules),
        "findings": [plain(finding) for finding in report.findings],
        "accepted": accepted,
        "not_assessed": [plain(finding) for finding in report.not_assessed],
    }


def _counts(report: Report) -> str:
    found = {
        severity: sum(finding.severity is severity for finding in report.findings) for severity in Severity
    }
    counts = [
        _("missing or contradictory: %(count)d") % {"count": found[Severity.MISSING]},
        _("to check: %(count)d") % {"count": found[Severity.CHECK]},
        ngettext("%(count)d hint", "%(count)d hints", found[Severity.HINT]) % {"count": found[Severity.HINT]},
        _("accepted: %(count)d") % {"count": len(report.accepted)},
        _("not assessed: %(count)d") % {"count": len(report.not_assessed)},
    ]
    return "; ".join(counts)


def _part(heading: str, sentences: Iterable[str], findings: Iterable[Finding]) -> Iterator[str]:
    """A heading and, for each activity or record, its sentences; nothing where nothing was found."""
    pairs = list(zip(findings, sentences, strict=True))
    if not pairs:
        return
    yield from ("", heading.upper())
    for place, same in groupby(pairs, key=lambda pair: _place(pair[0])):
        yield f"  {place}"
        yield from (f"    {sentence}" for _finding, sentence in same)


def _place(finding: Finding) -> str:
    if finding.activity_reference:
        return f"{finding.activity_reference} {finding.activity_name}"
    return finding.record_name or _("no. %(number)s") % {"number": finding.record_id}


def _sentence(finding: Finding) -> str:
    words = {
        "message": finding.message,
        "article": finding.article,
        "rule": finding.rule,
        "day": day(finding.lapsed_on),
    }
    if finding.lapsed_on:
        return _("%(message)s [%(rule)s; %(article)s; was accepted until %(day)s]") % words
    return f"{finding.message} [{finding.rule}; {finding.article}]"


def _accepted(report: Report) -> Iterator[str]:
    for one in report.accepted:
        words = {
            "message": one.finding.message,
            "rule": one.finding.rule,
            "reason": one.waiver.reason,
            "day": day(one.waiver.until),
        }
        yield _("%(message)s [%(rule)s; accepted until %(day)s: %(reason)s]") % words
