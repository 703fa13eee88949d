"""Published policies and what they promise."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.activities import ProcessingActivity
from registry.models.base import Child, Conditional, InForce, OwnedRecord
from registry.models.fields import LineField, ProseField, in_order


class PrivacyNotice(InForce, OwnedRecord):
    """A privacy policy as published."""

    title = LineField(_("title"))
    version_date = models.DateField(_("dated"), null=True, blank=True)
    captured_on = models.DateField(_("captured on"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True, default="", max_length=500)
    text = ProseField(_("text"))
    activities = models.ManyToManyField(
        ProcessingActivity, blank=True, related_name="+", verbose_name=_("activities covered")
    )
    note = ProseField(_("note"))

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ("title", "pk")
        constraints = (in_order("privacynotice", "in_force_from", "in_force_until"),)

    def __str__(self) -> str:
        return self.title


class NoticeStatement(Conditional, Child):
    """Something the notice promises or says, beyond the activities."""

    part_of = "notice"

    class Kind(models.TextChoices):
        RIGHT = "right", _("Right of the data subjects")
        REQUEST_ROUTE = "request-route", _("How to exercise rights")
        NO_SALE = "no-sale", _("No sale of data")
        NO_TRAINING = "no-training", _("No training of models")
        NO_ADVERTISING = "no-advertising", _("No advertising use")
        COOKIES = "cookies", _("Cookies and consent")
        CHILDREN = "children", _("Children")
        BREACH = "breach", _("Breaches")
        LAW_ENFORCEMENT = "law-enforcement", _("Law enforcement")
        CHANGES = "changes", _("Changes to the notice")
        COMPLAINT = "complaint", _("Complaint body")
        CONTACT = "contact", _("Contact")
        BUSINESS_TRANSFER = "business-transfer", _("Transfer of the business")
        DISCLAIMER = "disclaimer", _("Limit of what is promised")
        NOTHING = "nothing", _("Section with nothing to record")
        OTHER = "other", _("Other")

    class Right(models.TextChoices):
        INFORMATION = "information", _("Information (Arts 13, 14)")
        ACCESS = "access", _("Access (Art. 15)")
        RECTIFICATION = "rectification", _("Rectification (Art. 16)")
        ERASURE = "erasure", _("Erasure (Art. 17)")
        RESTRICTION = "restriction", _("Restriction (Art. 18)")
        PORTABILITY = "portability", _("Portability (Art. 20)")
        OBJECTION = "objection", _("Objection (Art. 21)")
        DECISIONS = "automated-decisions", _("Not to be subject to automated decisions (Art. 22)")
        WITHDRAWAL = "withdrawal", _("Withdrawal of consent (Art. 7(3))")
        COMPLAINT = "complaint", _("Complaint to an authority (Art. 77)")
        OPT_OUT = "opt-out", _("Opting out")
        OTHER = "other", _("Other, as stated")
        NONE = "", _("Not a right")

    notice = models.ForeignKey(
        PrivacyNotice, models.CASCADE, related_name="statements", verbose_name=_("notice")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    right = models.CharField(_("right"), max_length=20, choices=Right, blank=True, default="")
    text = ProseField(_("what is said, in our words"))
    route = LineField(_("route"), blank=True, default="")
    response_time = LineField(_("response time"), blank=True, default="")
    change = LineField(_("which change"), blank=True, default="")
    channel = LineField(_("channel"), blank=True, default="")
    lead_time = LineField(_("lead time"), blank=True, default="")
    quote = ProseField(_("quote"))

    class Meta:
        verbose_name = _("statement of a notice")
        verbose_name_plural = _("statements of a notice")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.text[:60]}".strip()
