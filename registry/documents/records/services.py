"""What parties do for the organisation, the contracts behind it, and the transfers that come with it."""

import datetime as dt
from dataclasses import dataclass

from registry.documents.records.evidence import Assessment, Conditional, Document, InForce, Recorded
from registry.documents.records.parties import Party
from registry.documents.records.terms import Choice, DataCategory, Mechanism, RecipientCategory


@dataclass(frozen=True, kw_only=True)
class Ground(Recorded, Conditional, InForce):
    """A mechanism that a transfer relies on."""

    position: int = 0
    mechanism: Mechanism
    module: Choice | None = None
    concluded_on: dt.date | None = None
    evidence: str = ""
    document: Document | None = None


@dataclass(frozen=True, kw_only=True)
class Transfer(Recorded, Conditional, InForce):
    """A transfer by a service, of an activity or, where both numbers are None, of the organisation as a whole.

    `destination` is the code of a place; without an importer, that of a service goes to its provider.
    """

    service_id: int | None = None
    activity_id: int | None = None
    exporter: Choice | None = None
    importer: Party | None = None
    importer_as_stated: str = ""
    destination: str = ""
    international_organisation: str = ""
    data_as_stated: str = ""
    frequency: Choice | None = None
    grounds: tuple[Ground, ...] = ()
    grounds_absent_because: str = ""
    impact_assessment: Assessment | None = None
    impact_assessment_absent_because: str = ""
    supplementary_measures: str = ""
    safeguards: str = ""
    authority_informed_on: dt.date | None = None
    subjects_informed_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Agreement(Recorded, Conditional):
    """An Art. 28 contract, a provider's standard terms, or an Art. 26 arrangement."""

    kind: Choice | None
    title: str
    party: Party | None = None
    services: tuple[int, ...] = ()
    """The numbers of the services it covers."""
    version: str = ""
    signed_on: dt.date | None = None
    accepted_on: dt.date | None = None
    valid_until: dt.date | None = None
    checked_on: dt.date | None = None
    lacking: str = ""
    authorisation: Choice | None = None
    notice_days: int | None = None
    end_choice: Choice | None = None
    document: Document | None = None


@dataclass(frozen=True, kw_only=True)
class Service(Recorded, Conditional, InForce):
    """What a party, or a category of providers, does for the organisation. Places are codes."""

    name: str
    party: Party | None = None
    category: RecipientCategory | None = None
    description: str = ""
    our_role: Choice | None = None
    their_role: Choice | None = None
    contracting_place: str = ""
    hosting_places: tuple[str, ...] = ()
    access_places: tuple[str, ...] = ()
    places_note: str = ""
    own_use: Choice | None = None
    model_training: Choice | None = None
    own_use_note: str = ""
    agreements: tuple[Agreement, ...] = ()
    agreement_absent_because: str = ""
    transfers: tuple[Transfer, ...] = ()
    transfers_absent_because: str = ""
    certifications: str = ""
    dpf_entity: str = ""
    dpf_checked_on: dt.date | None = None
    guarantees_reviewed_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Subprocessor(Recorded, Conditional):
    """An entry of the public list. `listed_at` is the instant of its first record."""

    service: Service
    kind: Choice | None = None
    concerns: str = ""
    data_categories: tuple[DataCategory, ...] = ()
    data_as_stated: str = ""
    group: str = ""
    position: int = 0
    announced_on: dt.date | None = None
    effective_on: dt.date | None = None
    ended_on: dt.date | None = None
    withdrawn_on: dt.date | None = None
    postponed_to: dt.date | None = None
    listed_at: dt.datetime | None = None
