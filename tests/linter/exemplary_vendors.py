"""Whom the exemplary organisation works with: companies, contracts, services, and transfers on every kind of ground."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.records.evidence import Assessment, Document
from registry.documents.records.parties import Party
from registry.documents.records.services import Agreement, Ground, Service, Transfer
from tests.linter.harness import choice, mechanism

SIGNED, CHECKED, REVIEW = dt.date(2025, 3, 1), dt.date(2026, 6, 1), dt.date(2027, 6, 1)


def company(number: int, name: str, country: str, **values: Any) -> Party:
    reach = {"email": f"privacy@{name.split()[0].casefold()}.example", "postal_address": "1 Main Street"}
    return Party(
        **{
            "id": number,
            "name": name,
            "legal_name": name,
            "country": country,
            "kind": choice("company"),
            **reach,
            **values,
        }
    )


OFFICER = company(130, "Olga Officer", "DE", kind=choice("person"))
IN_BRITAIN, IN_SWITZERLAND = company(131, "Britrep Ltd", "GB"), company(132, "Helvrep AG", "CH")
AUTHORITY = company(133, "Berlin Commissioner", "DE", kind=choice("authority"))
PARTNER = company(134, "Partner GmbH", "DE")
HOST, MAILER, BANK = (
    company(135, "Hoster GmbH", "DE"),
    company(136, "Mailer Inc.", "US"),
    company(137, "Banque SA", "FR"),
)
JAPANESE, GROUP = company(138, "Nihon KK", "JP"), company(139, "Acme India Ltd", "IN")
CLIENT, CONGRESS = company(140, "Client GmbH", "DE"), company(141, "Congress Ltd", "ZA")
ARCHIVIST = company(142, "Archivist Pvt Ltd", "IN")

PAPER = Document(
    id=150, title="Signed papers", kind="contract", sha256="c" * 64, filename="papers.pdf", dated=SIGNED
)
IMPACT = Assessment(
    id=160, kind=choice("dpia"), title="Impact of sick notes", status=choice("done"), assessed_on=CHECKED,
    outcome="Acceptable with encryption", residual_risk="low", dpo_advice="Agreed", document=PAPER, next_review_on=REVIEW,
)  # fmt: skip
ACCOUNTS_ASSESSED = replace(IMPACT, id=163, title="Impact of accounts", outcome="Acceptable")
WEIGHED = Assessment(
    id=161, kind=choice("lia"), title="Balancing for abuse", status=choice("done"), assessed_on=CHECKED,
    outcome="Interests of customers do not weigh more", document=PAPER, next_review_on=REVIEW,
)  # fmt: skip
ABROAD = Assessment(
    id=162, kind=choice("tia"), title="Transfers", status=choice("done"), assessed_on=CHECKED,
    outcome="No problematic access", document=PAPER, next_review_on=REVIEW,
)  # fmt: skip


def contract(number: int, party: Party, services: tuple[int, ...], **values: Any) -> Agreement:
    return Agreement(**{
        "id": number, "kind": choice("art28"), "title": f"Contract with {party.name}", "party": party, "services": services,
        "signed_on": SIGNED, "checked_on": CHECKED, "authorisation": choice("general"), "notice_days": 30,
        "end_choice": choice("choice"), "document": PAPER, **values,
    })  # fmt: skip


ARRANGEMENT = contract(190, PARTNER, (), kind=choice("art26"), title="Arrangement with Partner GmbH")
WITH_CLIENT = contract(191, CLIENT, (), title="Contract with Client GmbH")


def ground(number: int, slug: str, **values: Any) -> Ground:
    module = {"module": choice(slug[-1])} if slug.startswith("scc-2021-m") else {}
    return Ground(
        **{
            "id": number,
            "mechanism": mechanism(slug),
            "concluded_on": SIGNED,
            "evidence": "Annexes I, II and III are signed",
            "document": PAPER,
            **module,
            **values,
        }
    )


def going(number: int, importer: Party, *grounds: Ground, **values: Any) -> Transfer:
    return Transfer(**{
        "id": number, "destination": importer.country, "importer": importer, "exporter": choice("us"),
        "frequency": choice("systematic"),
        "data_as_stated": "What the activity uses", "grounds": grounds, "impact_assessment": ABROAD,
        "supplementary_measures": "Encryption with keys kept in the Union", **values,
    })  # fmt: skip


TO_MAILER = going(
    200, MAILER, ground(210, "eu-us-dpf"), ground(211, "scc-2021-m2"), ground(212, "dpf-uk-ext"), ground(213, "uk-addendum"),
    ground(214, "swiss-us-dpf"), service_id=221,
)  # fmt: skip
TO_JAPAN = going(201, JAPANESE, ground(215, "adequacy"), ground(216, "uk-adequacy"), service_id=223)
TO_GROUP = going(202, GROUP, ground(217, "bcr-c"), ground(218, "uk-idta"), activity_id=302)
ON_CONSENT = going(
    203, CONGRESS, ground(219, "d49-a"), ground(220, "uk-idta"), activity_id=303, frequency=choice("occasional"),
)  # fmt: skip

TO_ARCHIVE = going(
    204, ARCHIVIST, ground(224, "scc-2021-m3"), ground(225, "uk-addendum"), exporter=choice("processor"), service_id=224,
)  # fmt: skip
TO_BANK = going(205, BANK, ground(226, "uk-adequacy"), service_id=222, supplementary_measures="")


def provided(
    number: int, name: str, party: Party, place: str, role: str = "processor", **values: Any
) -> Service:
    agreements = () if role == "controller" else (contract(number + 100, party, (number,)),)
    return Service(**{
        "id": number, "name": name, "party": party, "description": f"{name} for our systems",
        "our_role": choice("controller"),
        "their_role": choice(role), "contracting_place": party.country, "hosting_places": (place,),
        "access_places": (place,), "own_use": choice("no"), "model_training": choice("no"), "agreements": agreements,
        "guarantees_reviewed_on": CHECKED, **values,
    })  # fmt: skip


HOSTING = provided(
    220,
    "Hosting",
    HOST,
    "DE",
    our_role=choice("both"),
    transfers_absent_because="Everything stays in Germany",
)
MAILING = provided(
    221,
    "Sending e-mail",
    MAILER,
    "US",
    transfers=(TO_MAILER,),
    dpf_entity="Mailer Inc. (non-HR)",
    dpf_checked_on=CHECKED,
)
BANKING = provided(
    222,
    "Accounts and payments",
    BANK,
    "FR",
    "controller",
    transfers=(TO_BANK,),
)
SUPPORT = provided(223, "Support at night", JAPANESE, "JP", transfers=(TO_JAPAN,))
ARCHIVING = provided(
    224,
    "Archive of lists",
    ARCHIVIST,
    "IN",
    "sub-processor",
    our_role=choice("processor"),
    transfers=(TO_ARCHIVE,),
)
SERVICES = (ARCHIVING, BANKING, HOSTING, MAILING, SUPPORT)
PARTIES = (
    OFFICER,
    IN_BRITAIN,
    IN_SWITZERLAND,
    AUTHORITY,
    PARTNER,
    HOST,
    MAILER,
    BANK,
    JAPANESE,
    GROUP,
    CLIENT,
    CONGRESS,
    ARCHIVIST,
)
