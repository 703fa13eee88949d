"""An activity as it is approved: its sheet in both editions with what it names, complete without any annex."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _

from registry.documents.annexes.measures import measures
from registry.documents.annexes.scope import Scope
from registry.documents.annexes.services import services
from registry.documents.canonical import encode
from registry.documents.completeness import PROCESSOR, always, sheet_of
from registry.documents.edition import Edition
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.register import Fact, Grid, Section, Sheet
from registry.law.articles import Part as Side

SCHEMA = "regesta.approved/1"
LASTING = frozenset({"role", "in-force", "reviewed"})
"""Facts under the title that are approved; the others are about the record, not about the activity."""
ASKED = frozenset({"role", "in-force"})
"""Those of them that decide what the register says."""
INHERITED = "inherited-measures"
USERS = "activities"
"""The column of an annex that says which activities it is about."""


@dataclass(frozen=True, kw_only=True)
class Approved:
    """What is kept of an approved activity. `part` is the record that it belongs to; the days are those on which it
    is, or was, carried out."""

    schema: str
    language: str
    part: str
    in_force_from: dt.date | None
    in_force_until: dt.date | None
    art30: Sheet
    full: Sheet

    def sheet(self, *, content: str) -> Sheet:
        """The sheet of one edition: "art30" or "full"."""
        return self.full if content == "full" else self.art30

    def holds(self, on: dt.date) -> bool:
        """Whether the day lies within the days of the activity; both included, an unknown day counts as in."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on <= self.in_force_until)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An approval as it was recorded. `content` is an `Approved` as canonical JSON, empty where it was not read."""

    activity: int
    number: int
    on: dt.date
    revision: int
    instant: dt.datetime
    prepared_by: int | None
    approved_by: int
    alone: bool
    sha256: str
    asked_sha256: str
    content: str = ""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One item of a sheet that says something else than before. `section`: key and letter of where it stands."""

    section: str
    letter: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one entry of a sheet says: a line for each statement or row, as printed and in an order of its own."""

    section: str
    letter: str
    entry: str
    heading: str
    text: str
    sorted: str


def approved(inventory: Inventory, activity_id: int, *, on: dt.date) -> Approved:
    """What would be kept if the activity were approved on a day, in the organisation's language, whatever its status.

    Raises KeyError for an unknown activity. No query.
    """
    found = {activity.id: activity for activity in inventory.activities}
    activity = found[activity_id]
    language = inventory.organisation.language if inventory.organisation else "en"
    with translation.override(language):
        return Approved(
            schema=SCHEMA,
            language=language,
            part=side_of(activity).value,
            in_force_from=activity.in_force_from,
            in_force_until=activity.in_force_until,
            art30=_sheet(inventory, activity, on=on, content="art30"),
            full=_sheet(inventory, activity, on=on, content="full"),
        )


def side_of(activity: Activity) -> Side:
    """The record that an activity belongs to; where the role is not stated, that which asks most."""
    acting = activity.role is not None and activity.role.code == PROCESSOR
    return Side.PROCESSOR if acting else Side.CONTROLLER


def standing_alone(shown: Edition, activity: Activity, sheet: Sheet) -> Sheet:
    """The sheet as it is kept: without what is said of the record, and with what annexes would say of what it names."""
    facts = tuple(fact for fact in sheet.facts if fact.key in LASTING)
    lettered = tuple(
        replace(section, entries=tuple(map(_described_below, section.entries))) for section in sheet.sections
    )
    return replace(sheet, facts=facts, sections=(*lettered, *_named(shown, activity)))


def _described_below(entry: Fact | Grid) -> Fact | Grid:
    """Where a sheet leads to an annex, the kept one leads to its own end."""
    if entry.key != INHERITED:
        return entry
    return replace(entry, heading=_("Measures of the whole organisation (described below)"))


def asked_fingerprint(sheet: Sheet) -> str:
    """The sha256 of what a kept sheet says, whatever its headings are and in whichever order it says it."""
    said = sorted([one.section, one.entry, one.sorted] for one in _said(sheet))
    return hashlib.sha256(encode([sheet.title, said]).encode()).hexdigest()


def differences(before: Sheet, after: Sheet) -> tuple[Difference, ...]:
    """The items of two kept sheets of one activity that say something else, in the order of the sheet."""
    old, new = ({(one.section, one.entry): one for one in _said(sheet)} for sheet in (before, after))
    pairs = [(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
    found = [
        Difference(
            section=shown.section,
            letter=shown.letter,
            heading=shown.heading,
            before=was.text if was else "",
            after=now.text if now else "",
        )
        for was, now in pairs
        if (shown := now or was) and (was.sorted if was else "") != (now.sorted if now else "")
    ]
    if before.title == after.title:
        return tuple(found)
    named = Difference(section="", letter="", heading=_("Name"), before=before.title, after=after.title)
    return (named, *found)


def _sheet(inventory: Inventory, activity: Activity, *, on: dt.date, content: str) -> Sheet:
    shown, (current,) = always(inventory, [activity], on=on, content=content)
    return standing_alone(shown, current, sheet_of(shown, current))


def _named(shown: Edition, activity: Activity) -> Iterator[Section]:
    """What the annexes say of the services that the activity uses and of the measures that protect it."""
    scope = Scope(edition=shown, sides={side_of(activity): (activity,)}, whole=False)
    annexes = (
        ("named-services", _("Services that are named, with who provides them"), services(scope)),
        ("named-measures", _("Measures that apply, described"), measures(scope)),
    )
    for key, heading, grids in annexes:
        entries = tuple(_without_users(grid) for grid in grids if grid.rows)
        if entries:
            yield Section(key=key, letter="", article="", heading=heading, entries=entries)


def _without_users(grid: Grid) -> Grid:
    """The table of one activity need not say which activity it is about."""
    kept = [place for place, column in enumerate(grid.columns) if column.key != USERS]
    return replace(
        grid,
        columns=tuple(grid.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in grid.rows),
    )


def _said(sheet: Sheet) -> Iterator[Said]:
    for fact in sheet.facts:
        if fact.key in ASKED:
            yield _said_of(fact, Section(key="", letter="", article="", heading="", entries=()))
    for section in sheet.sections:
        for entry in section.entries:
            yield _said_of(entry, section)


def _said_of(entry: Fact | Grid, section: Section) -> Said:
    if isinstance(entry, Grid) and entry.rows:
        lines = [" · ".join("; ".join(value.texts) for value in row) for row in entry.rows]
    else:
        lines = list((entry.empty if isinstance(entry, Grid) else entry.value).texts)
    return Said(
        section=section.key,
        letter=section.letter,
        entry=entry.key,
        heading=entry.heading,
        text="\n".join(lines),
        sorted="\n".join(sorted(lines)),
    )
