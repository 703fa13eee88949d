"""The parts of an activity, edited on its form: purposes, data and retention, recipients, transfers, clients."""

from collections.abc import Iterator
from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.activity_panels import BEYOND, FOLDED
from registry.admin.forms import ChildForm
from registry.admin.inlines import ChildInline
from registry.admin.labels import label_of
from registry.models import ClientController, DataUse, Disclosure, Purpose

WHEN = ("condition", "in_force_from", "in_force_until")
ORDER = (gettext_lazy("When, and in which order"), {"classes": ("collapse",), "fields": (*WHEN, "position")})
LETTERS = 90
"""So much of a text stands for its row."""


class PartInline(ChildInline):
    """Asks for what goes beyond Article 30 only where the form does."""

    says = ()
    """Names of the fields whose values stand for a row while it is typed."""

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        groups = super().get_fieldsets(request, obj)
        if request.edit.beyond:
            return groups
        return [group for group in groups if BEYOND not in group[1].get("classes", ())]


class PurposeForm(ChildForm):
    """Says in one line what it is for."""

    @property
    def row_name(self) -> str:
        return shortened(self.instance.text) if self.instance.pk else ""

    @property
    def row_remark(self) -> str:
        return str(self.instance.category or "") if self.instance.pk else ""


class PurposeInline(PartInline):
    """Letter (b)."""

    model = Purpose
    form = PurposeForm
    add_first, add_another = gettext_lazy("Add a purpose"), gettext_lazy("Add another purpose")
    says = ("text", "category")
    verbose_name_plural = gettext_lazy("Purposes")
    fieldsets = (
        (None, {"fields": ("text", "category", "importance")}),
        (
            gettext_lazy("Legal bases — Art. 6, 9 and 10"),
            {
                "classes": FOLDED,
                "fields": (
                    "legal_bases", "allocation", "bases_explained", "special_condition", "criminal_authority",
                    "law_cited", "interest", "interest_holder", "balancing_test", "withdrawal_route",
                    "consent_proof",
                ),
            },
        ),
        ORDER,
    )  # fmt: skip


class DataUseForm(ChildForm):
    """Offers the purposes of the same activity; new ones once they are saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "purposes" in self.fields:
            self.fields["purposes"].choices = self.edit.purposes or []

    @property
    def row_name(self) -> str:
        use = self.instance
        if not use.pk:
            return ""
        return ": ".join(filter(None, (str(use.category or ""), use.as_stated)))

    @property
    def row_remark(self) -> str:
        return " · ".join(self._remarks()) if self.instance.pk else ""

    def _remarks(self) -> Iterator[str]:
        """Of whom, and for how long."""
        use = self.instance
        yield ", ".join(str(subject) for subject in use.subjects.all()) or _("of whom: missing")
        if use.retention:
            yield str(use.retention)
        else:
            yield _("time limit not possible") if use.retention_absent_because else _("time limit: missing")


class DataUseInline(PartInline):
    """Letters (c) and (f)."""

    model = DataUse
    form = DataUseForm
    add_first, add_another = gettext_lazy("Add a kind of data"), gettext_lazy("Add another kind of data")
    says = ("category", "as_stated", "subjects", "retention")
    verbose_name = gettext_lazy("kind of data")
    verbose_name_plural = gettext_lazy("Data, of whom, and until when")
    fieldsets = (
        (None, {"fields": ("category", "as_stated", "subjects", "purposes")}),
        (
            gettext_lazy("Time limit for erasure — Art. 30(1)(f)"),
            {"fields": ("retention", "retention_absent_because")},
        ),
        (
            gettext_lazy("Source and note — Art. 13 and 14"),
            {"classes": FOLDED, "fields": (("source", "mandatory"), "note")},
        ),
        ORDER,
    )

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        if request.edit.purposes is None:
            own = Purpose.objects.filter(activity=obj) if obj is not None and obj.pk else ()
            request.edit.purposes = [(purpose.pk, str(purpose)) for purpose in own]
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "purposes":
            keys = [key for key, _label in request.edit.purposes or ()]
            kwargs["queryset"] = Purpose.objects.filter(pk__in=keys)
            kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class DisclosureForm(ChildForm):
    """Names the recipient, and what it gets."""

    @property
    def row_name(self) -> str:
        given = self.instance
        if not given.pk:
            return ""
        named = next((one for one in (given.service, given.party, given.category) if one is not None), None)
        return label_of(named) if named is not None else ""

    @property
    def row_remark(self) -> str:
        given = self.instance
        return shortened(given.reason or given.data_as_stated) if given.pk else ""


class DisclosureInline(PartInline):
    """Letter (d)."""

    model = Disclosure
    form = DisclosureForm
    add_first, add_another = gettext_lazy("Add a recipient"), gettext_lazy("Add another recipient")
    says = ("service", "party", "category")
    verbose_name_plural = gettext_lazy("Recipients")
    fieldsets = (
        (None, {"fields": ("service", "party", "category", "reason")}),
        (
            gettext_lazy("Which data, where"),
            {"classes": ("collapse",), "fields": ("data_categories", "data_as_stated", "places")},
        ),
        ORDER,
    )

    def get_queryset(self, request: Any) -> Any:
        """With the providers of services, which their names begin with."""
        return super().get_queryset(request).select_related("service__party")


class ClientForm(ChildForm):
    """Names the controller, or the class of controllers."""

    @property
    def row_name(self) -> str:
        client = self.instance
        return str(client.controller or client.class_of_controllers) if client.pk else ""

    @property
    def row_remark(self) -> str:
        client = self.instance
        return shortened(client.categories_of_processing) if client.pk else ""


class ClientInline(PartInline):
    """Art. 30(2)(a) and (b)."""

    model = ClientController
    form = ClientForm
    add_first, add_another = (
        gettext_lazy("Add a controller we act for"),
        gettext_lazy("Add another controller we act for"),
    )
    says = ("controller", "class_of_controllers")
    verbose_name_plural = gettext_lazy("Controllers we act for")
    fieldsets = (
        (None, {"fields": ("controller", "class_of_controllers", "categories_of_processing")}),
        (
            gettext_lazy("How each of a class can be named"),
            {"fields": ("list_document", ("list_system", "list_person"))},
        ),
        (
            gettext_lazy("Its representative and its data protection officer"),
            {
                "classes": ("collapse",),
                "fields": ("representative", "representative_absent_because", "dpo", "dpo_absent_because"),
            },
        ),
        (
            gettext_lazy("Contract and instructions — Art. 28(3)"),
            {"classes": FOLDED, "fields": ("contract", "instructions")},
        ),
        ORDER,
    )


def shortened(text: str) -> str:
    """The first line of a text, and no more than fits on one."""
    first = text.partition("\n")[0]
    return first if len(first) <= LETTERS else f"{first[:LETTERS].rstrip()}…"
