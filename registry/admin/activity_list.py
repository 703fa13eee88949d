"""The list of activities: what each says of itself, what is missing, and how to find those that matter now."""

from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RecordAdmin


class ActivityList(RecordAdmin):
    """Columns, filters and the list as a workbook."""

    list_display = ("reference", "name", "role", "status", "next_review_on")
    list_display_links = ("reference", "name")
    list_filter = (
        "role", "status", "automated_decisions", "screening_outcome", ("next_review_on", admin.DateFieldListFilter),
    )  # fmt: skip
    search_fields = ("reference", "name")

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        links = [{"label": _("Register as a file"), "url": reverse("admin:registry_organisation_registers")}]
        return super().changelist_view(request, {"also": links, **(extra_context or {})})
