"""The outlines of countries in `data`: two maps in whole units, the world and Europe. `data/NOTICE` says whose they are."""

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

DATA = Path(__file__).parent / "data"
NAMELESS = "-"
"""Stands for land to which ISO 3166 gives no code, and which belongs to no country that has one."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A country on a map. `at` is a point well inside, None where that lies outside of the map; `area` in square units.

    `path` is SVG path data; it is empty for what is smaller than a unit.
    """

    at: tuple[float, float] | None
    area: float
    path: str

    @property
    def rings(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The corners of each piece, in units."""
        return tuple(_corners(piece) for piece in self.path.split("M")[1:])


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A map: its size in units, and its countries by their codes."""

    width: float
    height: float
    outlines: dict[str, Outline]


@cache
def chart(name: str) -> Chart:
    """`world` (Equal Earth projection) or `europe` (Lambert's azimuthal equal-area projection)."""
    read = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return Chart(
        width=read["width"],
        height=read["height"],
        outlines={
            code: Outline(at=tuple(one["at"]) if one["at"] else None, area=one["area"], path=one["path"])
            for code, one in read["places"].items()
        },
    )


def _corners(piece: str) -> tuple[tuple[int, int], ...]:
    """The first corner, then each by its distance from the one before."""
    numbers = [int(number) for number in re.findall(r"-?\d+", piece)]
    return tuple(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))
