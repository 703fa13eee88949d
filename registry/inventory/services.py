"""Reads services with their contracts and transfers, and the entries of the public list."""

import datetime as dt
from collections import defaultdict

from registry.documents.records.evidence import Assessment, Document
from registry.documents.records.parties import Party
from registry.documents.records.services import Agreement, Ground, Service, Subprocessor, Transfer
from registry.inventory.reading import Reading, children, in_order, linked, one
from registry.inventory.terms import Terms
from registry.models import Agreement as AgreementTable
from registry.models import Service as ServiceTable
from registry.models import Subprocessor as SubprocessorTable
from registry.models import Transfer as TransferTable
from registry.models import TransferGround


def read_agreements(
    reading: Reading, *, parties: dict[int, Party], documents: dict[int, Document]
) -> dict[int, Agreement]:
    return {
        row["id"]: reading.make(
            Agreement,
            AgreementTable,
            row,
            party=one(parties, row["party_id"]),
            document=one(documents, row["document_id"]),
        )
        for row in reading.rows(AgreementTable)
    }


def read_transfers(
    reading: Reading,
    *,
    terms: Terms,
    parties: dict[int, Party],
    assessments: dict[int, Assessment],
    documents: dict[int, Document],
) -> tuple[Transfer, ...]:
    """By destination, then importer, then number."""
    grounds = children(reading.rows(TransferGround), "transfer_id")
    made = [
        reading.make(
            Transfer,
            TransferTable,
            row,
            importer=one(parties, row["importer_id"]),
            impact_assessment=one(assessments, row["impact_assessment_id"]),
            grounds=tuple(
                reading.make(
                    Ground,
                    TransferGround,
                    ground,
                    mechanism=terms.mechanisms[ground["mechanism_id"]],
                    document=one(documents, ground["document_id"]),
                )
                for ground in grounds[row["id"]]
            ),
        )
        for row in reading.rows(TransferTable)
    ]
    return tuple(sorted(made, key=_where))


def _where(transfer: Transfer) -> tuple[str, str, str, int]:
    importer = transfer.importer.name if transfer.importer else transfer.importer_as_stated
    return transfer.destination, transfer.international_organisation, importer.casefold(), transfer.id


def read_services(
    reading: Reading,
    *,
    terms: Terms,
    parties: dict[int, Party],
    agreements: dict[int, Agreement],
    transfers: tuple[Transfer, ...],
) -> dict[int, Service]:
    contracts, leaving = defaultdict(list), defaultdict(list)
    for agreement in agreements.values():
        for number in agreement.services:
            contracts[number].append(agreement)
    for transfer in transfers:
        leaving[transfer.service_id].append(transfer)
    return {
        row["id"]: reading.make(
            Service,
            ServiceTable,
            row,
            party=one(parties, row["party_id"]),
            category=one(terms.recipients, row["category_id"]),
            agreements=in_order(contracts[row["id"]]),
            transfers=tuple(leaving[row["id"]]),
        )
        for row in reading.rows(ServiceTable)
    }


def read_subprocessors(
    reading: Reading, *, terms: Terms, services: dict[int, Service], listed: dict[int, dt.datetime]
) -> tuple[Subprocessor, ...]:
    """By group, position, then number. `listed`: the first instant of each entry."""
    found = sorted(
        reading.rows(SubprocessorTable), key=lambda row: (row["group"], row["position"], row["id"])
    )
    return tuple(
        reading.make(
            Subprocessor,
            SubprocessorTable,
            row,
            service=services[row["service_id"]],
            data_categories=linked(terms.data, row["data_categories"]),
            listed_at=listed.get(row["id"]),
        )
        for row in found
    )
