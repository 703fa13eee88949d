"""Forms of records and of their parts: every objection names its field, and what was typed stays."""

import json
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField, construct_instance
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.edits import Edit
from registry.admin.labels import is_key, name_of_part
from registry.admin.widgets import LinkMixin
from registry.admin.wording import heading
from registry.models.fields import CodesField, refuse_control_characters, tidy

REASON, SEEN = "reason_for_change", "seen_revision"
REASON_LIMIT = 2_000


class KeysField(forms.ModelMultipleChoiceField):
    """Several records; what cannot be a key is refused as unknown, where the database would raise."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if not is_key(key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": key}
                )
        return super().clean(value)


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Reason for this change"),
        required=False,
        max_length=REASON_LIMIT,
        validators=[refuse_control_characters],
        widget=AdminTextareaWidget(attrs={"rows": 2, "cols": 80}),
        help_text=gettext_lazy("Kept in the history, for whoever asks later."),
    )


class LinkedForm(forms.ModelForm):
    """A form whose links are labelled together with those of the whole page."""

    edit: ClassVar[Edit]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, LinkMixin):
                self.edit.labels.want(widget.model, self._keys_of(name, field))
                self._keep_chosen(name, field)

    def _keys_of(self, name: str, field: forms.Field) -> list[Any]:
        if self.is_bound:
            value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        else:
            value = self.get_initial_for_field(field, name)
        values = value if isinstance(value, list | tuple) else [value]
        return [getattr(item, "pk", item) for item in values]

    def _keep_chosen(self, name: str, field: Any) -> None:
        """What was chosen once may stay, even where it is no longer offered."""
        offered = self._meta.model._meta.get_field(name).get_limit_choices_to()
        chosen = getattr(self.instance, f"{name}_id", None)
        if offered and chosen:
            field.queryset = field.queryset | field.queryset.model._default_manager.filter(pk=chosen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field in self._meta.model._meta.concrete_fields:
            if isinstance(field, CodesField) and field.name in cleaned:
                before = getattr(self.instance, field.name)
                # The same codes in another order are no change.
                if sorted(before) == sorted(cleaned[field.name]):
                    cleaned[field.name] = before
        return cleaned

    def _post_clean(self) -> None:
        """As Django does, but each constraint by itself: its own order of things gives their objections no field."""
        exclude = self._get_validation_exclusions()
        # Links are left to the form: it has looked them up, and lets stay what was chosen once.
        links = {name for name, field in self.fields.items() if isinstance(field, forms.ModelChoiceField)}
        parents = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        try:
            self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.instance.full_clean(
                exclude=exclude | links | parents, validate_unique=False, validate_constraints=False
            )
        except ValidationError as error:
            self._update_errors(error)
        if self._validate_unique:
            self.validate_unique()
        if self.has_changed():
            # The owner counts although it is not always on the form.
            self.validate_constraints(exclude=self._get_validation_exclusions() - {"organisation"})

    def validate_constraints(self, *, exclude: set[str]) -> None:
        """What the database would refuse is said beforehand, beside a field. One query per constraint."""
        model = self._meta.model
        for constraint in model._meta.constraints:
            try:
                constraint.validate(model, self.instance, exclude=exclude)
            except ValidationError as error:
                self._object(constraint, error)

    def _object(self, constraint: Any, error: ValidationError) -> None:
        meta = self._meta.model._meta
        names = getattr(constraint, "fields", ()) or constraint.condition.referenced_base_fields
        fields = [field for field in meta.fields if field.name in names and field.name in self.fields]
        if isinstance(constraint, models.UniqueConstraint) and fields:
            labels = get_text_list(
                [heading(field) for field in fields if field.name != "organisation"], _("and")
            )
            error = ValidationError(
                _("Another %(record)s has the same: %(fields)s.")
                % {"record": meta.verbose_name, "fields": labels}
            )
        self.add_error(fields[-1].name if fields else None, error)


class RecordForm(LinkedForm):
    """A whole record: with the reason of the change, and the revision that the person has seen."""

    reason_for_change = reason_field()
    seen_revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if SEEN in self.fields:
            self.initial[SEEN] = self.edit.newest

    def clean_reason_for_change(self) -> str:
        return tidy(self.cleaned_data[REASON])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.edit.objections:
            # Whoever has read what changed may save over it: the form now carries the revision it was told of.
            self.data = self.data.copy()
            self.data[SEEN] = str(self.edit.newest)
            raise ValidationError(list(self.edit.objections))
        if self.edit.refusal is not None:
            self.add_refusal(self.edit.refusal)
        return cleaned

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {REASON, SEEN})

    def add_refusal(self, refusal: ValidationError) -> None:
        """Puts what was refused beside its field, or above the form where the field is not on it."""
        by_field = (
            refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
        )
        for name, errors in by_field.items():
            self.add_error(name if name in self.fields else None, errors)


class ChildForm(LinkedForm):
    """A part of a record, edited on the form of its whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = self.edit.owner_id

    @property
    def row_name(self) -> str:
        """What the row is called; empty for a new one."""
        return name_of_part(self.instance) if self.instance.pk is not None else ""

    @property
    def row_remark(self) -> str:
        """What else is worth knowing of the row at a glance."""
        return ""


class ChildFormSet(BaseInlineFormSet):
    """The parts of one record. Rows that nobody touched are not looked at again."""

    add_first = add_another = ""
    """What the button says that adds a part: the first, and one more."""

    @property
    def script_data(self) -> str:
        """What Django's script for rows reads, as JSON."""
        words = self.add_another if self.forms else self.add_first
        options = {"prefix": self.prefix, "addText": str(words), "deleteText": _("Remove")}
        return json.dumps({"name": f"#{self.prefix}", "options": options})

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.empty_permitted = form.empty_permitted or form.instance.pk is not None
        return form

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A new row goes to the end, unless somebody gave it a place."""
        if "position" in form.fields and "position" not in form.changed_data:
            others = (row.instance.position for row in self.forms if row is not form)
            form.instance.position = max(others, default=-1) + 1
        return super().save_new(form, commit)
