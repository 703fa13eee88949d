"""Letter (a): who is responsible, for whom they act, and who can be reached."""

from dataclasses import replace

from registry.documents.records.activities import Client
from registry.documents.records.evidence import Document, Question
from registry.documents.records.parties import Party
from registry.documents.sections.identity import controller_identity, processor_identity
from tests.documents.samples import (
    ACME,
    HOSTING,
    SUBPROCESSOR,
    VENDOR,
    activity,
    disclosure,
    facts,
    of,
    read,
    rows,
)

DANA = Party(id=21, name="Dana", email="dana@acme.example", phone="+49 30 1")


def test_nothing_known_is_missing_item_by_item() -> None:
    assert facts(controller_identity(of(), activity())) == {
        "controller": ["Acme (Acme GmbH)"],
        "joint-controllers": "Missing",
        "representative-eu": "Missing",
        "officer": "Missing",
    }


def test_joint_controllers_are_named_with_their_contact_details() -> None:
    one = activity(joint_controllers=(VENDOR, replace(DANA, email="", phone="")))
    assert facts(controller_identity(of(one), one))["joint-controllers"] == [
        "Vendor",
        "United States of America",
        "privacy@vendor.example",
        "Dana",
        "Contact details: missing",
    ]


def test_no_joint_controller_is_not_applicable_with_its_reason() -> None:
    one = activity(joint_controllers_absent_because="Decided alone")
    assert facts(controller_identity(of(one), one))["joint-controllers"] == "Not applicable: Decided alone"


def test_offices_are_named_and_any_recorded_representative_is_shown() -> None:
    owner = replace(
        ACME,
        dpo=DANA,
        eu_representative_absent_because="Established in Germany",
        uk_representative=VENDOR,
    )
    shown = of(organisation=owner)
    assert facts(controller_identity(shown, activity())) == {
        "controller": ["Acme (Acme GmbH)"],
        "joint-controllers": "Missing",
        "representative-eu": "Not applicable: Established in Germany",
        "representative-uk": ["Vendor"],
        "officer": ["Dana"],
    }


def test_open_question_on_the_officer_is_said() -> None:
    owner = replace(ACME, questions=(Question(field="dpo", who="Lee", question="Who?"),))
    shown = facts(controller_identity(of(organisation=owner), activity()))
    assert shown["officer"] == "Missing; being clarified: Lee"


def test_processor_names_each_controller_with_its_offices() -> None:
    named = Client(
        id=1,
        controller=VENDOR,
        representative=DANA,
        dpo_absent_because="Too small",
        condition="in Europe",
        class_of_controllers="Shops",
    )
    one = activity(clients=(named,))
    *_facts, grid = processor_identity(of(one), one)
    assert rows(grid) == [
        [
            [
                "Vendor (in Europe)",
                "United States of America",
                "privacy@vendor.example",
                "One of: Shops",
            ],
            ["Dana", "dana@acme.example", "+49 30 1"],
            "Not applicable: Too small",
        ]
    ]


def test_class_of_controllers_says_how_each_can_be_named() -> None:
    listed = Document(id=1, title="Customer list")
    told = Client(
        id=1, class_of_controllers="Customers", list_document=listed, list_system="CRM", list_person="Dana"
    )
    silent = Client(id=2, class_of_controllers="Resellers")
    one = activity(clients=(told, silent))
    *_facts, grid = processor_identity(of(one), one)
    assert rows(grid) == [
        [
            ["Customers", "List: Customer list", "List produced from: CRM", "List produced by: Dana"],
            "Missing",
            "Missing",
        ],
        [["Resellers", "List of their names: missing"], "Missing", "Missing"],
    ]


def test_no_controller_at_all_is_missing() -> None:
    *_facts, grid = processor_identity(of(), activity())
    assert rows(grid) == "Missing"


def test_other_processors_are_those_engaged_and_those_whose_role_nobody_states() -> None:
    shown = [
        disclosure(replace(HOSTING, id=1, their_role=SUBPROCESSOR, citations=(read("2", "It hosts."),))),
        disclosure(replace(HOSTING, id=2, name="Mail", their_role=None), condition="where enabled"),
        disclosure(replace(HOSTING, id=3, name="Ads", their_role=replace(SUBPROCESSOR, code="controller"))),
        disclosure(None, party=VENDOR),
    ]
    one = activity(disclosures=tuple(shown))
    assert facts(processor_identity(of(one), one))["other-processors"] == [
        "Vendor: Hosting (Sub-processor; read from context)",
        "Vendor: Mail (role missing; where enabled)",
    ]


def test_other_processors_are_missing_absent_or_not_among_the_recipients() -> None:
    silent, alone = activity(), activity(recipients_absent_because="We host ourselves")
    others = activity(disclosures=(disclosure(None, party=VENDOR),))
    assert [
        facts(processor_identity(of(one), one))["other-processors"] for one in (silent, alone, others)
    ] == [
        "Missing",
        "Not applicable: We host ourselves",
        "Not applicable: no recorded recipient is a processor",
    ]


def test_name_of_an_organisation_that_was_not_recorded_is_missing() -> None:
    shown = facts(controller_identity(of(organisation=None), activity()))
    assert shown["controller"] == "Missing"
