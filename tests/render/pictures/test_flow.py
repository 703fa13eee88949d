"""The data flow as a picture: all of it there, nothing over anything else, the same bytes each time."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from registry.documents.register import Flow, Recipient
from registry.documents.values import not_applicable
from registry.render.pictures.boxes import Box, Layout
from registry.render.pictures.branches import branches
from registry.render.pictures.columns import columns
from registry.render.pictures.flow import flow_svg, flow_svgs
from registry.render.pictures.lettering import Line, depth, width
from registry.render.printable import every_text, printable
from tests.render.pictures.parsed import (
    AMERICA,
    COURTS,
    FLOW,
    GERMANY,
    NOTHING,
    NOWHERE,
    SVG,
    VENDOR,
    attributes,
    flows,
    parsed,
    said,
    texts,
)

BOTH = pytest.mark.parametrize("narrow", [False, True])
DRAWING = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def heading(x: float, y: float, lines: tuple[Line, ...]) -> Box:
    broadest = max(width(line.text, line.hand) for line in lines)
    return Box(x=x, y=y, width=broadest, height=depth(lines), lines=lines, whole="heading")


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    boxes = [*layout.boxes, *(heading(*one) for one in layout.headings if one[2])]
    return [
        (one.whole, other.whole)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
    ]


def escaping(layout: Layout) -> list[str]:
    """Boxes beyond the picture, and lines of text beyond their box."""
    beyond = [
        one.whole
        for one in layout.boxes
        if one.x < 0 or one.y < 0 or one.right > layout.width or one.bottom > layout.height
    ]
    return beyond + [
        line.text
        for one in layout.boxes
        for line in one.lines
        if width(line.text, line.hand) > one.width - (36 if one.footing else 20) and len(line.text) > 1
    ]


@DRAWING
@given(flow=flows())
def test_nothing_lies_over_anything_else_and_all_text_is_in_its_box(flow: Flow) -> None:
    shown = every_text(flow, printable)
    for layout in (columns(shown), branches(shown)):
        assert overlapping(layout) == []
        assert escaping(layout) == []


@DRAWING
@given(flow=flows())
def test_every_recipient_and_place_is_in_the_picture(flow: Flow) -> None:
    shown = every_text(flow, printable)
    for narrow in (False, True):
        drawn = said(flow_svg(flow, prefix="p", narrow=narrow))
        for one in (*shown.recipients, *shown.places):
            assert "".join(one.name.split()) in drawn


@BOTH
def test_flow_says_all_it_knows(narrow: bool) -> None:
    written = texts(flow_svg(FLOW, prefix="p", narrow=narrow))
    expected = [
        *("Customers", "Website visitors", "PA-0001", "Accounts", "Controller"),
        *("Vendor", "Hosting", "Processor", "Courts", "Role missing", "On a court order"),
        *("Germany", "Inside the EU/EEA", "United States", "Appropriate safeguards"),
        *("Missing", "Place not stated", "Data subjects"),
    ]
    assert [text for text in expected if text not in written] == []
    assert "Standardclausesof2021" in "".join("".join(written).split())


@BOTH
def test_what_is_missing_says_so(narrow: bool) -> None:
    written = texts(flow_svg(NOTHING, prefix="p", narrow=narrow))
    assert (written.count("Missing"), written.count("Role missing")) == (2, 1)


def test_a_reason_stands_in_the_place_of_recipients() -> None:
    flow = replace(NOTHING, absent=not_applicable("kept on paper"))
    assert "Notapplicable:keptonpaper" in said(flow_svg(flow, prefix="p"))


def test_a_long_reason_for_none_is_cut() -> None:
    drawn = said(flow_svg(replace(NOTHING, absent=not_applicable("word " * 2000)), prefix="p"))
    assert drawn.count("word") < 100
    assert "…" in drawn


def test_a_recipient_under_a_condition_is_dashed_and_so_are_its_links() -> None:
    layout = columns(FLOW)
    assert [box.whole for box in layout.boxes if box.kind.value == "conditional"] == [
        "Courts; Role missing; On a court order"
    ]
    assert sorted(link.dashed for link in layout.links) == [False] * 5 + [True] * 2


def test_a_place_of_several_recipients_stands_once_unless_links_would_tangle() -> None:
    crossing = tuple(
        replace(VENDOR, name=f"Vendor {number}", places=(0, 1) if number % 2 else (1, 2))
        for number in range(9)
    )
    few, many = (replace(FLOW, recipients=crossing[:count]) for count in (2, 9))
    assert [box.whole[:7] for box in columns(few).boxes if box.footing] == ["Missing", "United ", "Germany"]
    assert sum(box.footing is not None for box in columns(many).boxes) == 18


def test_a_long_reason_is_cut_but_not_a_name() -> None:
    name, reason = "N" * 300, "word " * 2000
    drawn = said(flow_svg(replace(FLOW, recipients=(replace(VENDOR, name=name, detail=reason),)), prefix="p"))
    assert name in drawn
    assert drawn.count("word") < 100
    assert "…" in drawn


@BOTH
def test_picture_is_accessible_and_needs_no_style(narrow: bool) -> None:
    svg = parsed(flow_svg(FLOW, prefix="flow-1", narrow=narrow))
    assert (svg.get("role"), svg.get("aria-labelledby"), svg.get("aria-describedby")) == (
        "img",
        "flow-1-title",
        "flow-1-description",
    )
    title, description = list(svg)[:2]
    assert (title.tag, title.get("id"), title.text) == (f"{SVG}title", "flow-1-title", FLOW.title)
    assert (description.tag, description.get("id"), description.text) == (
        f"{SVG}desc",
        "flow-1-description",
        FLOW.description,
    )
    assert {one.tag.removeprefix(SVG) for one in svg.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "path",
        "text",
    }


@BOTH
def test_no_attribute_runs_or_fetches_anything(narrow: bool) -> None:
    found = {name for name, _value in attributes(flow_svg(FLOW, prefix="p", narrow=narrow))}
    assert [name for name in found if name == "style" or name.startswith("on") or "href" in name] == []


@BOTH
def test_markup_in_records_stays_text(narrow: bool) -> None:
    nasty = '<script>alert("x")</script> & \'<b>\x07'
    flow = replace(
        FLOW, name=nasty, title=nasty, description=nasty, recipients=(replace(COURTS, name=nasty),)
    )
    drawn = flow_svg(flow, prefix="p", narrow=narrow)
    assert "<script" not in drawn
    assert "".join(nasty.replace("\x07", "[U+0007]").split()) in said(drawn)


@BOTH
def test_the_same_flow_is_the_same_text(narrow: bool) -> None:
    assert flow_svg(FLOW, prefix="p", narrow=narrow) == flow_svg(replace(FLOW), prefix="p", narrow=narrow)


@BOTH
def test_small_print_stands_below_what_is_drawn(narrow: bool) -> None:
    moment = "As recorded by 10 March 2026, 23:59:59 CET (Europe/Berlin); in force on 30 April 2026."
    plain, printed = (
        parsed(flow_svg(FLOW, prefix="p", narrow=narrow, imprint=imprint)) for imprint in ("", moment)
    )
    height = float(plain.get("height", ""))
    lines = [one for one in printed.iter(f"{SVG}text") if float(one.get("y", "")) > height]
    assert " ".join(str(one.text) for one in lines) == moment
    assert height < max(float(one.get("y", "")) for one in lines) < float(printed.get("height", ""))
    assert printed[1].text == f"{FLOW.description}. {moment}"


@pytest.mark.parametrize("prefix", ["", "1", 'a"b', "a b"])
def test_a_prefix_has_to_begin_an_id(prefix: str) -> None:
    with pytest.raises(ValueError, match="cannot begin an id"):
        flow_svg(FLOW, prefix=prefix)


def test_a_long_flow_is_broken_into_pictures_that_fit_a_page() -> None:
    recipients = tuple(
        Recipient(name=f"Vendor {number}", detail="", role="Processor", condition="", places=(number % 3,))
        for number in range(30)
    )
    pictures = flow_svgs(replace(FLOW, recipients=recipients), prefix="p", tallest=600)
    assert [float(parsed(one).get("height") or 0) <= 600 for one in pictures] == [True] * len(pictures)
    assert len(pictures) > 1
    shown = [text for one in pictures for text in texts(one) if text.startswith("Vendor")]
    assert shown == [one.name for one in recipients]
    titles = [str(parsed(one)[0].text).split(". ", maxsplit=1) for one in pictures]
    count = len(pictures)
    assert [title for title, _words in titles] == [
        f"{FLOW.title} ({number} of {count})" for number in range(1, count + 1)
    ]
    assert [words.count("Vendor ") for _title, words in titles] == [
        sum(text.startswith("Vendor") for text in texts(one)) for one in pictures
    ]
    assert len({parsed(one)[0].get("id") for one in pictures}) == len(pictures)


def test_parts_show_only_the_places_of_their_recipients() -> None:
    pictures = flow_svgs(FLOW, prefix="p", tallest=1)
    named = [GERMANY.name, AMERICA.name, NOWHERE.name]
    assert [[name for name in named if name in texts(one)] for one in pictures] == [named[:2], named[2:]]


@pytest.mark.parametrize("flow,tallest", [(FLOW, 1000), (NOTHING, 1)])
def test_a_flow_that_fits_is_one_picture_whose_title_says_all_of_it(flow: Flow, tallest: float) -> None:
    spoken = replace(flow, title=f"{flow.title}. {flow.description}")
    assert flow_svgs(flow, prefix="p", tallest=tallest) == (flow_svg(spoken, prefix="p"),)
