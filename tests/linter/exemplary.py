"""An organisation of which the rules have nothing to say: both records, three laws, special categories, every kind of transfer."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import (
    Activity,
    Client,
    DataUse,
    Disclosure,
    Measure,
    Purpose,
    RetentionRule,
)
from registry.documents.records.notices import Notice, Statement
from registry.documents.records.parties import Organisation
from registry.documents.records.services import Service, Subprocessor
from registry.documents.records.terms import (
    DataCategory,
    DataSubjectCategory,
    MeasureType,
    PurposeCategory,
    RecipientCategory,
)
from tests.linter.exemplary_abroad import (
    ABROAD_CLIENT,
    AUTHORITIES,
    CLIENT_ABROAD,
    OFFICE,
    PARTNERS,
    SISTER,
    TO_AUTHORITIES,
    TO_BODIES,
    TO_CLIENT,
    TO_OFFICE,
    TO_PARTNERS,
    TO_RECIPIENTS,
    TO_SISTER,
    TO_THE_SISTER,
    WITH_CLIENT_ABROAD,
)
from tests.linter.exemplary_vendors import (
    ABROAD,
    ACCOUNTS_ASSESSED,
    ARCHIVING,
    ARRANGEMENT,
    AUTHORITY,
    BANKING,
    CHECKED,
    CLIENT,
    CONGRESS,
    GROUP,
    HOSTING,
    IMPACT,
    IN_BRITAIN,
    IN_SWITZERLAND,
    MAILING,
    OFFICER,
    ON_CONSENT,
    PAPER,
    PARTIES,
    PARTNER,
    REVIEW,
    SERVICES,
    SIGNED,
    SUPPORT,
    TO_ARCHIVE,
    TO_BANK,
    TO_GROUP,
    TO_JAPAN,
    TO_MAILER,
    WEIGHED,
    WITH_CLIENT,
)
from tests.linter.harness import LAW, basis, choice


def data(number: int, code: str, label: str, **flags: bool) -> DataCategory:
    return DataCategory(id=number, code=code, label=label, **flags)


NAME, ADDRESS = data(100, "name", "Name"), data(101, "email-address", "E-mail address")
SICKNESS = data(102, "sickness-absence", "Sickness absence", special=True)
PAYMENTS = data(103, "transactions", "Payments and transactions")
CUSTOMERS = DataSubjectCategory(id=110, code="customers", label="Customers")
STAFF = DataSubjectCategory(id=111, code="employees", label="Employees")
READERS = DataSubjectCategory(id=112, code="newsletter-subscribers", label="Newsletter subscribers")
HOSTS = RecipientCategory(id=120, code="hosting", label="Hosting providers", kind=choice("processor"))
TAX_OFFICE = RecipientCategory(
    id=121, code="tax-authorities", label="Tax authorities", kind=choice("authority")
)


def limit(number: int, name: str, period: str, start: str, **values: Any) -> RetentionRule:
    kept = {
        "kind": choice("exact"),
        "period": period,
        "start_event": start,
        "at_the_end": choice("delete"),
        "backups": "Overwritten after 7 days",
    }
    return RetentionRule(id=number, name=name, **{**kept, **values})


ACCOUNT = limit(170, "Account", "P30D", "end of the contract")
BOOKS = limit(171, "Books", "P10Y", "end of the year", law_cited="Section 147 of the Tax Code")
SICK = limit(172, "Sick notes", "P1Y", "end of the year", law_cited="Section 5 of the Continued Pay Act")
LETTERS = limit(173, "Newsletter", "P14D", "withdrawal of consent")
ABUSE = limit(174, "Abuse", "P90D", "the event")


def measure(number: int, title: str, letter: str, kind: str, code: str) -> Measure:
    typed = MeasureType(id=number + 100, code=code, label=title, kind=choice(kind), letter=letter)
    return Measure(
        id=number,
        title=title,
        letter=letter,
        kind=choice(kind),
        description=f"{title}, as our policy says",
        measure_type=typed,
    )


MEASURES = (
    measure(180, "Encryption", "a", "technical", "encryption"),
    measure(181, "Access control", "b", "technical", "access-control"),
    measure(182, "Training of staff", "b", "organisational", "staff-training"),
    measure(183, "Backups", "c", "technical", "backup"),
    measure(184, "Penetration tests", "d", "technical", "penetration-test"),
)


def purpose(number: int, text: str, kind: str, *bases: str, **values: Any) -> Purpose:
    category = PurposeCategory(id=number + 500, code=kind, label=kind)
    return Purpose(
        id=number,
        text=text,
        category=category,
        importance=choice("main"),
        allocation=choice("own"),
        legal_bases=tuple(map(basis, bases)),
        **values,
    )


def use(
    number: int, category: DataCategory, people: DataSubjectCategory, rule: RetentionRule, **values: Any
) -> DataUse:
    return DataUse(
        id=number,
        category=category,
        subjects=(people,),
        retention=rule,
        source="The people themselves",
        mandatory=choice("yes"),
        **values,
    )


def activity(number: int, name: str, **values: Any) -> Activity:
    return Activity(**{
        "id": number, "reference": f"PA-{number - 300:04d}", "name": name, "description": f"{name}, step by step", "role": choice("controller"),
        "status": choice("approved"), "department": "Office", "owner": "Ada Owner", "systems": "Own systems", "source_of_data": "The people themselves",
        "subject_places": ("DE", "GB", "CH"), "scale": "500 people", "internal_access": "The office",
        "joint_controllers_absent_because": "Acme decides alone", "inherited_measures": MEASURES,
        "automated_decisions": choice("no"), "screening_outcome": choice("not-required"), "review_interval_months": 12,
        "last_reviewed_on": CHECKED, "next_review_on": REVIEW, **values,
    })  # fmt: skip


def to(number: int, service: Service, **values: Any) -> Disclosure:
    return Disclosure(
        id=number, service=service, reason="To do the work", data_categories=(NAME, ADDRESS), **values
    )


ACCOUNTS = activity(
    301, "Customer accounts",
    purposes=(
        purpose(400, "To keep the accounts of customers", "account-management", "6.1.b", "uk.6.1.b"),
        purpose(
            401, "To stop abuse of accounts", "misuse-prevention-and-detection", "6.1.f", "uk.6.1.f", interest="Working systems",
            interest_holder="Acme", balancing_test=WEIGHED,
        ),
        purpose(402, "To keep books", "legal-compliance", "6.1.c", "uk.6.1.c", law_cited="Section 147 of the Tax Code"),
    ),
    data_uses=(
        use(420, NAME, CUSTOMERS, ACCOUNT, purposes=(400,)), use(421, ADDRESS, CUSTOMERS, ABUSE, purposes=(401,)),
        use(422, PAYMENTS, CUSTOMERS, BOOKS, purposes=(402,)),
    ),
    disclosures=(
        to(440, HOSTING), to(441, BANKING), to(442, SUPPORT), Disclosure(id=443, category=TAX_OFFICE, reason="Where the law asks"),
    ),
    assessments=(WEIGHED, ABROAD, ACCOUNTS_ASSESSED),
    screening_criteria=(choice("large-scale"),),
    screening_outcome=choice("required"),
)  # fmt: skip
SICK_NOTES = activity(
    302, "Sick notes of staff",
    purposes=(
        purpose(
            403, "To pay wages in sickness", "personnel-payment", "6.1.c", "uk.6.1.c",
            law_cited="Section 3 of the Continued Pay Act; DPA 2018 Schedule 1, paragraph 1", special_condition=basis("9.2.b"),
        ),
    ),
    data_uses=(use(423, SICKNESS, STAFF, limit(175, "Wages", "P3Y", "end of the year", law_cited="Section 195 of the Civil Code")), use(424, NAME, STAFF, SICK)),
    disclosures=(to(444, HOSTING), Disclosure(id=445, party=GROUP, category=RecipientCategory(id=122, code="group-companies", label="Group", kind=choice("third-party")), reason="Payroll of the group")),
    transfers=(TO_GROUP,),
    measures=MEASURES[:1],
    inherited_measures=MEASURES[1:],
    assessments=(IMPACT, ABROAD),
    screening_criteria=(choice("sensitive"), choice("vulnerable")),
    screening_outcome=choice("required"),
)  # fmt: skip
NEWSLETTER = activity(
    303, "Newsletter and congress",
    purposes=(
        purpose(
            404, "To send the newsletter", "direct-marketing", "6.1.a", "uk.6.1.a", withdrawal_route="A link in every issue",
            consent_proof="Log of confirmed sign-ups",
        ),
    ),
    data_uses=(use(425, ADDRESS, READERS, LETTERS),),
    disclosures=(to(446, MAILING), Disclosure(id=447, party=CONGRESS, reason="Badges for one congress")),
    transfers=(ON_CONSENT,),
    joint_controllers=(PARTNER,),
    joint_controllers_absent_because="",
    joint_arrangement=ARRANGEMENT,
    role=choice("joint"),
    assessments=(ABROAD,),
)  # fmt: skip
ON_BEHALF = activity(
    304, "Keeping the lists of clients", role=choice("processor"),
    clients=(
        Client(
            id=460, controller=CLIENT, representative_absent_because="Established in Germany", dpo=OFFICER, contract=WITH_CLIENT,
            categories_of_processing="Storing lists and sending letters", instructions="In writing, kept with the contract",
        ),
        CLIENT_ABROAD,
    ),
    disclosures=(to(448, HOSTING), to(449, ARCHIVING), TO_THE_SISTER),
    transfers=(TO_CLIENT, TO_SISTER),
)  # fmt: skip
PROJECTS = activity(
    305, "Projects abroad",
    purposes=(
        purpose(405, "To carry out projects with partners", "service-provision", "6.1.b", "uk.6.1.b"),
    ),
    data_uses=(use(426, NAME, CUSTOMERS, ACCOUNT),),
    disclosures=TO_RECIPIENTS,
    transfers=(*TO_PARTNERS, TO_OFFICE),
    assessments=(ABROAD,),
)  # fmt: skip
OUTBREAKS = activity(
    306, "Outbreaks that cross borders",
    purposes=(
        purpose(406, "To warn other countries of outbreaks", "public-benefit", "6.1.e", law_cited="Section 12 of the Infection Protection Act"),
    ),
    data_uses=(use(427, NAME, CUSTOMERS, BOOKS),),
    disclosures=TO_BODIES,
    transfers=TO_AUTHORITIES,
    assessments=(ABROAD,),
)  # fmt: skip
ACTIVITIES = (ACCOUNTS, SICK_NOTES, NEWSLETTER, ON_BEHALF, PROJECTS)

RIGHTS = (
    "information",
    "access",
    "rectification",
    "erasure",
    "restriction",
    "portability",
    "objection",
    "withdrawal",
    "complaint",
)
LIMITS = {"erasure": "As far as no law obliges us to keep the data"}
NOTICE = Notice(
    id=470, title="Privacy notice", version_date=SIGNED, url="https://acme.example/privacy", text="What we do with data.",
    in_force_from=SIGNED, activities=tuple(one.id for one in ACTIVITIES),
    statements=tuple(
        Statement(id=480 + place, kind=choice("right"), right=choice(right), text=f"About {right}", condition=LIMITS.get(right, ""), route="By e-mail", response_time="One month")
        for place, right in enumerate(RIGHTS)
    ),
)  # fmt: skip
LISTED = tuple(
    Subprocessor(
        id=490 + place, service=service, kind=choice("sub-processor"), concerns=f"{service.name} for lists of clients",
        data_categories=(NAME,), announced_on=SIGNED, effective_on=SIGNED + dt.timedelta(days=30),
    )
    for place, service in enumerate((HOSTING, ARCHIVING))
)  # fmt: skip
ACME = Organisation(
    id=1, name="Acme", slug="acme", legal_name="Acme GmbH", postal_address="1 Main Street, Berlin", country="DE", email="privacy@acme.example",
    phone="+49 30 1", website="https://acme.example", regimes=("EU", "UK", "CH"), territorial_basis=choice("3.1"), public_body=choice("no"),
    headcount=120, headcount_on=SIGNED, dpo=OFFICER, eu_representative_absent_because="Established in Germany", uk_representative=IN_BRITAIN,
    ch_representative=IN_SWITZERLAND, supervisory_authority=AUTHORITY, timezone="Europe/Berlin", subprocessor_page=True,
    subprocessor_intro="Whom we engage.", notice_days=30, objection_contact="privacy@acme.example",
)  # fmt: skip


def exemplary() -> Inventory:
    return Inventory(
        organisation=ACME,
        activities=ACTIVITIES,
        services=SERVICES,
        parties=(*PARTIES, *PARTNERS, OFFICE, ABROAD_CLIENT, SISTER),
        agreements=(
            ARRANGEMENT,
            WITH_CLIENT,
            WITH_CLIENT_ABROAD,
            *(one for service in SERVICES for one in service.agreements),
        ),
        transfers=(
            TO_MAILER,
            TO_JAPAN,
            TO_GROUP,
            ON_CONSENT,
            TO_ARCHIVE,
            TO_BANK,
            TO_CLIENT,
            TO_SISTER,
            *TO_PARTNERS,
            TO_OFFICE,
        ),
        notices=(NOTICE,),
        retention_rules=(ACCOUNT, BOOKS, SICK, LETTERS, ABUSE),
        measures=MEASURES,
        assessments=(IMPACT, ACCOUNTS_ASSESSED, WEIGHED, ABROAD),
        documents=(PAPER,),
        subprocessors=LISTED,
        **LAW,
    )


def authority() -> Inventory:
    """A public body, which has grounds of its own for what it sends to others."""
    body = replace(
        ACME, name="Institute", slug="institute", legal_name="Institute of Public Health", public_body=choice("yes"),
        regimes=("EU",), uk_representative=None, ch_representative=None, subprocessor_page=False,
    )  # fmt: skip
    return Inventory(
        organisation=body,
        activities=(OUTBREAKS,),
        parties=(OFFICER, AUTHORITY, *AUTHORITIES),
        transfers=TO_AUTHORITIES,
        notices=(replace(NOTICE, activities=(OUTBREAKS.id,)),),
        retention_rules=(BOOKS,),
        measures=MEASURES,
        assessments=(ABROAD,),
        documents=(PAPER,),
        **LAW,
    )
