"""How wide text is, and where it breaks: with the advance widths of our own typefaces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, east_asian_width

from django.utils.safestring import SafeString
from fontTools.ttLib import TTFont

from registry.render.pictures.svg import element, filled
from registry.render.stylesheets import FONTS

FACES = {400: "SourceSans3-Regular.ttf", 600: "SourceSans3-Semibold.ttf"}
UNKNOWN, WIDE = 0.62, 1.0
"""Ems of a character that the text face lacks; of one that is as wide as high."""
LEADING = 1.25
GAP = 16
"""Pixels between a picture and what is printed below it."""


@dataclass(frozen=True, kw_only=True)
class Hand:
    """How a text is set: size in pixels, weight, slant and colour."""

    size: float = 13
    weight: int = 400
    italic: bool = False
    colour: str = "ink"

    @property
    def leading(self) -> float:
        """From one line to the next, in whole pixels."""
        return round(self.size * LEADING)


NAME = Hand(weight=600)
TEXT = Hand(size=12)
SOFT = Hand(size=12, colour="soft")
SLANTED = Hand(size=12, italic=True)
OPEN = Hand(size=12, colour="open")
LOUD = Hand(weight=600, colour="open")
SMALL = Hand(size=11, colour="soft")
LABEL = Hand(size=12, weight=600, colour="soft")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of text as it is set."""

    text: str
    hand: Hand


@cache
def advances(weight: int) -> dict[int, float]:
    """Code point → ems."""
    with TTFont(FONTS / FACES[weight], lazy=True) as font:
        ems, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {point: widths[glyph][0] / ems for point, glyph in font.getBestCmap().items()}


def width(text: str, hand: Hand) -> float:
    """In pixels, without kerning, which only brings letters closer."""
    known = advances(hand.weight)
    return hand.size * sum(known.get(ord(letter), _estimate(letter)) for letter in text)


def wrapped(text: str, hand: Hand, *, room: float) -> tuple[Line, ...]:
    """The text in lines no wider than `room`; a word that is wider is broken. Nothing is left out but spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", hand) <= room:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, hand, room=room)
    return tuple(Line(text=line, hand=hand) for line in lines)


def paragraphs(said: Iterable[tuple[str, Hand]], *, room: float) -> tuple[Line, ...]:
    """Several texts under one another; empty ones take no line."""
    return tuple(line for text, hand in said for line in wrapped(text, hand, room=room))


def depth(lines: Iterable[Line]) -> float:
    return sum(line.hand.leading for line in lines)


def written(lines: Iterable[Line], *, x: float, y: float) -> Iterator[SafeString]:
    """The lines from their upper edge `y` downwards, each a text element."""
    for line in lines:
        yield lettered(line.text, line.hand, x=x, y=y + line.hand.leading * 0.75)
        y += line.hand.leading


def imprint_below(text: str, *, width: float, height: float) -> tuple[tuple[SafeString, ...], float]:
    """Small print under a picture of that size, for one that leaves its page; and how high both are. None for no text."""
    lines = wrapped(text, SMALL, room=width)
    if not lines:
        return (), height
    return tuple(written(lines, x=0, y=height + GAP)), height + GAP + depth(lines)


def lettered(text: str, hand: Hand, *, x: float, y: float, anchor: str | None = None) -> SafeString:
    """One text on its baseline."""
    return element(
        "text",
        text,
        x=float(x),
        y=float(y),
        font_size=float(hand.size),
        font_weight=hand.weight if hand.weight != 400 else None,
        font_style="italic" if hand.italic else None,
        text_anchor=anchor,
        **filled(hand.colour),
    )


def _pieces(word: str, hand: Hand, *, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, hand) > room and not combining(letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _estimate(letter: str) -> float:
    if combining(letter):
        return 0
    return WIDE if east_asian_width(letter) in "WF" else UNKNOWN
