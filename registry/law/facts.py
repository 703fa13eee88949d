"""One frozen dataclass for each table in `data`; a field is a column of the same name."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from registry.law.labelled import Labelled
from registry.law.regimes import Regime


class Confidence(Labelled):
    """How sure a row is: read in the law, read about the law, or remembered."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class LegalBasisKind(Labelled):
    LAWFUL_BASIS = "lawful-basis", _("Legal basis (Art. 6)")
    SPECIAL_CATEGORY = "special-category", _("Condition for special categories (Art. 9(2))")


class MechanismKind(Labelled):
    ADEQUACY = "adequacy", _("Adequacy")
    CERTIFIED = "certified", _("Adequacy for certified importers")
    CLAUSES = "clauses", _("Contractual clauses")
    RULES = "rules", _("Binding corporate rules")
    COMMITMENTS = "commitments", _("Code of conduct or certification")
    PUBLIC_BODIES = "public-bodies", _("Arrangement between public bodies")
    DEROGATION = "derogation", _("Derogation")
    UNSPECIFIED = "unspecified", _("Not stated which")
    NOT_A_TRANSFER_TOOL = "not-a-transfer-tool", _("Not a transfer tool")


class AdequacyKind(Labelled):
    TERRITORY = "territory", _("Country or territory")
    SECTORAL = "sectoral", _("Part of a country's organisations")
    CERTIFIED = "certified", _("Certified importers only")
    INTERNATIONAL_ORGANISATION = "international-organisation", _("International organisation")


class AreaKind(Labelled):
    MEMBER = "member", _("Member state")
    PART = "part", _("Part of a member state")
    BRIDGE = "bridge", _("Treated as a member for a time")
    UNSETTLED = "unsettled", _("Not settled")


class CoverageStatus(Labelled):
    FILLED = "filled", _("Filled")
    PARTIAL = "partial", _("Filled in part")
    NOT_TRANSCRIBED = "not-transcribed", _("Not transcribed")


class RecipientKind(Labelled):
    PROCESSOR = "processor", _("Usually a processor")
    CONTROLLER = "controller", _("Controller")
    THIRD_PARTY = "third-party", _("Third party")
    AUTHORITY = "authority", _("Public authority")
    INTERNATIONAL_ORGANISATION = "international-organisation", _("International organisation")


class MeasureKind(Labelled):
    TECHNICAL = "technical", _("Technical")
    ORGANISATIONAL = "organisational", _("Organisational")
    PHYSICAL = "physical", _("Physical")


class MeasureLetter(Labelled):
    """The letters of Art. 32(1)."""

    A = "a", _("Pseudonymisation and encryption")
    B = "b", _("Confidentiality, integrity, availability and resilience")
    C = "c", _("Restoring availability and access")
    D = "d", _("Regular testing and evaluation")


class DerogationStatus(Labelled):
    IN_FORCE = "in-force", _("In force")
    PROVISIONAL = "provisional", _("Provisionally agreed, not in force")
    PROPOSAL = "proposal", _("Proposed, not in force")


class DerogationLimit(Labelled):
    """What keeps a small organisation bound to its record; each suffices."""

    RISK = "risk", _("likely to result in a risk")
    HIGH_RISK = "high-risk", _("likely to result in a high risk")
    NOT_OCCASIONAL = "not-occasional", _("not occasional")
    SPECIAL_OR_CRIMINAL = "special-or-criminal", _("special categories or criminal convictions")
    LARGE_SCALE_SENSITIVE = "large-scale-sensitive", _("sensitive data on a large scale")
    HIGH_RISK_PROFILING = "high-risk-profiling", _("profiling with a high risk")


@dataclass(frozen=True, kw_only=True)
class Validity:
    """First and last day on which something may be relied on; None is open on that side."""

    valid_from: date | None
    valid_until: date | None

    def __post_init__(self) -> None:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until lies before valid_from")


@dataclass(frozen=True, kw_only=True)
class LegalBasisFact(Validity):
    code: str
    kind: LegalBasisKind
    regime: Regime
    article: str
    label: str
    demands: str
    dpv_iri: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, kw_only=True)
class MechanismFact(Validity):
    """A ground for a transfer. `no_new_use_after` is the last day on which it may be newly agreed."""

    slug: str
    name: str
    kind: MechanismKind
    regime: Regime
    article: str
    module: int | None
    no_new_use_after: date | None
    pickable: bool
    needs_module: bool
    needs_tia_from: date | None
    scope: str
    status: str
    dpv_iri: str
    confidence: Confidence | None
    source: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.no_new_use_after and self.valid_until and self.valid_until < self.no_new_use_after:
            raise ValueError("valid_until lies before no_new_use_after")
        if self.needs_module != (self.module is not None):
            raise ValueError("needs_module and module contradict each other")


@dataclass(frozen=True, kw_only=True)
class AdequacyFact(Validity):
    """One instrument for one period. `place` is empty for an international organisation."""

    code: str
    regime: Regime
    place: str
    name: str
    kind: AdequacyKind
    instrument: str
    mechanism: str
    adopted: date | None
    scope_limit: str
    note: str
    confidence: Confidence
    source: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.place == "") != (self.kind is AdequacyKind.INTERNATIONAL_ORGANISATION):
            raise ValueError("a place is missing, or given for an international organisation")


@dataclass(frozen=True, kw_only=True)
class EconomicAreaFact(Validity):
    """A place inside the EU/EEA for a time. `part_of` is the member state a territory belongs to."""

    code: str
    place: str
    name: str
    kind: AreaKind
    block: str
    part_of: str
    note: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, kw_only=True)
class CoverageFact:
    """Whether a list of one regime is filled; what an unfilled list does not hold is "not assessed"."""

    regime: Regime
    subject: str
    status: CoverageStatus
    assessed_from: date
    checked_on: date
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Nested:
    """A category of a vocabulary in which one may belong to several others."""

    code: str
    label: str
    parents: tuple[str, ...]
    dpv_iri: str


@dataclass(frozen=True, kw_only=True)
class DataCategoryFact(Nested):
    special: bool
    criminal: bool
    national_id: bool


@dataclass(frozen=True, kw_only=True)
class PurposeFact(Nested):
    """A kind of purpose."""


@dataclass(frozen=True, kw_only=True)
class DataSubjectFact:
    code: str
    label: str
    vulnerable: bool
    dpv_iri: str


@dataclass(frozen=True, kw_only=True)
class RecipientFact:
    code: str
    label: str
    kind: RecipientKind
    dpv_iri: str


@dataclass(frozen=True, kw_only=True)
class MeasureFact:
    code: str
    label: str
    kind: MeasureKind
    letter: MeasureLetter
    dpv_iri: str


@dataclass(frozen=True, kw_only=True)
class DerogationFact(Validity):
    """A threshold below which no record is owed, unless; only a rule in force has a first day."""

    code: str
    regime: Regime
    status: DerogationStatus
    article: str
    stated_on: date | None
    fewer_than: int
    counted: str
    unless: tuple[DerogationLimit, ...]
    size_limit: str
    wording_seen: bool
    note: str
    confidence: Confidence
    source: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.status is DerogationStatus.IN_FORCE) != (self.valid_from is not None):
            raise ValueError("a rule in force has a first day, and no other rule has one")
        if self.status is DerogationStatus.IN_FORCE and not (self.wording_seen and self.unless):
            raise ValueError("a rule is in force only with its wording and its limits")
