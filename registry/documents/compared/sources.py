"""What is said about a record and its items: where it stands in a source, and what is asked about it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from registry.documents.citing import asked_words, source_words
from registry.documents.compared.items import Kind
from registry.documents.difference import ItemChange
from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Citation, Question, Recorded
from registry.documents.values import Value, filled
from registry.documents.wording import day, remarked

T = TypeVar("T", Citation, Question)
Source = tuple[str, dt.date | None]
"""Title and date of a notice or document, by which a citation names it."""


@dataclass(frozen=True, kw_only=True)
class _Side:
    """What is said on one side only, in words; `others`: whether more is said there that both sides have."""

    words: Iterable[str]
    others: bool

    @property
    def value(self) -> Value:
        lines = [text for text in self.words if text]
        return filled(*lines) if lines else filled(_("No other") if self.others else _("None recorded"))


def renamed_sources(before: Inventory, after: Inventory) -> dict[Source, Source]:
    """What sources were called before → what the same ones are called after, where that is something else."""
    found: dict[Source, Source] = {}
    for old, new in ((before.documents, after.documents), (before.notices, after.notices)):
        now = {one.id: _called(one) for one in new}
        found.update(
            (_called(one), now[one.id]) for one in old if now.get(one.id, _called(one)) != _called(one)
        )
    return found


def about_changes(kind: Kind, old: Any, new: Any, *, renamed: dict[Source, Source]) -> Iterator[ItemChange]:
    """Citations and questions that stand on one side only. That a source was `renamed` is said at the source alone."""
    if not isinstance(old if new is None else new, Recorded):
        return
    sides = [((), ()) if side is None else (side.citations, side.questions) for side in (old, new)]
    if sides[0] == sides[1]:
        return
    (cited_then, asked_then), (cited_now, asked_now) = sides
    called_now = cited_then if new is None else tuple(_as_called_now(one, renamed) for one in cited_then)
    headings, there = _headings(kind), (old is not None, new is not None)
    if called_now != cited_now:
        gone, come = _apart(cited_then, cited_now, same=called_now)
        yield _item(
            "sources",
            _("Sources"),
            _Side(words=[_citation(one, headings) for one in gone], others=bool(cited_then)),
            _Side(words=[_citation(one, headings) for one in come], others=bool(cited_now)),
            there=there,
        )
    if asked_then != asked_now:
        asked_gone, asked_come = _apart(asked_then, asked_now, same=asked_then)
        yield _item(
            "questions",
            _("Questions"),
            _Side(words=[_question(one, headings) for one in asked_gone], others=bool(asked_then)),
            _Side(words=[_question(one, headings) for one in asked_come], others=bool(asked_now)),
            there=there,
        )


def _called(source: Any) -> Source:
    """A notice or a document as `Citation` names it."""
    return source.title, source.version_date if hasattr(source, "version_date") else source.dated


def _as_called_now(cite: Citation, renamed: dict[Source, Source]) -> Citation:
    source, dated = renamed.get((cite.source, cite.dated), (cite.source, cite.dated))
    return replace(cite, source=source, dated=dated)


def _apart(then: Sequence[T], now: Sequence[T], *, same: Sequence[T]) -> tuple[list[T], list[T]]:
    """Those on one side only, or all where the order alone differs. `same`: those of `then` as they are called now."""
    gone = [one for one, called in zip(then, same, strict=True) if called not in now]
    come = [one for one in now if one not in same]
    return (gone, come) if gone or come else (list(then), list(now))


def _item(key: str, heading: str, then: _Side, now: _Side, *, there: tuple[bool, bool]) -> ItemChange:
    return ItemChange(
        key=key,
        heading=heading,
        letter="",
        article="",
        before=then.value if there[0] else None,
        after=now.value if there[1] else None,
    )


def _citation(cite: Citation, headings: dict[str, str]) -> str:
    by = _("read by %(who)s") % {"who": cite.read_by} if cite.read_by else ""
    read = _("read from context: %(why)s") % {"why": cite.read_because} if cite.read else ""
    return _of_item(cite.field, remarked(source_words([cite]) or _("no place named"), [read, by]), headings)


def _question(question: Question, headings: dict[str, str]) -> str:
    closed = _("closed on %(day)s") % {"day": day(question.closed_on)} if question.closed_on else ""
    text = remarked(question.question, [asked_words(question), closed])
    return _of_item(question.field, text, headings)


def _of_item(field: str, text: str, headings: dict[str, str]) -> str:
    """What is said, after the heading of the item that it is said of."""
    heading = headings.get(field, field.replace("_", " ").capitalize())
    return _("%(item)s: %(said)s") % {"item": heading, "said": text} if heading else text


def _headings(kind: Kind) -> dict[str, str]:
    """Field → what its item is called; of a whole record there is none."""
    found = {name: part.what for name, part in kind.parts}
    found |= {name: item.heading for item in kind.items for name in item.compared}
    return {**found, "": ""}
