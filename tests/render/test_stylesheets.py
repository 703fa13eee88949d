"""The styles of documents: readable in light and dark, and the same colours wherever they stand."""

import re

import pytest

from registry.render.stylesheets import inline_styles, stylesheet
from registry.render.widths import STEP

GROUNDS = {"ink": "paper wash", "soft": "paper wash", "accent": "paper wash", "open": "paper open-wash"}


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    """Of sRGB, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["document", "screen"])
def test_text_stands_out_from_its_ground(name: str) -> None:
    colours = tokens(stylesheet(name))
    pairs = [(text, ground) for text, grounds in GROUNDS.items() for ground in grounds.split()]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


def test_dark_is_the_same_by_choice_and_by_system() -> None:
    by_system, by_choice = re.findall(r"\.document \{\s*(--ink[^}]*)\}", stylesheet("screen"))
    assert tokens(by_system) == tokens(by_choice)


def test_every_width_has_its_class() -> None:
    found = [int(share) for share in re.findall(r"\.share-(\d+) \{ width: \1%; \}", stylesheet("document"))]
    assert found == list(range(STEP, 101, STEP))


def test_styles_for_a_file_hold_both_media_and_close_no_element() -> None:
    styles = inline_styles()
    for medium in ("screen", "print"):
        opening = f"@media {medium} {{"
        assert styles.count(opening) == 1 + stylesheet("pictures").count(opening)
    assert "</" not in styles
