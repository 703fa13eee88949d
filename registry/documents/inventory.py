"""Everything an organisation has recorded as of one instant."""

import datetime as dt
from dataclasses import dataclass

from registry.documents.records.activities import Activity, Measure, RetentionRule
from registry.documents.records.evidence import Assessment, Document, Waiver
from registry.documents.records.notices import Notice
from registry.documents.records.parties import Organisation, Party
from registry.documents.records.services import Agreement, Service, Subprocessor, Transfer
from registry.documents.records.terms import Adequacy, AreaMember, Mechanism


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The last revision of the organisation that the inventory rests on; 0, None and "" before the first one."""

    revision: int = 0
    instant: dt.datetime | None = None
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """All records, each list in its order of printing. `organisation` is None before it was first recorded."""

    basis: Basis = Basis()
    organisation: Organisation | None = None
    activities: tuple[Activity, ...] = ()
    services: tuple[Service, ...] = ()
    parties: tuple[Party, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    notices: tuple[Notice, ...] = ()
    retention_rules: tuple[RetentionRule, ...] = ()
    measures: tuple[Measure, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    documents: tuple[Document, ...] = ()
    subprocessors: tuple[Subprocessor, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    adequacy: tuple[Adequacy, ...] = ()
    area: tuple[AreaMember, ...] = ()
