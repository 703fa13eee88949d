"""What the rules find in a record, on its form: each finding with a way to the field that it is about."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from registry.access.roles import ADD, may
from registry.admin.activity_list import FOUND_SHAPES
from registry.admin.activity_panels import PREFIXES, panel_of
from registry.admin.base import RecordAdmin, in_popup
from registry.admin.jumps import jump
from registry.admin.panels import Panel
from registry.admin.summaries import report_of
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.wording import provider
from registry.inventory import read_inventory
from registry.linter.findings import Finding
from registry.linter.report import Report
from registry.models import Organisation, ProcessingActivity, Waiver

ACTIVITY = ProcessingActivity._meta.model_name
Rows = dict[tuple[str, int], Any]
"""Kind of part and its number → its form on the page."""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """One finding beside what it is about. `url`: the field, its row or its form; `accept`: empty for whoever may not."""

    message: str
    hint: str
    article: str
    severity: Any
    shape: str
    url: str
    accept: str


@dataclass(frozen=True, kw_only=True)
class OfService:
    """How many findings stand on the form of a service that an activity uses."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """The findings of a form or of one of its panels."""

    noted: tuple[Noted, ...] = ()
    services: tuple[OfService, ...] = ()

    @property
    def elsewhere(self) -> int:
        """How many findings there are on services."""
        return sum(one.count for one in self.services)


class OnForm:
    """Where on the form of a record its findings lead."""

    def __init__(self, form: Any, formsets: Iterable[Any], *, site: str) -> None:
        self.form, self.site = form, site
        self.rows: Rows = {
            (row.instance._meta.model_name, row.instance.pk): row
            for formset in formsets
            for row in formset.forms
            if row.instance.pk is not None
        }

    def is_about(self, finding: Finding) -> bool:
        """Whether it is about the record or one of its parts."""
        about, record = (finding.record_type, finding.record_id), self.form.instance
        return about == (record._meta.model_name, record.pk) or about in self.rows

    def jump(self, finding: Finding) -> str:
        """On this page where it can be, else on the form of the record."""
        about, record = (finding.record_type, finding.record_id), self.form.instance
        if row := self.rows.get(about):
            return f"#id_{row.add_prefix(finding.field)}" if finding.field in row.fields else f"#{row.prefix}"
        elsewhere = jump(finding, owners={}, site=self.site)
        if about == (record._meta.model_name, record.pk) and finding.field in self.form.fields:
            return f"#id_{finding.field}"
        here = finding.activity_id == record.pk and record._meta.model_name == ACTIVITY
        mine = finding.record_type == ACTIVITY or finding.record_type in PREFIXES
        return f"#{elsewhere.partition('#')[2]}" if here and mine else elsewhere

    def noted(self, findings: Iterable[Finding], *, organisation: int | None) -> tuple[Noted, ...]:
        """`organisation`: whose findings whoever looks may accept."""
        return tuple(
            Noted(
                message=one.message,
                hint=one.hint,
                article=one.article,
                severity=one.severity.label,
                shape=FOUND_SHAPES[one.severity],
                url=self.jump(one),
                accept=acceptance(one, organisation=organisation, site=self.site),
            )
            for one in findings
        )


def acceptance(finding: Finding, *, organisation: int | None, site: str) -> str:
    """Where a finding is accepted, with everything but the reason filled in; empty for whoever may not."""
    if organisation is None:
        return ""
    about = {"rule": finding.rule, "record_type": finding.record_type, "record_id": finding.record_id}
    return reverse(f"{site}:registry_waiver_add", query={"organisation": organisation, **about})


def accepting(user: Any, organisation: Organisation) -> int | None:
    """The number of the organisation where the account may accept its findings, else None."""
    return organisation.pk if may(user, ADD, Waiver, organisation_id=organisation.pk) else None


def is_read(request: Any, obj: Any) -> bool:
    """Whether the form shows what is recorded, and nothing that is typed: only then findings are about it. Of what is
    typed, the preview says them."""
    return obj is not None and request.method == "GET" and not in_popup(request)


class FoundBeside(RecordAdmin):
    """Mixin: the findings of a record on top of its form. One query; where something changed, an inventory too."""

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        obj, organisation = kwargs.get("obj"), request.edit.organisation
        if is_read(request, obj) and organisation is not None:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            page = OnForm(context["adminform"].form, formsets, site=self.admin_site.name)
            report = report_of(organisation, now=timezone.now())
            mine = [one for one in report.findings if page.is_about(one)]
            context["found"] = Found(
                noted=page.noted(mine, organisation=accepting(request.user, organisation))
            )
        return super().render_change_form(request, context, *args, **kwargs)


def found_in_panels(
    report: Report, activity: Activity, page: OnForm, *, panels: tuple[Panel, ...], organisation: int | None
) -> dict[str, Found]:
    """Key of the panel → the findings of an activity that belong there. What is found in a service that it uses stands on
    the service's form, and is only counted here. No query."""
    keys = [panel.key for panel in panels]
    of: dict[str, list[Finding]] = {key: [] for key in keys}
    for finding in report.findings:
        if finding.activity_id == activity.id:
            of[panel_of(finding.record_type, finding.field, panels=panels)].append(finding)
    services = panel_of("disclosure", "", panels=panels)
    used = tuple(_of_services(report, activity, site=page.site))
    return {
        key: Found(
            noted=page.noted(of[key], organisation=organisation), services=used if key == services else ()
        )
        for key in keys
    }


def _of_services(report: Report, activity: Activity, *, site: str) -> Iterable[OfService]:
    counted = Counter(
        one.record_id
        for one in report.findings
        if one.record_type == "service" and one.activity_id != activity.id
    )
    used = {slot.service.id: slot.service for slot in activity.disclosures if slot.service}
    for key, service in used.items():
        if counted[key]:
            name = f"{provider(service)}: {service.name}" if provider(service) else service.name
            url = reverse(f"{site}:registry_service_change", args=[key])
            yield OfService(name=name, count=counted[key], url=url)


Read = Callable[[], Inventory]


def reading(organisation: Organisation | None) -> Read:
    """Reads the inventory when it is first asked for, and then never again."""
    known: list[Inventory] = []

    def read() -> Inventory:
        if not known:
            known.append(read_inventory(organisation=organisation) if organisation else Inventory())
        return known[0]

    return read
