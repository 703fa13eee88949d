"""Companies and persons outside."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RecordAdmin
from registry.admin.wording import column
from registry.models import Party

CONTACT = (
    "name", "legal_name", "trading_names", "registration_number", "postal_address", "country", "email", "phone",
    "website", "contact_form", "contact_note",
)  # fmt: skip


@admin.register(Party)
class PartyAdmin(RecordAdmin):
    """Vendors, clients, joint controllers, representatives, officers, authorities."""

    list_display = ("name", "kind", column(Party, "country"), "email", "website")
    list_filter = ("kind",)
    search_fields = ("name", "legal_name", "trading_names")
    fieldsets = (
        (_("Name and contact"), {"fields": ("kind", *CONTACT)}),
        (_("Note"), {"fields": ("note",)}),
    )
