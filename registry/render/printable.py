"""What a reader would not see is spelled out: control characters, and characters that no typeface of ours draws."""

import dataclasses
import re
from collections.abc import Callable, Set
from enum import StrEnum
from typing import TypeVar, cast
from unicodedata import category

T = TypeVar("T")

# Controls but tab and line feed, separators that break lines, marks that turn the direction of what follows, and code
# points that are no characters. XML and HTML refuse most of them; the rest would let a text look like another one.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_JOINERS = frozenset({0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
_LAID_OUT = frozenset({0x09, 0x0A})


def printable(text: str) -> str:
    """The text with hidden characters spelled out: a bell as [U+0007]."""
    return _HIDDEN.sub(lambda match: spelled(match[0]), text)


def drawable(text: str, *, glyphs: Set[int]) -> str:
    """The printable text with what has no glyph spelled out: 中 as [U+4E2D]. `glyphs` holds code points."""
    text = printable(text)
    absent = {point for point in map(ord, set(text)) if point not in glyphs and not _needs_no_glyph(point)}
    return text.translate({point: spelled(chr(point)) for point in absent})


def spelled(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def every_text(document: T, change: Callable[[str], str]) -> T:
    """The document with each of its strings changed; dates, numbers and enumerations stay."""
    match document:
        case StrEnum():
            return document
        case str():
            return cast(T, change(document))
        case tuple():
            return cast(T, tuple(every_text(item, change) for item in document))
    if dataclasses.is_dataclass(document) and not isinstance(document, type):
        fields = {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}
        return cast(T, type(document)(**{name: every_text(value, change) for name, value in fields.items()}))
    return document


def _needs_no_glyph(point: int) -> bool:
    return point in _LAID_OUT or point in _JOINERS or category(chr(point)) == "Cf"
