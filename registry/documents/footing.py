"""On what footing data are at a place: what it is to the law, and what a transfer there rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from registry.documents.edition import Edition
from registry.documents.records.services import Ground
from registry.documents.records.terms import Mechanism
from registry.documents.wording import label, place_line, remarked, standing_words, validity_words
from registry.law.facts import AdequacyKind, MechanismKind
from registry.law.labelled import Labelled
from registry.law.places import PLACE_CODES
from registry.law.regimes import Regime
from registry.law.territory import Standing, StandingKind, adequate, standing
from registry.law.validity import in_force


class Footing(Labelled):
    """From the firmest to the weakest; `NOT_STATED` is where nobody has said which place it is."""

    HOME = "home", _("Same country")
    ECONOMIC_AREA = "economic-area", _("Inside the EU/EEA")
    BRIDGED = "bridged", _("Not yet a third country")
    ADEQUATE = "adequate", _("Adequacy decision")
    SAFEGUARDS = "safeguards", _("Appropriate safeguards")
    NOT_NEEDED = "not-needed", _("No ground needed, as stated")
    DEROGATION = "derogation", _("Derogation")
    NOT_ONE_COUNTRY = "not-one-country", _("Not a single country")
    NOT_ASSESSED = "not-assessed", _("Not assessed")
    NOT_STATED = "not-stated", _("Place not stated")
    NONE = "none", _("No ground stated")


STRENGTH = {footing: place for place, footing in enumerate(Footing)}
SETTLED = {
    StandingKind.HOME: Footing.HOME,
    StandingKind.ECONOMIC_AREA: Footing.ECONOMIC_AREA,
    StandingKind.BRIDGED: Footing.BRIDGED,
}
OPEN = {
    StandingKind.NOT_ASSESSED: Footing.NOT_ASSESSED,
    StandingKind.NOT_ONE_COUNTRY: Footing.NOT_ONE_COUNTRY,
}
SAFEGUARDS = {
    MechanismKind.CLAUSES,
    MechanismKind.RULES,
    MechanismKind.COMMITMENTS,
    MechanismKind.PUBLIC_BODIES,
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place that data reach. `code` is empty for an international organisation and where no place is stated.

    `standing` says how each regime of the organisation sees it, `grounds` what transfers there rest on, each with what
    limits it; `because` is the reason given where no ground is needed.
    """

    code: str
    name: str
    footing: Footing
    standing: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    because: str = ""


def country(edition: Edition, code: str, *, grounds: Iterable[Ground], because: str) -> Place:
    """A country or wider area by its code. With several regimes the weakest footing counts."""
    found = {regime: _standing(edition, code, regime) for regime in edition.regimes}
    return _place(edition, place_line(code).text, found, code=code, grounds=grounds, because=because)


def international_organisation(
    edition: Edition, name: str, *, grounds: Iterable[Ground], because: str
) -> Place:
    """An international organisation by its name, which is also how decisions on adequacy know it."""
    found = {regime: _standing_of_organisation(edition, name, regime) for regime in edition.regimes}
    return _place(edition, name, found, code="", grounds=grounds, because=because)


def nowhere(*, grounds: Iterable[str] = ()) -> Place:
    """What stands for the place where none is stated."""
    return Place(code="", name=str(_("Missing")), footing=Footing.NOT_STATED, grounds=tuple(grounds))


def ground_words(edition: Edition, ground: Ground) -> str:
    """The mechanism with its module, its condition and, where it could not be relied on that day, why not."""
    valid = in_force(ground.mechanism, edition.on)
    broken = "" if valid else validity_words(ground.mechanism, edition.on)
    return remarked(ground.mechanism.name, (label(ground.module), ground.condition, broken))


def weakest(footings: Iterable[Footing]) -> Footing:
    return max(footings, key=STRENGTH.__getitem__)


def _place(
    edition: Edition,
    name: str,
    found: dict[Regime, Standing],
    *,
    code: str,
    grounds: Iterable[Ground],
    because: str,
) -> Place:
    relied_on = tuple(grounds)
    footings = [
        _footing(edition, regime, seen, grounds=relied_on, because=because) for regime, seen in found.items()
    ]
    return Place(
        code=code,
        name=name,
        footing=weakest(footings),
        standing=tuple(standing_words(seen, regime=regime) for regime, seen in found.items()),
        grounds=tuple(dict.fromkeys(ground_words(edition, ground) for ground in relied_on)),
        because=because,
    )


def _footing(
    edition: Edition, regime: Regime, seen: Standing, *, grounds: tuple[Ground, ...], because: str
) -> Footing:
    """What the place is; where that does not settle it, the firmest ground that could be relied on that day."""
    if seen.kind in SETTLED:
        return SETTLED[seen.kind]
    if seen.kind is StandingKind.ADEQUATE and seen.adequacy != AdequacyKind.CERTIFIED:
        return Footing.ADEQUATE
    usable = (
        ground.mechanism
        for ground in grounds
        if ground.mechanism.regime == regime and in_force(ground.mechanism, edition.on)
    )
    given = [made for mechanism in usable if (made := _given_by(edition, mechanism, seen))]
    if given:
        return min(given, key=STRENGTH.__getitem__)
    return Footing.NOT_NEEDED if because else OPEN.get(seen.kind, Footing.NONE)


def _given_by(edition: Edition, mechanism: Mechanism, seen: Standing) -> Footing | None:
    """The footing that a mechanism gives at a place that is not settled. None: it gives none there.

    Adequacy holds only where a decision does, and for certified importers only that which certified them.
    """
    kind = mechanism.kind.code if mechanism.kind else ""
    if kind in SAFEGUARDS or (kind == MechanismKind.UNSPECIFIED and "46" in mechanism.article):
        return Footing.SAFEGUARDS
    if kind == MechanismKind.DEROGATION:
        return Footing.DEROGATION
    if kind not in (MechanismKind.ADEQUACY, MechanismKind.CERTIFIED, MechanismKind.UNSPECIFIED):
        return None
    if seen.kind in OPEN:
        return Footing.ADEQUATE
    decision = next((row for row in edition.inventory.adequacy if row.code == seen.decision), None)
    return Footing.ADEQUATE if decision and decision.mechanism == mechanism.slug else None


def _standing(edition: Edition, code: str, regime: Regime) -> Standing:
    """A code that is not known, which only an older record can hold, is not assessed."""
    if code not in PLACE_CODES:
        return Standing(kind=StandingKind.NOT_ASSESSED)
    inventory = edition.inventory
    return standing(code, regime=regime, on=edition.on, members=inventory.area, decisions=inventory.adequacy)


def _standing_of_organisation(edition: Edition, name: str, regime: Regime) -> Standing:
    found = (
        row
        for row in edition.inventory.adequacy
        if row.kind == AdequacyKind.INTERNATIONAL_ORGANISATION
        and row.regime == regime
        and row.name.casefold() == name.casefold()
        and in_force(row, edition.on)
    )
    decision = max(found, key=lambda row: row.code, default=None)
    return adequate(decision) if decision else Standing(kind=StandingKind.THIRD_COUNTRY)
