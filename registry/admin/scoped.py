"""What every admin class shares: permission by role, rows and choices by organisation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models

from registry.access.roles import ADD, CHANGE, DELETE, VIEW, may
from registry.access.scope import scope
from registry.admin.forms import KeysField
from registry.admin.labels import is_key
from registry.admin.searching import find_written
from registry.admin.widgets import Link, Links, LinkWithNew, Place, Places
from registry.admin.wording import column
from registry.ledger.revisions import SHARED
from registry.models import Organisation, Record
from registry.models.fields import CodesField, PlaceField, PlacesField

AUTOCOMPLETE = "autocomplete"
SPOKEN = (PlaceField, CodesField, models.BooleanField)
"""Fields whose values are shown as words to whoever only reads."""
NEEDLESS = ("actions.js", "urlify.js", "prepopulate.js", "xregexp.js", "xregexp.min.js")
"""Scripts of Django's for actions in bulk, and for fields that fill in others; there are neither."""


def owner_of(record: models.Model) -> int | None:
    """The organisation that a record belongs to; None for what all share."""
    return record.pk if isinstance(record, Organisation) else getattr(record, "organisation_id", None)


def allowed(user: Any, verb: str, model: type[models.Model], record: models.Model | None) -> bool:
    """Whether the account may do this to the record or, where none is given, to any of its own."""
    if record is None or record.pk is None:
        return may(user, verb, model)
    owner = owner_of(record)
    if owner is None and verb != VIEW:
        return user.is_active and user.is_superuser
    return may(user, verb, model, organisation_id=owner)


def belonging_to(queryset: models.QuerySet, *, owner: int | None) -> models.QuerySet:
    """Of a queryset, what a record of this owner may link to: the owner's and what all share."""
    fields = {field.name: field for field in queryset.model._meta.fields}
    if "organisation" not in fields:
        return queryset
    own = models.Q(organisation=owner)
    return queryset.filter(own | models.Q(organisation=None) if fields["organisation"].null else own)


def spoken(model: type[models.Model], names: Any) -> list[Any]:
    """The columns of a list, with yes and no as words: Django's pictures of them are not for everybody."""
    known = {field.name for field in model._meta.concrete_fields if isinstance(field, models.BooleanField)}
    return [column(model, name) if name in known else name for name in names]


def closest_first(queryset: models.QuerySet, names: Iterable[str], *, typed: str) -> models.QuerySet:
    """The records in the order in which they are offered: what is called as typed, what begins so, anything else."""
    if not (term := typed.strip()):
        return queryset
    same, begins = models.Q(), models.Q()
    for name in names:
        same |= models.Q(**{f"{name}__iexact": term})
        begins |= models.Q(**{f"{name}__istartswith": term})
    near = models.Case(models.When(same, then=0), models.When(begins, then=1), default=2)
    return queryset.order_by(near, *(queryset.query.order_by or queryset.model._meta.ordering))


class Scoped:
    """Mixin for admins and inlines: who may, which rows, and what may be chosen."""

    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3, "cols": 80})}}

    @property
    def media(self) -> forms.Media:
        """What Django's pages load, without what they would load for nothing: a third of their weight."""
        whole = super().media
        return forms.Media(css=whole._css, js=[path for path in whole._js if not path.endswith(NEEDLESS)])

    def permission_model(self) -> type[models.Model]:
        """Whose roles decide."""
        return self.model

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return allowed(request.user, VIEW, self.permission_model(), obj)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return may(request.user, ADD, self.permission_model())

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return allowed(request.user, CHANGE, self.permission_model(), obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        if isinstance(obj, Record) and owner_of(obj) is None:
            return False  # what all share is retired, never deleted
        return allowed(request.user, DELETE, self.permission_model(), obj)

    def has_module_permission(self, request: Any) -> bool:
        return self.has_view_permission(request)

    def get_list_display(self, request: Any) -> Any:
        return spoken(self.model, super().get_list_display(request))

    def get_queryset(self, request: Any) -> models.QuerySet:
        return scope(super().get_queryset(request), user=request.user)

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Lists are searched for all that is written; where a record is chosen, for what it is called."""
        if request.resolver_match.url_name != AUTOCOMPLETE:
            return find_written(queryset, search_term, site=self.admin_site), False
        if is_key(owner := request.GET.get("organisation", "")):
            queryset = belonging_to(queryset, owner=int(owner))
        found, distinct = super().get_search_results(request, queryset, search_term)
        return closest_first(found, self.search_fields, typed=search_term), distinct

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self.choices_for(db_field, request))
        if "widget" not in kwargs and self.admin_site.is_registered(db_field.remote_field.model):
            kwargs["widget"] = self.link(Link, db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self.choices_for(db_field, request))
        kwargs.setdefault("form_class", KeysField)
        if "widget" not in kwargs and self.admin_site.is_registered(db_field.remote_field.model):
            kwargs["widget"] = self.link(Links, db_field, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def choices_for(self, db_field: Any, request: Any) -> models.QuerySet:
        """What may be linked: nothing of other organisations and, once the owner is settled, its own records only."""
        found = scope(db_field.remote_field.model._default_manager.all(), user=request.user)
        return belonging_to(found, owner=request.edit.owner_id) if request.edit.known else found

    def link(self, widget: type, db_field: Any, request: Any) -> Any:
        edit = request.edit
        owner = (edit.owner_id or SHARED) if edit.known else None
        return widget(db_field, self.admin_site, labels=edit.labels, owner=owner)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            owner = db_field.name == "organisation"
            field.widget = field.widget.widget if owner else LinkWithNew.around(field.widget)
        if isinstance(db_field, PlaceField | PlacesField):
            kind = Places if isinstance(db_field, PlacesField) else Place
            field.widget = kind(db_field, self.admin_site)
            field.widget.is_required = field.required
        elif isinstance(db_field, CodesField):
            field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
        return field

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """Whoever only reads sees words in place of codes."""
        groups = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return groups
        return [(name, {**group, "fields": self._read_only(group["fields"])}) for name, group in groups]

    def _read_only(self, names: Any) -> list[Any]:
        return [
            self._read_only(name) if isinstance(name, tuple | list) else self._words_of(name)
            for name in names
        ]

    def _words_of(self, name: Any) -> Any:
        fields = {field.name: field for field in self.opts.concrete_fields}
        return column(self.model, name) if isinstance(fields.get(name), SPOKEN) else name
