"""What citations and open questions are about, as far as their own columns say it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.admin.wording import heading
from registry.ledger.history import tracked_models

Row = dict[str, Any]

ASKED = {
    "processingactivity": {
        "purposes": _("Purposes"),
        "subjects": _("Categories of data subjects"),
        "data_uses": _("Categories of personal data"),
        "recipients": _("Recipients"),
        "disclosures": _("Other processors engaged"),
        "transfers": _("Transfers to third countries"),
        "retention": _("Time limits for erasure"),
        "clients": _("Controllers we act for"),
        "categories_of_processing": _("Categories of processing"),
        "legal_bases": _("Legal bases"),
        "notices": _("Privacy notices"),
    }
}
"""Kind of record → what can be asked of it as a whole although its parts say it."""


def record_spoken_of(fields: Row) -> tuple[type[models.Model], int] | None:
    """The record that the columns name by its kind and number; None where there is no such kind."""
    model, key = _kind(fields), fields.get("record_id")
    return (model, key) if model is not None and key is not None else None


def item_name(fields: Row) -> str:
    """What the item is called that the columns name by its field; an unknown one stands for itself, none is empty."""
    model, name = _kind(fields), fields["field"]
    known = [*model._meta.concrete_fields, *model._meta.many_to_many] if model is not None else []
    asked = ASKED.get(fields.get("record_type", ""), {})
    return next((heading(field) for field in known if field.name == name), str(asked.get(name, name)))


def kind_name(fields: Row) -> str:
    """What the kind of record is called; an unknown one stands for itself."""
    model = _kind(fields)
    return str(model._meta.verbose_name) if model is not None else str(fields["record_type"])


def _kind(fields: Row) -> type[models.Model] | None:
    kinds = {table.label: table.model for table in tracked_models()}
    return kinds.get(fields.get("record_type", ""))
