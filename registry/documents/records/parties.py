"""Who is who: contact details, companies and persons, the organisation itself."""

import datetime as dt
from dataclasses import dataclass

from registry.documents.records.evidence import Recorded
from registry.documents.records.terms import Choice


@dataclass(frozen=True, kw_only=True)
class Contact(Recorded):
    """Who somebody is and how to reach them. `country` is the code of a place."""

    name: str
    legal_name: str = ""
    trading_names: str = ""
    registration_number: str = ""
    postal_address: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    contact_form: str = ""
    contact_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Party(Contact):
    """Anyone outside the organisation."""

    kind: Choice | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Organisation(Contact):
    """The controller or processor that keeps the register. `regimes` are `Regime` codes."""

    slug: str
    regimes: tuple[str, ...] = ()
    territorial_basis: Choice | None = None
    public_body: Choice | None = None
    headcount: int | None = None
    headcount_on: dt.date | None = None
    dpo: Party | None = None
    dpo_absent_because: str = ""
    eu_representative: Party | None = None
    eu_representative_absent_because: str = ""
    uk_representative: Party | None = None
    uk_representative_absent_because: str = ""
    ch_representative: Party | None = None
    ch_representative_absent_because: str = ""
    supervisory_authority: Party | None = None
    timezone: str = "UTC"
    language: str = "en"
    profile: Choice | None = None
    severities: tuple[str, ...] = ()
    """How it sees single rules: `rule=severity`."""
    note: str = ""
    subprocessor_page: bool = False
    subprocessor_intro: str = ""
    notice_days: int | None = None
    objection_contact: str = ""
    beyond_article_30: bool = True
    second_person_approves: bool = False
