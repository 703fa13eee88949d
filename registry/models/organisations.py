"""The organisations that keep registers."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.law.regimes import Regime
from registry.models.base import Record, answer
from registry.models.fields import (
    Choices,
    CodesField,
    LineField,
    ProseField,
    SeveritiesField,
    absent_because,
    labelled,
    not_both,
)
from registry.models.parties import Contact


def check_timezone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone; an example is Europe/Berlin."), params={"name": name}
        )


def regime_choices() -> Choices:
    return labelled(Regime)


class Organisation(Contact, Record):
    """A controller or processor that keeps a register under Article 30."""

    class TerritorialBasis(models.TextChoices):
        ESTABLISHMENT = "3.1", _("Establishment in the Union (Art. 3(1))")
        TARGETING = "3.2", _("Offers to, or monitoring of, people in the Union (Art. 3(2))")
        NOT_KNOWN = "", _("Not known")

    class Profile(models.TextChoices):
        ART30 = "art30", _("Article 30")
        ACCOUNTABILITY = "accountability", _("Accountability")
        EVERYTHING = "everything", _("Everything")

    slug = models.SlugField(
        _("short name"),
        max_length=60,
        unique=True,
        help_text=_("In addresses, e.g. /subprocessors/short-name/."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("parent organisation")
    )
    regimes = CodesField(_("regimes"), known=regime_choices, help_text=_("Whose law applies."))
    territorial_basis = models.CharField(
        _("territorial basis"), max_length=3, choices=TerritorialBasis, blank=True, default=""
    )
    public_body = answer(_("public body"))
    headcount = models.PositiveIntegerField(_("number of staff"), null=True, blank=True)
    headcount_on = models.DateField(_("counted on"), null=True, blank=True)

    dpo = models.ForeignKey(
        "registry.Party", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("data protection officer"),
    )  # fmt: skip
    dpo_absent_because = absent_because(_("no data protection officer because"))
    eu_representative = models.ForeignKey(
        "registry.Party", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("representative in the Union (Art. 27)"),
    )  # fmt: skip
    eu_representative_absent_because = absent_because(_("no representative in the Union because"))
    uk_representative = models.ForeignKey(
        "registry.Party", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("representative in the United Kingdom"),
    )  # fmt: skip
    uk_representative_absent_because = absent_because(_("no representative in the United Kingdom because"))
    ch_representative = models.ForeignKey(
        "registry.Party", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("representative in Switzerland"),
    )  # fmt: skip
    ch_representative_absent_because = absent_because(_("no representative in Switzerland because"))
    supervisory_authority = models.ForeignKey(
        "registry.Party", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("supervisory authority"),
    )  # fmt: skip

    timezone = LineField(_("time zone"), max_length=60, default="UTC", validators=(check_timezone,))
    language = models.CharField(_("language of documents"), max_length=10, default="en")
    profile = models.CharField(
        _("profile of findings"), max_length=15, choices=Profile, default=Profile.ART30
    )
    severities = SeveritiesField(
        _("rules seen otherwise"),
        help_text=_(
            "Empty: as the rules are declared. Rules that are off at first run only where they are named."
        ),
    )
    beyond_article_30 = models.BooleanField(
        _("forms ask for more than Article 30"),
        default=True,
        help_text=_(
            "Legal bases, automated decisions, assessments, reviews. Off: only what the article asks."
        ),
    )
    note = ProseField(
        _("note on every page and file"),
        help_text=_(
            "Printed on every document, for instance where a register was transcribed by somebody else."
        ),
    )

    subprocessor_page = models.BooleanField(_("public subprocessor page"), default=False)
    subprocessor_intro = ProseField(_("introduction to the public page"))
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice before a change"), null=True, blank=True, help_text=_("Empty: none promised.")
    )
    objection_contact = LineField(_("contact for objections"), blank=True, default="")
    second_person_approves = models.BooleanField(
        _("a second person approves"), default=False, help_text=_("Off where one person works alone.")
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "pk")
        constraints = tuple(
            not_both("organisation", name)
            for name in ("dpo", "eu_representative", "uk_representative", "ch_representative")
        )

    def __str__(self) -> str:
        return self.name

    @property
    def owner_id(self) -> int | None:
        return self.pk
