"""What changed in the register of an organisation between two moments: as a page, and the same as a file."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from registry.access.roles import EXPORT
from registry.actions.comparisons import find_difference, make_difference
from registry.actions.moments import parse_as_of, parse_on
from registry.actions.refused import Refused
from registry.admin.exports import Exporting, handed_over
from registry.admin.labels import is_key
from registry.admin.moments import MomentForm
from registry.admin.telling import revision_url, story_url
from registry.documents.days import day_at
from registry.documents.difference import Change, Revised
from registry.models import Organisation
from registry.render.differences.on_screen import OnScreen, on_screen
from registry.render.differences.pieces import Ways

USUAL = dt.timedelta(days=30)
"""How far back one looks where nothing is asked."""
FILES = (
    ("pdf", gettext_lazy("PDF, to print and to hand over")),
    ("html", gettext_lazy("HTML, a page by itself")),
    ("text", gettext_lazy("Text, for mail")),
    ("json", gettext_lazy("JSON, for machines")),
)


class ComparisonForm(MomentForm):
    """From when until when, and on which day things are in force. Cleaned, as `make_difference` takes them."""

    as_of = None
    since = forms.CharField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy(
            "As recorded by the end of a day such as 2018-10-19, or by a time such as 2018-10-19T14:30."
        ),
    )
    until = forms.CharField(
        label=gettext_lazy("To"),
        required=False,
        help_text=gettext_lazy("As recorded by the end of a day, or by a time. Empty: now."),
    )
    on = forms.CharField(
        label=gettext_lazy("As in force on"),
        required=False,
        help_text=gettext_lazy("A day such as 2018-10-19. Empty: on each side the day of its moment."),
    )
    field_order = ("since", "until", "on")

    def clean_since(self) -> Any:
        return self._moment("since", parse_as_of)

    def clean_until(self) -> Any:
        return self._moment("until", parse_as_of)

    def clean_on(self) -> Any:
        return self._moment("on", parse_on) if self.cleaned_data["on"] else None


class Comparing(Exporting):
    """Mixin for the admin of organisations: `<key>/comparison/`."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_safe(self.comparison_view))
        return [
            path("<int:key>/comparison/", view, name="registry_organisation_comparison"),
            *super().get_urls(),
        ]

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        found = super().links_beside(request, obj)
        if obj is None:
            return found
        url = reverse(f"{self.admin_site.name}:registry_organisation_comparison", args=[obj.pk])
        return [{"label": _("Compare two days"), "url": url}, *found]

    def comparison_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """What changed; asked for a format, the file that says the same."""
        organisation, now = self._organisation(request, key, EXPORT), timezone.now()
        form = ComparisonForm(asked(request, organisation, now), organisation=organisation, now=now)
        found: OnScreen | None = None
        if form.is_valid():
            moments = {**form.cleaned_data, "by": request.user, "now": now}
            try:
                if "format" in request.GET:
                    return handed_over(make_difference(organisation, format=request.GET["format"], **moments))
                found = self._compared(request, organisation, moments)
            except Refused as refused:
                form.add_error(None, str(refused))
        page = self._page(
            request,
            "comparison",
            organisation,
            title=_("What changed in the register of %(name)s") % {"name": organisation},
            form=form,
            found=found,
            files=FILES,
            story=story_url(key, site=self.admin_site.name),
        )
        page.status_code = 200 if form.is_valid() else 400
        return page

    def _compared(
        self, request: HttpRequest, organisation: Organisation, moments: dict[str, Any]
    ) -> OnScreen:
        difference, stamp = find_difference(organisation, **moments)
        page = request.GET.get("page", "")
        return on_screen(
            difference,
            stamp=stamp,
            page=int(page) if is_key(page) else 1,
            unfolded="unfolded" in request.GET,
            ways=ways(organisation.pk, site=self.admin_site.name),
        )


def asked(request: HttpRequest, organisation: Organisation, now: dt.datetime) -> dict[str, str]:
    """What was asked for; where no first moment is named, the usual one."""
    usual = day_at(now - USUAL, timezone=organisation.timezone).isoformat()
    found = {name: request.GET.get(name, "") for name in ("since", "until", "on")}
    return {**found, "since": found["since"] or usual}


def ways(owner: int, *, site: str) -> Ways:
    """From a record to its history, from a revision of the organisation to what else it did."""

    def revision(revised: Revised) -> str:
        shared = revised.key != str(revised.number)
        return "" if shared else revision_url(owner, revised.number, site=site)

    def record(change: Change) -> str:
        try:
            return reverse(f"{site}:registry_{change.table}_history", args=[change.id])
        except NoReverseMatch:
            return ""  # a part of the organisation's own record has no page of its own

    return Ways(revision=revision, record=record)
