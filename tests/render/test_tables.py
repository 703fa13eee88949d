"""Columns are declared once, by the document."""

import dataclasses

from registry.render.tables import ordered, part_table
from tests.render import documents
from tests.render.documents import fact, section


def test_ordered_keeps_new_keys_behind_those_they_follow() -> None:
    assert ordered([["a", "b", "d"], ["b", "c", "d", "e"]]) == ["a", "b", "c", "d", "e"]


def test_ordered_puts_strangers_last() -> None:
    assert ordered([["a", "b"], ["x", "b", "y"]]) == ["a", "b", "y", "x"]


def test_entries_of_one_key_are_all_there() -> None:
    [part, *_] = documents.register().parts
    twice = section("s", "a", "", "Who", fact("who", "One"), fact("who", "Another"))
    sheet = dataclasses.replace(part.sheets[0], facts=(fact("f", "x"), fact("f", "y")), sections=(twice,))
    assert part_table(dataclasses.replace(part, sheets=(sheet,))).rows == (
        ("PA-001", "Activity number 1", "x", "y", "One", "Another"),
    )
