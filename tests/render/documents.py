"""Documents built by hand: every state, every shape, and texts that a careless renderer would spoil."""

import datetime as dt

from registry.documents import subprocessors
from registry.documents.register import (
    SCHEMA,
    Annex,
    Column,
    Fact,
    Grid,
    Moment,
    Part,
    Register,
    Section,
    Sheet,
    Stamp,
)
from registry.documents.subprocessors import Entry, Group, SubprocessorList
from registry.documents.values import (
    MISSING,
    Line,
    State,
    Value,
    filled,
    not_applicable,
    not_possible,
)
from tests.render.drawn import MAP, flow
from tests.render.nasty import NASTY

MOMENT = Moment(
    revision=42,
    instant=dt.datetime(2026, 11, 20, 13, 3, 22, 123456, tzinfo=dt.UTC),
    digest="d1" * 32,
    on=dt.date(2026, 11, 20),
    timezone="Europe/Berlin",
)
NOTHING_RECORDED = Moment(
    revision=0, instant=None, digest="", on=dt.date(2026, 11, 20), timezone="Europe/Berlin"
)
STAMP = Stamp(
    made_by="Ada Officer",
    made_at=dt.datetime(2026, 11, 20, 16, 30, 0, tzinfo=dt.UTC),
    as_of=dt.datetime(2026, 11, 20, 14, 0, 0, tzinfo=dt.UTC),
)
ASKED = Value(state=State.MISSING, asked="Bea Counsel, until 1 December 2026")
REMARKED = filled(
    Line(
        text="Message metadata",
        code="message-metadata",
        source="section 2, sentence 5",
        reading="the policy names the data and not the role",
    )
)


def fact(key: str, value: Value | str, *, heading: str = "") -> Fact:
    value = filled(value) if isinstance(value, str) else value
    return Fact(key=key, heading=heading or key.replace("-", " ").capitalize(), value=value)


def grid(
    key: str, columns: str, *rows: tuple[Value | str, ...], heading: str = "", empty: Value = MISSING
) -> Grid:
    """`columns` are headings between slashes; a number after a colon is a weight."""
    made = (name.split(":") for name in columns.split("/"))
    return Grid(
        key=key,
        heading=heading or key.replace("-", " ").capitalize(),
        columns=tuple(
            Column(key=name.lower().replace(" ", "-"), heading=name, weight=int(weight[0]) if weight else 1)
            for name, *weight in made
        ),
        rows=tuple(tuple(filled(cell) if isinstance(cell, str) else cell for cell in row) for row in rows),
        empty=empty,
    )


def section(key: str, letter: str, article: str, heading: str, *entries: Fact | Grid) -> Section:
    return Section(key=key, letter=letter, article=article, heading=heading, entries=entries)


def activity(number: int, *, title: str = "", extra: tuple[Section, ...] = ()) -> Sheet:
    """An activity of a controller with something of everything."""
    title = title or f"Activity number {number}"
    return Sheet(
        reference=f"PA-{number:03}",
        title=title,
        flow=flow(f"PA-{number:03}", title),
        facts=(
            fact("role", "Controller"),
            fact("status", "Approved on 3 March 2025"),
            fact("in-force", "Since 1 January 2024"),
            fact("created", "2 January 2024, by Ada Officer"),
            fact("changed", "20 November 2026, by Ada Officer"),
            fact("reviewed", MISSING),
        ),
        sections=(
            section(
                "identity",
                "a",
                "Art. 30(1)(a)",
                "Who is responsible",
                fact(
                    "controller",
                    filled("Example Ltd", "1 Long Street, 10115 Berlin, Germany", "+49 30 1234567"),
                ),
                fact("joint-controllers", not_applicable("Nobody else decides on purposes and means.")),
                fact("representative", ASKED),
                fact("officer", MISSING, heading="Data protection officer"),
            ),
            section(
                "purposes",
                "b",
                "Art. 30(1)(b)",
                "Purposes",
                fact(
                    "purposes",
                    filled("Deliver messages to their recipients", "Bill customers"),
                    heading="Purposes",
                ),
            ),
            section(
                "categories",
                "c",
                "Art. 30(1)(c)",
                "Categories of data subjects and of personal data",
                fact("subjects", filled("Customers", "Visitors of the site")),
                grid(
                    "data",
                    "Category:2/Items:3/Special category",
                    (
                        "Contact data",
                        filled("Name", "E-mail address", "Postal address"),
                        not_applicable("None is."),
                    ),
                    (REMARKED, filled("Sender", "Recipient", "Time of delivery"), MISSING),
                ),
            ),
            section(
                "recipients",
                "d",
                "Art. 30(1)(d)",
                "Categories of recipients",
                grid(
                    "recipients",
                    "Recipient:2/Category:2/Service:3/Where:2",
                    (
                        "Cloud & Sons Inc.",
                        "Processor",
                        "Hosting of servers and storage of backups",
                        "Ireland",
                    ),
                    ("Pay GmbH", "Independent controller", "Card payments", "Germany"),
                ),
            ),
            section(
                "transfers",
                "e",
                "Art. 30(1)(e)",
                "Transfers to third countries or international organisations",
                grid(
                    "transfers",
                    "Country/Importer/Mechanism:2/Safeguards:2",
                    empty=not_applicable("Data stay in the European Economic Area."),
                ),
            ),
            section(
                "retention",
                "f",
                "Art. 30(1)(f)",
                "Time limits for erasure",
                grid(
                    "retention",
                    "Data/Time limit:2/Starts with:2/Source:2",
                    ("Contact data", "30 days", "Deletion of the account", "Terms of service"),
                    (
                        "Invoices",
                        not_possible("The limit follows from tax law, which is being changed."),
                        MISSING,
                        MISSING,
                    ),
                ),
            ),
            section(
                "measures",
                "g",
                "Art. 30(1)(g)",
                "Technical and organisational security measures",
                fact(
                    "measures",
                    filled("Encryption in transit (TLS 1.3)", "Two-factor sign-in", "Daily backups"),
                ),
            ),
            *extra,
        ),
    )


def commission(number: int) -> Sheet:
    """An activity of a processor."""
    return Sheet(
        reference=f"PB-{number:03}",
        title="Delivery of customers’ messages",
        facts=(fact("role", "Processor"), fact("created", "2 January 2024, by Ada Officer")),
        sections=(
            section(
                "identity",
                "a",
                "Art. 30(2)(a)",
                "Who processes for whom",
                fact("controllers", "Our customers"),
            ),
            section(
                "processing", "b", "Art. 30(2)(b)", "Categories of processing", fact("processing", "Sending")
            ),
            section(
                "transfers", "c", "Art. 30(2)(c)", "Transfers", fact("transfers", not_applicable("None."))
            ),
            section(
                "measures",
                "d",
                "Art. 30(2)(d)",
                "Technical and organisational security measures",
                fact("measures", not_possible("The customer decides on them.")),
            ),
        ),
    )


NASTY_SECTION = section(
    "nasty", "", "", "Beyond Article 30", fact("nasty", filled(*NASTY), heading="Texts <as given>")
)


def register(*, activities: int = 2, commissions: int = 1, **changes: object) -> Register:
    """A rich register; the second activity holds the texts of NASTY."""
    fields = {
        "schema": SCHEMA,
        "language": "en",
        "content": "full",
        "slug": "example",
        "name": "Example Ltd",
        "note": "Transcribed from a policy, not issued by or for Example Ltd; roles are our reading.",
        "moment": MOMENT,
        "cover": COVER,
        "parts": (
            Part(
                key="controller",
                letter="A",
                heading="Part A: as controller",
                article="Art. 30(1)",
                sheets=tuple(
                    activity(number, extra=(NASTY_SECTION,) if number == 2 else ())
                    for number in range(1, activities + 1)
                ),
                empty="No activity as controller is recorded.",
            ),
            Part(
                key="processor",
                letter="B",
                heading="Part B: as processor",
                article="Art. 30(2)",
                sheets=tuple(commission(number) for number in range(1, commissions + 1)),
                empty="No activity as processor is recorded.",
            ),
        ),
        "annexes": ANNEXES,
    }
    return Register(**{**fields, **changes})


def empty_register() -> Register:
    """Nothing recorded: no instant, no sheet, no annex, no note."""
    return register(activities=0, commissions=0, moment=NOTHING_RECORDED, note="", cover=(), annexes=())


COVER = (
    section(
        "controller",
        "a",
        "Art. 30(1)(a)",
        "Controller",
        fact("name", "Example Ltd"),
        fact("address", filled("1 Long Street", "10115 Berlin", "Germany")),
        fact("email", "privacy@example.org", heading="E-mail"),
        fact("phone", MISSING, heading="Telephone"),
    ),
    section(
        "officer",
        "a",
        "Art. 30(1)(a)",
        "Data protection officer",
        fact("officer", not_applicable("No duty to designate one."), heading="Name and contact details"),
    ),
)
ANNEXES = (
    Annex(
        key="processors",
        number=1,
        heading="Processors and sub-processors",
        grids=(
            grid(
                "processors",
                "Name:2/Service:3/Activities/Countries:2",
                ("Cloud & Sons Inc.", "Hosting", filled("PA-001", "PA-002"), filled("Ireland", "Germany")),
                heading="Processors and sub-processors",
            ),
        ),
    ),
    Annex(
        key="transfers",
        number=2,
        heading="Transfers by country",
        grids=(
            grid(
                "countries",
                "Country/Mechanism",
                empty=not_applicable("There are no transfers."),
                heading="Countries",
            ),
            grid("organisations", "Organisation/Mechanism", ("United Nations", MISSING)),
        ),
    ),
    Annex(key="places", number=3, heading="Where the data go", grids=(), map=MAP),
)


def entry(key: str, name: str, **changes: object) -> Entry:
    fields = {
        "key": key,
        "name": name,
        "service": filled("Hosting"),
        "kind": filled("Subprocessor"),
        "concerns": filled("All customers"),
        "data": filled("Contact data", "Messages"),
        "places": filled("Ireland"),
        "established": filled("United States of America"),
        "transfers": filled("Standard contractual clauses (processor to processor)"),
        "condition": "",
        "announced_on": None,
        "effective_on": dt.date(2024, 1, 1),
        "postponed_to": None,
        "ended_on": None,
        "withdrawn_on": None,
        "listed_on": dt.date(2024, 2, 1),
    }
    return Entry(**{"key": key, "name": name, **fields, **changes})


def subprocessor_list(*groups: Group, **changes: object) -> SubprocessorList:
    fields = {
        "schema": subprocessors.SCHEMA,
        "language": "en",
        "slug": "example",
        "name": "Example Ltd",
        "note": "Transcribed from a policy, not issued by or for Example Ltd; roles are our reading.",
        "intro": "We engage these providers to deliver our services.",
        "contact": filled("privacy@example.org"),
        "objection": filled("Within 14 days of the announcement, by e-mail to privacy@example.org"),
        "notice": MISSING,
        "moment": MOMENT,
        "groups": groups or GROUPS,
    }
    return SubprocessorList(**{**fields, **changes})


GROUPS = (
    Group(
        heading="Subprocessors",
        entries=(
            entry("cloud", "Cloud & Sons <Inc.>"),
            entry(
                "next",
                "Next Cloud Ltd",
                announced_on=dt.date(2026, 11, 1),
                effective_on=dt.date(2026, 12, 1),
                postponed_to=dt.date(2027, 1, 1),
                condition="Only for customers who choose the European region",
            ),
            entry("old", "Old Mail SARL", ended_on=dt.date(2026, 6, 30), places=MISSING),
            entry(
                "never", "Never Used SpA", withdrawn_on=dt.date(2026, 3, 1), transfers=not_applicable("None.")
            ),
        ),
    ),
    Group(
        heading="Recipients on instruction",
        entries=(
            entry(
                "nasty",
                "=cmd|' /C calc'!A0",
                service=filled(*NASTY),
                transfers=filled("words " * 40),
                effective_on=None,
            ),
        ),
    ),
)
