"""Columns are declared once, by the document."""

from registry.render.tables import ordered


def test_ordered_keeps_new_keys_behind_those_they_follow() -> None:
    assert ordered([["a", "b", "d"], ["b", "c", "d", "e"]]) == ["a", "b", "c", "d", "e"]


def test_ordered_puts_strangers_last() -> None:
    assert ordered([["a", "b"], ["x", "b", "y"]]) == ["a", "b", "y", "x"]
