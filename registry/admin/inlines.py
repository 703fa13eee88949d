"""The base class of the parts that are edited on the form of their whole."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.utils.translation import gettext_lazy

from registry.admin.forms import ChildForm, ChildFormSet
from registry.admin.labels import links_of_part
from registry.admin.scoped import Scoped

ROWS = 500
"""As many parts of one kind can be on a form; the activities that we know have dozens."""


class ChildInline(Scoped, admin.StackedInline):
    """Parts of a record. Whoever may change the whole may add, change and remove them."""

    form = ChildForm
    formset = ChildFormSet
    extra = 0
    max_num = ROWS
    template = "admin/registry/parts.html"
    add_first = gettext_lazy("Add the first one")
    add_another = gettext_lazy("Add another one")

    def permission_model(self) -> type[models.Model]:
        return self.parent_model

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_queryset(self, request: Any) -> models.QuerySet:
        """With all links, so that neither labels nor checks ask again for each row."""
        single = links_of_part(self.model)
        several = [field.name for field in self.opts.many_to_many]
        return super().get_queryset(request).select_related(*single).prefetch_related(*several)

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        # Whoever only reads has words in place of some fields; a form is made of fields.
        fields = [
            name for name in flatten_fieldsets(self.get_fieldsets(request, obj)) if isinstance(name, str)
        ]
        kwargs.setdefault("fields", fields)
        # Whatever number of rows is claimed, no more than this are made.
        formset = super().get_formset(request, obj, absolute_max=ROWS, **kwargs)
        formset.form.edit = request.edit
        formset.add_first, formset.add_another = self.add_first, self.add_another
        return formset
