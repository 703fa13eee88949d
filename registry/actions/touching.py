"""Whether a record, or a part of it, was written after somebody looked at it."""

from django.db import models

from registry.ledger.history import tracked
from registry.models import Record
from registry.models.parts import parts_of


def histories_of(model: type[models.Model], pk: int, *, owner: int | None) -> list[models.QuerySet]:
    """The history rows of a record and, one table each, of its parts."""
    found = [tracked(model).history.objects.filter(**{tracked(model).pk: pk})]
    for part in parts_of(model):
        # The owner goes first: histories are indexed by it, not by what a part belongs to.
        own = {"organisation_id": owner, f"{part.part_of}_id": pk}
        found.append(tracked(part).history.objects.filter(**own))
    return found


def touched_since(record: Record, number: int) -> bool:
    """Whether a revision after this number wrote the record or one of its parts. One query per table."""
    histories = histories_of(type(record), record.pk, owner=record.owner_id)
    return any(rows.filter(revision__number__gt=number).exists() for rows in histories)
