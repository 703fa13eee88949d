"""The admin site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from registry.admin.choosing import RecordChoices, place_choices_view
from registry.admin.home import home
from registry.admin.refusals import telling
from registry.admin.tasks import grouped


class RegestaAdminSite(admin.AdminSite):
    """Django's admin under our name; the gate where sign-in rules land."""

    site_title = "Regesta"
    site_header = "Regesta"
    index_title = _("Home")
    index_template = "admin/registry/index.html"
    enable_nav_sidebar = False
    """The tasks stand in its place; see `tasks.py`."""

    def get_urls(self) -> list[Any]:
        return [path("places/", self.admin_view(place_choices_view), name="places"), *super().get_urls()]

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., Any]:
        return super().admin_view(telling(refusing_null_bytes(view), site=self), cacheable)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """What the account may open, grouped by task: no page of ours lists the models of one app."""
        lists = [entry for app in self._build_app_dict(request).values() for entry in app["models"]]
        view = request.resolver_match.url_name if request.resolver_match else ""
        return grouped(lists, user=request.user, path=request.path, view=view or "", site=self.name)

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().index(request, {**home(request, site=self.name), **(extra_context or {})})

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        return redirect(f"{self.name}:index")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return RecordChoices.as_view(admin_site=self)(request)


def refusing_null_bytes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """PostgreSQL raises on them wherever they reach a query; no address of ours has one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "\x00" in request.path or any(
            "\x00" in value for values in request.GET.lists() for value in values[1]
        ):
            raise BadRequest("An address holds no null bytes.")
        return view(request, *args, **kwargs)

    return guarded
