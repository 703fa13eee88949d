"""Examples for the rules about sub-processors and the public list."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.services import Agreement, Service, Subprocessor
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    agreement,
    choice,
    client,
    disclosure,
    examples,
    inventory,
    on,
    organisation,
    party,
    service,
    transcribed,
    under,
)

PROCESSOR, SUB, CONTROLLER = choice("processor"), choice("sub-processor"), choice("controller")
GENERAL = choice("general")
BEGUN = dt.datetime(2026, 1, 9, 23, 30, tzinfo=dt.UTC)
"""The instant at which the first entry of a list was recorded; in Berlin it was the next day."""


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def entry(**values: Any) -> Subprocessor:
    """A sub-processor on the public list that takes part from 1 March 2026."""
    known = {"id": 90, "service": service(), "kind": SUB, "effective_on": day(3, 1), "listed_at": BEGUN}
    return Subprocessor(**{**known, **values})


def acting(*contracts: Agreement | None, using: tuple[Service, ...] = (), **values: Any) -> Inventory:
    """One activity of Part B for clients with these contracts, with the help of these services."""
    clients = tuple(client(id=50 + place, contract=one) for place, one in enumerate(contracts))
    given = tuple(disclosure(id=140 + place, service=one) for place, one in enumerate(using))
    return inventory(activity(role=PROCESSOR, clients=clients, disclosures=given), **values)


def listing(*entries: Subprocessor, notice_days: int | None = 30, of: Inventory | None = None) -> Inventory:
    """An organisation that promises 30 days of notice and keeps this list."""
    own = organisation(notice_days=notice_days, timezone="Europe/Berlin")
    return replace(of or inventory(), organisation=own, subprocessors=entries)


def kept(*entries: Subprocessor, page: bool = True, of: Inventory) -> Inventory:
    return replace(of, organisation=organisation(subprocessor_page=page), subprocessors=entries)


def short(given: int, agreed: int = 30, first: str = "1 March 2026") -> str:
    return (
        f"subprocessor 90 announced_on: Vendor takes part from {first}."
        f" Days of notice given: {given}; promised or agreed: {agreed}."
    )


UNAUTHORISED = "agreement 17 authorisation: Sub-processors take part, and no authorisation is recorded with the contract “Contract”."
UNANNOUNCED = (
    "subprocessor 90 announced_on: Vendor takes part from 1 March 2026, and no announcement is recorded."
)
UNLISTED = "service 80 : Vendor (Hosting) is a sub-processor and does not stand on the public list."
OVER = "subprocessor 90 ended_on: Vendor stands on the public list, but the service ended on 1 March 2026."
GONE = service(in_force_until=day(3, 1))
OURS = service(their_role=SUB, our_role=PROCESSOR)

EXAMPLES = {
    "subprocessor-unauthorised": examples(
        fires=[
            (acting(agreement(), using=(service(),)), UNAUTHORISED),
            (acting(agreement(), using=(service(their_role=SUB),)), UNAUTHORISED),
            (
                acting(agreement(), agreement(), using=(service(their_role=None), service(id=81))),
                UNAUTHORISED,
            ),
            (under("CH", of=acting(agreement(), using=(service(),))), UNAUTHORISED),
            (
                transcribed(acting(agreement(citations=FROM_POLICY), using=(service(),))),
                "agreement 17 authorisation: Sub-processors take part, and the policy states no authorisation in the contract “Contract”.",
            ),
            (
                acting(
                    agreement(authorisation=GENERAL),
                    None,
                    agreement(id=18, title="Order"),
                    using=(service(),),
                ),
                "agreement 18 authorisation: Sub-processors take part, and no authorisation is recorded with the contract “Order”.",
            ),
            (on(2026, 3, 1, acting(agreement(valid_until=day(3, 1)), using=(service(),))), UNAUTHORISED),
        ],
        silent=[
            acting(agreement(authorisation=GENERAL), using=(service(),)),
            acting(agreement(authorisation=choice("specific")), using=(service(),)),
            acting(None, using=(service(),)),
            acting(agreement()),
            acting(agreement(), using=(service(their_role=choice("instructed")),)),
            acting(agreement(), using=(service(their_role=None),)),
            on(2026, 3, 2, acting(agreement(valid_until=day(3, 1)), using=(service(),))),
            inventory(
                activity(
                    clients=(client(contract=agreement()),), disclosures=(disclosure(service=service()),)
                )
            ),
            inventory(
                activity(
                    role=PROCESSOR,
                    clients=(client(contract=agreement()),),
                    disclosures=(disclosure(party=party()),),
                )
            ),
        ],
    ),
    "subprocessor-notice-short": examples(
        fires=[
            (listing(entry(announced_on=day(1, 31))), short(29)),
            (listing(entry(announced_on=day(3, 1))), short(0)),
            (
                listing(entry(announced_on=day(3, 2), effective_on=day(3, 1), postponed_to=day(3, 31))),
                short(29, first="31 March 2026"),
            ),
            (
                listing(
                    entry(announced_on=day(1, 30)), of=acting(agreement(notice_days=45), agreement(id=18))
                ),
                short(30, agreed=45),
            ),
            (
                listing(entry(announced_on=day(1, 31)), of=acting(agreement(notice_days=14))),
                short(29),
            ),
            (
                listing(
                    entry(announced_on=day(2, 28)), notice_days=None, of=acting(agreement(notice_days=14))
                ),
                short(1, agreed=14),
            ),
            (
                listing(entry(id=89, effective_on=None), entry(announced_on=day(1, 31))),
                short(29),
            ),
            (listing(entry()), UNANNOUNCED),
            (on(2026, 2, 1, listing(entry())), UNANNOUNCED),
            (
                listing(entry(effective_on=day(1, 11))),
                UNANNOUNCED.replace("1 March", "11 January"),
            ),
            (
                listing(
                    entry(listed_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC)),
                    entry(id=91, effective_on=None),
                    entry(id=92, effective_on=None, listed_at=None),
                ),
                UNANNOUNCED,
            ),
            (
                transcribed(listing(entry(citations=FROM_POLICY))),
                "subprocessor 90 announced_on: Vendor takes part from 1 March 2026, and the policy states no announcement.",
            ),
            (
                on(2026, 4, 1, listing(entry(announced_on=day(2, 28), ended_on=day(4, 1)))),
                short(1),
            ),
            (
                on(2026, 1, 31, listing(entry(announced_on=day(1, 31), withdrawn_on=day(2, 1)))),
                short(29),
            ),
            (under("UK", of=listing(entry(announced_on=day(1, 31)))), short(29)),
        ],
        silent=[
            listing(entry(announced_on=day(1, 30))),
            listing(entry(announced_on=day(3, 1), postponed_to=day(3, 31))),
            listing(entry(announced_on=day(3, 1), effective_on=None)),
            listing(entry(announced_on=day(3, 1)), notice_days=None),
            listing(entry(), notice_days=None, of=acting(agreement())),
            listing(entry(announced_on=day(3, 1)), notice_days=0),
            listing(entry(effective_on=day(1, 10))),
            listing(entry(listed_at=None)),
            listing(entry(announced_on=day(3, 1), kind=choice("own-processing"))),
            listing(entry(announced_on=day(3, 1), kind=None)),
            on(2026, 4, 2, listing(entry(announced_on=day(2, 28), ended_on=day(4, 1)))),
            on(2026, 2, 1, listing(entry(announced_on=day(1, 31), withdrawn_on=day(2, 1)))),
            on(
                2026,
                4,
                1,
                listing(
                    entry(announced_on=day(2, 28)),
                    notice_days=None,
                    of=acting(agreement(notice_days=14, valid_until=day(3, 31))),
                ),
            ),
        ],
    ),
    "public-list-drift": examples(
        fires=[
            (kept(of=acting(using=(service(),))), UNLISTED),
            (kept(of=inventory(services=(OURS,))), UNLISTED),
            (kept(entry(service=service(id=81)), page=False, of=acting(using=(service(),))), UNLISTED),
            (
                on(2026, 4, 2, kept(entry(ended_on=day(4, 1)), of=acting(using=(service(),)))),
                UNLISTED,
            ),
            (
                on(2026, 4, 1, kept(entry(withdrawn_on=day(4, 1)), of=acting(using=(service(),)))),
                UNLISTED,
            ),
            (on(2026, 3, 2, kept(entry(service=GONE), page=False, of=inventory())), OVER),
            (
                under(
                    "UK",
                    of=kept(
                        entry(service=GONE, kind=choice("own-processing")), of=inventory(services=(GONE,))
                    ),
                ),
                OVER,
            ),
        ],
        silent=[
            kept(entry(), of=acting(using=(service(),))),
            kept(entry(kind=None), of=acting(using=(service(),))),
            kept(page=False, of=acting(using=(service(),))),
            on(2026, 4, 2, kept(entry(ended_on=day(4, 1)), page=False, of=acting(using=(service(),)))),
            on(2026, 4, 1, kept(entry(ended_on=day(4, 1)), of=acting(using=(service(),)))),
            on(2026, 3, 31, kept(entry(withdrawn_on=day(4, 1)), of=acting(using=(service(),)))),
            kept(of=inventory(activity(disclosures=(disclosure(service=service()),)))),
            kept(of=acting(using=(service(their_role=CONTROLLER),))),
            on(2026, 3, 1, kept(entry(service=GONE), of=inventory())),
            kept(entry(service=GONE, ended_on=day(3, 1)), of=inventory()),
            under("CH", of=kept(of=acting(using=(service(),)))),
        ],
    ),
}
