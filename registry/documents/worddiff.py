"""Two texts compared word by word: what stayed, what was removed, what was added."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

# Each finds a unit of comparison and the space behind it, which decides nothing.
WORDS = re.compile(r"(\w+|[^\w\s]|^)(\s*)")
SENTENCES = re.compile(r"([^.!?;\n]*[.!?;\n]*)(\s*)")
PARAGRAPHS = re.compile(r"([^\n]*)(\n*)")
PAIRS = 4_000_000
"""So many pairs of units are looked at; longer texts are compared by coarser units first."""
ALIKE = 0.25
"""Where less than this share of the longer text stayed, the texts are not two states of one, but two."""
CONTEXT = 90
"""So many characters of what stayed are left beside a change; the rest of a long stretch is folded."""
OPENING = 400
"""So many characters of a text that stands by itself, or went or came as a whole, are shown."""


class Kind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text. `folded` is true of what need not be read each time."""

    kind: Kind
    text: str
    folded: bool = False

    @property
    def words(self) -> int:
        return len(re.findall(r"\w+", self.text))


Pieces = tuple[Piece, ...]
Unit = tuple[str, str]
Steps = Iterator[tuple[Kind, str]]


def compare(before: str, after: str) -> Pieces:
    """What became of a text, in the order of reading: kept and removed joined are `before`, kept and added `after`.

    What was removed stands before what was added in its place. Texts that have little in common are one removed and
    one added. Cost: milliseconds; at worst seconds, for 30,000 characters made to be difficult.
    """
    found = _gathered(_aligned(before, after, (WORDS, SENTENCES, PARAGRAPHS)))
    kept = sum(len(piece.text) for piece in found if piece.kind is Kind.KEPT)
    if kept < ALIKE * max(len(before), len(after)):
        return _gathered(_replaced(before, after))
    return found


def shortened(pieces: Pieces) -> Pieces:
    """The same pieces; of long stretches, what stayed and is not beside a change, or comes after the opening of what
    went or came, is a folded piece of its own."""
    last = len(pieces) - 1
    return tuple(
        part
        for place, piece in enumerate(pieces)
        for part in _folded(piece, first=place == 0, last=place == last)
    )


def opening(text: str) -> Pieces:
    """A text that is not compared with any: its beginning and, if it is long, the rest folded."""
    start = _end_of_word(text, OPENING)
    if len(text) - start < CONTEXT:
        start = len(text)
    parts = ((text[:start], False), (text[start:], True))
    return tuple(Piece(kind=Kind.KEPT, text=part, folded=folded) for part, folded in parts if part)


def _aligned(before: str, after: str, grains: tuple[re.Pattern[str], ...]) -> Steps:
    """By the finest unit that is not too dear; what a coarse one finds replaced is compared by words again."""
    for grain in grains:
        old, new = _units(grain, before), _units(grain, after)
        head = _in_common(zip(old, new, strict=False))
        tail = _in_common(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
        if (len(old) - head - tail) * (len(new) - head - tail) <= PAIRS:
            break
    else:
        yield from _replaced(before, after)
        return
    yield from _kept(old[:head], new[:head])
    middle = slice(head, -tail or None)
    for tag, removed, added in _matched(old[middle], new[middle]):
        if tag == "equal":
            yield from _kept(removed, added)
        elif tag == "replace" and grain is not WORDS:
            yield from _aligned(_text(removed), _text(added), (WORDS,))
        else:
            yield from _replaced(_text(removed), _text(added))
    yield from _kept(old[len(old) - tail :], new[len(new) - tail :])


def _units(grain: re.Pattern[str], text: str) -> list[Unit]:
    return [(found[1], found[2]) for found in grain.finditer(text) if found[0]]


def _in_common(pairs: Iterable[tuple[Unit, Unit]]) -> int:
    """How many units the pairs begin with that are the same."""
    count = 0
    for old, new in pairs:
        if old != new:
            break
        count += 1
    return count


def _matched(old: list[Unit], new: list[Unit]) -> Iterator[tuple[str, list[Unit], list[Unit]]]:
    matcher = difflib.SequenceMatcher(
        None, [unit for unit, _ in old], [unit for unit, _ in new], autojunk=False
    )
    for tag, first, last, start, end in matcher.get_opcodes():
        yield tag, old[first:last], new[start:end]


def _text(units: Iterable[Unit]) -> str:
    return "".join(unit + space for unit, space in units)


def _kept(old: list[Unit], new: list[Unit]) -> Steps:
    for (unit, before), (_, after) in zip(old, new, strict=True):
        yield Kind.KEPT, unit
        if before == after:
            yield Kind.KEPT, before
        else:
            yield from _replaced(before, after)


def _replaced(before: str, after: str) -> Steps:
    yield Kind.REMOVED, before
    yield Kind.ADDED, after


def _gathered(steps: Steps) -> Pieces:
    """Neighbours of one kind joined; what stayed between two changes without being a word goes with them."""
    pieces: list[Piece] = []
    removed = added = kept = ""
    for kind, text in steps:
        if kind is Kind.KEPT:
            kept += text
        elif text:
            if (removed or added) and not any(letter.isalnum() for letter in kept):
                removed, added = removed + kept, added + kept
            else:
                pieces += _pieces(removed, added, kept)
                removed = added = ""
            kept = ""
            removed, added = (removed + text, added) if kind is Kind.REMOVED else (removed, added + text)
    return (*pieces, *_pieces(removed, added, kept))


def _pieces(removed: str, added: str, kept: str) -> list[Piece]:
    """A change and what stayed behind it, the space that both sides of the change end with included."""
    space = len(removed) - len(removed.rstrip())
    if space and removed[-space:] == added[len(added.rstrip()) :]:
        removed, added, kept = removed[:-space], added[:-space], removed[-space:] + kept
    texts = {Kind.REMOVED: removed, Kind.ADDED: added, Kind.KEPT: kept}
    return [Piece(kind=kind, text=text) for kind, text in texts.items() if text]


def _folded(piece: Piece, *, first: bool, last: bool) -> Iterator[Piece]:
    """`first`, `last`: whether nothing stands before it, or behind it."""
    text = piece.text
    if piece.kind is Kind.KEPT:
        start = 0 if first else _end_of_word(text, CONTEXT)
        end = len(text) if last else len(text) - _end_of_word(text[::-1], CONTEXT)
    else:
        start, end = _end_of_word(text, OPENING), len(text)
    if end - start < CONTEXT:
        yield piece
        return
    for part, folded in ((text[:start], False), (text[start:end], True), (text[end:], False)):
        if part:
            yield Piece(kind=piece.kind, text=part, folded=folded)


def _end_of_word(text: str, at: int) -> int:
    """The end of the word that stands at a place, unless that is very long."""
    found = re.compile(r"\s").search(text, at, at + CONTEXT)
    return found.start() if found else min(at, len(text))
