"""Pictures as a page sets them: on a screen two layouts of which the one that fits is shown, on paper what fits a page."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from registry.documents.register import Flow, Map
from registry.render.pictures.flow import flow_svg, flow_svgs
from registry.render.pictures.paper import for_paper, in_words
from registry.render.pictures.world import map_svg

TALLEST = 960
"""Pixels, at a width of 760, for which a page of ours has room below a heading."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture with its name. On a screen `drawn` is the wide layout and the narrow one, on paper all parts."""

    title: str
    drawn: tuple[SafeString, ...]
    on_paper: bool


def flow_figure(flow: Flow, *, prefix: str, on_paper: bool) -> Figure:
    """The flow of an activity; `prefix` begins the ids in the picture. Raises ValueError where it cannot."""
    if on_paper:
        drawn = flow_svgs(flow, prefix=prefix, tallest=TALLEST)
    else:
        drawn = (flow_svg(flow, prefix=prefix), flow_svg(flow, prefix=f"{prefix}-narrow", narrow=True))
    return Figure(title=flow.title, drawn=drawn, on_paper=on_paper)


def map_figure(shown: Map, *, prefix: str, on_paper: bool) -> Figure:
    """The map of an organisation. Raises as `flow_figure`."""
    if on_paper:
        said = replace(shown, title=in_words(shown.title, shown.description))
        drawn: tuple[SafeString, ...] = (for_paper(map_svg(said, prefix=prefix)),)
    else:
        drawn = (map_svg(shown, prefix=prefix), map_svg(shown, prefix=f"{prefix}-narrow", narrow=True))
    return Figure(title=shown.title, drawn=drawn, on_paper=on_paper)


def figure_html(figure: Figure) -> SafeString:
    """The figure as it stands in a page."""
    return render_to_string("documents/figure.html", {"figure": figure})
