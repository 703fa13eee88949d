"""What the boxes of a flow say, wherever they stand."""

from collections.abc import Iterable
from textwrap import shorten

from django.utils.translation import gettext as _

from registry.documents.footing import Footing, Place
from registry.documents.register import Flow, Recipient, Source
from registry.documents.values import State, Value
from registry.render.pictures.boxes import Box, Kind, box
from registry.render.pictures.lettering import LOUD, NAME, OPEN, SLANTED, SOFT, TEXT, Hand

LONGEST = 160
"""Characters of a reason, which may be a page; the table beside the picture has the whole."""
BETWEEN = 8
"""Pixels between boxes that follow one another."""


def source_boxes(source: Source, *, x: float, y: float, width: float) -> list[Box]:
    """A box for each of them, downwards from `y`; one that says why there is none."""
    if source.value.state is not State.FILLED:
        return [absent_box(source.value, x=x, y=y, width=width)]
    made: list[Box] = []
    for text in source.value.texts:
        made.append(box([(text, TEXT)], x=x, y=y, width=width))
        y = made[-1].bottom + BETWEEN
    return made


def absent_box(value: Value, *, x: float, y: float, width: float) -> Box:
    """Why there is nothing, or that it is missing."""
    missing = value.state is State.MISSING
    hand = LOUD if missing else SOFT
    said = [(shorten(text, LONGEST, placeholder="…"), hand) for text in value.texts]
    return box(said, x=x, y=y, width=width, kind=Kind.MISSING if missing else Kind.SAID)


def activity_box(flow: Flow, *, x: float, y: float, width: float) -> Box:
    said = [(flow.reference, SOFT), (flow.name, NAME), _role(flow.role, TEXT)]
    return box(said, x=x, y=y, width=width, kind=Kind.ACTIVITY)


def recipient_box(recipient: Recipient, *, x: float, y: float, width: float) -> Box:
    """Dashed where it depends on a condition, which it says."""
    said = [
        (recipient.name, NAME),
        (shorten(recipient.detail, LONGEST, placeholder="…"), TEXT),
        _role(recipient.role, SOFT),
        (recipient.condition, SLANTED),
    ]
    kind = Kind.CONDITIONAL if recipient.condition else Kind.SAID
    return box(said, x=x, y=y, width=width, kind=kind)


def recipient_boxes(flow: Flow, *, x: float, y: float, width: float) -> list[Box]:
    """All of them downwards from `y`; one box that says why there is none."""
    if not flow.recipients:
        return [absent_box(flow.absent, x=x, y=y, width=width)]
    made: list[Box] = []
    for recipient in flow.recipients:
        made.append(recipient_box(recipient, x=x, y=y, width=width))
        y = made[-1].bottom + BETWEEN
    return made


def place_box(place: Place, *, x: float, y: float, width: float) -> Box:
    """The place, its footing, and what that rests on."""
    missing = place.footing is Footing.NOT_STATED
    said = [
        (place.name, LOUD if missing else NAME),
        (str(place.footing.label), TEXT),
        *((ground, SOFT) for ground in place.grounds),
        (place.because if place.footing is Footing.NOT_NEEDED else "", SOFT),
    ]
    kind = Kind.MISSING if missing else Kind.SAID
    return box(said, x=x, y=y, width=width, kind=kind, footing=place.footing)


def _role(role: str | None, hand: Hand) -> tuple[str, Hand]:
    return (_("Role missing"), OPEN) if role == "" else (role or "", hand)


def bottom(boxes: Iterable[Box], *, default: float = 0) -> float:
    return max((one.bottom for one in boxes), default=default)
