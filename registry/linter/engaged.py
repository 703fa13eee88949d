"""Who works on the data for us or for our clients, and on which contract: shared by the rules about processors."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from registry.documents.records.services import Agreement, Ground, Service, Transfer
from registry.documents.wording import provider
from registry.linter.bases import code_of
from registry.linter.context import PROCESSOR, Context

SUBPROCESSOR = "sub-processor"
WORKING = (PROCESSOR, SUBPROCESSOR)
"""Roles of those who work on data on instructions; whom a customer names as a recipient is none of them."""
ACTING = (PROCESSOR, "both")
CONTRACTING, UNSTATED = ("2", "3"), "scc-unspecified"
"""The modules of the standard clauses that have what Art. 28(3) asks for (recital 9 of Decision (EU) 2021/914)."""
ARRANGEMENT, TERMS = "art26", "terms"


def for_clients(context: Context) -> Iterator[Service]:
    """The services that take part where we are a processor ourselves: our sub-processors."""
    for service in context.services:
        users = context.users.get(service.id, ())
        acting = code_of(service.our_role) in ACTING or any(code_of(one.role) == PROCESSOR for one in users)
        if acting and code_of(service.their_role) in WORKING:
            yield service


def engaged(context: Context) -> Iterator[Service]:
    """Processors of ours and our sub-processors; not whom one of our processors engages, as far as is known."""
    ours = {service.id for service in for_clients(context)}
    for service in context.services:
        if service.id in ours or code_of(service.their_role) == PROCESSOR:
            yield service


def contracted(context: Context) -> Iterator[tuple[Service, tuple[Agreement, ...]]]:
    """Each service engaged, with the contracts that cover it and those with its provider that name no service."""
    general: dict[int, list[Agreement]] = defaultdict(list)
    for agreement in context.edition.inventory.agreements:
        if agreement.party is not None and not agreement.services:
            general[agreement.party.id].append(agreement)
    for service in engaged(context):
        whole = general[service.party.id] if service.party is not None else []
        found = (*service.agreements, *whole)
        yield service, tuple(one for one in found if code_of(one.kind) != ARRANGEMENT)


def bound_by_clauses(service: Service) -> bool:
    """Whether clauses for a transfer to it may be the contract too, as modules two and three of those of 2021 are.

    Clauses with somebody else, to whom it passes data on, bind that one alone. Which set and module was agreed where
    that is not stated, another rule asks.
    """
    to_it = [one for one in service.transfers if _goes_to(service, one)]
    return any(_contracting(ground) for transfer in to_it for ground in transfer.grounds)


def _goes_to(service: Service, transfer: Transfer) -> bool:
    """Whether the importer is its provider: also where none is named."""
    importer, named = transfer.importer, transfer.importer_as_stated
    if importer is not None:
        return service.party is None or importer.id == service.party.id
    return not named or named.casefold() == (provider(service) or service.name).casefold()


def _contracting(ground: Ground) -> bool:
    module = code_of(ground.module) or str(ground.mechanism.module or "")
    return module in CONTRACTING or (ground.mechanism.slug == UNSTATED and not module)


def concluding(agreement: Agreement) -> list[dt.date]:
    """The days on which it was signed or accepted, as far as they are recorded."""
    return [day for day in (agreement.signed_on, agreement.accepted_on) if day is not None]


def begun(agreement: Agreement, on: dt.date) -> bool:
    """Whether it had been concluded by the day, or may have been."""
    days = concluding(agreement)
    return not days or min(days) <= on


def ended(agreement: Agreement, on: dt.date) -> bool:
    return agreement.valid_until is not None and agreement.valid_until < on


def running(agreement: Agreement, on: dt.date) -> bool:
    return begun(agreement, on) and not ended(agreement, on)


def is_concluded(agreement: Agreement) -> bool:
    """Whether it is known when, and of standard terms which version."""
    versioned = code_of(agreement.kind) != TERMS or bool(agreement.version)
    return bool(concluding(agreement)) and versioned
