"""Examples for the rules about consent, children and legitimate interests."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Assessment
from registry.documents.records.notices import Notice, Statement
from registry.documents.records.terms import DataSubjectCategory
from tests.linter.harness import (
    CUSTOMERS,
    FROM_POLICY,
    TODAY,
    activity,
    basis,
    choice,
    data_use,
    examples,
    inventory,
    on,
    organisation,
    purpose,
    transcribed,
    under,
    with_purpose,
)

CONSENT, CONTRACT, INTERESTS = basis("6.1.a"), basis("6.1.b"), basis("6.1.f")
UK_CONSENT, RECOGNISED = basis("uk.6.1.a"), basis("uk.6.1.ea")
EXPLICIT = basis("9.2.a")
STAFF = DataSubjectCategory(id=42, code="employees", label="Employees")
CHILDREN = DataSubjectCategory(id=43, code="children", label="Children", vulnerable=True)
PUPILS = DataSubjectCategory(id=44, code="pupils", label="Pupils", vulnerable=True)
WORKERS = ("applicants", "temporary-workers", "trainees")
WEIGHED = Assessment(id=60, kind=choice("lia"), title="Balancing", status=choice("done"))


def noticed(given: Inventory, *statements: Statement, activities: tuple[int, ...] = (10,)) -> Inventory:
    return replace(
        given, notices=(Notice(id=6, title="Notice", activities=activities, statements=statements),)
    )


def withdrawal(**values: Any) -> Statement:
    return Statement(
        **{"id": 70, "kind": choice("right"), "right": choice("withdrawal"), "route": "E-mail", **values}
    )


def of(*subjects: DataSubjectCategory, **values: Any) -> Inventory:
    """One purpose with data of these people."""
    return inventory(activity(purposes=(purpose(**values),), data_uses=(data_use(subjects=subjects),)))


def public(**values: Any) -> Inventory:
    return replace(with_purpose(**values), organisation=organisation(public_body=choice("yes")))


def twice(**values: Any) -> Inventory:
    """One activity with two purposes on consent and one on something else."""
    grounds = ((12, CONSENT), (13, CONSENT), (14, CONTRACT))
    return inventory(
        activity(purposes=tuple(purpose(id=key, legal_bases=(ground,)) for key, ground in grounds), **values)
    )


def weighed(**values: Any) -> Inventory:
    """A purpose on legitimate interests with this balancing test."""
    return with_purpose(legal_bases=(INTERESTS,), balancing_test=replace(WEIGHED, **values))


ABOUT_CHILDREN = Statement(id=71, kind=choice("children"), text="Parents confirm by e-mail.")

EXAMPLES = {
    "consent-no-withdrawal": examples(
        fires=[
            (twice(), "processingactivity 10 purposes: It is not recorded how consent is withdrawn."),
            (
                transcribed(twice(citations=FROM_POLICY)),
                "processingactivity 10 purposes: The policy does not state how consent is withdrawn.",
            ),
            (
                with_purpose(legal_bases=(CONSENT,)),
                "purpose 12 withdrawal_route: It is not recorded how consent to “To keep accounts” is withdrawn.",
            ),
            (
                with_purpose(legal_bases=(UK_CONSENT,)),
                "purpose 12 withdrawal_route: It is not recorded how consent to “To keep accounts” is withdrawn.",
            ),
            (
                transcribed(with_purpose(legal_bases=(CONSENT,), citations=FROM_POLICY)),
                "purpose 12 withdrawal_route: The policy does not state how consent to “To keep accounts” is withdrawn.",
            ),
            (
                noticed(with_purpose(legal_bases=(CONSENT,)), withdrawal(route="")),
                "purpose 12 withdrawal_route: It is not recorded how consent to “To keep accounts” is withdrawn.",
            ),
            (
                noticed(with_purpose(legal_bases=(CONSENT,)), withdrawal(right=None)),
                "purpose 12 withdrawal_route: It is not recorded how consent to “To keep accounts” is withdrawn.",
            ),
            (
                noticed(with_purpose(legal_bases=(CONSENT,)), withdrawal(), activities=(11,)),
                "purpose 12 withdrawal_route: It is not recorded how consent to “To keep accounts” is withdrawn.",
            ),
        ],
        silent=[
            with_purpose(legal_bases=(CONSENT,), withdrawal_route="In the settings"),
            noticed(with_purpose(legal_bases=(CONSENT,)), withdrawal()),
            with_purpose(legal_bases=(CONSENT,), special_condition=EXPLICIT),
            with_purpose(legal_bases=(CONTRACT,)),
        ],
    ),
    "consent-no-record": examples(
        fires=[
            (twice(), "processingactivity 10 purposes: It is not recorded how consent is proven."),
            (
                transcribed(twice(citations=FROM_POLICY)),
                "processingactivity 10 purposes: The policy does not state how consent is proven.",
            ),
            (
                with_purpose(legal_bases=(CONSENT,)),
                "purpose 12 consent_proof: It is not recorded how consent to “To keep accounts” is proven.",
            ),
            (
                transcribed(with_purpose(legal_bases=(CONSENT,), citations=FROM_POLICY)),
                "purpose 12 consent_proof: The policy does not state how consent to “To keep accounts” is proven.",
            ),
        ],
        silent=[
            with_purpose(legal_bases=(CONSENT,), consent_proof="Log of consents"),
            with_purpose(legal_bases=(CONSENT,), special_condition=EXPLICIT),
            with_purpose(legal_bases=(CONTRACT,)),
        ],
    ),
    "consent-imbalance": examples(
        fires=[
            *(
                (
                    of(DataSubjectCategory(id=45, code=code, label="Staff"), legal_bases=(CONSENT,)),
                    "purpose 12 bases_explained: “To keep accounts” rests on the consent of people who can hardly refuse it.",
                )
                for code in WORKERS
            ),
            (
                of(CUSTOMERS, STAFF, legal_bases=(CONSENT,)),
                "purpose 12 bases_explained: “To keep accounts” rests on the consent of people who can hardly refuse it.",
            ),
            (
                public(legal_bases=(CONSENT,)),
                "purpose 12 bases_explained: “To keep accounts” rests on the consent of people who can hardly refuse it.",
            ),
        ],
        silent=[
            of(CUSTOMERS, legal_bases=(CONSENT,)),
            of(STAFF, legal_bases=(CONTRACT,)),
            of(STAFF, legal_bases=(CONSENT,), bases_explained="Photographs; refusing has no consequence"),
            public(legal_bases=(CONTRACT,)),
        ],
    ),
    "child-consent-parental": examples(
        fires=[
            (
                of(PUPILS, CUSTOMERS, legal_bases=(CONSENT,)),
                "purpose 12 bases_explained: “To keep accounts” rests on the consent of children; nothing is recorded of age and parents.",
            ),
            (
                of(CHILDREN, legal_bases=(CONSENT,)),
                "purpose 12 bases_explained: “To keep accounts” rests on the consent of children; nothing is recorded of age and parents.",
            ),
            (
                transcribed(of(CHILDREN, legal_bases=(CONSENT,), citations=FROM_POLICY)),
                "purpose 12 bases_explained: “To keep accounts” rests on the consent of children; the policy states nothing of age and parents.",
            ),
            (
                noticed(of(CHILDREN, legal_bases=(CONSENT,)), ABOUT_CHILDREN, activities=()),
                "purpose 12 bases_explained: “To keep accounts” rests on the consent of children; nothing is recorded of age and parents.",
            ),
            (
                noticed(of(CHILDREN, legal_bases=(CONSENT,)), withdrawal()),
                "purpose 12 bases_explained: “To keep accounts” rests on the consent of children; nothing is recorded of age and parents.",
            ),
        ],
        silent=[
            of(CUSTOMERS, legal_bases=(CONSENT,)),
            of(CHILDREN, legal_bases=(CONTRACT,)),
            of(CHILDREN, legal_bases=(CONSENT,), bases_explained="From 16 on"),
            noticed(of(CHILDREN, legal_bases=(CONSENT,)), ABOUT_CHILDREN),
        ],
    ),
    "li-interest-missing": examples(
        fires=[
            (
                with_purpose(legal_bases=(INTERESTS,)),
                "purpose 12 interest: No legitimate interest is recorded for the purpose “To keep accounts”.",
            ),
            (
                transcribed(with_purpose(legal_bases=(INTERESTS,), citations=FROM_POLICY)),
                "purpose 12 interest: The policy names no legitimate interest for the purpose “To keep accounts”.",
            ),
            (
                with_purpose(legal_bases=(INTERESTS,), interest="Security"),
                "purpose 12 interest_holder: It is not recorded whose interest the purpose “To keep accounts” serves.",
            ),
            (
                transcribed(
                    with_purpose(legal_bases=(INTERESTS,), interest="Security", citations=FROM_POLICY)
                ),
                "purpose 12 interest_holder: The policy does not state whose interest the purpose “To keep accounts” serves.",
            ),
        ],
        silent=[
            with_purpose(legal_bases=(INTERESTS,), interest="Security", interest_holder="Acme"),
            with_purpose(legal_bases=(CONTRACT,)),
            with_purpose(legal_bases=(RECOGNISED,)),
        ],
    ),
    "li-no-balancing": examples(
        fires=[
            (
                with_purpose(legal_bases=(INTERESTS,)),
                "purpose 12 balancing_test: No balancing of interests that is done is recorded for “To keep accounts”.",
            ),
            (
                transcribed(with_purpose(legal_bases=(INTERESTS,), citations=FROM_POLICY)),
                "purpose 12 balancing_test: The policy states no balancing of interests for “To keep accounts”.",
            ),
            (
                weighed(status=choice("running")),
                "purpose 12 balancing_test: No balancing of interests that is done is recorded for “To keep accounts”.",
            ),
            (
                weighed(kind=choice("dpia")),
                "purpose 12 balancing_test: No balancing of interests that is done is recorded for “To keep accounts”.",
            ),
            (
                weighed(next_review_on=TODAY - dt.timedelta(days=1)),
                "purpose 12 balancing_test: The balancing of interests for “To keep accounts” was due for review on 19 November 2026.",
            ),
        ],
        silent=[weighed(), weighed(next_review_on=TODAY), with_purpose(legal_bases=(RECOGNISED,))],
    ),
    "li-public-authority": examples(
        fires=[
            (
                under("UK", of=public(legal_bases=(INTERESTS,))),
                "purpose 12 bases_explained: A public body relies on legitimate interests for “To keep accounts”, which its tasks may bar.",
            ),
            (
                public(legal_bases=(INTERESTS,)),
                "purpose 12 bases_explained: A public body relies on legitimate interests for “To keep accounts”, which its tasks may bar.",
            ),
            (
                under("UK", of=public(legal_bases=(RECOGNISED,))),
                "purpose 12 bases_explained: A public body relies on legitimate interests for “To keep accounts”, which its tasks may bar.",
            ),
        ],
        silent=[
            public(legal_bases=(CONTRACT,)),
            public(legal_bases=(INTERESTS,), bases_explained="Letting a canteen is no task"),
            public(legal_bases=(RECOGNISED,)),
            with_purpose(legal_bases=(INTERESTS,)),
            on(2020, 12, 31, under("UK", of=public(legal_bases=(INTERESTS,)))),
        ],
    ),
    "child-li": examples(
        fires=[
            (
                of(
                    CHILDREN,
                    legal_bases=(INTERESTS,),
                    balancing_test=replace(WEIGHED, outcome="Harm of any kind"),
                ),
                "purpose 12 balancing_test: The balancing of interests for “To keep accounts” does not mention the children.",
            ),
            (
                of(PUPILS, CUSTOMERS, legal_bases=(INTERESTS,), balancing_test=WEIGHED),
                "purpose 12 balancing_test: The balancing of interests for “To keep accounts” does not mention the children.",
            ),
            (
                of(CHILDREN, legal_bases=(INTERESTS,), balancing_test=WEIGHED),
                "purpose 12 balancing_test: The balancing of interests for “To keep accounts” does not mention the children.",
            ),
        ],
        silent=[
            of(CHILDREN, legal_bases=(INTERESTS,)),
            of(
                CHILDREN,
                legal_bases=(INTERESTS,),
                balancing_test=replace(WEIGHED, outcome="Children are left out."),
            ),
            *(
                of(CHILDREN, legal_bases=(INTERESTS,), balancing_test=replace(WEIGHED, title=title))
                for title in (
                    "Pupils",
                    "minors",
                    "Kinder",
                    "Minderjährige",
                    "Schüler",
                    "Enfants",
                    "Les mineurs",
                )
            ),
            of(CUSTOMERS, legal_bases=(INTERESTS,), balancing_test=WEIGHED),
            of(CHILDREN, legal_bases=(CONTRACT,), balancing_test=WEIGHED),
        ],
    ),
}
