"""Letter (d): to whom data are given, in which role, which data, and where."""

from dataclasses import replace

from registry.documents.records.parties import Party
from registry.documents.records.terms import Choice, RecipientCategory
from registry.documents.sections.recipients import recipients
from tests.documents.samples import (
    HEALTH,
    HOSTING,
    NAME,
    VENDOR,
    activity,
    disclosure,
    of,
    read,
    rows,
)

POLICE = RecipientCategory(
    id=51, code="police", label="Police", kind=Choice(code="authority", label="Public authority")
)
ADVISERS = RecipientCategory(
    id=52, code="advisers", label="Advisers", kind=Choice(code="processor", label="Usually a processor")
)


def test_service_is_named_with_its_role_data_and_places() -> None:
    service = replace(
        HOSTING,
        hosting_places=("DE", "US"),
        access_places=("IN",),
        contracting_place="IE",
        places_note="As the customer chooses",
        condition="where enabled",
        citations=(read("4", "It hosts."),),
    )
    one = activity(
        disclosures=(
            disclosure(
                service,
                data_categories=(NAME, HEALTH),
                data_as_stated="what is needed",
                reason="To run it",
                condition="in Europe",
            ),
        )
    )
    [grid] = recipients(of(one), one)
    assert rows(grid) == [
        [
            ["Vendor (in Europe)", "Hosting providers"],
            ["Hosting (where enabled; read from context)", "To run it"],
            ["Processor (read from context)"],
            ["Name", "Health data", "what is needed"],
            [
                "Hosted in: Germany; United States of America",
                "Accessed from: India",
                "Contracting entity in: Ireland",
                "As the customer chooses",
            ],
        ]
    ]


def test_narrowed_places_take_the_place_of_those_of_the_service() -> None:
    service = replace(HOSTING, hosting_places=("DE", "US"))
    one = activity(disclosures=(disclosure(service, places=("DE",)),))
    [grid] = recipients(of(one), one)
    assert rows(grid)[0][4] == ["Germany"]


def test_party_and_category_need_no_service() -> None:
    court = Party(id=22, name="Court", kind=Choice(code="authority", label="Public authority"))
    one = activity(
        disclosures=(
            disclosure(None, party=court),
            disclosure(None, party=VENDOR),
            disclosure(None, category=POLICE, reason="Lawful requests"),
            disclosure(None, category=ADVISERS),
        )
    )
    for content, nothing in (("full", "Missing"), ("art30", ["Not stated"])):
        [grid] = recipients(of(one, content=content), one)
        assert rows(grid) == [
            [["Court"], nothing, ["Public authority"], nothing, nothing],
            [["Vendor"], nothing, nothing, nothing, nothing],
            [["Police"], ["Lawful requests"], ["Public authority"], nothing, nothing],
            [["Advisers"], nothing, nothing, nothing, nothing],
        ]


def test_no_recipients_are_missing_or_not_applicable() -> None:
    none = activity(recipients_absent_because="Nobody receives them")
    assert [rows(*recipients(of(one), one)) for one in (activity(), none)] == [
        "Missing",
        "Not applicable: Nobody receives them",
    ]
