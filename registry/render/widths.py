"""How wide the columns of a printed table are."""

import re
from collections.abc import Collection, Iterable, Sequence
from math import isqrt

from registry.documents.register import Grid
from registry.documents.values import State, Value

STEP = 2
"""Widths are multiples of so many per cent; `document.css` has a class for each."""
STEPS = 100 // STEP
LONGEST, PADDING = 20, 4
"""Letters of a word that still is not broken, and what stands around it: both in per cent of a page's width, of which
a letter takes about one."""
SIGN = "." * 5
"""As wide as the sign of a state and its box."""


def widths(grid: Grid) -> list[int]:
    """Per cent of the width that each column gets: by its weight and by how much stands in its fullest cell."""
    cells = [[measured(row[place]) for row in grid.rows] for place in range(len(grid.columns))]
    fullest = [max((sum(map(len, cell)) for cell in said), default=1) for said in cells]
    headings = [column.heading for column in grid.columns]
    texts = [
        (heading, *(text for cell in said for text in cell))
        for heading, said in zip(headings, cells, strict=True)
    ]
    lines = [
        max(len(heading) // 2, longest(said[1:], r"\n"))
        for heading, said in zip(headings, texts, strict=True)
    ]
    # Twice the text needs twice the area, which is not twice the width.
    areas = [1 + column.weight * letters for column, letters in zip(grid.columns, fullest, strict=True)]
    return shares(
        [isqrt(10_000 * area) for area in areas],
        least=[min(longest(column, r"[\s/]+"), LONGEST) + PADDING for column in texts],
        most=[line + PADDING for line in lines],
    )


def measured(value: Value) -> tuple[str, ...]:
    """The texts of a value; what is printed in a box or behind a sign is that much longer."""
    return value.texts if value.state is State.FILLED else tuple(SIGN + text for text in value.texts)


def longest(texts: Iterable[str], between: str) -> int:
    """Letters of the longest word or line; `between` is what parts them."""
    return max((len(part) for text in texts for part in re.split(between, text)), default=0)


def shares(weights: Sequence[int], *, least: Sequence[int], most: Sequence[int]) -> list[int]:
    """Multiples of `STEP` that come to 100: by weight, within each column's bounds as far as there is room."""
    lower, upper = ([max(1, -(-percent // STEP)) for percent in bounds] for bounds in (least, most))
    if sum(lower) >= STEPS:
        return [share * STEP for share in dealt(lower, STEPS)]
    fixed: dict[int, int] = {}
    while len(fixed) < len(weights):
        free = [place for place in range(len(weights)) if place not in fixed]
        by_weight = dealt([weights[place] for place in free], STEPS - sum(fixed.values()))
        given = dict(zip(free, by_weight, strict=True))
        narrow = {place: lower[place] for place in free if given[place] < lower[place]}
        wide = {place: upper[place] for place in free if given[place] > upper[place]}
        fixed |= narrow or wide or given
    return [share * STEP for share in filled_up([fixed[place] for place in range(len(weights))])]


def filled_up(given: Collection[int]) -> list[int]:
    """Where every column has all it can use, the rest is dealt out among them."""
    rest = dealt(list(given), STEPS - sum(given))
    return [share + more for share, more in zip(given, rest, strict=True)]


def dealt(weights: Sequence[int], steps: int) -> list[int]:
    """So many steps in proportion to the weights, the largest remainders rounded up."""
    total = sum(weights)
    given = [weight * steps // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(weights[place] * steps % total), place))
    for place in by_remainder[: steps - sum(given)]:
        given[place] += 1
    return given
