"""The styles and typefaces of documents, from static/documents."""

import base64
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString

STATIC = Path(__file__).resolve().parents[2] / "static" / "documents"
FONTS = STATIC / "fonts"
EMBEDDED = (
    ("Source Sans 3", 400, "SourceSans3-Regular.woff2"),
    ("Source Sans 3", 600, "SourceSans3-Semibold.woff2"),
    ("Source Serif 4", 600, "SourceSerif4-Semibold.woff2"),
)
"""Family, weight and file of the faces that a page by itself brings along: 0.4 MB. Other scripts use the reader's."""


@cache
def stylesheet(name: str) -> str:
    return (STATIC / f"{name}.css").read_text(encoding="utf-8")


@cache
def inline_styles(*further: str) -> SafeString:
    """All of it for one `style` element, with further sheets of ours, by name. Safe because it is our own text; no record
    goes into it."""
    parts = [_face(family, weight, FONTS / name) for family, weight, name in EMBEDDED]
    parts += [stylesheet("document"), stylesheet("pictures")]
    parts += [f"@media {medium} {{\n{stylesheet(medium)}}}\n" for medium in ("screen", "print")]
    return SafeString("".join([*parts, *map(stylesheet, further)]))


def _face(family: str, weight: int, path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )
