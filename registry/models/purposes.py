"""Why data are processed (Art. 30(1)(b)), with the legal basis of each purpose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.activities import ProcessingActivity
from registry.models.base import Child, Conditional, InForce
from registry.models.evidence import Assessment
from registry.models.fields import LineField, ProseField, in_order
from registry.models.law import LegalBasis
from registry.models.vocabulary import PurposeCategory


class Purpose(Conditional, InForce, Child):
    """One purpose of an activity."""

    part_of = "activity"

    class Importance(models.TextChoices):
        MAIN = "main", _("Main purpose")
        SECONDARY = "secondary", _("Secondary purpose")
        FURTHER = "further", _("Further purpose, for which the data were not collected")

    class Allocation(models.TextChoices):
        OWN = "own", _("Of this purpose")
        WHOLE = "whole", _("Stated for the whole, not allocated to purposes")

    activity = models.ForeignKey(
        ProcessingActivity, models.CASCADE, related_name="purposes", verbose_name=_("activity")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = ProseField(_("purpose"), blank=False)
    category = models.ForeignKey(
        PurposeCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of purpose"),
    )
    importance = models.CharField(_("importance"), max_length=10, choices=Importance, default=Importance.MAIN)
    legal_bases = models.ManyToManyField(
        LegalBasis, blank=True, related_name="+", verbose_name=_("legal bases")
    )
    allocation = models.CharField(
        _("legal bases are"), max_length=5, choices=Allocation, default=Allocation.OWN
    )
    bases_explained = ProseField(_("why several, or which for what"))
    special_condition = models.ForeignKey(
        LegalBasis, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("condition for special categories (Art. 9(2))"),
        limit_choices_to={"kind": "special-category"},
    )  # fmt: skip
    criminal_authority = ProseField(_("authority or law for criminal data (Art. 10)"))
    law_cited = ProseField(_("law cited (Art. 6(3))"))
    interest = ProseField(_("legitimate interest"))
    interest_holder = LineField(_("whose interest"), blank=True, default="")
    balancing_test = models.ForeignKey(
        Assessment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("balancing of interests"),
    )
    withdrawal_route = ProseField(_("how consent is withdrawn"))
    consent_proof = ProseField(_("how consent is proven"))

    class Meta:
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")
        ordering = ("position", "pk")
        constraints = (in_order("purpose", "in_force_from", "in_force_until"),)

    def __str__(self) -> str:
        return self.text[:80]
