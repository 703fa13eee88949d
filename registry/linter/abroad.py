"""What leaves, and how the law of one regime sees the place it goes to: shared by the rules about transfers."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from registry.documents.edition import Edition
from registry.documents.footing import Footing, country, international_organisation, nowhere
from registry.documents.records.activities import Activity
from registry.documents.records.services import Ground, Service, Transfer
from registry.documents.records.terms import Mechanism
from registry.documents.wording import place_line, provider
from registry.law.facts import MechanismFact, MechanismKind
from registry.law.places import ECONOMIC_AREA, PLACE_CODES, is_vague
from registry.law.regimes import Regime
from registry.law.tables import transfer_mechanisms
from registry.law.territory import HOME, Standing, StandingKind, standing
from registry.law.validity import in_force
from registry.linter.context import Context
from registry.linter.rule import gdpr, union

CLIENT = "client"
RECORD = gdpr("30(1)(e), 30(2)(c)", fadp="12(2)(g)")
"""The letters of the record under which transfers stand."""
ADEQUACY = {**union("45(3)"), Regime.UK: "Art. 45 UK GDPR (Art. 45A from 5 February 2026)"}
"""Where each law provides for decisions on adequacy."""
SETTLED = (Footing.HOME, Footing.ECONOMIC_AREA, Footing.BRIDGED, Footing.ADEQUATE, Footing.SAFEGUARDS)
"""Footings on which a transfer needs no exception."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A transfer in force, with the service or the activity that it comes with; with neither, the organisation's."""

    transfer: Transfer
    service: Service | None = None
    activity: Activity | None = None

    @property
    def where(self) -> str:
        """The name of the place or international organisation; empty where none is stated."""
        return self.transfer.international_organisation or place_line(self.transfer.destination).text

    @property
    def to(self) -> str:
        """Who receives it, as far as that is known; else where it goes."""
        named = self.transfer.importer.name if self.transfer.importer else self.transfer.importer_as_stated
        served = (provider(self.service) or self.service.name) if self.service else ""
        return named or served or self.where or _("A recipient that is not named")

    @property
    def by_client(self) -> bool:
        """Whether a client sends the data, who then also chooses on which ground."""
        exporter = self.transfer.exporter
        return exporter is not None and exporter.code == CLIENT


def moved(context: Context) -> tuple[Moved, ...]:
    """Every transfer in force: of services, of activities, and of the organisation as a whole."""
    return context.once("moved", lambda: tuple(_moved(context)))


def _moved(context: Context) -> Iterator[Moved]:
    for service in context.services:
        for one in service.transfers:
            yield Moved(transfer=one, service=service)
    for activity in context.activities:
        for one in activity.transfers:
            yield Moved(transfer=one, activity=activity)
    for one in context.edition.general_transfers:
        yield Moved(transfer=one)


def grounded(context: Context) -> Iterator[tuple[Moved, Ground]]:
    """Every ground in force with its transfer."""
    for one in moved(context):
        for ground in one.transfer.grounds:
            yield one, ground


def footing(context: Context, transfer: Transfer, *, regime: Regime) -> Footing:
    """On what the transfer rests, seen from one regime alone."""
    mechanisms = tuple(ground.mechanism.id for ground in transfer.grounds)
    place = (transfer.destination, transfer.international_organisation)
    key = ("footing", regime, place, mechanisms, bool(transfer.grounds_absent_because))
    return context.once(key, lambda: _footing(context, transfer, regime))


def stands(context: Context, code: str, *, regime: Regime, on: dt.date | None = None) -> Standing:
    """Where a place stands, on the day or another; a code that no list knows is not assessed."""
    if code not in PLACE_CODES:
        return Standing(kind=StandingKind.NOT_ASSESSED)
    law, day = context.edition.inventory, on or context.on
    return context.once(
        ("standing", code, regime, day),
        lambda: standing(code, regime=regime, on=day, members=law.area, decisions=law.adequacy),
    )


def is_abroad(context: Context, code: str, *, regime: Regime) -> bool | None:
    """Whether data that are there have left; None where that is not settled.

    What names no single country may lie inside, so it has not left for certain. Seen from the United Kingdom and from
    Switzerland, the economic area is abroad; what stays in the country of an organisation there has not left it.
    """
    if code not in PLACE_CODES:
        return None
    if regime is not Regime.EU:
        at_home = code in (HOME[regime], _home_in_area(context))
        return not at_home and (code == ECONOMIC_AREA or not is_vague(code))
    kind = stands(context, code, regime=regime).kind
    if kind is StandingKind.NOT_ASSESSED:
        return None
    return kind in (StandingKind.ADEQUATE, StandingKind.THIRD_COUNTRY)


def _home_in_area(context: Context) -> str:
    """The country of the organisation where that is inside the economic area; else empty."""
    own = context.organisation.country
    return own if own and stands(context, own, regime=Regime.EU).kind is StandingKind.ECONOMIC_AREA else ""


def sorted_out(context: Context, codes: Iterable[str]) -> tuple[list[str], list[str]]:
    """Of these places those that are abroad under a regime, and those of which that is not settled; each once."""
    outside, unsettled = [], []
    for code in dict.fromkeys(codes):
        answers = [is_abroad(context, code, regime=regime) for regime in context.regimes]
        if True in answers:
            outside.append(code)
        elif None in answers:
            unsettled.append(code)
    return outside, unsettled


def shipped(slug: str) -> MechanismFact:
    """A mechanism of the shipped table, for its dates."""
    return next(fact for fact in transfer_mechanisms() if fact.slug == slug)


def kind_of(mechanism: Mechanism) -> str:
    """Its `MechanismKind` code; empty where none is recorded."""
    return mechanism.kind.code if mechanism.kind else ""


def is_adequacy(mechanism: Mechanism) -> bool:
    """Whether it says that the place is adequate, without naming a framework."""
    unstated = kind_of(mechanism) == MechanismKind.UNSPECIFIED and "46" not in mechanism.article
    return unstated or kind_of(mechanism) == MechanismKind.ADEQUACY


def is_framework(mechanism: Mechanism) -> bool:
    """Whether it covers certified importers only."""
    return kind_of(mechanism) == MechanismKind.CERTIFIED


def is_clauses(mechanism: Mechanism) -> bool:
    """Whether it is a set of contractual clauses; also where the source says no more than that."""
    return kind_of(mechanism) == MechanismKind.CLAUSES or mechanism.slug == "scc-unspecified"


def relied_on(context: Context, ground: Ground) -> bool:
    """Whether the mechanism belongs to a regime of the organisation and could be relied on that day."""
    mechanism = ground.mechanism
    return mechanism.regime in context.regimes and in_force(mechanism, context.on)


def years_later(day: dt.date, years: int) -> tuple[int, int, int]:
    """Year, month and day of the date that many years on, to compare with; also after a 29 February."""
    return day.year + years, day.month, day.day


def calendar(day: dt.date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _footing(context: Context, transfer: Transfer, regime: Regime) -> Footing:
    seen = _seen_from(context.edition, regime)
    grounds, because = transfer.grounds, transfer.grounds_absent_because
    if transfer.international_organisation:
        name = transfer.international_organisation
        return international_organisation(seen, name, grounds=grounds, because=because).footing
    if transfer.destination:
        return country(seen, transfer.destination, grounds=grounds, because=because).footing
    return nowhere().footing


def _seen_from(edition: Edition, regime: Regime) -> Edition:
    """The edition of an organisation that is under this regime alone."""
    organisation = replace(edition.organisation, regimes=(regime,))
    return replace(edition, inventory=replace(edition.inventory, organisation=organisation))
