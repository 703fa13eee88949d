"""A difference as a part of a page: some of its records, those of one page after another, and the contents of all of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import override

from registry.documents.difference import Change, Difference, DifferenceStamp, Kind, Subject
from registry.documents.register import Fact
from registry.render.differences.about import facts_of
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

    @property
    def earlier(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def later(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


def on_screen(
    difference: Difference, *, stamp: DifferenceStamp, page: int, unfolded: bool, ways: Ways
) -> OnScreen:
    """One page of a difference, with the very pieces of a file; a page that there is not is the last one.

    `unfolded`: every record in full, however many there are.
    """
    with override(difference.language):
        placed = list(_placed(difference))
        count = sum(len(changes) for _subject, changes in placed)
        pages = max(1, -(-count // PER_PAGE))
        number = min(max(page, 1), pages)
        folded = count > OPEN and not unfolded
        setting = Setting(every_text(replace(difference, subjects=()), printable), ways=ways)
        return OnScreen(
            plainly=plainly(difference),
            facts=every_text(facts_of(difference, stamp=stamp), printable),
            contents=tuple(map(_listed, placed)),
            pieces=tuple(_pieces(placed, number, setting, folded=folded)),
            count=count,
            pages=pages,
            page=number,
            folded=folded,
        )


Placed = tuple[Subject, list[tuple[int, Change]]]
"""A subject with its records, and the page on which each is."""


def _placed(difference: Difference) -> Iterator[Placed]:
    before = 0
    for subject in difference.subjects:
        places = enumerate(subject.changes, start=before)
        yield subject, [(1 + place // PER_PAGE, change) for place, change in places]
        before += len(subject.changes)


def _pieces(placed: list[Placed], page: int, setting: Setting, *, folded: bool) -> Iterator[SafeString]:
    """Safe because templates of ours made them, which escape what is recorded."""
    for subject, changes in placed:
        here = [change for number, change in changes if number == page]
        if here:
            yield SafeString(subject_piece(subject).html)
        for change in here:
            piece = setting.record_piece(every_text(change, printable), folded=folded)
            yield SafeString(piece.html)


def _listed(placed: Placed) -> Listed:
    subject, changes = placed
    entries = (
        Entry(
            page=number,
            anchor=anchor_of(change),
            title=printable(title_of(change)),
            kind=change.kind,
            became=kind_words(change.kind),
        )
        for number, change in changes
    )
    return Listed(heading=subject.heading, counted=counted(subject.changes), entries=tuple(entries))
