"""Boxes with text, and the links between them, as laid out; and how they are drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.utils.safestring import SafeString

from registry.documents.footing import Footing
from registry.render.pictures.footings import edged, swatch
from registry.render.pictures.lettering import Hand, Line, depth, paragraphs, written
from registry.render.pictures.svg import COLOURS, element, filled, outlined, points

ASIDE, ABOVE = 10, 7
"""Pixels between the edge of a box and its text."""
STRIP = 16
"""Pixels of the footing at the left edge of a place."""
ROUND = 6
HEAD = 6
"""Pixels of an arrow's head."""


class Kind(Enum):
    """What a box holds: something said, the activity itself, a condition's recipient, or nothing where it is asked."""

    SAID = "said"
    ACTIVITY = "activity"
    CONDITIONAL = "conditional"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle by its upper left corner, in pixels. `whole` is its text unbroken; only a place has a footing."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    whole: str
    kind: Kind = Kind.SAID
    footing: Footing | None = None

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way from one point to another, with a head at its end. With a `trunk`, square by way of that x; else curved."""

    start: tuple[float, float]
    end: tuple[float, float]
    trunk: float | None = None
    dashed: bool = False
    footing: Footing | None = None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Everything in its place. `headings` are lines of text without a box, by their upper left corner."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    headings: tuple[tuple[float, float, tuple[Line, ...]], ...]


def box(
    said: Iterable[tuple[str, Hand]],
    *,
    x: float,
    y: float,
    width: float,
    kind: Kind = Kind.SAID,
    footing: Footing | None = None,
) -> Box:
    """A box as high as its text needs."""
    texts = [(text, hand) for text, hand in said if text]
    lines = paragraphs(texts, room=width - 2 * ASIDE - (STRIP if footing else 0))
    return Box(
        x=x,
        y=y,
        width=width,
        height=depth(lines) + 2 * ABOVE,
        lines=lines,
        whole="; ".join(text for text, _hand in texts),
        kind=kind,
        footing=footing,
    )


def drawn(layout: Layout) -> Iterator[SafeString]:
    """The links below, then the boxes, then the headings."""
    yield from (_link(one) for one in layout.links)
    yield from (_box(one) for one in layout.boxes)
    for x, y, lines in layout.headings:
        yield from written(lines, x=x, y=y)


def _box(one: Box) -> SafeString:
    shape = {"x": one.x, "y": one.y, "width": one.width, "height": one.height}
    text = written(one.lines, x=one.x + ASIDE + (STRIP if one.footing else 0), y=one.y + ABOVE)
    parts = [element("title", one.whole), _frame(one, {name: float(value) for name, value in shape.items()})]
    if one.footing:
        parts += swatch(one.footing, **{**shape, "width": STRIP})
    return element("g", *parts, *text)


def _frame(one: Box, shape: dict[str, float]) -> SafeString:
    """The edge and the ground: what is missing and what is conditional are dashed."""
    if one.footing:
        return element("rect", **shape, **_on("paper", edge="rule"))
    match one.kind:
        case Kind.ACTIVITY:
            return element("rect", **shape, rx=3, **_on("paper", edge="accent", width=2))
        case Kind.CONDITIONAL:
            return element("rect", **shape, rx=3, **_on("paper", edge="rule", dashed=True))
        case Kind.MISSING:
            return element("rect", **shape, rx=3, **_on("open-wash", edge="open", dashed=True))
    return element("rect", **shape, rx=3, **_on("wash", edge="rule"))


def _on(ground: str, *, edge: str, width: float = 1, dashed: bool = False) -> dict[str, object]:
    classes = f"fill-{ground} stroke-{edge}"
    return {**outlined(edge, width=width, dashed=dashed), "class_": classes, "fill": COLOURS[ground]}


def _link(one: Link) -> SafeString:
    line = edged(one.footing, width=1.5) if one.footing else outlined("rule", width=1.25)
    line["stroke_dasharray"] = "4 3" if one.dashed else None
    colour = {"class_": f"mark-{one.footing}", "fill": line["stroke"]} if one.footing else filled("rule")
    return element("g", element("path", d=_way(one), **line), element("path", d=_head(one), **colour))


def _way(one: Link) -> str:
    """Square by way of the trunk, straight down, or curved."""
    if one.trunk is not None:
        return _squared(one)
    (x0, y0), (x1, y1) = one.start, one.end
    if x0 == x1:
        return points("M{} {}V{}", x0, y0, y1 - HEAD)
    half = (x0 + x1 - HEAD) / 2
    return points("M{} {}C{} {} {} {} {} {}", x0, y0, half, y0, half, y1, x1 - HEAD, y1)


def _head(one: Link) -> str:
    x, y = one.end
    if one.start[0] == x:
        return points("M{} {}L{} {}L{} {}z", x, y, x - HEAD / 2, y - HEAD, x + HEAD / 2, y - HEAD)
    return points("M{} {}L{} {}L{} {}z", x, y, x - HEAD, y - HEAD / 2, x - HEAD, y + HEAD / 2)


def _squared(one: Link) -> str:
    """Level to the trunk, along it, level to the end, with round corners; a start on the trunk has none."""
    assert one.trunk is not None, "only a link with a trunk is square"
    (x0, y0), (x1, y1), trunk = one.start, one.end, one.trunk
    turn = min(ROUND, abs(y1 - y0) / 2)
    down = turn if y1 > y0 else -turn
    away = points("M{} {}H{}Q{} {} {} {}", x0, y0, max(x0, trunk - turn), trunk, y0, trunk, y0 + down)
    return away + points("V{}Q{} {} {} {}H{}", y1 - down, trunk, y1, trunk + turn, y1, x1 - HEAD)
