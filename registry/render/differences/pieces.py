"""A difference as pieces of HTML: the cover, then each subject, then each record that changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from registry.documents.difference import Change, Difference, ItemChange, Kind, Revised, Subject
from registry.render.about import About
from registry.render.differences.marks import Marked, marked
from registry.render.differences.wording import (
    article_of,
    behind,
    counted,
    kind_words,
    letter_of,
    listed,
    part_behind,
    plainly,
    title_of,
)
from registry.render.notes import Notes
from registry.render.pieces import Piece

DEEPEST = 5
"""The smallest heading that is styled; what is deeper stands under one of the same size."""


@dataclass(frozen=True, kw_only=True)
class ShownItem:
    """A row: the item, and its values as they stand in the columns of its table."""

    letter: str
    article: str
    heading: str
    values: tuple[tuple[str, Marked], ...]
    """Heading of the column, for narrow screens, and value."""

    @property
    def tall(self) -> bool:
        return any(value.tall for _heading, value in self.values)


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Where a page leads on from a revision or a record: an address, or "" for none. Files lead nowhere."""

    revision: Callable[[Revised], str] = lambda _revised: ""
    record: Callable[[Change], str] = lambda _change: ""


@dataclass(frozen=True, kw_only=True)
class Linked:
    """A sentence, and where it leads."""

    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """A record or a part as it is set. `level` is that of its heading, `url` where its history is."""

    anchor: str
    level: int
    kind: Kind
    became: str
    letter: str
    article: str
    what: str
    title: str
    url: str
    behind: tuple[Linked, ...]
    columns: tuple[tuple[str, int], ...]
    """Heading, and share of the width in per cent."""
    items: tuple[ShownItem, ...]
    parts: tuple["ShownChange", ...]


def pieces(difference: Difference, *, about: About) -> Iterator[Piece]:
    yield _cover(about)
    shown = Setting(difference)
    if not difference.subjects:
        html = render_to_string("documents/difference/nothing.html", {"said": plainly(difference)})
        yield Piece(anchor="nothing", label="", level=1, html=html)
    for subject in difference.subjects:
        yield subject_piece(subject)
        for change in subject.changes:
            yield shown.record_piece(change)


def _cover(about: About) -> Piece:
    notes = Notes(anchor="copy")
    facts = notes.facts(about.facts)
    html = render_to_string(
        "documents/cover.html", {"about": about, "facts": facts, "sections": (), "label": "", "notes": notes}
    )
    return Piece(anchor="copy", label="", level=1, html=html)


def subject_piece(subject: Subject) -> Piece:
    """The heading of a subject, with how much of it changed."""
    context = {"subject": subject, "counted": counted(subject.changes)}
    html = render_to_string("documents/difference/subject.html", context)
    return Piece(anchor=subject.key, label=subject.heading, level=1, html=html)


def anchor_of(change: Change) -> str:
    return f"{change.table}-{change.id}"


class Setting:
    """Sets the records of one difference."""

    def __init__(self, difference: Difference, *, ways: Ways | None = None) -> None:
        self.revisions = {one.key: one for one in difference.revisions}
        self.timezone = difference.after.timezone
        self.ways = ways or Ways()

    def record_piece(self, change: Change, *, folded: bool = False) -> Piece:
        """One record with its parts; `folded`, only its heading is seen until it is opened."""
        shown = self._shown(change, level=3, behind=tuple(self._behind(change)))
        html = render_to_string("documents/difference/change.html", {"change": shown, "folded": folded})
        return Piece(anchor=shown.anchor, label=listed(change), level=2, html=html)

    def _behind(self, change: Change) -> Iterator[Linked]:
        """Who wrote, when and why, each with the way to the revision."""
        said = behind(change, self.revisions, timezone=self.timezone)
        for text, key in zip_longest(said, change.revisions):
            yield Linked(text=text, url=self.ways.revision(self.revisions[key]) if key else "")

    def _shown(
        self, change: Change, *, level: int, behind: tuple[Linked, ...], whole: Change | None = None
    ) -> ShownChange:
        columns = _columns(change.kind)
        return ShownChange(
            anchor=anchor_of(change),
            level=level,
            kind=change.kind,
            became=kind_words(change.kind),
            letter=letter_of(change),
            article=article_of(change, under=whole.article if whole else ""),
            what=change.what,
            title=title_of(change),
            url="" if whole else self.ways.record(change),
            behind=behind,
            columns=columns,
            items=tuple(_item(one, columns, under=change.article) for one in change.items),
            parts=tuple(self._part(part, change, level=min(level + 1, DEEPEST)) for part in change.parts),
        )

    def _part(self, part: Change, whole: Change, *, level: int) -> ShownChange:
        who = part_behind(part, whole, self.revisions)
        return self._shown(part, level=level, behind=(Linked(text=who),) if who else (), whole=whole)


def _columns(kind: Kind) -> tuple[tuple[str, int], ...]:
    """Old and new side by side; of a record that is new or gone there is one side."""
    first = (_("Item"), 24)
    match kind:
        case Kind.ADDED:
            return (first, (_("After"), 76))
        case Kind.REMOVED:
            return (first, (_("Before"), 76))
    return (first, (_("Before"), 38), (_("After"), 38))


def _item(item: ItemChange, columns: tuple[tuple[str, int], ...], *, under: str) -> ShownItem:
    sides = [value for value in marked(item.before, item.after) if value is not None]
    headings = [heading for heading, _share in columns[1:]]
    return ShownItem(
        letter=letter_of(item),
        article=article_of(item, under=under),
        heading=item.heading,
        values=tuple(zip(headings, sides, strict=True)),
    )
