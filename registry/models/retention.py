"""How long data are kept (Art. 30(1)(f)) and how they are protected (Art. 30(1)(g))."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.law.facts import MeasureKind
from registry.law.periods import is_period
from registry.models.base import Conditional, OwnedRecord, answer
from registry.models.fields import LineField, ProseField, labelled
from registry.models.vocabulary import MeasureType


def check_period(period: str) -> None:
    if not is_period(period):
        raise ValidationError(
            _("“%(period)s” is not a period such as P30D, P6M or P2Y (days, months, years)."),
            params={"period": period},
        )


class RetentionRule(Conditional, OwnedRecord):
    """A time limit for erasure: a period, a criterion, or the statement that it stands elsewhere."""

    class Kind(models.TextChoices):
        EXACT = "exact", _("Exactly this period")
        AT_MOST = "at-most", _("At most this period")
        DEFAULT = "default", _("This period by default")
        CRITERION = "criterion", _("By a criterion")
        ELSEWHERE = "elsewhere", _("Stated elsewhere, not seen")

    class End(models.TextChoices):
        DELETE = "delete", _("Delete")
        ANONYMISE = "anonymise", _("Anonymise")
        EITHER = "either", _("Delete or anonymise")
        RETURN = "return", _("Return")
        ARCHIVE = "archive", _("Archive")
        NOT_STATED = "", _("Not stated")

    name = LineField(_("name"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    period = LineField(
        _("period"), max_length=20, blank=True, default="", validators=(check_period,),
        help_text=_("As P30D (30 days), P6M (6 months) or P2Y (2 years)."),
    )  # fmt: skip
    criterion = ProseField(_("criterion"), help_text=_("For instance: while the account is active."))
    start_event = LineField(_("counted from"), blank=True, default="")
    configurable_by_client = answer(_("the client can set another period"))
    law_cited = LineField(_("law cited"), blank=True, default="")
    at_the_end = models.CharField(_("at the end"), max_length=10, choices=End, blank=True, default="")
    backups = ProseField(_("backups"))
    exceptions = ProseField(_("exceptions"))
    where = LineField(_("where it is stated"), blank=True, default="")

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "name"), name="retentionrule_name_once"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=("exact", "at-most", "default")) | ~models.Q(period=""),
                name="retentionrule_has_period",
                violation_error_message=_("A rule of this kind needs a period."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="criterion") | ~models.Q(criterion=""),
                name="retentionrule_has_criterion",
                violation_error_message=_("A rule by a criterion needs the criterion."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class SecurityMeasure(Conditional, OwnedRecord):
    """A technical or organisational measure of Art. 32(1)."""

    title = LineField(_("title"))
    measure_type = models.ForeignKey(
        MeasureType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of measure"),
    )
    kind = models.CharField(
        _("technical or organisational"), max_length=20, choices=labelled(MeasureKind), blank=True, default=""
    )
    letter = models.CharField(
        _("letter of Art. 32(1)"), max_length=1, blank=True, default="",
        choices=(("a", "(a)"), ("b", "(b)"), ("c", "(c)"), ("d", "(d)")),
    )  # fmt: skip
    description = ProseField(_("description"))
    organisation_wide = models.BooleanField(
        _("for the whole organisation"),
        default=True,
        help_text=_("Inherited by every activity that does not opt out."),
    )

    class Meta:
        verbose_name = _("security measure")
        verbose_name_plural = _("security measures")
        ordering = ("title", "pk")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "title"), name="securitymeasure_title_once"),
        )

    def __str__(self) -> str:
        return self.title
