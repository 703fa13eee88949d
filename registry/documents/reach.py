"""Who receives the data of an activity, and at which places: recipients, their services, and transfers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.documents.edition import Edition
from registry.documents.footing import Place, country, ground_words, international_organisation, nowhere
from registry.documents.records.activities import Activity, Disclosure
from registry.documents.records.parties import Party
from registry.documents.records.services import Ground, Service, Transfer
from registry.documents.wording import label, provider
from registry.law.places import WORLD

AUTHORITIES = ("authority", "international")
"""Kinds of party that are a role by themselves."""


@dataclass(frozen=True, kw_only=True)
class End:
    """A place that a recipient has the data at, and what for: hosting, access, the contract, a transfer."""

    place: Place
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reach:
    """A recipient. `detail` is the service or the reason. An empty `role` is missing; None is not asked for."""

    name: str
    detail: str = ""
    role: str | None = None
    condition: str = ""
    ends: tuple[End, ...]


@dataclass(frozen=True, kw_only=True)
class _Who:
    """Somebody who receives data. `stops` are codes of places with what for; `narrowed`: said for the activity alone."""

    name: str
    detail: str = ""
    role: str | None = None
    condition: str = ""
    service: Service | None = None
    party: Party | None = None
    stops: tuple[tuple[str, str], ...] = ()
    narrowed: bool = False


def reached(edition: Edition, activity: Activity) -> tuple[Reach, ...]:
    """The recipients of an activity in their order, then those that only its transfers name."""
    known = [_recipient(disclosure) for disclosure in activity.disclosures]
    transfers = (*activity.transfers, *_of_the_whole(edition, activity))
    others: dict[str, list[Transfer]] = {}
    for one in transfers:
        if not any(_receives(who, one) for who in known):
            others.setdefault(_importer(one), []).append(one)
    silence = activity.transfers_absent_because
    return (
        *(_reach(edition, who, going=_going(who, transfers), silence=silence) for who in known),
        *(_reach(edition, _only_importer(name, left), going=left) for name, left in others.items()),
    )


def reached_by(edition: Edition, service: Service) -> Reach:
    """A service by itself, as far as no activity has to be known."""
    who = _recipient(Disclosure(id=0, service=service))
    return _reach(edition, who, going=_going(who, of_the_whole(edition)))


def of_the_whole(edition: Edition) -> tuple[Transfer, ...]:
    """Transfers of the organisation as a whole."""
    transfers = edition.inventory.transfers
    return tuple(one for one in transfers if one.service_id is None and one.activity_id is None)


def _of_the_whole(edition: Edition, activity: Activity) -> tuple[Transfer, ...]:
    return () if activity.transfers_absent_because else of_the_whole(edition)


def _recipient(disclosure: Disclosure) -> _Who:
    service, party, category = disclosure.service, disclosure.party, disclosure.category
    narrowed = tuple((code, _("for this activity")) for code in disclosure.places)
    conditions = dict.fromkeys((disclosure.condition, service.condition if service else ""))
    condition = "; ".join(filter(None, conditions))
    if service is not None:
        return _Who(
            name=provider(service) or service.name,
            detail=service.name if provider(service) else "",
            role=label(service.their_role),
            condition=condition,
            service=service,
            party=service.party,
            stops=narrowed or tuple(_stops(service)),
            narrowed=bool(narrowed),
        )
    if party is not None:
        known = party.kind.label if party.kind and party.kind.code in AUTHORITIES else ""
        established = ((party.country, _("established")),) if party.country else ()
        return _Who(
            name=party.name,
            detail=disclosure.reason,
            role=known or (label(category.kind) if category else ""),
            condition=condition,
            party=party,
            stops=narrowed or established,
        )
    return _Who(
        name=category.label if category else _("Missing"),
        detail=disclosure.reason,
        role=label(category.kind) if category else "",
        condition=condition,
        stops=narrowed,
    )


def _stops(service: Service) -> Iterator[tuple[str, str]]:
    established = service.party.country if service.party else ""
    for code in service.hosting_places:
        yield code, _("hosted")
    for code in service.access_places:
        yield code, _("accessed from")
    if service.contracting_place:
        yield service.contracting_place, _("contracting entity")
    elif established:
        yield established, _("established")


def _only_importer(name: str, transfers: list[Transfer]) -> _Who:
    """A recipient that only transfers name, or that not even these name."""
    whole = all(one.activity_id is None for one in transfers)
    detail = _("Transfer of the organisation as a whole") if whole else _("Transfer of the activity")
    return _Who(name=name or _("Missing"), detail=detail, party=transfers[0].importer)


def _importer(transfer: Transfer) -> str:
    """Who receives a transfer; empty where nobody is named."""
    named = transfer.importer.name if transfer.importer else transfer.importer_as_stated
    return named or transfer.international_organisation


def _receives(who: _Who, transfer: Transfer) -> bool:
    """Whether a transfer that comes with no service is this recipient's: by name or, without one, by the place.

    With neither it says something of all recipients.
    """
    if transfer.importer and who.party:
        return transfer.importer.id == who.party.id
    if name := _importer(transfer).casefold():
        return name == who.name.casefold()
    return not transfer.destination or any(_covers(transfer, code) for code, _use in who.stops)


def _going(who: _Who, transfers: Iterable[Transfer]) -> list[Transfer]:
    own = who.service.transfers if who.service else ()
    return [*own, *(one for one in transfers if _receives(who, one))]


def _covers(transfer: Transfer, code: str) -> bool:
    """Whether a transfer goes to a place: by name, or because its own place is any."""
    return not transfer.international_organisation and transfer.destination in ("", WORLD, code)


def _reach(edition: Edition, who: _Who, *, going: list[Transfer], silence: str = "") -> Reach:
    service = who.service
    reason = silence or (service.transfers_absent_because if service and not service.transfers else "")
    ends = (*_countries(edition, who, going, reason), *_organisations(edition, going, reason))
    if not ends:
        words = dict.fromkeys(ground_words(edition, ground) for one in going for ground in one.grounds)
        ends = (End(place=nowhere(grounds=words)),)
    return Reach(name=who.name, detail=who.detail, role=who.role, condition=who.condition, ends=ends)


def _countries(edition: Edition, who: _Who, going: list[Transfer], reason: str) -> Iterator[End]:
    """The places of the recipient and, unless they are said for the activity, those its transfers go to."""
    uses: dict[str, list[str]] = {}
    for code, use in who.stops:
        uses.setdefault(code, []).append(use)
    stated = [] if who.narrowed else [one for one in going if one.destination and not _general(one, who)]
    for one in stated:
        uses.setdefault(one.destination, []).append(_("transfer"))
    for code, said in uses.items():
        covering = [one for one in going if _covers(one, code)]
        place = country(edition, code, grounds=_grounds(covering), because=_because(covering) or reason)
        yield End(place=place, uses=tuple(dict.fromkeys(said)))


def _general(transfer: Transfer, who: _Who) -> bool:
    """Whether it says on what ground data leave, and of a known recipient neither who it is nor where."""
    return bool(who.stops) and transfer.service_id is None and not _importer(transfer)


def _organisations(edition: Edition, going: list[Transfer], reason: str) -> Iterator[End]:
    for name in dict.fromkeys(filter(None, (one.international_organisation for one in going))):
        same = [one for one in going if one.international_organisation == name]
        because = _because(same) or reason
        place = international_organisation(edition, name, grounds=_grounds(same), because=because)
        yield End(place=place, uses=(_("transfer"),))


def _grounds(transfers: list[Transfer]) -> list[Ground]:
    return [ground for one in transfers for ground in one.grounds]


def _because(transfers: list[Transfer]) -> str:
    return "; ".join(dict.fromkeys(filter(None, (one.grounds_absent_because for one in transfers))))
