"""The shape of a register: parts of sheets of lettered sections of facts and grids, and annexes.

Every format prints this tree and nothing else, so that a page, a workbook and a file say the same.
"""

import datetime as dt
from dataclasses import dataclass, field

from registry.documents.canonical import UNLESS_ABSENT, alternative
from registry.documents.footing import Footing, Place, weakest
from registry.documents.values import MISSING, Line, Value

SCHEMA = "regesta.register/3"
FINDINGS_SCHEMA = "regesta.findings/1"

CURRENT, APPROVED = "current", "approved"
STATES = (CURRENT, APPROVED)
"""Which state of each activity a register shows."""


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
class Source:
    """Where the data of an activity come from: whose they are, or for whom they are processed."""

    heading: str
    value: Value


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Who receives data. An empty `role` is missing; None is not asked for. `places` are positions in those of the flow."""

    name: str
    detail: str
    role: str | None
    condition: str
    places: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The way of an activity's data, from the left to the right. `absent` is said where there is no recipient."""

    title: str
    description: str
    reference: str
    name: str
    role: str
    sources: tuple[Source, ...]
    recipients: tuple[Recipient, ...]
    absent: Value
    places: tuple[Place, ...]
    table: Grid


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A place with those who have data there on one footing."""

    place: Place
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Map:
    """Where the data of an organisation are. A country stands once for each footing and its grounds.

    `beside` holds what no map can show: wider areas, international organisations, places that nobody has stated.
    """

    title: str
    description: str
    countries: tuple[MapPlace, ...]
    beside: tuple[MapPlace, ...]
    table: Grid

    @property
    def footings(self) -> dict[str, Footing]:
        """Code → the footing that the map shows for the country: the weakest."""
        found: dict[str, Footing] = {}
        for one in self.countries:
            footing = one.place.footing
            found[one.place.code] = weakest((footing, found.get(one.place.code, footing)))
        return found


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One activity. `facts` stand under its title: role, status, created, changed, reviewed, in force.

    `flow` is its picture; only the full edition has one.
    """

    reference: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    flow: Flow | None = None


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
class Noted:
    """What one rule found in a record, each fault in a sentence, and what would put it right.

    `rule` is for machines, as are the codes of `severity` and `kind`. `lapsed_on`: the last day on which it was accepted.
    `because` and `until` say why it is accepted, and until which day.
    """

    rule: str
    severity: Line
    kind: Line
    article: str
    messages: tuple[str, ...]
    fix: str
    lapsed_on: dt.date | None
    because: str
    until: dt.date | None


@dataclass(frozen=True, kw_only=True)
class NotedIn:
    """A record with what was found in it. `kind` is empty, and `reference` is not, where it is an activity."""

    kind: str
    reference: str
    name: str
    noted: tuple[Noted, ...]


@dataclass(frozen=True, kw_only=True)
class NotedGroup:
    """Findings that stand together, record by record; `empty` is said where there is none."""

    key: str
    heading: str
    remark: str
    records: tuple[NotedIn, ...]
    empty: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the rules find in the records of a register on its day: no part of what Article 30 asks."""

    schema: str
    intro: str
    facts: tuple[Fact, ...]
    groups: tuple[NotedGroup, ...]


@dataclass(frozen=True, kw_only=True)
class Annex:
    """Tables over all activities: processors, transfers by country, measures, retention schedule; or a map with its own;
    or findings, in a copy that has them."""

    key: str
    number: int
    heading: str
    grids: tuple[Grid, ...]
    map: Map | None = None
    findings: Findings | None = field(default=None, metadata=UNLESS_ABSENT)

    @property
    def tables(self) -> tuple[Grid, ...]:
        """All that the annex says in tables, that of its map included."""
        return (*self.grids, self.map.table) if self.map else self.grids


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
    state: str = CURRENT
    """`current`: as recorded, approved or not; `approved`: each sheet as it was last approved."""
    slug: str
    name: str
    note: str
    """Printed on every page and file, where there is one."""
    moment: Moment
    cover: tuple[Section, ...]
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...]

    @property
    def has_findings(self) -> bool:
        return any(annex.findings for annex in self.annexes)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Who made a copy, when, and which instant was asked for. Printed, but no part of the fingerprint."""

    made_by: str
    made_at: dt.datetime
    as_of: dt.datetime | None
