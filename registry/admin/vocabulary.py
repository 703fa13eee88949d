"""Words to choose from: those that all share are the administrator's, an organisation's own are its officers'."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RecordAdmin
from registry.admin.scoped import AUTOCOMPLETE, spoken
from registry.models import DataCategory, DataSubjectCategory, MeasureType, PurposeCategory, RecipientCategory


class TermAdmin(RecordAdmin):
    """What all vocabularies have in common."""

    shareable = True
    sourced = False
    search_fields = ("label", "code")
    list_filter: tuple[Any, ...] = (("retired_on", admin.EmptyFieldListFilter),)
    own_fields: tuple[Any, ...] = ()

    def __init__(self, *args: Any) -> None:
        self.fieldsets = (
            (_("The term"), {"fields": ("label", "code", *self.own_fields)}),
            (_("For machines, and its end"), {"fields": ("dpv_iri", "retired_on")}),
        )
        super().__init__(*args)

    def get_list_display(self, request: Any) -> Any:
        names = ["label", *(name for name in self.own_fields if name != "parents"), "code", "retired_on"]
        return spoken(self.model, [names[0], "organisation", *names[1:]])

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Retired terms are found in lists, but no longer offered."""
        if request.resolver_match.url_name == AUTOCOMPLETE:
            today = timezone.now().date()
            queryset = queryset.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=today))
        return super().get_search_results(request, queryset, search_term)


@admin.register(DataCategory)
class DataCategoryAdmin(TermAdmin):
    """Kinds of personal data."""

    own_fields = ("special", "criminal", "national_id", "parents")
    list_filter = ("special", "criminal", "national_id", *TermAdmin.list_filter)


@admin.register(DataSubjectCategory)
class DataSubjectCategoryAdmin(TermAdmin):
    """Kinds of people."""

    own_fields = ("vulnerable",)
    list_filter = ("vulnerable", *TermAdmin.list_filter)


@admin.register(RecipientCategory)
class RecipientCategoryAdmin(TermAdmin):
    """Kinds of recipients."""

    own_fields = ("kind",)
    list_filter = ("kind", *TermAdmin.list_filter)


@admin.register(PurposeCategory)
class PurposeCategoryAdmin(TermAdmin):
    """Kinds of purposes."""

    own_fields = ("parents",)


@admin.register(MeasureType)
class MeasureTypeAdmin(TermAdmin):
    """Kinds of security measures."""

    own_fields = ("kind", "letter")
    list_filter = ("kind", "letter", *TermAdmin.list_filter)
