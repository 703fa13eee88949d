"""A flow in columns, from the left to the right: for desks and paper."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from registry.documents.register import Flow
from registry.render.pictures.boxes import Box, Layout, Link
from registry.render.pictures.contents import (
    BETWEEN,
    activity_box,
    bottom,
    place_box,
    recipient_box,
    recipient_boxes,
    source_boxes,
)
from registry.render.pictures.lettering import LABEL, Line, depth, wrapped

WIDTH = 760
SOURCES, ACTIVITY, RECIPIENTS, PLACES = (1, 138), (175, 138), (357, 194), (603, 156)
"""Left edge and width of each column, in pixels."""
BELOW, APART = 10, 16
"""Pixels below a heading, and above one that follows boxes."""
HIGH = 220
"""The middle of the activity stands no lower, so that it is in sight with the first recipients."""
TANGLED = 8
"""More links that cross one another are not told apart."""
Heading = tuple[float, float, tuple[Line, ...]]
Pairs = list[tuple[int, int]]
"""Positions of a recipient and of a place that belong together."""


def columns(flow: Flow) -> Layout:
    """The activity stands beside the middle of its recipients, and each place beside those who have data there."""
    titles = _titles(flow)
    top = max(depth(lines) for _x, _y, lines in titles) + BELOW
    recipients, places, pairs = _receiving(flow, top)
    activity = activity_box(flow, x=ACTIVITY[0], y=top, width=ACTIVITY[1])
    sources, more = _sources(flow, top)
    heights = [bottom(column) - top for column in ([*recipients, *places], sources, [activity])]
    middle = top + max(min(heights[0] / 2, HIGH), heights[1] / 2, heights[2] / 2)
    lower = max(0, middle - top - heights[0] / 2)
    recipients, places = moved(recipients, lower), moved(places, lower)
    shift = middle - top - heights[1] / 2
    sources = moved(sources, shift)
    (activity,) = moved([activity], middle - activity.middle)
    boxes = (*sources, activity, *recipients, *places)
    return Layout(
        width=WIDTH,
        height=bottom(boxes) + 1,
        boxes=boxes,
        links=(
            *_into(activity, sources),
            *_out_of(activity, flow, recipients),
            *_onward(flow, recipients, places, pairs),
        ),
        headings=(*titles, *((x, y + shift, lines) for x, y, lines in more)),
    )


def moved(boxes: Iterable[Box], down: float) -> list[Box]:
    return [replace(one, y=one.y + down) for one in boxes]


def _titles(flow: Flow) -> list[Heading]:
    """Over the columns; that of the first is what its first boxes are."""
    said = (
        (SOURCES, flow.sources[0].heading if flow.sources else ""),
        (ACTIVITY, _("Activity")),
        (RECIPIENTS, _("Recipients")),
        (PLACES, _("Places") if flow.places else ""),
    )
    return [(x, 0, wrapped(text, LABEL, room=width)) for (x, width), text in said]


def _sources(flow: Flow, top: float) -> tuple[list[Box], list[Heading]]:
    """The boxes of all sources, and the headings of all but the first."""
    (x, width), y = SOURCES, top
    boxes: list[Box] = []
    headings: list[Heading] = []
    for source in flow.sources:
        if boxes:
            headings.append((x, y, wrapped(source.heading, LABEL, room=width)))
            y += depth(headings[-1][2]) + BELOW
        boxes += source_boxes(source, x=x, y=y, width=width)
        y = bottom(boxes) + APART
    return boxes, headings


def _receiving(flow: Flow, top: float) -> tuple[list[Box], list[Box], Pairs]:
    """Recipients, places, and which belong together: each place once or, where the links would tangle, in each row."""
    order = _order(flow)
    ranks = [(row, order.index(number)) for row, one in enumerate(flow.recipients) for number in one.places]
    crossings = sum(low < high and right > left for low, right in ranks for high, left in ranks)
    if crossings > TANGLED:
        return _repeated(flow, top)
    recipients = recipient_boxes(flow, x=RECIPIENTS[0], y=top, width=RECIPIENTS[1])
    stacked = sum(_place(flow, number).height + BETWEEN for number in order) - BETWEEN
    recipients = moved(recipients, max(0, stacked - (bottom(recipients) - top)) / 2)
    return recipients, _shared(flow, order, recipients, top), ranks


def _order(flow: Flow) -> list[int]:
    """The places in the order of the middle of their recipients."""
    rows: dict[int, list[int]] = {number: [] for number in range(len(flow.places))}
    for row, recipient in enumerate(flow.recipients):
        for number in recipient.places:
            rows[number].append(row)
    return sorted(rows, key=lambda number: (sum(rows[number]) / max(1, len(rows[number])), number))


def _shared(flow: Flow, order: list[int], recipients: list[Box], top: float) -> list[Box]:
    """Each place as near to the middle of its recipients as there is room."""
    made: list[Box] = []
    y = top
    for number in order:
        rows = [
            box.middle for box, one in zip(recipients, flow.recipients, strict=True) if number in one.places
        ]
        one = _place(flow, number)
        made.append(replace(one, y=max(y, sum(rows) / max(1, len(rows)) - one.height / 2)))
        y = made[-1].bottom + BETWEEN
    limit = max(bottom(recipients), top + sum(one.height + BETWEEN for one in made) - BETWEEN)
    for place in reversed(range(len(made))):
        made[place] = replace(made[place], y=min(made[place].y, limit - made[place].height))
        limit = made[place].y - BETWEEN
    return made


def _place(flow: Flow, number: int, *, y: float = 0) -> Box:
    return place_box(flow.places[number], x=PLACES[0], y=y, width=PLACES[1])


def _repeated(flow: Flow, top: float) -> tuple[list[Box], list[Box], Pairs]:
    """Rows of a recipient with its places."""
    recipients: list[Box] = []
    places: list[Box] = []
    pairs: Pairs = []
    for row, recipient in enumerate(flow.recipients):
        y = top
        for number in recipient.places:
            places.append(_place(flow, number, y=y))
            pairs.append((row, len(places) - 1))
            y = places[-1].bottom + BETWEEN
        one = recipient_box(recipient, x=RECIPIENTS[0], y=top, width=RECIPIENTS[1])
        own = len(recipient.places)
        spare = one.height - (y - BETWEEN - top)
        recipients.append(replace(one, y=top + max(0, -spare / 2)))
        places[len(places) - own :] = moved(places[len(places) - own :], max(0, spare / 2))
        top = bottom([recipients[-1], *places[len(places) - own :]]) + BETWEEN
    return recipients, places, pairs


def _into(activity: Box, sources: list[Box]) -> Iterator[Link]:
    trunk = (SOURCES[0] + SOURCES[1] + activity.x) / 2
    for one in sources:
        yield Link(start=(one.right, one.middle), end=(activity.x, activity.middle), trunk=trunk)


def _out_of(activity: Box, flow: Flow, recipients: list[Box]) -> Iterator[Link]:
    """To each recipient, or to what stands for them; those that depend on a condition dashed, and drawn first."""
    trunk = (activity.right + RECIPIENTS[0]) / 2
    dashed = [bool(one.condition) for one in flow.recipients] or [False]
    for one, broken in sorted(zip(recipients, dashed, strict=True), key=lambda pair: not pair[1]):
        start, end = (activity.right, activity.middle), (one.x, one.middle)
        yield Link(start=start, end=end, trunk=trunk, dashed=broken)


def _onward(flow: Flow, recipients: list[Box], places: list[Box], pairs: Pairs) -> Iterator[Link]:
    for row, number in pairs:
        one, place = recipients[row], places[number]
        yield Link(
            start=(one.right, one.middle),
            end=(place.x, place.middle),
            dashed=bool(flow.recipients[row].condition),
            footing=place.footing,
        )
