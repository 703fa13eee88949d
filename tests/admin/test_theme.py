"""The colours of the admin: readable on every ground, in light and in dark, and one with the public page."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
TOKENS = (STATIC / "admin/theme/tokens.css").read_text()
PUBLIC = (STATIC / "public/public.css").read_text()
TEXT, EDGE = 4.5, 3.0
"""Contrast that WCAG 2 asks of text, and of the edge of what can be used."""
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "soft", "accent", "open") for ground in ("paper", "wash")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-deep", TEXT),
    ("on-open", "open", TEXT),
    ("accent", "accent-wash", TEXT),
    ("ink", "accent-wash", TEXT),
    ("open", "open-wash", TEXT),
    ("ink", "open-wash", TEXT),
    ("due", "due-wash", TEXT),
    ("field", "paper", EDGE),
    ("field", "wash", EDGE),
]


def luminance(colour: str) -> float:
    """Of sRGB, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(side: int) -> dict[str, str]:
    """Name → colour: 0 in the light, 1 in the dark."""
    found = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", TOKENS)
    return {name: sides[side] for name, *sides in found}


@pytest.mark.parametrize("side", [0, 1])
def test_everything_stands_out_from_its_ground(side: int) -> None:
    known = colours(side)
    weak = [(one, ground) for one, ground, least in PAIRS if contrast(known[one], known[ground]) < least]
    assert weak == []


@pytest.mark.parametrize("side", [0, 1])
def test_admin_and_public_page_have_the_same_colours(side: int) -> None:
    blocks = re.findall(r":root \{([^}]*)\}", PUBLIC)
    public = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[side]))
    known = colours(side)
    assert public == {name: known[name] for name in public}


def test_theme_holds_no_colour_beside_its_tokens() -> None:
    sheets = [path for path in sorted((STATIC / "admin").rglob("*.css")) if path.name != "tokens.css"]
    found = {path.name: re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])", path.read_text()) for path in sheets}
    assert {name: loose for name, loose in found.items() if loose} == {}
