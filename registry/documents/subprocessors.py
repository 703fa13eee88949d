"""The shape of the public subprocessor list."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from registry.documents.register import Moment
from registry.documents.values import Value

SCHEMA = "regesta.subprocessors/1"


class EntryState(StrEnum):
    """Where an entry stands on a day; it follows from its dates."""

    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One provider with what it does, for what, where, on what ground, and its dates (None: not known or none)."""

    key: str
    name: str
    service: Value
    kind: Value
    concerns: Value
    data: Value
    places: Value
    established: Value
    transfers: Value
    condition: str
    announced_on: dt.date | None
    effective_on: dt.date | None
    postponed_to: dt.date | None
    ended_on: dt.date | None
    withdrawn_on: dt.date | None
    listed_on: dt.date | None
    """The day it was first recorded, said as “listed since” where no first day is known."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Entries under one heading; an empty heading comes without one."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class SubprocessorList:
    """Who processes data for an organisation, or receives them on its customers' instruction."""

    schema: str
    language: str
    slug: str
    name: str
    note: str
    """Printed on every page and file, where there is one."""
    intro: str
    contact: Value
    objection: Value
    notice: Value
    moment: Moment
    groups: tuple[Group, ...]


def state_of(entry: Entry, *, on: dt.date) -> EntryState:
    """The state of an entry on a day. An unknown first day counts as past; a last day is still in force."""
    begins = entry.postponed_to or entry.effective_on
    if entry.withdrawn_on is not None and entry.withdrawn_on <= on:
        return EntryState.WITHDRAWN
    if entry.ended_on is not None and entry.ended_on < on:
        return EntryState.ENDED
    return EntryState.ANNOUNCED if begins is not None and begins > on else EntryState.IN_FORCE
