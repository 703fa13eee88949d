"""Services that parties provide, recorded once and used by many activities, and the contracts behind them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import Conditional, InForce, OwnedRecord, answer
from registry.models.evidence import Document
from registry.models.fields import LineField, PlaceField, PlacesField, ProseField, absent_because, in_order
from registry.models.parties import Party
from registry.models.vocabulary import RecipientCategory


class Service(Conditional, InForce, OwnedRecord):
    """What a party, or a category of providers, does for the organisation."""

    class OurRole(models.TextChoices):
        CONTROLLER = "controller", _("Controller")
        PROCESSOR = "processor", _("Processor")
        BOTH = "both", _("Controller and processor")
        NOT_STATED = "", _("Not stated")

    class TheirRole(models.TextChoices):
        PROCESSOR = "processor", _("Processor")
        SUBPROCESSOR = "sub-processor", _("Sub-processor")
        CONTROLLER = "controller", _("Independent controller")
        JOINT = "joint", _("Joint controller")
        INSTRUCTED = "instructed", _("Recipient on the customer's instruction")
        NOT_STATED = "", _("Not stated")

    name = LineField(_("service"), help_text=_("What it does, e.g. payment processing."))
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("company or person")
    )
    category = models.ForeignKey(
        RecipientCategory, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("category of providers"), help_text=_("Where no single provider is named, or to sort by."),
    )  # fmt: skip
    description = ProseField(_("description"))
    our_role = models.CharField(_("our role"), max_length=15, choices=OurRole, blank=True, default="")
    their_role = models.CharField(_("their role"), max_length=15, choices=TheirRole, blank=True, default="")
    contracting_place = PlaceField(_("country of the contracting entity"))
    hosting_places = PlacesField(_("where data are hosted"))
    access_places = PlacesField(_("where data are accessed from"))
    places_note = LineField(_("note on the places"), blank=True, default="")
    own_use = answer(_("uses data for purposes of its own"))
    model_training = answer(_("trains models with the data"))
    own_use_note = ProseField(_("note on its own use"))
    agreement_absent_because = absent_because(_("no agreement because"))
    transfers_absent_because = absent_because(_("no transfer because"))
    certifications = ProseField(_("certifications"))
    dpf_entity = LineField(_("entity on the Data Privacy Framework list"), blank=True, default="")
    dpf_checked_on = models.DateField(_("list checked on"), null=True, blank=True)
    guarantees_reviewed_on = models.DateField(_("guarantees reviewed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "party", "name"), name="service_name_once"),
            models.CheckConstraint(
                condition=models.Q(party__isnull=False) | models.Q(category__isnull=False),
                name="service_has_provider",
                violation_error_message=_("Name the company, or at least the category of providers."),
            ),
            in_order("service", "in_force_from", "in_force_until"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.party is None and self.category is None:
            raise ValidationError({"party": _("Name the company, or at least the category of providers.")})


class Agreement(Conditional, OwnedRecord):
    """An Art. 28 contract, a provider's standard terms, or an Art. 26 arrangement."""

    class Kind(models.TextChoices):
        PROCESSING = "art28", _("Contract with a processor (Art. 28)")
        TERMS = "terms", _("Standard terms of the provider")
        ARRANGEMENT = "art26", _("Arrangement of joint controllers (Art. 26)")

    class Authorisation(models.TextChoices):
        GENERAL = "general", _("General")
        SPECIFIC = "specific", _("Specific")
        NOT_STATED = "", _("Not stated")

    class EndChoice(models.TextChoices):
        DELETE = "delete", _("Delete")
        RETURN = "return", _("Return")
        CHOICE = "choice", _("As the controller chooses")
        NOT_STATED = "", _("Not stated")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = LineField(_("title"))
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("company or person")
    )
    services = models.ManyToManyField(
        Service, blank=True, related_name="agreements", verbose_name=_("services")
    )
    version = LineField(_("version"), blank=True, default="")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    checked_on = models.DateField(_("checked against Art. 28(3) on"), null=True, blank=True)
    lacking = ProseField(_("what it lacks"))
    authorisation = models.CharField(
        _("authorisation of sub-processors"), max_length=10, choices=Authorisation, blank=True, default=""
    )
    notice_days = models.PositiveSmallIntegerField(_("days of notice before a change"), null=True, blank=True)
    end_choice = models.CharField(
        _("at the end of the contract"), max_length=10, choices=EndChoice, blank=True, default=""
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ("title", "pk")
        constraints = (in_order("agreement", "signed_on", "valid_until"),)

    def __str__(self) -> str:
        return self.title
