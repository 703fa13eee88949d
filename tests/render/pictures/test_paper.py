"""On paper the letters of a picture are set one by one, so they are written out as they are seen."""

from dataclasses import replace

import pytest
from weasyprint import CSS, HTML

from registry.render.pictures.flow import flow_svg
from registry.render.pictures.paper import as_seen, for_paper
from registry.render.pictures.world import map_svg
from registry.render.typefaces import font_configuration
from tests.render.pictures.parsed import FLOW, MAP, parsed, texts


@pytest.mark.parametrize(
    "text,seen",
    [
        ("", ""),
        ("Plain (text) 12", "Plain (text) 12"),
        ("שלום עולם", "םלוע םולש"),
        ("ספק 24.5 (ענן)", "(ןנע) 24.5 קפס"),
        ("(ספק) Ltd", "(קפס) Ltd"),
        ("Acme שלום עולם, Ltd", "Acme םלוע םולש, Ltd"),
        ("GmbH خدمة Cloud", "GmbH \ufe94\ufee3\ufeaa\ufea7 Cloud"),
        ("مُ", "\ufee1\u064f"),
    ],
)
def test_text_is_written_as_it_is_seen(text: str, seen: str) -> None:
    assert as_seen(text) == seen


def test_a_picture_without_such_letters_stays_as_it_is() -> None:
    for picture in (flow_svg(FLOW, prefix="p"), map_svg(MAP, prefix="p")):
        assert for_paper(picture) == picture


def test_a_picture_stays_well_formed() -> None:
    picture = for_paper(flow_svg(replace(FLOW, name='<b> שלום & "x"', title="שלום"), prefix="p"))
    assert '<b> םולש & "x"' in " ".join(texts(picture))
    assert parsed(picture)[0].text == "שלום"


def test_the_pdf_engine_draws_both_pictures(caplog: pytest.LogCaptureFixture) -> None:
    body = for_paper(flow_svg(FLOW, prefix="a")) + for_paper(map_svg(MAP, prefix="b"))
    fonts = font_configuration()
    css = CSS(string="svg { width: 100%; height: auto }", font_config=fonts)
    page = HTML(string=f"<html lang=en><title>Pictures</title><body>{body}")
    pdf = page.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
    assert caplog.messages == []
    assert pdf.startswith(b"%PDF")
