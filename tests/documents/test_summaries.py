"""What lists say of each activity: whole summaries, both sides of each question."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity, Purpose
from registry.documents.records.parties import Organisation
from registry.documents.records.terms import DataCategory
from registry.documents.summaries import Gap, Overview, Summary, overview
from tests.documents.samples import (
    ACME,
    DRAFT,
    HEALTH,
    HOSTING,
    NAME,
    ON,
    PROCESSOR,
    RETIRED,
    SCC,
    VENDOR,
    activity,
    data_use,
    disclosure,
    ground,
    inventory,
    transfer,
    with_transfers,
)

SETTLED = replace(
    ACME,
    postal_address="1 Main Street",
    country="DE",
    email="privacy@acme.example",
    phone="1",
    dpo=VENDOR,
    eu_representative_absent_because="Established in the Union",
)
CRIMES = DataCategory(id=32, code="crimes", label="Convictions", criminal=True)
ABROAD = with_transfers(
    replace(HOSTING, hosting_places=("DE",), contracting_place="US"),
    transfer(destination="US", grounds=(ground(SCC),)),
)


def summary(
    one: Activity, *, on: dt.date = ON, organisation: Organisation = SETTLED, **values: Any
) -> Summary:
    return overview(inventory(one, organisation=organisation, **values), on=on).activities[10]


def test_overview_of_an_activity() -> None:
    one = activity(
        joint_controllers_absent_because="Decides alone",
        purposes=(Purpose(id=1, text="To have accounts"),),
        data_uses=(data_use(), data_use(category=HEALTH, retention=None)),
        disclosures=(disclosure(ABROAD, data_categories=(NAME,)),),
        next_review_on=dt.date(2026, 1, 31),
    )
    assert overview(inventory(one, organisation=SETTLED, mechanisms=(SCC,)), on=ON) == Overview(
        activities={
            10: Summary(
                role="controller",
                status="approved",
                next_review=dt.date(2026, 1, 31),
                gaps=(
                    Gap(key="retention", letter="f", items=("Time limit",)),
                    Gap(key="measures", letter="g", items=("Measures",)),
                ),
                places=("DE", "US"),
                third=("US",),
                mechanisms=("scc-2021-m2",),
                services=(80,),
                data=(30, 31),
                special=True,
            )
        },
        mechanisms={"scc-2021-m2": "Standard clauses of 2021, module two"},
        services={80: "Vendor: Hosting"},
        data={30: "Name", 31: "Health data"},
    )
    assert summary(one).missing == 2


def test_what_the_organisation_does_not_say_is_its_own_gap() -> None:
    assert overview(inventory(organisation=SETTLED), on=ON).gaps == ()
    silent = replace(SETTLED, dpo=None, postal_address="", phone="", email="")
    gaps = ("Postal address", "E-mail", "Data protection officer")
    assert overview(inventory(organisation=silent), on=ON).gaps == gaps


def test_joint_controllers_are_no_gap_of_the_organisation() -> None:
    found = overview(inventory(activity(), organisation=SETTLED), on=ON)
    assert found.gaps == ()
    assert found.activities[10].gaps[0] == Gap(key="identity", letter="a", items=("Joint controllers",))


def test_of_a_processor_only_its_letters_are_missing() -> None:
    assert [gap.letter for gap in summary(activity(role=PROCESSOR)).gaps] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "values, ended",
    [
        ({}, False),
        ({"status": DRAFT}, False),
        ({"in_force_from": dt.date(2030, 1, 1)}, False),
        ({"status": RETIRED}, True),
        ({"status": RETIRED, "in_force_until": ON}, False),
        ({"in_force_until": ON}, False),
        ({"in_force_until": ON - dt.timedelta(days=1)}, True),
    ],
)
def test_nothing_is_missing_of_what_has_ended(values: dict[str, Any], ended: bool) -> None:
    found = summary(activity(**values))
    assert (found.ended, found.missing == 0) == (ended, ended)


def test_third_countries_are_those_of_the_laws_that_apply() -> None:
    service = replace(HOSTING, hosting_places=("DE", "CH"), contracting_place="DE")
    for regimes, third in ((("EU",), ("CH",)), (("CH",), ("DE",)), (("EU", "CH"), ("DE", "CH"))):
        of_law = replace(SETTLED, regimes=regimes)
        assert summary(activity(disclosures=(disclosure(service),)), organisation=of_law).third == third


def test_an_international_organisation_is_no_place_but_named() -> None:
    found = summary(activity(transfers=(transfer(destination="", international_organisation="Interpol"),)))
    assert (found.places, found.third, found.bodies) == ((), (), ("Interpol",))


def test_a_place_that_is_not_stated_is_none() -> None:
    found = summary(activity(disclosures=(disclosure(),)))
    assert (found.places, found.third, found.bodies) == (("US",), ("US",), ())
    nowhere = summary(activity(disclosures=(disclosure(None, reason="Audit"),)))
    assert (nowhere.places, nowhere.third, nowhere.bodies) == ((), (), ())


def test_delicate_data_are_told_apart() -> None:
    found = {
        category.code: summary(activity(data_uses=(data_use(category=category),)))
        for category in (NAME, HEALTH, CRIMES)
    }
    assert {code: (one.special, one.criminal) for code, one in found.items()} == {
        "name": (False, False),
        "health": (True, False),
        "crimes": (False, True),
    }


def test_what_is_no_longer_in_force_is_not_used() -> None:
    past = dt.date(2020, 1, 1)
    one = activity(
        disclosures=(disclosure(ABROAD, in_force_until=past),), data_uses=(data_use(in_force_until=past),)
    )
    found = summary(one)
    assert (found.places, found.services, found.data, found.mechanisms) == ((), (), (), ())


def test_before_the_first_record_there_is_nothing() -> None:
    assert overview(Inventory(), on=ON) == Overview()
