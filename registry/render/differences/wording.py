"""The words that every format of a difference prints: what became of a record, who wrote, how much changed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.documents.difference import Change, Difference, ItemChange, Kind, Revised
from registry.render.wording import day, instant


def kind_words(kind: Kind) -> str:
    return {
        Kind.ADDED: _("Added"),
        Kind.BEGUN: _("Now in force"),
        Kind.CHANGED: _("Changed"),
        Kind.ENDED: _("No longer in force"),
        Kind.REMOVED: _("Removed"),
    }[kind]


def counted(changes: Iterable[Change]) -> str:
    """2 added, 1 changed; of records, not of their parts."""
    by_kind = Counter(change.kind for change in changes)
    said = {
        Kind.ADDED: ngettext("%(count)d added", "%(count)d added", by_kind[Kind.ADDED]),
        Kind.CHANGED: ngettext("%(count)d changed", "%(count)d changed", by_kind[Kind.CHANGED]),
        Kind.BEGUN: ngettext("%(count)d now in force", "%(count)d now in force", by_kind[Kind.BEGUN]),
        Kind.ENDED: ngettext(
            "%(count)d no longer in force", "%(count)d no longer in force", by_kind[Kind.ENDED]
        ),
        Kind.REMOVED: ngettext("%(count)d removed", "%(count)d removed", by_kind[Kind.REMOVED]),
    }
    return ", ".join(words % {"count": by_kind[kind]} for kind, words in said.items() if by_kind[kind])


def title_of(change: Change) -> str:
    """PA-0001 Running accounts"""
    return f"{change.reference} {change.title}".strip()


def letter_of(change: Change | ItemChange) -> str:
    """(b)"""
    return f"({change.letter})" if change.letter else ""


def article_of(change: Change | ItemChange, *, under: str = "") -> str:
    """The articles that ask for it, where the two records give it different letters; nothing where it is said `under`."""
    return "" if change.letter or change.article == under else change.article


def behind(change: Change, revisions: dict[str, Revised], *, timezone: str) -> Iterator[str]:
    """Who wrote, when and why, revision by revision; or that nobody did."""
    for key in change.revisions:
        yield revised_words(revisions[key], timezone=timezone)
    if change.kind in (Kind.BEGUN, Kind.ENDED) and not change.items and not change.parts:
        yield _("Nothing was written: its dates alone decide.")


def revised_words(revised: Revised, *, timezone: str) -> str:
    """Revision 37, 20 November 2026, 14:03:22 CET (Europe/Berlin), officer: “why”"""
    words = {
        "revision": revision_words(revised),
        "instant": instant(revised.instant, timezone=timezone),
        "who": revised.who,
        "why": revised.reason,
    }
    if revised.reason:
        return _("%(revision)s, %(instant)s, %(who)s: “%(why)s”") % words
    return _("%(revision)s, %(instant)s, %(who)s") % words


def revision_words(revised: Revised) -> str:
    shared = revised.key != str(revised.number)
    named = _("Revision %(number)s of shared data") if shared else _("Revision %(number)s")
    return named % {"number": revised.number}


def days_words(before: dt.date, after: dt.date) -> str:
    """The day on which it was judged what is in force, or the day of each side."""
    if before == after:
        return day(after)
    return _("before: %(before)s; after: %(after)s") % {"before": day(before), "after": day(after)}


def total(difference: Difference) -> list[str]:
    """How much changed, subject by subject; or that nothing did."""
    said = [
        _("%(subject)s: %(counted)s") % {"subject": subject.heading, "counted": counted(subject.changes)}
        for subject in difference.subjects
    ]
    return said or [_("Nothing changed.")]
