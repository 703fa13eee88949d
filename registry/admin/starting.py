"""Where an activity comes from: from nothing, from usual ones, or from one that is there already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from registry.access.roles import ADD, may, roles_of
from registry.actions.copy_fingerprints import fingerprint
from registry.actions.copy_plans import CopyPlan, Line
from registry.actions.copying import copy_activity, name_of_copy, plan_copy
from registry.actions.refused import Refused
from registry.actions.starters import Group, Starter, start_activities, starters, starters_called
from registry.admin.base import RecordAdmin
from registry.admin.forms import REASON, reason_field
from registry.models import Organisation, ProcessingActivity
from registry.models.fields import refuse_control_characters, refuse_line_breaks, tidy

FOUND = 12
"""So many activities are offered for copying; searching finds the others."""
STRANGE = gettext_lazy("There is no such organisation, or you do not work for it.")
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


class StartForm(forms.Form):
    """Which usual activities, and why."""

    starter = forms.MultipleChoiceField(
        choices=lambda: [(one.slug, one.name) for one in starters()],
        error_messages={
            "required": gettext_lazy("Tick at least one usual activity."),
            "invalid_choice": gettext_lazy("There is no usual activity “%(value)s”."),
        },
    )
    reason_for_change = reason_field()

    def clean_reason_for_change(self) -> str:
        return tidy(self.cleaned_data[REASON])


class CopyForm(forms.Form):
    """What the copy is called, and why it is made."""

    name = forms.CharField(
        label=gettext_lazy("Name of the copy"),
        max_length=300,
        validators=[refuse_control_characters, refuse_line_breaks],
        widget=AdminTextInputWidget(attrs={"autofocus": True}),
    )
    reason_for_change = reason_field()
    planned = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("This page does not say which plan you looked at; look at this one.")
        },
    )

    def shows(self, planned: str) -> None:
        """From now on it carries the fingerprint of this plan, also where another was sent."""
        self.initial["planned"] = planned
        if self.is_bound:
            self.data = {**self.data.dict(), "planned": planned}

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_reason_for_change(self) -> str:
        return tidy(self.cleaned_data[REASON])


class Starting(RecordAdmin):
    """Ways to a new activity, and from one activity to the next."""

    def get_urls(self) -> list[Any]:
        named = {
            "start": ("start/", self.start_view),
            "duplicate": ("<int:key>/duplicate/", self.duplicate_view),
            "copy": ("<int:key>/copy/", self.copy_view),
        }
        own = [
            path(
                address,
                self.admin_site.admin_view(get_or_post(view)),
                name=f"registry_processingactivity_{name}",
            )
            for name, (address, view) in named.items()
        ]
        return [*own, *super().get_urls()]

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        """Duplicating, and copying to where else the account may add; asks nothing for members."""
        links = super().links_beside(request, obj)
        if obj is None:
            return links
        if may(request.user, ADD, ProcessingActivity, organisation_id=obj.organisation_id):
            links.append({"label": _("Duplicate"), "url": self._start_url("duplicate", obj.pk)})
        if self._elsewhere(request, obj):
            links.append({"label": _("Copy to another organisation"), "url": self._start_url("copy", obj.pk)})
        return links

    def _elsewhere(self, request: Any, obj: Any) -> bool:
        """Whether the account may add activities in any other organisation."""
        if request.user.is_superuser:
            return Organisation.objects.exclude(pk=obj.organisation_id).exists()
        others = set(roles_of(request.user)) - {obj.organisation_id}
        return any(may(request.user, ADD, ProcessingActivity, organisation_id=pk) for pk in others)

    def _start_url(self, view: str, *args: Any, **query: Any) -> str:
        name = f"{self.admin_site.name}:registry_processingactivity_{view}"
        return reverse(name, args=args, query=query or None)

    # A new one

    def start_view(self, request: HttpRequest) -> HttpResponse:
        """The ways to a new activity; posted, drafts of the usual ones that were ticked."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        known, organisation = self._owner_of_new(request)
        if not known or organisation is None:
            if request.method == "POST":
                raise Http404(STRANGE)
            return self.choose_owner(request)
        form = StartForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            chosen = starters_called(form.cleaned_data["starter"])
            made = start_activities(
                chosen, organisation=organisation, by=request.user, reason=form.cleaned_data[REASON]
            )
            return self._started(request, made)
        return self._start_page(
            request,
            "start",
            form=form,
            title=_("New activity"),
            organisation=organisation,
            several=self._several(request),
            groups=list(_cards(organisation, ticked=form["starter"].value() or ())),
            empty=[
                (role, label, self._start_url("add", organisation=organisation.pk, role=role))
                for role, label in ProcessingActivity.Role.choices
                if role
            ],
            searched="q" in request.GET,
            found=self._offered(request, organisation) if "q" in request.GET else [],
            search=request.GET.get("q", ""),
            limit=FOUND,
        )

    def _started(self, request: HttpRequest, made: list[ProcessingActivity]) -> HttpResponse:
        if len(made) == 1:
            said = _(
                "“%(activity)s” is a draft now. Nothing in it is filled in yet; each step says what to ask."
            )
            self.message_user(request, said % {"activity": made[0]}, messages.SUCCESS)
            return redirect(self._start_url("change", made[0].pk))
        links = [format_html('<a href="{}">{}</a>', self._start_url("change", one.pk), one) for one in made]
        said = _("{count} drafts are started; each says what to ask: {activities}.")
        self.message_user(
            request,
            format_html(said, count=len(made), activities=_listed(links)),
            messages.SUCCESS,
        )
        return redirect(self._start_url("changelist"))

    def _offered(self, request: HttpRequest, target: Organisation) -> list[tuple[str, ProcessingActivity]]:
        """What is found to copy, with the address at which it is copied for the organisation: its own first. One query."""
        found = self.get_queryset(request).select_related("organisation")
        if search := request.GET.get("q", "").strip():
            anywhere = models.Q(name__icontains=search) | models.Q(reference__icontains=search)
            found = found.filter(anywhere | models.Q(organisation__name__icontains=search))
        first = models.Case(models.When(organisation=target, then=0), default=1)
        return [
            (
                self._start_url("duplicate", one.pk)
                if one.organisation_id == target.pk
                else self._start_url("copy", one.pk, to=target.pk),
                one,
            )
            for one in found.order_by(first, "organisation__name", "reference", "pk")[:FOUND]
        ]

    # A copy

    def duplicate_view(self, request: HttpRequest, key: int) -> HttpResponse:
        activity = self._copied(request, key)
        return self._copy(request, activity, activity.organisation)

    def copy_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """To which organisation? Then what the copy would be; posted, the copy."""
        activity = self._copied(request, key)
        targets = {str(one.pk): one for one in self.owners(request).exclude(pk=activity.organisation_id)}
        asked = request.GET.get("to")
        if asked in targets:
            return self._copy(request, activity, targets[asked])
        if asked is not None or not targets:
            raise self._refused_target(request, asked)
        links = [(f"?to={key}", str(one)) for key, one in targets.items()]
        return self._start_page(
            request,
            "choose",
            title=_("Copy “%(activity)s”: to which organisation?") % {"activity": activity},
            links=links,
        )

    def _refused_target(self, request: HttpRequest, asked: str | None) -> Exception:
        """403 where the account works for the organisation but may not add, 404 where it does not know of it."""
        member = asked is None or asked in map(str, roles_of(request.user))
        return PermissionDenied() if member else Http404(STRANGE)

    def _copied(self, request: HttpRequest, key: int) -> ProcessingActivity:
        found = self.get_queryset(request).select_related("organisation").filter(pk=key).first()
        if found is None:
            raise Http404(_("There is no such record, or it belongs to another organisation."))
        return found

    def _copy(self, request: HttpRequest, activity: ProcessingActivity, target: Organisation) -> HttpResponse:
        """What the copy would be, with its name to be typed; posted, the copy. Raises PermissionDenied."""
        form = CopyForm(
            request.POST if request.method == "POST" else None,
            initial={"name": name_of_copy(activity, to=target)},
        )
        if form.is_valid():
            try:
                made = copy_activity(
                    activity,
                    by=request.user,
                    to=target,
                    name=form.cleaned_data["name"],
                    reason=form.cleaned_data[REASON],
                    planned=form.cleaned_data["planned"],
                )
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                said = _("“%(activity)s” is a draft now. Change what is different in it.")
                self.message_user(request, said % {"activity": made}, messages.SUCCESS)
                return redirect(self._start_url("change", made.pk))
        plan = plan_copy(activity, by=request.user, to=target)
        form.shows(fingerprint(plan))
        sentence = _("Copy “%(activity)s” to %(target)s") if plan.elsewhere else _("Duplicate “%(activity)s”")
        return self._start_page(
            request,
            "start_copy",
            form=form,
            title=sentence % {"activity": activity, "target": target},
            original=activity,
            target=target,
            plan=plan,
            sections=_sections(plan),
        )

    def _start_page(
        self, request: HttpRequest, template: str, *, form: Any = None, **more: Any
    ) -> TemplateResponse:
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form, **more}
        page = TemplateResponse(request, f"admin/registry/{template}.html", context)
        page.status_code = 400 if form is not None and form.errors else 200
        return page


def _cards(organisation: Organisation, *, ticked: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The usual activities by group; one query, for those that the organisation has by this name."""
    names = [one.name for one in starters()]
    there = ProcessingActivity.objects.filter(organisation=organisation, name__in=names)
    references = dict(there.order_by("-reference").values_list("name", "reference"))
    cards: dict[Group, list[dict[str, Any]]] = defaultdict(list)
    for one in starters():
        cards[one.group].append(_card(one, organisation, ticked, references.get(one.name, "")))
    for group, found in cards.items():
        yield {"key": group.value, "label": group.label, "cards": found}


def _card(one: Starter, organisation: Organisation, ticked: Iterable[str], there: str) -> dict[str, Any]:
    questions = one.questions(beyond=organisation.beyond_article_30)
    count = ngettext("%(count)s question", "%(count)s questions", len(questions)) % {"count": len(questions)}
    return {
        "slug": one.slug,
        "name": one.name,
        "about": one.about,
        "questions": list(questions.values()),
        "count": count,
        "ticked": one.slug in ticked,
        "there": there,
    }


def _sections(plan: CopyPlan) -> list[dict[str, Any]]:
    """The plan as a page says it: what happens to which records; what is left out, by the reason."""
    by_reason: dict[str, list[Line]] = defaultdict(list)
    for line in plan.left_out:
        by_reason[line.why].append(line)
    return [
        {
            "title": _("Linked to what is there"),
            "help": _("%(organisation)s has a record of the same name.") % {"organisation": plan.target},
            "lines": plan.linked,
        },
        {
            "title": _("Made anew"),
            "help": _("%(organisation)s has no record of this name.") % {"organisation": plan.target},
            "lines": plan.made,
        },
        {
            "title": _("Left out"),
            "help": "",
            "reasons": list(by_reason.items()),
        },
    ]


def _listed(links: list[Any]) -> Any:
    return format_html(get_text_list(["{}"] * len(links), _("and")), *links)
