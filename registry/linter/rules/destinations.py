"""Where recorded transfers go, and whether anything allows them (Art. 30(1)(e), 44 to 46)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.footing import Footing
from registry.documents.records.services import Ground, Transfer
from registry.law.facts import AdequacyKind, MechanismKind
from registry.law.places import ECONOMIC_AREA, EUROPE, WORLD
from registry.law.regimes import Regime
from registry.law.territory import StandingKind
from registry.law.validity import in_force
from registry.linter.abroad import (
    RECORD,
    Moved,
    footing,
    is_abroad,
    is_adequacy,
    is_clauses,
    is_framework,
    kind_of,
    moved,
    stands,
)
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule, union


@rule(
    "transfer-country-missing",
    code="G03",
    title=gettext_lazy("The country of a transfer is not named"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=RECORD,
    why=gettext_lazy("The record must identify the country or international organisation that data go to."),
    fix=gettext_lazy("Name the country or the international organisation."),
)
def transfer_country_missing(context: Context) -> Iterator[Found]:
    wider = (EUROPE,) if Regime.EU in context.regimes else (EUROPE, ECONOMIC_AREA)
    for one in moved(context):
        place = one.transfer.destination
        if one.transfer.international_organisation or place not in ("", WORLD, *wider):
            continue
        adequate = any(is_adequacy(ground.mechanism) for ground in one.transfer.grounds)
        message, transcribed = _unnamed(adequate=adequate)
        yield context.found(
            one.transfer,
            field="destination",
            activity=one.activity,
            message=message,
            transcribed=transcribed,
            severity=Severity.CHECK if place in wider else None,
        )


@rule(
    "transfer-no-mechanism",
    code="G04",
    title=gettext_lazy("Nothing allows a transfer"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("44 to 46"),
    why=gettext_lazy(
        "To a country that is not adequate, data may go only with safeguards or under an exception."
    ),
    fix=gettext_lazy("Record the ground, such as standard clauses, or why none is needed."),
)
def transfer_no_mechanism(context: Context) -> Iterator[Found]:
    for one in moved(context):
        answers = {regime: _lacks(context, one.transfer, regime) for regime in context.regimes}
        lacking = [regime for regime, answer in answers.items() if answer]
        if lacking:
            yield context.found(
                one.transfer,
                field="grounds",
                activity=one.activity,
                message=_("%(where)s: no ground is recorded that would allow the transfer."),
                transcribed=_("%(where)s: the policy states no ground that would allow the transfer."),
                severity=Severity.CHECK if _may_be_covered(context, one, lacking) else None,
                where=one.where,
            )
        elif None in answers.values():
            yield context.unassessed(
                one.transfer,
                field="grounds",
                activity=one.activity,
                message=_("%(where)s: whether the transfer needs a ground that it lacks is not assessed."),
                where=one.where,
            )


@rule(
    "eea-as-third-country",
    code="G23",
    title=gettext_lazy("A place inside the economic area is recorded as a third country"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=union("44"),
    why=gettext_lazy(
        "Inside the EU and the EEA data flow freely; an entry there hides the transfers that count."
    ),
    fix=gettext_lazy("Record the place with the service or the recipient, and delete the transfer."),
)
def eea_as_third_country(context: Context) -> Iterator[Found]:
    for one in moved(context):
        place = one.transfer.destination
        inside = stands(context, place, regime=Regime.EU).kind is StandingKind.ECONOMIC_AREA
        clauses = any(
            is_clauses(ground.mechanism) for ground in one.transfer.grounds
        )  # of which another rule tells
        if inside and not clauses and not _leaves_elsewhere(context, place):
            yield context.found(
                one.transfer,
                field="destination",
                activity=one.activity,
                message=_("%(where)s: inside the EU/EEA, no third country."),
                where=one.where,
            )


@rule(
    "ch-guarantees-missing",
    code="G24",
    title=gettext_lazy("No guarantees for a disclosure abroad"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources={Regime.CH: "Art. 12(2)(g) FADP"},
    guidance="Art. 16(1), 16(2), 17 FADP",
    why=gettext_lazy(
        "The Swiss record also states on which guarantees data go to a State that is not adequate."
    ),
    fix=gettext_lazy("Record the State and the guarantees, or the exception of Art. 17 FADP that applies."),
)
def ch_guarantees_missing(context: Context) -> Iterator[Found]:
    for one in moved(context):
        transfer = one.transfer
        if transfer.grounds or transfer.grounds_absent_because or transfer.destination == "CH":
            continue
        if transfer.international_organisation or transfer.destination not in ("", WORLD, EUROPE):
            yield context.unassessed(
                transfer,
                field="grounds",
                activity=one.activity,
                message=_("%(where)s: whether a decision of the Federal Council covers it is not assessed."),
                where=one.where,
            )
            continue
        yield context.found(
            transfer,
            field="grounds",
            activity=one.activity,
            message=_("No guarantee is recorded, and no State whose law would make one unnecessary."),
            transcribed=_(
                "The policy states no guarantee, and no State whose law would make one unnecessary."
            ),
        )


def _unnamed(*, adequate: bool) -> tuple[str, str]:
    """That no place is named, and the sentence about a policy; `adequate`: though one is said to be adequate."""
    if adequate:
        return (
            _(
                "Adequacy is relied on, and no country or international organisation is named that is adequate."
            ),
            _(
                "The policy relies on adequacy, and names no country or international organisation that is adequate."
            ),
        )
    return (
        _("No country or international organisation is named that the data go to."),
        _("The policy names no country or international organisation that the data go to."),
    )


def _leaves_elsewhere(context: Context, place: str) -> bool:
    """Whether another law of the organisation sees the place as abroad, so that the record of it names the transfer."""
    others = (one for one in context.edition.regimes if one is not Regime.EU and one.starts_on <= context.on)
    return any(is_abroad(context, place, regime=regime) for regime in others)


def _lacks(context: Context, transfer: Transfer, regime: Regime) -> bool | None:
    """Whether nothing allows the transfer under a regime; None where its lists do not say. Never what others tell."""
    found = footing(context, transfer, regime=regime)
    if found is Footing.NOT_ASSESSED:
        return None
    if found is not Footing.NONE or any(_told(context, one, regime) for one in transfer.grounds):
        return False
    foreign = any(ground.mechanism.regime == Regime.EU for ground in transfer.grounds)
    return None if regime is Regime.UK and foreign else True


def _told(context: Context, ground: Ground, regime: Regime) -> bool:
    """Whether another rule says what is wrong with this ground."""
    mechanism = ground.mechanism
    if is_framework(mechanism) or kind_of(mechanism) == MechanismKind.NOT_A_TRANSFER_TOOL:
        return True
    if mechanism.regime == regime:
        return is_adequacy(mechanism) or not in_force(mechanism, context.on)
    return mechanism.regime == Regime.EU and is_clauses(mechanism)


def _may_be_covered(context: Context, one: Moved, lacking: list[Regime]) -> bool:
    """Whether the client answers for it, another law of ours has a ground, or the importer is said to be certified."""
    other = any(ground.mechanism.regime in context.edition.regimes for ground in one.transfer.grounds)
    listed = one.service is not None and one.service.dpf_entity != ""
    certified = all(
        stands(context, one.transfer.destination, regime=regime).adequacy == AdequacyKind.CERTIFIED
        for regime in lacking
    )
    return one.by_client or other or (listed and certified)
