"""Examples for the rules about the exceptions of Art. 49."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.services import Transfer
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    basis,
    choice,
    examples,
    general,
    going,
    inventory,
    on,
    organisation,
    purpose,
    service,
    transcribed,
    transfer,
    under,
    using,
)

SYSTEMATIC = choice("systematic")
PUBLIC_TASK = (purpose(legal_bases=(basis("6.1.f"), basis("6.1.e"))),)
BRITISH_TASK = (purpose(legal_bases=(basis("uk.6.1.e"),)),)
CONTRACT = (purpose(legal_bases=(basis("6.1.b"),)),)
TOLD = {
    "safeguards": "Encrypted, and deleted after a week",
    "authority_informed_on": dt.date(2026, 1, 2),
    "subjects_informed_on": dt.date(2026, 1, 3),
}


def regularly(*mechanisms: str, **values: Any) -> Inventory:
    """An activity's systematic transfer on these grounds."""
    return going(transfer(*mechanisms, frequency=SYSTEMATIC, **values))


def public(*transfers: Transfer, answer: str = "yes", **values: Any) -> Inventory:
    """A public body, or another organisation, whose activity has these transfers."""
    return inventory(
        activity(transfers=transfers, **values),
        organisation=organisation(public_body=choice(answer) if answer else None),
    )


def of_body(given: Inventory) -> Inventory:
    return inventory(
        *given.activities,
        organisation=organisation(public_body=choice("yes")),
        services=given.services,
        transfers=given.transfers,
    )


def beside(given: Inventory) -> Inventory:
    """The inventory with an activity more, which serves a public task."""
    other = activity(id=11, reference="PA-0002", purposes=PUBLIC_TASK)
    return replace(given, activities=(*given.activities, other))


REPETITIVE = (
    "transferground 160 mechanism: The transfer is systematic, and compelling legitimate"
    " interests allow none that is repetitive."
)
OCCASIONAL = (
    "transferground 160 mechanism: The transfer is systematic, and the exception “%s” is one"
    " for occasional transfers."
)
NARROW = "transferground 160 mechanism: The transfer is systematic, and the exception “%s” is read narrowly."
SOVEREIGN = (
    "transferground 160 mechanism: A public body relies on the exception “%s”, which its"
    " public powers do not allow."
)
BRITISH = "transferground 160 mechanism: Whether British law allows the exception “%s” here is not assessed."
CONSENT = "Explicit consent after being told of the risks"
WITH_PERSON = "Contract with the person"
FOR_PERSON = "Contract in the interest of the person"
COMPELLING = "Compelling legitimate interests"
NO_SAFEGUARDS = "transfer 15 safeguards: The suitable safeguards are not documented."
NOT_TOLD = (
    "transfer 15 authority_informed_on: It is not recorded when the supervisory authority was informed."
)
NOBODY_TOLD = "transfer 15 subjects_informed_on: It is not recorded when the data subjects were informed."

EXAMPLES = {
    "derogation-systematic": examples(
        fires=[
            (going(transfer("d49-b", id=19), transfer("d49-li", frequency=SYSTEMATIC)), REPETITIVE),
            (regularly("d49-b"), OCCASIONAL % WITH_PERSON),
            (regularly("d49-c"), OCCASIONAL % FOR_PERSON),
            (regularly("d49-e"), OCCASIONAL % "Legal claims"),
            (regularly("d49-a"), NARROW % CONSENT),
            (regularly("d49-d"), NARROW % "Important reasons of public interest"),
            (regularly("d49-f"), NARROW % "Vital interests"),
            (regularly("d49-b", destination=""), OCCASIONAL % WITH_PERSON),
            (
                using(service(transfers=(transfer("d49-b", frequency=SYSTEMATIC),))),
                OCCASIONAL % WITH_PERSON,
            ),
            (under("EU", "UK", of=regularly("d49-b", "uk-idta")), OCCASIONAL % WITH_PERSON),
            (on(2026, 1, 25, regularly("d49-b", destination="BR")), OCCASIONAL % WITH_PERSON),
        ],
        silent=[
            regularly("d49-g"),
            regularly("scc-2021-m2"),
            regularly("d49-b", "scc-2021-m2"),
            regularly("d49-b", destination="BR"),
            regularly("d49-b", destination="DE"),
            on(2021, 6, 27, regularly("d49-b", destination="GB")),
            going(transfer("d49-b", frequency=choice("occasional"))),
            going(transfer("d49-b")),
            under("UK", of=regularly("d49-b", "uk-idta")),
            under("UK", of=regularly("d49-b", destination="GB")),
            under("CH", of=regularly("d49-b")),
        ],
        not_assessed=[
            (under("UK", of=regularly("d49-b")), BRITISH % WITH_PERSON),
            (under("UK", of=regularly("d49-li")), BRITISH % COMPELLING),
        ],
    ),
    "derogation-public-authority": examples(
        fires=[
            (public(transfer("d49-a"), purposes=PUBLIC_TASK), SOVEREIGN % CONSENT),
            (public(transfer("d49-b"), purposes=CONTRACT), SOVEREIGN % WITH_PERSON),
            (public(transfer("d49-c"), purposes=BRITISH_TASK), SOVEREIGN % FOR_PERSON),
            (public(transfer("d49-li")), SOVEREIGN % COMPELLING),
            (beside(public(transfer("d49-a"), purposes=CONTRACT)), SOVEREIGN % CONSENT),
            (
                beside(of_body(using(service(transfers=(transfer("d49-a"),)), purposes=CONTRACT))),
                SOVEREIGN % CONSENT,
            ),
            (
                of_body(using(service(transfers=(transfer("d49-a"),)), purposes=PUBLIC_TASK)),
                SOVEREIGN % CONSENT,
            ),
            (of_body(inventory(services=(service(transfers=(transfer("d49-a"),)),))), SOVEREIGN % CONSENT),
            (
                general(transfer("d49-a"), of=public(purposes=(*CONTRACT, *PUBLIC_TASK))),
                SOVEREIGN % CONSENT,
            ),
            (
                general(transfer("d49-a"), of=public(purposes=PUBLIC_TASK, role=choice("processor"))),
                SOVEREIGN % CONSENT,
            ),
        ],
        silent=[
            public(transfer("d49-a"), answer="no"),
            public(transfer("d49-a"), answer=""),
            public(transfer("d49-d"), transfer("d49-e"), transfer("d49-f"), transfer("d49-g")),
            public(transfer("d49-a", "admin-arr")),
            public(transfer("scc-2021-m2")),
        ],
        not_assessed=[(under("UK", of=public(transfer("d49-a"))), BRITISH % CONSENT)],
    ),
    "derogation-li-undocumented": examples(
        fires=[
            (going(transfer("d49-li")), (NO_SAFEGUARDS, NOT_TOLD, NOBODY_TOLD)),
            (going(transfer("d49-li", **{**TOLD, "safeguards": ""})), NO_SAFEGUARDS),
            (going(transfer("d49-li", **{**TOLD, "authority_informed_on": None})), NOT_TOLD),
            (
                using(service(transfers=(transfer("d49-li", **{**TOLD, "subjects_informed_on": None}),))),
                NOBODY_TOLD,
            ),
            (under("UK", of=going(transfer("d49-li", **{**TOLD, "safeguards": ""}))), NO_SAFEGUARDS),
            (
                transcribed(going(transfer("d49-li", citations=FROM_POLICY, **{**TOLD, "safeguards": ""}))),
                "transfer 15 safeguards: The policy does not document the suitable safeguards.",
            ),
        ],
        silent=[
            going(transfer("d49-li", **TOLD)),
            going(transfer("d49-b")),
            going(transfer("d49-li", "scc-2021-m2")),
            going(transfer("d49-li", destination="DE")),
            inventory(activity()),
        ],
    ),
}
