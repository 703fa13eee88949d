"""Entries of the public list: announced, in force, ended."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import Conditional, OwnedRecord
from registry.models.fields import LineField, ProseField, in_order
from registry.models.services import Service
from registry.models.vocabulary import DataCategory


class Subprocessor(Conditional, OwnedRecord):
    """A published entry with a life; its state follows from its dates."""

    class Kind(models.TextChoices):
        SUBPROCESSOR = "sub-processor", _("Sub-processor (Art. 28(2))")
        OWN = "own-processing", _("Provider for our own processing")
        INSTRUCTED = "instructed", _("Recipient on the customer's instruction")
        NOT_STATED = "", _("Not stated")

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", verbose_name=_("service"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, blank=True, default="")
    concerns = ProseField(_("what of ours it concerns"))
    data_categories = models.ManyToManyField(
        DataCategory, blank=True, related_name="+", verbose_name=_("data")
    )
    data_as_stated = LineField(_("data as stated"), blank=True, default="")
    group = LineField(_("group"), blank=True, default="", help_text=_("A heading to list it under."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    effective_on = models.DateField(
        _("effective on"), null=True, blank=True, help_text=_("The first day; empty: not known.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True, help_text=_("The last day."))
    withdrawn_on = models.DateField(_("announcement withdrawn on"), null=True, blank=True)
    postponed_to = models.DateField(_("postponed to"), null=True, blank=True)

    class Meta:
        verbose_name = _("entry of the public list")
        verbose_name_plural = _("entries of the public list")
        ordering = ("group", "position", "pk")
        constraints = (
            in_order("subprocessor", "announced_on", "effective_on"),
            in_order("subprocessor", "effective_on", "ended_on"),
            in_order("subprocessor", "effective_on", "postponed_to"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk or ''}".strip()

    def clean(self) -> None:
        super().clean()
        if self.effective_on and self.ended_on and self.ended_on < self.effective_on:
            raise ValidationError({"ended_on": _("The last day is before the first one.")})
        if self.announced_on and self.effective_on and self.effective_on < self.announced_on:
            raise ValidationError({"effective_on": _("It takes effect before it is announced.")})
