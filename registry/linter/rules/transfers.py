"""Whether what leaves is recorded (Art. 30(1)(e)): by the places that recipients have data at."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, Disclosure
from registry.documents.records.parties import Party
from registry.documents.records.services import Service, Transfer
from registry.documents.wording import names, place_line, provider
from registry.law.places import WORLD
from registry.linter.abroad import (
    RECORD,
    Moved,
    sorted_out,
)
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, rule, union

INSTRUCTED = "instructed"


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
            places = _stated_places(Disclosure(id=0, service=service))
            yield from _contradicted(context, service, service.transfers, places)
    for activity in context.activities:
        if activity.transfers_absent_because:
            yield from _contradicted(context, activity, _going_out(activity), _lying_out(activity))


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
    known = (provider(use.service) or use.service.name) if use.service else party.name if party else ""
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
            message=_("Data reach places abroad to which no transfer is recorded: %(places)s."),
            transcribed=_("Data reach places abroad to which the policy states no transfer: %(places)s."),
            severity=None if set(outside) & set(certain) else Severity.CHECK,
            places=names(outside),
        )
    elif unsettled:
        yield context.unassessed(
            record,
            field=field,
            activity=activity,
            message=_("%(places)s: whether data there have left the EU/EEA is not assessed."),
            places=names(unsettled),
        )


def _going_out(activity: Activity) -> Iterator[Transfer]:
    """The transfers recorded with an activity, and those of its services unless it says where these have its data."""
    yield from activity.transfers
    for use in activity.disclosures:
        if use.service is not None and not use.places and not use.service.transfers_absent_because:
            yield from use.service.transfers


def _lying_out(activity: Activity) -> Iterator[str]:
    for use in activity.disclosures:
        if use.places or use.service is None or not use.service.transfers_absent_because:
            yield from _stated_places(use)


def _contradicted(
    context: Context, record: Service | Activity, transfers: Iterable[Transfer], places: Iterable[str]
) -> Iterator[Found]:
    """Says that something leaves; milder where all that does is a transfer that takes place under a condition."""
    leaving = [Moved(transfer=one) for one in transfers if _leaves(context, one)]
    outside, unsettled = sorted_out(context, places)
    certain = outside or any(not one.transfer.condition for one in leaving)
    where = [*(one.where for one in leaving if one.where), *(place_line(code).text for code in outside)]
    if leaving or outside:
        yield context.found(
            record,
            field="transfers_absent_because",
            message=_("No data are said to leave, and yet some do: %(where)s."),
            severity=None if certain else Severity.CHECK,
            where="; ".join(dict.fromkeys(where)) or _("a country that is not named"),
        )
    elif unsettled:
        yield context.unassessed(
            record,
            field="transfers_absent_because",
            message=_("%(places)s: whether data there have left is not assessed."),
            places=names(unsettled),
        )


def _leaves(context: Context, transfer: Transfer) -> bool:
    """Whether a transfer goes abroad; to a place that is not named it does."""
    place = transfer.destination
    return place in ("", WORLD) or bool(sorted_out(context, [place])[0])
