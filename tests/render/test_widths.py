"""Widths of columns."""

import pytest

from registry.documents.values import MISSING
from registry.render.widths import longest, shares, widths
from tests.render.documents import grid

WIDE = 1000


@pytest.mark.parametrize(
    "weights, least, most, expected",
    [
        ([1], [0], [WIDE], [100]),
        ([1, 1], [0, 0], [WIDE, WIDE], [50, 50]),
        ([1, 1, 1], [0, 0, 0], [WIDE] * 3, [34, 34, 32]),
        ([2, 3, 1], [0, 0, 0], [WIDE] * 3, [34, 50, 16]),
        ([1, 100], [0, 0], [WIDE] * 2, [2, 98]),
        ([1, 3], [31, 0], [WIDE] * 2, [32, 68]),
        ([1, 1, 4], [30, 20, 40], [WIDE] * 3, [30, 20, 50]),
        ([1, 1, 1], [80, 60, 60], [WIDE] * 3, [40, 30, 30]),
        ([1, 1, 2], [0, 0, 0], [10, WIDE, WIDE], [10, 30, 60]),
        ([1, 1], [0, 0], [10, 30], [26, 74]),
        ([1] * 50, [2] * 50, [WIDE] * 50, [2] * 50),
    ],
)
def test_shares_come_to_the_whole_width(
    weights: list[int], least: list[int], most: list[int], expected: list[int]
) -> None:
    assert shares(weights, least=least, most=most) == expected
    assert sum(expected) == 100


def test_column_without_much_to_say_leaves_room_to_the_others() -> None:
    table = grid("g", "Who/What/Where", (MISSING, "words " * 20, "more " * 20), (MISSING, "x", "y"))
    assert widths(table) == [16, 44, 40]


def test_longest_word_is_not_broken() -> None:
    assert longest(["Pseudonymisation and", "sub-processors"], r"[\s/]+") == 16
    table = grid("g", "Aim:1/Text:20", ("Pseudonymisation and more of it", "words " * 50))
    assert widths(table)[0] == 20


def test_table_without_texts_has_widths_too() -> None:
    assert widths(grid("g", "A/B")) == [50, 50]
