"""Published policies and what they promise."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RecordAdmin
from registry.admin.inlines import ChildInline
from registry.models import NoticeStatement, PrivacyNotice


class StatementInline(ChildInline):
    """What the notice says beyond the activities."""

    model = NoticeStatement
    add_first, add_another = _("Add a statement"), _("Add another statement")
    verbose_name_plural = _("What it promises or says")
    fieldsets = (
        (None, {"fields": (("kind", "right", "position"), "text")}),
        (_("Rights and requests"), {"classes": ("collapse",), "fields": ("route", "response_time")}),
        (_("Changes"), {"classes": ("collapse",), "fields": ("change", "channel", "lead_time")}),
        (_("Condition and quote"), {"classes": ("collapse",), "fields": ("condition", "quote")}),
    )


@admin.register(PrivacyNotice)
class NoticeAdmin(RecordAdmin):
    """Privacy policies as published."""

    list_display = ("title", "version_date", "in_force_from", "in_force_until", "captured_on", "url")
    list_filter = (
        ("in_force_from", admin.DateFieldListFilter),
        ("in_force_until", admin.EmptyFieldListFilter),
    )
    search_fields = ("title",)
    inlines = (StatementInline,)
    fieldsets = (
        (
            _("The notice"),
            {
                "fields": (
                    "title", ("version_date", "captured_on"), ("in_force_from", "in_force_until"), "url",
                    "activities",
                )
            },
        ),
        (_("Text and note"), {"classes": ("collapse",), "fields": ("text", "note")}),
    )  # fmt: skip
