"""A difference as plain text, for terminals and mail."""

from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from django.utils.translation import gettext as _
from django.utils.translation import override

from registry.documents.difference import Change, Difference, DifferenceStamp, ItemChange, Revised
from registry.documents.register import Fact
from registry.render.differences.about import about
from registry.render.differences.marks import Marked, marked
from registry.render.differences.wording import (
    article_of,
    behind,
    kind_words,
    letter_of,
    part_behind,
    title_of,
)
from registry.render.printable import every_text, printable

WIDTH, STEP = 100, 2


def render(difference: Difference, *, stamp: DifferenceStamp) -> bytes:
    """UTF-8, lines of at most 100 characters where words allow it, a line feed at the end of each."""
    with override(difference.language):
        described = every_text(about(difference, stamp=stamp), printable)
        shown = every_text(difference, printable)
        lines = [
            described.organisation,
            described.title,
            *_wrapped(described.note),
            "",
            *_facts(described.facts),
        ]
        revisions = {one.key: one for one in shown.revisions}
        for subject in shown.subjects:
            lines += ["", "", subject.heading.upper()]
            for change in subject.changes:
                lines += ["", *_change(change, revisions, timezone=shown.after.timezone)]
    return ("\n".join(lines) + "\n").encode()


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    facts = list(facts)
    width = max(len(fact.heading) for fact in facts) + STEP
    for fact in facts:
        for number, text in enumerate(fact.value.texts):
            yield from _wrapped(text, first=fact.heading.ljust(width) if not number else " " * width)


def _change(
    change: Change,
    revisions: dict[str, Revised],
    *,
    timezone: str,
    depth: int = 0,
    whole: Change | None = None,
) -> Iterator[str]:
    pad = " " * STEP * depth
    article = article_of(change, under=whole.article if whole else "")
    words = {
        "what": change.what,
        "title": title_of(change),
        "article": article,
        "became": kind_words(change.kind).upper(),
    }
    named = (
        _("%(what)s “%(title)s”, %(article)s: %(became)s")
        if article
        else _("%(what)s “%(title)s”: %(became)s")
    )
    asked = letter_of(change), named % words
    yield from _wrapped(" ".join(filter(None, asked)), first=pad, rest=pad + " " * STEP * 2)
    who = [part_behind(change, whole, revisions)] if whole else behind(change, revisions, timezone=timezone)
    for text in who:
        yield from _wrapped(text, first=pad + " " * STEP, rest=pad + " " * STEP * 2)
    for item in change.items:
        yield from _item(item, pad=pad + " " * STEP, under=change.article)
    for part in change.parts:
        yield from _change(part, revisions, timezone=timezone, depth=depth + 1, whole=change)


def _item(item: ItemChange, *, pad: str, under: str) -> Iterator[str]:
    """Heading and value of what is new or gone; else the heading, then the old and the new value, each behind a word
    that says which it is."""
    asked = letter_of(item), item.heading, article_of(item, under=under)
    heading = " ".join(filter(None, asked))
    before, after = marked(item.before, item.after)
    if before is None or after is None:
        for value in filter(None, (before, after)):
            yield from _value(value, first=f"{pad}{heading}: ")
        return
    yield pad + heading
    sides = ((_("before"), before), (_("after"), after))
    width = max(len(name) for name, _value in sides) + STEP
    for name, value in sides:
        yield from _value(value, first=f"{pad}{' ' * STEP}{name.ljust(width)}")


def _value(value: Marked, *, first: str) -> Iterator[str]:
    for number, line in enumerate(value.lines):
        text = "".join(f" [… {one.text} …] " if one.mark == "folded" else one.text for one in line)
        yield from _wrapped(text, first=" " * len(first) if number else first)


def _wrapped(text: str, *, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The lines of a text, broken between words; `first` stands before the first of them, `rest` before the others."""
    rest = " " * len(first) if rest is None else rest
    for number, line in enumerate(text.splitlines()):
        wrapper = TextWrapper(
            width=WIDTH,
            initial_indent=rest if number else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        yield from wrapper.wrap(line)
