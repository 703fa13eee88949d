"""What a rule is, and how one is declared."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.law.labelled import Labelled
from registry.law.regimes import Regime
from registry.linter.context import Context
from registry.linter.findings import Found, Severity

Text = str | Promise
Check = Callable[[Context], Iterable[Found]]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE = re.compile(r"[A-L]\d\d")


class Class(Labelled):
    """What kind of fault a rule finds. Only the first two can stand in the way of a release."""

    MISSING = "missing", _("Missing in the record")
    CONTRADICTION = "contradiction", _("Contradiction")
    LAWFULNESS = "lawfulness", _("Lawfulness")
    QUALITY = "quality", _("Quality")


class Profile(Labelled):
    """How much is asked; each includes the one before. The codes are those of the organisation's profile."""

    ART30 = "art30", _("Article 30")
    ACCOUNTABILITY = "accountability", _("Accountability")
    EVERYTHING = "everything", _("Everything")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule. `sources` says for each regime that it belongs to which article it follows.

    `since`: the first day on which what it asks was law, where that is later than the regime's own first day.
    `ends`: the last day for a regime. `off`: runs only where the organisation has set its severity or it is named.
    """

    slug: str
    code: str
    title: Text
    kind: Class
    severity: Severity
    profile: Profile
    sources: Mapping[Regime, str]
    why: Text
    fix: Text
    check: Check
    guidance: str = ""
    since: dt.date | None = None
    ends: Mapping[Regime, dt.date] = field(default_factory=dict)
    off: bool = False

    @property
    def theme(self) -> str:
        """The letter under which the catalogue lists it."""
        return self.code[0]

    @property
    def blocks(self) -> bool:
        """Whether its findings can stand in the way of a release: never what is beyond the record itself."""
        return self.kind in (Class.MISSING, Class.CONTRADICTION) and self.severity is Severity.MISSING

    def regimes(self, among: Iterable[Regime], *, on: dt.date) -> tuple[Regime, ...]:
        """Those regimes under which it holds on the day."""
        return tuple(regime for regime in among if regime in self.sources and self._holds(regime, on))

    def cited(self, regimes: Iterable[Regime]) -> str:
        """The articles under these regimes: “Art. 6(1) GDPR; Art. 6(1) UK GDPR”."""
        return "; ".join(dict.fromkeys(self.sources[regime] for regime in regimes))

    def _holds(self, regime: Regime, on: dt.date) -> bool:
        first = max(regime.starts_on, self.since or regime.starts_on)
        last = self.ends.get(regime)
        return first <= on and (last is None or on <= last)


DECLARED: dict[str, Rule] = {}
"""Every rule whose file was imported, by its slug."""


def rule(
    slug: str,
    *,
    code: str,
    title: Text,
    kind: Class,
    severity: Severity,
    profile: Profile,
    sources: Mapping[Regime, str],
    why: Text,
    fix: Text,
    guidance: str = "",
    since: dt.date | None = None,
    ends: Mapping[Regime, dt.date] | None = None,
    off: bool = False,
) -> Callable[[Check], Check]:
    """Declares the function below as a rule. Raises ValueError for a slug or code that is not one, or was given before."""
    if not SLUG.fullmatch(slug) or not CODE.fullmatch(code) or not sources:
        raise ValueError(f"{slug!r} with the code {code!r} is not the declaration of a rule")
    if slug in DECLARED or code in {known.code for known in DECLARED.values()}:
        raise ValueError(f"the slug {slug!r} or the code {code!r} was given before")

    def declared(check: Check) -> Check:
        DECLARED[slug] = Rule(
            slug=slug,
            code=code,
            title=title,
            kind=kind,
            severity=severity,
            profile=profile,
            sources=sources,
            why=why,
            fix=fix,
            check=check,
            guidance=guidance,
            since=since,
            ends=ends or {},
            off=off,
        )
        return check

    return declared


def gdpr(article: str, *, fadp: str = "") -> dict[Regime, str]:
    """The same article of the GDPR and of the UK GDPR and, where it is given, that of the Swiss law."""
    found = {Regime.EU: f"Art. {article} GDPR", Regime.UK: f"Art. {article} UK GDPR"}
    return {**found, Regime.CH: f"Art. {fadp} FADP"} if fadp else found


def union(article: str) -> dict[Regime, str]:
    """An article of the GDPR alone."""
    return {Regime.EU: f"Art. {article} GDPR"}
