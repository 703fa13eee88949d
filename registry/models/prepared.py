"""What one person has prepared and another has not approved yet. A working row: erased when that is settled."""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.releases import Release


class PreparedRelease(models.Model):
    """A release that waits: one per organisation and kind.

    It holds no content. What was prepared is what the records said as of an instant, and its fingerprint says so: the
    release is composed from the histories when it is approved.
    """

    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    kind = models.CharField(
        _("kind"), max_length=15, choices=Release.Kind, default=Release.Kind.REGISTER.value
    )
    revision_number = models.PositiveIntegerField(_("revision"))
    as_of = models.DateTimeField(_("as of"))
    in_force_on = models.DateField(_("in force on"))
    scope = models.CharField(_("content"), max_length=10)
    """How much the register says: art30 or full."""
    sha256 = models.CharField(_("fingerprint of the document"), max_length=64)
    open_items = models.TextField(_("open items"))
    note = models.TextField(_("note"), blank=True, default="")
    prepared_by = models.BigIntegerField(_("account number"))
    prepared_at = models.DateTimeField(_("prepared at"))

    class Meta:
        verbose_name = _("prepared release")
        verbose_name_plural = _("prepared releases")
        ordering = ("organisation_id", "kind")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "kind"), name="preparedrelease_waits_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.revision_number}"

    @property
    def items(self) -> tuple[str, ...]:
        """The names of what is open."""
        return tuple(json.loads(self.open_items))
