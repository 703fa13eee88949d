"""Releasing the register from the admin: looked at, prepared, approved, kept with its files."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from registry.access.roles import EXPORT, PUBLISH, may
from registry.actions.exports import stamp_of
from registry.actions.moments import parse_on
from registry.actions.refused import Refused
from registry.actions.releasing import (
    Draft,
    approve_release,
    discard_release,
    draft_release,
    opened,
    prepare_release,
    release_register,
    revisions_since,
    waiting_release,
)
from registry.admin.exports import CONTENTS, NoteForm
from registry.admin.names import Accounts
from registry.admin.released import Kept, kept
from registry.models import Organisation, PreparedRelease, Release, ReleaseFile, User
from registry.render.as_html import html_page

SHOWN = 10
"""So many past releases stand on the page; the list of releases has all."""


class WhatForm(forms.Form):
    """What would be released: for which day, and how much."""

    on = forms.CharField(
        label=gettext_lazy("In force on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Empty: today."),
    )
    content = forms.ChoiceField(label=gettext_lazy("Content"), choices=CONTENTS, initial="art30")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = organisation.timezone

    def clean_on(self) -> Any:
        try:
            return parse_on(self.cleaned_data["on"], timezone=self.zone, now=timezone.now())
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class MakeForm(NoteForm):
    """That the open items were seen, and the note; hidden, what exactly was looked at."""

    confirmed = forms.BooleanField(label=gettext_lazy("I have seen these"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("confirmed", "note", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = _(
            "Stays inside, in no file. It can never be altered or erased: name nobody."
        )


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """The release that waits, in words."""

    prepared: PreparedRelease
    by: str
    content: str
    own: bool
    """Whether whoever looks has prepared it."""
    since: int
    open_items: tuple[str, ...]


class Releasing:
    """Mixin for the admin of organisations, beside `Exporting`."""

    def get_urls(self) -> list[Any]:
        views = {
            "release/": ("release", require_safe(self.release_view)),
            "release/preview/": ("release_preview", require_safe(self.release_preview_view)),
            "release/make/": ("release_make", require_POST(self.release_make_view)),
            "release/approve/": ("release_approve", require_POST(self.release_approve_view)),
            "release/discard/": ("release_discard", require_POST(self.release_discard_view)),
        }
        own = [
            path(
                f"<int:key>/{address}", self.admin_site.admin_view(view), name=f"registry_organisation_{name}"
            )
            for address, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    def release_view(
        self, request: HttpRequest, key: int, *, what: WhatForm | None = None, make: MakeForm | None = None
    ) -> HttpResponse:
        """What waits, what would be released, and what was. Queries: a constant number."""
        organisation = self._organisation(request, key, EXPORT)
        form = what or self._what(request.GET, organisation)
        waiting = waiting_release(organisation.pk)
        draft, problem = (None, "") if waiting else self._draft(organisation, form)
        page = self._page(
            request,
            "release",
            organisation,
            title=_("Release the register of %(name)s") % {"name": organisation},
            what=form,
            draft=draft,
            problem=problem,
            make=make or MakeForm(initial={"seen": draft.sha256 if draft else ""}),
            waiting=self._waiting(waiting, request.user) if waiting else None,
            may_release=may(request.user, PUBLISH, Release, organisation_id=organisation.pk),
            two=organisation.second_person_approves,
            kept=newest(organisation),
            everything=self._list_of(organisation),
        )
        page.status_code = 400 if form.errors or (make and make.errors) else 200
        return page

    def release_preview_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """The document as it would be released or, asked for what waits, as it was prepared."""
        organisation = self._organisation(request, key, EXPORT)
        if "waiting" in request.GET:
            waiting = waiting_release(organisation.pk)
            if waiting is None:
                raise Http404(_("No release is waiting."))
            draft: Draft | None = opened(waiting)
        else:
            draft, _problem = self._draft(organisation, self._what(request.GET, organisation))
        if draft is None:
            raise Http404(_("There is nothing to show."))
        stamp = stamp_of(request.user, as_of=draft.as_of, now=timezone.now())
        return HttpResponse(html_page(draft.document, stamp=stamp, inline_css=False))

    def release_make_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Releases or, where a second person approves, prepares that."""
        organisation = self._organisation(request, key, PUBLISH, Release)
        what, make = self._what(request.POST, organisation), MakeForm(request.POST)
        if not (what.is_valid() and make.is_valid()):
            return self.release_view(request, key, what=what, make=make)
        asked = {**what.cleaned_data, **make.cleaned_data, "by": request.user}
        try:
            if organisation.second_person_approves:
                prepare_release(organisation, **asked)
                said = _("The release is prepared; a second person approves it.")
            else:
                release = release_register(organisation, **asked)
                said = _("The register is released as release %(number)s.") % {"number": release.number}
        except Refused as refused:
            # What was typed is kept; what was seen is not: the page shows what there is now.
            again = {"note": make.cleaned_data["note"]}
            make = MakeForm(initial={**again, "seen": self._draft_seen(organisation, what)})
            self.message_user(request, str(refused), messages.ERROR)
            page = self.release_view(request, key, what=what, make=make)
            page.status_code = 409
            return page
        self.message_user(request, said, messages.SUCCESS)
        return redirect(f"{self.admin_site.name}:registry_organisation_release", key)

    def release_approve_view(self, request: HttpRequest, key: int) -> HttpResponse:
        def approve(prepared: PreparedRelease) -> str:
            release = approve_release(prepared, by=request.user)
            return _("The register is released as release %(number)s.") % {"number": release.number}

        return self._settle(request, key, approve)

    def release_discard_view(self, request: HttpRequest, key: int) -> HttpResponse:
        def discard(prepared: PreparedRelease) -> str:
            discard_release(prepared, by=request.user)
            return _("The prepared release is discarded.")

        return self._settle(request, key, discard)

    def _settle(
        self, request: HttpRequest, key: int, action: Callable[[PreparedRelease], str]
    ) -> HttpResponse:
        """Does something with the release that the person saw waiting, and with no other one."""
        organisation = self._organisation(request, key, PUBLISH, Release)
        prepared = waiting_release(organisation.pk)
        try:
            if prepared is None or request.POST.get("waiting") != str(prepared.pk):
                raise Refused(_("This release no longer waits: somebody approved or discarded it."))
            self.message_user(request, action(prepared), messages.SUCCESS)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        return redirect(f"{self.admin_site.name}:registry_organisation_release", key)

    def _what(self, data: Any, organisation: Organisation) -> WhatForm:
        given = {name: data.get(name, "") for name in WhatForm.base_fields}
        return WhatForm({**given, "content": given["content"] or "art30"}, organisation=organisation)

    def _draft(self, organisation: Organisation, form: WhatForm) -> tuple[Draft | None, str]:
        """What the form asks for, or why there is none."""
        if not form.is_valid():
            return None, ""
        try:
            return draft_release(organisation, **form.cleaned_data), ""
        except Refused as refused:
            return None, str(refused)

    def _draft_seen(self, organisation: Organisation, what: WhatForm) -> str:
        draft, _problem = self._draft(organisation, what)
        return draft.sha256 if draft else ""

    def _waiting(self, prepared: PreparedRelease, user: Any) -> Waiting:
        return Waiting(
            prepared=prepared,
            by=Accounts([prepared.prepared_by]).name(prepared.prepared_by),
            content=str(dict(CONTENTS)[prepared.scope]),
            own=isinstance(user, User) and user.pk == prepared.prepared_by,
            since=revisions_since(prepared),
            open_items=prepared.items,
        )

    def _list_of(self, organisation: Organisation) -> str:
        query = {"organisation__id__exact": organisation.pk, "kind__exact": Release.Kind.REGISTER.value}
        return reverse(f"{self.admin_site.name}:registry_release_changelist", query=query)


def newest(organisation: Organisation) -> list[Kept]:
    """The newest releases of the register, with their files; three queries, however many there are."""
    files = Prefetch("files", queryset=ReleaseFile.objects.defer("content"))
    releases = Release.objects.filter(organisation=organisation, kind=Release.Kind.REGISTER)
    found = list(releases.defer("content").order_by("-number").prefetch_related(files)[:SHOWN])
    numbers = [number for release in found for number in (release.made_by, release.approved_by)]
    accounts = Accounts(numbers)
    return [kept(release, accounts=accounts) for release in found]
