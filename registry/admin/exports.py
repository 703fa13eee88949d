"""The register as a file, and the subprocessor page: looked at, published, taken down."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from registry.access.roles import EXPORT, PUBLISH, may
from registry.actions.exports import (
    Export,
    make_register,
    make_subprocessors,
    refuse_findings,
    stamp_of,
)
from registry.actions.publish import publish_subprocessors, says_the_same, todays_list, withdraw_subprocessors
from registry.actions.refused import Refused
from registry.actions.release_chain import newest_release
from registry.admin.forms import reason_field
from registry.admin.moments import MomentForm
from registry.admin.names import Accounts
from registry.admin.tasks import PAGES
from registry.admin.which import choose_organisation
from registry.documents.register import CURRENT
from registry.models import Organisation, Release
from registry.models.fields import tidy
from registry.render.as_html import html_page
from registry.render.formats import LIST_FORMATS

FORMATS = (
    ("pdf", gettext_lazy("PDF, to print and to hand over")),
    ("html", gettext_lazy("HTML, a page by itself")),
    ("xlsx", gettext_lazy("XLSX, a workbook")),
    ("csv", gettext_lazy("CSV, one table")),
    ("json", gettext_lazy("JSON, for machines")),
)
CONTENTS = (
    ("art30", gettext_lazy("What Article 30 asks")),
    ("full", gettext_lazy("Everything recorded, also beyond Article 30, with pictures")),
)
STATES = (
    ("current", gettext_lazy("As recorded, whether approved or not")),
    ("approved", gettext_lazy("As approved: each activity as it was last approved")),
)
PARTS = (
    ("all", gettext_lazy("Both parts")),
    ("controller", gettext_lazy("Part A: as controller, Art. 30(1)")),
    ("processor", gettext_lazy("Part B: as processor, Art. 30(2)")),
)


class RegisterForm(MomentForm):
    """Which register: the words of the command line, with a reason why where they make no sense."""

    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=FORMATS, initial="pdf")
    content = forms.ChoiceField(label=gettext_lazy("Content"), choices=CONTENTS, initial="art30")
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=STATES,
        initial="current",
        required=False,
        help_text=gettext_lazy("Edits that nobody has approved yet are not in what is printed as approved."),
    )
    part = forms.ChoiceField(label=gettext_lazy("Part"), choices=PARTS, initial="all")
    findings = forms.BooleanField(
        label=gettext_lazy("Findings"),
        required=False,
        help_text=gettext_lazy(
            "A last annex says what the rules find. It is for inside, so it goes with everything recorded only."
        ),
    )
    field_order = ("format", "content", "findings", "state", "part", "as_of", "on")

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if asked.get("findings") and {"content", "state"} <= asked.keys():
            try:
                refuse_findings(content=asked["content"], state=asked["state"])
            except Refused as refused:
                self.add_error("findings", str(refused))
        return asked

    def clean_state(self) -> str:
        """An address from before the choice was there means what it meant then."""
        return self.cleaned_data["state"] or CURRENT


class ListForm(MomentForm):
    """Which subprocessor list: the words of the command line."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[choice for choice in FORMATS if choice[0] in LIST_FORMATS],
        initial="pdf",
    )
    field_order = ("format", "as_of", "on")


class NoteForm(forms.Form):
    """What stays inside, beside a publication."""

    note = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("Note")
        self.fields["note"].help_text = _("Stays inside; it is not published.")

    def clean_note(self) -> str:
        return tidy(self.cleaned_data["note"])


def handed_over(made: Export) -> HttpResponse:
    """The file, to be saved under its name."""
    response = HttpResponse(made.content, content_type=made.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    return response


class Exporting:
    """Mixin for the admin of organisations."""

    def get_urls(self) -> list[Any]:
        views = {
            "register": require_safe(self.register_view),
            "subprocessors": require_safe(self.subprocessors_view),
            "subprocessor_list": require_safe(self.list_view),
            "preview": require_safe(self.preview_view),
            "publish": require_POST(self.publish_view),
            "withdraw": require_POST(self.withdraw_view),
        }
        own = [
            path(f"<int:key>/{name}/", self.admin_site.admin_view(view), name=f"registry_organisation_{name}")
            for name, view in views.items()
        ]
        return [*self._choices(), *own, *super().get_urls()]

    def _choices(self) -> list[Any]:
        """For each page that organisations have, the one that asks of which."""
        view = self.admin_site.admin_view(require_safe(choose_organisation))
        return [
            path(
                f"{page.name.removeprefix('registry_organisation_')}/",
                view,
                {"page": page, "site": self.admin_site},
                name=page.name,
            )
            for page in PAGES
            if page.each
        ]

    def _organisation(
        self, request: HttpRequest, key: int, verb: str, model: Any = Organisation
    ) -> Organisation:
        """The organisation. Raises Http404 for strangers, PermissionDenied for members whose role is too small."""
        found = self.get_queryset(request).filter(pk=key).first()
        if found is None:
            raise Http404(_("There is no such organisation, or you do not work for it."))
        if not may(request.user, verb, model, organisation_id=found.pk):
            raise PermissionDenied
        return found

    def _page(
        self, request: HttpRequest, template: str, organisation: Organisation, **more: Any
    ) -> TemplateResponse:
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "organisation": organisation,
            **more,
        }
        return TemplateResponse(request, f"admin/registry/{template}.html", context)

    def register_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Asks which register; answers with the file."""
        organisation = self._organisation(request, key, EXPORT)
        said = {
            "title": _("Register of %(name)s") % {"name": organisation},
            "here": _("Register"),
            "compare": reverse(f"{self.admin_site.name}:registry_organisation_comparison", args=[key]),
        }
        return self._file(request, organisation, RegisterForm, make_register, said)

    def list_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Asks which subprocessor list; answers with the file."""
        organisation = self._organisation(request, key, EXPORT)
        said = {
            "title": _("Subprocessor list of %(name)s") % {"name": organisation},
            "here": _("Subprocessor list"),
            "lead": _("As recorded, published or not. What was published is kept with the releases."),
        }
        return self._file(request, organisation, ListForm, make_subprocessors, said)

    def _file(
        self,
        request: HttpRequest,
        organisation: Organisation,
        asks: type[MomentForm],
        make: Callable[..., Export],
        said: dict[str, Any],
    ) -> HttpResponse:
        """The page that asks, until what is asked makes sense; then the file."""
        now = timezone.now()
        asked = request.GET if "format" in request.GET else None
        form = asks(asked, initial=request.GET.dict(), organisation=organisation, now=now)
        if not form.is_valid():
            page = self._page(request, "register", organisation, form=form, **said)
            page.status_code = 400 if form.is_bound else 200
            return page
        return handed_over(make(organisation, by=request.user, now=now, **form.cleaned_data))

    def subprocessors_view(
        self, request: HttpRequest, key: int, note: NoteForm | None = None
    ) -> TemplateResponse:
        """What is public, what would be, and the two buttons."""
        organisation = self._organisation(request, key, EXPORT)
        last = newest_release(organisation.pk, kind=Release.Kind.SUBPROCESSORS)
        listed = todays_list(organisation, now=timezone.now())
        public = last is not None and not last.withdrawn
        return self._page(
            request,
            "subprocessors",
            organisation,
            title=_("Subprocessor page of %(name)s") % {"name": organisation},
            last=last,
            public=public,
            made_by=Accounts([last.made_by]).name(last.made_by) if last else "",
            same=public and says_the_same(last, listed),
            count=sum(len(group.entries) for group in listed.groups),
            may_publish=may(request.user, PUBLISH, Release, organisation_id=organisation.pk),
            form=note or NoteForm(),
        )

    def preview_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """The list as it would be published now."""
        organisation, now = self._organisation(request, key, EXPORT), timezone.now()
        stamp = stamp_of(request.user, as_of=None, now=now)
        return HttpResponse(html_page(todays_list(organisation, now=now), stamp=stamp, inline_css=False))

    def publish_view(self, request: HttpRequest, key: int) -> HttpResponse:
        said = _("The list is public as publication %(number)s.")
        return self._act(request, key, publish_subprocessors, said)

    def withdraw_view(self, request: HttpRequest, key: int) -> HttpResponse:
        return self._act(request, key, withdraw_subprocessors, _("The page is taken down."))

    def _act(self, request: HttpRequest, key: int, action: Callable[..., Release], said: str) -> HttpResponse:
        organisation = self._organisation(request, key, PUBLISH, Release)
        form = NoteForm(request.POST)
        if not form.is_valid():
            page = self.subprocessors_view(request, key, note=form)
            page.status_code = 400
            return page
        try:
            release = action(organisation, by=request.user, note=form.cleaned_data["note"])
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        else:
            self.message_user(request, said % {"number": release.number}, messages.SUCCESS)
        return redirect(f"{self.admin_site.name}:registry_organisation_subprocessors", key)
