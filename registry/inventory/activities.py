"""Reads processing activities with their parts."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models

from registry.documents.records import activities as records
from registry.documents.records.evidence import Assessment, Document
from registry.documents.records.parties import Party
from registry.documents.records.services import Agreement, Service, Transfer
from registry.documents.records.terms import Choice, LegalBasis
from registry.inventory.instants import Life
from registry.inventory.reading import Reading, Row, children, linked, one
from registry.inventory.terms import Terms
from registry.models import (
    ClientController,
    DataUse,
    Disclosure,
    ProcessingActivity,
    Purpose,
    Reopening,
    RetentionRule,
    ScreeningCriterion,
    SecurityMeasure,
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What activities lead to, by number."""

    terms: Terms
    parties: dict[int, Party]
    services: dict[int, Service]
    agreements: dict[int, Agreement]
    assessments: dict[int, Assessment]
    documents: dict[int, Document]
    rules: dict[int, records.RetentionRule]
    measures: dict[int, records.Measure]
    transfers: tuple[Transfer, ...]
    lives: dict[int, Life]


def read_rules(reading: Reading) -> dict[int, records.RetentionRule]:
    return reading.make_all(records.RetentionRule, RetentionRule)


def read_measures(reading: Reading, terms: Terms) -> dict[int, records.Measure]:
    return {
        row["id"]: reading.make(
            records.Measure,
            SecurityMeasure,
            row,
            measure_type=one(terms.measures, row["measure_type_id"]),
        )
        for row in reading.rows(SecurityMeasure)
    }


def read_activities(reading: Reading, known: Known) -> tuple[records.Activity, ...]:
    """By reference."""
    purposes = children(reading.rows(Purpose), "activity_id")
    data_uses = children(reading.rows(DataUse), "activity_id")
    disclosures = children(reading.rows(Disclosure), "activity_id")
    clients = children(reading.rows(ClientController), "activity_id")
    leaving: dict[int | None, list[Transfer]] = defaultdict(list)
    for transfer in known.transfers:
        leaving[transfer.activity_id].append(transfer)
    return tuple(
        _activity(
            reading,
            row,
            known,
            purposes=tuple(_purpose(reading, part, known) for part in purposes[row["id"]]),
            data_uses=tuple(_data_use(reading, part, known) for part in data_uses[row["id"]]),
            disclosures=tuple(_disclosure(reading, part, known) for part in disclosures[row["id"]]),
            clients=tuple(_client(reading, part, known) for part in clients[row["id"]]),
            transfers=tuple(leaving[row["id"]]),
        )
        for row in sorted(reading.rows(ProcessingActivity), key=_reference)
    )


def _reference(row: Row) -> tuple[int, str, int]:
    # PA-10000 comes after PA-9999.
    return len(row["reference"]), row["reference"], row["id"]


def _activity(reading: Reading, row: Row, known: Known, **parts: tuple[object, ...]) -> records.Activity:
    own = set(row["measures"])
    shared = [number for number, measure in known.measures.items() if measure.organisation_wide]
    inherited = [number for number in shared if row["inherits_measures"] and number not in own]
    life = known.lives[row["id"]]
    return reading.make(
        records.Activity,
        ProcessingActivity,
        row,
        joint_controllers=linked(known.parties, row["joint_controllers"]),
        joint_arrangement=one(known.agreements, row["joint_arrangement_id"]),
        measures=linked(known.measures, row["measures"]),
        inherited_measures=linked(known.measures, inherited),
        reopened_by=_choices(Reopening, row["reopened_by"]),
        screening_criteria=_choices(ScreeningCriterion, row["screening_criteria"]),
        assessments=linked(known.assessments, row["assessments"]),
        documents=linked(known.documents, row["documents"]),
        created_at=life.first,
        changed_at=life.last,
        **parts,
    )


def _choices(known: type[models.TextChoices], codes: list[str]) -> tuple[Choice, ...]:
    """In the order of what is known."""
    return tuple(Choice(code=one.value, label=str(one.label)) for one in known if one.value in codes)


def _purpose(reading: Reading, row: Row, known: Known) -> records.Purpose:
    bases = [known.terms.bases[number] for number in row["legal_bases"]]
    return reading.make(
        records.Purpose,
        Purpose,
        row,
        category=one(known.terms.purposes, row["category_id"]),
        legal_bases=tuple(sorted(bases, key=_article)),
        special_condition=one(known.terms.bases, row["special_condition_id"]),
        balancing_test=one(known.assessments, row["balancing_test_id"]),
    )


def _article(basis: LegalBasis) -> tuple[str, str]:
    return basis.regime, basis.code


def _data_use(reading: Reading, row: Row, known: Known) -> records.DataUse:
    return reading.make(
        records.DataUse,
        DataUse,
        row,
        category=one(known.terms.data, row["category_id"]),
        subjects=linked(known.terms.subjects, row["subjects"]),
        retention=one(known.rules, row["retention_id"]),
    )


def _disclosure(reading: Reading, row: Row, known: Known) -> records.Disclosure:
    return reading.make(
        records.Disclosure,
        Disclosure,
        row,
        service=one(known.services, row["service_id"]),
        party=one(known.parties, row["party_id"]),
        category=one(known.terms.recipients, row["category_id"]),
        data_categories=linked(known.terms.data, row["data_categories"]),
    )


def _client(reading: Reading, row: Row, known: Known) -> records.Client:
    return reading.make(
        records.Client,
        ClientController,
        row,
        controller=one(known.parties, row["controller_id"]),
        list_document=one(known.documents, row["list_document_id"]),
        representative=one(known.parties, row["representative_id"]),
        dpo=one(known.parties, row["dpo_id"]),
        contract=one(known.agreements, row["contract_id"]),
    )
