"""Examples for the rules about contracts with processors."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.services import Agreement
from registry.documents.records.terms import RecipientCategory
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    agreement,
    choice,
    disclosure,
    examples,
    ground,
    inventory,
    on,
    party,
    service,
    transcribed,
    transfer,
    under,
    using,
)

SIGNED = dt.date(2020, 5, 1)
TERMS, ARRANGEMENT = choice("terms"), choice("art26")
SUB, PROCESSOR, BOTH, CONTROLLER = (
    choice(code) for code in ("sub-processor", "processor", "both", "controller")
)
PAYMENT = RecipientCategory(id=70, code="payment", label="Payment providers")


def signed(**values: Any) -> Agreement:
    """A contract signed on 1 May 2020."""
    return agreement(**{"signed_on": SIGNED, **values})


def under_contract(*contracts: Agreement, **values: Any) -> Inventory:
    """One activity with one service and its contracts."""
    return using(service(agreements=contracts, **values))


def on_clauses(*mechanisms: str, **values: Any) -> Inventory:
    """One service without a contract, to which data go on these."""
    return under_contract(transfers=(transfer(*mechanisms, **values),))


def whole(*contracts: Agreement, **values: Any) -> Inventory:
    """One service without contracts of its own; these are recorded beside it."""
    return replace(using(service(**values)), agreements=contracts)


def acting(**values: Any) -> Inventory:
    """A service that takes part in an activity of Part B."""
    given = (disclosure(service=service(**values)),)
    return inventory(activity(role=PROCESSOR, disclosures=given))


NONE = "service 80 agreements: No contract with Vendor as processor is recorded for “Hosting”."
LATE = "service 80 agreements: The contract with Vendor as processor for “Hosting” was concluded only on 1 May 2020."
ENDED = "agreement 17 valid_until: The contract “Contract” ended on 1 May 2020, and these services go on: Hosting."
UNCHECKED = (
    "agreement 17 checked_on: It is not recorded that the contract “Contract” was checked against Art. 28(3)."
)
UNSIGNED = "agreement 17 signed_on: It is not recorded when the contract “Contract” was signed or accepted."
UNVERSIONED = (
    "agreement 17 version: It is not recorded which version of the standard terms “Contract” was accepted."
)

EXAMPLES = {
    "processor-no-dpa": examples(
        fires=[
            (under_contract(), NONE),
            (under("UK", of=under_contract()), NONE),
            (under("CH", of=under_contract()), NONE),
            (on_clauses("scc-2021-m1", "eu-us-dpf", "scc-2010-c2p"), NONE),
            (on_clauses("scc-2021-m3", importer=party(id=21)), NONE),
            (on_clauses("scc-2021-m3", importer_as_stated="Another"), NONE),
            (
                under_contract(
                    transfers=(transfer(grounds=(ground("scc-unspecified", module=choice("4")),)),)
                ),
                NONE,
            ),
            (
                under_contract(party=None, category=PAYMENT),
                "service 80 agreements: No contract with Payment providers as processor is recorded for “Hosting”.",
            ),
            (
                transcribed(under_contract(citations=FROM_POLICY)),
                "service 80 agreements: The policy states no contract with Vendor as processor.",
            ),
            (under_contract(signed(kind=ARRANGEMENT)), NONE),
            (acting(their_role=SUB), NONE),
            (
                inventory(
                    *(
                        activity(
                            id=number, role=role, disclosures=(disclosure(service=service(their_role=SUB)),)
                        )
                        for number, role in ((10, CONTROLLER), (11, PROCESSOR))
                    )
                ),
                NONE,
            ),
            (acting(), NONE),
            (under_contract(their_role=SUB, our_role=PROCESSOR), NONE),
            (under_contract(their_role=SUB, our_role=BOTH), NONE),
            (inventory(services=(service(),)), NONE),
            (whole(signed(party=party(id=21))), NONE),
            (whole(signed(party=party(), services=(81,))), NONE),
            (whole(signed()), NONE),
            (
                whole(signed(party=party()), party=None, category=PAYMENT),
                NONE.replace("Vendor", "Payment providers"),
            ),
            (on(2020, 4, 30, under_contract(signed())), LATE),
            (on(2020, 4, 30, under_contract(agreement(accepted_on=SIGNED))), LATE),
            (
                on(2020, 4, 30, under_contract(signed(id=18, signed_on=dt.date(2021, 1, 1)), signed())),
                LATE,
            ),
            (
                using(service(), service(id=81, name="Mail", party=party(id=21, name="Mailer"))),
                [
                    NONE,
                    "service 81 agreements: No contract with Mailer as processor is recorded for “Mail”.",
                ],
            ),
        ],
        silent=[
            on(2020, 5, 1, under_contract(signed())),
            on(2020, 5, 1, under_contract(signed(accepted_on=dt.date(2020, 6, 1)))),
            on(2020, 4, 30, under_contract(signed(), agreement(id=18))),
            under_contract(agreement()),
            under_contract(agreement(kind=None)),
            under_contract(agreement(kind=TERMS)),
            under_contract(signed(valid_until=SIGNED)),
            under_contract(agreement_absent_because="By an act of law"),
            whole(signed(party=party())),
            on_clauses("scc-2021-m2"),
            on_clauses("scc-2021-m2", importer=party()),
            on_clauses("scc-2021-m2", importer_as_stated="VENDOR"),
            under_contract(
                transfers=(transfer("scc-2021-m2", importer=party()),), party=None, category=PAYMENT
            ),
            under_contract(transfers=(transfer("scc-2021-m2", importer_as_stated="hosting"),), party=None),
            on_clauses("d49-b", "scc-2021-m3"),
            on_clauses("scc-unspecified"),
            under_contract(transfers=(transfer(grounds=(ground("scc-unspecified", module=choice("3")),)),)),
            under_contract(their_role=SUB),
            inventory(services=(service(their_role=SUB),)),
            under_contract(their_role=SUB, our_role=CONTROLLER),
            under_contract(their_role=CONTROLLER, our_role=PROCESSOR),
            under_contract(their_role=choice("joint")),
            under_contract(their_role=None),
            acting(their_role=choice("instructed")),
            on(2018, 5, 24, under_contract()),
        ],
    ),
    "dpa-expired": examples(
        fires=[
            (on(2020, 5, 2, under_contract(agreement(valid_until=SIGNED))), ENDED),
            (on(2020, 5, 2, under("UK", "EU", of=under_contract(agreement(valid_until=SIGNED)))), ENDED),
            (under("CH", of=under_contract(agreement(valid_until=SIGNED))), ENDED),
            (
                under_contract(
                    agreement(id=16, valid_until=dt.date(2019, 5, 1)),
                    agreement(valid_until=SIGNED),
                    agreement(id=18, valid_until=dt.date(2020, 4, 30)),
                ),
                ENDED,
            ),
            (
                under_contract(agreement(valid_until=SIGNED), agreement(id=16, valid_until=SIGNED)),
                ENDED,
            ),
            (
                on(
                    2020,
                    5,
                    2,
                    under_contract(
                        agreement(valid_until=SIGNED), signed(id=18, signed_on=dt.date(2020, 5, 3))
                    ),
                ),
                ENDED,
            ),
            (
                replace(
                    using(service(), service(id=81, name="Mail")),
                    agreements=(agreement(party=party(), valid_until=SIGNED),),
                ),
                "agreement 17 valid_until: The contract “Contract” ended on 1 May 2020, and these services go on: Hosting; Mail.",
            ),
        ],
        silent=[
            on(2020, 5, 1, under_contract(agreement(valid_until=SIGNED))),
            under_contract(agreement()),
            under_contract(),
            under_contract(agreement(valid_until=SIGNED), signed(id=18)),
            on(
                2020,
                5,
                2,
                under_contract(agreement(valid_until=SIGNED), signed(id=18, signed_on=dt.date(2020, 5, 2))),
            ),
            on(2019, 5, 1, under_contract(signed(valid_until=dt.date(2020, 6, 1)))),
            under_contract(agreement(valid_until=SIGNED), their_role=CONTROLLER),
        ],
    ),
    "dpa-clauses-incomplete": examples(
        fires=[
            (
                under_contract(signed(lacking="Audits", checked_on=SIGNED)),
                "agreement 17 lacking: The contract “Contract” lacks: Audits",
            ),
            (
                under_contract(agreement(lacking="Audits")),
                "agreement 17 lacking: The contract “Contract” lacks: Audits",
            ),
            (under_contract(signed()), UNCHECKED),
            (under_contract(signed(kind=TERMS, version="3")), UNCHECKED),
            (
                transcribed(under_contract(signed(citations=FROM_POLICY))),
                "agreement 17 checked_on: The policy does not state that the contract “Contract” was checked against Art. 28(3).",
            ),
            (
                replace(
                    using(service(), service(id=81, name="Mail")),
                    agreements=(signed(party=party()),),
                ),
                UNCHECKED,
            ),
            (on(2026, 2, 1, under_contract(signed(valid_until=dt.date(2026, 2, 1)))), UNCHECKED),
        ],
        silent=[
            under_contract(signed(checked_on=SIGNED)),
            under_contract(agreement()),
            under_contract(signed(kind=TERMS)),
            under_contract(signed(kind=ARRANGEMENT, lacking="Audits")),
            on(2026, 2, 2, under_contract(signed(lacking="Audits", valid_until=dt.date(2026, 2, 1)))),
            on(2020, 4, 30, under_contract(signed(lacking="Audits"))),
            under_contract(signed(lacking="Audits"), their_role=CONTROLLER),
            under("CH", of=under_contract(signed(lacking="Audits"))),
        ],
    ),
    "dpa-only-available": examples(
        fires=[
            (under_contract(agreement()), UNSIGNED),
            (under_contract(agreement(kind=None)), UNSIGNED),
            (under_contract(agreement(kind=TERMS, version="3")), UNSIGNED),
            (under_contract(agreement(kind=TERMS, accepted_on=SIGNED)), UNVERSIONED),
            (
                transcribed(under_contract(agreement(citations=FROM_POLICY))),
                "agreement 17 signed_on: The policy does not state when the contract “Contract” was signed or accepted.",
            ),
            (
                transcribed(under_contract(signed(kind=TERMS, citations=FROM_POLICY))),
                "agreement 17 version: The policy does not state which version of the standard terms “Contract” was accepted.",
            ),
            (
                under_contract(agreement(), agreement(id=18, title="Annex", valid_until=SIGNED)),
                UNSIGNED,
            ),
            (
                under_contract(agreement(), agreement(id=18, title="Annex")),
                [
                    "agreement 18 signed_on: It is not recorded when the contract “Annex” was signed or accepted.",
                    UNSIGNED,
                ],
            ),
            (
                replace(
                    using(service(), service(id=81, name="Mail")), agreements=(agreement(party=party()),)
                ),
                UNSIGNED,
            ),
            (on(2020, 4, 30, under_contract(agreement(), signed(id=18))), UNSIGNED),
            (under("CH", of=under_contract(agreement())), UNSIGNED),
        ],
        silent=[
            under_contract(signed()),
            under_contract(agreement(accepted_on=SIGNED)),
            under_contract(agreement(kind=TERMS, version="3", accepted_on=SIGNED)),
            under_contract(agreement(), signed(id=18)),
            under_contract(agreement(valid_until=SIGNED)),
            on(2020, 4, 30, under_contract(signed(kind=TERMS))),
            under_contract(),
            under_contract(agreement(), their_role=CONTROLLER),
        ],
    ),
}
