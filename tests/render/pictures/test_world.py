"""The map as a picture: every country has its place, is told by name, colour and hatch, and is marked where it is small."""

from dataclasses import replace

import pytest
from django_countries.data import COUNTRIES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.documents.footing import Footing
from registry.documents.register import Map
from registry.law.places import place_name
from registry.render.pictures.footings import LOOKS
from registry.render.pictures.outlines import NAMELESS, chart
from registry.render.pictures.svg import COLOURS
from registry.render.pictures.world import map_svg
from registry.render.stylesheets import stylesheet
from tests.render.pictures.parsed import MAP, SVG, attributes, parsed, said, stands, texts

BOTH = pytest.mark.parametrize("narrow", [False, True])
NO_COUNTRY = replace(MAP, countries=(), beside=())


def only(*countries: str, footing: Footing = Footing.SAFEGUARDS) -> Map:
    return replace(NO_COUNTRY, countries=tuple(stands(code, footing, "Vendor") for code in countries))


def marks(shown: Map, *, narrow: bool = False) -> int:
    """How many dots there are."""
    return len(list(parsed(map_svg(shown, prefix="p", narrow=narrow)).iter(f"{SVG}circle")))


def test_every_country_has_a_place_on_the_world() -> None:
    outlines = chart("world").outlines
    assert [code for code in COUNTRIES if code not in outlines or outlines[code].at is None] == []
    assert sorted(set(outlines) - set(COUNTRIES)) == [NAMELESS, "XK"]


@pytest.mark.parametrize("name", ["world", "europe"])
def test_every_outline_lies_on_its_chart(name: str) -> None:
    made = chart(name)
    points = [
        (code, x, y) for code, outline in made.outlines.items() for ring in outline.rings for x, y in ring
    ]
    points += [(code, *outline.at) for code, outline in made.outlines.items() if outline.at]
    assert [one for one in points if not (0 <= one[1] <= made.width and 0 <= one[2] <= made.height)] == []


@BOTH
def test_every_country_can_be_drawn(narrow: bool) -> None:
    svg = parsed(map_svg(only(*COUNTRIES), prefix="p", narrow=narrow))
    drawn = {
        one.findtext(f"{SVG}title", "").removesuffix(": Appropriate safeguards (Vendor)")
        for one in svg.iter(f"{SVG}g")
        if any(child.get("class") == "ground-safeguards line-safeguards" for child in one)
    }
    assert {place_name(code) for code in COUNTRIES} - drawn == set()


@pytest.mark.parametrize(
    "code,whole",
    [("AX", "FI"), ("GF", "FR"), ("RE", "FR"), ("SJ", "NO"), ("BQ", "NL"), ("HK", "CN"), ("FO", "DK"), ("GL", "DK")],
)  # fmt: skip
def test_a_part_with_a_code_of_its_own_stands_apart(code: str, whole: str) -> None:
    outlines = chart("world").outlines
    assert outlines[code].at != outlines[whole].at
    assert outlines[code].path not in outlines[whole].path or outlines[code].path == ""


def test_france_ends_at_its_shores_and_kosovo_is_land_unless_it_is_named() -> None:
    france = chart("world").outlines["FR"]
    guiana = chart("world").outlines["GF"]
    assert guiana.at is not None
    assert min(x for ring in france.rings for x, _y in ring) > guiana.at[0] + 100
    assert chart("europe").outlines["XK"].path
    assert "Kosovo" not in said(map_svg(MAP, prefix="p"))


@pytest.mark.parametrize("code", ["SG", "MT", "LI", "AX", "GI", "HK", "MU", "TV", "VA"])
def test_a_small_state_is_marked_by_a_dot(code: str) -> None:
    assert marks(only(code)) == 1


@pytest.mark.parametrize("code", ["DE", "US", "BR"])
def test_a_large_state_is_not(code: str) -> None:
    assert marks(only(code)) == 0


@BOTH
def test_every_place_footing_and_recipient_is_in_the_picture(narrow: bool) -> None:
    drawn = said(map_svg(MAP, prefix="p", narrow=narrow))
    rows = (*MAP.countries, *MAP.beside)
    expected = {
        text for row in rows for text in (row.place.name, str(row.place.footing.label), *row.recipients)
    }
    assert [text for text in sorted(expected) if "".join(text.split()) not in drawn] == []


def test_a_country_shows_its_weakest_footing_and_says_so() -> None:
    svg = parsed(map_svg(MAP, prefix="p"))
    titled = [one for one in svg.iter(f"{SVG}g") if (one.findtext(f"{SVG}title") or "").startswith("United")]
    assert [one.findtext(f"{SVG}title") for one in titled] == [
        "United States of America: Appropriate safeguards (Vendor); No ground stated (Tracker)"
    ]
    assert {child.get("class") for one in titled for child in one} == {
        None,
        "ground-none line-none",
        "line-none",
    }
    assert "theweakestisshown" in said(map_svg(MAP, prefix="p"))
    assert "weakest" not in said(map_svg(only("US"), prefix="p"))


def test_europe_is_shown_in_large_where_data_are_there() -> None:
    frames = [
        [one.get("class") for one in parsed(map_svg(only(code), prefix="p")).iter(f"{SVG}rect")]
        for code in ("DE", "BR")
    ]
    assert ["stroke-faint" in found for found in frames] == [True, False]


@BOTH
def test_map_of_nothing_says_so(narrow: bool) -> None:
    drawn = map_svg(replace(NO_COUNTRY, description="Nothing is recorded."), prefix="p", narrow=narrow)
    assert texts(drawn) == ["Nothing is recorded."]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(sorted(COUNTRIES)), min_size=1, max_size=60, unique=True))
def test_the_legend_names_every_country_however_many(codes: list[str]) -> None:
    drawn = "".join("".join(texts(map_svg(only(*codes), prefix="p"))).split())
    assert [code for code in codes if "".join(place_name(code).split()) not in drawn] == []


def test_many_recipients_are_counted_in_the_legend() -> None:
    names = tuple(f"Vendor number {number}" for number in range(1, 301))
    written = " ".join(
        texts(map_svg(replace(MAP, beside=(replace(MAP.beside[0], recipients=names),)), prefix="p"))
    )
    assert "Vendor number 9, Vendor number 10 and 290 more" in written
    assert "Vendor number 11" not in written


def test_markup_in_records_stays_text() -> None:
    shown = replace(
        MAP, title="<b>&", beside=(replace(MAP.beside[0], recipients=("<script>alert(1)</script>",)),)
    )
    drawn = map_svg(shown, prefix="p")
    assert "<script" not in drawn
    assert "<script>alert(1)</script>" in said(drawn)


@BOTH
def test_the_same_map_is_the_same_text(narrow: bool) -> None:
    assert map_svg(MAP, prefix="p", narrow=narrow) == map_svg(replace(MAP), prefix="p", narrow=narrow)


@BOTH
def test_small_print_stands_below_what_is_drawn(narrow: bool) -> None:
    plain, printed = (
        parsed(map_svg(MAP, prefix="p", narrow=narrow, imprint=imprint))
        for imprint in ("", "In force today.")
    )
    height = float(plain.get("height", ""))
    below = [one.text for one in printed.iter(f"{SVG}text") if float(one.get("y", "")) > height]
    assert below == ["In force today."]
    assert printed[1].text == f"{MAP.description}. In force today."


@BOTH
def test_map_is_accessible_and_light(narrow: bool) -> None:
    drawn = map_svg(MAP, prefix="map-1", narrow=narrow)
    svg = parsed(drawn)
    assert (svg.get("role"), svg.get("aria-labelledby"), svg[0].text) == ("img", "map-1-title", MAP.title)
    assert [name for name, _value in attributes(drawn) if name == "style" or name.startswith("on")] == []
    assert len(drawn.encode()) < 80_000


def test_every_footing_looks_different_without_colour() -> None:
    hatches = [(look.lines, look.dotted) for footing, look in LOOKS.items() if look.lines or look.dotted]
    shared = {Footing.NOT_NEEDED, Footing.DEROGATION}
    assert set(LOOKS) == set(Footing)
    assert len(hatches) - len(set(hatches)) == len(shared) - 1


def test_the_style_sheet_repaints_every_class_in_the_colours_that_are_drawn() -> None:
    css = " ".join(stylesheet("pictures").split())
    for name, colour in COLOURS.items():
        assert f".picture .fill-{name} {{ fill: var(--picture-{name}, {colour}); }}" in css
        assert f".picture .stroke-{name} {{ stroke: var(--picture-{name}, {colour}); }}" in css
    for footing, look in LOOKS.items():
        assert f".picture .ground-{footing} {{ fill: var(--ground-{footing}, {look.ground}); }}" in css
        assert f".picture .line-{footing} {{ stroke: var(--line-{footing}, {look.line}); }}" in css
        assert f".picture .mark-{footing} {{ fill: var(--line-{footing}, {look.line}); }}" in css
        assert css.count(f"--ground-{footing}: #") == css.count(f"--line-{footing}: #") == 2
