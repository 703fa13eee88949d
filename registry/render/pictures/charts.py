"""One map with its countries painted: the land, what is coloured, dots for small states, names where they fit."""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString

from registry.render.pictures.footings import area, dot
from registry.render.pictures.names import names
from registry.render.pictures.outlines import Outline
from registry.render.pictures.sheets import Country, Sheet
from registry.render.pictures.svg import COLOURS, element, points

DOT = 4.5
"""Radius of a dot, in pixels."""
LEGIBLE = 0.4
"""Pixels per unit from which names have room: the world on a telephone is left without, and its legend has them all."""


def painted(sheet: Sheet, countries: Sequence[Country], *, named: Sequence[Country]) -> Iterator[SafeString]:
    """The chart; for the countries in `named` dots where they are small, and names as far as there is room."""
    outlines, scale = sheet.chart.outlines, sheet.scale
    shown = [one for one in countries if one.code in outlines]
    marked = [one for one in named if sheet.holds(one.code)]
    coloured = {one.code for one in shown}
    yield element(
        "g",
        _land("".join(outline.path for code, outline in outlines.items() if code not in coloured), scale),
        *(_country(one, outlines[one.code], scale) for one in shown if outlines[one.code].path),
        transform=points("translate({} {})", sheet.x, sheet.y) + f" scale({scale:.4f})",
    )
    yield from (_dot(one, sheet) for one in marked if sheet.is_small(one.code))
    if scale >= LEGIBLE:
        yield from names(sheet, shown, named=marked)


def _land(path: str, scale: float) -> SafeString:
    return element(
        "path",
        d=path,
        class_="fill-land stroke-paper",
        fill=COLOURS["land"],
        stroke=COLOURS["paper"],
        stroke_width=0.6 / scale,
        stroke_linejoin="round",
    )


def _country(one: Country, outline: Outline, scale: float) -> SafeString:
    shape = area(one.footing, path=outline.path, rings=outline.rings, scale=scale)
    return element("g", element("title", one.about), *shape)


def _dot(one: Country, sheet: Sheet) -> SafeString:
    x, y = sheet.middle(one.code)
    return element("g", element("title", one.about), *dot(one.footing, x=x, y=y, radius=DOT))
