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
        Kind.RETIRED: _("Retired"),
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
        Kind.RETIRED: ngettext("%(count)d retired", "%(count)d retired", by_kind[Kind.RETIRED]),
        Kind.REMOVED: ngettext("%(count)d removed", "%(count)d removed", by_kind[Kind.REMOVED]),
    }
    return ", ".join(words % {"count": by_kind[kind]} for kind, words in said.items() if by_kind[kind])


def title_of(change: Change) -> str:
    """PA-0001 Running accounts"""
    return f"{change.reference} {change.title}".strip()


def listed(change: Change) -> str:
    """PA-0001 Running accounts · Changed: as contents name it"""
    return _("%(title)s · %(became)s") % {"title": title_of(change), "became": kind_words(change.kind)}


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
    if by_dates_alone(change):
        yield unwritten()


def by_dates_alone(change: Change) -> bool:
    """Whether it begins or ends although nobody wrote."""
    return change.kind in (Kind.BEGUN, Kind.ENDED) and not change.items and not change.parts


def unwritten() -> str:
    return _("Nothing was written: its dates alone decide.")


def part_behind(part: Change, whole: Change, revisions: dict[str, Revised]) -> str:
    """Which of the revisions named above wrote a part, or that none did; nothing where there is no choice."""
    if by_dates_alone(part):
        return unwritten()
    if not part.revisions or len(whole.revisions) == 1:
        return ""
    return ", ".join(revision_words(revisions[key]) for key in part.revisions)


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
    """How much changed, subject by subject; or that nothing did; and where nothing was there at first."""
    remark = plainly(difference)
    said = [
        _("%(subject)s: %(counted)s") % {"subject": subject.heading, "counted": counted(subject.changes)}
        for subject in difference.subjects
    ]
    return [*([remark] if remark else []), *said]


def plainly(difference: Difference) -> str:
    """What has to be said before anything else: that nothing differs, or that there was nothing to begin with."""
    if difference.after.instant is None:
        return _("Nothing was recorded by either moment.")
    if difference.before.instant is None:
        return _("Nothing was recorded by the first moment, so everything counts as added.")
    if difference.subjects:
        return ""
    if difference.revisions_between:
        return _(
            "Both moments say the same: what was saved between them was changed back, or is not compared."
        )
    return _("Nothing changed between the two moments.")
