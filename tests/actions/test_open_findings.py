"""What else than the letters is open in a register: by name, each cause once, until somebody accepts it."""

import datetime as dt

import pytest

from registry.actions.releasing import draft_release, open_of
from registry.documents.open_items import open_items
from registry.inventory import read_inventory
from registry.models import Organisation
from tests import factories

ON = dt.date(2026, 11, 20)
SAID = "PA-0001 Payroll: Not begun, but data already go out"


@pytest.fixture
def acme(db: None) -> Organisation:
    """An activity that contradicts itself twice in the same way, and of which letter (b) is missing."""
    made = factories.organisation(profile="everything")
    activity = factories.activity(made, name="Payroll", role="controller", in_force_from=dt.date(2026, 1, 1))
    for name in ("Hosting", "Mail"):
        service = factories.service(made, name=name)
        factories.disclosure(activity, service=service, in_force_from=dt.date(2025, 1, 1))
    return made


def found(owner: Organisation) -> list[str]:
    """What is open beyond what the letters say."""
    inventory = read_inventory(organisation=owner)
    letters, everything = open_items(inventory, on=ON), open_of(inventory, on=ON)
    assert everything[: len(letters)] == letters
    return list(everything[len(letters) :])


def test_contradictions_are_named_once_after_the_letters(acme: Organisation) -> None:
    further = found(acme)
    assert SAID in further
    assert len(further) == len(set(further))
    assert draft_release(acme, on=ON, content="art30").open_items[-len(further) :] == tuple(further)


def test_what_a_letter_already_says_is_not_named_again(acme: Organisation) -> None:
    inventory = read_inventory(organisation=acme)
    assert "PA-0001 Payroll: (b) Purposes" in open_items(inventory, on=ON)
    assert [line for line in found(acme) if "purpose" in line.casefold()] == []


def test_what_somebody_accepted_is_not_open(acme: Organisation) -> None:
    factories.waiver(acme, rule="active-before-start", record_type="", record_id=None, until=ON)
    assert SAID not in found(acme)
    lapsed = open_of(read_inventory(organisation=acme), on=ON + dt.timedelta(days=1))
    assert SAID in lapsed


def test_profile_of_the_organisation_decides_what_is_asked(acme: Organisation) -> None:
    factories.changed(acme, profile="art30")
    assert SAID not in found(acme)


def test_no_person_is_named(acme: Organisation) -> None:
    """What is released cannot be erased afterwards."""
    person = factories.party(acme, name="Jane Canary")
    factories.changed(acme, dpo=person, eu_representative=person)
    assert [line for line in found(acme) if "Canary" in line] == []
