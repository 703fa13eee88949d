"""The steps between draft and retired on an activity's form and on a page of their own, and what was approved."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from registry.actions import approvals as steps
from registry.actions.refused import Refused
from registry.admin.approval_state import APPROVE, ASK, RETIRE, SEND_BACK, TAKE_UP, State, state_of
from registry.admin.forms import reason_field
from registry.admin.walking import Walking
from registry.documents.approved import Approved
from registry.documents.canonical import decode
from registry.documents.days import day_at
from registry.documents.inventory import Inventory
from registry.inventory import read_inventory
from registry.inventory.approvals import approvals_of
from registry.models import Organisation, ProcessingActivity
from registry.models.fields import tidy
from registry.render.pieces import activity as sheet_piece
from registry.render.printable import every_text, printable

ACTIONS: dict[str, tuple[Callable[..., Any], Any]] = {
    ASK: (steps.ask_for_review, gettext_lazy("“%(activity)s” is in review.")),
    APPROVE: (steps.approve, gettext_lazy("“%(activity)s” is approved; what it says now is kept.")),
    SEND_BACK: (steps.send_back, gettext_lazy("“%(activity)s” is a draft again.")),
    RETIRE: (steps.retire, gettext_lazy("“%(activity)s” is retired.")),
    TAKE_UP: (steps.take_up_again, gettext_lazy("“%(activity)s” is a draft again.")),
}
"""Step → what it does, and what is said then."""
CONTENTS = {"art30": "full", "full": "art30"}
"""The two editions, each with the other one."""
STRANGE = gettext_lazy("There is no such record, or it belongs to another organisation.")


class StepForm(forms.Form):
    """Which step, why, and which state of the activity was read before."""

    step = forms.ChoiceField(
        choices=[(name, name) for name in ACTIONS],
        error_messages={
            "required": gettext_lazy("Choose a step: press one of the buttons."),
            "invalid_choice": gettext_lazy("There is no step “%(value)s”; press one of the buttons."),
        },
    )
    reason = reason_field()
    seen = forms.CharField(required=False, max_length=64)

    def clean_reason(self) -> str:
        return tidy(self.cleaned_data["reason"])


class Approving(Walking):
    """Mixin: `<key>/approval/` shows where the activity stands and takes steps, `<key>/approval/<number>/` what was kept."""

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.approval_view))
        kept = self.admin_site.admin_view(require_safe(self.approved_view))
        return [
            path("<int:key>/approval/", page, name="registry_processingactivity_approval"),
            path("<int:key>/approval/<int:number>/", kept, name="registry_processingactivity_approved"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        record = kwargs.get("obj")
        if record is not None and not context.get("is_popup") and isinstance(response, TemplateResponse):
            edit = request.edit
            # As it is recorded: what was typed and refused is on the same object.
            stored = ProcessingActivity.objects.get(pk=record.pk) if request.method == "POST" else record
            response.context_data["approval"] = self._state(  # type: ignore[index]
                request, stored, edit.organisation, edit.inventory
            )
        return response

    def approval_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Where the activity stands, what was changed since it was approved; posted, a step."""
        record = self._known(request, key)
        if request.method != "POST":
            return self._approval_page(request, record, StepForm())
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        form = StepForm(request.POST)
        if form.is_valid():
            try:
                self._take(request, record, form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect(reverse(f"{self._site}_change", args=[key]))
        page = self._approval_page(request, record, form)
        page.status_code = 400
        return page

    def _take(self, request: HttpRequest, record: ProcessingActivity, asked: dict[str, Any]) -> None:
        """Takes a step and says so. Raises Refused, PermissionDenied."""
        action, said = ACTIONS[asked["step"]]
        more = {"seen": asked["seen"]} if action is steps.approve else {}
        action(record, by=request.user, reason=asked["reason"], **more)
        self.message_user(request, said % {"activity": record}, messages.SUCCESS)

    def approved_view(self, request: HttpRequest, key: int, number: int) -> HttpResponse:
        """The sheet that an approval keeps, in one of two editions."""
        record = self._known(request, key)
        content = request.GET.get("content", "art30")
        found = [
            one
            for one in approvals_of(record.pk, organisation_id=record.organisation_id)
            if one.number == number
        ]
        if content not in CONTENTS or not found:
            raise Http404(_("There is no such approval of it, in no such edition."))
        document = decode(found[0].content, Approved)
        with translation.override(document.language):
            sheet = every_text(document.sheet(content=content), printable)
            printed = sheet_piece(sheet, anchor="sheet", on_paper=False).html
        context = {
            "title": _("Approval %(number)s of %(activity)s") % {"number": number, "activity": record},
            "opts": self.opts,
            "record": record,
            "sheet": printed,
            "content": content,
            "other": CONTENTS[content],
            "kept": found[0],
        }
        return TemplateResponse(request, "admin/registry/activity_sheet.html", context)

    @property
    def _site(self) -> str:
        return f"{self.admin_site.name}:registry_processingactivity"

    def _known(self, request: HttpRequest, key: int) -> ProcessingActivity:
        """Raises Http404 for strangers, PermissionDenied for members who may not read."""
        record = self.get_object(request, str(key))
        if record is None:
            raise Http404(STRANGE)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record  # type: ignore[no-any-return]

    def _approval_page(
        self, request: HttpRequest, record: ProcessingActivity, form: StepForm
    ) -> TemplateResponse:
        organisation = Organisation.objects.get(pk=record.organisation_id)
        record.refresh_from_db()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Approval of %(activity)s") % {"activity": record},
            "opts": self.opts,
            "record": record,
            "approval": self._state(request, record, organisation, read_inventory(organisation=organisation)),
            "form": form,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/registry/approval.html", context)

    def _state(
        self,
        request: HttpRequest,
        record: ProcessingActivity,
        organisation: Organisation,
        inventory: Inventory,
    ) -> State:
        return state_of(
            record,
            organisation=organisation,
            inventory=inventory,
            approvals=approvals_of(record.pk, organisation_id=organisation.pk),
            on=day_at(timezone.now(), timezone=organisation.timezone),
            user=request.user,
            may_change=self.has_change_permission(request, record),
        )
