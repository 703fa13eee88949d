"""Pictures read back as XML, and flows to draw."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

from hypothesis import strategies as st

from registry.documents.footing import Footing, Place
from registry.documents.register import Flow, Grid, Map, MapPlace, Recipient, Source
from registry.documents.values import MISSING, filled
from registry.law.places import place_name

SVG = "{http://www.w3.org/2000/svg}"
TABLE = Grid(key="table", heading="Table", columns=(), rows=())
GERMANY = Place(code="DE", name="Germany", footing=Footing.ECONOMIC_AREA)
AMERICA = Place(
    code="US", name="United States", footing=Footing.SAFEGUARDS, grounds=("Standard clauses of 2021",)
)
NOWHERE = Place(code="", name="Missing", footing=Footing.NOT_STATED)
VENDOR = Recipient(name="Vendor", detail="Hosting", role="Processor", condition="", places=(0, 1))
COURTS = Recipient(name="Courts", detail="", role="", condition="On a court order", places=(2,))
FLOW = Flow(
    title="Data flow: PA-0001 Accounts",
    description="All of it in words",
    reference="PA-0001",
    name="Accounts",
    role="Controller",
    sources=(Source(heading="Data subjects", value=filled("Customers", "Website visitors")),),
    recipients=(VENDOR, COURTS),
    absent=MISSING,
    places=(GERMANY, AMERICA, NOWHERE),
    table=TABLE,
)
NOTHING = replace(
    FLOW, sources=(Source(heading="Data subjects", value=MISSING),), recipients=(), places=(), role=""
)


def stands(code: str, footing: Footing, *recipients: str) -> MapPlace:
    return MapPlace(place=Place(code=code, name=place_name(code), footing=footing), recipients=recipients)


MAP = Map(
    title="Where the data of Acme go",
    description="All of it in words",
    countries=(
        stands("DE", Footing.ECONOMIC_AREA, "Vendor"),
        stands("SG", Footing.SAFEGUARDS, "Mailer"),
        stands("US", Footing.SAFEGUARDS, "Vendor"),
        stands("US", Footing.NONE, "Tracker"),
    ),
    beside=(
        stands("WORLD", Footing.NOT_ONE_COUNTRY, "Network"),
        MapPlace(place=NOWHERE, recipients=("Courts",)),
    ),
    table=TABLE,
)


def parsed(svg: str) -> Element:
    return fromstring(svg)  # noqa: S314 (our own text)


def texts(svg: str) -> list[str]:
    """What the picture writes, text by text."""
    return [one.text or "" for one in parsed(svg).iter(f"{SVG}text")]


def said(svg: str) -> str:
    """Everything that can be read in the picture or comes up under a pointer, without regard to lines."""
    return re.sub(r"\s+", "", "".join(parsed(svg).itertext()))


def attributes(svg: str) -> Iterator[tuple[str, str]]:
    for one in parsed(svg).iter():
        yield from one.attrib.items()


names = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("aimWـעع中é-<&'\" \u0301"),
    min_size=1,
    max_size=60,
)
footings = st.sampled_from(list(Footing))


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Flows of every size, with any names."""
    places = tuple(
        Place(
            code="",
            name=draw(names),
            footing=draw(footings),
            grounds=tuple(draw(st.lists(names, max_size=2))),
        )
        for _number in range(draw(st.integers(1, 6)))
    )
    ends = st.lists(st.sampled_from(range(len(places))), min_size=1, max_size=3, unique=True)
    recipients = tuple(
        Recipient(
            name=draw(names),
            detail=draw(st.just("") | names),
            role=draw(st.none() | st.just("") | names),
            condition=draw(st.just("") | names),
            places=tuple(sorted(draw(ends))),
        )
        for _number in range(draw(st.integers(0, 30)))
    )
    used = sorted({number for one in recipients for number in one.places})
    values = st.just(MISSING) | st.lists(names, min_size=1, max_size=4).map(lambda found: filled(*found))
    return replace(
        FLOW,
        name=draw(names),
        role=draw(st.just("") | names),
        sources=tuple(
            Source(heading=draw(names), value=draw(values)) for _number in range(draw(st.integers(0, 2)))
        ),
        recipients=tuple(replace(one, places=tuple(map(used.index, one.places))) for one in recipients),
        places=tuple(places[number] for number in used),
    )
