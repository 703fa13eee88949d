"""SVG as text: elements with everything escaped, and the frame that makes them an accessible picture.

Colours are presentation attributes, so that a picture needs no style of its own; the classes let a page with a dark
theme repaint it.
"""

import re
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FAMILIES = "'Source Sans 3','Noto Sans','Noto Sans Arabic','Noto Sans Hebrew','Noto Sans Symbols2','Noto Emoji',sans-serif"
"""Without spaces: the PDF engine takes them for a part of the name."""
COLOURS = {
    "ink": "#1b1a17",
    "soft": "#57534c",
    "rule": "#8b867c",
    "faint": "#d8d4cb",
    "paper": "#ffffff",
    "wash": "#f5f3ee",
    "land": "#dedad1",
    "accent": "#1d4f73",
    "open": "#9a3412",
    "open-wash": "#fdf3ea",
}
"""Those of the printed documents."""


def element(tag: str, *children: str, **attributes: Any) -> SafeString:
    """One element. Text and attributes are escaped; `class_` is class, `stroke_width` is stroke-width; None is left out."""
    written = format_html_join(
        "",
        ' {}="{}"',
        (
            (name.rstrip("_").replace("_", "-"), number(value) if isinstance(value, float) else value)
            for name, value in attributes.items()
            if value is not None
        ),
    )
    inside = format_html_join("", "{}", ((child,) for child in children))
    return format_html("<{}{}>{}</{}>", tag, written, inside, tag)


def number(value: float) -> str:
    """Two decimals at most: 12.5, 7."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points(pattern: str, *values: float) -> str:
    """Path data: the values in place of each {}."""
    return pattern.format(*map(number, values))


def filled(colour: str) -> dict[str, str]:
    """Attributes for a shape in that colour of ours."""
    return {"class_": f"fill-{colour}", "fill": COLOURS[colour]}


def outlined(colour: str, *, width: float = 1, dashed: bool = False) -> dict[str, Any]:
    """Attributes for a line in that colour of ours."""
    return {
        "class_": f"stroke-{colour}",
        "fill": "none",
        "stroke": COLOURS[colour],
        "stroke_width": width,
        "stroke_dasharray": "4 3" if dashed else None,
    }


def picture(
    *children: str, title: str, description: str, prefix: str, width: float, height: float, narrow: bool
) -> SafeString:
    """The whole picture. Raises ValueError for a prefix that cannot begin an id."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", prefix):
        raise ValueError(f"{prefix!r} cannot begin an id")
    return element(
        "svg",
        element("title", title, id=f"{prefix}-title"),
        element("desc", description, id=f"{prefix}-description"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_="picture picture-narrow" if narrow else "picture picture-wide",
        role="img",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-description",
        viewBox=points("0 0 {} {}", width, height),
        width=float(width),
        height=float(height),
        font_family=FAMILIES,
    )
