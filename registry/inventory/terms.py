"""Reads the vocabularies and the law's tables."""

from dataclasses import dataclass
from typing import TypeVar

from registry.documents.records import terms
from registry.inventory.reading import Model, Reading, in_order
from registry.models import (
    AdequacyDecision,
    DataCategory,
    DataSubjectCategory,
    EconomicAreaMember,
    LegalBasis,
    MeasureType,
    PurposeCategory,
    RecipientCategory,
    TransferMechanism,
)

Nested = TypeVar("Nested", terms.DataCategory, terms.PurposeCategory)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Every vocabulary by the number of its terms."""

    data: dict[int, terms.DataCategory]
    subjects: dict[int, terms.DataSubjectCategory]
    recipients: dict[int, terms.RecipientCategory]
    purposes: dict[int, terms.PurposeCategory]
    measures: dict[int, terms.MeasureType]
    bases: dict[int, terms.LegalBasis]
    mechanisms: dict[int, terms.Mechanism]


def read_terms(reading: Reading) -> Terms:
    return Terms(
        data=_nested(reading, terms.DataCategory, DataCategory),
        subjects=reading.make_all(terms.DataSubjectCategory, DataSubjectCategory),
        recipients=reading.make_all(terms.RecipientCategory, RecipientCategory),
        purposes=_nested(reading, terms.PurposeCategory, PurposeCategory),
        measures=reading.make_all(terms.MeasureType, MeasureType),
        bases=reading.make_all(terms.LegalBasis, LegalBasis),
        mechanisms=reading.make_all(terms.Mechanism, TransferMechanism),
    )


def read_adequacy(reading: Reading) -> tuple[terms.Adequacy, ...]:
    return in_order(reading.make_all(terms.Adequacy, AdequacyDecision).values())


def read_area(reading: Reading) -> tuple[terms.AreaMember, ...]:
    return in_order(reading.make_all(terms.AreaMember, EconomicAreaMember).values())


def _nested(reading: Reading, kind: type[Nested], model: Model) -> dict[int, Nested]:
    labels = {row["id"]: row["label"] for row in reading.rows(model)}
    return {
        row["id"]: reading.make(
            kind, model, row, parents=tuple(sorted(labels[parent] for parent in row["parents"]))
        )
        for row in reading.rows(model)
    }
