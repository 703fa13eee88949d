"""What of an inventory was in force on a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity, Disclosure
from registry.documents.records.evidence import InForce
from registry.documents.records.services import Service, Transfer

Dated = TypeVar("Dated", bound=InForce)
RETIRED = "retired"


def on_day(inventory: Inventory, *, on: dt.date) -> Inventory:
    """The inventory without what had ended or not begun on the day; both days included, an unknown day counts as in.

    A retired activity is left out unless its last day is known and was not past. A recipient goes with its service.
    """
    services = {service.id: _service(service, on) for service in _holding(inventory.services, on)}
    return replace(
        inventory,
        services=tuple(services.values()),
        activities=tuple(
            _activity(activity, services, on) for activity in inventory.activities if _current(activity, on)
        ),
        transfers=_transfers(inventory.transfers, on),
        notices=_holding(inventory.notices, on),
    )


def holds(record: InForce, on: dt.date) -> bool:
    """Whether the day lies within the record's days, as far as they are known."""
    begun = record.in_force_from is None or record.in_force_from <= on
    return begun and (record.in_force_until is None or on <= record.in_force_until)


def _holding(records: Iterable[Dated], on: dt.date) -> tuple[Dated, ...]:
    return tuple(record for record in records if holds(record, on))


def _current(activity: Activity, on: dt.date) -> bool:
    retired = activity.status is not None and activity.status.code == RETIRED
    return holds(activity, on) and not (retired and activity.in_force_until is None)


def _transfers(transfers: Iterable[Transfer], on: dt.date) -> tuple[Transfer, ...]:
    return tuple(
        replace(transfer, grounds=_holding(transfer.grounds, on)) for transfer in _holding(transfers, on)
    )


def _service(service: Service, on: dt.date) -> Service:
    return replace(service, transfers=_transfers(service.transfers, on))


def _activity(activity: Activity, services: dict[int, Service], on: dt.date) -> Activity:
    return replace(
        activity,
        purposes=_holding(activity.purposes, on),
        data_uses=_holding(activity.data_uses, on),
        disclosures=tuple(_disclosures(_holding(activity.disclosures, on), services)),
        clients=_holding(activity.clients, on),
        transfers=_transfers(activity.transfers, on),
    )


def _disclosures(found: Iterable[Disclosure], services: dict[int, Service]) -> Iterable[Disclosure]:
    for disclosure in found:
        if disclosure.service is None:
            yield disclosure
        elif disclosure.service.id in services:
            yield replace(disclosure, service=services[disclosure.service.id])
