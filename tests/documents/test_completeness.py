"""What is missing of each letter, both ways; and the sheet of one activity by itself."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from registry.documents.completeness import LetterState, activity_sheet, completeness
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity, Client, Measure, Purpose
from registry.documents.records.evidence import Question
from registry.documents.register import Column, Fact, Grid, Section, Sheet
from registry.documents.sheets import controller_sheet, processor_sheet
from registry.documents.values import MISSING, State, Value, filled, lacking, not_applicable, not_possible
from tests.documents.samples import (
    ACME,
    COMPELLING,
    DRAFT,
    HOSTING,
    NAME,
    ON,
    PROCESSOR,
    RETIRED,
    VENDOR,
    activity,
    data_use,
    disclosure,
    facts,
    ground,
    inventory,
    of,
    transfer,
)

SETTLED = replace(ACME, dpo=VENDOR, eu_representative_absent_because="Established in the Union")
ENCRYPTION = Measure(id=7, title="Encryption", description="At rest")
SENDING = Client(
    id=1, controller=VENDOR, representative=VENDOR, dpo=VENDOR, categories_of_processing="Sending"
)
HOSTED = replace(HOSTING, hosting_places=("DE",), transfers_absent_because="All in Germany")
UNPLACED = disclosure(None, category=HOSTING.category, data_categories=(NAME,), reason="Hosting")
FILLED, MISSES = State.FILLED, State.MISSING
NONE, IMPOSSIBLE = State.NOT_APPLICABLE, State.NOT_POSSIBLE


def whole(**values: Any) -> Activity:
    """A controller's activity of which everything asked for is said."""
    said = {
        "joint_controllers_absent_because": "Decides alone",
        "purposes": (Purpose(id=1, text="To have accounts"),),
        "data_uses": (data_use(),),
        "disclosures": (disclosure(HOSTED, data_categories=(NAME,)),),
        "transfers_absent_because": "All in Germany",
        "measures": (ENCRYPTION,),
    }
    return activity(**{**said, **values})


def processed(**values: Any) -> Activity:
    """A processor's activity of which everything asked for is said."""
    said = {"role": PROCESSOR, "clients": (SENDING,), "recipients_absent_because": "Nobody else"}
    return whole(**{"disclosures": (), **said, **values})


def states(one: Activity, **values: Any) -> dict[str, tuple[State, tuple[str, ...]]]:
    """Letter → its state and what is missing."""
    shown = inventory(one, **{"organisation": SETTLED, **values})
    return {row.letter: (row.state, row.missing) for row in completeness(activity_sheet(shown, 10, on=ON))}


def test_a_controllers_activity_that_says_everything_is_filled() -> None:
    told = whole(disclosures=(), recipients_absent_because="Stays with us")
    nobody = {"d": (NONE, ()), "e": (NONE, ())}
    assert states(told) == {**dict.fromkeys("abcfg", (FILLED, ())), **nobody}
    assert [*states(told)] == [*"abcdefg"]


def test_a_processors_activity_that_says_everything_is_filled() -> None:
    assert states(processed()) == {"a": (FILLED, ()), "b": (FILLED, ()), "c": (NONE, ()), "d": (FILLED, ())}


@pytest.mark.parametrize(
    "letter, missing, changes",
    [
        ("a", ("Joint controllers",), {"joint_controllers_absent_because": ""}),
        ("b", ("Purposes",), {"purposes": ()}),
        ("c", ("Categories of data subjects",), {"data_uses": (data_use(subjects=()),)}),
        ("d", ("Categories of recipients",), {"disclosures": ()}),
        ("e", ("Transfers",), {"transfers_absent_because": "", "disclosures": ()}),
        ("f", ("Time limit",), {"data_uses": (data_use(retention=None),)}),
        ("g", ("Measures",), {"measures": ()}),
    ],
)  # fmt: skip
def test_each_letter_of_a_controller_misses_what_is_not_said(
    letter: str, missing: tuple[str, ...], changes: dict[str, Any]
) -> None:
    assert states(whole())[letter] == (FILLED, ())
    assert states(whole(**changes))[letter] == (MISSES, missing)


@pytest.mark.parametrize(
    "letter, missing, changes",
    [
        ("a", ("Controllers on whose behalf it acts",), {"clients": ()}),
        ("a", ("Other processors engaged",), {"recipients_absent_because": ""}),
        ("a", ("Its representative",), {"clients": (replace(SENDING, representative=None),)}),
        ("a", ("Controller",), {"clients": (replace(SENDING, controller=None, class_of_controllers="Resellers"),)}),
        ("b", ("Categories of processing for each controller",), {"clients": ()}),
        ("b", ("Categories of processing",), {"clients": (replace(SENDING, categories_of_processing=""),)}),
        ("c", ("Transfers",), {"transfers_absent_because": ""}),
        ("d", ("Measures",), {"measures": ()}),
    ],
)  # fmt: skip
def test_each_letter_of_a_processor_misses_what_is_not_said(
    letter: str, missing: tuple[str, ...], changes: dict[str, Any]
) -> None:
    assert states(processed())[letter][0] in (FILLED, NONE)
    assert states(processed(**changes))[letter] == (MISSES, missing)


def test_what_the_organisation_does_not_say_is_missing_of_every_activity() -> None:
    missing = ("Representative: European Union", "Data protection officer")
    assert states(whole(), organisation=ACME)["a"] == (MISSES, missing)
    assert states(processed(), organisation=ACME)["a"] == (MISSES, missing)


def test_a_recipient_is_asked_for_and_no_more() -> None:
    assert states(whole(disclosures=(UNPLACED,)))["d"] == (FILLED, ())


def test_a_reason_is_not_missing() -> None:
    told = whole(measures=(), measures_absent_because="Not designed yet")
    assert states(told)["g"] == (IMPOSSIBLE, ())
    assert states(whole(data_uses=(data_use(retention=None, retention_absent_because="Open"),)))["f"] == (
        FILLED,
        (),
    )


def test_an_open_question_leaves_it_missing() -> None:
    asked = Question(field="purposes", question="Why?", who="Legal", until=None, closed_on=None)
    assert states(whole(purposes=(), questions=(asked,)))["b"] == (MISSES, ("Purposes",))


def test_a_part_that_is_said_to_be_missing_among_others_is_missing() -> None:
    relying = transfer(importer=VENDOR, grounds=(ground(COMPELLING),), safeguards="Weighed on 1 May")
    silent = replace(relying, id=15, destination="JP", safeguards="")
    heading = "Safeguards where compelling legitimate interests are relied on"
    assert states(whole(transfers_absent_because="", transfers=(relying,)))["e"] == (FILLED, ())
    assert states(whole(transfers_absent_because="", transfers=(relying, silent)))["e"] == (
        MISSES,
        (heading,),
    )


def sheet(*entries: Fact | Grid) -> Sheet:
    section = Section(
        key="measures", letter="g", article="Art. 30(1)(g)", heading="Protection", entries=entries
    )
    beyond = Section(key="sources", letter="", article="Art. 14(2)(f)", heading="Sources", entries=entries)
    return Sheet(reference="", title="", facts=(), sections=(section, beyond))


def fact(value: Value, heading: str = "Item") -> Fact:
    return Fact(key="item", heading=heading, value=value)


@pytest.mark.parametrize(
    "values, state",
    [
        ([not_applicable("No"), not_applicable("Nor")], NONE),
        ([not_possible("No"), not_possible("Nor")], IMPOSSIBLE),
        ([not_possible("No"), not_applicable("Nor")], IMPOSSIBLE),
        ([not_applicable("No"), filled("Yes")], FILLED),
        ([filled("Yes"), not_possible("No")], FILLED),
        ([filled("Yes"), MISSING], MISSES),
        ([not_applicable("No"), MISSING], MISSES),
        ([filled("Yes", lacking("Address: missing"))], MISSES),
    ],
)
def test_the_state_of_a_letter_is_that_of_its_statements(values: list[Value], state: State) -> None:
    (found,) = completeness(sheet(*map(fact, values)))
    assert found.state is state


def test_missing_items_are_named_in_order_and_once() -> None:
    columns = (Column(key="a", heading="First"), Column(key="b", heading="Second"))
    rows = ((filled("x"), MISSING), (MISSING, MISSING))
    table = Grid(key="table", heading="Table", columns=columns, rows=rows)
    empty = Grid(key="empty", heading="Empty table", columns=columns, rows=())
    assert completeness(sheet(fact(MISSING, "Fact"), table, empty, fact(MISSING, "Fact"))) == (
        LetterState(
            key="measures",
            letter="g",
            article="Art. 30(1)(g)",
            heading="Protection",
            state=MISSES,
            missing=("Fact", "Second", "First", "Empty table"),
        ),
    )


def test_swiss_letters_without_a_letter_count() -> None:
    swiss = replace(SETTLED, regimes=("CH",))
    found = completeness(activity_sheet(inventory(processed(), organisation=swiss), 10, on=ON))
    assert [(row.letter, row.key) for row in found] == [
        ("", "identity"),
        ("", "processing"),
        ("", "measures"),
        ("", "transfers"),
    ]


def test_sheet_of_an_activity_is_that_of_the_register() -> None:
    for one, made in ((whole(), controller_sheet), (processed(), processor_sheet)):
        for content in ("art30", "full"):
            shown = of(one, content=content)
            assert activity_sheet(inventory(one), 10, on=ON, content=content) == made(
                shown, shown.inventory.activities[0]
            )


@pytest.mark.parametrize(
    "days, status, said",
    [
        ({"in_force_from": dt.date(2030, 1, 1)}, DRAFT, ["from 1 January 2030"]),
        ({"in_force_until": dt.date(2020, 1, 1)}, RETIRED, ["until 1 January 2020"]),
        ({}, RETIRED, None),
    ],
)
def test_an_activity_is_shown_whether_or_not_it_is_in_force(
    days: dict[str, dt.date], status: Any, said: list[str] | None
) -> None:
    one = whole(status=status, **days)
    assert of(one).inventory.activities == ()
    shown = activity_sheet(inventory(one), 10, on=ON)
    found = facts(shown.facts)
    assert (found["status"], found.get("in-force")) == ([status.label], said)
    assert shown.sections == activity_sheet(inventory(whole()), 10, on=ON).sections


def test_what_an_activity_names_has_to_be_in_force() -> None:
    past = Purpose(id=2, text="To advertise", in_force_until=dt.date(2020, 1, 1))
    shown = activity_sheet(inventory(whole(purposes=(past,))), 10, on=ON)
    assert facts(shown.sections[1].entries) == {"purposes": "Missing"}


def test_an_unknown_activity_is_refused() -> None:
    with pytest.raises(KeyError):
        activity_sheet(Inventory(), 10, on=ON)
