"""Examples for the rules about the processor's record."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity, Client
from registry.documents.records.evidence import Document
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    agreement,
    basis,
    choice,
    disclosure,
    examples,
    general,
    inventory,
    on,
    party,
    purpose,
    service,
    transcribed,
    transfer,
    under,
)

BUYER = party(name="Buyer")
LIST = Document(id=95, title="List")


def client(**values: Any) -> Client:
    """A controller that we act for, of whom nothing more is known."""
    return Client(**{"id": 50, "controller": BUYER, **values})


def customers(**values: Any) -> Client:
    """A class of controllers."""
    return client(controller=None, class_of_controllers="Customers", **values)


def processing(*clients: Client, **values: Any) -> Activity:
    """A processor's activity for these controllers."""
    return activity(role=choice("processor"), clients=clients, **values)


def acting(*clients: Client, **values: Any) -> Inventory:
    return inventory(processing(*clients, **values))


def again(*clients: Client) -> Activity:
    """A second activity for these controllers."""
    return processing(*clients, id=11, reference="PA-0002")


def owning(*clients: Client, **values: Any) -> Inventory:
    """An activity that is not a processor's."""
    return inventory(activity(clients=clients, **values))


CHECKED = agreement(checked_on=dt.date(2026, 1, 2))
SENDING = {"transfers": (transfer(),)}
CLASS_ONLY = (
    "clientcontroller 50 class_of_controllers: The controllers are named as a class only,"
    " without a list or a way to produce one."
)
NO_CONTACT = "party 20 : No contact details of the controller Buyer are recorded."
NO_CATEGORIES = (
    "clientcontroller 50 categories_of_processing: The categories of processing for this controller are not"
    " recorded."
)
NO_CONTRACT = "clientcontroller 50 contract: No contract is recorded on which this is done."
NO_INSTRUCTIONS = (
    "clientcontroller 50 instructions: Data leave, and no instructions of this controller are recorded."
)
NOBODY_NAMED = (
    "processingactivity 10 disclosures: Sub-processors are recorded, and none of them with this activity."
)
NO_END = "agreement 17 end_choice: It is not recorded whether data are deleted or returned at the end of “Contract”."
SUBPROCESSOR = service(their_role=choice("sub-processor"))

EXAMPLES = {
    "pr-no-controller": examples(
        fires=[
            (acting(), "processingactivity 10 clients: No controller is named for whom this is done."),
            (acting(customers()), CLASS_ONLY),
            (acting(client(), customers(list_system="Billing")), CLASS_ONLY),
            (acting(customers(list_person="Head of sales")), CLASS_ONLY),
            (
                transcribed(acting(citations=FROM_POLICY)),
                "processingactivity 10 clients: The policy names no controller for whom this is done.",
            ),
            (
                transcribed(acting(customers(citations=FROM_POLICY))),
                "clientcontroller 50 class_of_controllers: The policy names the controllers as a class only.",
            ),
            (
                on(2023, 9, 1, under("CH", of=acting())),
                "processingactivity 10 clients: No controller is named for whom this is done.",
            ),
        ],
        silent=[
            acting(client()),
            acting(customers(list_document=LIST)),
            acting(customers(list_system="Billing", list_person="Head of sales")),
            owning(),
            owning(customers()),
        ],
    ),
    "pr-controller-contact": examples(
        fires=[
            (acting(client()), NO_CONTACT),
            (inventory(processing(client()), again(client(id=51))), NO_CONTACT),
            (
                acting(client(controller=replace(BUYER, website="https://buyer.example", country="DE"))),
                NO_CONTACT,
            ),
            (
                transcribed(acting(client(controller=replace(BUYER, citations=FROM_POLICY)))),
                "party 20 : The policy states no contact details of the controller Buyer.",
            ),
            (
                acting(client(), client(id=51, controller=party(id=21, name="Other", email="a@b.example"))),
                NO_CONTACT,
            ),
        ],
        silent=[
            acting(client(controller=replace(BUYER, postal_address="Street 1"))),
            acting(client(controller=replace(BUYER, email="a@buyer.example"))),
            acting(client(controller=replace(BUYER, phone="+49 1"))),
            acting(client(controller=replace(BUYER, contact_form="https://buyer.example/contact"))),
            acting(customers()),
            owning(client()),
            under("CH", of=acting(client())),
        ],
    ),
    "pr-no-categories": examples(
        fires=[
            (acting(client()), NO_CATEGORIES),
            (acting(customers(list_document=LIST)), NO_CATEGORIES),
            (
                acting(client(categories_of_processing="Hosting"), client(id=51)),
                NO_CATEGORIES.replace("50", "51"),
            ),
            (
                transcribed(acting(client(citations=FROM_POLICY))),
                "clientcontroller 50 categories_of_processing: The policy states no categories of processing.",
            ),
            (under("CH", of=acting(client())), NO_CATEGORIES),
        ],
        silent=[acting(client(categories_of_processing="Hosting")), owning(client()), acting()],
    ),
    "pr-no-contract": examples(
        fires=[
            (acting(client()), NO_CONTRACT),
            (acting(customers()), NO_CONTRACT),
            (acting(customers(list_system="Billing")), NO_CONTRACT),
            (
                acting(client(contract=agreement(valid_until=dt.date(2026, 11, 19)))),
                "clientcontroller 50 contract: The contract “Contract” ended on 19 November 2026.",
            ),
            (
                acting(customers(list_document=LIST, contract=agreement(valid_until=dt.date(2026, 11, 19)))),
                "clientcontroller 50 contract: The contract “Contract” ended on 19 November 2026.",
            ),
            (
                transcribed(acting(client(citations=FROM_POLICY))),
                "clientcontroller 50 contract: The policy states no contract on which this is done.",
            ),
            (under("CH", of=acting(client())), NO_CONTRACT),
        ],
        silent=[
            acting(client(contract=agreement())),
            acting(client(contract=agreement(valid_until=dt.date(2026, 11, 20)))),
            acting(customers(list_document=LIST)),
            acting(customers(list_system="Billing", list_person="Head of sales")),
            owning(client()),
        ],
    ),
    "pr-transfer-uninstructed": examples(
        fires=[
            (acting(client(), **SENDING), NO_INSTRUCTIONS),
            (acting(client(contract=agreement()), **SENDING), NO_INSTRUCTIONS),
            (acting(client(contract=replace(CHECKED, lacking="Point (a)")), **SENDING), NO_INSTRUCTIONS),
            (
                acting(client(), disclosures=(disclosure(service=service(transfers=(transfer(),))),)),
                NO_INSTRUCTIONS,
            ),
            (general(transfer(), of=acting(client())), NO_INSTRUCTIONS),
            (
                acting(
                    client(),
                    transfers=(transfer(destination="", international_organisation="Interpol"),),
                ),
                NO_INSTRUCTIONS,
            ),
            (
                acting(
                    client(), transfers=(transfer(exporter=choice("client")), transfer(exporter=choice("us")))
                ),
                NO_INSTRUCTIONS,
            ),
            (
                acting(
                    client(),
                    disclosures=(disclosure(service=service()),),
                    transfers=(transfer(importer=party(id=21)),),
                ),
                NO_INSTRUCTIONS,
            ),
            (inventory(again(client(id=52)), processing(client(), **SENDING)), NO_INSTRUCTIONS),
            (acting(client(id=51, instructions="Said in the order"), client(), **SENDING), NO_INSTRUCTIONS),
            (
                transcribed(acting(client(citations=FROM_POLICY), **SENDING)),
                "clientcontroller 50 instructions: By what the policy says data leave; it states no instructions.",
            ),
        ],
        silent=[
            acting(client(instructions="Said in the order"), **SENDING),
            acting(client(contract=CHECKED), **SENDING),
            acting(client()),
            acting(client(), disclosures=(disclosure(service=service()),)),
            acting(client(), transfers=(transfer(destination="DE"),)),
            acting(client(), transfers=(transfer(destination=""),)),
            acting(client(), transfers=(transfer(exporter=choice("client")),)),
            owning(client(), **SENDING),
            under("CH", of=acting(client(), **SENDING)),
        ],
    ),
    "pr-subprocessors-missing": examples(
        fires=[
            (inventory(processing(), services=(SUBPROCESSOR,)), NOBODY_NAMED),
            (inventory(processing(), services=(service(our_role=choice("processor")),)), NOBODY_NAMED),
            (inventory(processing(), services=(service(), SUBPROCESSOR)), NOBODY_NAMED),
            (
                inventory(
                    processing(disclosures=(disclosure(party=party()),)),
                    processing(id=11, reference="PA-0002", disclosures=(disclosure(service=SUBPROCESSOR),)),
                ),
                NOBODY_NAMED,
            ),
            (
                transcribed(inventory(processing(citations=FROM_POLICY), services=(SUBPROCESSOR,))),
                (
                    "processingactivity 10 disclosures: The policy states sub-processors, and none of them for"
                    " this activity."
                ),
            ),
        ],
        silent=[
            acting(),
            inventory(processing(), services=(service(), service(id=81, our_role=choice("controller")))),
            inventory(processing(), services=(service(their_role=None),)),
            inventory(processing(recipients_absent_because="Done alone"), services=(SUBPROCESSOR,)),
            acting(disclosures=(disclosure(service=SUBPROCESSOR),)),
            inventory(activity(), services=(SUBPROCESSOR,)),
            inventory(processing(), services=(replace(SUBPROCESSOR, in_force_until=dt.date(2026, 11, 19)),)),
            under("CH", of=inventory(processing(), services=(SUBPROCESSOR,))),
        ],
    ),
    "pr-end-of-contract": examples(
        fires=[
            (acting(client(contract=agreement())), NO_END),
            (
                inventory(
                    processing(client(contract=agreement())), again(client(id=51, contract=agreement()))
                ),
                NO_END,
            ),
        ],
        silent=[
            acting(client(contract=agreement(end_choice=choice("delete")))),
            acting(client()),
            owning(client(contract=agreement())),
        ],
    ),
    "mixed-register": examples(
        fires=[
            (
                owning(client()),
                (
                    "processingactivity 10 clients: The activity is one of a controller and names controllers"
                    " that it is carried out for."
                ),
            ),
            (
                acting(client(), purposes=(purpose(), purpose(id=19, legal_bases=(basis("6.1.f"),)))),
                (
                    "processingactivity 10 purposes: The activity is carried out for others and has legal"
                    " bases of its own."
                ),
            ),
            (
                under("CH", of=owning(customers(), role=choice("joint"))),
                (
                    "processingactivity 10 clients: The activity is one of a controller and names controllers"
                    " that it is carried out for."
                ),
            ),
        ],
        silent=[
            owning(purposes=(purpose(legal_bases=(basis("6.1.f"),)),)),
            owning(client(), role=None),
            acting(client(), purposes=(purpose(),)),
            inventory(activity(), again(client())),
        ],
    ),
}
