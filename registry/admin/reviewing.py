"""“Reviewed, nothing to change” in one click: from an activity's form, from the list for several, and from Home."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from registry.actions.refused import Refused
from registry.actions.reviewing import changed_after, next_review, review, review_all
from registry.admin.forms import REASON, REASON_LIMIT, SEEN, RecordForm
from registry.admin.labels import is_key
from registry.admin.questions import ANSWERED
from registry.admin.walking import Walking
from registry.admin.wording import words
from registry.documents.days import day_at
from registry.documents.summaries import has_ended
from registry.models import ProcessingActivity

BACK = "back"
HOME = "home"
"""Where somebody came from, and goes back to."""
NO_SUCH = gettext_lazy("There is no such record, or it belongs to another organisation.")
TYPED = gettext_lazy(
    "Nothing was saved, and the activity does not count as reviewed: something was changed here. What you typed is still "
    "here; save it, then say that the rest is reviewed."
)
OWN = frozenset({"last_reviewed_on", "next_review_on"})
"""What a review changes: a form that differs in nothing else was sent twice."""
LABEL = gettext_lazy("Reviewed, nothing to change")


class ActivityForm(RecordForm):
    """An activity; where an interval of reviews is new and no next one is typed, it is proposed."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        months = cleaned.get("review_interval_months")
        asked = "review_interval_months" in self.changed_data and "next_review_on" not in self.changed_data
        if months and asked and cleaned.get("next_review_on") is None:
            last = cleaned.get("last_reviewed_on") or self.today()
            cleaned["next_review_on"] = next_review(last, months=months)
        return cleaned

    def today(self) -> dt.date:
        zone = self.edit.organisation.timezone if self.edit.organisation else "UTC"
        return day_at(timezone.now(), timezone=zone)


class Reviewing(Walking):
    """Mixin: `<key>/review/`, and the action of the list."""

    form = ActivityForm
    actions = ("mark_reviewed",)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.review_view))
        name = "registry_processingactivity_review"
        return [path("<int:key>/review/", view, name=name), *super().get_urls()]

    # One activity

    def review_view(self, request: Any, key: int) -> HttpResponse:
        """Notes the review, and goes back to where it was asked for. A form on which something is typed stays as it is."""
        activity = self.get_object(request, str(key))
        if activity is None:
            raise Http404(NO_SUCH)
        if not self.has_change_permission(request, activity):
            raise PermissionDenied
        seen, typed = self._state_seen(request), set()
        if seen is not None:
            typed = self._typed(request, activity)
            if typed and not changed_after(activity, seen):
                return self._still_open(request, activity, str(TYPED))
        try:
            done = review(
                activity, by=request.user, note=request.POST.get(REASON, "")[:REASON_LIMIT], seen=seen
            )
        except Refused as refused:
            if typed - OWN:
                return self._still_open(request, activity, str(refused))
            self.message_user(request, str(refused), messages.WARNING)
        else:
            self.message_user(request, reviewed_words(done), messages.SUCCESS)
        if request.POST.get(BACK) == HOME:
            return redirect(f"{self.admin_site.name}:index")
        return redirect(self._form_of(activity))

    def _state_seen(self, request: Any) -> int | None:
        """The newest revision that the form knows of; None where the review does not come from the form."""
        if SEEN not in request.POST:
            return None
        seen = request.POST[SEEN]
        return int(seen) if is_key(seen) else 0

    def _typed(self, request: Any, activity: ProcessingActivity) -> set[str]:
        """The names of what the form holds and is not recorded, with those of its parts."""
        request.edit = self.edit_of(request, str(activity.pk))
        form = self.get_form(request, activity, change=True)(
            request.POST, request.FILES, instance=self.get_object(request, str(activity.pk))
        )
        formsets, _inlines = self._create_formsets(request, form.instance, change=True)
        parts = {formset.prefix for formset in formsets if formset.has_changed()}
        answered = {ANSWERED} if request.POST.getlist(ANSWERED) else set()
        return ({*form.changed_data} - {REASON, SEEN}) | parts | answered

    def _still_open(self, request: Any, activity: ProcessingActivity, why: str) -> HttpResponse:
        request.not_reviewed = why
        return self.changeform_view(request, str(activity.pk), form_url=self._form_of(activity))

    def object_if_changed(self, request: Any, object_id: str | None) -> None:
        super().object_if_changed(request, object_id)
        if why := getattr(request, "not_reviewed", ""):
            request.edit.objections = [why, *request.edit.objections]

    def _form_of(self, activity: ProcessingActivity) -> str:
        return reverse(f"{self.admin_site.name}:registry_processingactivity_change", args=[activity.pk])

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        activity = kwargs.get("obj")
        if activity is not None and (request.edit.beyond or activity.next_review_on):
            context["review"] = self._review_of(request, activity)
        return super().render_change_form(request, context, *args, **kwargs)

    def _review_of(self, request: Any, activity: ProcessingActivity) -> dict[str, str]:
        """What the form says of the activity's reviews, and where one is noted; no address where there is nothing to do."""
        today = day_at(timezone.now(), timezone=request.edit.organisation.timezone)
        over = has_ended(until=activity.in_force_until, status=activity.status, on=today)
        planned = activity.next_review_on
        open_ = not over and self.has_change_permission(request, activity)
        url = reverse(f"{self.admin_site.name}:registry_processingactivity_review", args=[activity.pk])
        return {
            "last": _("last reviewed on %(day)s") % {"day": words(None, activity.last_reviewed_on)}
            if activity.last_reviewed_on
            else _("not reviewed yet"),
            "next": _("next review on %(day)s") % {"day": words(None, planned)}
            if planned
            else _("no next review planned"),
            "overdue": _("overdue") if planned and planned < today and not over else "",
            "url": url if open_ and activity.last_reviewed_on != today else "",
        }

    # Several

    def get_actions(self, request: Any) -> dict[str, Any]:
        """Ours alone: Django's own deletes without a reason."""
        found = super().get_actions(request)
        return {name: action for name, action in found.items() if name == "mark_reviewed"}

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        if request.method == "POST":
            if not self.has_change_permission(request):
                raise PermissionDenied
            if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
                raise Http404(NO_SUCH)
        return super().changelist_view(request, extra_context)

    def action_checkbox(self, activity: Any) -> str:
        """Only where a review can be noted."""
        if activity.summary is None or activity.summary.ended or not activity.reviewable:
            return ""
        label = _("Tick %(activity)s") % {"activity": activity}
        attributes = {"class": "action-select", "aria-label": label}
        box = forms.CheckboxInput(attributes, check_test=lambda value: False)
        return box.render(ACTION_CHECKBOX_NAME, str(activity.pk))

    @admin.action(permissions=["change"], description=LABEL)
    def mark_reviewed(self, request: Any, queryset: Any) -> None:
        """What was ticked, also where a filter no longer holds for it. Raises Http404 for what is not there."""
        ticked = {int(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)}
        found = list(self.get_queryset(request).filter(pk__in=ticked).order_by("reference", "pk"))
        if len(found) != len(ticked):
            raise Http404(NO_SUCH)
        try:
            done = review_all(found, by=request.user)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return
        if count := len(done.activities):
            said = ngettext("%(count)s activity is reviewed.", "%(count)s activities are reviewed.", count)
            self.message_user(request, said % {"count": count}, messages.SUCCESS)
        for sentence in done.skipped:
            self.message_user(request, sentence, messages.WARNING)


def reviewed_words(activity: ProcessingActivity) -> str:
    """That it is reviewed, and when again."""
    said = {"activity": activity, "day": words(None, activity.next_review_on)}
    if activity.next_review_on is None:
        return (
            _(
                "“%(activity)s” is reviewed. No interval is set, so no next review is planned; set one in the form."
            )
            % said
        )
    return _("“%(activity)s” is reviewed; the next review is on %(day)s.") % said
