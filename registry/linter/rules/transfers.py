"""Transfers (Art. 30(1)(e), 44 to 46): each is recorded, names its country, and rests on something."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.footing import Footing
from registry.documents.records.activities import Activity, Disclosure
from registry.documents.records.parties import Party
from registry.documents.records.services import Ground, Service, Transfer
from registry.documents.wording import names, place_line, provider
from registry.law.facts import AdequacyKind, MechanismKind
from registry.law.places import EUROPE, WORLD
from registry.law.regimes import Regime
from registry.law.territory import StandingKind
from registry.law.validity import in_force
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule, union
from registry.linter.rules.abroad import (
    Moved,
    footing,
    is_adequacy,
    is_clauses,
    is_framework,
    kind_of,
    moved,
    sorted_out,
    stands,
)

INSTRUCTED = "instructed"
RECORD = gdpr("30(1)(e), 30(2)(c)", fadp="12(2)(g)")


@rule(
    "transfer-undeclared",
    code="G01",
    title=gettext_lazy("Data reach a third country and no transfer is recorded"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=union("30(1)(e), 30(2)(c)"),
    guidance="EDPB Guidelines 05/2021",
    why=gettext_lazy(
        "The record must name every third country, also where a provider only looks at data from there."
    ),
    fix=gettext_lazy("Record the transfer with the service, or say at the service why there is none."),
)
def transfer_undeclared(context: Context) -> Iterator[Found]:
    for service in context.services:
        if service.transfers_absent_because:
            continue  # whether that holds is another rule's question
        uses = tuple(_uses(context, service))
        places = [code for activity, use in uses for code in _undeclared(context, activity, use)]
        certain = [code for _activity, use in uses for code in _stated_places(use)]
        instructed = service.their_role is not None and service.their_role.code == INSTRUCTED
        yield from _reached(context, service, places, certain=() if instructed else certain)
    for activity in context.activities:
        for use in activity.disclosures:
            if use.service is None and not activity.transfers_absent_because:
                found = _undeclared(context, activity, use)
                yield from _reached(context, use, found, certain=_stated_places(use), activity=activity)


@rule(
    "transfer-contradiction",
    code="G02",
    title=gettext_lazy("“No transfer” is stated, and there is one"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=RECORD,
    why=gettext_lazy("A record that says both that data leave and that none do is no record of it."),
    fix=gettext_lazy("Take back the statement that there is no transfer, or correct the places."),
)
def transfer_contradiction(context: Context) -> Iterator[Found]:
    for service in context.services:
        if service.transfers_absent_because:
            transfers = [Moved(transfer=one, service=service) for one in service.transfers]
            places = _stated_places(Disclosure(id=0, service=service))
            yield from _contradicted(context, service, transfers, places)
    for activity in context.activities:
        if activity.transfers_absent_because:
            yield from _contradicted(
                context, activity, list(_going_out(activity)), list(_lying_out(activity))
            )


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
    for one in moved(context):
        place = one.transfer.destination
        if one.transfer.international_organisation or place not in ("", WORLD, EUROPE):
            continue
        yield context.found(
            one.transfer,
            field="destination",
            activity=one.activity,
            message=_("No country or international organisation is named that the data go to."),
            transcribed=_("The policy names no country or international organisation that the data go to."),
            severity=Severity.CHECK if place == EUROPE else None,  # it may lie inside
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
                message=_("No ground is recorded for the transfer to %(where)s that would allow it."),
                transcribed=_(
                    "The policy states no ground for the transfer to %(where)s that would allow it."
                ),
                severity=Severity.CHECK if _may_be_covered(context, one, lacking) else None,
                where=one.where,
            )
        elif None in answers.values():
            yield context.unassessed(
                one.transfer,
                field="grounds",
                activity=one.activity,
                message=_("Whether the transfer to %(where)s needs a ground that it lacks is not assessed."),
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
        if inside and not any(is_clauses(ground.mechanism) for ground in one.transfer.grounds):
            yield context.found(
                one.transfer,
                field="destination",
                activity=one.activity,
                message=_("%(where)s is inside the EU/EEA and no third country."),
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
                message=_(
                    "Whether data go to %(where)s on a decision of the Federal Council is not assessed."
                ),
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


def _uses(context: Context, service: Service) -> Iterator[tuple[Activity, Disclosure]]:
    """The activities that give data to the service and do not say that none leave, each with how."""
    for activity in context.users.get(service.id, ()):
        for use in activity.disclosures:
            ours = use.service is not None and use.service.id == service.id
            if ours and not activity.transfers_absent_because:
                yield activity, use


def _stated_places(use: Disclosure) -> list[str]:
    """Where the data are for certain: the places said for the activity, else those of the service."""
    service = use.service
    if use.places or service is None:
        return list(use.places)
    contracting = (service.contracting_place,) if service.contracting_place else ()
    return [*service.hosting_places, *service.access_places, *contracting]


def _all_places(use: Disclosure) -> list[str]:
    """Also where the recipient is established, unless it is known from where it works or contracts."""
    places, party = _stated_places(use), _party(use)
    settled = use.places or (use.service is not None and use.service.contracting_place)
    return [*places, party.country] if party and party.country and not settled else places


def _party(use: Disclosure) -> Party | None:
    return use.service.party if use.service else use.party


def _undeclared(context: Context, activity: Activity, use: Disclosure) -> list[str]:
    """The places to which no recorded transfer goes."""
    own = use.service.transfers if use.service else ()
    others = (*activity.transfers, *context.edition.general_transfers)
    going = [*own, *(one for one in others if _receives(use, one))]
    return [code for code in _all_places(use) if not any(_covers(one, code) for one in going)]


def _receives(use: Disclosure, transfer: Transfer) -> bool:
    """Whether a transfer that comes with no service may be this recipient's: it is named, or nobody is."""
    party = _party(use)
    if transfer.importer is not None and party is not None:
        return transfer.importer.id == party.id
    named = transfer.importer.name if transfer.importer else transfer.importer_as_stated
    known = provider(use.service) if use.service else party.name if party else ""
    return not named or named.casefold() == known.casefold()


def _covers(transfer: Transfer, code: str) -> bool:
    return not transfer.international_organisation and transfer.destination in ("", WORLD, code)


def _reached(
    context: Context,
    record: Service | Disclosure,
    places: Iterable[str],
    *,
    certain: Iterable[str],
    activity: Activity | None = None,
) -> Iterator[Found]:
    """Says that data reach places abroad; milder where none of them is certain."""
    outside, unsettled = sorted_out(context, places)
    field = "transfers" if isinstance(record, Service) else ""
    if outside:
        yield context.found(
            record,
            field=field,
            activity=activity,
            message=_("Data reach %(places)s, and no transfer there is recorded."),
            transcribed=_("By what the policy says data reach %(places)s; it states no transfer there."),
            severity=None if set(outside) & set(certain) else Severity.CHECK,
            places=names(outside),
        )
    elif unsettled:
        yield context.unassessed(
            record,
            field=field,
            activity=activity,
            message=_("Whether data that reach %(places)s have left the EU/EEA is not assessed."),
            places=names(unsettled),
        )


def _going_out(activity: Activity) -> Iterator[Moved]:
    """The transfers recorded with an activity, and those of its services unless it says where these have its data."""
    yield from (Moved(transfer=one, activity=activity) for one in activity.transfers)
    for use in activity.disclosures:
        if use.service is not None and not use.places and not use.service.transfers_absent_because:
            yield from (Moved(transfer=one, service=use.service) for one in use.service.transfers)


def _lying_out(activity: Activity) -> Iterator[str]:
    for use in activity.disclosures:
        if use.places or use.service is None or not use.service.transfers_absent_because:
            yield from _stated_places(use)


def _contradicted(
    context: Context, record: Service | Activity, transfers: list[Moved], places: list[str]
) -> Iterator[Found]:
    """Says that something leaves; milder where all that does is a transfer that takes place under a condition."""
    leaving = [one for one in transfers if _leaves(context, one.transfer)]
    outside, unsettled = sorted_out(context, places)
    certain = outside or any(not one.transfer.condition for one in leaving)
    where = [*(one.where for one in leaving if one.where), *(place_line(code).text for code in outside)]
    if leaving or outside:
        yield context.found(
            record,
            field="transfers_absent_because",
            message=_("No data are said to leave, and yet they go to %(where)s."),
            severity=None if certain else Severity.CHECK,
            where="; ".join(dict.fromkeys(where)) or _("a country that is not named"),
        )
    elif unsettled:
        yield context.unassessed(
            record,
            field="transfers_absent_because",
            message=_("Whether data that reach %(places)s have left is not assessed."),
            places=names(unsettled),
        )


def _leaves(context: Context, transfer: Transfer) -> bool:
    """Whether a transfer goes abroad; to a place that is not named it does."""
    if transfer.international_organisation or transfer.destination in ("", WORLD):
        return True
    return bool(sorted_out(context, [transfer.destination])[0])


def _lacks(context: Context, transfer: Transfer, regime: Regime) -> bool | None:
    """Whether nothing allows the transfer under a regime; None where its lists do not say. Never what others tell."""
    found = footing(context, transfer, regime=regime)
    if found is Footing.NOT_ASSESSED and not transfer.grounds:
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
    return regime is Regime.UK and mechanism.regime == Regime.EU and is_clauses(mechanism)


def _may_be_covered(context: Context, one: Moved, lacking: list[Regime]) -> bool:
    """Whether the client answers for it, another law of ours has a ground, or the importer is said to be certified."""
    other = any(ground.mechanism.regime in context.edition.regimes for ground in one.transfer.grounds)
    listed = one.service is not None and one.service.dpf_entity != ""
    certified = all(
        stands(context, one.transfer.destination, regime=regime).adequacy == AdequacyKind.CERTIFIED
        for regime in lacking
    )
    return one.by_client or other or (listed and certified)
