"""Processing activities: the entries of the register (Art. 30(1) and (2))."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.ledger.recording import current
from registry.models.base import InForce, OwnedRecord, answer
from registry.models.evidence import Assessment, Document
from registry.models.fields import CodesField, LineField, PlacesField, ProseField, absent_because, in_order
from registry.models.parties import Party
from registry.models.retention import SecurityMeasure
from registry.models.services import Agreement


class ScreeningCriterion(models.TextChoices):
    """The nine criteria for a likely high risk (WP248 rev. 01)."""

    EVALUATION = "evaluation", _("Evaluation or scoring")
    DECISIONS = "decisions", _("Automated decisions with legal or similar effect")
    MONITORING = "monitoring", _("Systematic monitoring")
    SENSITIVE = "sensitive", _("Sensitive or highly personal data")
    LARGE_SCALE = "large-scale", _("Large scale")
    MATCHING = "matching", _("Matching or combining datasets")
    VULNERABLE = "vulnerable", _("Vulnerable data subjects")
    INNOVATIVE = "innovative", _("Innovative use of technology")
    PREVENTING = "preventing", _("Prevents the exercise of a right or the use of a service")


def criterion_choices() -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in ScreeningCriterion.choices]


class Reopening(models.TextChoices):
    """What reopens an approved activity when it is edited: the items that Article 30 asks for."""

    NAME = "name", _("Name")
    ROLE = "role", _("Our role")
    DAYS = "in-force", _("In force")
    JOINT = "joint-controllers", _("Joint controllers")
    CLIENTS = "clients", _("Controllers we act for")
    PURPOSES = "purposes", _("Purposes")
    DATA = "data", _("Data, data subjects and time limits")
    RECIPIENTS = "recipients", _("Recipients")
    TRANSFERS = "transfers", _("Transfers")
    MEASURES = "measures", _("Security measures")


def reopening_choices() -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in Reopening.choices]


class ReferenceCounter(models.Model):
    """The last number given to an activity of an organisation: assigned once, never reused, not itself recorded."""

    organisation = models.OneToOneField(
        "registry.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("reference counter")

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.last}"


def next_reference(organisation_id: int) -> str:
    """The next free reference, e.g. PA-0001; under the lock of the organisation's chain, so in the ledger's order."""
    current().lock()
    counter, _created = ReferenceCounter.objects.select_for_update().get_or_create(
        organisation_id=organisation_id
    )
    counter.last += 1
    counter.save(update_fields=("last",))
    return f"PA-{counter.last:04d}"


class ProcessingActivity(InForce, OwnedRecord):
    """One processing activity: who, why, whose data, to whom, where, how long, how protected."""

    class Role(models.TextChoices):
        CONTROLLER = "controller", _("Controller")
        JOINT = "joint", _("Joint controller")
        PROCESSOR = "processor", _("Processor")
        NOT_STATED = "", _("Not stated")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in-review", _("In review")
        APPROVED = "approved", _("Approved")
        RETIRED = "retired", _("Retired")

    class Screening(models.TextChoices):
        REQUIRED = "required", _("Impact assessment required")
        NOT_REQUIRED = "not-required", _("Impact assessment not required")
        NOT_STATED = "", _("Not screened")

    reference = LineField(_("reference"), max_length=20, blank=True, default="", editable=False)
    name = LineField(_("name"))
    description = ProseField(_("description"))
    role = models.CharField(_("our role"), max_length=15, choices=Role, blank=True, default="")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    reopened_by = CodesField(
        _("reopened by a change of"),
        known=reopening_choices,
        editable=False,
        help_text=_("What was changed after the last approval, as far as Article 30 asks for it."),
    )
    prepared_by = models.JSONField(_("prepared by"), default=list, blank=True, editable=False)
    """Account numbers, of what is in review: who asked for the review first, then who changed it last."""
    department = LineField(_("department"), blank=True, default="")
    owner = LineField(_("owner"), blank=True, default="")
    owner_email = models.EmailField(
        _("e-mail of the owner"),
        blank=True,
        default="",
        help_text=_("Reminders of reviews go there; empty: to the privacy officers."),
    )
    systems = ProseField(_("systems"))
    source_of_data = ProseField(_("source of the data"))
    subject_places = PlacesField(_("countries of the data subjects"))
    scale = LineField(_("scale"), blank=True, default="")
    internal_access = ProseField(
        _("access within the organisation"), help_text=_("Not recipients (Art. 4(9)).")
    )

    joint_controllers = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name=_("joint controllers")
    )
    joint_controllers_absent_because = absent_because(_("no joint controller because"))
    joint_arrangement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("arrangement (Art. 26)"),
    )
    recipients_absent_because = absent_because(_("no recipients because"))
    transfers_absent_because = absent_because(_("no transfers to third countries because"))
    transfers_as_stated = ProseField(
        _("what is stated on transfers"), help_text=_("A commitment or limit that is no transfer itself.")
    )
    measures = models.ManyToManyField(
        SecurityMeasure, blank=True, related_name="+", verbose_name=_("own measures")
    )
    inherits_measures = models.BooleanField(_("measures of the whole organisation apply"), default=True)
    measures_absent_because = absent_because(_("no description of measures possible because"))

    automated_decisions = answer(_("automated decision-making (Art. 22)"))
    decision_logic = ProseField(_("logic involved"))
    decision_significance = ProseField(_("significance and consequences"))
    decision_ground = ProseField(_("ground (Art. 22(2))"))
    decision_safeguards = ProseField(_("safeguards (Art. 22(3))"))
    screening_criteria = CodesField(_("criteria for a high risk that are met"), known=criterion_choices)
    screening_outcome = models.CharField(
        _("outcome of the screening"), max_length=15, choices=Screening, blank=True, default=""
    )
    assessments = models.ManyToManyField(
        Assessment, blank=True, related_name="+", verbose_name=_("assessments")
    )
    documents = models.ManyToManyField(Document, blank=True, related_name="+", verbose_name=_("documents"))

    review_interval_months = models.PositiveSmallIntegerField(
        _("review every … months"),
        null=True,
        blank=True,
        validators=(MinValueValidator(1), MaxValueValidator(120)),
    )
    last_reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    next_review_on = models.DateField(_("next review on"), null=True, blank=True)

    class Meta:
        verbose_name = _("processing activity")
        verbose_name_plural = _("processing activities")
        ordering = ("reference", "pk")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "reference"), name="activity_reference_once"),
            in_order("activity", "in_force_from", "in_force_until"),
            in_order(
                "activity",
                "last_reviewed_on",
                "next_review_on",
                message=_("The next review is before the last one."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = next_reference(self.organisation_id)
        super().save(*args, **kwargs)

    @property
    def whole(self) -> "ProcessingActivity":
        return self

    def clean_whole(self) -> None:
        """Refuses a reason for absence beside what it says is absent; a query only where a reason is given."""
        reasons = {
            "recipients_absent_because": (self.recipients_absent_because, "disclosures"),
            "transfers_absent_because": (self.transfers_absent_because, "transfers"),
            "joint_controllers_absent_because": (self.joint_controllers_absent_because, "joint_controllers"),
            "measures_absent_because": (self.measures_absent_because, "measures"),
        }
        for field, (reason, children) in reasons.items():
            if reason and getattr(self, children).exists():
                raise ValidationError(
                    {field: _("Give either the entries or the reason why there are none, not both.")}
                )
