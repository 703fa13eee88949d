"""Recipients (Art. 30(1)(d)): whether there are any, whether all are named, and whether their places are countries."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, Disclosure
from registry.documents.records.parties import Party
from registry.documents.records.services import Service
from registry.documents.wording import names, provider, remarked
from registry.law.places import ECONOMIC_AREA, EUROPE, WORLD
from registry.law.regimes import Regime
from registry.linter.abroad import RECORD
from registry.linter.bases import code_of
from registry.linter.context import PROCESSOR, Context
from registry.linter.engaged import WORKING
from registry.linter.findings import Found, Severity, recipient_name
from registry.linter.rule import Class, Profile, gdpr, rule

ASKING = frozenset({"courts", "data-protection-authorities", "law-enforcement"})
"""Authorities that receive data in a particular inquiry, which makes them no recipients (Art. 4(9))."""
BETWEEN = re.compile(r"[;,\n]")
"""What stands between the names of systems."""


@rule(
    "recipient-missing",
    code="F01",
    title=gettext_lazy("No recipient"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(d)", fadp="12(2)(d)"),
    why=gettext_lazy("The record says to whom data are given; access within the organisation is not that."),
    fix=gettext_lazy("Record the recipients or their categories, or say why there are none."),
)
def recipient_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if _silent(activity):
            yield context.found(
                activity,
                field="disclosures",
                message=_("No recipient is recorded."),
                transcribed=_("The policy states no recipient for this activity."),
            )
        elif activity.disclosures and all(map(_asks, activity.disclosures)):
            yield context.found(
                activity,
                field="disclosures",
                severity=Severity.CHECK,
                message=_(
                    "Only authorities are recorded; one that asks in a particular inquiry is no recipient."
                ),
                transcribed=_(
                    "The policy names authorities only; one that asks in a particular inquiry is no recipient."
                ),
            )


@rule(
    "processor-not-a-recipient",
    code="F02",
    title=gettext_lazy("Somebody who receives data is not among the recipients"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(d)", fadp="12(2)(d)"),
    guidance="Art. 4(9) GDPR",
    why=gettext_lazy("Processors are recipients too, also those in third countries."),
    fix=gettext_lazy("Add the service or the company to the recipients, or a category that it belongs to."),
)
def processor_not_a_recipient(context: Context) -> Iterator[Found]:
    systems = _systems(context)
    for activity in context.controlled:
        # A recipient that is named by its category alone may be anybody.
        if _silent(activity) or any(_receiver(use) is None for use in activity.disclosures):
            continue
        yield from _importers(context, activity)
        yield from _vendors(context, activity, systems)


@rule(
    "location-unspecific",
    code="F18",
    title=gettext_lazy("A place that is no country"),
    kind=Class.MISSING,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=RECORD,
    why=gettext_lazy("Whether data leave, and where to, can be told only where the countries are known."),
    fix=gettext_lazy("Ask the provider for the countries, and record them."),
)
def location_unspecific(context: Context) -> Iterator[Found]:
    wider = (EUROPE, WORLD) if Regime.EU in context.regimes else (EUROPE, WORLD, ECONOMIC_AREA)
    for service in context.services:
        told = {one.destination for one in service.transfers}  # that is said of the transfer
        vague = [(field, code) for field, code in _places(service) if code in wider and code not in told]
        if vague:
            name = remarked(provider(service), [service.name]) or service.name
            codes = [code for _field, code in vague]
            yield _unspecific(context, service, field=vague[0][0], name=name, codes=codes)
    for activity in context.activities:
        for use in activity.disclosures:
            codes = [code for code in use.places if code in wider]
            if codes:
                yield _unspecific(
                    context, use, field="places", name=recipient_name(use), codes=codes, activity=activity
                )


def _silent(activity: Activity) -> bool:
    """Whether nothing at all is said of recipients."""
    return not activity.disclosures and not activity.recipients_absent_because


def _asks(use: Disclosure) -> bool:
    return use.service is None and use.category is not None and use.category.code in ASKING


def _receiver(use: Disclosure) -> Service | Party | None:
    return use.service or use.party


def _parties(activity: Activity) -> set[int]:
    """The numbers of the companies among the recipients."""
    parties = (use.service.party if use.service else use.party for use in activity.disclosures)
    return {party.id for party in parties if party is not None}


def _importers(context: Context, activity: Activity) -> Iterator[Found]:
    """Who receives a transfer of the activity; whom a processor sends data to is the processor's to name."""
    known = _parties(activity)
    for one in activity.transfers:
        party = one.importer
        if party is not None and party.id not in known and code_of(one.exporter) != PROCESSOR:
            known.add(party.id)
            yield context.found(
                one,
                field="importer",
                activity=activity,
                message=_("A transfer goes to %(name)s, who is not among the recipients."),
                name=party.name,
            )


def _systems(context: Context) -> dict[str, list[Service]]:
    """The services of processors by the names that a system may bear."""
    found: dict[str, list[Service]] = defaultdict(list)
    for service in context.services:
        if code_of(service.their_role) in WORKING:
            for name in {service.name.casefold(), provider(service).casefold()}:
                found[name].append(service)
    return found


def _vendors(context: Context, activity: Activity, systems: dict[str, list[Service]]) -> Iterator[Found]:
    """Systems of the activity that are known as a processor's service; they may run on own servers as well."""
    parties = _parties(activity)
    used = {use.service.id for use in activity.disclosures if use.service}
    named = {part.strip().casefold(): part.strip() for part in BETWEEN.split(activity.systems)}
    for key, name in named.items():
        services = systems.get(key, ())
        taken = any(one.id in used or (one.party is not None and one.party.id in parties) for one in services)
        if services and not taken:
            yield context.found(
                activity,
                field="systems",
                severity=Severity.CHECK,
                message=_(
                    "“%(name)s” is a system of this activity and a service of a processor, but no recipient."
                ),
                name=name,
            )


def _places(service: Service) -> Iterator[tuple[str, str]]:
    """Where a service has data, each with the item that says so."""
    for field, codes in (
        ("hosting_places", service.hosting_places),
        ("access_places", service.access_places),
        ("contracting_place", (service.contracting_place,)),
    ):
        for code in codes:
            yield field, code


def _unspecific(
    context: Context,
    record: Service | Disclosure,
    *,
    field: str,
    name: str,
    codes: Iterable[str],
    activity: Activity | None = None,
) -> Found:
    return context.found(
        record,
        field=field,
        activity=activity,
        message=_("Of the places of %(name)s no country is recorded but: %(places)s."),
        transcribed=_("Of the places of %(name)s the policy states no country but: %(places)s."),
        name=name,
        places=names(dict.fromkeys(codes)),
    )
