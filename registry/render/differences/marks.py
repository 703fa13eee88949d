"""Old and new value beside each other: which lines and words are gone, which have come, which stayed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import ngettext

from registry.documents.values import State, Value
from registry.documents.worddiff import Kind, Pieces, compare, shortened

LINE, TALL = 45, 18
"""Letters in a line of a cell, and lines that are kept together on a page."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Words of a line. `mark`: "removed", "added", "folded" for what stayed and is not repeated, or "" for what stayed."""

    text: str
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A value as it is shown: its lines, each in stretches; of another state the sentence that stands in their place."""

    state: State
    lines: tuple[tuple[Stretch, ...], ...]

    @property
    def tall(self) -> bool:
        letters = (sum(len(stretch.text) for stretch in line) for line in self.lines)
        return sum(1 + count // LINE for count in letters) > TALL


def marked(before: Value | None, after: Value | None) -> tuple[Marked | None, Marked | None]:
    """Both values with what differs marked. Nothing is where one is not there, or where they share neither a line nor a
    word: then the whole of it differs, and is easier read without."""
    if before is None or after is None or not before.state is after.state is State.FILLED:
        return _plain(before), _plain(after)
    gone = [text for text in before.texts if text not in after.texts]
    come = [text for text in after.texts if text not in before.texts]
    words = shortened(compare(gone[0], come[0])) if len(gone) == len(come) == 1 else ()
    shared = len(gone) < len(before.texts) or any(piece.kind is Kind.KEPT for piece in words)
    if not shared:
        return _plain(before), _plain(after)
    old = (_line(text, gone, words, Kind.REMOVED) for text in before.texts)
    new = (_line(text, come, words, Kind.ADDED) for text in after.texts)
    return Marked(state=before.state, lines=tuple(old)), Marked(state=after.state, lines=tuple(new))


def _plain(value: Value | None) -> Marked | None:
    if value is None:
        return None
    return Marked(state=value.state, lines=tuple((Stretch(text=text),) for text in value.texts))


def _line(text: str, differing: list[str], words: Pieces, kind: Kind) -> tuple[Stretch, ...]:
    if text not in differing:
        return (Stretch(text=text),)
    return tuple(_stretches(words, kind)) if words else (Stretch(text=text, mark=kind.value),)


def _stretches(words: Pieces, kind: Kind) -> Iterator[Stretch]:
    """The side of a comparison on which pieces of this kind stand."""
    for piece in words:
        if piece.folded:
            text = ngettext("%(count)d word unchanged", "%(count)d words unchanged", piece.words)
            yield Stretch(text=text % {"count": piece.words}, mark="folded")
        elif piece.kind in (Kind.KEPT, kind):
            yield Stretch(text=piece.text, mark="" if piece.kind is Kind.KEPT else kind.value)
