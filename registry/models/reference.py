"""Reference data from the law's tables into the database: idempotent, recorded, and never over a person's edit."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from django.db import models

from registry.law import tables
from registry.ledger.recording import recording
from registry.ledger.revisions import ChainHead, Channel
from registry.models.law import AdequacyDecision, EconomicAreaMember, LegalBasis, TransferMechanism
from registry.models.vocabulary import (
    DataCategory,
    DataSubjectCategory,
    MeasureType,
    PurposeCategory,
    RecipientCategory,
)

EPOCH = dt.datetime(2018, 5, 25, tzinfo=dt.UTC)
"""The first set is known since the Regulation applies; what comes later, since it was deployed."""

SOURCES: tuple[tuple[type[models.Model], Callable[[], Iterable[Any]], str], ...] = (
    (LegalBasis, tables.legal_bases, "code"),
    (TransferMechanism, tables.transfer_mechanisms, "slug"),
    (AdequacyDecision, tables.adequacy_decisions, "code"),
    (EconomicAreaMember, tables.economic_area, "code"),
    (DataCategory, tables.data_categories, "code"),
    (DataSubjectCategory, tables.data_subject_categories, "code"),
    (RecipientCategory, tables.recipient_categories, "code"),
    (PurposeCategory, tables.purposes, "code"),
    (MeasureType, tables.measure_types, "code"),
)


def sync_reference() -> int:
    """Brings shared reference data to the law's tables; returns how many rows were written.

    New codes are added, rows that the program wrote are corrected, rows that a person edited are left. What a table
    no longer holds stays: reference data are retired, never deleted.
    """
    first = None if ChainHead.objects.filter(pk=0, number__gt=0).exists() else EPOCH
    written = 0
    with recording(
        by=None,
        organisation=None,
        channel=Channel.REFERENCE,
        reason="Reference data as delivered",
        clock=first,
    ):
        for model, facts, key in SOURCES:
            written += _sync(model, tuple(facts()), key)
    return written


def _sync(model: type[models.Model], facts: tuple[Any, ...], key: str) -> int:
    shared = {"organisation__isnull": True} if hasattr(model, "organisation") else {}
    known = {getattr(row, key): row for row in model._default_manager.filter(**shared)}
    written = 0
    for fact in facts:
        row = known.get(getattr(fact, key)) or model()
        values = _values(fact)
        if any(getattr(row, name) != value for name, value in values.items()) and not _edited(row):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            written += 1
        known[getattr(fact, key)] = row
    _sync_parents(facts, known, key)
    return written


def _values(fact: Any) -> dict[str, Any]:
    values = {
        field.name: getattr(fact, field.name) for field in dataclasses.fields(fact) if field.name != "parents"
    }
    if values.get("confidence", "") is None:
        values["confidence"] = ""
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in values.items()}


def _edited(row: models.Model) -> bool:
    """Whether a person wrote this row last."""
    if row.pk is None:
        return False
    last = row.history.order_by("-history_id").select_related("revision").first()  # type: ignore[attr-defined]
    return last is not None and last.revision.channel != Channel.REFERENCE


def _sync_parents(facts: tuple[Any, ...], known: dict[str, Any], key: str) -> None:
    nested = [fact for fact in facts if getattr(fact, "parents", ())]
    if not nested:
        return
    model = type(known[getattr(nested[0], key)])
    current = _parents_by_row(model)
    for fact in nested:
        row, wanted = known[getattr(fact, key)], {known[code].pk for code in fact.parents}
        if current.get(row.pk, set()) != wanted and not _edited(row):
            row.parents.set(wanted)


def _parents_by_row(model: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    names = model.parents.field.m2m_field_name(), model.parents.field.m2m_reverse_field_name()
    for child, parent in model.parents.through.objects.values_list(*names):
        found.setdefault(child, set()).add(parent)
    return found
