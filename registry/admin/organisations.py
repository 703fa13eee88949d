"""The organisations that keep registers."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.admin.comparing import Comparing
from registry.admin.edits import Edit
from registry.admin.finding import Checked
from registry.admin.found_beside import FoundBeside
from registry.admin.parties import CONTACT
from registry.admin.picturing import PlacesPicture
from registry.admin.releasing import Releasing
from registry.admin.severities import SeveritiesText
from registry.admin.story import Story
from registry.admin.wording import column
from registry.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(FoundBeside, Checked, Releasing, Comparing, Story, PlacesPicture):
    """Each is its own owner; there is no deleting what has a history."""

    owned = False
    list_display = ("name", "slug", column(Organisation, "country"), "subprocessor_page")
    list_filter = ("subprocessor_page", "profile")
    search_fields = ("name", "slug", "legal_name")
    fieldsets = (
        (_("Name and contact — Art. 30(1)(a)"), {"fields": ("slug", *CONTACT, "parent")}),
        (
            _("Whose law applies"),
            {"fields": ("regimes", "territorial_basis", "public_body", ("headcount", "headcount_on"))},
        ),
        (
            _("Data protection officer and representatives — Art. 30(1)(a)"),
            {
                "fields": (
                    "dpo", "dpo_absent_because", "eu_representative", "eu_representative_absent_because",
                    "uk_representative", "uk_representative_absent_because", "ch_representative",
                    "ch_representative_absent_because", "supervisory_authority",
                )
            },
        ),
        (
            _("Documents and approval"),
            {"fields": (("timezone", "language"), "beyond_article_30", "note", "second_person_approves")},
        ),
        (_("Findings"), {"fields": ("profile", "severities")}),
        (
            _("Public subprocessor page"),
            {"fields": ("subprocessor_page", "subprocessor_intro", "notice_days", "objection_contact")},
        ),
    )  # fmt: skip

    def edit_of(self, request: Any, object_id: str | None) -> Edit:
        edit = super().edit_of(request, object_id)
        if object_id is None:
            edit.organisation = Organisation()  # a chain of its own begins with it
        return edit

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """Which organisation belongs to which is said by whoever sees all of them."""
        return () if request.user.is_superuser else ("parent",)

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        if obj is None:
            return []
        pages = (
            ("register", gettext("Register as a file")),
            ("release", gettext("Release the register")),
            ("subprocessors", gettext("Subprocessor page")),
        )
        own = [
            {"label": label, "url": reverse(f"admin:registry_organisation_{name}", args=[obj.pk])}
            for name, label in pages
        ]
        return [*own, *super().links_beside(request, obj)]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "severities":
            said = _("One a line, such as “review-never: hint”: missing, check, hint or off.")
            return SeveritiesText(label=db_field.verbose_name.capitalize(), help_text=said)
        if db_field.name == "language":
            return forms.ChoiceField(choices=settings.LANGUAGES, label=db_field.verbose_name.capitalize())
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def response_add(self, request: Any, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """What comes next: whom to name, and where its activities begin."""
        site = self.admin_site.name
        officer = reverse(f"{site}:registry_organisation_change", args=[obj.pk]) + "#id_dpo"
        start = reverse(f"{site}:registry_processingactivity_start", query={"organisation": obj.pk})
        said = gettext(
            'What comes next: name its <a href="{officer}">data protection officer and representatives</a>, '
            'then <a href="{start}">start its activities</a>.'
        )
        response = super().response_add(request, obj, post_url_continue)
        self.message_user(request, format_html(said, officer=officer, start=start), messages.INFO)
        return response
