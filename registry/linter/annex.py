"""A report as the annex of a register: record by record, what is shared first, each finding once."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry.documents.approved import side_of
from registry.documents.compared.items import service_name
from registry.documents.edition import edition
from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Waiver
from registry.documents.register import FINDINGS_SCHEMA, Fact, Findings, Noted, NotedGroup, NotedIn
from registry.documents.registers import SHOWN
from registry.documents.values import Line, filled
from registry.linter.engine import found_in
from registry.linter.findings import Finding, Severity
from registry.linter.report import Report
from registry.linter.rule import Class

ACTIVITY = "processingactivity"
KINDS: dict[str, str | Promise] = {
    "organisation": gettext_lazy("Organisation"),
    "party": gettext_lazy("Company or person"),
    "service": gettext_lazy("Service"),
    "agreement": gettext_lazy("Contract"),
    "transfer": gettext_lazy("Transfer"),
    "transferground": gettext_lazy("Ground of the transfer"),
    "securitymeasure": gettext_lazy("Security measure"),
    "retentionrule": gettext_lazy("Retention rule"),
    "privacynotice": gettext_lazy("Privacy notice"),
    "noticestatement": gettext_lazy("Statement of a privacy notice"),
    "assessment": gettext_lazy("Assessment"),
    "document": gettext_lazy("Document"),
    "subprocessor": gettext_lazy("Entry of the public list"),
    "processingactivity": gettext_lazy("Processing activity"),
    "purpose": gettext_lazy("Purpose"),
    "datause": gettext_lazy("Personal data"),
    "disclosure": gettext_lazy("Recipient"),
    "clientcontroller": gettext_lazy("Controller on whose behalf it acts"),
}
"""What people call each kind of record, in the order in which those are listed that belong to no activity."""
IN_ORDER = list(KINDS)
CLASSES = {one.value: one for one in Class}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A finding and, where it is accepted, how."""

    finding: Finding
    waiver: Waiver | None = None

    @property
    def alike(self) -> tuple[Any, ...]:
        """What has to be the same for the article, the reason and what to do to be said once."""
        said = self.finding
        return said.rule, said.severity, said.kind, said.article, said.hint, said.lapsed_on, self.waiver


def findings_of(inventory: Inventory, *, on: dt.date, part: str = "all") -> Findings:
    """What the rules of the organisation's own profile find on a day, in its language; with one part of the register
    (“controller”, “processor”) without the activities of the other. No query."""
    language = inventory.organisation.language if inventory.organisation else "en"
    with translation.override(language):
        report = _of_part(found_in(inventory, on=on), inventory, part=part)
        return Findings(
            schema=FINDINGS_SCHEMA,
            intro=_(
                "What the program finds in the records by its own rules. It is the program’s reading: no statement of "
                "the organisation, and no part of what Article 30 asks."
            ),
            facts=tuple(_facts(report, inventory, part=part)),
            groups=tuple(_groups(report, inventory)),
        )


def _of_part(report: Report, inventory: Inventory, *, part: str) -> Report:
    """The report without what was found in activities that are in the other part."""
    sides = SHOWN[part]
    other = {one.id for one in inventory.activities if side_of(one) not in sides}
    return replace(
        report,
        findings=tuple(one for one in report.findings if one.activity_id not in other),
        accepted=tuple(one for one in report.accepted if one.finding.activity_id not in other),
        not_assessed=tuple(one for one in report.not_assessed if one.activity_id not in other),
    )


def _facts(report: Report, inventory: Inventory, *, part: str) -> Iterator[Fact]:
    asked = ngettext("%(count)d rule", "%(count)d rules", len(report.rules)) % {"count": len(report.rules)}
    yield Fact(key="profile", heading=_("Asked"), value=filled(str(report.profile.label), asked))
    yield Fact(key="law", heading=_("Law asked"), value=filled(*_laws(report, inventory)))
    yield Fact(key="found", heading=_("Found"), value=filled(*_counted(report, inventory)))
    for key, heading, found in (
        ("accepted", _("Accepted"), report.accepted),
        ("not-assessed", _("Not assessed"), report.not_assessed),
    ):
        words = ngettext("%(count)d finding", "%(count)d findings", len(found)) % {"count": len(found)}
        yield Fact(key=key, heading=heading, value=filled(words if found else _("None")))
    if part != "all":
        left_out = _("What was found in activities of the other part, which this copy does not show")
        yield Fact(key="left-out", heading=_("Left out"), value=filled(left_out))


def _laws(report: Report, inventory: Inventory) -> tuple[str, ...]:
    """The regimes that had begun on the day; before that nothing is asked."""
    regimes = edition(inventory, on=report.on, content="full").regimes
    begun = tuple(str(one.label) for one in regimes if one.starts_on <= report.on)
    return begun or (_("None yet on this day: nothing is asked"),)


def _counted(report: Report, inventory: Inventory) -> Iterator[str]:
    if inventory.organisation is None:
        yield _("Nothing was recorded by then, so that nothing could be found")
        return
    for severity in Severity:
        count = sum(one.severity is severity for one in report.findings)
        if count:
            yield _("%(severity)s: %(count)d") % {"severity": severity.label, "count": count}
    if not report.findings:
        yield _("Nothing was found")


def _groups(report: Report, inventory: Inventory) -> Iterator[NotedGroup]:
    records = Records(inventory)
    told = [Told(finding=one) for one in report.findings]
    yield NotedGroup(
        key="shared",
        heading=_("The organisation, and what its activities share"),
        remark="",
        records=records.with_those([one for one in told if one.finding.activity_id is None]),
        empty=_("Nothing was found here."),
    )
    yield NotedGroup(
        key="activities",
        heading=_("Processing activities"),
        remark="",
        records=records.with_those([one for one in told if one.finding.activity_id is not None]),
        empty=_("Nothing was found in any activity."),
    )
    yield NotedGroup(
        key="accepted",
        heading=_("Accepted findings"),
        remark=_("Found as well, but somebody answers for leaving it as it is until the day that is given."),
        records=records.with_those([Told(finding=one.finding, waiver=one.waiver) for one in report.accepted]),
        empty=_("No finding is accepted on this day."),
    )
    yield NotedGroup(
        key="not-assessed",
        heading=_("Not assessed"),
        remark=_("The list of the law that these rules need is not filled, so that nothing is claimed."),
        records=records.with_those([Told(finding=one) for one in report.not_assessed]),
        empty=_("Whatever was asked could be assessed."),
    )


class Records:
    """Puts findings under their records: those of no activity by kind and name, activities as the register prints them."""

    def __init__(self, inventory: Inventory) -> None:
        printed = sorted(inventory.activities, key=lambda one: SHOWN["all"].index(side_of(one)))
        self.places = {activity.id: place for place, activity in enumerate(printed)}
        self.services = {service.id: service_name(service) for service in inventory.services}

    def with_those(self, told: Iterable[Told]) -> tuple[NotedIn, ...]:
        ordered = sorted(told, key=lambda one: self._place(one.finding))
        return tuple(
            self._record(list(found))
            for _place, found in groupby(ordered, key=lambda one: self._place(one.finding))
        )

    def _place(self, finding: Finding) -> tuple[int, int, str, str]:
        """Of findings under one heading the same: records of one kind and name, such as grounds, stand together."""
        if finding.activity_id is not None:
            return IN_ORDER.index(ACTIVITY), self.places[finding.activity_id], "", ""
        name = self._name(finding)
        return IN_ORDER.index(finding.record_type), 0, name.casefold(), name

    def _name(self, finding: Finding) -> str:
        named = self.services if finding.record_type == "service" else {}
        return named.get(finding.record_id, finding.record_name)

    def _record(self, told: list[Told]) -> NotedIn:
        first = told[0].finding
        of_activity = first.activity_id is not None
        alike: dict[Any, list[Told]] = {}
        for one in told:
            alike.setdefault(one.alike, []).append(one)
        return NotedIn(
            kind="" if of_activity else str(KINDS[first.record_type]),
            reference=first.activity_reference,
            name=first.activity_name if of_activity else self._name(first),
            noted=tuple(map(_noted, alike.values())),
        )


def _noted(told: list[Told]) -> Noted:
    first, waiver = told[0].finding, told[0].waiver
    return Noted(
        rule=first.rule,
        severity=Line(text=str(first.severity.label), code=first.severity.value),
        kind=Line(text=str(CLASSES[first.kind].label), code=first.kind),
        article=first.article,
        messages=tuple(_sentence(one) for one in told),
        fix=first.hint,
        lapsed_on=first.lapsed_on,
        because=waiver.reason if waiver else "",
        until=waiver.until if waiver else None,
    )


def _sentence(told: Told) -> str:
    """The message; behind the name of the part of an activity that it is about, where it does not say that itself."""
    finding = told.finding
    part = finding.record_name if finding.activity_id is not None and finding.record_type != ACTIVITY else ""
    if not part or part in finding.message:
        return finding.message
    return _("%(part)s: %(message)s") % {"part": part, "message": finding.message}
