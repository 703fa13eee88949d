"""What the rules find in the register of an organisation: a page by class and theme, as of any moment."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from registry.access.roles import EXPORT
from registry.actions.findings import find
from registry.admin.accepted import accepted_by
from registry.admin.activity_list import FOUND_SHAPES
from registry.admin.exports import Exporting
from registry.admin.found_beside import acceptance, accepting
from registry.admin.jumps import Owners, jump, owners_of
from registry.admin.moments import MomentForm
from registry.admin.summaries import report_of
from registry.admin.turning import Turned
from registry.admin.wording import words
from registry.linter.catalogue import THEMES, rule_named
from registry.linter.engine import PROFILES
from registry.linter.findings import Finding, Severity
from registry.linter.report import Report
from registry.linter.rule import Class, Rule
from registry.models import Organisation

KINDS = {kind.value: place for place, kind in enumerate(Class)}
ANY = ("", gettext_lazy("All"))


@dataclass(frozen=True, kw_only=True)
class Told:
    """One finding on the page. `accept`: where it can be accepted; empty for whoever may not."""

    record: str
    activity: str
    message: str
    severity: Any
    shape: str
    url: str
    accept: str
    lapsed: str


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """What one rule found, with what is said once of all of it."""

    rule: Rule
    article: str
    hint: str
    told: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Themed:
    """A theme within a class."""

    title: Any
    ruled: tuple[Ruled, ...]


@dataclass(frozen=True, kw_only=True)
class Classed:
    """A class of findings; `count` is of all pages."""

    anchor: str
    title: Any
    count: int
    themes: tuple[Themed, ...]


@dataclass(frozen=True, kw_only=True)
class Left:
    """A finding that somebody accepted: why, until when, and who."""

    told: Told
    title: Any
    reason: str
    until: str
    who: str
    url: str


class FindingsForm(MomentForm):
    """Which findings, of which moment."""

    severity = forms.ChoiceField(
        label=gettext_lazy("How much it matters"),
        required=False,
        choices=[ANY, *((one.value, one.label) for one in Severity)],
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Class"), required=False, choices=[ANY, *((one.value, one.label) for one in Class)]
    )
    profile = forms.ChoiceField(
        label=gettext_lazy("How much is asked"),
        required=False,
        choices=[
            ("", gettext_lazy("As the organisation has chosen")),
            *((code, one.label) for code, one in PROFILES.items()),
        ],
    )
    field_order = ("severity", "kind", "profile", "as_of", "on")

    @property
    def of_today(self) -> bool:
        """Whether nothing else is asked for than what is kept."""
        return not any(self.data.get(name) for name in ("profile", "as_of", "on"))


class Checked(Exporting):
    """Mixin for the admin of organisations: `<key>/found/`."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_safe(self.found_view))
        return [path("<int:key>/found/", view, name="registry_organisation_found"), *super().get_urls()]

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        found = super().links_beside(request, obj)
        if obj is None:
            return found
        url = reverse(f"{self.admin_site.name}:registry_organisation_found", args=[obj.pk])
        return [{"label": _("Findings"), "url": url}, *found]

    def found_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """The findings. Queries: those of an inventory where the moment or the profile is another than what is kept; up
        to two for the records that parts belong to, and two where something was accepted."""
        organisation, now = self._organisation(request, key, EXPORT), timezone.now()
        form = FindingsForm(request.GET, organisation=organisation, now=now)
        more: dict[str, Any] = {}
        if form.is_valid():
            report = self._report(request, organisation, form, now=now)
            more = self._said(request, organisation, report, form)
        page = self._page(
            request,
            "findings",
            organisation,
            title=_("Findings in the register of %(name)s") % {"name": organisation},
            form=form,
            **more,
        )
        page.status_code = 200 if form.is_valid() else 400
        return page

    def _report(
        self, request: HttpRequest, organisation: Organisation, form: FindingsForm, *, now: Any
    ) -> Report:
        if form.of_today:
            return report_of(organisation, now=now)
        asked = form.cleaned_data
        return find(
            organisation, as_of=asked["as_of"], on=asked["on"], profile=asked["profile"], by=request.user
        )

    def _said(
        self, request: HttpRequest, organisation: Organisation, report: Report, form: FindingsForm
    ) -> dict[str, Any]:
        open_ones = sorted(self._chosen(report.findings, form), key=_place)
        page = Turned(request, open_ones, by="page")
        accepted = Turned(
            request, [one for one in report.accepted if self._chosen([one.finding], form)], by="accepted"
        )
        unassessed = Turned(request, self._chosen(report.not_assessed, form), by="unassessed")
        shown = [*page.rows, *(one.finding for one in accepted.rows), *unassessed.rows]
        telling = Telling(
            owners=owners_of(shown),
            site=self.admin_site.name,
            organisation=accepting(request.user, organisation),
        )
        return {
            "state": form.state,
            "profile": report.profile.label,
            "rules": len(report.rules),
            "counts": tuple(_counts(open_ones)),
            "count": len(open_ones),
            "page": page,
            "classes": tuple(_classed(page.rows, Counter(one.kind for one in open_ones), telling)),
            "accepted": telling.left(accepted.rows),
            "accepted_page": accepted,
            "unassessed": [telling.told(one) for one in unassessed.rows],
            "unassessed_page": unassessed,
        }

    def _chosen(self, findings: Iterable[Finding], form: FindingsForm) -> list[Finding]:
        severity, kind = form.cleaned_data["severity"], form.cleaned_data["kind"]
        return [one for one in findings if severity in ("", one.severity) and kind in ("", one.kind)]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Says findings with their addresses. `organisation`: whose findings whoever looks may accept."""

    owners: Owners
    site: str
    organisation: int | None

    def told(self, finding: Finding) -> Told:
        name = f"{finding.activity_reference} {finding.activity_name}".strip()
        return Told(
            record=finding.record_name,
            activity="" if name.endswith(finding.record_name) and finding.record_name else name,
            message=finding.message,
            severity=finding.severity.label,
            shape=FOUND_SHAPES[finding.severity],
            url=jump(finding, owners=self.owners, site=self.site),
            accept=acceptance(finding, organisation=self.organisation, site=self.site),
            lapsed=words(None, finding.lapsed_on) if finding.lapsed_on else "",
        )

    def left(self, accepted: Iterable[Any]) -> list[Left]:
        people = accepted_by([one.waiver.id for one in accepted])
        return [
            Left(
                told=self.told(one.finding),
                title=rule_named(one.finding.rule).title,
                reason=one.waiver.reason,
                until=words(None, one.waiver.until) if one.waiver.until else "",
                who=people.get(one.waiver.id, ""),
                url=reverse(f"{self.site}:registry_waiver_change", args=[one.waiver.id]),
            )
            for one in accepted
        ]


def _place(finding: Finding) -> Any:
    return KINDS[finding.kind], finding.code, finding.order


def _counts(findings: list[Finding]) -> Iterator[tuple[str, Any, int]]:
    """Shape, word and number of each severity."""
    counted = Counter(one.severity for one in findings)
    for severity in Severity:
        if counted[severity]:
            yield FOUND_SHAPES[severity], severity.label, counted[severity]


def _classed(findings: Iterable[Finding], counted: Counter[str], telling: Telling) -> Iterator[Classed]:
    for kind, of_kind in groupby(findings, key=lambda one: one.kind):
        yield Classed(
            anchor=f"class-{kind}",
            title=Class(kind).label,
            count=counted[kind],
            themes=tuple(_themed(of_kind, telling)),
        )


def _themed(findings: Iterable[Finding], telling: Telling) -> Iterator[Themed]:
    for theme, of_theme in groupby(findings, key=lambda one: one.code[0]):
        ruled = (_ruled(slug, tuple(found), telling) for slug, found in groupby(of_theme, key=_rule_of))
        yield Themed(title=THEMES[theme], ruled=tuple(ruled))


def _rule_of(finding: Finding) -> str:
    return finding.rule


def _ruled(slug: str, findings: tuple[Finding, ...], telling: Telling) -> Ruled:
    first = findings[0]
    told = tuple(telling.told(one) for one in findings)
    return Ruled(rule=rule_named(slug), article=first.article, hint=first.hint, told=told)
