"""Processing activities with their purposes, data, recipients and clients."""

from typing import Any

from django.contrib import admin
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from registry.admin.activity_list import ActivityList
from registry.admin.forms import ChildForm
from registry.admin.inlines import ChildInline
from registry.admin.picturing import FlowPicture
from registry.admin.starting import Starting
from registry.models import ClientController, DataUse, Disclosure, ProcessingActivity, Purpose

WHEN = ("condition", "in_force_from", "in_force_until")


class PurposeInline(ChildInline):
    """Letter (b)."""

    model = Purpose
    verbose_name_plural = _("Purposes — Art. 30(1)(b)")
    fieldsets = (
        (None, {"fields": ("text", "category", ("importance", "position"))}),
        (_("Legal bases"), {"fields": ("legal_bases", "allocation", "bases_explained")}),
        (
            _("More on the legal bases"),
            {
                "classes": ("collapse",),
                "fields": (
                    "special_condition", "criminal_authority", "law_cited", "interest", "interest_holder",
                    "balancing_test", "withdrawal_route", "consent_proof",
                ),
            },
        ),
        (_("When"), {"classes": ("collapse",), "fields": WHEN}),
    )  # fmt: skip


class DataUseForm(ChildForm):
    """Offers the purposes of the same activity; new ones once they are saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "purposes" in self.fields:
            self.fields["purposes"].choices = self.edit.purposes or []


class DataUseInline(ChildInline):
    """Letters (c) and (f)."""

    model = DataUse
    form = DataUseForm
    verbose_name_plural = _("Data and retention — Art. 30(1)(c) and (f)")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "category",
                    "as_stated",
                    "subjects",
                    "purposes",
                    ("source", "mandatory", "position"),
                )
            },
        ),
        (_("Time limit for erasure"), {"fields": ("retention", "retention_absent_because")}),
        (_("When, and notes"), {"classes": ("collapse",), "fields": (*WHEN, "note")}),
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


class DisclosureInline(ChildInline):
    """Letter (d)."""

    model = Disclosure
    verbose_name_plural = _("Recipients — Art. 30(1)(d)")
    fieldsets = (
        (None, {"fields": ("service", "party", "category", "reason", "position")}),
        (_("Which data, where"), {"fields": ("data_categories", "data_as_stated", "places")}),
        (_("When"), {"classes": ("collapse",), "fields": WHEN}),
    )


class ClientInline(ChildInline):
    """Art. 30(2)(a) and (b)."""

    model = ClientController
    verbose_name_plural = _("Controllers we act for — Art. 30(2)(a) and (b)")
    fieldsets = (
        (None, {"fields": ("controller", "class_of_controllers", "categories_of_processing", "position")}),
        (_("How each of a class can be named"), {"fields": ("list_document", "list_system", "list_person")}),
        (
            _("Its representative and its data protection officer"),
            {"fields": ("representative", "representative_absent_because", "dpo", "dpo_absent_because")},
        ),
        (_("Contract and instructions"), {"fields": ("contract", "instructions")}),
        (_("When"), {"classes": ("collapse",), "fields": WHEN}),
    )


@admin.register(ProcessingActivity)
class ActivityAdmin(Starting, FlowPicture, ActivityList):
    """The entries of the register."""

    readonly_fields = ("reference",)
    inlines = (PurposeInline, DataUseInline, DisclosureInline, ClientInline)
    also = (("transfer", "activity__id__exact"),)
    fieldsets = (
        (
            _("The activity"),
            {
                "fields": (
                    "reference", "name", ("role", "status"), "description", ("department", "owner"),
                    ("in_force_from", "in_force_until"),
                )
            },
        ),
        (
            _("Joint controllers — Art. 30(1)(a)"),
            {"fields": ("joint_controllers", "joint_controllers_absent_because", "joint_arrangement")},
        ),
        (
            _("Whose data, and from where — Art. 30(1)(c)"),
            {"fields": ("subject_places", "scale", "source_of_data", "systems")},
        ),
        (
            _("Recipients — Art. 30(1)(d)"),
            {
                "description": _("The recipients themselves are further down."),
                "fields": ("recipients_absent_because", "internal_access"),
            },
        ),
        (
            _("Transfers to third countries — Art. 30(1)(e) and 30(2)(c)"),
            {
                "description": _("Each transfer is a record of its own; see the link above."),
                "fields": ("transfers_absent_because", "transfers_as_stated"),
            },
        ),
        (
            _("Security measures — Art. 30(1)(g) and 30(2)(d)"),
            {"fields": ("inherits_measures", "measures", "measures_absent_because")},
        ),
        (
            _("Automated decisions — Art. 22"),
            {
                "classes": ("collapse",),
                "fields": (
                    "automated_decisions", "decision_logic", "decision_significance", "decision_ground",
                    "decision_safeguards",
                ),
            },
        ),
        (
            _("Impact assessment — Art. 35"),
            {"classes": ("collapse",), "fields": ("screening_criteria", "screening_outcome", "assessments")},
        ),
        (
            _("Documents and review"),
            {"fields": ("documents", ("review_interval_months", "last_reviewed_on", "next_review_on"))},
        ),
    )  # fmt: skip

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or only_drafted(obj))


def only_drafted(activity: ProcessingActivity) -> bool:
    """Whether it is a draft and never was anything else: whatever was, is retired and not deleted."""
    draft = ProcessingActivity.Status.DRAFT
    if activity.status != draft:
        return False
    if not hasattr(activity, "_only_drafted"):  # asked several times in one request
        activity._only_drafted = not activity.history.exclude(status=draft).exists()
    return activity._only_drafted
