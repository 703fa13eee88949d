"""What was published: to read, never to change."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.names import Accounts
from registry.admin.scoped import Scoped
from registry.models import Release


@admin.register(Release)
class ReleaseAdmin(Scoped, admin.ModelAdmin):
    """Publications of subprocessor lists, each with its fingerprint."""

    actions = None
    list_display = ("name", "kind", "number", "instant", "withdrawn", "sha256")
    list_filter = ("kind", "withdrawn", ("organisation", admin.RelatedOnlyFieldListFilter))
    show_full_result_count = False
    fieldsets = (
        (
            _("The release"),
            {"fields": ("organisation", "kind", "number", "instant", "withdrawn", "note", "made_by_name")},
        ),
        (_("What it rests on"), {"fields": ("revision_number", "schema", "sha256", "previous", "digest")}),
    )
    readonly_fields = ("made_by_name",)

    @admin.display(description=_("Made by"))
    def made_by_name(self, release: Release) -> str:
        return Accounts([release.made_by]).name(release.made_by) or _("The program")
