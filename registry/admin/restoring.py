"""An earlier version of a record, restored: first what that would change, then one button."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
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
from django.views.decorators.http import require_http_methods

from registry.actions.refused import Refused
from registry.actions.restore_plans import Move, RestorePlan
from registry.actions.restore_reading import touched_along
from registry.actions.restoring import NOTHING, may_restore, plan_restore, rehearse, restore
from registry.admin.changes import RecordChange, change_of, entries, names_in
from registry.admin.forms import REASON, reason_field
from registry.admin.headlines import in_order
from registry.admin.history import Historied, timezone_of
from registry.admin.versions import Version, owner_then
from registry.ledger.history import tracked
from registry.ledger.recording import CHANGED, CREATED, DELETED
from registry.ledger.rows import Row
from registry.models.fields import tidy

KINDS = {
    CREATED: gettext_lazy("Comes back"),
    CHANGED: gettext_lazy("Changes back"),
    DELETED: gettext_lazy("Goes"),
}
PLANNED = "planned"
CHANGED_MEANWHILE = gettext_lazy(
    "Nothing was restored: something changed after this page was opened. Below is what restoring would change now; what you "
    "typed is still here."
)
CONFLICT, INVALID = 409, 400
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


class RestoreForm(forms.Form):
    """Why it is restored; and which plan the person has seen."""

    reason_for_change = reason_field()
    planned = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_reason_for_change(self) -> str:
        return tidy(self.cleaned_data[REASON])

    def saw(self, plan: RestorePlan) -> bool:
        """Whether what was shown is what would be done; if not, it is shown again and what was typed stays."""
        if self.cleaned_data[PLANNED] == plan.fingerprint:
            return True
        self.data = self.data.copy()  # type: ignore[union-attr]
        self.data[PLANNED] = plan.fingerprint  # type: ignore[index]
        self.add_error(None, str(CHANGED_MEANWHILE))
        return False


@dataclass(frozen=True, kw_only=True)
class Undone(RecordChange):
    """One record that a restore would bring back, change back or remove."""

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])


class Restoring(Historied):
    """Mixin: `<key>/restore/<revision>/`, and where the history of a record leads there."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(get_or_post(self.restore_view))
        return [path("<path:object_id>/restore/<int:revision>/", view, name=name), *super().get_urls()]

    def restorable(
        self, request: Any, row: Any, versions: dict[int, list[Version]]
    ) -> Collection[dt.datetime]:
        """All as of which the record was there; but not as it stands today."""
        owner, gone = owner_then(self.model, row), row.history_type == DELETED
        if not may_restore(request.user, self.model, owner=owner, gone=gone):
            return ()
        found, there = {}, False
        for revision, written in versions.items():
            kinds = [version.kind for version in written if version.model is self.model]
            there = kinds[-1] != DELETED if kinds else there
            if there:
                found[revision] = written[0].instant
        newest = max(versions)
        if not touched_along(self.model, row.id, owner=owner, after=newest):
            found.pop(newest, None)
        return set(found.values())

    def restore_view(self, request: HttpRequest, object_id: str, revision: int) -> HttpResponse:
        """What would change; posted, the restore. Raises Http404, PermissionDenied."""
        row, owner = self.last_seen(request, object_id)
        if not may_restore(request.user, self.model, owner=owner, gone=row.history_type == DELETED):
            raise PermissionDenied
        try:
            plan = plan_restore(self.model, row.id, revision=revision, by=request.user)
        except Refused as refused:
            raise Http404(str(refused)) from refused
        form = RestoreForm(
            request.POST if request.method == "POST" else None,
            initial={REASON: plan.reason, PLANNED: plan.fingerprint},
        )
        if form.is_valid() and form.saw(plan):
            try:
                return self._restored(request, plan, reason=form.cleaned_data[REASON])
            except Refused as refused:
                form.add_error(None, str(refused))
        return self._restore_page(request, plan, form)

    def _restored(self, request: Any, plan: RestorePlan, *, reason: str) -> HttpResponse:
        made = restore(plan, by=request.user, reason=reason)
        record = self.model._default_manager.get(pk=plan.pk)
        words = {"record": record, "number": plan.revision.number, "new": made.number}
        said = _("“%(record)s” reads again as it did after revision %(number)s. This is revision %(new)s.")
        self.message_user(request, said % words, messages.SUCCESS)
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(reverse(name, args=[plan.pk]))

    def restored_look(self, plan: RestorePlan) -> dict[str, Any]:
        """What a page shows of the record while it stands as it would be restored."""
        return {}

    def _rehearsed(self, request: Any, plan: RestorePlan) -> tuple[dict[str, Any], list[str]]:
        """What the page shows of the restored record, and what stands in the way."""
        if not plan.moves or plan.obstacles:
            return {}, list(plan.obstacles)
        try:
            return rehearse(plan, by=request.user, look=lambda: self.restored_look(plan)), []
        except Refused as refused:
            return {}, [str(refused)]

    def _restore_page(self, request: Any, plan: RestorePlan, form: RestoreForm) -> TemplateResponse:
        look, obstacles = self._rehearsed(request, plan)
        owner = plan.organisation.pk if plan.organisation else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore %(record)s") % {"record": plan.name},
            "opts": self.opts,
            "plan": plan,
            "revision": entries({plan.revision.pk: []})[0],
            "timezone": timezone_of(owner),
            "changes": told(plan),
            "obstacles": obstacles,
            "nothing": "" if plan.moves or obstacles else NOTHING,
            "possible": bool(plan.moves) and not obstacles,
            "form": form,
            **look,
        }
        request.current_app = self.admin_site.name
        page = TemplateResponse(request, "admin/registry/restore.html", context)
        if form.errors:
            page.status_code = INVALID if REASON in form.errors else CONFLICT
        return page


def told(plan: RestorePlan) -> list[Undone]:
    """What would change, in the words of the histories: the record itself first. Queries: one for each kind of record
    that is linked to."""
    at = timezone.now()
    versions = [_as_version(move, at) for move in plan.moves]
    names = names_in(versions)
    changes = [change_of(version, names) for version in versions]
    order = in_order({change.model._meta.model_name or "" for change in changes})
    changes.sort(key=lambda one: (one.model is not plan.model, order.index(one.model._meta.model_name or "")))
    return [
        Undone(
            **{field.name: getattr(change, field.name) for field in fields(change) if field.name != "own"},
            own=(change.model, change.pk) == (plan.model, plan.pk),
        )
        for change in changes
    ]


def _as_version(move: Move, at: dt.datetime) -> Version:
    """The move as if it were a version already written, with the version of today before it."""
    table = tracked(move.model)

    def version(row: Row, kind: str, before: Version | None) -> Version:
        return Version(
            table=table,
            revision=0,
            instant=at,
            kind=kind,
            fields={name: row[name] for name in table.columns},
            links={name: row[name] for name in table.links},
            before=before,
        )

    today = version(move.before, CHANGED, None) if move.before is not None else None
    if move.after is None:
        return replace(today, kind=DELETED, before=today)  # type: ignore[type-var]
    return version(move.after, CREATED if today is None else CHANGED, today)
