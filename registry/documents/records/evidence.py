"""Where facts come from, what is still open about them, and the papers behind them."""

import datetime as dt
from dataclasses import dataclass

from registry.documents.records.terms import Choice


@dataclass(frozen=True, kw_only=True)
class Citation:
    """The place in a source that a fact was taken from. `field` is empty for a record as a whole.

    `source` and `dated` are title and date of the notice or document cited; `captured_on` is given where the whole
    notice was not captured on the same day. `read` is true where the source does not
    state the fact and it was read from context, by `read_by`, because of `read_because`.
    """

    field: str = ""
    source: str = ""
    dated: dt.date | None = None
    captured_on: dt.date | None = None
    section: str = ""
    sentence: str = ""
    quote: str = ""
    read: bool = False
    read_by: str = ""
    read_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something missing that somebody is clarifying. `field` is empty for a record as a whole."""

    field: str = ""
    who: str
    until: dt.date | None = None
    question: str
    closed_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A record by its number, with everything said about it and about its fields."""

    id: int
    citations: tuple[Citation, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Conditional:
    """A fact that holds under a condition, where there is one."""

    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The days between which it was true, both included; None is not known or open."""

    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Document(Recorded):
    """An evidence file; `size` in bytes."""

    title: str
    kind: str = ""
    filename: str = ""
    media_type: str = ""
    size: int | None = None
    sha256: str = ""
    url: str = ""
    dated: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Waiver(Recorded):
    """An accepted finding: of one rule about one record or, where `record_id` is None, wherever it is found.

    `record_type` is the kind of record as citations name it; `until` the last day on which it is accepted.
    """

    rule: str
    record_type: str = ""
    record_id: int | None = None
    reason: str
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Assessment(Recorded):
    """A documented assessment: impact, balancing of interests, transfer impact, compatibility."""

    kind: Choice | None
    title: str
    status: Choice | None = None
    assessed_on: dt.date | None = None
    outcome: str = ""
    residual_risk: str = ""
    dpo_advice: str = ""
    document: Document | None = None
    next_review_on: dt.date | None = None
