"""How a rule's examples are written: what fires it beside what leaves it silent, built from dataclasses alone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity, Client, DataUse, Disclosure, Purpose
from registry.documents.records.evidence import Citation
from registry.documents.records.notices import Notice
from registry.documents.records.parties import Organisation, Party
from registry.documents.records.services import Agreement, Ground, Service, Transfer
from registry.documents.records.terms import (
    Adequacy,
    AreaMember,
    Choice,
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    Mechanism,
)
from registry.law.tables import adequacy_decisions, economic_area, legal_bases, transfer_mechanisms
from registry.linter.engine import lint
from registry.linter.findings import RECORD_TYPES, Finding
from registry.linter.report import Report
from tests.documents.edited import records_of as every_record

TODAY = dt.date(2026, 11, 20)
POLICY = Notice(id=5, title="Policy", version_date=dt.date(2018, 8, 31))
FROM_POLICY = (Citation(source="Policy", dated=dt.date(2018, 8, 31), section="1"),)


@dataclass(frozen=True, kw_only=True)
class Case:
    """An inventory and the day on which it is looked at."""

    inventory: Inventory
    on: dt.date = TODAY


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Of one rule: cases with what is found in each, as `told` writes it, and cases in which nothing is."""

    fires: tuple[tuple[Case, tuple[str, ...]], ...]
    silent: tuple[Case, ...]
    not_assessed: tuple[tuple[Case, tuple[str, ...]], ...] = ()


Expected = Iterable[tuple[Inventory | Case, str | Iterable[str]]]


def examples(*, fires: Expected, silent: Iterable[Inventory | Case], not_assessed: Expected = ()) -> Examples:
    """A case is an inventory today, or on another day by `on(…)`. `not_assessed`: what is said not to be assessed."""
    return Examples(
        fires=tuple(map(_expected, fires)),
        silent=tuple(map(_case, silent)),
        not_assessed=tuple(map(_expected, not_assessed)),
    )


def on(year: int, month: int, day: int, inventory: Inventory) -> Case:
    """The inventory on another day."""
    return Case(inventory=inventory, on=dt.date(year, month, day))


def report(slug: str, case: Case) -> Report:
    return lint(case.inventory, on=case.on, only=[slug])


def told(finding: Finding) -> str:
    """“purpose 12 legal_bases: No legal basis is recorded for …”."""
    return f"{finding.record_type} {finding.record_id} {finding.field}: {finding.message}"


def records_of(given: Inventory) -> dict[tuple[str, int], Any]:
    """Every record that can be told of, by the name of its kind and its number."""
    return {
        (RECORD_TYPES[kind], number): one
        for (kind, number), one in every_record(given).items()
        if kind in RECORD_TYPES
    }


def choice(code: str, label: str = "") -> Choice:
    return Choice(code=code, label=label or code)


def organisation(**values: Any) -> Organisation:
    known = {"id": 1, "name": "Acme", "slug": "acme", "regimes": ("EU",), "email": "privacy@acme.example"}
    return Organisation(**{**known, **values})


def inventory(*activities: Activity, **values: Any) -> Inventory:
    """The activities of Acme; services and transfers are those that stand in them, and more where given."""
    services = {
        one.service.id: one.service for found in activities for one in found.disclosures if one.service
    }
    transfers = [one for service in services.values() for one in service.transfers]
    transfers += [one for found in activities for one in found.transfers]
    known = {
        "organisation": organisation(),
        "activities": activities,
        "services": tuple(services.values()),
        "transfers": tuple(transfers),
        **LAW,
    }
    return Inventory(**{**known, **values})


def under(*regimes: str, of: Inventory) -> Inventory:
    """The inventory of an organisation under other regimes."""
    assert of.organisation is not None
    return replace(of, organisation=replace(of.organisation, regimes=regimes))


def in_germany(of: Inventory) -> Inventory:
    """The inventory of an organisation that is established there."""
    assert of.organisation is not None
    return replace(of, organisation=replace(of.organisation, country="DE"))


def activity(**values: Any) -> Activity:
    """A controller's approved activity of which nothing more is known."""
    known = {
        "id": 10,
        "reference": "PA-0001",
        "name": "Accounts",
        "role": choice("controller"),
        "status": choice("approved"),
    }
    return Activity(**{**known, **values})


def purpose(**values: Any) -> Purpose:
    return Purpose(**{"id": 12, "text": "To keep accounts", **values})


def data_use(**values: Any) -> DataUse:
    return DataUse(**{"id": 13, "category": NAME, "subjects": (CUSTOMERS,), **values})


def disclosure(**values: Any) -> Disclosure:
    return Disclosure(**{"id": 14, **values})


def service(**values: Any) -> Service:
    """A processor's service of which nothing more is known; its transfers are said to be its own."""
    made = Service(
        **{"id": 80, "name": "Hosting", "party": party(), "their_role": choice("processor"), **values}
    )
    own = tuple(replace(one, service_id=made.id, activity_id=None) for one in made.transfers)
    return replace(made, transfers=own)


def using(*services: Service, **values: Any) -> Inventory:
    """One activity that gives data to each of these services."""
    given = tuple(disclosure(id=140 + place, service=one) for place, one in enumerate(services))
    return inventory(activity(disclosures=given, **values))


def transfer(*mechanisms: str, **values: Any) -> Transfer:
    """An activity's transfer to the United States that rests on these mechanisms."""
    grounds = tuple(ground(slug, id=160 + place) for place, slug in enumerate(mechanisms))
    return Transfer(**{"id": 15, "activity_id": 10, "destination": "US", "grounds": grounds, **values})


def ground(slug: str, **values: Any) -> Ground:
    return Ground(**{"id": 16, "mechanism": mechanism(slug), **values})


def agreement(**values: Any) -> Agreement:
    """A contract with a processor of which nothing more is known."""
    return Agreement(**{"id": 17, "kind": choice("art28"), "title": "Contract", **values})


def client(**values: Any) -> Client:
    """A controller, or a class of them, for which an activity of Part B is carried out."""
    return Client(**{"id": 18, **values})


def party(**values: Any) -> Party:
    return Party(**{"id": 20, "name": "Vendor", **values})


def with_purpose(**values: Any) -> Inventory:
    """One activity with one purpose."""
    return inventory(activity(purposes=(purpose(**values),)))


def transcribed(of: Inventory, **values: Any) -> Inventory:
    """The inventory as one that was taken from a policy; records that are to say so carry `FROM_POLICY`."""
    assert of.organisation is not None
    owner = replace(of.organisation, citations=FROM_POLICY)
    return replace(of, organisation=owner, notices=(POLICY, *of.notices), **values)


def basis(code: str) -> LegalBasis:
    """A legal basis of the shipped table by its code: “6.1.b”, “uk.6.1.ea”, “9.2.h”."""
    return next(
        _row(LegalBasis, fact, place) for place, fact in enumerate(legal_bases()) if fact.code == code
    )


def mechanism(slug: str) -> Mechanism:
    """A mechanism of the shipped table by its slug: “privacy-shield”, “scc-2021-m2”."""
    facts = enumerate(transfer_mechanisms())
    return next(_row(Mechanism, fact, place) for place, fact in facts if fact.slug == slug)


def _row(kind: type[Any], fact: Any, place: int) -> Any:
    """A row of the law as an inventory holds it."""
    shared = {field.name for field in fields(kind)} & {field.name for field in fields(fact)}
    values = {name: getattr(fact, name) for name in shared - {"confidence"}}
    if kind in (LegalBasis, Mechanism):
        values["kind"] = Choice(code=fact.kind.value, label=str(fact.kind.label))
    return kind(id=1000 + place, **values)


NAME = DataCategory(id=30, code="name", label="Name")
HEALTH = DataCategory(id=31, code="health-data", label="Health data", special=True)
CUSTOMERS = DataSubjectCategory(id=40, code="customers", label="Customers")


LAW = {
    "area": tuple(_row(AreaMember, fact, place) for place, fact in enumerate(economic_area())),
    "adequacy": tuple(_row(Adequacy, fact, place) for place, fact in enumerate(adequacy_decisions())),
}
"""The law as shipped, which every inventory holds."""


def _expected(
    pair: tuple[Inventory | Case, str | Iterable[str]],
) -> tuple[Case, tuple[str, ...]]:
    one, expected = pair
    return _case(one), (expected,) if isinstance(expected, str) else tuple(expected)


def _case(one: Inventory | Case) -> Case:
    return one if isinstance(one, Case) else Case(inventory=one)


def going(*transfers: Transfer, **values: Any) -> Inventory:
    """One activity with these transfers of its own."""
    return inventory(activity(transfers=transfers, **values))


def general(*transfers: Transfer, of: Inventory) -> Inventory:
    """The inventory with transfers of the organisation as a whole."""
    whole = tuple(replace(one, activity_id=None) for one in transfers)
    return replace(of, transfers=(*of.transfers, *whole))
