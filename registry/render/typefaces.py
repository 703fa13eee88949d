"""The typefaces of printed documents: ours, never the machine's, and what they can draw."""

import os
from functools import cache

from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration

from registry.render.stylesheets import FONTS


@cache
def font_configuration() -> FontConfiguration:
    """Fontconfig reads its one file of ours when a configuration is made, so the variable is set just before."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    return FontConfiguration()


@cache
def glyphs() -> frozenset[int]:
    """The code points that at least one of our typefaces draws."""
    points: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            points |= font.getBestCmap().keys()
    return frozenset(points)
