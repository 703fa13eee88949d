"""The sealed revisions and the head of each chain."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SHARED = 0
"""The key of the chain that belongs to no organisation: shared vocabulary and law."""


class Channel(models.TextChoices):
    ADMIN = "admin", _("Admin")
    IMPORT = "import", _("Import")
    COMMAND = "command", _("Command line")
    EXAMPLE = "example", _("Example")
    REFERENCE = "reference", _("Reference data")


class Revision(models.Model):
    """One save: who, when, why, by which way, and what was written, linked to the revision before.

    Append-only, guarded in the database. `payload` is canonical JSON (see `payloads.py`). What is expunged from it
    is gone, while `payload_sha256` stays that of the whole and the chain still links (see `expunged.py`).
    `actor_id` is the number of the account that wrote, or null for the program itself; the name lives with the
    account and goes with it.
    """

    organisation = models.ForeignKey(
        "registry.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    number = models.PositiveIntegerField(_("number"))
    instant = models.DateTimeField(
        _("instant"), help_text=_("Rises strictly within a chain, whatever the clock does.")
    )
    recorded_at = models.DateTimeField(_("recorded at"), help_text=_("What the clock said."))
    actor_id = models.BigIntegerField(_("account number"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True, default="")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    payload = models.TextField(_("payload"), null=True)  # noqa: DJ001 (empty text is never sealed)
    payload_sha256 = models.CharField(max_length=64)
    previous = models.CharField(_("previous digest"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("organisation_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "number"), name="revision_number_once"),
            models.UniqueConstraint(
                fields=("number",),
                condition=models.Q(organisation__isnull=True),
                name="revision_shared_number_once",
            ),
        )
        indexes = (models.Index(fields=("organisation", "instant"), name="revision_by_instant"),)

    def __str__(self) -> str:
        return f"{self.number} · {self.instant:%Y-%m-%d %H:%M}"


class ChainHead(models.Model):
    """The newest revision of a chain: the row that writers lock, one after the other."""

    key = models.BigIntegerField(
        primary_key=True, help_text=_("The organisation's number; 0 is the shared chain.")
    )
    number = models.PositiveIntegerField(default=0)
    instant = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = _("chain head")

    def __str__(self) -> str:
        return f"{self.key}: {self.number}"
