"""The public list: every entry with its dates, grouped and in order, and nothing that only looks stated."""

import datetime as dt
from dataclasses import replace

from registry.documents.canonical import decode, encode
from registry.documents.inventory import Inventory
from registry.documents.records.parties import Organisation
from registry.documents.records.services import Subprocessor
from registry.documents.records.terms import Choice
from registry.documents.subprocessor_lists import subprocessor_list
from registry.documents.subprocessors import SubprocessorList
from tests.documents.samples import (
    ACME,
    AT,
    HOSTING,
    NAME,
    ON,
    SHIELD,
    ground,
    inventory,
    read,
    told,
    transfer,
    with_transfers,
)

KIND = Choice(code="sub-processor", label="Sub-processor (Art. 28(2))")


def listed(*entries: Subprocessor, on: dt.date = ON, organisation: Organisation = ACME) -> SubprocessorList:
    services = tuple({entry.service.id: entry.service for entry in entries}.values())
    return subprocessor_list(
        inventory(subprocessors=entries, services=services, organisation=organisation), on=on
    )


def test_entry_says_all_that_is_recorded() -> None:
    going = transfer(grounds=(ground(SHIELD),), condition="may take place")
    service = replace(
        with_transfers(HOSTING, going), description="Servers", hosting_places=("DE",), condition="where used"
    )
    entry = Subprocessor(
        id=5,
        service=service,
        kind=KIND,
        concerns="The platform",
        data_categories=(NAME,),
        data_as_stated="and more",
        effective_on=ON,
        listed_at=AT,
        citations=(read("4", "Named as one.", "kind"),),
    )
    [[made]] = [group.entries for group in listed(entry).groups]
    said = {
        name: told(getattr(made, name))
        for name in ("service", "kind", "concerns", "data", "places", "established", "transfers")
    }
    assert (made.key, made.name, made.condition) == ("5", "Vendor", "where used")
    assert said == {
        "service": ["Hosting", "Servers"],
        "kind": ["Sub-processor (Art. 28(2)) (read from context)"],
        "concerns": ["The platform"],
        "data": ["Name", "and more"],
        "places": ["Hosted in: Germany"],
        "established": ["United States of America"],
        "transfers": [
            "United States of America (may take place)",
            "EU-US Privacy Shield (no longer valid on 1 June 2025: last day 15 July 2020)",
        ],
    }
    assert (made.effective_on, made.ended_on, made.listed_on) == (ON, None, ON)


def test_entry_of_which_nothing_is_known_is_missing_item_by_item() -> None:
    service = replace(HOSTING, party=None, transfers_absent_because="In Germany")
    [[made]] = [group.entries for group in listed(Subprocessor(id=5, service=service)).groups]
    assert [told(value) for value in (made.kind, made.concerns, made.data, made.places)] == ["Missing"] * 4
    assert (told(made.established), told(made.transfers), made.listed_on) == (
        "Not applicable: no single company is named",
        "Not applicable: In Germany",
        None,
    )


def test_entries_come_by_group_position_and_name() -> None:
    def entry(number: int, group: str, position: int, name: str) -> Subprocessor:
        party = replace(HOSTING.party, name=name) if HOSTING.party else None
        service = replace(HOSTING, id=number, party=party)
        return Subprocessor(id=number, service=service, group=group, position=position)

    made = listed(
        entry(1, "platform", 0, "Zeta"),
        entry(2, "Infrastructure", 1, "Beta"),
        entry(3, "Infrastructure", 0, "gamma"),
        entry(4, "Infrastructure", 0, "Delta"),
        entry(5, "", 9, "Alone"),
    )
    assert [(group.heading, [entry.name for entry in group.entries]) for group in made.groups] == [
        ("Infrastructure", ["Delta", "gamma", "Beta"]),
        ("platform", ["Zeta"]),
        ("", ["Alone"]),
    ]


def test_entry_outlives_its_service_and_its_transfers_are_those_of_the_day() -> None:
    later = transfer(in_force_from=ON + dt.timedelta(days=1))
    service = replace(with_transfers(HOSTING, later), in_force_until=ON)
    entry = Subprocessor(id=5, service=service, ended_on=ON)
    on_the_day = listed(entry).groups[0].entries[0]
    after = listed(entry, on=ON + dt.timedelta(days=1)).groups[0].entries[0]
    assert (on_the_day.name, told(on_the_day.transfers)) == ("Vendor", "Missing")
    assert (after.name, told(after.transfers)) == ("Vendor", ["United States of America"])


def test_list_says_how_changes_are_announced_and_whom_to_ask() -> None:
    owner = replace(
        ACME,
        email="privacy@acme.example",
        contact_form="https://acme.example/contact",
        subprocessor_intro="Who helps us.",
        notice_days=30,
        objection_contact="dpo@acme.example",
    )
    made, silent = listed(organisation=owner), listed()
    assert (made.intro, told(made.contact), told(made.objection), told(made.notice)) == (
        "Who helps us.",
        ["privacy@acme.example", "https://acme.example/contact"],
        ["dpo@acme.example"],
        ["30 days before a change"],
    )
    assert (told(silent.contact), told(silent.objection), told(silent.notice)) == (
        "Missing",
        "Missing",
        "Not applicable: no period of notice is promised",
    )


def test_list_survives_its_canonical_form_and_may_be_empty() -> None:
    made = listed(Subprocessor(id=5, service=HOSTING, kind=KIND, announced_on=ON, listed_at=AT))
    assert decode(encode(made), SubprocessorList) == made
    empty = subprocessor_list(Inventory(), on=ON)
    assert (empty.name, empty.groups, decode(encode(empty), SubprocessorList)) == (
        "Not recorded yet",
        (),
        empty,
    )
