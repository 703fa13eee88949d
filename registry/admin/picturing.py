"""Where data go, as pictures: the flow of an activity, the map of an organisation, as of any moment."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from registry.admin.base import RecordAdmin
from registry.admin.moments import MomentForm
from registry.documents.inventory import Inventory
from registry.documents.pictures import flow_of, map_of
from registry.documents.register import Flow, Map
from registry.inventory import read_inventory
from registry.models import Organisation, ProcessingActivity
from registry.render.figures import figure_html, flow_figure, map_figure
from registry.render.pictures.flow import flow_svg
from registry.render.pictures.world import map_svg
from registry.render.pieces import grid_html
from registry.render.printable import every_text, printable

PREFIX = "picture"
"""Begins the ids in a picture that stands alone on its page."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What a page shows of a picture: as figure, in words, as table."""

    title: str
    description: str
    figure: SafeString
    table: SafeString


def flow_picture(flow: Flow, *, prefix: str = PREFIX) -> Picture:
    """The flow of an activity. Every picture on a page needs a prefix of its own. No query."""
    shown = every_text(flow, printable)
    figure = figure_html(flow_figure(shown, prefix=prefix, on_paper=False))
    return Picture(
        title=shown.title, description=shown.description, figure=figure, table=_table(shown, prefix)
    )


def map_picture(places: Map, *, prefix: str = PREFIX) -> Picture:
    """The map of an organisation. No query."""
    shown = every_text(places, printable)
    figure = figure_html(map_figure(shown, prefix=prefix, on_paper=False))
    return Picture(
        title=shown.title, description=shown.description, figure=figure, table=_table(shown, prefix)
    )


def _table(shown: Flow | Map, prefix: str) -> SafeString:
    return grid_html(shown.table, anchor=f"{prefix}-table")


class Picturing(RecordAdmin):
    """A page with a picture, and the picture as a file. What is shown is what the register of that moment would show."""

    picture_page: str
    """The page's part of the address; the name of the address ends with it too."""
    picture_link: Any
    """What the link to the page says."""

    def drawn(self, record: Any, inventory: Inventory, *, on: dt.date) -> Flow | Map | None:
        """What the picture says of the record; None where the record was not there yet."""
        raise NotImplementedError

    def keeper(self, record: Any) -> Organisation:
        """Whose records are read."""
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(require_safe(self.picture_view))
        file = self.admin_site.admin_view(require_safe(self.picture_file_view))
        return [
            path(f"<int:key>/{self.picture_page}/", page, name=self._name()),
            path(f"<int:key>/{self.picture_page}.svg", file, name=self._name("_file")),
            *super().get_urls(),
        ]

    def _name(self, ending: str = "") -> str:
        return f"registry_{self.opts.model_name}_{self.picture_page}{ending}"

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        found = super().links_beside(request, obj)
        if obj is None:
            return found
        url = reverse(f"{self.admin_site.name}:{self._name()}", args=[obj.pk])
        return [{"label": str(self.picture_link), "url": url}, *found]

    def picture_view(self, request: HttpRequest, key: int) -> HttpResponse:
        record = self._seen(request, key)
        form = self._asked(request, record)
        shown = self._shown(record, form) if form.is_valid() else None
        return self._picture_answer(request, record, form, shown)

    def picture_file_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """The picture alone; where there is none to draw, the page, which says why."""
        record = self._seen(request, key)
        form = self._asked(request, record)
        shown = self._shown(record, form) if form.is_valid() else None
        if shown is None:
            return self._picture_answer(request, record, form, shown)
        with translation.override(self.keeper(record).language):
            draw = flow_svg if isinstance(shown, Flow) else map_svg
            svg = draw(shown, prefix=PREFIX, imprint=form.state)
        name = self._filename(record, on=form.cleaned_data["on"])
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8", headers=disposition)

    def _filename(self, record: Any, *, on: dt.date) -> str:
        kind = getattr(record, "reference", "") or self.picture_page
        return f"regesta-{self.keeper(record).slug}-{kind.lower()}-{on.isoformat()}.svg"

    def _seen(self, request: HttpRequest, key: int) -> Any:
        """The record. Raises Http404 for strangers, PermissionDenied for members who may not see it."""
        found: models.Model | None = self.get_queryset(request).filter(pk=key).first()
        if found is None:
            raise Http404(_("There is no such record, or it belongs to another organisation."))
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        return found

    def _asked(self, request: HttpRequest, record: Any) -> MomentForm:
        return MomentForm(request.GET, organisation=self.keeper(record), now=timezone.now())

    def _shown(self, record: Any, form: MomentForm) -> Flow | Map | None:
        keeper = self.keeper(record)
        inventory = read_inventory(organisation=keeper, as_of=form.cleaned_data["as_of"])
        with translation.override(keeper.language):
            return self.drawn(record, inventory, on=form.cleaned_data["on"])

    def _picture_answer(
        self, request: HttpRequest, record: Any, form: MomentForm, shown: Flow | Map | None
    ) -> HttpResponse:
        file = reverse(f"{self.admin_site.name}:{self._name('_file')}", args=[record.pk])
        query = request.GET.urlencode()
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(picture)s: %(record)s") % {"picture": self.picture_link, "record": record},
            "here": self.picture_link,
            "opts": self.opts,
            "record": record,
            "form": form,
            "state": form.state if form.is_valid() else "",
            "picture": self._picture(record, shown),
            "file": f"{file}?{query}" if query else file,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        response = TemplateResponse(request, "admin/registry/picture.html", context)
        response.status_code = 200 if form.is_valid() else 400
        return response

    def _picture(self, record: Any, shown: Flow | Map | None) -> Picture | None:
        with translation.override(self.keeper(record).language):
            if isinstance(shown, Flow):
                return flow_picture(shown)
            return map_picture(shown) if shown else None


class FlowPicture(Picturing):
    """For the admin of activities."""

    picture_page = "picture"
    picture_link = gettext_lazy("Data flow")

    def keeper(self, record: ProcessingActivity) -> Organisation:
        return record.organisation

    def drawn(self, record: ProcessingActivity, inventory: Inventory, *, on: dt.date) -> Flow | None:
        found = (activity for activity in inventory.activities if activity.id == record.pk)
        activity = next(found, None)
        return flow_of(activity, inventory, on=on) if activity else None


class PlacesPicture(Picturing):
    """For the admin of organisations."""

    picture_page = "map"
    picture_link = gettext_lazy("Where the data go")

    def keeper(self, record: Organisation) -> Organisation:
        return record

    def drawn(self, record: Organisation, inventory: Inventory, *, on: dt.date) -> Map | None:
        return map_of(inventory, on=on) if inventory.organisation else None
