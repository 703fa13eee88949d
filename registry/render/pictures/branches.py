"""A flow as a tree, from the top down: for telephones."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.register import Flow, Recipient
from registry.render.pictures.boxes import Box, Layout, Link
from registry.render.pictures.contents import (
    BETWEEN,
    absent_box,
    activity_box,
    bottom,
    place_box,
    recipient_box,
    source_boxes,
)
from registry.render.pictures.lettering import LABEL, Line, depth, wrapped

WIDTH = 360
LEFT, STEP = 1, 24
"""Left edge of the tree, and how much further in each branch stands, in pixels."""
TRUNK = 10
"""From the left edge of a box to the trunk that grows below it."""
APART, BELOW = 18, 6
"""Pixels above a heading and below it."""
Heading = tuple[float, float, tuple[Line, ...]]


def branches(flow: Flow) -> Layout:
    """Sources, the activity below them, its recipients further in, and below each the places it has the data at."""
    boxes: list[Box] = []
    links: list[Link] = []
    headings: list[Heading] = []
    y = 0.0
    for source in flow.sources:
        headings.append(_heading(source.heading, x=LEFT, y=y))
        made = source_boxes(source, x=LEFT, y=y + depth(headings[-1][2]) + BELOW, width=WIDTH - 2 * LEFT)
        boxes += made
        y = bottom(made) + APART
    activity = activity_box(flow, x=LEFT, y=y + BETWEEN if boxes else y, width=WIDTH - 2 * LEFT)
    if boxes:
        links.append(_down(boxes[-1], activity))
    headings.append(_heading(_("Recipients and places"), x=LEFT + STEP, y=activity.bottom + APART))
    y = activity.bottom + APART + depth(headings[-1][2]) + BELOW
    boxes.append(activity)
    if not flow.recipients:
        boxes.append(absent_box(flow.absent, x=LEFT + STEP, y=y, width=WIDTH - 2 * LEFT - STEP))
        links.append(_branch(activity, boxes[-1]))
    for recipient in flow.recipients:
        one, *places = _recipient(flow, recipient, y)
        boxes += [one, *places]
        links.append(_branch(activity, one, dashed=bool(recipient.condition)))
        links += [_branch(one, place, dashed=bool(recipient.condition)) for place in reversed(places)]
        y = bottom(boxes) + 2 * BETWEEN
    return Layout(
        width=WIDTH,
        height=bottom(boxes) + 1,
        boxes=tuple(boxes),
        links=tuple(sorted(links, key=lambda link: not link.dashed)),
        headings=tuple(headings),
    )


def _recipient(flow: Flow, recipient: Recipient, y: float) -> Iterator[Box]:
    """The recipient, then its places."""
    one = recipient_box(recipient, x=LEFT + STEP, y=y, width=WIDTH - 2 * LEFT - STEP)
    yield one
    y = one.bottom + BETWEEN
    for number in recipient.places:
        place = place_box(flow.places[number], x=LEFT + 2 * STEP, y=y, width=WIDTH - 2 * LEFT - 2 * STEP)
        yield place
        y = place.bottom + BETWEEN


def _heading(text: str, *, x: float, y: float) -> Heading:
    return x, y, wrapped(text, LABEL, room=WIDTH - LEFT - x)


def _branch(parent: Box, child: Box, *, dashed: bool = False) -> Link:
    trunk = parent.x + TRUNK
    return Link(
        start=(trunk, parent.bottom),
        end=(child.x, child.middle),
        trunk=trunk,
        dashed=dashed,
        footing=child.footing,
    )


def _down(upper: Box, lower: Box) -> Link:
    middle = WIDTH / 2
    return Link(start=(middle, upper.bottom), end=(middle, lower.y))
