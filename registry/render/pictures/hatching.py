"""Hatches as lines within an outline, worked out here: patterns of SVG show seams on paper."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, pi, sin

Point = tuple[float, float]
Ring = Sequence[Point]
CORNERS = 24
"""Of a circle, as far as its hatch goes."""


def hatch(rings: Sequence[Ring], *, normal: tuple[int, int], step: float) -> str:
    """Path data of the lines on which `normal` times the point is a multiple of `step`, within the rings."""
    return "".join(
        f"M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"
        for start, end in _spans(rings, normal, step)
        if round(start[0]) != round(end[0]) or round(start[1]) != round(end[1])
    )


def dots(rings: Sequence[Ring], *, step: float) -> str:
    """Path data of points in staggered rows, each the shortest of lines."""
    return "".join(
        f"M{x:.0f} {start[1]:.0f}h.1"
        for start, end in _spans(rings, (0, 1), step / 2)
        for x in _between(start[0], end[0], step, start[1])
    )


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Ring, ...]:
    return (((x, y), (x + width, y), (x + width, y + height), (x, y + height)),)


def circle(x: float, y: float, radius: float) -> tuple[Ring, ...]:
    turns = (2 * pi * corner / CORNERS for corner in range(CORNERS))
    return (tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns),)


def is_inside(rings: Iterable[Ring], point: Point) -> bool:
    """Whether a point lies within the rings (even and odd)."""
    x, y = point
    crossed = False
    for ring in rings:
        for a, b in pairwise((*ring, *ring[:1])):
            if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]):
                crossed = not crossed
    return crossed


def _spans(rings: Iterable[Ring], normal: tuple[int, int], step: float) -> Iterator[tuple[Point, Point]]:
    """From where each line enters the rings to where it leaves them (even and odd)."""
    across, down = normal
    crossings: dict[int, list[Point]] = {}
    for ring in rings:
        for a, b in pairwise((*ring, *ring[:1])):
            first, last = (across * x + down * y for x, y in (a, b))
            for number in range(ceil(min(first, last) / step), ceil(max(first, last) / step)):
                share = (number * step - first) / (last - first)
                crossings.setdefault(number, []).append(
                    (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
                )
    for number in sorted(crossings):
        along = sorted(crossings[number], key=lambda point: (down * point[0] - across * point[1], point))
        yield from zip(along[::2], along[1::2], strict=True)


def _between(start: float, end: float, step: float, y: float) -> Iterator[float]:
    shift = step / 2 if round(2 * y / step) % 2 else 0.0
    for number in range(ceil((start - shift) / step), ceil((end - shift) / step)):
        yield number * step + shift
