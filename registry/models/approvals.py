"""What was approved, as it was approved: kept for good, so that a register can be composed of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.activities import ProcessingActivity
from registry.models.base import OwnedRecord


class Approval(OwnedRecord):
    """One approval of an activity, with its canonical document. Written once, by the step of approving; never changed
    and never removed."""

    part_of = "activity"
    """Told with the activity, although it is no part of its form."""

    activity = models.ForeignKey(
        ProcessingActivity, models.PROTECT, related_name="approvals", verbose_name=_("activity")
    )
    number = models.PositiveIntegerField(_("number"))
    on = models.DateField(_("approved on"), help_text=_("The day for which the document speaks."))
    content = models.TextField(_("canonical JSON"))
    schema = models.CharField(_("schema"), max_length=40)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    asked_sha256 = models.CharField(_("fingerprint of what Article 30 asks"), max_length=64)
    prepared_by = models.BigIntegerField(_("account number of who asked for it"), null=True, blank=True)
    approved_by = models.BigIntegerField(_("account number of who approved"))
    alone = models.BooleanField(_("prepared and approved by one person"), default=False)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ("activity_id", "-number")
        constraints = (models.UniqueConstraint(fields=("activity", "number"), name="approval_number_once"),)

    def __str__(self) -> str:
        return str(_("Approval %(number)s") % {"number": self.number})

    def clean(self) -> None:
        super().clean()
        if not self._state.adding:
            raise ValidationError(_("What was approved is kept as it was; approve anew instead."))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise ValidationError(_("What was approved is kept; it cannot be removed."))
