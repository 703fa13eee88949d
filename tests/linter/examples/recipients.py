"""Examples for the rules about recipients and their places."""

from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Disclosure
from registry.documents.records.terms import RecipientCategory
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    choice,
    disclosure,
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

MAIL = party(id=21, name="Mailer")
PROCESSOR = choice("processor")


def to(code: str, **values: Any) -> Disclosure:
    """A recipient of a category."""
    return disclosure(category=RecipientCategory(id=70, code=code, label=code), **values)


def giving(*disclosures: Disclosure, **values: Any) -> Inventory:
    return inventory(activity(disclosures=disclosures, **values))


def importing(*importers: Any, **values: Any) -> Inventory:
    """One activity that gives data to Vendor, with a transfer to each of these importers."""
    known = {"disclosures": (disclosure(party=party()),)}
    transfers = tuple(transfer(id=150 + place, importer=one) for place, one in enumerate(importers))
    return inventory(activity(**{**known, "transfers": transfers, **values}))


def running(systems: str, *services: Any, **values: Any) -> Inventory:
    """One activity with these systems, which gives data to Buyer; the services are recorded."""
    known = {"disclosures": (disclosure(party=party(id=29, name="Buyer")),)}
    made = activity(**{**known, "systems": systems, **values})
    used = [use.service for use in made.disclosures if use.service and use.service not in services]
    return inventory(made, services=(*services, *used))


def placed(**places: Any) -> Inventory:
    return using(service(**places))


EXAMPLES = {
    "recipient-missing": examples(
        fires=[
            (inventory(activity()), "processingactivity 10 disclosures: No recipient is recorded."),
            (
                inventory(activity(internal_access="The accounts department", role=choice("joint"))),
                "processingactivity 10 disclosures: No recipient is recorded.",
            ),
            (
                transcribed(inventory(activity(citations=FROM_POLICY))),
                "processingactivity 10 disclosures: The policy states no recipient for this activity.",
            ),
            (
                giving(
                    to("courts"), to("law-enforcement", id=141), to("data-protection-authorities", id=142)
                ),
                "processingactivity 10 disclosures: Only authorities are recorded; one that asks in a particular inquiry is no recipient.",
            ),
            (
                giving(to("courts", party=party(name="District Court"))),
                "processingactivity 10 disclosures: Only authorities are recorded; one that asks in a particular inquiry is no recipient.",
            ),
            (
                transcribed(giving(to("courts"), citations=FROM_POLICY)),
                "processingactivity 10 disclosures: The policy names authorities only; one that asks in a particular inquiry is no recipient.",
            ),
            (
                on(2026, 3, 1, giving(to("banks", in_force_until=on(2026, 2, 28, inventory()).on))),
                "processingactivity 10 disclosures: No recipient is recorded.",
            ),
            (
                under("CH", of=inventory(activity())),
                "processingactivity 10 disclosures: No recipient is recorded.",
            ),
        ],
        silent=[
            inventory(activity(recipients_absent_because="Nobody else sees it")),
            inventory(activity(role=choice("processor"))),
            giving(to("banks")),
            giving(to("courts"), to("banks", id=141)),
            giving(to("tax-authorities")),
            giving(disclosure(party=party(kind=choice("authority")))),
            giving(to("courts", service=service())),
            using(service()),
            on(2018, 5, 24, inventory(activity())),
            on(2026, 2, 28, giving(to("banks", in_force_until=on(2026, 2, 28, inventory()).on))),
            on(2023, 8, 31, under("CH", of=inventory(activity()))),
        ],
    ),
    "processor-not-a-recipient": examples(
        fires=[
            (
                importing(MAIL),
                "transfer 150 importer: A transfer goes to Mailer, who is not among the recipients.",
            ),
            (
                importing(
                    MAIL, MAIL, party(id=22, name="Printer"), disclosures=(disclosure(service=service()),)
                ),
                [
                    "transfer 150 importer: A transfer goes to Mailer, who is not among the recipients.",
                    "transfer 152 importer: A transfer goes to Printer, who is not among the recipients.",
                ],
            ),
            (
                importing(MAIL, disclosures=(), recipients_absent_because="None"),
                "transfer 150 importer: A transfer goes to Mailer, who is not among the recipients.",
            ),
            (
                inventory(
                    activity(),
                    activity(
                        id=11,
                        reference="PA-0002",
                        disclosures=(disclosure(party=party()),),
                        transfers=(transfer(importer=MAIL),),
                    ),
                ),
                "transfer 15 importer: A transfer goes to Mailer, who is not among the recipients.",
            ),
            (
                running("Wiki;  HOSTING ", service()),
                "processingactivity 10 systems: “HOSTING” is a system of this activity and a service of a processor, but no recipient.",
            ),
            (
                running("Vendor\nvendor,Wiki", service(their_role=choice("sub-processor"))),
                "processingactivity 10 systems: “vendor” is a system of this activity and a service of a processor, but no recipient.",
            ),
            (
                running("Wiki, Vendor", service(), disclosures=(), recipients_absent_because="None"),
                "processingactivity 10 systems: “Vendor” is a system of this activity and a service of a processor, but no recipient.",
            ),
            (
                running(
                    "Mail, Hosting",
                    service(),
                    service(id=81, name="Mail", party=None),
                    disclosures=(disclosure(service=service(id=82, name="Backup", party=None)),),
                ),
                [
                    "processingactivity 10 systems: “Hosting” is a system of this activity and a service of a processor, but no recipient.",
                    "processingactivity 10 systems: “Mail” is a system of this activity and a service of a processor, but no recipient.",
                ],
            ),
        ],
        silent=[
            importing(party()),
            importing(None),
            importing(party(), disclosures=(disclosure(service=service()),)),
            importing(MAIL, disclosures=()),
            importing(MAIL, role=PROCESSOR),
            importing(MAIL, disclosures=(disclosure(party=party()), to("hosting", id=141))),
            inventory(
                activity(
                    disclosures=(disclosure(party=party()),),
                    transfers=(transfer(importer=MAIL, exporter=PROCESSOR),),
                )
            ),
            running("Wiki, Hosting 2", service()),
            running("Hosting", service(their_role=choice("controller"))),
            running("Hosting", service(their_role=None)),
            running("Hosting", service(), disclosures=(disclosure(service=service()),)),
            running("Hosting", service(), disclosures=(disclosure(party=party()),)),
            running("Hosting", service(), disclosures=(disclosure(service=service(id=81, name="Mail")),)),
            running(
                "Hosting",
                service(party=party(id=23, name="Other")),
                service(id=81),
                disclosures=(disclosure(service=service(id=81)),),
            ),
            running("Hosting", service(), disclosures=()),
            running(
                "Hosting",
                service(party=None),
                disclosures=(disclosure(service=service(party=None)),),
            ),
            running("Hosting", service(), disclosures=(to("hosting"),)),
            running("Hosting", service(), role=PROCESSOR),
        ],
    ),
    "location-unspecific": examples(
        fires=[
            (
                placed(hosting_places=("US", "WORLD")),
                "service 80 hosting_places: Of the places of Vendor (Hosting) no country is recorded but: Worldwide, countries not named.",
            ),
            (
                placed(hosting_places=("US",), access_places=("EUROPE", "WORLD"), contracting_place="WORLD"),
                "service 80 access_places: Of the places of Vendor (Hosting) no country is recorded but: Europe, country not named; Worldwide, countries not named.",
            ),
            (
                placed(party=None, hosting_places=("EUROPE",)),
                "service 80 hosting_places: Of the places of Hosting no country is recorded but: Europe, country not named.",
            ),
            (
                placed(contracting_place="EUROPE"),
                "service 80 contracting_place: Of the places of Vendor (Hosting) no country is recorded but: Europe, country not named.",
            ),
            (
                transcribed(placed(hosting_places=("WORLD",), citations=FROM_POLICY)),
                "service 80 hosting_places: Of the places of Vendor (Hosting) the policy states no country but: Worldwide, countries not named.",
            ),
            (
                placed(hosting_places=("WORLD", "EUROPE"), transfers=(transfer(destination="WORLD"),)),
                "service 80 hosting_places: Of the places of Vendor (Hosting) no country is recorded but: Europe, country not named.",
            ),
            (
                giving(disclosure(party=MAIL, places=("WORLD", "DE"))),
                "disclosure 14 places: Of the places of Mailer no country is recorded but: Worldwide, countries not named.",
            ),
            (
                giving(disclosure(party=MAIL, places=("EUROPE",)), role=PROCESSOR),
                "disclosure 14 places: Of the places of Mailer no country is recorded but: Europe, country not named.",
            ),
            (
                under("CH", of=placed(hosting_places=("EEA",))),
                "service 80 hosting_places: Of the places of Vendor (Hosting) no country is recorded but: EU/EEA, state not named.",
            ),
            (
                under("UK", of=giving(disclosure(party=MAIL, places=("EEA", "EUROPE", "WORLD")))),
                "disclosure 14 places: Of the places of Mailer no country is recorded but: EU/EEA, state not named; Europe, country not named; Worldwide, countries not named.",
            ),
        ],
        silent=[
            placed(hosting_places=("US", "DE"), access_places=("IN",), contracting_place="IE"),
            placed(),
            placed(hosting_places=("EEA",), contracting_place="EEA"),
            placed(hosting_places=("WORLD",), transfers=(transfer(destination="WORLD"),)),
            under("EU", "UK", of=placed(hosting_places=("EEA",))),
            giving(disclosure(party=MAIL, places=("US",))),
            giving(disclosure(party=MAIL)),
            giving(disclosure(party=MAIL, places=("EEA",))),
        ],
    ),
}
