"""Deleting: with a reason, in the ledger, and only what nothing refers to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import models, router
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.admin.forms import reason_field
from registry.admin.labels import links_of_part, name_of_part
from registry.admin.scoped import owner_of
from registry.ledger.recording import current, recording
from registry.models import Channel, Citation, Clarification, Organisation, Waiver
from registry.models.base import Child
from registry.models.parts import parts_of

NAMED = 20
"""So many users of a record are named; the others are counted."""


class DeletionForm(forms.Form):
    """Why it is deleted."""

    reason_for_change = reason_field()


def users_of(record: models.Model) -> list[models.Model]:
    """The records that name this one among several; of those that name it alone the database knows."""
    found: list[models.Model] = []
    for relation in record._meta.related_objects:
        field = relation.field
        if isinstance(field, models.ManyToManyField):
            found += field.model._default_manager.filter(**{field.name: record.pk})
    return found


def parts_in(record: models.Model) -> list[Child]:
    """The parts of a record; those that link to other parts come first, as they have to go first."""
    models_ = parts_of(type(record))

    def goes_last(part: type[Child]) -> bool:
        return not any(field.related_model in models_ for field in part._meta.many_to_many)

    return [
        row
        for part in sorted(models_, key=goes_last)
        for row in _with_names(part).filter(**{part.part_of: record.pk})
    ]


def _with_names(part: type[Child]) -> models.QuerySet:
    """Parts with the records that their names may come from."""
    return part._default_manager.select_related(*links_of_part(part))


def said_about(records: Iterable[models.Model]) -> list[models.Model]:
    """The citations, open questions and accepted findings about these records: they say nothing once those are gone.

    Three queries."""
    about = models.Q(pk__in=())
    for record in records:
        about |= models.Q(record_type=record._meta.model_name, record_id=record.pk)
    return [
        row for model in (Citation, Clarification, Waiver) for row in model._default_manager.filter(about)
    ]


class Deleting:
    """Mixin for admins of records."""

    delete_confirmation_template = "admin/registry/delete_confirmation.html"

    def delete_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404(_("There is no such record, or it belongs to another organisation."))
        form = DeletionForm(request.POST if request.method == "POST" else None)
        context = {"reason_form": form, **(extra_context or {})}
        if not form.is_valid():
            request.POST = QueryDict()  # not confirmed yet: the page is shown, again or for the first time
            return super().delete_view(request, object_id, context)
        owner = Organisation.objects.filter(pk=owner_of(record)).first()
        reason = form.cleaned_data["reason_for_change"]
        with recording(by=request.user, organisation=owner, channel=Channel.ADMIN, reason=reason):
            current().lock()
            return super().delete_view(request, object_id, context)

    def get_deleted_objects(
        self, objs: Any, request: Any
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """What goes, and what stands in the way, in words; rights were checked on the whole."""
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        parts = [part for record in objs for part in parts_in(record)]
        going = [self._named(record, request) for record in objs]
        going += [self._named(part, request, name=name_of_part(part)) for part in parts]
        going += [self._named(said, request) for said in said_about([*objs, *parts])]
        users = [user for record in objs for user in users_of(record)]
        return (
            going,
            {},
            set(),
            self._all_named((*collector.protected, *users), request),
        )

    def _all_named(self, records: Iterable[models.Model], request: Any) -> list[str]:
        once = {(str(record._meta.verbose_name), str(record), record.pk): record for record in records}
        named = [self._named(once[key], request) for key in sorted(once)]
        if (more := len(named) - NAMED) > 0:
            return [*named[:NAMED], ngettext("%(count)s more", "%(count)s more", more) % {"count": more}]
        return named

    def _named(self, record: models.Model, request: Any, *, name: str = "") -> str:
        """A record with its kind and, where there is one, a link to its form."""
        what, model = capfirst(str(record._meta.verbose_name)), type(record)
        if not self.admin_site.is_registered(model):
            return format_html("{}: {}", what, name or record)
        url = f"{self.admin_site.name}:{model._meta.app_label}_{model._meta.model_name}_change"
        return format_html('{}: <a href="{}">{}</a>', what, reverse(url, args=[record.pk]), record)

    def delete_model(self, request: Any, obj: Any) -> None:
        parts = parts_in(obj)
        for part in (*said_about([obj, *parts]), *parts):
            part.delete()
        obj.delete()

    def response_delete(self, request: Any, obj_display: str, obj_id: Any) -> HttpResponse:
        url = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_history"
        link = reverse(url, args=[obj_id])
        self.message_user(
            request,
            format_html('<a href="{}">{}</a>', link, _("What was recorded of it stays in its history.")),
            messages.INFO,
        )
        return super().response_delete(request, obj_display, obj_id)
