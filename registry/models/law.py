"""What the law offers, dated: legal bases, transfer mechanisms, adequacy, the economic area."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.law.facts import AdequacyKind, AreaKind, Confidence, LegalBasisKind, MechanismKind
from registry.law.regimes import Regime
from registry.models.base import Record
from registry.models.fields import LineField, PlaceField, ProseField, labelled


class Dated(Record):
    """A statement of one regime's law with the first and last day on which it may be relied on."""

    regime = models.CharField(_("regime"), max_length=2, choices=labelled(Regime))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("The last day."))
    note = ProseField(_("note"))
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=labelled(Confidence), blank=True, default=""
    )
    source = ProseField(_("source"))

    class Meta:
        abstract = True


class LegalBasis(Dated):
    """A lawful basis of Art. 6 or a condition of Art. 9(2), in one regime."""

    code = LineField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=labelled(LegalBasisKind))
    article = LineField(_("article"))
    label = LineField(_("label"))
    demands = ProseField(_("what has to be recorded with it"))
    dpv_iri = models.URLField(_("DPV term"), blank=True, default="", max_length=300)

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ("regime", "code")

    def __str__(self) -> str:
        return f"{self.article}: {self.label}"


class TransferMechanism(Dated):
    """A ground on which data may go to a third country, with its last days."""

    slug = models.SlugField(_("code"), max_length=40, unique=True)
    name = LineField(_("name"))
    kind = models.CharField(_("kind"), max_length=40, choices=labelled(MechanismKind))
    article = LineField(_("article"), blank=True, default="")
    module = models.PositiveSmallIntegerField(_("module"), null=True, blank=True)
    no_new_use_after = models.DateField(_("no new use after"), null=True, blank=True)
    pickable = models.BooleanField(_("may be chosen"), default=True)
    needs_module = models.BooleanField(_("needs a module"), default=False)
    needs_tia_from = models.DateField(_("needs a transfer impact assessment from"), null=True, blank=True)
    scope = LineField(_("scope"), blank=True, default="")
    status = ProseField(_("status"))
    dpv_iri = models.URLField(_("DPV term"), blank=True, default="", max_length=300)

    class Meta:
        verbose_name = _("transfer mechanism")
        verbose_name_plural = _("transfer mechanisms")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class AdequacyDecision(Dated):
    """A decision that a country, part of it or an organisation protects data adequately."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    place = PlaceField(_("place"))
    name = LineField(_("name"))
    kind = models.CharField(_("kind"), max_length=40, choices=labelled(AdequacyKind))
    instrument = LineField(_("instrument"), blank=True, default="")
    mechanism = LineField(_("mechanism"), max_length=40, blank=True, default="")
    adopted = models.DateField(_("adopted on"), null=True, blank=True)
    scope_limit = ProseField(_("limited to"))

    class Meta:
        verbose_name = _("adequacy decision")
        verbose_name_plural = _("adequacy decisions")
        ordering = ("regime", "name", "pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.instrument or self.regime})"


class EconomicAreaMember(Dated):
    """A state or territory that was not a third country under Union law between two days."""

    regime = None  # the economic area is a term of Union law alone
    code = models.SlugField(_("code"), max_length=60, unique=True)
    place = PlaceField(_("place"), blank=False)
    name = LineField(_("name"))
    kind = models.CharField(_("kind"), max_length=40, choices=labelled(AreaKind))
    block = LineField(_("block"), max_length=40, blank=True, default="")
    part_of = PlaceField(_("part of"))

    class Meta:
        verbose_name = _("member of the economic area")
        verbose_name_plural = _("members of the economic area")
        ordering = ("name", "valid_from", "pk")

    def __str__(self) -> str:
        return self.name
