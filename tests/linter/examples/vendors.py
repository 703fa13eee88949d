"""Examples for the rules about who processors are and what they do."""

import datetime as dt
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.parties import Party
from registry.documents.records.terms import RecipientCategory
from tests.linter.harness import (
    FROM_POLICY,
    choice,
    examples,
    inventory,
    on,
    party,
    service,
    transcribed,
    transfer,
    under,
    using,
)

YES, NO = choice("yes"), choice("no")
SUB, CONTROLLER = choice("sub-processor"), choice("controller")
PAYMENT = RecipientCategory(id=70, code="payment", label="Payment providers")


def known(*parties: Party) -> Inventory:
    return inventory(parties=parties)


def names(*given: str) -> Inventory:
    return known(*(party(id=20 + place, name=name) for place, name in enumerate(given)))


def provided(**values: Any) -> Inventory:
    """A service by a company that these things are recorded of."""
    return using(service(party=party(**values)))


OWN = "service 80 own_use: “Hosting” by Vendor is the service of a processor, which uses data for purposes of its own."
TRAINS = "service 80 model_training: “Hosting” by Vendor is the service of a processor, which trains models with the data."
UNREVIEWED = (
    "service 80 guarantees_reviewed_on: No review of the guarantees of Vendor is recorded for “Hosting”."
)
OLD = (
    "service 80 guarantees_reviewed_on: The guarantees of Vendor for “Hosting” were last reviewed on {day},"
    " more than two years ago."
)
UNCLEAR = "party 20 legal_name: Of the processor Vendor this is not recorded: its legal name; its country, and where it has the data."
COUNTRY_ONLY = (
    "party 20 legal_name: Of the processor Vendor this is not recorded: its legal name; its country."
)
UNPLACED = (
    "party 20 country: Of the processor {name} this is not recorded: its country, and where it has the data."
)
UNNAMED = "party 20 legal_name: Of the processor Vendor this is not recorded: its legal name."


def same(number: int, name: str, other: str) -> str:
    return f"party {number} name: {name} and {other} seem to be the same company."


EXAMPLES = {
    "processor-own-purposes": examples(
        fires=[
            (using(service(own_use=YES)), OWN),
            (using(service(own_use=YES, model_training=YES)), OWN),
            (using(service(own_use=YES, their_role=SUB)), OWN),
            (using(service(model_training=YES)), TRAINS),
            (under("CH", of=using(service(own_use=NO, model_training=YES, their_role=SUB))), TRAINS),
            (
                using(
                    service(own_use=YES, their_role=CONTROLLER),
                    service(id=81, name="Mail", party=None, category=PAYMENT, own_use=YES),
                ),
                "service 81 own_use: “Mail” by Payment providers is the service of a processor, which uses data for purposes of its own.",
            ),
        ],
        silent=[
            using(service()),
            using(service(own_use=NO, model_training=NO)),
            using(service(own_use=YES, their_role=CONTROLLER)),
            using(service(model_training=YES, their_role=None)),
        ],
    ),
    "vendor-due-diligence-old": examples(
        fires=[
            (using(service()), UNREVIEWED),
            (under("CH", of=using(service())), UNREVIEWED),
            (using(service(their_role=SUB, our_role=choice("processor"))), UNREVIEWED),
            (
                transcribed(using(service(citations=FROM_POLICY))),
                "service 80 guarantees_reviewed_on: The policy states no review of the guarantees of Vendor.",
            ),
            (
                using(service(), service(id=81, name="Mail")),
                "organisation 1 : Of no processor a review of its guarantees is recorded.",
            ),
            (
                transcribed(using(service(), service(id=81, name="Mail"))),
                "organisation 1 : The policy states no review of the guarantees of any processor.",
            ),
            (
                using(service(), service(id=81, name="Mail", guarantees_reviewed_on=dt.date(2026, 5, 1))),
                UNREVIEWED,
            ),
            (
                on(2026, 5, 2, using(service(guarantees_reviewed_on=dt.date(2024, 5, 1)))),
                OLD.format(day="1 May 2024"),
            ),
            (
                on(2026, 3, 1, using(service(guarantees_reviewed_on=dt.date(2024, 2, 29)))),
                OLD.format(day="29 February 2024"),
            ),
        ],
        silent=[
            on(2026, 5, 1, using(service(guarantees_reviewed_on=dt.date(2024, 5, 1)))),
            on(2026, 2, 28, using(service(guarantees_reviewed_on=dt.date(2024, 2, 29)))),
            using(service(their_role=CONTROLLER)),
            using(service(their_role=SUB)),
        ],
    ),
    "vendor-duplicate": examples(
        fires=[
            (
                known(party(id=19, name="Jane", kind=choice("person")), party(), party(id=21, name="vendor")),
                same(21, "vendor", "Vendor"),
            ),
            (names("Vendor", "VENDOR, Inc."), same(21, "VENDOR, Inc.", "Vendor")),
            (names("Vendor Corp.", "Vendor Corporation"), same(21, "Vendor Corporation", "Vendor Corp.")),
            (names("Vendor Inc.", "Vendor Incorporated"), same(21, "Vendor Incorporated", "Vendor Inc.")),
            (names("Vendor Ltd.", "Vendor Limited"), same(21, "Vendor Limited", "Vendor Ltd.")),
            (names("Vendor GmbH", "vendor"), same(21, "vendor", "Vendor GmbH")),
            (names("Vendor Ltd.", "Ven-dor Ltd"), same(21, "Ven-dor Ltd", "Vendor Ltd.")),
            (names("Vendor_1 B.V.", " Vendor 1 bv"), same(21, " Vendor 1 bv", "Vendor_1 B.V.")),
            (
                names("Vendor", "Other", "vendor", "Ven dor"),
                [same(23, "Ven dor", "Vendor"), same(22, "vendor", "Vendor")],
            ),
            (
                known(party(name="Vendor, Inc."), party(id=21, name="V", legal_name="Vendor Inc")),
                same(21, "V", "Vendor, Inc."),
            ),
            (
                known(party(trading_names="Cloud; VWS\nWeb"), party(id=21, name="Web")),
                same(21, "Web", "Vendor"),
            ),
            (
                known(party(name="VWS"), party(id=21, name="Vendor", trading_names="Cloud;VWS")),
                same(21, "Vendor", "VWS"),
            ),
            (
                known(
                    party(name="Vendor GmbH"), party(id=21, name="Vendor AG"), party(id=22, name="Vendor AG.")
                ),
                same(22, "Vendor AG.", "Vendor AG"),
            ),
            (
                known(
                    party(country="US", registration_number="HRB 1"),
                    party(id=21, name="vendor", country="US"),
                ),
                same(21, "vendor", "Vendor"),
            ),
            (under("CH", of=names("Vendor", "vendor")), same(21, "vendor", "Vendor")),
        ],
        silent=[
            names("Vendor", "Vendor Cloud"),
            names("Vendor GmbH", "Vendor Inc."),
            known(party(legal_name="Vendor GmbH"), party(id=21, name="vendor", legal_name="Vendor AG")),
            known(party(country="US"), party(id=21, name="vendor", country="IE")),
            known(
                party(registration_number="HRB 1"), party(id=21, name="vendor", registration_number="HRB 2")
            ),
            known(party(kind=choice("person")), party(id=21, name="vendor")),
            known(party(), party(id=21, name="vendor", kind=choice("person"))),
            known(party(legal_name=""), party(id=21, name="Other", legal_name="")),
            names("Incorporated", "Zinc"),
        ],
    ),
    "vendor-entity-unclear": examples(
        fires=[
            (provided(), UNCLEAR),
            (provided(kind=choice("company")), UNCLEAR),
            (provided(legal_name="Vendor Limited"), UNPLACED.format(name="Vendor")),
            (provided(name="Vendor GmbH"), UNPLACED.format(name="Vendor GmbH")),
            (provided(name="Vendor, inc."), UNPLACED.format(name="Vendor, inc.")),
            (provided(kind=choice("person")), UNPLACED.format(name="Vendor")),
            (provided(country="US"), UNNAMED),
            (using(service(contracting_place="IE")), UNNAMED),
            (using(service(), service(id=81, name="Mail")), UNCLEAR),
            (using(service(their_role=SUB, our_role=choice("processor"))), UNCLEAR),
            (
                transcribed(provided(citations=FROM_POLICY)),
                "party 20 legal_name: Of the processor Vendor the policy does not state: its legal name; its country, and where it has the data.",
            ),
            (using(service(hosting_places=("DE",))), COUNTRY_ONLY),
            (using(service(access_places=("EEA",))), COUNTRY_ONLY),
            (using(service(transfers=(transfer("eu-us-dpf"),))), COUNTRY_ONLY),
            (
                using(
                    service(party=None, category=PAYMENT),
                    service(id=81, name="Mail", party=party(country="US")),
                ),
                [
                    UNNAMED,
                    "service 80 party: The processor for “Hosting” is recorded as a category only: Payment providers.",
                ],
            ),
            (
                transcribed(using(service(party=None, category=PAYMENT, citations=FROM_POLICY))),
                "service 80 party: The policy states the processor for “Hosting” as a category only: Payment providers.",
            ),
        ],
        silent=[
            provided(legal_name="Vendor Limited", country="GB"),
            provided(name="Vendor S.A.", country="FR"),
            using(service(party=party(name="Vendor plc"), contracting_place="GB")),
            provided(kind=choice("authority"), country="DE"),
            using(service(their_role=CONTROLLER)),
            using(service(their_role=SUB)),
            under("CH", of=provided()),
        ],
    ),
}
