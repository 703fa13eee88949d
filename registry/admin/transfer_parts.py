"""The transfers of an activity, edited on its form, each with the first of its grounds."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.activity_parts import PartInline
from registry.admin.forms import ChildForm, ChildFormSet
from registry.admin.wording import heading
from registry.models import Transfer, TransferGround, TransferMechanism

GROUND = ("mechanism", "module")
"""Fields of the first ground."""
Grounds = dict[int, TransferGround]


class TransferForm(ChildForm):
    """A transfer and its first ground; the others have their place on the transfer's own form."""

    mechanism = forms.ModelChoiceField(queryset=TransferMechanism.objects.none(), required=False)
    module = forms.ChoiceField(choices=TransferGround.Module.choices, required=False)

    def __init__(self, *args: Any, grounds: Grounds, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        self.ground = grounds.get(instance.pk) if instance is not None else None
        first = {"mechanism": self.ground.mechanism_id, "module": self.ground.module} if self.ground else {}
        kwargs["initial"] = {**first, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    @property
    def row_name(self) -> str:
        return str(self.instance) if self.instance.pk else ""

    @property
    def row_remark(self) -> str:
        if not self.instance.pk:
            return ""
        importer = self.instance.importer or self.instance.importer_as_stated
        return " · ".join(str(one) for one in (importer, self.ground.mechanism if self.ground else "") if one)

    def _keep_chosen(self, name: str, field: Any) -> None:
        if name != "mechanism":
            super()._keep_chosen(name, field)
        elif self.ground is not None:
            known = TransferMechanism.objects.filter(pk=self.ground.mechanism_id)
            field.queryset = field.queryset | known

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "mechanism" in self.fields and "mechanism" not in self.errors:
            for field, objection in self._objections(cleaned):
                self.add_error(field, objection)
        return cleaned

    def _objections(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        if cleaned.get("mechanism"):
            reason = cleaned.get("grounds_absent_because")
            both = _("Give either the grounds or the reason why none is needed, not both.")
            return [("grounds_absent_because", both)] if reason else []
        if self.ground is not None:
            return [("mechanism", _("A ground is removed on the transfer's own form, with a reason."))]
        alone = _("Choose the mechanism that this module belongs to.")
        return [("mechanism", alone)] if cleaned.get("module") else []

    def _save_m2m(self) -> None:
        """After the transfer itself, its ground."""
        super()._save_m2m()
        mechanism = self.cleaned_data.get("mechanism")
        if mechanism is None or not set(GROUND) & set(self.changed_data):
            return
        ground = self.ground or TransferGround(transfer=self.instance)
        ground.mechanism, ground.module = mechanism, self.cleaned_data["module"]
        ground.organisation_id = self.instance.organisation_id
        ground.save()


class TransferFormSet(ChildFormSet):
    """Reads the first grounds of all rows together."""

    @cached_property
    def grounds(self) -> Grounds:
        """Transfer → its first ground; one query."""
        if self.instance.pk is None:
            return {}
        found = TransferGround.objects.filter(transfer__activity=self.instance).select_related("mechanism")
        return {ground.transfer_id: ground for ground in reversed(found)}

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "grounds": self.grounds}


def of_ground(name: str) -> Callable[[Transfer], str]:
    """An item of the first ground, for whoever only reads."""
    field = TransferGround._meta.get_field(name)

    def shown(transfer: Transfer) -> str:
        ground = next(iter(transfer.grounds.all()), None)
        if ground is None:
            return "-"
        return str(ground.mechanism) if name == "mechanism" else ground.get_module_display()

    shown.short_description = heading(field)  # type: ignore[attr-defined]
    return shown


class TransferInline(PartInline):
    """Letter (e), and letter (c) of the processor's record."""

    model = Transfer
    form = TransferForm
    add_first, add_another = gettext_lazy("Add a transfer"), gettext_lazy("Add another transfer")
    formset = TransferFormSet
    says = ("destination", "international_organisation", "importer", "importer_as_stated", "mechanism")
    show_change_link = True
    verbose_name_plural = gettext_lazy("Transfers by this activity itself")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "destination", "international_organisation", "importer", "importer_as_stated",
                    "data_as_stated", ("exporter", "frequency"),
                )
            },
        ),
        (
            gettext_lazy("The ground it goes on — Arts 45, 46 and 49"),
            {"fields": (*GROUND, "grounds_absent_because")},
        ),
        (
            gettext_lazy("Documented for compelling legitimate interests — Art. 49(1), second part"),
            {"classes": ("collapse",), "fields": ("safeguards",)},
        ),
        (
            gettext_lazy("When"),
            {"classes": ("collapse",), "fields": ("condition", "in_force_from", "in_force_until")},
        ),
    )  # fmt: skip

    def get_queryset(self, request: Any) -> Any:
        """Whoever only reads sees the grounds without a form that reads them."""
        found = super().get_queryset(request)
        return found if self.has_change_permission(request) else found.prefetch_related("grounds__mechanism")

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if "mechanism" in formset.form.base_fields:
            for name in GROUND:
                field = TransferGround._meta.get_field(name)
                formset.form.base_fields[name] = self.formfield_for_dbfield(field, request, required=False)
        return formset

    def _words_of(self, name: Any) -> Any:
        return of_ground(name) if name in GROUND else super()._words_of(name)
