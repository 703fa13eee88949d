"""What the law offers, dated: for all to read, for the administrator to correct."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RecordAdmin
from registry.admin.wording import column
from registry.models import AdequacyDecision, EconomicAreaMember, LegalBasis, TransferMechanism

SOURCE = (_("Note and source"), {"fields": ("note", "source", "confidence")})
VALID = ("valid_from", "valid_until")


class LawAdmin(RecordAdmin):
    """Belongs to no organisation."""

    owned = False
    sourced = False


@admin.register(LegalBasis)
class LegalBasisAdmin(LawAdmin):
    """Art. 6 and Art. 9(2)."""

    list_display = ("article", "label", "regime", "kind", *VALID)
    list_filter = ("regime", "kind")
    search_fields = ("article", "label", "code")
    fieldsets: Any = (
        (
            _("The basis"),
            {"fields": ("article", "label", "code", ("regime", "kind"), "demands", VALID, "dpv_iri")},
        ),
        SOURCE,
    )


@admin.register(TransferMechanism)
class MechanismAdmin(LawAdmin):
    """Grounds of Chapter V."""

    list_display = ("name", "kind", "regime", "article", *VALID, "no_new_use_after", "pickable")
    list_filter = ("regime", "kind", "pickable", "needs_module")
    search_fields = ("name", "slug", "article")
    fieldsets: Any = (
        (
            _("The mechanism"),
            {
                "fields": (
                    "name",
                    "slug",
                    ("regime", "kind"),
                    ("article", "module"),
                    "scope",
                    "status",
                    "dpv_iri",
                )
            },
        ),
        (_("When it may be used"), {"fields": (VALID, "no_new_use_after", "pickable")}),
        (_("What it needs"), {"fields": ("needs_module", "needs_tia_from")}),
        SOURCE,
    )


@admin.register(AdequacyDecision)
class AdequacyAdmin(LawAdmin):
    """Art. 45."""

    list_display = (
        "name",
        column(AdequacyDecision, "place"),
        "regime",
        "kind",
        "instrument",
        "adopted",
        *VALID,
    )
    list_filter = ("regime", "kind")
    search_fields = ("name", "code", "instrument")
    fieldsets: Any = (
        (
            _("The decision"),
            {"fields": ("name", "code", "place", ("regime", "kind"), "instrument", "mechanism")},
        ),
        (_("When and for what"), {"fields": ("adopted", VALID, "scope_limit")}),
        SOURCE,
    )


@admin.register(EconomicAreaMember)
class AreaAdmin(LawAdmin):
    """The European Economic Area through time."""

    list_display = ("name", column(EconomicAreaMember, "place"), "kind", *VALID)
    list_filter = ("kind",)
    search_fields = ("name", "code")
    fieldsets: Any = (
        (_("The member"), {"fields": ("name", "code", "place", "kind", ("block", "part_of"), VALID)}),
        SOURCE,
    )
