"""Words that records choose from, and what the law offers, as they were recorded at the instant."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of a fixed list: its code for machines and its label in the language of the inventory."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Term:
    """A category of a vocabulary. `retired_on` is the day from which it is no longer chosen."""

    id: int
    code: str
    label: str
    dpv_iri: str = ""
    retired_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class DataCategory(Term):
    special: bool = False
    criminal: bool = False
    national_id: bool = False
    parents: tuple[str, ...] = ()
    """The labels of the categories it belongs to."""


@dataclass(frozen=True, kw_only=True)
class DataSubjectCategory(Term):
    vulnerable: bool = False


@dataclass(frozen=True, kw_only=True)
class RecipientCategory(Term):
    kind: Choice | None = None


@dataclass(frozen=True, kw_only=True)
class PurposeCategory(Term):
    parents: tuple[str, ...] = ()
    """The labels of the categories it belongs to."""


@dataclass(frozen=True, kw_only=True)
class MeasureType(Term):
    kind: Choice | None = None
    letter: str = ""


@dataclass(frozen=True, kw_only=True)
class Law:
    """A statement of one regime's law; first and last day, None is open on that side."""

    id: int
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    note: str = ""
    confidence: Choice | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class LegalBasis(Law):
    code: str
    regime: str
    kind: Choice | None
    article: str
    label: str
    demands: str = ""
    dpv_iri: str = ""


@dataclass(frozen=True, kw_only=True)
class Mechanism(Law):
    """A ground for transfers. `no_new_use_after` is the last day on which it may be newly agreed."""

    slug: str
    name: str
    regime: str
    kind: Choice | None
    article: str = ""
    module: int | None = None
    no_new_use_after: dt.date | None = None
    pickable: bool = True
    needs_module: bool = False
    needs_tia_from: dt.date | None = None
    scope: str = ""
    status: str = ""
    dpv_iri: str = ""


@dataclass(frozen=True, kw_only=True)
class Adequacy(Law):
    """A decision on adequacy; `place` is empty for an international organisation. `kind` is an `AdequacyKind` code."""

    code: str
    regime: str
    place: str
    name: str
    kind: str
    instrument: str = ""
    mechanism: str = ""
    adopted: dt.date | None = None
    scope_limit: str = ""


@dataclass(frozen=True, kw_only=True)
class AreaMember(Law):
    """A place inside the EU/EEA for a time. `kind` is an `AreaKind` code."""

    code: str
    place: str
    name: str
    kind: str
    block: str = ""
    part_of: str = ""
