"""The base class of every record's admin: each save, and each deletion, is one sealed revision."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.forms import HiddenInput
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.access.roles import ADD, may, roles_of
from registry.access.scope import scope
from registry.actions.touching import touched_since
from registry.admin.changes import entries, sentence
from registry.admin.deleting import Deleting, parts_in, said_about
from registry.admin.edits import Edit, newest_number
from registry.admin.forms import REASON, SEEN, RecordForm
from registry.admin.history import timezone_of
from registry.admin.labels import Labels, is_key
from registry.admin.restoring import Restoring
from registry.admin.saved_lists import SavedLists
from registry.admin.scoped import Scoped, owner_of
from registry.admin.versions import Version, versions_of
from registry.admin.wording import words
from registry.ledger.errors import WrongOrganisation
from registry.ledger.recording import current, recording
from registry.ledger.revisions import SHARED
from registry.models import Channel, Organisation, Revision

NEVER_OPENED = gettext_lazy(
    "This form does not say which state of the record it was opened on, so nothing was saved. "
    "Check what you typed and save again."
)
CHANGED_MEANWHILE = gettext_lazy(
    "Nothing was saved: the record was changed after you opened it. What you typed is still here; "
    "save again to put it in place of the following."
)
SHARED_BY_ALL = gettext_lazy("Shared by all organisations")
CONFLICT = 409
LAST = "last"
"""Marks the group that is shown below all parts, just above the buttons."""


class OwnerFilter(admin.RelatedOnlyFieldListFilter):
    """By organisation; what belongs to none has words as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = SHARED_BY_ALL


class RecordAdmin(SavedLists, Restoring, Deleting, Scoped, admin.ModelAdmin):
    """Permissions by role, choices by organisation, writes through the ledger, lost updates refused."""

    form = RecordForm
    actions = None
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    change_form_template = "admin/registry/change_form.html"
    also: tuple[tuple[str, str], ...] = ()
    """Lists to link to from a record: the model's name, and the filter that takes the record's number."""
    sourced = True
    """Whether citations and open questions can be about it."""
    owned = True
    """Whether an organisation is chosen when one is added."""
    list_select_related_also: tuple[str, ...] = ()
    """Links that a column reads without being one."""
    shareable = False
    """Whether a record may belong to none, for all to share."""

    # Who and whose

    def owners(self, request: Any) -> models.QuerySet:
        """The organisations for which the account may add such a record."""
        own = scope(Organisation.objects.all(), user=request.user)
        allowed = [
            pk
            for pk in own.values_list("pk", flat=True)
            if may(request.user, ADD, self.model, organisation_id=pk)
        ]
        return own.filter(pk__in=allowed)

    def edit_of(self, request: Any, object_id: str | None) -> Edit:
        """Whose form this is, read before the record itself. Raises Http404 for an unknown record."""
        edit = Edit(labels=Labels(user=request.user), known=True)
        if object_id is not None:
            edit.organisation = self._owner_of_existing(request, object_id)
        elif self.owned:
            edit.known, edit.organisation = self._owner_of_new(request)
        edit.newest = newest_number(edit.organisation) if edit.known else 0
        return edit

    def _owner_of_existing(self, request: Any, object_id: str) -> Organisation | None:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404(_("There is no such record, or it belongs to another organisation."))
        if isinstance(record, Organisation):
            return record
        return Organisation.objects.get(pk=record.organisation_id) if owner_of(record) else None

    def _owner_of_new(self, request: Any) -> tuple[bool, Organisation | None]:
        """Whether the owner is settled, and who it is: as typed, as asked for, or the only one there can be."""
        source = request.POST if request.method == "POST" else request.GET
        asked = source.get("organisation", request.GET.get("organisation"))
        owners = {str(owner.pk): owner for owner in self.owners(request)}
        shared = self.shareable and request.user.is_superuser
        if asked in owners:
            return True, owners[asked]
        if shared and asked in ("", str(SHARED)):
            return True, None
        if asked is None and len(owners) == 1 and not shared:
            return True, next(iter(owners.values()))
        return False, None

    # Lists

    def get_list_display(self, request: Any) -> Any:
        names = list(super().get_list_display(request))
        return [names[0], "organisation", *names[1:]] if self._several(request) else names

    def get_list_filter(self, request: Any) -> Any:
        filters = list(super().get_list_filter(request))
        owner = ("organisation", OwnerFilter)
        return [owner, *filters] if self._several(request) else filters

    def _several(self, request: Any) -> bool:
        """Whether the account works for more than one organisation, so that lists have to say whose a record is."""
        return self.owned and (request.user.is_superuser or len(roles_of(request.user)) > 1)

    def get_list_select_related(self, request: Any) -> list[str]:
        links = {field.name for field in self.opts.concrete_fields if field.is_relation}
        named = [name for name in self.get_list_display(request) if isinstance(name, str)]
        return [*(name for name in named if name in links), *self.list_select_related_also]

    # Forms

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.edit = request.edit
        return form

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        groups = [(name, {**group}) for name, group in super().get_fieldsets(request, obj)]
        if self.owned:
            first = groups[0][1]
            first["fields"] = ("organisation", *(name for name in first["fields"] if name != "organisation"))
        if obj is None or self.has_change_permission(request, obj):
            groups.append((_("This change"), {"classes": (LAST,), "fields": (REASON, SEEN)}))
        return groups

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name not in (REASON, SEEN)]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        names = tuple(super().get_readonly_fields(request, obj))
        return ("organisation", *names) if self.owned and obj is not None else names

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "organisation":
            return self._owner_field(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _owner_field(self, db_field: Any, request: Any) -> Any:
        edit, owners = request.edit, self.owners(request)
        shared = self.shareable and request.user.is_superuser
        field = db_field.formfield(queryset=owners, required=not shared, initial=edit.owner_id)
        field.empty_label = SHARED_BY_ALL if shared else None
        if edit.known:
            # One to choose from: the links below it are already those of this one.
            labels = {edit.owner_id or "": str(edit.organisation or field.empty_label)}
            field.choices = list(labels.items())
            if in_popup(request):
                field.widget = HiddenInput()  # it follows from the form that the window was opened from
        return field

    def add_view(self, request: Any, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if self.owned and request.method == "GET" and not self._owner_of_new(request)[0]:
            return self.choose_owner(request)
        return super().add_view(request, form_url, extra_context)

    def choose_owner(self, request: Any) -> HttpResponse:
        """Before the form: for which organisation? Everything that can be linked follows from it."""
        owners = [(owner.pk, str(owner)) for owner in self.owners(request)]
        if self.shareable and request.user.is_superuser:
            owners.append((SHARED, SHARED_BY_ALL))
        links = []
        for key, name in owners:
            query = request.GET.copy()
            query["organisation"] = key
            links.append((f"?{query.urlencode()}", name))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add %(record)s: for which organisation?") % {"record": self.opts.verbose_name},
            "links": links,
            "opts": self.opts,
            "is_popup": in_popup(request),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/registry/choose.html", context)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["problems"] = problems(context["adminform"].form, formsets)
        context["also"] = self.links_beside(request, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        """Lists of what belongs to this record and has forms of its own."""
        if obj is None:
            return []
        about = {"about": f"{self.opts.model_name}-{obj.pk}"}
        wanted = [*((name, {lookup: obj.pk}) for name, lookup in self.also)]
        wanted += [("citation", about), ("clarification", about)] if self.sourced else []
        return [self._link_to(name, query) for name, query in wanted]

    def _link_to(self, name: str, query: dict[str, Any]) -> dict[str, str]:
        label = capfirst(str(apps.get_model("registry", name)._meta.verbose_name_plural))
        return {
            "label": label,
            "url": reverse(f"{self.admin_site.name}:registry_{name}_changelist", query=query),
        }

    # Saving

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        request.edit = edit = self.edit_of(request, object_id)
        if request.method != "POST" or not edit.known:
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with recording(by=request.user, organisation=edit.organisation, channel=Channel.ADMIN) as opened:
                opened.lock()
                self.object_if_changed(request, object_id)
                response = super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, WrongOrganisation, models.ProtectedError, IntegrityError) as error:
            # Nothing was written. The form is shown again as typed, with what was refused beside its field.
            edit.refusal = refusal(error)
            response = super().changeform_view(request, object_id, form_url, extra_context)
        if edit.objections:
            response.status_code = CONFLICT
        return response

    def object_if_changed(self, request: Any, object_id: str | None) -> None:
        """Under the lock: what others wrote to the record since this form was opened speaks against saving it."""
        edit = request.edit
        record = self.get_object(request, unquote(object_id)) if object_id is not None else None
        if record is None or edit.previewed or not self.has_change_permission(request, record):
            return
        edit.newest = newest_number(edit.organisation)
        seen = request.POST.get(SEEN, "")
        if not is_key(seen):
            edit.objections = [str(NEVER_OPENED)]
        elif int(seen) < edit.newest and any(
            touched_since(one, int(seen)) for one in (record, *self.edited_with(record))
        ):
            edit.objections = [str(CHANGED_MEANWHILE), *self._changed_since(record, int(seen))]

    def edited_with(self, record: Any) -> list[models.Model]:
        """Records that can be changed on this one's form although they have forms of their own."""
        return []

    def _changed_since(self, record: models.Model, seen: int) -> list[str]:
        owner = owner_of(record)
        versions: dict[int, list[Version]] = defaultdict(list)
        for one in (record, *self.edited_with(record)):
            for key, written in versions_of(type(one), one.pk, owner=owner).items():
                versions[key] += written
        later = Revision.objects.filter(pk__in=versions, number__gt=seen).values_list("pk", flat=True)
        zone = timezone_of(owner)
        found = entries({key: versions[key] for key in sorted(later)})
        return [sentence(entry, when=words(None, entry.instant.astimezone(zone))) for entry in found]

    def save_form(self, request: Any, form: Any, change: bool) -> Any:
        record = super().save_form(request, form, change)
        if isinstance(record, Organisation) and not change:
            current().organisation = (
                record  # it is its own owner, and was not there when the recording opened
            )
        return record

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        current().reason = form.cleaned_data[REASON]
        super().save_model(request, obj, form, change)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Parts are removed last, when nothing links to them any more; then the whole is looked at."""
        form.save_m2m()
        for formset in formsets:
            for part in formset.save(commit=False):
                part.save()
            formset.save_m2m()
        # The other way round: data in use link to purposes.
        gone = [part for formset in reversed(formsets) for part in formset.deleted_objects]
        removed = [record for part in gone for record in (*parts_in(part), part)]
        for part in (*said_about(removed), *removed):
            part.delete()
        for whole in current().wholes.values():
            whole.clean_whole()

    # The ledger is the log.

    def log_addition(self, request: Any, obj: Any, message: Any) -> None:
        pass

    def log_change(self, request: Any, obj: Any, message: Any) -> None:
        pass

    def log_deletions(self, request: Any, queryset: Any) -> None:
        pass

    def _get_obj_does_not_exist_redirect(
        self, request: Any, opts: Any, object_id: str
    ) -> HttpResponseRedirect:
        raise Http404(_("There is no such record, or it belongs to another organisation."))


def in_popup(request: Any) -> bool:
    """Whether the form stands in a window that another form opened."""
    return IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST


def problems(form: Any, formsets: Any) -> list[dict[str, str]]:
    """Everything that is wrong with what was typed: in which field, what, and where on the page."""
    found = list(_problems_of(form, ""))
    for formset in formsets:
        name = str(formset.model._meta.verbose_name)
        found += [
            {"where": name, "what": what, "anchor": f"{formset.prefix}-group"}
            for what in formset.non_form_errors()
        ]
        for number, row in enumerate(formset.forms, start=1):
            found += _problems_of(row, f"{capfirst(name)} {number}, ")
    return found


def _problems_of(form: Any, prefix: str) -> Iterator[dict[str, str]]:
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        where = f"{prefix}{bound.label}" if bound else f"{prefix}{_('as a whole')}"
        anchor = bound.id_for_label or bound.html_name if bound else "content"
        if bound or prefix:  # what concerns the whole form is printed above it
            yield from ({"where": where, "what": what, "anchor": anchor} for what in errors)


def refusal(error: Exception) -> ValidationError:
    """What was refused, for a form."""
    if isinstance(error, ValidationError):
        return error
    if isinstance(error, models.ProtectedError):
        users = get_text_list(
            sorted({f"{item._meta.verbose_name} “{item}”" for item in error.protected_objects}), _("and")
        )
        return ValidationError(_("It is still in use by: %(records)s.") % {"records": users})
    if isinstance(error, IntegrityError):
        return ValidationError(
            _(
                "Somebody just took a name that is used here, or removed what is linked to. Look again and save again."
            )
        )
    return ValidationError(str(error))
