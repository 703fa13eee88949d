"""A difference as pieces of HTML: the cover, then each subject, then each record that changed."""

from collections.abc import Iterator
from dataclasses import dataclass

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
    revision_words,
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
class ShownChange:
    """A record or a part as it is set. `level` is that of its heading."""

    anchor: str
    level: int
    kind: Kind
    became: str
    letter: str
    article: str
    what: str
    title: str
    behind: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    """Heading, and share of the width in per cent."""
    items: tuple[ShownItem, ...]
    parts: tuple["ShownChange", ...]


def pieces(difference: Difference, *, about: About) -> Iterator[Piece]:
    yield _cover(about)
    revisions = {one.key: one for one in difference.revisions}
    if not difference.subjects:
        html = render_to_string("documents/difference/nothing.html")
        yield Piece(anchor="nothing", label="", level=1, html=html)
    for subject in difference.subjects:
        yield _subject(subject)
        for change in subject.changes:
            yield _record(change, revisions, timezone=difference.after.timezone)


def _cover(about: About) -> Piece:
    notes = Notes(anchor="copy")
    facts = notes.facts(about.facts)
    html = render_to_string(
        "documents/cover.html", {"about": about, "facts": facts, "sections": (), "label": "", "notes": notes}
    )
    return Piece(anchor="copy", label="", level=1, html=html)


def _subject(subject: Subject) -> Piece:
    context = {"subject": subject, "counted": counted(subject.changes)}
    html = render_to_string("documents/difference/subject.html", context)
    return Piece(anchor=subject.key, label=subject.heading, level=1, html=html)


def _record(change: Change, revisions: dict[str, Revised], *, timezone: str) -> Piece:
    who = tuple(behind(change, revisions, timezone=timezone))
    shown = _shown(change, revisions, level=3, who=who)
    html = render_to_string("documents/difference/change.html", {"change": shown})
    return Piece(anchor=shown.anchor, label=title_of(change), level=2, html=html)


def _shown(
    change: Change,
    revisions: dict[str, Revised],
    *,
    level: int,
    who: tuple[str, ...],
    whole: Change | None = None,
) -> ShownChange:
    under = whole.article if whole else ""
    columns = _columns(change.kind)
    return ShownChange(
        anchor=f"{change.table}-{change.id}",
        level=level,
        kind=change.kind,
        became=kind_words(change.kind),
        letter=letter_of(change),
        article=article_of(change, under=under),
        what=change.what,
        title=title_of(change),
        behind=who,
        columns=columns,
        items=tuple(_item(one, columns, under=change.article) for one in change.items),
        parts=tuple(
            _shown(
                part,
                revisions,
                level=min(level + 1, DEEPEST),
                who=_part_behind(part, change, revisions),
                whole=change,
            )
            for part in change.parts
        ),
    )


def _part_behind(part: Change, whole: Change, revisions: dict[str, Revised]) -> tuple[str, ...]:
    """Which of the revisions named above wrote a part; nothing where there is no choice."""
    if not part.revisions or len(whole.revisions) == 1:
        return ()
    return (", ".join(revision_words(revisions[key]) for key in part.revisions),)


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
