"""Any list of records as a workbook: the rows as they were searched, filtered and sorted, on all pages."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ALL_VAR, PAGE_VAR, ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeData
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from registry.access.roles import EXPORT, may
from registry.access.scope import scope
from registry.admin.labels import is_key
from registry.admin.summaries import overviews
from registry.admin.wording import heading, words
from registry.render.formats import FORMATS
from registry.render.listed import list_workbook
from registry.render.tables import FlatTable
from registry.render.wording import instant

NOTHING = "-"
"""What lists show where there is nothing."""
EVERY = 1_000_000
"""Rows: as many as a sheet holds, in place of a page."""


class SavedLists:
    """Mixin: `saved/` beside a list, with the link to it above the list; and what a list is filtered by, in words."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_safe(self.saved_view))
        return [path("saved/", view, name=f"registry_{self.opts.model_name}_saved"), *super().get_urls()]

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        context = {"also": [], **(extra_context or {})}
        if IS_POPUP_VAR not in request.GET and self.may_save(request):
            name = f"{self.admin_site.name}:registry_{self.opts.model_name}_saved"
            link = {"label": _("Save this list as XLSX"), "url": reverse(name, query=as_shown(request))}
            context["also"] = [*context["also"], link]
        response = super().changelist_view(request, context)
        shown = getattr(response, "context_data", {}).get("cl")
        if shown is not None and shown.has_active_filters:
            response.context_data["narrowed"] = used(shown, request)
        return response

    def may_save(self, request: Any) -> bool:
        return self.has_view_permission(request) and may(request.user, EXPORT, self.permission_model())

    def saved_view(self, request: Any) -> HttpResponse:
        """The file. As many queries as the list itself."""
        if not self.may_save(request):
            raise PermissionDenied
        request.GET = as_shown(request)
        try:
            shown = self.whole_list(request)
        except IncorrectLookupParameters as error:
            raise BadRequest(_("The list cannot be filtered like that.")) from error
        now, title = timezone.now(), capfirst(str(self.opts.verbose_name_plural))
        columns = [(self._heading(name), name) for name in shown.list_display]
        rows = (tuple(self._cell(record, name) for _heading, name in columns) for record in shown.result_list)
        table = FlatTable(
            name=title, headings=tuple(text for text, _name in columns), rows=tuple(rows), fixed=1
        )
        remarks = (used(shown, request), saved(request, count=len(table.rows), now=now))
        response = HttpResponse(list_workbook(table, remarks=remarks, made_at=now))
        response.headers["Content-Type"] = FORMATS["xlsx"].media_type
        filename = f"regesta-{slugify(title)}-{now.date().isoformat()}.xlsx"
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response

    def whole_list(self, request: Any) -> ChangeList:
        """The list with all its pages as one. Raises IncorrectLookupParameters."""
        names = self.get_list_display(request)
        return self.get_changelist(request)(
            request,
            self.model,
            names,
            self.get_list_display_links(request, names),
            self.get_list_filter(request),
            self.date_hierarchy,
            self.get_search_fields(request),
            self.get_list_select_related(request),
            EVERY,
            EVERY,
            (),
            self,
            self.get_sortable_by(request),
            self.search_help_text,
        )

    def _heading(self, name: Any) -> str:
        return capfirst(str(label_for_field(name, self.model, self)))

    def _cell(self, record: models.Model, name: Any) -> str:
        """What the list shows, in words; of a column that is cut short there, all of it."""
        in_full = getattr(getattr(self, name, None), "in_full", name) if isinstance(name, str) else name
        field, column, value = lookup_field(in_full, record, self)
        if field is not None:
            return str(value or "") if field.is_relation else words(field, value)
        if isinstance(value, SafeData):
            return unescape(strip_tags(value)).strip()
        if getattr(column, "boolean", False):
            return _("Yes") if value else _("No")
        return "" if value in (None, NOTHING) else str(value)


def as_shown(request: Any) -> Any:
    """The address of the list without its page."""
    asked = request.GET.copy()
    for name in (PAGE_VAR, ALL_VAR):
        asked.pop(name, None)
    return asked


def used(shown: ChangeList, request: Any) -> str:
    """Which filters were used and what was searched for."""
    said = [*_filtered(shown), *_linked(shown, request)]
    filtered = _("Filtered by %(filters)s") % {"filters": "; ".join(said)} if said else _("Not filtered")
    if not shown.query:
        return filtered
    return _("%(filtered)s; searched for “%(query)s”") % {"filtered": filtered, "query": shown.query}


def saved(request: Any, *, count: int, now: Any) -> str:
    """How many rows, who saved them and when; by the clock of the organisation where the account has a single one."""
    zones = {one.timezone for one in overviews(request).organisations.values()}
    who = request.user.get_full_name() or request.user.get_username()
    when = instant(now, timezone=zones.pop() if len(zones) == 1 else "UTC")
    rows = ngettext("%(count)s row", "%(count)s rows", count) % {"count": count}
    return _("%(rows)s, saved by %(who)s on %(when)s") % {"rows": rows, "who": who, "when": when}


def _filtered(shown: ChangeList) -> Iterator[str]:
    """The options that are chosen; the first of each filter stands for all. What is no option is said as it was asked."""
    asked = shown.get_filters_params()
    for spec in shown.filter_specs:
        everything, *options = spec.choices(shown)
        chosen = [str(option["display"]) for option in options if option["selected"]]
        if not (chosen or everything["selected"]):
            chosen = [asked[name][-1] for name in spec.expected_parameters() if name in asked]
        yield from (f"{spec.title}: {words}" for words in chosen)


def _linked(shown: ChangeList, request: Any) -> Iterator[str]:
    """What a link to the list asked for without a filter: “services: Hosting”."""
    known = {name for spec in shown.filter_specs for name in spec.expected_parameters()}
    for name, values in shown.get_filters_params().items():
        if name in known:
            continue
        field = shown.opts.get_field(name.partition("__")[0])
        found = None
        if field.is_relation and is_key(values[-1]):
            found = scope(
                field.related_model._default_manager.filter(pk=values[-1]), user=request.user
            ).first()
        yield f"{heading(field)}: {found or values[-1]}"
