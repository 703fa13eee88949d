"""The annexes: everything used by the records shown, each table in one total order."""

import datetime as dt
from dataclasses import replace

import pytest

from registry.documents.annexes.order import annexes
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, Measure
from registry.documents.records.evidence import Assessment, Document
from registry.documents.records.notices import Notice, Statement
from registry.documents.records.parties import Party
from registry.documents.records.services import Agreement, Transfer
from registry.documents.records.terms import Choice
from registry.documents.register import Annex
from registry.documents.registers import activities
from registry.law.articles import Part
from tests.documents.samples import (
    ACME,
    HEALTH,
    HOSTING,
    NO,
    ON,
    PROCESSOR,
    SUBPROCESSOR,
    THIRTY_DAYS,
    VENDOR,
    YES,
    activity,
    data_use,
    disclosure,
    ground,
    of,
    rows,
    transfer,
    with_transfers,
)

BOTH = (Part.CONTROLLER, Part.PROCESSOR)


def made(shown: Edition, sides: tuple[Part, ...] = BOTH) -> dict[str, Annex]:
    found = {side: activities(shown, side) for side in sides}
    return {annex.key: annex for annex in annexes(shown, found, whole=len(sides) == 2)}


def behalf(**values: object) -> Activity:
    return activity(**{"id": 2, "reference": "PA-0002", "name": "Sending", "role": PROCESSOR, **values})


@pytest.mark.parametrize(
    "content,sides,keys",
    [
        ("art30", BOTH, ["services", "transfers", "measures", "retention"]),
        ("art30", (Part.PROCESSOR,), ["services", "transfers", "measures"]),
        (
            "full",
            (Part.PROCESSOR,),
            ["services", "transfers", "measures", "retention", "notices", "evidence", "parties", "places"],
        ),
    ],
)
def test_annexes_are_numbered_in_order(content: str, sides: tuple[Part, ...], keys: list[str]) -> None:
    found = made(of(activity(), content=content), sides)
    assert list(found) == keys
    assert [annex.number for annex in found.values()] == list(range(1, len(keys) + 1))


def test_services_are_grouped_by_role_and_say_who_uses_them() -> None:
    api = replace(HOSTING, id=81, name="Mail", party=replace(VENDOR, id=22, name="Alpha"))
    sub = replace(HOSTING, id=82, name="Queue", their_role=SUBPROCESSOR, hosting_places=("DE",))
    unknown = replace(HOSTING, id=83, name="Ads", their_role=None, party=None)
    one = activity(disclosures=(disclosure(), disclosure(api), disclosure(unknown)))
    shown = of(
        one, behalf(disclosures=(disclosure(sub), disclosure(HOSTING))), services=(HOSTING, api, sub, unknown)
    )
    processors, subs, others = made(shown)["services"].grids
    vendor = ["Vendor", "United States of America", "privacy@vendor.example"]
    alpha = ["Alpha", *vendor[1:]]
    assert [(grid.key, rows(grid)) for grid in (processors, subs, others)] == [
        (
            "processors",
            [
                [alpha, ["Mail"], ["Processor"], "Missing", ["PA-0001"]],
                [vendor, ["Hosting"], ["Processor"], "Missing", ["PA-0001, PA-0002"]],
            ],
        ),
        (
            "sub-processors",
            [[vendor, ["Queue"], ["Sub-processor"], ["Hosted in: Germany"], ["PA-0002"]]],
        ),
        ("others", [[["Hosting providers"], ["Ads"], "Missing", "Missing", ["PA-0001"]]]),
    ]


def test_one_record_alone_lists_only_the_services_it_uses() -> None:
    idle = replace(HOSTING, id=84, name="Idle")
    shown = of(activity(), behalf(disclosures=(disclosure(),)), services=(HOSTING, idle))
    names = {
        sides: [row[1].texts[0] for grid in made(shown, sides)["services"].grids for row in grid.rows]
        for sides in (BOTH, (Part.CONTROLLER,), (Part.PROCESSOR,))
    }
    assert names == {BOTH: ["Hosting", "Idle"], (Part.CONTROLLER,): [], (Part.PROCESSOR,): ["Hosting"]}


def test_no_service_is_missing() -> None:
    [grid] = made(of(activity()))["services"].grids
    assert (grid.key, rows(grid)) == ("processors", "Missing")


def test_full_services_come_with_their_terms() -> None:
    service = replace(
        HOSTING,
        description="Servers",
        our_role=PROCESSOR,
        own_use=YES,
        own_use_note="Statistics",
        model_training=NO,
        agreements=(Agreement(id=1, kind=None, title="Processing agreement"),),
        certifications="ISO 27001",
        dpf_entity="Vendor Inc.",
        dpf_checked_on=ON,
        guarantees_reviewed_on=ON,
    )
    bare = replace(HOSTING, id=85, name="Mail", agreement_absent_because="Free of charge")
    shown = of(activity(), content="full", services=(service, bare))
    processors, terms = made(shown)["services"].grids
    assert rows(processors)[0][1] == ["Hosting", "Servers", "Our role: Processor"]
    assert rows(terms) == [
        [
            ["Vendor: Hosting"],
            ["Processing agreement"],
            ["Yes (Statistics)"],
            ["No"],
            [
                "Certifications: ISO 27001",
                "On the Data Privacy Framework list as: Vendor Inc. (checked on 1 June 2025)",
                "Guarantees reviewed on 1 June 2025",
            ],
        ],
        [["Vendor: Mail"], "Not applicable: Free of charge", "Missing", "Missing", "Missing"],
    ]


def test_transfers_are_sorted_by_country_with_its_standing_on_the_day() -> None:
    service = with_transfers(HOSTING, transfer(id=1, destination="US"))
    one = activity(
        disclosures=(disclosure(service),),
        transfers=(transfer(id=2, destination="JP", importer=VENDOR), transfer(id=3, destination="")),
    )
    two = behalf(disclosures=(disclosure(service),))
    whole = Transfer(id=4, international_organisation="EPO")
    read = of(one, two)
    shown = of(one, two, transfers=(*read.inventory.transfers, whole, Transfer(id=5, destination="EUROPE")))
    [grid] = made(shown)["transfers"].grids
    whole_row = ["Missing", ["The organisation as a whole"], ["PA-0001, PA-0002"]]
    assert rows(grid) == [
        [["EPO"], ["International organisation: not assessed"], *whole_row],
        [["Europe, country not named"], ["European Union: Not a single country"], *whole_row],
        [["Japan"], ["European Union: Adequate ((EU) 2019/419)"], ["Vendor"], ["The activity itself"], ["PA-0001"]],
        [["United States of America"], ["European Union: Third country"], ["Vendor"], ["Hosting"], ["PA-0001, PA-0002"]],
        ["Missing", "Missing", "Missing", ["The activity itself"], ["PA-0001"]],
    ]  # fmt: skip


def test_transfers_show_their_grounds_in_full_and_each_law_its_standing() -> None:
    one = activity(transfers=(transfer(destination="DE", grounds=(ground(),)),))
    shown = of(one, content="full", organisation=replace(ACME, regimes=("EU", "CH")), on=dt.date(2024, 1, 1))
    [grid] = made(shown)["transfers"].grids
    assert rows(grid)[0][1] == ["European Union: Inside the EU/EEA", "Switzerland: Not assessed"]
    assert rows(grid)[0][5] == [
        "Standard clauses of 2021, module two (Art. 46(2)(c) GDPR; valid on 1 January 2024)"
    ]


def test_measures_say_where_they_apply() -> None:
    technical = Choice(code="technical", label="Technical")
    wide = Measure(id=1, title="Backups", kind=technical, letter="c", description="Daily")
    own = Measure(id=2, title="Key cards", organisation_wide=False)
    idle = Measure(id=3, title="Unused", organisation_wide=False)
    one = activity(inherited_measures=(wide,), measures=(own,))
    shown = of(one, behalf(inherited_measures=(wide,)), measures=(wide, own, idle))
    [grid] = made(shown)["measures"].grids
    aim = ["(c) Restoring availability and access"]
    assert rows(grid) == [
        [["Backups"], ["Technical"], aim, ["Daily"], ["The whole organisation"]],
        [["Key cards"], "Missing", "Missing", "Missing", ["PA-0001"]],
        [["Unused"], "Missing", "Missing", "Missing", ["No recorded activity"]],
    ]
    [alone] = made(shown, (Part.PROCESSOR,))["measures"].grids
    assert [row[4] for row in rows(alone)] == [["PA-0002"]]


def test_retention_schedule_says_each_limit_once_with_its_data() -> None:
    one = activity(data_uses=(data_use(), data_use(id=13, category=HEALTH, retention=None)))
    two = behalf(data_uses=(data_use(id=14), data_use(id=15, as_stated="Nickname")))
    health = ["Missing", ["Health data (special category, Art. 9): PA-0001"]]
    name = [["30 days after account deletion"], ["Name: PA-0001"]]
    both = [["30 days after account deletion"], ["Name: PA-0001, PA-0002", "Name (Nickname): PA-0002"]]
    [grid] = made(of(one, two))["retention"].grids
    assert rows(grid) == [health, name]
    full, rules = made(of(one, two, content="full", retention_rules=(THIRTY_DAYS,)))["retention"].grids
    assert rows(full) == [health, both]
    assert rows(rules) == [[["Thirty days"], ["30 days after account deletion"]]]


def test_notices_are_followed_by_what_each_says() -> None:
    right, access = Choice(code="right", label="Right"), Choice(code="access", label="Access (Art. 15)")
    statements = (
        Statement(id=1, kind=right, right=access, text="A copy", route="By mail", response_time="30 days"),
        Statement(
            id=2,
            kind=right,
            change="New purposes",
            channel="E-mail",
            lead_time="Before",
            quote="We tell you.",
        ),
        Statement(id=3, kind=right, condition="in California"),
    )
    notice = Notice(
        id=7,
        title="Policy",
        version_date=ON,
        captured_on=ON,
        url="https://acme.example",
        activities=(10,),
        note="Kept",
        statements=statements,
    )
    published, said = made(of(activity(), content="full", notices=(notice,)))["notices"].grids
    assert rows(published) == [
        [
            ["Policy", "Kept", "Captured on 1 June 2025"],
            ["1 June 2025"],
            "Missing",
            ["https://acme.example"],
            ["PA-0001"],
        ]
    ]
    assert (said.key, said.heading) == ("statements-7", "What it says: Policy (1 June 2025)")
    assert rows(said) == [
        [["Right (Access (Art. 15))"], ["A copy"], ["Route: By mail", "Response: 30 days"]],
        [
            ["Right"],
            ["“We tell you.”"],
            ["Change: New purposes", "Announced by: E-mail", "Lead time: Before"],
        ],
        [["Right (in California)"], "Missing", "Missing"],
    ]


def test_evidence_lists_contracts_assessments_and_documents() -> None:
    paper = Document(id=1, title="Scan", kind="Contract", dated=ON, size=0, sha256="0" * 64)
    agreed = Agreement(
        id=1,
        kind=None,
        title="Agreement",
        party=VENDOR,
        signed_on=ON,
        notice_days=0,
        document=paper,
        condition="while used",
    )
    done = Assessment(id=1, kind=None, title="Assessment", assessed_on=ON, residual_risk="Low")
    shown = of(content="full", agreements=(agreed,), assessments=(done,), documents=(paper,))
    assert [rows(grid) for grid in made(shown)["evidence"].grids] == [
        [
            [
                ["Agreement (while used)"],
                "Missing",
                ["1 June 2025"],
                ["With: Vendor", "Days of notice before a change: 0", "Document: Scan"],
            ]
        ],
        [[["Assessment"], "Missing", ["1 June 2025"], ["Residual risk: Low"]]],
        [[["Scan"], ["Contract"], ["1 June 2025"], ["Size in bytes: 0", "SHA-256: " + "0" * 64]]],
    ]
    assert [rows(grid) for grid in made(of(content="full"))["evidence"].grids] == ["['None recorded']"] * 3


def test_parties_are_listed_with_all_that_is_known() -> None:
    known = Party(
        id=1,
        name="Vendor",
        legal_name="Vendor Inc.",
        trading_names="Vend",
        registration_number="HRB 1",
        note="Large",
        kind=Choice(code="company", label="Company"),
    )
    [grid] = made(of(content="full", parties=(known, Party(id=2, name="Other"))))["parties"].grids
    assert rows(grid) == [
        [
            ["Vendor (Vendor Inc.)", "Contact details: missing"],
            ["Company"],
            ["Trading names: Vend", "Registration number: HRB 1", "Note: Large"],
        ],
        [["Other", "Contact details: missing"], "Missing", "Missing"],
    ]
