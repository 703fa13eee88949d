"""Published policies and what they promise."""

import datetime as dt
from dataclasses import dataclass

from registry.documents.records.evidence import Conditional, InForce, Recorded
from registry.documents.records.terms import Choice


@dataclass(frozen=True, kw_only=True)
class Statement(Recorded, Conditional):
    """Something a notice says beyond the activities; `right` is None where it is none."""

    position: int = 0
    kind: Choice | None
    right: Choice | None = None
    text: str = ""
    route: str = ""
    response_time: str = ""
    change: str = ""
    channel: str = ""
    lead_time: str = ""
    quote: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice(Recorded, InForce):
    """A privacy policy as published; `activities` are the numbers of those it covers."""

    title: str
    version_date: dt.date | None = None
    captured_on: dt.date | None = None
    url: str = ""
    text: str = ""
    activities: tuple[int, ...] = ()
    note: str = ""
    statements: tuple[Statement, ...] = ()
