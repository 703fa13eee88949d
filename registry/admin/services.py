"""Services that others provide, and the contracts behind them."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RecordAdmin, in_popup
from registry.admin.found_beside import FoundBeside
from registry.admin.labels import label_of
from registry.admin.new_services import COMPANY, ServiceForm, shortened, without_company
from registry.models import Agreement, Service, Subprocessor

WHEN = (_("When"), {"fields": ("condition", ("in_force_from", "in_force_until"))})


@admin.register(Service)
class ServiceAdmin(FoundBeside):
    """What a party, or a category of providers, does for the organisation."""

    form = ServiceForm
    list_display = ("name", "party", "category", "our_role", "their_role", "in_force_from", "in_force_until")
    list_filter = ("our_role", "their_role", ("category", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "party__name")
    also = (("transfer", "service__id__exact"), ("agreement", "services__id__exact"))
    fieldsets = (
        (
            _("The service"),
            {"fields": ("name", "party", COMPANY, "category", "description", ("our_role", "their_role"))},
        ),
        (_("Where"), {"fields": ("contracting_place", "hosting_places", "access_places", "places_note")}),
        (_("Data for its own purposes"), {"fields": ("own_use", "model_training", "own_use_note")}),
        (
            _("Contract and guarantees — Art. 28"),
            {
                "description": _("Agreements name the services they cover; see the link above."),
                "fields": ("agreement_absent_because", "certifications", "guarantees_reviewed_on"),
            },
        ),
        (
            _("Transfers to third countries"),
            {
                "description": _("Each transfer is a record of its own; see the link above."),
                "fields": ("transfers_absent_because", ("dpf_entity", "dpf_checked_on")),
            },
        ),
        WHEN,
    )

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """From another form, what names a new service comes first and the rest is folded."""
        groups = super().get_fieldsets(request, obj)
        if obj is not None:
            return without_company(groups)
        return shortened(groups) if in_popup(request) else groups

    def save_model(self, request: Any, obj: Service, form: Any, change: bool) -> None:
        if obj.party is not None and obj.party.pk is None:
            obj.party.save()
            obj.party = obj.party  # now that it has a number
        super().save_model(request, obj, form, change)


@admin.register(Agreement)
class AgreementAdmin(FoundBeside):
    """Contracts with processors, standard terms, arrangements of joint controllers."""

    list_display = ("title", "kind", "party", "signed_on", "accepted_on", "valid_until", "checked_on")
    list_filter = (
        "kind", "authorisation", ("valid_until", admin.DateFieldListFilter),
        ("services", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    search_fields = ("title", "party__name")
    fieldsets = (
        (_("The agreement"), {"fields": ("kind", "title", "party", "services", "version", "document")}),
        (_("Dates"), {"fields": (("signed_on", "accepted_on"), "valid_until")}),
        (
            _("What it says — Art. 28(3)"),
            {"fields": ("checked_on", "lacking", "authorisation", "notice_days", "end_choice", "condition")},
        ),
    )


@admin.register(Subprocessor)
class SubprocessorAdmin(RecordAdmin):
    """The entries of the public list."""

    list_display = ("entry", "kind", "group", "position", "announced_on", "effective_on", "ended_on")
    list_select_related_also = ("service__party",)
    list_filter = (
        "kind",
        ("effective_on", admin.DateFieldListFilter),
        ("ended_on", admin.EmptyFieldListFilter),
    )
    search_fields = ("service__name", "service__party__name", "concerns")
    fieldsets = (
        (
            _("The entry"),
            {"fields": ("service", "kind", "concerns", "data_categories", "data_as_stated", "condition")},
        ),
        (_("Where it is listed"), {"fields": (("group", "position"),)}),
        (
            _("Its life"),
            {"fields": ("announced_on", ("effective_on", "ended_on"), ("withdrawn_on", "postponed_to"))},
        ),
    )

    @admin.display(description=_("Entry"), ordering="service__name")
    def entry(self, entry: Subprocessor) -> str:
        return label_of(entry.service)
