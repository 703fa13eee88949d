"""Data going to third countries (Art. 30(1)(e), 30(2)(c)) and the grounds it goes on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.law.places import place_name
from registry.models.activities import ProcessingActivity
from registry.models.base import Child, Conditional, InForce, OwnedRecord
from registry.models.evidence import Assessment, Document
from registry.models.fields import LineField, PlaceField, ProseField, absent_because, in_order, not_both
from registry.models.law import TransferMechanism
from registry.models.parties import Party
from registry.models.services import Service


class Transfer(Conditional, InForce, OwnedRecord):
    """A transfer by a service, of an activity or, where neither is named, of the organisation as a whole."""

    class Exporter(models.TextChoices):
        US = "us", _("The organisation")
        CLIENT = "client", _("The client")
        PROCESSOR = "processor", _("A processor, onward")
        NOT_STATED = "", _("Not stated")

    class Frequency(models.TextChoices):
        SYSTEMATIC = "systematic", _("Systematic")
        OCCASIONAL = "occasional", _("Occasional")
        NOT_STATED = "", _("Not stated")

    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="transfers", verbose_name=_("service")
    )
    activity = models.ForeignKey(
        ProcessingActivity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name=_("activity"),
    )
    exporter = models.CharField(_("exporter"), max_length=10, choices=Exporter, blank=True, default="")
    importer = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("importer"),
        help_text=_("Empty for a transfer by a service: its provider."),
    )  # fmt: skip
    importer_as_stated = LineField(_("importer as stated"), blank=True, default="")
    destination = PlaceField(_("country"))
    international_organisation = LineField(_("international organisation"), blank=True, default="")
    data_as_stated = LineField(_("data as stated"), blank=True, default="")
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency, blank=True, default="")
    grounds_absent_because = absent_because(_("no ground needed because"))
    impact_assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("transfer impact assessment"),
    )  # fmt: skip
    impact_assessment_absent_because = absent_because(_("no impact assessment because"))
    supplementary_measures = ProseField(_("supplementary measures"))
    safeguards = ProseField(
        _("suitable safeguards"),
        help_text=_("Documented for compelling legitimate interests (Art. 49(1), second part)."),
    )
    authority_informed_on = models.DateField(_("authority informed on"), null=True, blank=True)
    subjects_informed_on = models.DateField(_("data subjects informed on"), null=True, blank=True)
    note = ProseField(_("note"))

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ("destination", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(service__isnull=True) | models.Q(activity__isnull=True),
                name="transfer_of_one",
                violation_error_message=_("A transfer is one of a service or of an activity, not of both."),
            ),
            models.CheckConstraint(
                condition=models.Q(destination="") | models.Q(international_organisation=""),
                name="transfer_to_one",
                violation_error_message=_(
                    "A transfer goes to a country or to an international organisation."
                ),
            ),
            not_both("transfer", "impact_assessment"),
            in_order("transfer", "in_force_from", "in_force_until"),
        )

    def __str__(self) -> str:
        return (
            self.international_organisation
            or self.importer_as_stated
            or (place_name(self.destination) if self.destination else str(_("transfer")))
        )

    def clean(self) -> None:
        super().clean()
        if self.service_id and self.activity_id:
            raise ValidationError(
                {"activity": _("A transfer is one of a service or of an activity, not of both.")}
            )
        if self.destination and self.international_organisation:
            raise ValidationError(
                {
                    "international_organisation": _(
                        "A transfer goes to a country or to an international organisation."
                    )
                }
            )

    @property
    def whole(self) -> "Transfer":
        return self

    def clean_whole(self) -> None:
        if self.grounds_absent_because and self.grounds.exists():
            raise ValidationError(
                {
                    "grounds_absent_because": _(
                        "Give either the grounds or the reason why none is needed, not both."
                    )
                }
            )
        if self.activity_id:
            self.activity.clean_whole()


class TransferGround(Conditional, InForce, Child):
    """A mechanism that a transfer relies on; there may be several."""

    part_of = "transfer"

    class Module(models.TextChoices):
        ONE = "1", _("Module One: controller to controller")
        TWO = "2", _("Module Two: controller to processor")
        THREE = "3", _("Module Three: processor to processor")
        FOUR = "4", _("Module Four: processor to controller")
        NOT_STATED = "", _("Not stated")

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="grounds", verbose_name=_("transfer"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    mechanism = models.ForeignKey(
        TransferMechanism, models.PROTECT, related_name="+", verbose_name=_("mechanism"),
        limit_choices_to={"pickable": True},
    )  # fmt: skip
    module = models.CharField(_("module"), max_length=1, choices=Module, blank=True, default="")
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    evidence = ProseField(_("evidence"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("ground of a transfer")
        verbose_name_plural = _("grounds of a transfer")
        ordering = ("position", "pk")
        constraints = (in_order("transferground", "in_force_from", "in_force_until"),)

    def __str__(self) -> str:
        return self.evidence[:80] or str(_("ground of a transfer"))
