"""Words to choose from: shared by all organisations, or added by one; retired, never deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.law.facts import MeasureKind, RecipientKind
from registry.models.base import Record
from registry.models.fields import LineField, labelled


class Term(Record):
    """A category with a code, a label and, where one fits, its IRI in the Data Privacy Vocabulary."""

    organisation = models.ForeignKey(
        "registry.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Empty: shared by all organisations."),
    )
    code = models.SlugField(_("code"), max_length=80, allow_unicode=False)
    label = LineField(_("label"))
    dpv_iri = models.URLField(_("DPV term"), blank=True, default="", max_length=300)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label


def once(model: str) -> tuple[models.UniqueConstraint, ...]:
    """A code is unique within an organisation and, apart, among the shared ones."""
    return (
        models.UniqueConstraint(fields=("organisation", "code"), name=f"{model}_code_once"),
        models.UniqueConstraint(
            fields=("code",), condition=models.Q(organisation__isnull=True), name=f"{model}_shared_code_once"
        ),
    )


class DataCategory(Term):
    """A kind of personal data; a category may have several parents."""

    parents = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="children", verbose_name=_("belongs to")
    )
    special = models.BooleanField(_("special category (Art. 9)"), default=False)
    criminal = models.BooleanField(_("criminal convictions and offences (Art. 10)"), default=False)
    national_id = models.BooleanField(_("national identification number (Art. 87)"), default=False)

    class Meta:
        verbose_name = _("category of personal data")
        verbose_name_plural = _("categories of personal data")
        ordering = ("label", "pk")
        constraints = once("datacategory")


class DataSubjectCategory(Term):
    """A kind of people whose data are processed."""

    vulnerable = models.BooleanField(_("vulnerable"), default=False)

    class Meta:
        verbose_name = _("category of data subjects")
        verbose_name_plural = _("categories of data subjects")
        ordering = ("label", "pk")
        constraints = once("datasubjectcategory")


class RecipientCategory(Term):
    """A kind of recipients, named where no single one is."""

    kind = models.CharField(_("kind"), max_length=30, choices=labelled(RecipientKind), blank=True, default="")

    class Meta:
        verbose_name = _("category of recipients")
        verbose_name_plural = _("categories of recipients")
        ordering = ("label", "pk")
        constraints = once("recipientcategory")


class PurposeCategory(Term):
    """A kind of purpose, for sorting and for machines; the purpose itself is text."""

    parents = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="children", verbose_name=_("belongs to")
    )

    class Meta:
        verbose_name = _("kind of purpose")
        verbose_name_plural = _("kinds of purposes")
        ordering = ("label", "pk")
        constraints = once("purposecategory")


class MeasureType(Term):
    """A kind of security measure."""

    kind = models.CharField(_("kind"), max_length=20, choices=labelled(MeasureKind))
    letter = models.CharField(_("letter of Art. 32(1)"), max_length=1, blank=True, default="")

    class Meta:
        verbose_name = _("kind of measure")
        verbose_name_plural = _("kinds of measures")
        ordering = ("label", "pk")
        constraints = once("measuretype")
