"""Names of countries on a map: each where it hides least, none over another, left out where there is no room."""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString

from registry.documents.footing import STRENGTH
from registry.render.pictures.hatching import Ring, is_inside
from registry.render.pictures.lettering import Hand, lettered, width
from registry.render.pictures.sheets import Country, Sheet
from registry.render.pictures.svg import COLOURS, element

HAND = Hand(size=11, weight=600)
AWAY = 7
"""Pixels from the edge of a dot or country to the name beside it."""
PROBES = (
    (0.05, 0.1),
    (0.35, 0.1),
    (0.65, 0.1),
    (0.95, 0.1),
    (0.05, 0.9),
    (0.35, 0.9),
    (0.65, 0.9),
    (0.95, 0.9),
)
"""Points of a rectangle, as shares of its width and height, at which to see what it hides."""
SPARED = 0.4
"""The share of a country that its own name may hide."""
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


def names(sheet: Sheet, shown: Sequence[Country], *, named: Sequence[Country]) -> Iterator[SafeString]:
    """The names of those in `named`, the weakest footings first and then the largest countries.

    `shown` are all that are coloured; a name rather covers the sea, and then land that is not.
    """
    coloured = {one.code for one in shown}
    shapes = {code: _Shape(sheet, code, is_coloured=code in coloured) for code in sheet.chart.outlines}
    taken: list[Rectangle] = []
    order = sorted(
        named, key=lambda one: (-STRENGTH[one.footing], -sheet.chart.outlines[one.code].area, one.code)
    )
    for one in order:
        free = [room for room in _rooms(one, sheet) if _is_free(room, sheet, taken)]
        if free:
            room = min(free, key=lambda room: _hidden(room, one.code, shapes))
            taken.append(room)
            yield from _written(one.name, room)


class _Shape:
    """A country on the picture: its corners in pixels, and the rectangle around them."""

    def __init__(self, sheet: Sheet, code: str, *, is_coloured: bool) -> None:
        outline = sheet.chart.outlines[code]
        self.weight = 2.0 if is_coloured else 0.5
        self.rings: list[Ring] = [
            [(sheet.x + x * sheet.scale, sheet.y + y * sheet.scale) for x, y in ring]
            for ring in outline.rings
        ]
        corners = [corner for ring in self.rings for corner in ring]
        self.area = max(1.0, sheet.area(outline))
        self.around: Rectangle = (
            min((x for x, _y in corners), default=0),
            min((y for _x, y in corners), default=0),
            max((x for x, _y in corners), default=0),
            max((y for _x, y in corners), default=0),
        )

    def share(self, room: Rectangle) -> float:
        """How much of the rectangle lies on the country, from 0 to 1."""
        if not _overlap(room, self.around):
            return 0
        left, top, right, bottom = room
        points = ((left + across * (right - left), top + down * (bottom - top)) for across, down in PROBES)
        return sum(is_inside(self.rings, point) for point in points) / len(PROBES)


def _hidden(room: Rectangle, code: str, shapes: dict[str, _Shape]) -> float:
    """How much the name would hide: of its own country nothing that counts as long as most of it is left."""
    left, top, right, bottom = room
    own = shapes[code]
    covered = (right - left) * (bottom - top) * own.share(room) / own.area
    others = sum(shape.weight * shape.share(room) for other, shape in shapes.items() if other != code)
    return round((covered if covered > SPARED else 0) + others, 3)


def _rooms(one: Country, sheet: Sheet) -> Iterator[Rectangle]:
    """Where the name may stand: on the country, to its right, left, above, below."""
    x, y = sheet.middle(one.code)
    half, high = width(one.name, HAND) / 2 + 2, HAND.size / 2 + 1
    away = AWAY + (0 if sheet.is_small(one.code) else sheet.area(sheet.chart.outlines[one.code]) ** 0.5 / 2)
    beside = [(half + away, 0), (-half - away, 0), (0, -high - away), (0, high + away)]
    for right, down in beside if sheet.is_small(one.code) else [(0, 0), *beside]:
        yield x + right - half, y + down - high, x + right + half, y + down + high


def _is_free(room: Rectangle, sheet: Sheet, taken: list[Rectangle]) -> bool:
    left, top, right, bottom = room
    within = (
        sheet.x <= left
        and right <= sheet.x + sheet.width
        and sheet.y <= top
        and bottom <= sheet.y + sheet.height
    )
    return within and not any(_overlap(room, other) for other in taken)


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _written(text: str, room: Rectangle) -> Iterator[SafeString]:
    """The name over a thick copy in the colour of the paper, which parts it from the hatch."""
    left, _top, right, bottom = room
    x, y = (left + right) / 2, bottom - 3.5
    yield element(
        "text",
        text,
        x=x,
        y=y,
        text_anchor="middle",
        font_size=float(HAND.size),
        font_weight=HAND.weight,
        class_="fill-paper stroke-paper",
        fill=COLOURS["paper"],
        stroke=COLOURS["paper"],
        stroke_width=3,
        stroke_linejoin="round",
    )
    yield lettered(text, HAND, x=x, y=y, anchor="middle")
