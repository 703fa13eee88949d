"""Where a fact comes from: files kept, places cited, questions still open."""

from collections import defaultdict
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.access.scope import scope
from registry.admin.about import ASKED
from registry.admin.base import RecordAdmin
from registry.admin.forms import RecordForm
from registry.admin.labels import is_key, label_of, links_of_part, name_of_part, with_labels
from registry.admin.scoped import belonging_to
from registry.admin.wording import heading
from registry.ledger.history import tracked_models
from registry.models import Approval, Citation, Clarification, OwnedRecord, Waiver
from registry.models.base import Child
from registry.models.parts import parts_of


def kinds_of_record() -> list[tuple[str, str]]:
    """Every kind of record that something can be said about: its model's name and what it is called."""
    owned = [table.model for table in tracked_models() if issubclass(table.model, OwnedRecord)]
    silent = (Approval, Citation, Clarification, Waiver)
    models_ = [apps.get_model("registry", "organisation"), *(model for model in owned if model not in silent)]
    return [(model._meta.model_name, capfirst(str(model._meta.verbose_name))) for model in models_]


def items_of(kind: str) -> list[tuple[str, str]]:
    """The items of a kind of record and what they are called: its fields, and what its parts say together."""
    meta = apps.get_model("registry", kind)._meta
    fields = [*meta.concrete_fields, *meta.many_to_many]
    own = [
        (field.name, heading(field))
        for field in fields
        if not field.primary_key and field.name != "organisation"
    ]
    return [*own, *((name, str(label)) for name, label in ASKED.get(kind, {}).items())]


class OfRecordForm(RecordForm):
    """Names a record: which kind, which number."""

    no_kind = gettext_lazy("Choose a kind of record")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "record_type" in self.fields:
            self._choose("record_type", [("", self.no_kind), *kinds_of_record()])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        typed = self.fields[name]
        self.fields[name] = forms.ChoiceField(
            choices=choices, required=typed.required, label=typed.label, help_text=typed.help_text
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, key = cleaned.get("record_type"), cleaned.get("record_id")
        if kind and key and self.edit.known:
            found = apps.get_model("registry", kind)._default_manager.filter(pk=key)
            owned = found.filter(pk=self.edit.owner_id) if kind == "organisation" else None
            if not (owned if owned is not None else belonging_to(found, owner=self.edit.owner_id)).exists():
                self.add_error("record_id", _("The organisation has no such record of this number."))
        return cleaned


class AboutForm(OfRecordForm):
    """Says something about a record: which kind, which number, which of its items."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "record_type" not in self.fields:
            return
        kinds = kinds_of_record()
        kind = self.data.get("record_type") if self.is_bound else self.initial.get("record_type")
        if kind in dict(kinds):
            chosen = self.instance.field
            others = [] if chosen in dict(items_of(kind)) or not chosen else [(chosen, chosen)]
            self._choose("field", [("", _("The record as a whole")), *items_of(kind), *others])


class AboutFilter(admin.SimpleListFilter):
    """What is said about one record and its parts; reached by the links on the record's form."""

    title = gettext_lazy("record")
    parameter_name = "about"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        asked = request.GET.get("about", "")
        record = self._record(request, asked)
        return [] if record is None else [(asked, str(record))]

    def _record(self, request: Any, asked: str) -> Any:
        kind, _dash, key = asked.partition("-")
        if kind not in dict(kinds_of_record()) or not is_key(key):
            return None
        model = apps.get_model("registry", kind)
        return scope(model._default_manager.filter(pk=int(key)), user=request.user).first()

    def queryset(self, request: Any, queryset: models.QuerySet) -> models.QuerySet:
        record = self._record(request, self.value() or "")
        if record is None:
            return queryset
        found = models.Q(record_type=record._meta.model_name, record_id=record.pk)
        for part in parts_of(type(record)):
            keys = part._default_manager.filter(**{part.part_of: record.pk}).values("pk")
            found |= models.Q(record_type=part._meta.model_name, record_id__in=keys)
        return queryset.filter(found)


class AboutList(ChangeList):
    """Names the records that are talked about; one query per kind of record on the page."""

    def get_results(self, request: Any) -> None:
        super().get_results(request)
        keys: dict[str, set[int]] = defaultdict(set)
        for row in self.result_list:
            keys[row.record_type].add(row.record_id)
        names = {kind: names_of(kind, wanted, request.user) for kind, wanted in keys.items()}
        for row in self.result_list:
            unknown = _("no. %(number)s") % {"number": row.record_id}
            row.about = names[row.record_type].get(row.record_id, unknown)


def names_of(kind: str, keys: set[int], user: Any) -> dict[int, str]:
    """Number → name of the records of one kind, those that the account may know of."""
    if kind not in dict(kinds_of_record()):
        return {}
    model = apps.get_model("registry", kind)
    found = scope(model._default_manager.filter(pk__in=keys), user=user)
    if issubclass(model, Child):
        return {part.pk: name_of_part(part) for part in found.select_related(*links_of_part(model))}
    return {record.pk: label_of(record) for record in with_labels(found)}


class AboutAdmin(RecordAdmin):
    """What citations and open questions have in common."""

    form = AboutForm
    sourced = False
    ABOUT = (gettext_lazy("About"), {"fields": (("record_type", "record_id"), "field")})

    def get_changelist(self, request: Any, **kwargs: Any) -> type[ChangeList]:
        return AboutList

    @admin.display(description=gettext_lazy("Record"), ordering="record_id")
    def about(self, record: Any) -> str:
        return record.about

    @admin.display(description=gettext_lazy("Kind of record"), ordering="record_type")
    def kind(self, record: Any) -> str:
        return dict(kinds_of_record()).get(record.record_type, record.record_type)

    @admin.display(description=gettext_lazy("Item"), ordering="field")
    def item(self, record: Any) -> str:
        if not record.field:
            return _("The record as a whole")
        known = record.record_type in dict(kinds_of_record())
        return (dict(items_of(record.record_type)) if known else {}).get(record.field, record.field)

    def _words_of(self, name: Any) -> Any:
        return {"record_type": "kind", "field": "item"}.get(name) or super()._words_of(name)


@admin.register(Citation)
class CitationAdmin(AboutAdmin):
    """The places in a source that facts were taken from."""

    list_display = ("kind", "about", "item", "section", "sentence", "standing", "notice")
    list_display_links = ("kind", "about", "item")
    list_filter = (AboutFilter, "standing", ("notice", admin.RelatedOnlyFieldListFilter))
    search_fields = ("section", "sentence", "quote")
    fieldsets = (
        AboutAdmin.ABOUT,
        (
            gettext_lazy("The source"),
            {"fields": ("notice", "document", "captured_on", ("section", "sentence"), "quote")},
        ),
        (gettext_lazy("How it stands there"), {"fields": ("standing", "read_by", "read_because")}),
    )


class StateFilter(admin.SimpleListFilter):
    """Whether a question is answered and, as long as it is not, whether anybody asks."""

    title = gettext_lazy("state")
    parameter_name = "state"
    STATES: ClassVar = {
        "open": (gettext_lazy("Open"), models.Q(closed_on=None)),
        "nobody": (gettext_lazy("Open, and nobody has taken it on"), models.Q(closed_on=None, who="")),
        "closed": (gettext_lazy("Closed"), models.Q(closed_on__isnull=False)),
    }

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(code, label) for code, (label, _found) in self.STATES.items()]

    def queryset(self, request: Any, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() is None:
            return queryset
        return (
            queryset.filter(self.STATES[self.value()][1]) if self.value() in self.STATES else queryset.none()
        )


@admin.register(Clarification)
class ClarificationAdmin(AboutAdmin):
    """Still missing, but somebody is asking."""

    list_display = ("kind", "about", "item", "question", "who", "until", "closed_on")
    list_display_links = ("kind", "about", "question")
    list_filter = (
        AboutFilter,
        ("until", admin.DateFieldListFilter),
        StateFilter,
    )
    search_fields = ("question", "who")
    fieldsets = (
        AboutAdmin.ABOUT,
        (gettext_lazy("The question"), {"fields": ("question", ("who", "until"), "closed_on")}),
    )
