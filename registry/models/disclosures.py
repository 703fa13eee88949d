"""To whom data are given (Art. 30(1)(d)), and for whom we process (Art. 30(2)(a), (b))."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.activities import ProcessingActivity
from registry.models.base import Child, Conditional, InForce
from registry.models.evidence import Document
from registry.models.fields import LineField, PlacesField, ProseField, absent_because, in_order, not_both
from registry.models.parties import Party
from registry.models.services import Agreement, Service
from registry.models.vocabulary import DataCategory, RecipientCategory


class Disclosure(Conditional, InForce, Child):
    """An activity gives data to a recipient: a service, a party, or a category of recipients."""

    part_of = "activity"

    activity = models.ForeignKey(
        ProcessingActivity, models.CASCADE, related_name="disclosures", verbose_name=_("activity")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("service")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("company or person")
    )
    category = models.ForeignKey(
        RecipientCategory, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("category of recipients"),
    )  # fmt: skip
    data_categories = models.ManyToManyField(
        DataCategory,
        blank=True,
        related_name="+",
        verbose_name=_("data"),
        help_text=_("Empty: not stated which."),
    )
    data_as_stated = LineField(_("data as stated"), blank=True, default="")
    reason = ProseField(_("what for"))
    places = PlacesField(_("places"), help_text=_("Only where they differ from those of the service."))

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(service__isnull=False, party__isnull=True)
                | models.Q(service__isnull=True, party__isnull=False)
                | models.Q(service__isnull=True, party__isnull=True, category__isnull=False),
                name="disclosure_has_recipient",
                violation_error_message=_(
                    "Choose a service, a company or person, or a category: one recipient a line."
                ),
            ),
            in_order("disclosure", "in_force_from", "in_force_until"),
        )

    def __str__(self) -> str:
        return self.data_as_stated or str(_("recipient"))

    def clean(self) -> None:
        super().clean()
        if self.service_id and self.party_id:
            raise ValidationError(
                {"party": _("Choose the service or the company, not both; a service names its own.")}
            )
        if not (self.service_id or self.party_id or self.category_id):
            raise ValidationError(
                {"service": _("Choose a service, a company or person, or a category of recipients.")}
            )


class ClientController(Conditional, InForce, Child):
    """A controller for whom the organisation acts as processor, or a class of them with a way to name each."""

    part_of = "activity"

    activity = models.ForeignKey(
        ProcessingActivity, models.CASCADE, related_name="clients", verbose_name=_("activity")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    controller = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("controller")
    )
    class_of_controllers = LineField(
        _("class of controllers"),
        blank=True,
        default="",
        help_text=_("For instance: customers of the service."),
    )
    list_document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("list of them")
    )
    list_system = LineField(_("system that can produce the list"), blank=True, default="")
    list_person = LineField(_("person able to produce it"), blank=True, default="")
    representative = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("its representative")
    )
    representative_absent_because = absent_because(_("no representative because"))
    dpo = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("its data protection officer"),
    )  # fmt: skip
    dpo_absent_because = absent_because(_("no data protection officer because"))
    categories_of_processing = ProseField(_("categories of processing carried out for it"))
    contract = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contract")
    )
    instructions = ProseField(_("instructions"))

    class Meta:
        verbose_name = _("controller we act for")
        verbose_name_plural = _("controllers we act for")
        ordering = ("position", "pk")
        constraints = (
            not_both("clientcontroller", "representative"),
            not_both("clientcontroller", "dpo"),
            models.CheckConstraint(
                condition=models.Q(controller__isnull=False) | ~models.Q(class_of_controllers=""),
                name="clientcontroller_named",
                violation_error_message=_("Name the controller, or the class of controllers."),
            ),
            in_order("clientcontroller", "in_force_from", "in_force_until"),
        )

    def __str__(self) -> str:
        return self.class_of_controllers or str(_("controller we act for"))

    def clean(self) -> None:
        super().clean()
        if self.controller_id is None and not self.class_of_controllers:
            raise ValidationError({"controller": _("Name the controller, or the class of controllers.")})
