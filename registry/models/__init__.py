"""What people record, one file per subject."""

from registry.ledger.revisions import ChainHead, Channel, Revision
from registry.models.accounts import Membership, User
from registry.models.activities import ProcessingActivity, ReferenceCounter, Reopening, ScreeningCriterion
from registry.models.approvals import Approval
from registry.models.base import Answer, OwnedRecord, Record
from registry.models.data_uses import DataUse
from registry.models.deliveries import Delivery, Digest
from registry.models.disclosures import ClientController, Disclosure
from registry.models.evidence import Assessment, Citation, Clarification, Document, Waiver
from registry.models.law import AdequacyDecision, EconomicAreaMember, LegalBasis, TransferMechanism
from registry.models.notices import NoticeStatement, PrivacyNotice
from registry.models.organisations import Organisation
from registry.models.parties import Party
from registry.models.prepared import PreparedRelease
from registry.models.purposes import Purpose
from registry.models.reference import sync_reference
from registry.models.releases import Release, ReleaseFile
from registry.models.reopening import asked_items
from registry.models.retention import RetentionRule, SecurityMeasure
from registry.models.services import Agreement, Service
from registry.models.subprocessors import Subprocessor
from registry.models.transfers import Transfer, TransferGround
from registry.models.vocabulary import (
    DataCategory,
    DataSubjectCategory,
    MeasureType,
    PurposeCategory,
    RecipientCategory,
)

__all__ = [
    "AdequacyDecision", "Agreement", "Answer", "Approval", "Assessment", "ChainHead", "Channel", "Citation", "Clarification",
    "ClientController", "DataCategory", "DataSubjectCategory", "DataUse", "Delivery", "Digest", "Disclosure",
    "Document",
    "EconomicAreaMember", "LegalBasis", "MeasureType", "Membership", "NoticeStatement", "Organisation",
    "OwnedRecord", "Party", "PreparedRelease", "PrivacyNotice", "ProcessingActivity", "Purpose", "PurposeCategory",
    "RecipientCategory",
    "Record", "ReferenceCounter", "Release", "ReleaseFile", "Reopening", "RetentionRule", "Revision", "ScreeningCriterion",
    "SecurityMeasure", "Service", "Subprocessor", "Transfer", "TransferGround", "TransferMechanism", "User",
    "Waiver", "asked_items", "sync_reference",
]  # fmt: skip
