"""The list of subprocessors of an organisation on a day."""

import datetime as dt
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.documents.citing import citations, cited_line, detail, headline, role_line, said, stated
from registry.documents.days import day_at
from registry.documents.edition import Edition, edition
from registry.documents.inventory import Inventory
from registry.documents.records.parties import Organisation
from registry.documents.records.services import Service, Subprocessor
from registry.documents.registers import moment
from registry.documents.sections.grounds import ground_line
from registry.documents.sections.recipients import place_lines
from registry.documents.subprocessors import SCHEMA, Entry, Group, SubprocessorList
from registry.documents.values import Line, Value, filled, not_applicable
from registry.documents.wording import names, place_line, provider


def subprocessor_list(inventory: Inventory, *, on: dt.date) -> SubprocessorList:
    """Every entry of the public list with its dates, announced and ended ones too, in the organisation's language.

    What was read from context and not stated is marked so. No query.
    """
    shown = edition(inventory, on=on, content="art30")
    organisation = shown.organisation
    with translation.override(organisation.language):
        return SubprocessorList(
            schema=SCHEMA,
            language=organisation.language,
            slug=organisation.slug,
            name=organisation.name or _("Not recorded yet"),
            note=organisation.note,
            intro=organisation.subprocessor_intro,
            contact=_contact(shown, organisation),
            objection=said(shown, organisation, "objection_contact", organisation.objection_contact),
            notice=_notice(organisation),
            moment=moment(inventory, on=on),
            groups=tuple(_groups(shown)),
        )


def _groups(shown: Edition) -> Iterator[Group]:
    """By the heading they are listed under, in the order of their first entry; within, by position, then name."""
    found = sorted(shown.inventory.subprocessors, key=_place)
    for heading in dict.fromkeys(one.group for one in found):
        entries = [one for one in found if one.group == heading]
        yield Group(heading=heading, entries=tuple(_entry(shown, one) for one in entries))


def _place(one: Subprocessor) -> tuple[int, str, int]:
    return one.position, provider(one.service).casefold(), one.id


def _entry(shown: Edition, one: Subprocessor) -> Entry:
    # An entry outlives its service; of its transfers, those of the day are shown.
    services = {service.id: service for service in shown.inventory.services}
    service = services.get(one.service.id, one.service)
    zone = shown.organisation.timezone
    return Entry(
        key=str(one.id),
        name=provider(service),
        service=filled(*_service(shown, service)),
        kind=stated(shown, one, "kind", role_line(shown, one, "kind", one.kind)),
        concerns=said(shown, one, "concerns", one.concerns),
        data=stated(shown, one, "data_categories", *_data(shown, one)),
        places=stated(shown, service, "hosting_places", *place_lines(shown, service)),
        established=_established(shown, service),
        transfers=_transfers(shown, service),
        condition=one.condition or service.condition,
        announced_on=one.announced_on,
        effective_on=one.effective_on,
        postponed_to=one.postponed_to,
        ended_on=one.ended_on,
        withdrawn_on=one.withdrawn_on,
        listed_on=day_at(one.listed_at, timezone=zone) if one.listed_at else None,
    )


def _service(shown: Edition, service: Service) -> Iterator[Line]:
    yield detail(shown, service, "name", service.name)
    yield detail(shown, service, "description", service.description)


def _data(shown: Edition, one: Subprocessor) -> Iterator[Line]:
    cited = citations(one, "data_categories")
    for category in one.data_categories:
        yield cited_line(shown, category.label, cited, code=category.code)
    yield detail(shown, one, "data_as_stated", one.data_as_stated)


def _established(shown: Edition, service: Service) -> Value:
    """Where the company is established."""
    party = service.party
    if party is None:
        return not_applicable(_("no single company is named"))
    return stated(
        shown,
        party,
        "country",
        detail(shown, party, "country", names([party.country]) if party.country else "", code=party.country),
    )


def _transfers(shown: Edition, service: Service) -> Value:
    """Each destination with its grounds, as far as they are recorded."""
    lines: list[Line] = []
    for transfer in service.transfers:
        place = place_line(transfer.destination)
        where = place.text or transfer.international_organisation or _("Country not stated")
        lines.append(headline(shown, transfer, "destination", where, code=place.code))
        lines += [ground_line(shown, ground) for ground in transfer.grounds]
    return stated(shown, service, "transfers", *lines, reason=service.transfers_absent_because)


def _contact(shown: Edition, organisation: Organisation) -> Value:
    ways = [
        detail(shown, organisation, field, getattr(organisation, field))
        for field in ("email", "contact_form")
    ]
    return stated(shown, organisation, "email", *ways)


def _notice(organisation: Organisation) -> Value:
    """How long before a change it is announced; recording none means that none is promised."""
    days = organisation.notice_days
    if days is None:
        return not_applicable(_("no period of notice is promised"))
    return filled(
        ngettext("%(count)d day before a change", "%(count)d days before a change", days) % {"count": days}
    )
