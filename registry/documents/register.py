"""The shape of a register: parts of sheets of lettered sections of facts and grids, and annexes.

Every format prints this tree and nothing else, so that a page, a workbook and a file say the same.
"""

import datetime as dt
from dataclasses import dataclass

from registry.documents.canonical import alternative
from registry.documents.values import MISSING, Value

SCHEMA = "regesta.register/1"


@alternative
@dataclass(frozen=True, kw_only=True)
class Fact:
    """One item with its heading. `key` is stable, lower-case, for machines."""

    key: str
    heading: str
    value: Value


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a grid; `weight` is its share of the width."""

    key: str
    heading: str
    weight: int = 1


@alternative
@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table: one value per column in each row; `empty` is said in place of rows."""

    key: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: Value = MISSING


@dataclass(frozen=True, kw_only=True)
class Section:
    """What one letter asks. `letter` is empty for what goes beyond Article 30."""

    key: str
    letter: str
    article: str
    heading: str
    entries: tuple[Fact | Grid, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One activity. `facts` stand under its title: role, status, created, changed, reviewed, in force."""

    reference: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Part A (controller, Art. 30(1)) or part B (processor, Art. 30(2))."""

    key: str
    letter: str
    heading: str
    article: str
    sheets: tuple[Sheet, ...]
    empty: str
    """The sentence printed where there is no sheet."""


@dataclass(frozen=True, kw_only=True)
class Annex:
    """A table over all activities: processors, transfers by country, measures, retention schedule."""

    key: str
    number: int
    heading: str
    grids: tuple[Grid, ...]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Which state of the records is shown: the last revision of the organisation, and the day it is in force on.

    `revision` 0 and no instant: nothing was recorded yet. `timezone` is the organisation's, for printing.
    """

    revision: int
    instant: dt.datetime | None
    digest: str
    on: dt.date
    timezone: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """The record of processing activities of one organisation at one moment."""

    schema: str
    language: str
    content: str
    """`art30`: what the article asks; `full`: everything recorded."""
    slug: str
    name: str
    note: str
    """Printed on every page and file, where there is one."""
    moment: Moment
    cover: tuple[Section, ...]
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Who made a copy, when, and which instant was asked for. Printed, but no part of the fingerprint."""

    made_by: str
    made_at: dt.datetime
    as_of: dt.datetime | None
