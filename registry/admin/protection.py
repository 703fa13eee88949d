"""How long data are kept, how they are protected, and what was assessed."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RecordAdmin
from registry.admin.forms import RecordForm
from registry.law.periods import is_period, period_of, period_words
from registry.models import Assessment, RetentionRule, SecurityMeasure


class PeriodField(forms.CharField):
    """A period as people say it, kept as an ISO 8601 duration."""

    def to_python(self, value: Any) -> Any:
        return period_of(super().to_python(value))


class RetentionForm(RecordForm):
    """A time limit, its period typed in words or as P10Y."""

    class Meta:
        field_classes: ClassVar = {"period": PeriodField}
        help_texts: ClassVar = {"period": _("As 30 days, 6 months or 10 years; P10Y does as well.")}


@admin.register(RetentionRule)
class RetentionAdmin(RecordAdmin):
    """Time limits for erasure."""

    form = RetentionForm
    list_display = ("name", "kind", "period_said", "start_event", "at_the_end")
    list_filter = ("kind", "at_the_end", "configurable_by_client")
    search_fields = ("name", "period", "criterion")
    fieldsets = (
        (
            _("The rule — Art. 30(1)(f)"),
            {"fields": ("name", "kind", "period", "criterion", "start_event", "condition", "where")},
        ),
        (
            _("At the end, and besides"),
            {"fields": ("at_the_end", "backups", "exceptions", "configurable_by_client", "law_cited")},
        ),
    )

    @admin.display(description=_("period"), ordering="period")
    def period_said(self, rule: RetentionRule) -> str:
        return period_words(rule.period) if is_period(rule.period) else rule.period


@admin.register(SecurityMeasure)
class MeasureAdmin(RecordAdmin):
    """Technical and organisational measures."""

    list_display = ("title", "measure_type", "kind", "letter", "organisation_wide")
    list_filter = ("kind", "letter", "organisation_wide", ("measure_type", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title", "measure_type__label")
    fieldsets = (
        (
            _("The measure — Art. 30(1)(g) and 32(1)"),
            {
                "fields": (
                    "title", "measure_type", ("kind", "letter"), "description", "organisation_wide", "condition",
                )
            },
        ),
    )  # fmt: skip


@admin.register(Assessment)
class AssessmentAdmin(RecordAdmin):
    """Impact, balancing of interests, transfer impact, compatibility."""

    list_display = ("title", "kind", "status", "assessed_on", "next_review_on")
    list_filter = ("kind", "status", ("next_review_on", admin.DateFieldListFilter))
    search_fields = ("title",)
    fieldsets = (
        (_("The assessment"), {"fields": ("kind", "title", "status", ("assessed_on", "next_review_on"))}),
        (_("What came out"), {"fields": ("outcome", "residual_risk", "dpo_advice", "document")}),
    )
