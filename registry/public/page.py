"""What the public page says: a published list on a given day."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.documents.days import day_at
from registry.documents.register import Fact
from registry.documents.subprocessors import EntryState, SubprocessorList
from registry.models.releases import Release
from registry.render.listing import ShownEntry, ShownGroup, shown, terms
from registry.render.printable import every_text, printable
from registry.render.wording import day, instant

STATES: dict[EntryState, str | Promise] = {
    EntryState.IN_FORCE: _("in force"),
    EntryState.ANNOUNCED: _("announced"),
    EntryState.ENDED: _("ended"),
    EntryState.WITHDRAWN: _("withdrawn"),
}
"""In the order in which they are counted."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page in words. `today` is the day on which states are shown; `coming` are the announced entries, in the
    order in which they begin; `headings` the groups to jump to, where there are several."""

    slug: str
    name: str
    note: str
    intro: str
    today: str
    counts: tuple[str, ...]
    coming: tuple[ShownEntry, ...]
    headings: tuple[ShownGroup, ...]
    groups: tuple[ShownGroup, ...]
    terms: tuple[Fact, ...]
    number: int
    published: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line of the index: whose list, and which publication."""

    slug: str
    name: str
    number: int
    day: str
    note: str


def listed_of(release: Release) -> Listed:
    """A release of `newest_of_each` as a line of the index. Pure."""
    return Listed(
        slug=release.slug,
        name=release.name,
        number=release.number,
        day=day(day_at(release.instant, timezone=release.timezone)),
        note=release.says,
    )


def page_of(release: Release, listed: SubprocessorList, *, on: dt.date) -> Page:
    """The published list as it stands on a day. Pure."""
    listed = every_text(replace(listed, moment=replace(listed.moment, on=on)), printable)
    groups = shown(listed)
    headings = tuple(group for group in groups if group.heading)
    entries = [entry for group in groups for entry in group.entries]
    counted = Counter(entry.state for entry in entries)
    coming = [entry for entry in entries if entry.state is EntryState.ANNOUNCED]
    return Page(
        slug=release.slug,
        name=listed.name,
        note=listed.note,
        intro=listed.intro,
        today=day(on),
        counts=tuple(f"{counted[state]} {word}" for state, word in STATES.items() if counted[state]),
        coming=tuple(sorted(coming, key=begins)),
        headings=headings if len(headings) > 1 else (),
        groups=groups,
        terms=terms(listed),
        number=release.number,
        published=instant(release.instant, timezone=listed.moment.timezone),
        fingerprint=release.sha256,
    )


def begins(shown_entry: ShownEntry) -> tuple[dt.date, str]:
    entry = shown_entry.entry
    return entry.postponed_to or entry.effective_on or dt.date.max, entry.key
