"""Processing activities with everything that belongs to them."""

import datetime as dt
from dataclasses import dataclass

from registry.documents.records.evidence import Assessment, Conditional, Document, InForce, Recorded
from registry.documents.records.parties import Party
from registry.documents.records.services import Agreement, Service, Transfer
from registry.documents.records.terms import (
    Choice,
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    MeasureType,
    PurposeCategory,
    RecipientCategory,
)


@dataclass(frozen=True, kw_only=True)
class RetentionRule(Recorded, Conditional):
    """A time limit for erasure; `period` as P30D."""

    name: str
    kind: Choice | None
    period: str = ""
    criterion: str = ""
    start_event: str = ""
    configurable_by_client: Choice | None = None
    law_cited: str = ""
    at_the_end: Choice | None = None
    backups: str = ""
    exceptions: str = ""
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure(Recorded, Conditional):
    """A technical or organisational measure; `letter` is that of Art. 32(1)."""

    title: str
    measure_type: MeasureType | None = None
    kind: Choice | None = None
    letter: str = ""
    description: str = ""
    organisation_wide: bool = True


@dataclass(frozen=True, kw_only=True)
class Purpose(Recorded, Conditional, InForce):
    """One purpose of an activity, with the legal bases it rests on."""

    position: int = 0
    text: str
    category: PurposeCategory | None = None
    importance: Choice | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    allocation: Choice | None = None
    bases_explained: str = ""
    special_condition: LegalBasis | None = None
    criminal_authority: str = ""
    law_cited: str = ""
    interest: str = ""
    interest_holder: str = ""
    balancing_test: Assessment | None = None
    withdrawal_route: str = ""
    consent_proof: str = ""


@dataclass(frozen=True, kw_only=True)
class DataUse(Recorded, Conditional, InForce):
    """A category of personal data in an activity. `purposes` are numbers; none means all of the activity's."""

    position: int = 0
    category: DataCategory | None = None
    as_stated: str = ""
    subjects: tuple[DataSubjectCategory, ...] = ()
    purposes: tuple[int, ...] = ()
    source: str = ""
    mandatory: Choice | None = None
    retention: RetentionRule | None = None
    retention_absent_because: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Disclosure(Recorded, Conditional, InForce):
    """A recipient: of a service, a party, or a category of recipients. `places` are codes, narrower than the service's."""

    position: int = 0
    service: Service | None = None
    party: Party | None = None
    category: RecipientCategory | None = None
    data_categories: tuple[DataCategory, ...] = ()
    data_as_stated: str = ""
    reason: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Client(Recorded, Conditional, InForce):
    """A controller that the organisation acts for, or a class of them with a way to name each."""

    position: int = 0
    controller: Party | None = None
    class_of_controllers: str = ""
    list_document: Document | None = None
    list_system: str = ""
    list_person: str = ""
    representative: Party | None = None
    representative_absent_because: str = ""
    dpo: Party | None = None
    dpo_absent_because: str = ""
    categories_of_processing: str = ""
    contract: Agreement | None = None
    instructions: str = ""


@dataclass(frozen=True, kw_only=True)
class Activity(Recorded, InForce):
    """One processing activity. `created_at` and `changed_at` are the first and last instant at which it, or a part
    of it, was recorded."""

    reference: str
    name: str
    description: str = ""
    role: Choice | None = None
    status: Choice | None = None
    reopened_by: tuple[Choice, ...] = ()
    """Items that Article 30 asks for and that were edited after the last approval."""
    prepared_by: tuple[int, ...] = ()
    """Account numbers, of what is in review: who asked for the review first, then who changed it last."""
    department: str = ""
    owner: str = ""
    owner_email: str = ""
    systems: str = ""
    source_of_data: str = ""
    subject_places: tuple[str, ...] = ()
    scale: str = ""
    internal_access: str = ""
    joint_controllers: tuple[Party, ...] = ()
    joint_controllers_absent_because: str = ""
    joint_arrangement: Agreement | None = None
    recipients_absent_because: str = ""
    transfers_absent_because: str = ""
    transfers_as_stated: str = ""
    measures: tuple[Measure, ...] = ()
    inherits_measures: bool = True
    inherited_measures: tuple[Measure, ...] = ()
    """The organisation's, where the activity inherits them and has not named them as its own."""
    measures_absent_because: str = ""
    automated_decisions: Choice | None = None
    decision_logic: str = ""
    decision_significance: str = ""
    decision_ground: str = ""
    decision_safeguards: str = ""
    screening_criteria: tuple[Choice, ...] = ()
    screening_outcome: Choice | None = None
    assessments: tuple[Assessment, ...] = ()
    documents: tuple[Document, ...] = ()
    review_interval_months: int | None = None
    last_reviewed_on: dt.date | None = None
    next_review_on: dt.date | None = None
    purposes: tuple[Purpose, ...] = ()
    data_uses: tuple[DataUse, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    clients: tuple[Client, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    created_at: dt.datetime | None = None
    changed_at: dt.datetime | None = None
