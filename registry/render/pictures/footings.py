"""How each footing looks: a colour and a hatch, so that it is told apart without colour as well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from registry.documents.footing import Footing
from registry.render.pictures.hatching import Ring, circle, dots, hatch, rectangle
from registry.render.pictures.svg import element

STEP = 6
"""Pixels from one line of a hatch to the next, measured across the page."""
RISING, FALLING, LEVEL, UPRIGHT = (1, 1), (1, -1), (0, 1), (1, 0)
"""Normals of the lines."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """The colour of the ground, that of the lines on and around it, and the lines; none and no dots is plain."""

    ground: str
    line: str
    lines: tuple[tuple[int, int], ...] = ()
    dotted: bool = False


LOOKS = {
    Footing.HOME: Look(ground="#12344d", line="#12344d"),
    Footing.ECONOMIC_AREA: Look(ground="#2f6690", line="#1d4f73"),
    Footing.BRIDGED: Look(ground="#d5e4ef", line="#1d4f73", lines=(UPRIGHT,)),
    Footing.ADEQUATE: Look(ground="#cfe9dc", line="#1c6b4a", lines=(RISING,)),
    Footing.SAFEGUARDS: Look(ground="#fbe7b2", line="#8a5a00", lines=(FALLING,)),
    Footing.NOT_NEEDED: Look(ground="#f5f3ee", line="#57534c", dotted=True),
    Footing.DEROGATION: Look(ground="#e9dcf4", line="#6a3fa0", dotted=True),
    Footing.NOT_ONE_COUNTRY: Look(ground="#ffffff", line="#57534c", lines=(UPRIGHT, LEVEL)),
    Footing.NOT_ASSESSED: Look(ground="#ecebe7", line="#57534c", lines=(LEVEL,)),
    Footing.NOT_STATED: Look(ground="#ffffff", line="#9a3412"),
    Footing.NONE: Look(ground="#f9dccf", line="#9a3412", lines=(RISING, FALLING)),
}


def edged(footing: Footing, *, width: float = 1) -> dict[str, Any]:
    """Attributes for a line around it, or to it."""
    dashed = "3 2" if footing is Footing.NOT_STATED else None
    return {
        "class_": f"line-{footing}",
        "fill": "none",
        "stroke": LOOKS[footing].line,
        "stroke_width": float(width),
        "stroke_dasharray": dashed,
    }


def swatch(footing: Footing, *, x: float, y: float, width: float, height: float) -> Iterator[SafeString]:
    """A rectangle that is a sample of the footing."""
    place = {"x": float(x), "y": float(y), "width": float(width), "height": float(height)}
    yield element("rect", **place, **_ground(footing, width=1))
    yield from _hatched(footing, rectangle(x, y, width, height), scale=1)


def dot(footing: Footing, *, x: float, y: float, radius: float) -> Iterator[SafeString]:
    """A circle that marks a place too small to be seen."""
    yield element("circle", cx=float(x), cy=float(y), r=float(radius), **_ground(footing, width=1.25))
    yield from _hatched(footing, circle(x, y, radius), scale=1, step=4)


def area(footing: Footing, *, path: str, rings: Sequence[Ring], scale: float) -> Iterator[SafeString]:
    """An outline on that footing. `scale`: pixels per unit of the outline."""
    look = {**_ground(footing, width=0.75 / scale), "stroke_dasharray": None}
    yield element("path", d=path, stroke_linejoin="round", **look)
    yield from _hatched(footing, rings, scale=scale)


def _ground(footing: Footing, *, width: float) -> dict[str, Any]:
    classes = f"ground-{footing} line-{footing}"
    return {**edged(footing, width=width), "class_": classes, "fill": LOOKS[footing].ground}


def _hatched(
    footing: Footing, rings: Sequence[Ring], *, scale: float, step: float = STEP
) -> Iterator[SafeString]:
    look, distance = LOOKS[footing], step / scale
    lines = "".join(hatch(rings, normal=normal, step=distance) for normal in look.lines)
    if lines:
        yield element("path", d=lines, **edged(footing, width=1 / scale))
    if look.dotted and (points := dots(rings, step=distance)):
        yield element("path", d=points, stroke_linecap="round", **edged(footing, width=1.6 / scale))
