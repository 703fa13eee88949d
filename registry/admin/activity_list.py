"""The list of activities: what each says of itself, what is missing, and how to find those that matter now."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry.access.roles import CHANGE, may
from registry.admin import activity_filters as filters
from registry.admin.approval_state import SHAPES
from registry.admin.base import RecordAdmin
from registry.admin.summaries import overviews
from registry.admin.wording import words
from registry.documents.pictures import in_alphabet
from registry.documents.summaries import Summary
from registry.documents.wording import place_line
from registry.linter.findings import Severity
from registry.models import ProcessingActivity, Reopening

FOUND_SHAPES = {Severity.MISSING: "missing", Severity.CHECK: "due", Severity.HINT: "plain"}
"""Severity of a finding → the shape of its badge."""
NAMED = 4
"""Of third countries, so many are named; the others are counted."""
NOT_YET = "-"
"""Stands where an activity was recorded a moment after the overview was made."""


class SummedList(ChangeList):
    """Gives each row its summary and the day of its organisation; the whole page at once."""

    def get_results(self, request: Any) -> None:
        super().get_results(request)
        known = overviews(request)
        for row in self.result_list:
            row.summary = known.of(row)
            row.found = known.found_of(row)
            row.today = known.today.get(row.organisation_id)
            row.reviewable = may(request.user, CHANGE, self.model, organisation_id=row.organisation_id)


class ActivityList(RecordAdmin):
    """Columns, filters and the list as a workbook."""

    list_display = (
        "reference", "name", "role_said", "status_said", "missing_items", "findings", "third_countries", "review_said",
    )  # fmt: skip
    list_display_links = ("reference", "name")
    list_filter = (
        filters.MissingFilter, filters.FoundFilter, filters.RoleFilter, filters.StatusFilter, filters.ApprovalFilter,
        filters.ReviewFilter, filters.CountryFilter, filters.MechanismFilter, filters.DelicateFilter,
        filters.DataFilter, filters.ServiceFilter,
    )  # fmt: skip
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("reference", "name")

    def get_list_filter(self, request: Any) -> Any:
        found = super().get_list_filter(request)
        return [filters.OwnerFilter, *found[1:]] if self._several(request) else found

    def get_changelist(self, request: Any, **kwargs: Any) -> type[ChangeList]:
        return SummedList

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        links = [{"label": _("Register as a file"), "url": reverse("admin:registry_organisation_registers")}]
        return super().changelist_view(request, {"also": links, **(extra_context or {})})

    @admin.display(description=gettext_lazy("Role"), ordering="role")
    def role_said(self, activity: Any) -> str:
        return activity.get_role_display() if activity.role else badge("missing", _("Missing"))

    @admin.display(description=gettext_lazy("Status"), ordering="status")
    def status_said(self, activity: Any) -> str:
        state, remark = activity.get_status_display(), approval_remark(activity.summary)
        return badge("due" if remark else SHAPES[activity.status], state, remark)

    @admin.display(description=gettext_lazy("Missing items"))
    def missing_items(self, activity: Any) -> str:
        if activity.summary is None:
            return NOT_YET
        if activity.summary.ended:
            return badge("na", _("no longer carried out"))
        if not activity.summary.missing:
            return badge("filled", _("complete"))
        counted, where = missing_words(activity.summary)
        return badge("missing", counted, where)

    @admin.display(description=gettext_lazy("Missing items"))
    def missing_in_full(self, activity: Any) -> str:
        if activity.summary and activity.summary.missing:
            return ": ".join(missing_words(activity.summary))
        return self.missing_items(activity)

    missing_items.in_full = missing_in_full.__name__  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("Findings"))
    def findings(self, activity: Any) -> str:
        if activity.found is None:
            return NOT_YET
        said = [
            badge(FOUND_SHAPES[severity], found_words(severity, count))
            for severity, count in activity.found.items()
        ]
        return format_html_join(" ", "{}", ((one,) for one in said)) or badge("filled", _("none"))

    @admin.display(description=gettext_lazy("Third countries"))
    def third_countries(self, activity: Any) -> str:
        names = third_names(activity)
        if len(names) <= NAMED + 1:
            return ", ".join(names) or _("none")
        more = {"names": ", ".join(names[:NAMED]), "count": len(names) - NAMED}
        return _("%(names)s and %(count)s more") % more

    @admin.display(description=gettext_lazy("Third countries"))
    def all_third_countries(self, activity: Any) -> str:
        return ", ".join(third_names(activity)) or _("none")

    third_countries.in_full = all_third_countries.__name__  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("Next review"), ordering="next_review_on")
    def review_said(self, activity: Any) -> str:
        said = words(ProcessingActivity._meta.get_field("next_review_on"), activity.next_review_on)
        due = filters.review_of(activity.summary, today=activity.today) if activity.summary else ""
        if due not in (filters.OVERDUE, filters.DUE):
            return said or _("no date set")
        remark = _("overdue") if due == filters.OVERDUE else _("due soon")
        return badge("due", remark, said)


def badge(shape: str, text: str, more: str = "") -> str:
    """A state by word, shape and colour, and what else is said of it."""
    return format_html('<span><span class="badge {}">{}</span> {}</span>', shape, text, more)


def found_words(severity: str, count: int) -> str:
    """How many findings there are of a severity: “2 missing or contradictory”."""
    sentence = {
        Severity.MISSING: ngettext(
            "%(count)s missing or contradictory", "%(count)s missing or contradictory", count
        ),
        Severity.CHECK: ngettext("%(count)s to check", "%(count)s to check", count),
        Severity.HINT: ngettext("%(count)s hint", "%(count)s hints", count),
    }
    return sentence[Severity(severity)] % {"count": count}


def approval_remark(summary: Summary | None) -> str:
    """What became of an approval: an edit reopened it, or a shared record changed what it says."""
    if summary is None:
        return ""
    if summary.reopened:
        labels = dict(Reopening.choices)
        items = ", ".join(str(labels[code]) for code in summary.reopened)
        return _("reopened: %(items)s") % {"items": items}
    return _("changed since approval") if summary.changed else ""


def missing_words(summary: Summary) -> tuple[str, str]:
    """“3 missing” and “(c), (f)”; where the law has no letters, what they ask."""
    said = [f"({gap.letter})" if gap.letter else ", ".join(gap.items) for gap in summary.gaps]
    counted = ngettext("%(count)s missing", "%(count)s missing", summary.missing)
    return counted % {"count": summary.missing}, ", ".join(said)


def third_names(activity: Any) -> list[str]:
    """The third countries, wider areas and international organisations that data go to, by name."""
    summary = activity.summary
    if summary is None:
        return [NOT_YET]
    return sorted((*(place_line(code).text for code in summary.third), *summary.bodies), key=in_alphabet)
