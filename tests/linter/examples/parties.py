"""Examples for the rules about parties, representatives and the data protection officer."""

from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.terms import Choice
from tests.linter.harness import (
    FROM_POLICY,
    HEALTH,
    activity,
    agreement,
    choice,
    client,
    data_use,
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

JOINT, PROCESSOR = choice("joint"), choice("processor")
PARTNER = party(id=21, name="Partner", email="privacy@partner.example")
UNREACHABLE = party(id=22, name="Somebody")
LARGE, MONITORING = choice("large-scale"), choice("monitoring")


def of(**values: Any) -> Inventory:
    """One activity of an organisation with these values."""
    return inventory(activity(), organisation=organisation(**values))


def outside(**values: Any) -> Inventory:
    return of(**{"country": "US", "territorial_basis": choice("3.2"), **values})


def represented(country: str, *places: str) -> Inventory:
    return inventory(
        activity(subject_places=places),
        organisation=organisation(eu_representative=party(id=23, name="Rep", country=country)),
    )


def screened(*criteria: Choice, **values: Any) -> Inventory:
    return inventory(activity(screening_criteria=criteria, **values))


def acting(role: str, **values: Any) -> Inventory:
    """An activity with a service that the partner provides in this role."""
    provided = service(party=PARTNER, their_role=choice(role))
    return inventory(activity(disclosures=(disclosure(service=provided),), **values))


EXAMPLES = {
    "controller-missing": examples(
        fires=[
            (
                inventory(activity(role=None)),
                "processingactivity 10 role: It is not recorded whether the organisation decides on this or acts for others.",
            ),
            (
                transcribed(inventory(activity(role=None, citations=FROM_POLICY))),
                "processingactivity 10 role: The policy does not state whether the organisation decides on this or acts for others.",
            ),
        ],
        silent=[inventory(activity()), inventory(activity(role=JOINT)), inventory(activity(role=PROCESSOR))],
    ),
    "controller-contact-missing": examples(
        fires=[
            (
                of(email="", website="https://acme.example"),
                "organisation 1 email: Neither postal address nor e-mail address nor telephone number of Acme is recorded.",
            ),
            (
                transcribed(of(email="")),
                "organisation 1 email: The policy states neither postal address nor e-mail address nor telephone number of Acme.",
            ),
            (
                transcribed(of(email="", contact_note="An address is given, but not readable.")),
                "organisation 1 email: Neither postal address nor e-mail address nor telephone number of Acme is recorded.",
            ),
        ],
        silent=[
            of(),
            of(email="", postal_address="1 Road"),
            of(email="", phone="+49"),
            of(email="", contact_form="https://x.example"),
        ],
    ),
    "joint-controller-contact-missing": examples(
        fires=[
            (
                inventory(activity(role=JOINT, joint_controllers_absent_because="None")),
                "processingactivity 10 joint_controllers: The organisation is a joint controller, but nobody is recorded with whom it decides.",
            ),
            (
                inventory(activity(role=JOINT, joint_controllers=(PARTNER, UNREACHABLE))),
                "party 22 email: No contact details of the joint controller Somebody are recorded.",
            ),
            (
                transcribed(
                    inventory(
                        activity(role=JOINT, joint_controllers=(replace(UNREACHABLE, citations=FROM_POLICY),))
                    )
                ),
                "party 22 email: The policy states no contact details of the joint controller Somebody.",
            ),
            (
                inventory(activity(), activity(id=11, reference="PA-0002")),
                "organisation 1 : It is not recorded of any activity whether anybody decides jointly with Acme.",
            ),
            (
                transcribed(inventory(activity(), activity(id=11, reference="PA-0002"))),
                "organisation 1 : The policy does not state of any activity whether anybody decides jointly with Acme.",
            ),
            (
                inventory(activity(), activity(id=11, joint_controllers_absent_because="Acme decides alone")),
                "processingactivity 10 joint_controllers: It is not recorded whether anybody decides jointly with the organisation.",
            ),
            (
                inventory(activity()),
                "processingactivity 10 joint_controllers: It is not recorded whether anybody decides jointly with the organisation.",
            ),
            (
                transcribed(inventory(activity(citations=FROM_POLICY))),
                "processingactivity 10 joint_controllers: The policy does not state whether anybody decides jointly with the organisation.",
            ),
        ],
        silent=[
            inventory(
                activity(role=JOINT, joint_controllers=(PARTNER,)),
                activity(id=11, role=JOINT, joint_controllers=(PARTNER,)),
            ),
            inventory(activity(joint_controllers_absent_because="Acme decides alone")),
            inventory(activity(role=JOINT, joint_controllers=(PARTNER,))),
            inventory(activity(role=PROCESSOR)),
        ],
    ),
    "joint-arrangement-missing": examples(
        fires=[
            (
                inventory(activity(joint_controllers=(PARTNER,))),
                "processingactivity 10 joint_arrangement: No arrangement with the joint controllers is recorded.",
            ),
            (
                transcribed(inventory(activity(role=JOINT, citations=FROM_POLICY))),
                "processingactivity 10 joint_arrangement: The policy states no arrangement with the joint controllers.",
            ),
            (
                inventory(activity(joint_arrangement=agreement(title="Contract"))),
                "processingactivity 10 joint_arrangement: “Contract” is no arrangement of joint controllers.",
            ),
        ],
        silent=[
            inventory(activity()),
            inventory(activity(role=JOINT, joint_arrangement=agreement(kind=choice("art26")))),
        ],
    ),
    "processor-also-controller": examples(
        fires=[
            (
                acting("processor", joint_controllers=(PARTNER,)),
                "disclosure 14 service: Partner is recorded as controller and as processor of the same activity.",
            ),
            (
                acting("sub-processor", clients=(client(controller=PARTNER),)),
                "disclosure 14 service: Partner is recorded as controller and as processor of the same activity.",
            ),
        ],
        silent=[
            acting("processor"),
            acting("controller", joint_controllers=(PARTNER,)),
            acting(
                "processor",
                joint_controllers=(UNREACHABLE,),
                clients=(client(class_of_controllers="Customers"),),
            ),
            inventory(activity(joint_controllers=(PARTNER,), disclosures=(disclosure(party=PARTNER),))),
            inventory(
                activity(joint_controllers=(PARTNER,), disclosures=(disclosure(service=service(party=None)),))
            ),
        ],
    ),
    "eu-representative-missing": examples(
        fires=[
            (
                outside(),
                "organisation 1 eu_representative: Acme is established outside the EU/EEA and no representative there is recorded.",
            ),
            (
                transcribed(outside()),
                "organisation 1 eu_representative: Acme is established outside the EU/EEA and the policy names no representative there.",
            ),
            (
                on(2021, 1, 1, outside(country="GB")),
                "organisation 1 eu_representative: Acme is established outside the EU/EEA and no representative there is recorded.",
            ),
        ],
        silent=[
            outside(territorial_basis=None),
            outside(territorial_basis=choice("3.1")),
            outside(country=""),
            outside(country="NO"),
            outside(country="GP"),
            outside(eu_representative=PARTNER),
            outside(eu_representative_absent_because="Occasional only"),
            on(2020, 12, 31, outside(country="GB")),
            under("UK", of=outside()),
        ],
    ),
    "representative-location": examples(
        fires=[
            (
                represented("US", "DE"),
                "party 23 country: The representative in the Union, Rep, is established outside the EU/EEA: United States of America.",
            ),
            (
                represented("IE", "DE", "FR", "US"),
                "party 23 country: The representative, Rep, is established in Ireland; the data subjects are in Germany; France.",
            ),
        ],
        silent=[
            represented("IE", "DE", "IE"),
            represented("IE"),
            represented("IE", "US"),
            represented("IE", "DE", "EEA"),
            represented("", "DE"),
            inventory(activity(subject_places=("DE",))),
        ],
    ),
    "uk-representative-missing": examples(
        fires=[
            (
                under("UK", of=of(country="DE")),
                "organisation 1 uk_representative: Acme is established outside the United Kingdom and no representative there is recorded.",
            ),
            (
                transcribed(under("UK", of=of(country="DE"))),
                "organisation 1 uk_representative: Acme is established outside the United Kingdom and the policy names no representative there.",
            ),
        ],
        silent=[
            under("UK", of=of(country="GB")),
            under("UK", of=of()),
            under("EU", of=of(country="DE")),
            under("UK", of=of(country="DE", uk_representative=PARTNER)),
            under("UK", of=of(country="DE", uk_representative_absent_because="Occasional only")),
        ],
    ),
    "dpo-contact-missing": examples(
        fires=[
            (
                of(dpo=UNREACHABLE),
                "party 22 email: No contact details of the data protection officer, Somebody, are recorded.",
            ),
            (
                transcribed(of(dpo=replace(UNREACHABLE, citations=FROM_POLICY))),
                "party 22 email: The policy states no contact details of the data protection officer, Somebody.",
            ),
            (of(), "organisation 1 dpo: It is not recorded whether there is a data protection officer."),
            (
                transcribed(of()),
                "organisation 1 dpo: The policy does not state whether there is a data protection officer.",
            ),
        ],
        silent=[of(dpo=PARTNER), of(dpo_absent_because="Not required"), of(public_body=choice("yes"))],
    ),
    "dpo-required": examples(
        fires=[
            (
                screened(LARGE, data_uses=(data_use(category=HEALTH), data_use(id=99))),
                "organisation 1 dpo: Acme seems to need a data protection officer, and none is recorded.",
            ),
            (
                of(public_body=choice("yes")),
                "organisation 1 dpo: Acme seems to need a data protection officer, and none is recorded.",
            ),
            (
                screened(LARGE, MONITORING),
                "organisation 1 dpo: Acme seems to need a data protection officer, and none is recorded.",
            ),
            (
                screened(LARGE, data_uses=(data_use(category=HEALTH),)),
                "organisation 1 dpo: Acme seems to need a data protection officer, and none is recorded.",
            ),
            (
                screened(
                    LARGE, data_uses=(data_use(category=replace(HEALTH, special=False, criminal=True)),)
                ),
                "organisation 1 dpo: Acme seems to need a data protection officer, and none is recorded.",
            ),
            (
                transcribed(screened(LARGE, MONITORING)),
                "organisation 1 dpo: Acme seems to need a data protection officer, and the policy names none.",
            ),
        ],
        silent=[
            of(),
            of(public_body=choice("no")),
            of(public_body=choice("yes"), dpo=PARTNER),
            of(public_body=choice("yes"), dpo_absent_because="A court"),
            screened(LARGE, data_uses=(data_use(), data_use(category=None, as_stated="Data"))),
            screened(MONITORING, data_uses=(data_use(category=HEALTH),)),
        ],
    ),
    "dpo-conflict": examples(
        fires=[
            (
                inventory(activity(owner="PARTNER"), organisation=organisation(dpo=PARTNER)),
                "processingactivity 10 owner: The data protection officer, Partner, is recorded as owner of this activity.",
            ),
        ],
        silent=[
            inventory(activity(owner="Bea"), organisation=organisation(dpo=PARTNER)),
            inventory(activity(), organisation=organisation(dpo=PARTNER)),
            inventory(activity(owner="Partner")),
        ],
    ),
}
