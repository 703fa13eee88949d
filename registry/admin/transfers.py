"""Transfers to third countries and the grounds they go on."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.found_beside import FoundBeside
from registry.admin.inlines import ChildInline
from registry.admin.wording import column
from registry.models import Transfer, TransferGround


class GroundInline(ChildInline):
    """Chapter V: there may be several."""

    model = TransferGround
    add_first, add_another = _("Add a ground"), _("Add another ground")
    verbose_name_plural = _("Grounds — Arts 45, 46 and 49")
    fieldsets = (
        (None, {"fields": ("mechanism", ("module", "concluded_on", "position"), "evidence", "document")}),
        (_("When"), {"classes": ("collapse",), "fields": ("condition", "in_force_from", "in_force_until")}),
    )


@admin.register(Transfer)
class TransferAdmin(FoundBeside):
    """By a service, of an activity, or of the organisation as a whole."""

    list_display = (
        column(Transfer, "destination"), "international_organisation", "service", "activity", "importer", "exporter",
        "in_force_from", "in_force_until",
    )  # fmt: skip
    list_filter = (
        "exporter", "frequency", ("service", admin.RelatedOnlyFieldListFilter),
        ("activity", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    search_fields = ("destination", "importer_as_stated", "service__name", "activity__name")
    inlines = (GroundInline,)
    fieldsets = (
        (
            _("The transfer — Art. 30(1)(e) and 30(2)(c)"),
            {
                "fields": (
                    "service", "activity", "exporter", ("destination", "international_organisation"), "importer",
                    "importer_as_stated", "data_as_stated", "frequency", "condition",
                    ("in_force_from", "in_force_until"),
                )
            },
        ),
        (
            _("Grounds, assessment and safeguards"),
            {
                "fields": (
                    "grounds_absent_because", "impact_assessment", "impact_assessment_absent_because",
                    "supplementary_measures",
                )
            },
        ),
        (
            _("Compelling legitimate interests — Art. 49(1), second part"),
            {
                "classes": ("collapse",),
                "fields": ("safeguards", ("authority_informed_on", "subjects_informed_on")),
            },
        ),
        (_("Note"), {"fields": ("note",)}),
    )  # fmt: skip
