"""What all records share: an owner, a history, a period in force, and links that stay at home."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.ledger.history import Recorded
from registry.models.fields import LineField


class Answer(models.TextChoices):
    """Yes, no, or what the source leaves open."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_STATED = "", _("Not stated")


def answer(label: Any, **kwargs: Any) -> models.CharField:
    return models.CharField(label, max_length=3, choices=Answer, blank=True, default="", **kwargs)


class RecordQuerySet(models.QuerySet):
    """Refuses what would leave no history."""

    def _refused(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError("Bulk writes leave no history: save each record inside recording(…).")

    update = bulk_create = bulk_update = _refused  # type: ignore[assignment]
    update.alters_data = True  # type: ignore[attr-defined]


class Record(models.Model):
    """A row with history. Every save happens inside `recording(…)`."""

    history = Recorded()
    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self._refuse_reason_beside_value()
        self._refuse_foreign_links()

    def _refuse_reason_beside_value(self) -> None:
        """Says on the field what the database constraint would refuse: a value and a reason for its absence."""
        names = {field.name: field for field in self._meta.concrete_fields}
        for name, field in names.items():
            reason = f"{name}_absent_because"
            if (
                reason in names
                and getattr(self, reason)
                and getattr(self, field.attname) not in (None, "", [])
            ):
                raise ValidationError(
                    {reason: _("Give either the value or the reason why there is none, not both.")}
                )

    def _refuse_foreign_links(self) -> None:
        """A link may lead to the same organisation's records or to shared vocabulary, never elsewhere."""
        own = self.owner_id
        for field in self._meta.concrete_fields:
            target = field.related_model if field.is_relation else None
            # The parent of an organisation is another organisation by nature.
            if target is None or target is type(self) or field.name == "organisation":
                continue
            if not hasattr(target, "owner_id"):
                continue
            linked = getattr(self, field.name, None)
            if linked is not None and linked.owner_id is not None and linked.owner_id != own:
                raise ValidationError({field.name: _("This belongs to another organisation.")})

    def clean_whole(self) -> None:
        """Refuses what shows only together with the parts; called once, before the revision is sealed."""

    @property
    def owner_id(self) -> int | None:
        """The organisation that keeps this record; None for what all organisations share."""
        return getattr(self, "organisation_id", None)


class OwnedRecord(Record):
    """A record that an organisation keeps, for good: it never moves to another one."""

    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    class Meta:
        abstract = True


class Child(OwnedRecord):
    """A record that is part of another: it takes its organisation from there and is edited on its form."""

    part_of: str
    """Name of the foreign key to the whole."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.organisation_id = self.whole.organisation_id
        super().save(*args, **kwargs)

    @property
    def whole(self) -> Any:
        return getattr(self, self.part_of)


class Conditional(models.Model):
    """A fact that holds under a condition, in the words of the source's meaning."""

    condition = LineField(
        _("condition"),
        blank=True,
        default="",
        help_text=_("Where it holds only sometimes, e.g. “where enabled”."),
    )

    class Meta:
        abstract = True


class InForce(models.Model):
    """The days between which it was true in the world, both included; empty is not known or open."""

    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.in_force_from and self.in_force_until and self.in_force_until < self.in_force_from:
            raise ValidationError({"in_force_until": _("The last day is before the first one.")})
