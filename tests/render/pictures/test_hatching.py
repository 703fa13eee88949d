"""Hatches stay within the outline that they fill."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.render.pictures.hatching import circle, dots, hatch, is_inside, rectangle

SQUARE = rectangle(0, 0, 12, 12)
RING = (*rectangle(0, 0, 30, 30), *rectangle(10, 10, 10, 10))


def test_lines_run_from_edge_to_edge() -> None:
    assert hatch(SQUARE, normal=(0, 1), step=6) == "M0 0L12 0M0 6L12 6"
    assert hatch(SQUARE, normal=(1, 0), step=6) == "M0 12L0 0M6 12L6 0"
    assert hatch(SQUARE, normal=(1, 1), step=12) == "M0 12L12 0"


def test_a_hole_stays_empty() -> None:
    assert hatch(RING, normal=(0, 1), step=15) == "M0 0L30 0M0 15L10 15M20 15L30 15"


def test_dots_stand_in_staggered_rows() -> None:
    assert (
        dots(rectangle(0, 0, 13, 7), step=6) == "M0 0h.1M6 0h.1M12 0h.1M3 3h.1M9 3h.1M0 6h.1M6 6h.1M12 6h.1"
    )


@pytest.mark.parametrize("normal", [(1, 1), (1, -1), (0, 1), (1, 0)])
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=3, max_size=12, unique=True))
def test_no_line_leaves_the_outline(normal: tuple[int, int], ring: list[tuple[int, int]]) -> None:
    for found in re.finditer(r"M(-?\d+) (-?\d+)L(-?\d+) (-?\d+)", hatch([ring], normal=normal, step=7)):
        numbers = [int(number) for number in found.groups()]
        assert all(0 <= number <= 90 for number in numbers)


def test_inside_is_told_from_outside() -> None:
    assert [is_inside(RING, point) for point in ((5, 5), (15, 15), (40, 5))] == [True, False, False]
    assert is_inside(circle(10, 10, 5), (10, 14))
    assert not is_inside(circle(10, 10, 5), (14.5, 14.5))
