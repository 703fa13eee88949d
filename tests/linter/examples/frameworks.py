"""Examples for the rules about frameworks for certified importers."""

import datetime as dt
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Document
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    examples,
    general,
    going,
    ground,
    inventory,
    on,
    service,
    transcribed,
    transfer,
    under,
    using,
)


def listed(*mechanisms: str, **values: Any) -> Inventory:
    """One activity that uses a service whose transfer rests on these, checked on 20 November 2025."""
    known = {"dpf_entity": "Vendor, Inc.", "dpf_checked_on": dt.date(2025, 11, 20)}
    return using(service(**{**known, "transfers": (transfer(*mechanisms),), **values}))


NO_NAME = (
    "service 80 dpf_entity: It is not recorded under which name the importer is on the Data"
    " Privacy Framework List."
)
NO_DAY = "service 80 dpf_checked_on: It is not recorded when the Data Privacy Framework List was checked."
OLD = (
    "service 80 dpf_checked_on: The Data Privacy Framework List was last checked on %s, more than a year ago."
)
NO_PROOF = "transferground 160 evidence: Nothing recorded shows that the importer is on the list (%s)."
EU_US = NO_PROOF % "EU-US Data Privacy Framework"
ALONE = "%s: The Data Privacy Framework is all that the transfer to the United States rests on."
WRONG = "transfer 15 grounds: %s: no framework under this law is recorded, only one of another law."

EXAMPLES = {
    "dpf-unverified": examples(
        fires=[
            (listed("eu-us-dpf", dpf_entity=""), NO_NAME),
            (listed("eu-us-dpf", dpf_entity="", dpf_checked_on=None), NO_NAME),
            (listed("eu-us-dpf", dpf_checked_on=None), NO_DAY),
            (on(2026, 11, 21, listed("eu-us-dpf")), OLD % "20 November 2025"),
            (
                on(2025, 3, 1, listed("eu-us-dpf", dpf_checked_on=dt.date(2024, 2, 29))),
                OLD % "29 February 2024",
            ),
            (
                on(2023, 7, 10, listed("scc-2021-m2", "eu-us-dpf", dpf_checked_on=dt.date(2022, 1, 1))),
                OLD % "1 January 2022",
            ),
            (under("UK", of=listed("dpf-uk-ext", dpf_checked_on=None)), NO_DAY),
            (under("CH", of=listed("swiss-us-dpf", dpf_checked_on=None)), NO_DAY),
            (
                using(service(transfers=(transfer(), transfer("eu-us-dpf", "dpf-uk-ext", id=19)))),
                NO_NAME,
            ),
            (going(transfer("eu-us-dpf")), EU_US),
            (general(transfer("eu-us-dpf"), of=inventory()), EU_US),
            (
                transcribed(listed("eu-us-dpf", dpf_entity="", citations=FROM_POLICY)),
                (
                    "service 80 dpf_entity: The policy does not state under which name the importer is on the"
                    " Data Privacy Framework List."
                ),
            ),
            (
                transcribed(listed("eu-us-dpf", dpf_checked_on=None, citations=FROM_POLICY)),
                "service 80 dpf_checked_on: The policy does not state when the Data Privacy Framework List was checked.",
            ),
            (
                transcribed(going(transfer(grounds=(ground("eu-us-dpf", citations=FROM_POLICY),)))),
                (
                    "transferground 16 evidence: The policy does not state that the importer is on the list"
                    " (EU-US Data Privacy Framework)."
                ),
            ),
        ],
        silent=[
            listed("eu-us-dpf"),
            on(2025, 2, 28, listed("eu-us-dpf", dpf_checked_on=dt.date(2024, 2, 29))),
            listed("privacy-shield", dpf_entity=""),
            listed("scc-2021-m2", dpf_entity=""),
            listed("dpf-uk-ext", dpf_entity=""),
            on(2023, 7, 9, listed("eu-us-dpf", dpf_entity="")),
            on(2018, 10, 19, going(transfer("privacy-shield"))),
            on(2024, 9, 14, under("CH", of=listed("swiss-us-dpf", dpf_entity=""))),
            going(transfer(grounds=(ground("eu-us-dpf", evidence="Seen on the list"),))),
            going(transfer(grounds=(ground("eu-us-dpf", document=Document(id=9, title="Print")),))),
            inventory(activity()),
        ],
    ),
    "dpf-sole-basis": examples(
        fires=[
            (listed("eu-us-dpf"), ALONE % "service 80 transfers"),
            (listed("eu-us-dpf", "d49-b"), ALONE % "service 80 transfers"),
            (listed("eu-us-dpf", "adequacy-unspecified"), ALONE % "service 80 transfers"),
            (going(transfer("eu-us-dpf")), ALONE % "transfer 15 grounds"),
            (general(transfer("eu-us-dpf"), of=inventory()), ALONE % "transfer 15 grounds"),
            (under("UK", of=listed("dpf-uk-ext")), ALONE % "service 80 transfers"),
            (under("CH", of=listed("swiss-us-dpf")), ALONE % "service 80 transfers"),
            (
                using(service(transfers=(transfer("scc-2021-m2"), transfer("eu-us-dpf", id=19)))),
                ALONE % "service 80 transfers",
            ),
        ],
        silent=[
            listed("eu-us-dpf", "scc-2021-m2"),
            listed("eu-us-dpf", "scc-unspecified"),
            listed("eu-us-dpf", "bcr-p"),
            listed("scc-2021-m2"),
            listed("privacy-shield"),
            going(transfer("eu-us-dpf", "scc-2021-m1")),
            going(transfer()),
            on(2023, 7, 9, going(transfer("eu-us-dpf"))),
        ],
    ),
    "dpf-wrong-row": examples(
        fires=[
            (under("UK", of=going(transfer("eu-us-dpf"))), WRONG % "United Kingdom"),
            (under("UK", of=listed("privacy-shield")), WRONG % "United Kingdom"),
            (
                under("UK", of=going(transfer("uk-idta", id=19), transfer(id=18), transfer("eu-us-dpf"))),
                WRONG % "United Kingdom",
            ),
            (under("EU", "UK", of=going(transfer("eu-us-dpf"))), WRONG % "United Kingdom"),
            (under("CH", of=general(transfer("eu-us-dpf"), of=inventory())), WRONG % "Switzerland"),
            (going(transfer("dpf-uk-ext", "swiss-us-dpf")), WRONG % "European Union"),
            (
                under("EU", "UK", "CH", of=going(transfer("eu-us-dpf"))),
                (WRONG % "Switzerland", WRONG % "United Kingdom"),
            ),
            (
                on(2023, 8, 31, under("EU", "UK", "CH", of=going(transfer("eu-us-dpf")))),
                WRONG % "United Kingdom",
            ),
        ],
        silent=[
            going(transfer("eu-us-dpf")),
            under("EU", "UK", "CH", of=going(transfer("eu-us-dpf", "dpf-uk-ext", "swiss-us-dpf"))),
            under("UK", of=going(transfer("eu-us-dpf", "uk-addendum"))),
            under("CH", of=going(transfer("eu-us-dpf", "scc-2021-m2"))),
            under("UK", of=going(transfer("scc-2021-m2"))),
            under("UK", of=going(transfer())),
        ],
    ),
}
