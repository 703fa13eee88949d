"""Reads companies and persons, the organisation, and the papers behind facts."""

from registry.documents.records.evidence import Assessment, Document
from registry.documents.records.parties import Organisation, Party
from registry.inventory.reading import Reading, one
from registry.models import Assessment as AssessmentTable
from registry.models import Document as DocumentTable
from registry.models import Organisation as OrganisationTable
from registry.models import Party as PartyTable


def read_parties(reading: Reading) -> dict[int, Party]:
    return reading.make_all(Party, PartyTable)


def read_organisation(reading: Reading, parties: dict[int, Party]) -> Organisation | None:
    """None before it was first recorded."""
    for row in reading.rows(OrganisationTable):
        return reading.make(
            Organisation,
            OrganisationTable,
            row,
            dpo=one(parties, row["dpo_id"]),
            eu_representative=one(parties, row["eu_representative_id"]),
            uk_representative=one(parties, row["uk_representative_id"]),
            ch_representative=one(parties, row["ch_representative_id"]),
            supervisory_authority=one(parties, row["supervisory_authority_id"]),
        )
    return None


def language_of(reading: Reading) -> str:
    """The language of the organisation's documents."""
    return next((row["language"] for row in reading.rows(OrganisationTable)), "en")


def read_documents(reading: Reading) -> dict[int, Document]:
    return reading.make_all(Document, DocumentTable)


def read_assessments(reading: Reading, documents: dict[int, Document]) -> dict[int, Assessment]:
    return {
        row["id"]: reading.make(Assessment, AssessmentTable, row, document=one(documents, row["document_id"]))
        for row in reading.rows(AssessmentTable)
    }
