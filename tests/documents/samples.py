"""Small inventories built by hand, and documents as plain text to compare whole."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.edition import Edition, edition
from registry.documents.inventory import Basis, Inventory
from registry.documents.records.activities import Activity, DataUse, Disclosure, RetentionRule
from registry.documents.records.evidence import Citation
from registry.documents.records.parties import Organisation, Party
from registry.documents.records.services import Ground, Service, Transfer
from registry.documents.records.terms import (
    Adequacy,
    AreaMember,
    Choice,
    DataCategory,
    DataSubjectCategory,
    Mechanism,
    RecipientCategory,
)
from registry.documents.register import Fact, Grid
from registry.documents.values import Line, State, Value

ON = dt.date(2025, 6, 1)
AT = dt.datetime(2025, 5, 31, 22, 30, tzinfo=dt.UTC)
"""1 June in Berlin."""

CONTROLLER = Choice(code="controller", label="Controller")
JOINT = Choice(code="joint", label="Joint controller")
PROCESSOR = Choice(code="processor", label="Processor")
SUBPROCESSOR = Choice(code="sub-processor", label="Sub-processor")
APPROVED = Choice(code="approved", label="Approved")
DRAFT = Choice(code="draft", label="Draft")
RETIRED = Choice(code="retired", label="Retired")
EXACT = Choice(code="exact", label="Exactly this period")
YES, NO = Choice(code="yes", label="Yes"), Choice(code="no", label="No")

ACME = Organisation(
    id=1,
    name="Acme",
    slug="acme",
    legal_name="Acme GmbH",
    regimes=("EU",),
    timezone="Europe/Berlin",
)
VENDOR = Party(id=20, name="Vendor", country="US", email="privacy@vendor.example")
NAME = DataCategory(id=30, code="name", label="Name")
HEALTH = DataCategory(id=31, code="health", label="Health data", special=True)
USERS = DataSubjectCategory(id=40, code="users", label="Users")
HOSTS = RecipientCategory(id=50, code="hosting", label="Hosting providers")
SCC = Mechanism(
    id=60,
    slug="scc-2021-m2",
    name="Standard clauses of 2021, module two",
    regime="EU",
    kind=None,
    article="Art. 46(2)(c) GDPR",
    valid_from=dt.date(2021, 6, 27),
)
SHIELD = Mechanism(
    id=61,
    slug="privacy-shield",
    name="EU-US Privacy Shield",
    regime="EU",
    kind=None,
    valid_from=dt.date(2016, 7, 12),
    valid_until=dt.date(2020, 7, 15),
)
COMPELLING = Mechanism(id=62, slug="d49-li", name="Compelling legitimate interests", regime="EU", kind=None)
GERMANY = AreaMember(id=70, code="de", place="DE", name="Germany", kind="member")
JAPAN = Adequacy(
    id=71, code="eu-jp", regime="EU", place="JP", name="Japan", kind="territory", instrument="(EU) 2019/419"
)
HOSTING = Service(id=80, name="Hosting", party=VENDOR, category=HOSTS, their_role=PROCESSOR)
THIRTY_DAYS = RetentionRule(
    id=90, name="Thirty days", kind=EXACT, period="P30D", start_event="account deletion"
)


def activity(**values: Any) -> Activity:
    """A controller's approved activity of which nothing more is known."""
    known = {"id": 10, "reference": "PA-0001", "name": "Accounts", "role": CONTROLLER, "status": APPROVED}
    return Activity(**{**known, "created_at": AT, "changed_at": AT, **values})


def inventory(*activities: Activity, **values: Any) -> Inventory:
    """The activities of Acme, with their services and transfers."""
    services = {
        one.service.id: one.service for found in activities for one in found.disclosures if one.service
    }
    transfers = [one for service in services.values() for one in service.transfers]
    transfers += [one for found in activities for one in found.transfers]
    known = {
        "basis": Basis(revision=3, instant=AT, digest="d" * 64),
        "organisation": ACME,
        "activities": activities,
        "services": tuple(services.values()),
        "transfers": tuple(transfers),
        "area": (GERMANY,),
        "adequacy": (JAPAN,),
    }
    return Inventory(**{**known, **values})


def of(*activities: Activity, content: str = "art30", on: dt.date = ON, **values: Any) -> Edition:
    return edition(inventory(*activities, **values), on=on, content=content)


def disclosure(service: Service | None = HOSTING, **values: Any) -> Disclosure:
    return Disclosure(id=11, service=service, **values)


def data_use(**values: Any) -> DataUse:
    return DataUse(**{"id": 12, "category": NAME, "subjects": (USERS,), "retention": THIRTY_DAYS, **values})


def transfer(**values: Any) -> Transfer:
    return Transfer(**{"id": 13, "activity_id": 10, "destination": "US", **values})


def ground(mechanism: Mechanism = SCC, **values: Any) -> Ground:
    return Ground(id=14, mechanism=mechanism, **values)


def with_transfers(service: Service, *transfers: Transfer) -> Service:
    """The service with transfers of its own."""
    own = tuple(replace(one, activity_id=None, service_id=service.id) for one in transfers)
    return replace(service, transfers=own)


def stated(section: str, field: str = "") -> Citation:
    return Citation(field=field, source="Policy", section=section)


def read(section: str, because: str, field: str = "") -> Citation:
    return Citation(field=field, source="Policy", section=section, read=True, read_because=because)


def told(value: Value) -> list[str] | str:
    """The texts of a filled value, or the one sentence that stands in its place."""
    return list(value.texts) if value.state is State.FILLED else value.texts[0]


def facts(entries: tuple[Fact | Grid, ...]) -> dict[str, list[str] | str]:
    return {entry.key: told(entry.value) for entry in entries if isinstance(entry, Fact)}


def rows(entry: Fact | Grid) -> list[list[list[str] | str]] | str:
    """The rows of a grid, or what is said in their place."""
    assert isinstance(entry, Grid)
    assert all(len(row) == len(entry.columns) for row in entry.rows)
    return [[told(value) for value in row] for row in entry.rows] or str(told(entry.empty))


def small_print(value: Value) -> list[tuple[str, str, str]]:
    """Text, source and reading of each line."""
    return [(line.text, line.source, line.reading) for line in value.lines]


def line(text: str, code: str = "") -> Line:
    return Line(text=text, code=code)
