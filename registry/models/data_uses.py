"""Whose data and which (Art. 30(1)(c)), and how long each category is kept (f)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.activities import ProcessingActivity
from registry.models.base import Child, Conditional, InForce, answer
from registry.models.fields import LineField, ProseField, absent_because, in_order, not_both
from registry.models.purposes import Purpose
from registry.models.retention import RetentionRule
from registry.models.vocabulary import DataCategory, DataSubjectCategory


class DataUse(Conditional, InForce, Child):
    """A category of personal data in an activity: of whom, for what, from where, for how long."""

    part_of = "activity"

    activity = models.ForeignKey(
        ProcessingActivity, models.CASCADE, related_name="data_uses", verbose_name=_("activity")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    category = models.ForeignKey(
        DataCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category of data"),
    )
    as_stated = LineField(
        _("as stated"), blank=True, default="", help_text=_("The source's own term, if it is narrower.")
    )
    subjects = models.ManyToManyField(
        DataSubjectCategory, blank=True, related_name="+", verbose_name=_("data subjects")
    )
    purposes = models.ManyToManyField(
        Purpose,
        blank=True,
        related_name="+",
        verbose_name=_("purposes"),
        help_text=_("Empty: all of the activity."),
    )
    source = LineField(_("source"), blank=True, default="")
    mandatory = answer(_("must be provided"))
    retention = models.ForeignKey(
        RetentionRule, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("retention")
    )
    retention_absent_because = absent_because(_("no time limit possible because"))
    note = ProseField(_("note"))

    class Meta:
        verbose_name = _("category of data in use")
        verbose_name_plural = _("data and retention")
        ordering = ("position", "pk")
        constraints = (
            not_both("datause", "retention"),
            models.CheckConstraint(
                condition=models.Q(category__isnull=False) | ~models.Q(as_stated=""),
                name="datause_says_what",
                violation_error_message=_("Choose a category of data or write down what it is."),
            ),
            in_order("datause", "in_force_from", "in_force_until"),
        )

    def __str__(self) -> str:
        return self.as_stated or str(_("category of data in use"))

    def clean(self) -> None:
        super().clean()
        if self.category_id is None and not self.as_stated:
            raise ValidationError({"category": _("Choose a category of data or write down what it is.")})
