"""A difference as a part of a page: some of its records, those of one page after another, and the contents of all of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import override

from registry.documents.difference import Change, Difference, DifferenceStamp, Kind, Subject
from registry.documents.register import Fact
from registry.render.differences.about import about
from registry.render.differences.pieces import Setting, Ways, anchor_of, subject_piece
from registry.render.differences.wording import counted, kind_words, plainly, title_of
from registry.render.printable import every_text, printable

PER_PAGE = 100
"""So many records are on a page."""
OPEN = 25
"""So many are shown in full; where there are more, each is folded under its heading."""
LISTED = 12
"""So many of a subject are listed in the contents; where there are more, they are folded under its heading."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record in the contents: where it is, what it is called, what became of it."""

    page: int
    anchor: str
    title: str
    kind: Kind
    became: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A subject in the contents, with how much of it changed."""

    heading: str
    counted: str
    entries: tuple[Entry, ...]

    @property
    def folded(self) -> bool:
        return len(self.entries) > LISTED


@dataclass(frozen=True, kw_only=True)
class OnScreen:
    """What a page shows. `plainly` is a sentence for where there is nothing, or nothing before."""

    plainly: str
    facts: tuple[Fact, ...]
    contents: tuple[Listed, ...]
    pieces: tuple[SafeString, ...]
    count: int
    """Of records, on all pages."""
    pages: int
    page: int
    """Counts from 1."""
    folded: bool


def on_screen(
    difference: Difference, *, stamp: DifferenceStamp, page: int, unfolded: bool, ways: Ways
) -> OnScreen:
    """One page of a difference, with the very pieces of a file; a page that there is not is the last one.

    `unfolded`: every record in full, however many there are.
    """
    with override(difference.language):
        shown = every_text(difference, printable)
        count = sum(len(subject.changes) for subject in shown.subjects)
        pages = max(1, -(-count // PER_PAGE))
        number = min(max(page, 1), pages)
        folded = count > OPEN and not unfolded
        setting = Setting(shown, ways=ways)
        pieces = [
            SafeString(one)  # our own templates made it, and escaped what is recorded
            for one in _pieces(_placed(shown), number, setting, folded=folded)
        ]
        return OnScreen(
            plainly=plainly(shown),
            facts=every_text(about(difference, stamp=stamp), printable).facts,
            contents=tuple(_listed(_placed(shown))),
            pieces=tuple(pieces),
            count=count,
            pages=pages,
            page=number,
            folded=folded,
        )


Placed = Iterator[tuple[Subject, list[tuple[int, Change]]]]
"""Each subject with its records, and the page on which each is."""


def _placed(difference: Difference) -> Placed:
    before = 0
    for subject in difference.subjects:
        yield subject, [
            (1 + place // PER_PAGE, change) for place, change in enumerate(subject.changes, start=before)
        ]
        before += len(subject.changes)


def _pieces(placed: Placed, page: int, setting: Setting, *, folded: bool) -> Iterator[str]:
    for subject, changes in placed:
        here = [change for number, change in changes if number == page]
        if here:
            yield subject_piece(subject).html
        for change in here:
            yield setting.record_piece(change, folded=folded).html


def _listed(placed: Placed) -> Iterator[Listed]:
    for subject, changes in placed:
        entries = (
            Entry(
                page=number,
                anchor=anchor_of(change),
                title=title_of(change),
                kind=change.kind,
                became=kind_words(change.kind),
            )
            for number, change in changes
        )
        yield Listed(heading=subject.heading, counted=counted(subject.changes), entries=tuple(entries))
