"""One activity on its sheet: what stands under its title, and the letters in order."""

import datetime as dt
from dataclasses import replace

from registry.documents.records.activities import Client, Purpose
from registry.documents.register import Column, Fact, Grid, Section, Sheet
from registry.documents.sheets import controller_sheet, processor_sheet
from registry.documents.values import MISSING, filled, lacking, not_applicable
from tests.documents.samples import (
    AT,
    DRAFT,
    ON,
    PROCESSOR,
    activity,
    data_use,
    disclosure,
    facts,
    line,
    of,
    read,
    told,
)


def fact(key: str, heading: str, value: object = MISSING) -> Fact:
    return Fact(key=key, heading=heading, value=value)  # type: ignore[arg-type]


def test_sheet_of_a_processor_is_exactly_what_the_article_asks() -> None:
    one = activity(
        name="Sending mail",
        role=PROCESSOR,
        citations=(read("2", "It acts on instruction.", "role"),),
        transfers_absent_because="All in Germany",
        recipients_absent_because="Nobody else",
        clients=(Client(id=1, class_of_controllers="Customers", categories_of_processing="Sending"),),
    )
    assert processor_sheet(of(one), one) == Sheet(
        reference="PA-0001",
        title="Sending mail",
        facts=(
            fact("role", "Our role", filled(line("Processor (read from context)", "processor"))),
            fact("status", "Status", filled("Approved")),
            fact("created", "Created", filled("1 June 2025")),
            fact("changed", "Changed", filled("1 June 2025")),
            fact("reviewed", "Last reviewed"),
        ),
        sections=(
            Section(
                key="identity",
                letter="a",
                article="Art. 30(2)(a)",
                heading="Processors and the controllers they act for",
                entries=(
                    fact("processor", "Processor", filled("Acme (Acme GmbH)")),
                    fact("other-processors", "Other processors engaged", not_applicable("Nobody else")),
                    fact("representative-eu", "Representative: European Union"),
                    fact("officer", "Data protection officer"),
                    Grid(
                        key="controllers",
                        heading="Controllers on whose behalf it acts",
                        columns=(
                            Column(key="controller", heading="Controller", weight=3),
                            Column(key="representative", heading="Its representative", weight=2),
                            Column(key="officer", heading="Its data protection officer", weight=2),
                        ),
                        rows=(
                            (filled("Customers", lacking("List of their names: missing")), MISSING, MISSING),
                        ),
                    ),
                ),
            ),
            Section(
                key="processing",
                letter="b",
                article="Art. 30(2)(b)",
                heading="Categories of processing for each controller",
                entries=(
                    Grid(
                        key="processing",
                        heading="Categories of processing for each controller",
                        columns=(
                            Column(key="controller", heading="Controller", weight=2),
                            Column(key="processing", heading="Categories of processing", weight=4),
                        ),
                        rows=((filled("Customers"), filled("Sending")),),
                    ),
                ),
            ),
            Section(
                key="transfers",
                letter="c",
                article="Art. 30(2)(c)",
                heading="Transfers to third countries or international organisations",
                entries=(
                    Grid(
                        key="transfers",
                        heading="Transfers",
                        columns=(
                            Column(
                                key="destination",
                                heading="Third country or international organisation",
                                weight=3,
                            ),
                            Column(key="importer", heading="Recipient", weight=3),
                            Column(key="through", heading="Through", weight=3),
                        ),
                        rows=(),
                        empty=not_applicable("All in Germany"),
                    ),
                ),
            ),
            Section(
                key="measures",
                letter="d",
                article="Art. 30(2)(d)",
                heading="Technical and organisational security measures",
                entries=(fact("measures", "Measures"),),
            ),
        ),
    )


def test_sheet_of_a_controller_has_seven_letters_and_no_more() -> None:
    one = activity()
    sheet = controller_sheet(of(one), one)
    assert [(section.letter, section.article) for section in sheet.sections] == [
        (letter, f"Art. 30(1)({letter})") for letter in "abcdefg"
    ]


def test_full_sheet_says_the_same_and_goes_beyond() -> None:
    one = activity()
    short, full = controller_sheet(of(one), one), controller_sheet(of(one, content="full"), one)
    assert full.sections[: len(short.sections)] == short.sections
    assert {section.letter for section in full.sections[len(short.sections) :]} == {""}


def test_full_sheet_of_a_processor_adds_what_is_recorded_though_nobody_asks() -> None:
    silent = activity(role=PROCESSOR)
    telling = replace(
        silent,
        purposes=(Purpose(id=1, text="To send"),),
        data_uses=(data_use(),),
        disclosures=(disclosure(),),
    )
    unasked = {"purposes", "categories", "recipients", "retention"}
    for one, keys in ((silent, set()), (telling, unasked)):
        sheet = processor_sheet(of(one, content="full"), one)
        assert {section.key for section in sheet.sections} & unasked == keys
        assert unasked & {section.key for section in processor_sheet(of(one), one).sections} == set()


def test_draft_role_and_days_stand_under_the_title() -> None:
    one = activity(
        role=None,
        status=DRAFT,
        in_force_from=dt.date(2018, 9, 30),
        last_reviewed_on=ON,
        changed_at=AT + dt.timedelta(days=1),
    )
    sheet = controller_sheet(of(one), one)
    assert {entry.key: told(entry.value) for entry in sheet.facts} == {
        "role": "Missing",
        "status": ["Draft"],
        "in-force": ["from 30 September 2018"],
        "created": ["1 June 2025"],
        "changed": ["2 June 2025"],
        "reviewed": ["1 June 2025"],
    }
    assert facts(sheet.sections[1].entries) == {"purposes": "Missing"}
