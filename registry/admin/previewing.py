"""The printed sheet of an activity: as recorded, and as it would be if what is typed were saved."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.actions.restore_plans import RestorePlan
from registry.admin.activity_panels import WALKS
from registry.admin.base import problems
from registry.admin.found_beside import OnForm, found_in_panels
from registry.admin.moments import MomentForm
from registry.admin.standing import Standing
from registry.admin.walking import NOTHING, Walking, fields_of, side_of
from registry.documents.completeness import activity_sheet
from registry.documents.days import day_at
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.register import Sheet
from registry.inventory import read_inventory
from registry.ledger.recording import current
from registry.linter.engine import found_in
from registry.models import Organisation
from registry.render.pieces import activity as sheet_piece
from registry.render.printable import every_text, printable

FRAGMENT = "fragment"
"""In the address: only what the panels show, for the script of the form."""
CONTENTS = {"art30": "full", "full": "art30"}
"""The two editions, each with the other one."""


class Previewed(Exception):
    """Everything was saved and read; raised so that all of it is undone."""

    def __init__(self, inventory: Inventory, form: Any, formsets: Any) -> None:
        super().__init__()
        self.inventory, self.form, self.formsets = inventory, form, formsets


class Unsound(Exception):
    """What is typed could not be saved; `problems` as above a form."""

    def __init__(self, found: list[dict[str, str]]) -> None:
        super().__init__()
        self.problems = found


class Previewing(Walking):
    """Mixin: `<key>/preview/` and `add/preview/` take the form as typed, `<key>/sheet/` shows what is saved."""

    def get_urls(self) -> list[Any]:
        preview = self.admin_site.admin_view(require_POST(self.preview_view))
        sheet = self.admin_site.admin_view(require_safe(self.sheet_view))
        return [
            path("add/preview/", preview, name="registry_processingactivity_add_preview"),
            path("<int:key>/preview/", preview, name="registry_processingactivity_preview"),
            path("<int:key>/sheet/", sheet, name="registry_processingactivity_sheet"),
            *super().get_urls(),
        ]

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        found = super().links_beside(request, obj)
        if obj is None:
            return found
        url = reverse(f"{self.admin_site.name}:registry_processingactivity_sheet", args=[obj.pk])
        return [{"label": _("Sheet as printed"), "url": url}, *found]

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if request.edit.previewed:
            current().seal()
            inventory = read_inventory(organisation=request.edit.organisation)
            raise Previewed(inventory, form, formsets)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.edit.previewed:
            form, inlines = context["adminform"].form, context["inline_admin_formsets"]
            whole = [{"where": "", "what": what, "anchor": ""} for what in form.non_field_errors()]
            raise Unsound([*whole, *problems(form, [inline.formset for inline in inlines])])
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: Any, key: int | None = None) -> HttpResponse:
        """What would be printed. Goes the way of saving up to the seal, and undoes it."""
        if key is None and not self.has_add_permission(request):
            raise PermissionDenied
        request.previewed = True
        try:
            return self.changeform_view(request, None if key is None else str(key))
        except Previewed as seen:
            return self._previewed(request, seen)
        except Unsound as refused:
            return self._page(request, {"problems": refused.problems}, title=_("Nothing to show yet"))

    def _previewed(self, request: Any, seen: Previewed) -> HttpResponse:
        activity = next(one for one in seen.inventory.activities if one.id == seen.form.instance.pk)
        if FRAGMENT not in request.GET:
            organisation = request.edit.organisation
            on = self._today(organisation)
            sheet = self._sheet(seen.inventory, activity.id, organisation, on=on, content="art30")
            title = _("Preview of %(activity)s") % {"activity": seen.form.instance}
            return self._page(request, {"sheet": sheet, "preview": True}, title=title)
        return self._page(request, {"standings": self._standings(request, seen, activity)}, title="")

    def _standings(self, request: Any, seen: Previewed, activity: Activity) -> dict[str, Standing]:
        """What the panels would show, what the rules would find included. Nothing of it can be accepted: it is not saved."""
        side = side_of(seen.form)
        there = self.there(request, WALKS[side])
        fields = fields_of(seen.formsets)
        found = self.standing(request, seen.inventory, activity, side=side, fields=fields)
        report = found_in(seen.inventory, on=self._today(request.edit.organisation))
        page = OnForm(seen.form, seen.formsets, site=self.admin_site.name)
        noted = found_in_panels(report, activity, page, panels=there, organisation=None)
        return {panel.key: replace(found.get(panel.key, NOTHING), found=noted[panel.key]) for panel in there}

    def _today(self, organisation: Organisation) -> dt.date:
        return day_at(timezone.now(), timezone=organisation.timezone)

    def sheet_view(self, request: Any, key: int) -> HttpResponse:
        """The sheet as it was recorded by any moment and in force on any day, in one of two editions."""
        record = self.get_object(request, str(key))
        if record is None:
            raise Http404(_("There is no such record, or it belongs to another organisation."))
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        content = request.GET.get("content", "art30")
        if content not in CONTENTS:
            raise Http404(_("There are two editions: art30 and full."))
        organisation = Organisation.objects.get(pk=record.organisation_id)
        form = MomentForm(request.GET, organisation=organisation, now=timezone.now())
        shown = {"form": form, "record": record, "content": content, "other": CONTENTS[content]}
        if form.is_valid():
            inventory = read_inventory(organisation=organisation, as_of=form.cleaned_data["as_of"])
            if any(activity.id == record.pk for activity in inventory.activities):
                on = form.cleaned_data["on"]
                shown["sheet"] = self._sheet(inventory, record.pk, organisation, on=on, content=content)
            shown["state"] = form.state
        page = self._page(request, shown, title=str(record))
        page.status_code = 200 if form.is_valid() else 400
        return page

    def restored_look(self, plan: RestorePlan) -> dict[str, Any]:
        organisation = plan.organisation
        assert organisation is not None, "an activity belongs to an organisation"
        inventory = read_inventory(organisation=organisation)
        on = self._today(organisation)
        sheet = self._sheet(inventory, plan.pk, organisation, on=on, content="art30")
        return {"printed": sheet, "printed_in": organisation.language}

    def _sheet(
        self, inventory: Inventory, key: int, organisation: Organisation, *, on: dt.date, content: str
    ) -> str:
        with translation.override(organisation.language):
            sheet: Sheet = activity_sheet(inventory, key, on=on, content=content)
            return sheet_piece(every_text(sheet, printable), anchor="sheet", on_paper=False).html

    def _page(self, request: HttpRequest, shown: dict[str, Any], *, title: str) -> HttpResponse:
        name = "standings" if FRAGMENT in request.GET else "sheet"
        context = {"title": title, "opts": self.opts, **shown}
        return TemplateResponse(request, f"admin/registry/activity_{name}.html", context)
