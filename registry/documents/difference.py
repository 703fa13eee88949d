"""The shape of a difference: what changed between two states of a register, record by record and item by item."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from registry.documents.register import Moment, Stamp
from registry.documents.values import Value

SCHEMA = "regesta.difference/1"


class Kind(StrEnum):
    """What became of a record. Begun, ended and retired: it was recorded on both sides, but in force on one of them only;
    retired where its status ended it."""

    ADDED = "added"
    BEGUN = "begun"
    CHANGED = "changed"
    ENDED = "ended"
    RETIRED = "retired"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class Revised:
    """A revision: who saved, when, by which way, why. `key` is its number, marked where all organisations share it."""

    key: str
    number: int
    instant: dt.datetime
    who: str
    channel: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Authorship:
    """The revisions between two instants, and which of them (keys) wrote which record (table and number)."""

    revisions: tuple[Revised, ...] = ()
    touched: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ItemChange:
    """One item, old and new; None where the record was not there. `letter` and `article`: where Article 30 asks for
    it; both empty beyond it, and no letter where the two records give it different ones."""

    key: str
    heading: str
    letter: str
    article: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One record or part of one. `table` and `id` are for machines; `revisions` are keys, those of parts included."""

    kind: Kind
    table: str
    id: int
    what: str
    reference: str
    title: str
    letter: str
    article: str
    items: tuple[ItemChange, ...]
    parts: tuple["Change", ...]
    revisions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """All that changed of one kind: activities, services, parties."""

    key: str
    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What changed in the register of one organisation between two moments.

    `revisions`: those behind the changes shown, by instant; `revisions_between` counts all of the organisation's.
    """

    schema: str
    language: str
    slug: str
    name: str
    note: str
    """Printed on every page and file, where there is one."""
    before: Moment
    after: Moment
    subjects: tuple[Subject, ...]
    revisions: tuple[Revised, ...]
    revisions_between: int

    @property
    def changes(self) -> Iterator[Change]:
        return (change for subject in self.subjects for change in subject.changes)


@dataclass(frozen=True, kw_only=True)
class DifferenceStamp(Stamp):
    """Who made a copy, when, and between which instants; `since` None is the moment of making."""

    since: dt.datetime | None
