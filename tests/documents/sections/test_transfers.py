"""Letter (e): where data go, on what grounds where that is asked, and what is not recorded."""

import datetime as dt
from dataclasses import replace

from registry.documents.records.evidence import Assessment
from registry.documents.records.services import Transfer
from registry.documents.records.terms import Choice
from registry.documents.sections.transfers import transfers
from tests.documents.samples import (
    ACME,
    COMPELLING,
    HOSTING,
    ON,
    SHIELD,
    VENDOR,
    activity,
    disclosure,
    facts,
    ground,
    inventory,
    of,
    rows,
    transfer,
    with_transfers,
)

NONE_COMPELLING = "Not applicable: no recorded transfer relies on them"


def test_own_transfers_those_of_services_and_of_the_whole_are_shown() -> None:
    service = with_transfers(HOSTING, transfer(grounds=(ground(),)))
    whole = Transfer(
        id=98, destination="BR", importer_as_stated="Partners", grounds_absent_because="Adequate"
    )
    one = activity(
        disclosures=(disclosure(service),),
        transfers=(transfer(importer=VENDOR, grounds=(ground(),), condition="on request"),),
    )
    read = inventory(one)
    shown = of(one, transfers=(*read.transfers, whole))
    grid, *said = transfers(shown, one)
    assert rows(grid) == [
        [["United States of America (on request)"], ["Vendor"], ["The activity itself"]],
        [["United States of America"], ["Vendor"], ["Hosting"]],
        [["Brazil"], ["Partners"], ["The organisation as a whole"]],
    ]
    assert facts(tuple(said)) == {"safeguards": NONE_COMPELLING}


def test_grounds_are_not_said_of_what_the_article_does_not_ask() -> None:
    one = activity(transfers=(transfer(grounds=(ground(),)),))
    assert [entry.key for entry in transfers(of(one), one)] == ["transfers", "safeguards"]
    swiss = of(one, organisation=replace(ACME, regimes=("CH",)))
    assert [entry.key for entry in transfers(swiss, one)] == ["transfers", "safeguards", "grounds"]


def test_service_of_which_nothing_is_recorded_is_missing() -> None:
    silent, settled = HOSTING, replace(HOSTING, id=81, transfers_absent_because="In Germany only")
    one = activity(disclosures=(disclosure(silent), disclosure(settled), disclosure(silent)))
    [grid] = transfers(of(one), one)
    assert rows(grid) == [
        ["Missing", ["Vendor"], ["Hosting"]],
        ["Not applicable: In Germany only", ["Vendor"], ["Hosting"]],
    ]


def test_activity_that_says_there_is_none_speaks_for_silent_services_and_the_whole() -> None:
    one = activity(disclosures=(disclosure(),), transfers_absent_because="All in Germany")
    shown = of(one, transfers=(Transfer(id=98, destination="BR"),))
    [grid] = transfers(shown, one)
    assert rows(grid) == "Not applicable: All in Germany"


def test_reason_of_the_activity_stands_beside_transfers_of_its_services() -> None:
    service = with_transfers(HOSTING, transfer(grounds=(ground(),)))
    one = activity(
        disclosures=(disclosure(service),),
        transfers_absent_because="None of our own",
        transfers_as_stated="Nothing leaves without a contract",
    )
    grid, *said = transfers(of(one), one)
    assert len(rows(grid)) == 1
    assert facts(tuple(said)) == {
        "as-stated": ["Nothing leaves without a contract"],
        "none": "Not applicable: None of our own",
        "safeguards": NONE_COMPELLING,
    }


def test_activity_that_names_the_provider_as_importer_has_said_it() -> None:
    one = activity(disclosures=(disclosure(),), transfers=(transfer(importer=VENDOR, grounds=(ground(),)),))
    grid, _safeguards = transfers(of(one), one)
    assert rows(grid) == [[["United States of America"], ["Vendor"], ["The activity itself"]]]


def test_nothing_recorded_is_missing() -> None:
    [grid] = transfers(of(), activity())
    assert rows(grid) == "Missing"


def test_destination_may_be_an_organisation_or_missing() -> None:
    one = activity(
        transfers=(transfer(destination="", international_organisation="EPO"), transfer(destination=""))
    )
    grid, *_safeguards = transfers(of(one), one)
    assert rows(grid) == [
        [["EPO"], "Missing", ["The activity itself"]],
        ["Missing", "Missing", ["The activity itself"]],
    ]


def test_compelling_interests_show_their_safeguards() -> None:
    documented = transfer(
        grounds=(ground(COMPELLING),),
        safeguards="Weighed on 1 May",
        authority_informed_on=ON,
        subjects_informed_on=dt.date(2025, 6, 2),
    )
    silent = transfer(id=15, destination="IN", grounds=(ground(COMPELLING),))
    one = activity(transfers=(documented, silent))
    assert facts(transfers(of(one), one))["safeguards"] == [
        "United States of America: Weighed on 1 May",
        "Authority informed on 1 June 2025",
        "Data subjects informed on 2 June 2025",
        "India: missing",
    ]
    other = activity(transfers=(silent,))
    assert facts(transfers(of(other), other))["safeguards"] == "Missing"


def test_safeguards_are_missing_where_the_grounds_are() -> None:
    one = activity(transfers=(transfer(),))
    assert facts(transfers(of(one), one))["safeguards"] == "Missing"


def test_grounds_are_said_with_module_evidence_and_validity() -> None:
    module = Choice(code="2", label="Module Two")
    going = transfer(
        importer=VENDOR,
        grounds=(
            ground(module=module, concluded_on=ON, evidence="Signed by both", condition="if asked"),
            ground(SHIELD),
        ),
        impact_assessment=Assessment(id=1, kind=None, title="Assessment of May"),
        exporter=Choice(code="us", label="The organisation"),
        supplementary_measures="Encryption",
        note="Renewed yearly",
    )
    needless = transfer(
        id=15,
        destination="JP",
        grounds_absent_because="Adequate",
        impact_assessment_absent_because="Adequate too",
    )
    one = activity(transfers=(going, needless, transfer(id=16, destination="IN")))
    *_before, grid = transfers(of(one, content="full"), one)
    assert rows(grid) == [
        [
            ["United States of America"],
            ["Vendor"],
            [
                (
                    "Standard clauses of 2021, module two (Art. 46(2)(c) GDPR; Module Two; "
                    "concluded on 1 June 2025; valid on 1 June 2025; if asked)"
                ),
                "Signed by both",
                "EU-US Privacy Shield (no longer valid on 1 June 2025: last day 15 July 2020)",
            ],
            ["Assessment of May"],
            [
                "Exporter: The organisation",
                "Supplementary measures: Encryption",
                "Note: Renewed yearly",
            ],
        ],
        [["Japan"], "Missing", "Not applicable: Adequate", "Not applicable: Adequate too", "Missing"],
        [["India"], "Missing", "Missing", "Missing", "Missing"],
    ]
