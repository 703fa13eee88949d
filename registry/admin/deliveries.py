"""Who was reminded when: to read, never to change."""

import zoneinfo
from typing import Any

from django.contrib import admin
from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from registry.access.roles import VIEW, may
from registry.admin.scoped import Scoped
from registry.admin.wording import words
from registry.models import Delivery, Digest

BADGES = {
    Digest.State.SENDING: "draft",
    Digest.State.SENT: "filled",
    Digest.State.FAILED: "missing",
    Digest.State.IN_DOUBT: "due",
}
"""State → the shape of its badge."""


@admin.register(Delivery)
class DeliveryAdmin(Scoped, admin.ModelAdmin):
    """What the e-mails of reminders said of each organisation: how much, to whom, and whether they were accepted."""

    actions = None
    list_display = ("address", "organisation", "week", "state_said", "sent_at", "reviews", "questions")
    list_filter = ("digest__state", ("organisation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("digest", "organisation")
    search_fields = ("digest__address",)
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("address", "organisation", "week", "state_said", "sent_at")}),
        (_("What it said of this organisation"), {"fields": ("reviews", "questions")}),
    )
    readonly_fields = ("address", "week", "state_said", "sent_at")

    def get_queryset(self, request: Any) -> Any:
        """Those of the organisations in which the account may know: auditing one shows nobody's address."""
        found = super().get_queryset(request)
        owners = found.order_by().values_list("organisation_id", flat=True).distinct()
        return found.filter(
            organisation__in=[pk for pk in owners if may(request.user, VIEW, Delivery, organisation_id=pk)]
        )

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return admin.ModelAdmin.get_search_results(self, request, queryset, search_term)

    @admin.display(description=_("Address"), ordering="digest__address")
    def address(self, delivery: Delivery) -> str:
        return delivery.digest.address

    @admin.display(description=_("Week from"), ordering="digest__period")
    def week(self, delivery: Delivery) -> str:
        return words(None, delivery.digest.period)

    @admin.display(description=_("State"), ordering="digest__state")
    def state_said(self, delivery: Delivery) -> str:
        shape = BADGES[Digest.State(delivery.digest.state)]
        return format_html('<span class="badge {}">{}</span>', shape, delivery.digest.get_state_display())

    @admin.display(description=_("Sent at"), ordering="digest__sent_at")
    def sent_at(self, delivery: Delivery) -> str:
        """By the clock of the organisation."""
        zone, sent = zoneinfo.ZoneInfo(delivery.organisation.timezone), delivery.digest.sent_at
        return words(None, sent.astimezone(zone)) if sent else "-"

    def _get_obj_does_not_exist_redirect(self, request: Any, opts: Any, object_id: str) -> Any:
        raise Http404(_("There is no such record, or it belongs to another organisation."))
