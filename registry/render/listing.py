"""The columns of the subprocessor list, declared once, and its entries with their state on the day shown."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.register import Fact
from registry.documents.subprocessors import Entry, EntryState, SubprocessorList, state_of
from registry.documents.values import MISSING, Value, filled
from registry.render.wording import day


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """One thing said of each entry."""

    key: str
    heading: str | Promise
    value: Callable[[Entry], Value]


@dataclass(frozen=True, kw_only=True)
class ShownEntry:
    """An entry as it stands on the day shown. `label` says the state in words with its date."""

    anchor: str
    entry: Entry
    state: EntryState
    label: str
    facts: tuple[Fact, ...]

    @property
    def sides(self) -> tuple[list[Fact], list[Fact]]:
        """What is done, and where, as far as it is stated."""
        stated = [fact for fact in self.facts if fact.value != MISSING]
        what = [fact for fact in stated if fact.key not in WHERE]
        return what, [fact for fact in stated if fact.key in WHERE]

    @property
    def missing(self) -> list[str]:
        """The headings of what is not stated: said in one line, a list of gaps reads better than a wall of them."""
        return [fact.heading for fact in self.facts if fact.value == MISSING]


@dataclass(frozen=True, kw_only=True)
class ShownGroup:
    """Entries under one heading."""

    anchor: str
    heading: str
    entries: tuple[ShownEntry, ...]


def dates(entry: Entry) -> Value:
    """What is known of an entry's days, in the order in which they come."""
    known = (
        (_("Announced on %(day)s"), entry.announced_on),
        (_("Planned from %(day)s") if entry.postponed_to else _("From %(day)s"), entry.effective_on),
        (_("Postponed to %(day)s"), entry.postponed_to),
        (_("Last day %(day)s"), entry.ended_on),
        (_("Withdrawn on %(day)s"), entry.withdrawn_on),
        (_("Listed since %(day)s"), None if entry.effective_on else entry.listed_on),
    )
    return filled(*(sentence % {"day": day(date)} for sentence, date in known if date is not None))


def condition(entry: Entry) -> Value:
    return filled(entry.condition or _("None stated"))


COLUMNS = (
    ListColumn(key="service", heading=gettext_lazy("Service"), value=lambda entry: entry.service),
    ListColumn(key="kind", heading=gettext_lazy("Role"), value=lambda entry: entry.kind),
    ListColumn(key="concerns", heading=gettext_lazy("Concerns"), value=lambda entry: entry.concerns),
    ListColumn(key="condition", heading=gettext_lazy("Condition"), value=condition),
    ListColumn(key="data", heading=gettext_lazy("Personal data"), value=lambda entry: entry.data),
    ListColumn(
        key="places", heading=gettext_lazy("Where data are processed"), value=lambda entry: entry.places
    ),
    ListColumn(
        key="established", heading=gettext_lazy("Established in"), value=lambda entry: entry.established
    ),
    ListColumn(key="transfers", heading=gettext_lazy("Transfers"), value=lambda entry: entry.transfers),
    ListColumn(key="dates", heading=gettext_lazy("Dates"), value=dates),
)
WHERE = frozenset({"places", "established", "transfers", "dates"})
"""What stands beside the rest: where, on what ground, since when."""


def shown(listed: SubprocessorList) -> tuple[ShownGroup, ...]:
    """The groups of a list with each entry's state, anchors included. Pure; no query."""
    return tuple(
        ShownGroup(
            anchor=f"group-{number}",
            heading=group.heading,
            entries=tuple(_shown(entry, on=listed.moment.on) for entry in group.entries),
        )
        for number, group in enumerate(listed.groups, start=1)
    )


def state_label(entry: Entry, *, on: dt.date) -> str:
    """In force, announced for a day, ended on a day, withdrawn on a day."""
    begins = entry.postponed_to or entry.effective_on
    match state_of(entry, on=on):
        case EntryState.WITHDRAWN:
            return _("Withdrawn on %(day)s") % {"day": day(_known(entry.withdrawn_on))}
        case EntryState.ENDED:
            return _("Ended on %(day)s") % {"day": day(_known(entry.ended_on))}
        case EntryState.ANNOUNCED:
            return _("Announced for %(day)s") % {"day": day(_known(begins))}
    return _("In force")


def terms(listed: SubprocessorList) -> tuple[Fact, ...]:
    """What holds for the whole list: how changes are announced, how to object, whom to ask."""
    return (
        Fact(key="notice", heading=_("Notice of changes"), value=listed.notice),
        Fact(key="objection", heading=_("Objecting"), value=listed.objection),
        Fact(key="contact", heading=_("Contact"), value=listed.contact),
    )


def _shown(entry: Entry, *, on: dt.date) -> ShownEntry:
    return ShownEntry(
        anchor=f"entry-{entry.key}",
        entry=entry,
        state=state_of(entry, on=on),
        label=state_label(entry, on=on),
        facts=tuple(
            Fact(key=column.key, heading=str(column.heading), value=column.value(entry))
            for column in COLUMNS
            if column.key != "condition" or entry.condition
        ),
    )


def _known(date: dt.date | None) -> dt.date:
    assert date is not None, "a state follows from its date"
    return date
