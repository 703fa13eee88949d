"""What is said about a record and its items: where it stands in a source, and what is asked about it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
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
    headings = _headings(kind)
    then, now = (() if side is None else side.citations for side in (old, new))
    if then != now:
        same = tuple(_as_called_now(one, renamed) for one in then)
        yield from _item("sources", _("Sources"), same, now, headings, _citation, whole=(old, new))
    then, now = (() if side is None else side.questions for side in (old, new))
    yield from _item("questions", _("Questions"), then, now, headings, _question, whole=(old, new))


def _called(source: Any) -> Source:
    """A notice or a document as `Citation` names it."""
    return source.title, source.version_date if hasattr(source, "version_date") else source.dated


def _as_called_now(cite: Citation, renamed: dict[Source, Source]) -> Citation:
    source, dated = renamed.get((cite.source, cite.dated), (cite.source, cite.dated))
    return replace(cite, source=source, dated=dated)


def _item(
    key: str,
    heading: str,
    then: tuple[T, ...],
    now: tuple[T, ...],
    headings: dict[str, str],
    words: Callable[[T, dict[str, str]], str],
    *,
    whole: tuple[Any, Any],
) -> Iterator[ItemChange]:
    """What both sides have is left out, unless they differ in its order alone."""
    if then == now:
        return
    gone, come = [one for one in then if one not in now], [one for one in now if one not in then]
    if not gone and not come:
        gone, come = list(then), list(now)
    old, new = whole
    yield ItemChange(
        key=key,
        heading=heading,
        letter="",
        article="",
        before=None if old is None else _value((words(one, headings) for one in gone), others=bool(then)),
        after=None if new is None else _value((words(one, headings) for one in come), others=bool(now)),
    )


def _value(texts: Iterable[str], *, others: bool) -> Value:
    lines = [text for text in texts if text]
    return filled(*lines) if lines else filled(_("No other") if others else _("None recorded"))


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
