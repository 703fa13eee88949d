"""The data flow of an activity: whose data, the activity, who receives them, where they are."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registry.documents.pictures import described
from registry.documents.register import Flow, Recipient
from registry.render.pictures.boxes import drawn
from registry.render.pictures.branches import branches
from registry.render.pictures.columns import columns
from registry.render.pictures.lettering import imprint_below
from registry.render.pictures.paper import for_paper, in_words
from registry.render.pictures.svg import picture
from registry.render.printable import every_text, printable


def flow_svg(flow: Flow, *, prefix: str, narrow: bool = False, imprint: str = "") -> SafeString:
    """The flow in one picture, as high as it needs: 760 pixels wide or, narrow, 360.

    `imprint` stands in small print below it. The same flow is the same text. Raises ValueError for a prefix that cannot
    begin an id.
    """
    shown = every_text(flow, printable)
    layout = branches(shown) if narrow else columns(shown)
    below, height = imprint_below(imprint, width=layout.width, height=layout.height)
    return picture(
        *drawn(layout),
        *below,
        title=shown.title,
        description=in_words(shown.description, imprint) if imprint else shown.description,
        prefix=prefix,
        width=layout.width,
        height=height,
        narrow=narrow,
    )


def flow_svgs(flow: Flow, *, prefix: str, tallest: float) -> tuple[SafeString, ...]:
    """The flow in pictures no higher than `tallest` pixels at a width of 760: for paper, where a picture cannot break.

    Each shows the activity with some of its recipients; a picture of one recipient may be higher. The title of each
    says all of it in words.
    """
    parts = tuple(_parts(every_text(flow, printable), tallest))
    several = len(parts) > 1
    return tuple(
        for_paper(
            flow_svg(_titled(part, number, len(parts)), prefix=f"{prefix}-{number}" if several else prefix)
        )
        for number, part in enumerate(parts, start=1)
    )


def _titled(part: Flow, number: int, count: int) -> Flow:
    words = {"title": part.title, "number": number, "count": count}
    title = _("%(title)s (%(number)s of %(count)s)") % words if count > 1 else part.title
    return replace(part, title=in_words(title, part.description))


def _parts(flow: Flow, tallest: float) -> Iterator[Flow]:
    """Each with as many recipients as fit."""
    left = flow.recipients
    while left and columns(_part(flow, left)).height > tallest:
        count = _fitting(flow, left, tallest)
        yield _part(flow, left[:count])
        left = left[count:]
    if left or not flow.recipients:
        yield _part(flow, left)


def _fitting(flow: Flow, left: tuple[Recipient, ...], tallest: float) -> int:
    """How many of them fit, tried one by one from the first: of hundreds only a page of them is laid out."""
    count = 1
    while count < len(left) and columns(_part(flow, left[: count + 1])).height <= tallest:
        count += 1
    return count


def _part(flow: Flow, recipients: tuple[Recipient, ...]) -> Flow:
    """The flow to these recipients alone, with the places they have data at."""
    numbers = sorted({number for one in recipients for number in one.places})
    if recipients == flow.recipients:
        return flow
    part = replace(
        flow,
        recipients=tuple(
            replace(one, places=tuple(numbers.index(number) for number in one.places)) for one in recipients
        ),
        places=tuple(flow.places[number] for number in numbers),
    )
    return replace(part, description=described(part))
