"""What was published and released: to read, to fetch byte for byte, to compare a file with; never to change."""

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from registry.access.roles import VIEW, may
from registry.access.scope import scope
from registry.actions.checking import Checked, Verdict, check_file
from registry.actions.refused import Refused
from registry.admin.names import Accounts
from registry.admin.released import filename, kept
from registry.admin.scoped import Scoped
from registry.admin.wording import column
from registry.models import Release, ReleaseFile
from registry.render.attached import LARGEST, MIB

COMPARABLE = 4 * MIB
"""Larger files would take longer than a browser waits; the command compares them all."""
BADGES = {
    Verdict.UNALTERED: ("filled", gettext_lazy("Unaltered")),
    Verdict.ALTERED: ("missing", gettext_lazy("Altered")),
    Verdict.OPEN: ("due", gettext_lazy("Not shown to be unaltered")),
    Verdict.NO_RELEASE: ("plain", gettext_lazy("Not a release")),
}
"""Shape of the badge and word."""


class CheckForm(forms.Form):
    """The file that somebody holds and, where they have it, the published line."""

    file = forms.FileField(label=gettext_lazy("File"))
    line = forms.CharField(
        label=gettext_lazy("Witness line"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "As the organisation published it: number, instant, fingerprint. May stay empty."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file has more than %(count)s MiB."), params={"count": LARGEST // MIB}
            )
        return file


@admin.register(Release)
class ReleaseAdmin(Scoped, admin.ModelAdmin):
    """Releases of registers and publications of subprocessor lists, each with its fingerprint and files."""

    actions = None
    list_display = ("name", "kind", "number", "instant", "withdrawn", "sha256")
    list_filter = ("kind", "withdrawn", ("organisation", admin.RelatedOnlyFieldListFilter))
    show_full_result_count = False
    fieldsets = (
        (
            _("The release"),
            {
                "fields": (
                    "organisation", "kind", "number", "instant", "files_kept", column(Release, "withdrawn"), "made_by_name",
                    "approved_by_name", "note", "seen_open",
                )
            },
        ),
        (
            _("What it rests on"),
            {"fields": ("witness", "revision_number", "schema", "sha256", "previous", "digest")},
        ),
    )  # fmt: skip
    readonly_fields = ("made_by_name", "approved_by_name", "files_kept", "seen_open", "witness")

    def get_urls(self) -> list[Any]:
        check = require_http_methods(["GET", "HEAD", "POST"])(self.check_view)
        file = require_safe(self.file_view)
        return [
            path("check/", self.admin_site.admin_view(check), name="registry_release_check"),
            path(
                "<int:key>/<slug:language>/<slug:extension>/",
                self.admin_site.admin_view(file),
                name="registry_release_file",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: Any) -> Any:
        """Without what is large."""
        files = Prefetch("files", queryset=ReleaseFile.objects.defer("content"))
        return super().get_queryset(request).defer("content").prefetch_related(files)

    @admin.display(description=_("Made by"))
    def made_by_name(self, release: Release) -> str:
        return Accounts([release.made_by]).name(release.made_by) or _("The program")

    @admin.display(description=_("Approved by"))
    def approved_by_name(self, release: Release) -> str:
        if release.approved_by is None:
            return _("Nobody was asked to approve")
        name = Accounts([release.approved_by]).name(release.approved_by)
        if release.approved_by != release.made_by:
            return name
        return _("%(name)s, who also prepared it") % {"name": name}

    @admin.display(description=_("Files as they were made"))
    def files_kept(self, release: Release) -> str:
        links = ((link.url, link.label) for link in kept(release, accounts=Accounts([])).files)
        return format_html_join(" · ", '<a href="{}">{}</a>', links) or _("None")

    @admin.display(description=_("Open items, seen at the release"))
    def seen_open(self, release: Release) -> str:
        items = json.loads(release.open_items or "[]")
        if not items:
            return _("None")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))

    @admin.display(description=_("Witness line"))
    def witness(self, release: Release) -> str:
        return format_html("<code>{}</code>", kept(release, accounts=Accounts([])).line)

    def file_view(self, request: HttpRequest, key: int, language: str, extension: str) -> HttpResponse:
        """A stored file, byte for byte, whatever became of the organisation since. Two queries and those of the account."""
        release = scope(Release.objects.defer("content"), user=request.user).filter(pk=key).first()
        if release is None:
            raise Http404(_("There is no such release, or it is not one of yours."))
        if not may(request.user, VIEW, Release, organisation_id=release.organisation_id):
            raise PermissionDenied
        file = ReleaseFile.objects.filter(release=release, language=language, format=extension).first()
        if file is None:
            raise Http404(_("This release has no such file."))
        response = HttpResponse(bytes(file.content), content_type=file.media_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{filename(release, extension)}"'
        return response

    def check_view(self, request: HttpRequest) -> HttpResponse:
        """Which release a file is, and whether it was altered. Of other organisations' releases it knows nothing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = CheckForm(request.POST or None, request.FILES or None)
        checked: Checked | None = None
        if request.method == "POST" and form.is_valid():
            known = scope(Release.objects.all(), user=request.user)
            try:
                content = form.cleaned_data["file"].read()
                line = form.cleaned_data["line"]
                checked = check_file(content, known=known, line=line, comparable=COMPARABLE)
            except Refused as refused:
                form.add_error(None, str(refused))
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Check a file"),
            "form": form,
            "checked": checked,
            "badge": BADGES[checked.verdict] if checked else None,
        }
        page = TemplateResponse(request, "admin/registry/check.html", context)
        page.status_code = 400 if form.errors else 200
        return page
