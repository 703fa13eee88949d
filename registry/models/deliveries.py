"""Which e-mails went to whom. They hold people's addresses: neither in the ledger nor guarded, erased with the address."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.organisations import Organisation


class Digest(models.Model):
    """One e-mail to one address: claimed before it is sent, so that nobody else sends it.

    Whoever makes the row sends the e-mail. Where it is not known whether the mail server took it, it is not sent again.
    """

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("Reminder")

    class State(models.TextChoices):
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not accepted")
        IN_DOUBT = "in-doubt", _("not known whether it arrived")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REMINDER)
    address = models.EmailField(_("address"))
    period = models.DateField(_("week from"), help_text=_("Its Monday: an address gets one a week."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENDING)
    fingerprint = models.CharField(_("fingerprint of the text"), max_length=64)
    begun_at = models.DateTimeField(_("begun at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ("-period", "address")
        constraints = (models.UniqueConstraint(fields=("kind", "address", "period"), name="digest_once"),)

    def __str__(self) -> str:
        return f"{self.address} {self.period}"


class Delivery(models.Model):
    """What of a digest was about one organisation; its members see this and nothing of the others'."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="deliveries", verbose_name=_("digest"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    reviews = models.PositiveIntegerField(_("reviews"))
    questions = models.PositiveIntegerField(_("open questions"))

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")
        ordering = ("-digest__period", "digest__address", "organisation_id")
        constraints = (models.UniqueConstraint(fields=("digest", "organisation"), name="delivery_once"),)

    def __str__(self) -> str:
        return str(_("reminder"))
