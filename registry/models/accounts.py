"""Who signs in, and in which role for which organisation."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class User(AbstractUser):
    """An account. Its number stands in the ledger; its name goes when the account is erased."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")


class Membership(models.Model):
    """A role of an account in an organisation."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Privacy officer")
        AUDITOR = "auditor", _("Auditor")
        ADMINISTRATOR = "administrator", _("Administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("account"))
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=15, choices=Role)
    history = HistoricalRecords(
        cascade_delete_history=True, history_user_id_field=models.BigIntegerField(null=True)
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("user_id", "organisation_id")
        constraints = (models.UniqueConstraint(fields=("user", "organisation"), name="membership_once"),)

    def __str__(self) -> str:
        return self.get_role_display()
