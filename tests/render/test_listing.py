"""Entries of the subprocessor list and where they stand."""

import datetime as dt

from registry.documents.subprocessors import EntryState, Group
from registry.documents.values import MISSING, filled
from registry.render.listing import dates, shown, state_label
from tests.render import documents
from tests.render.documents import entry

ON = dt.date(2026, 11, 20)
COMING = entry(
    "coming",
    "Coming",
    announced_on=dt.date(2026, 11, 1),
    effective_on=dt.date(2026, 12, 1),
    postponed_to=dt.date(2027, 1, 1),
)


def test_state_is_said_with_its_day() -> None:
    assert [
        (shown_entry.state, shown_entry.label)
        for shown_entry in shown(documents.subprocessor_list())[0].entries
    ] == [
        (EntryState.IN_FORCE, "In force"),
        (EntryState.ANNOUNCED, "Announced for 1 January 2027"),
        (EntryState.ENDED, "Ended on 30 June 2026"),
        (EntryState.WITHDRAWN, "Withdrawn on 1 March 2026"),
    ]


def test_state_follows_the_day() -> None:
    assert state_label(COMING, on=dt.date(2027, 1, 1)) == "In force"
    assert state_label(COMING, on=dt.date(2026, 12, 31)) == "Announced for 1 January 2027"


def test_dates_are_said_in_order() -> None:
    assert dates(COMING).texts == (
        "Announced on 1 November 2026",
        "Planned from 1 December 2026",
        "Postponed to 1 January 2027",
    )


def test_unknown_first_day_is_said_as_listed_since() -> None:
    assert dates(entry("old", "Old", effective_on=None)).texts == ("Listed since 1 February 2024",)
    assert dates(entry("old", "Old")).texts == ("From 1 January 2024",)


def test_condition_is_said_only_where_there_is_one() -> None:
    [first, second, *_] = shown(documents.subprocessor_list())[0].entries
    assert "condition" not in {fact.key for fact in first.facts}
    assert {fact.key: fact.value.texts for fact in second.facts}["condition"] == (
        "Only for customers who choose the European region",
    )


def test_what_is_missing_is_named_together() -> None:
    bare = entry("bare", "Bare", service=filled("Servers"), kind=MISSING, places=MISSING)
    [shown_entry] = shown(documents.subprocessor_list(Group(heading="", entries=(bare,))))[0].entries
    assert shown_entry.missing == ["Role", "Where data are processed"]
    what, where = shown_entry.sides
    assert {"kind", "places"} & {fact.key for fact in (*what, *where)} == set()


def test_facts_stand_on_two_sides() -> None:
    what, where = shown(documents.subprocessor_list())[0].entries[0].sides
    assert [fact.key for fact in what] == ["service", "kind", "concerns", "data"]
    assert [fact.key for fact in where] == ["places", "established", "transfers", "dates"]
