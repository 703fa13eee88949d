"""Examples for the rules about purposes and legal bases."""

from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Assessment
from registry.documents.records.terms import DataSubjectCategory, PurposeCategory
from tests.linter.harness import (
    CUSTOMERS,
    FROM_POLICY,
    activity,
    basis,
    choice,
    data_use,
    examples,
    inventory,
    on,
    party,
    purpose,
    service,
    transcribed,
    under,
    with_purpose,
)

CONSENT, CONTRACT, DUTY, LIFE, TASK, INTERESTS = (basis(f"6.1.{letter}") for letter in "abcdef")
RECOGNISED, UK_CONTRACT = basis("uk.6.1.ea"), basis("uk.6.1.b")
HEALTHCARE = basis("9.2.h")
WHOLE = choice("whole")
FURTHER = choice("further")
RECIPIENTS = DataSubjectCategory(id=41, code="message-recipients", label="Recipients of messages")


def kind(code: str) -> PurposeCategory:
    return PurposeCategory(id=50, code=code, label=code)


def two(first: dict[str, Any], second: dict[str, Any], **values: Any) -> Inventory:
    """One activity with two purposes."""
    purposes = (purpose(**first), purpose(**{"id": 13, "text": "To bill", **second}))
    return inventory(activity(purposes=purposes, **values))


def concerning(*subjects: DataSubjectCategory, **values: Any) -> Inventory:
    """One purpose with data about these people."""
    return inventory(activity(purposes=(purpose(**values),), data_uses=(data_use(subjects=subjects),)))


def tested(**values: Any) -> Inventory:
    test = Assessment(
        **{"id": 60, "kind": choice("compatibility"), "title": "Test", "status": choice("done"), **values}
    )
    return inventory(activity(purposes=(purpose(importance=FURTHER),), assessments=(test,)))


EMPTY = (
    "business", "business purposes", "business operations", "general purposes", "internal purposes",
    "it", "it purposes", "data processing", "processing", "administration", "operations", "various",
    "improve our services", "improve our service", "improving our services", "our legitimate interests",
    "other", "other purposes", "legal purposes", "future research", "n/a", "tbd",
    "geschäftszwecke", "geschäftliche zwecke", "datenverarbeitung", "verwaltung", "verbesserung unserer dienste",
    "sonstiges", "diverses", "edv",
    "besoins de l'entreprise", "fins commerciales", "traitement des données", "améliorer nos services", "divers",
)  # fmt: skip
BEYOND = (
    "marketing", "advertising", "service-usage-analytics", "fraud-prevention-and-detection",
    "improve-existing-products-and-services",
)  # fmt: skip
THIRD = (
    "authority-contacts", "depicted-people", "employees-relatives", "followers", "message-senders",
    "partner-contacts", "supplier-contacts",
)  # fmt: skip

EXAMPLES = {
    "purpose-missing": examples(
        fires=[
            (inventory(activity()), "processingactivity 10 purposes: No purpose is recorded."),
            (
                transcribed(inventory(activity(citations=FROM_POLICY))),
                "processingactivity 10 purposes: The policy states no purpose.",
            ),
        ],
        silent=[with_purpose(), inventory(activity(role=choice("processor")))],
    ),
    "purpose-vague": examples(
        fires=[
            *(
                (
                    with_purpose(text=text),
                    f"purpose 12 text: The purpose “{text}” does not say what the data are used for.",
                )
                for text in EMPTY
            ),
            (
                with_purpose(text="Business purposes"),
                "purpose 12 text: The purpose “Business purposes” does not say what the data are used for.",
            ),
            (
                with_purpose(text="To improve  our Services."),
                "purpose 12 text: The purpose “To improve  our Services.” does not say what the data are used for.",
            ),
            (
                with_purpose(text="Zur Verwaltung"),
                "purpose 12 text: The purpose “Zur Verwaltung” does not say what the data are used for.",
            ),
            (
                with_purpose(text="Besoins de l’entreprise"),
                "purpose 12 text: The purpose “Besoins de l’entreprise” does not say what the data are used for.",
            ),
        ],
        silent=[
            with_purpose(),
            with_purpose(text="Payroll"),
            with_purpose(text="IT support for staff"),
            with_purpose(text="To improve reliability"),
            inventory(activity(role=choice("processor"), purposes=(purpose(text="Other"),))),
        ],
    ),
    "purpose-is-a-system": examples(
        fires=[
            (
                inventory(activity(purposes=(purpose(text="To hosting"),)), services=(service(),)),
                "purpose 12 text: The purpose “To hosting” is the name of a system or of a company.",
            ),
            (
                inventory(activity(purposes=(purpose(text="VENDOR"),)), parties=(party(),)),
                "purpose 12 text: The purpose “VENDOR” is the name of a system or of a company.",
            ),
            (
                inventory(
                    activity(
                        systems="Mail server; SAP\nWiki, Chat",
                        purposes=(purpose(text="SAP"), purpose(id=13, text="Chat")),
                    )
                ),
                [
                    "purpose 13 text: The purpose “Chat” is the name of a system or of a company.",
                    "purpose 12 text: The purpose “SAP” is the name of a system or of a company.",
                ],
            ),
        ],
        silent=[
            with_purpose(),
            inventory(
                activity(systems="SAP", purposes=(purpose(text="Salaries with SAP"),)),
                services=(service(),),
                parties=(party(),),
            ),
        ],
    ),
    "further-purpose-untested": examples(
        fires=[
            (
                with_purpose(importance=FURTHER),
                "purpose 12 importance: No test of compatibility, consent or law is recorded for the further purpose “To keep accounts”.",
            ),
            (
                transcribed(with_purpose(importance=FURTHER, citations=FROM_POLICY)),
                "purpose 12 importance: The policy states no test of compatibility, consent or law for the further purpose “To keep accounts”.",
            ),
            (
                tested(kind=choice("dpia")),
                "purpose 12 importance: No test of compatibility, consent or law is recorded for the further purpose “To keep accounts”.",
            ),
            (
                tested(status=choice("planned")),
                "purpose 12 importance: No test of compatibility, consent or law is recorded for the further purpose “To keep accounts”.",
            ),
        ],
        silent=[
            with_purpose(importance=choice("main")),
            with_purpose(importance=choice("secondary")),
            with_purpose(),
            with_purpose(importance=FURTHER, legal_bases=(CONSENT,)),
            with_purpose(importance=FURTHER, law_cited="Section 1"),
            tested(),
        ],
    ),
    "legal-basis-missing": examples(
        fires=[
            (
                with_purpose(),
                "purpose 12 legal_bases: No legal basis is recorded for the purpose “To keep accounts”.",
            ),
            (
                transcribed(with_purpose(citations=FROM_POLICY)),
                "purpose 12 legal_bases: The policy states no legal basis for the purpose “To keep accounts”.",
            ),
            (
                with_purpose(legal_bases=(HEALTHCARE,)),
                "purpose 12 legal_bases: No legal basis is recorded for the purpose “To keep accounts”.",
            ),
            (
                two({}, {}),
                "processingactivity 10 purposes: No legal basis is recorded for any of the purposes.",
            ),
            (
                transcribed(two({}, {}, citations=FROM_POLICY)),
                "processingactivity 10 purposes: The policy states no legal basis for any of the purposes.",
            ),
            (
                two({}, {"legal_bases": (CONTRACT,)}),
                "purpose 12 legal_bases: No legal basis is recorded for the purpose “To keep accounts”.",
            ),
            (
                two({"legal_bases": (CONTRACT,)}, {}),
                "purpose 13 legal_bases: No legal basis is recorded for the purpose “To bill”.",
            ),
        ],
        silent=[
            with_purpose(legal_bases=(CONTRACT,)),
            with_purpose(legal_bases=(UK_CONTRACT,)),
            inventory(activity()),
            inventory(activity(role=choice("processor"), purposes=(purpose(),))),
            under("CH", of=with_purpose()),
        ],
    ),
    "legal-basis-multiple": examples(
        fires=[
            (
                with_purpose(legal_bases=(CONTRACT, INTERESTS)),
                "purpose 12 bases_explained: The purpose “To keep accounts” rests on several legal bases, and nobody says which is for what.",
            ),
            (
                with_purpose(legal_bases=(CONSENT, CONTRACT), bases_explained="Why"),
                "purpose 12 legal_bases: The purpose “To keep accounts” rests on consent and on another legal basis.",
            ),
            (
                with_purpose(legal_bases=(CONTRACT, INTERESTS), allocation=WHOLE),
                "processingactivity 10 purposes: Legal bases are recorded for the whole and not allocated to the purposes.",
            ),
            (
                transcribed(
                    inventory(
                        activity(
                            citations=FROM_POLICY,
                            purposes=(
                                purpose(legal_bases=(CONSENT, INTERESTS), allocation=WHOLE),
                                purpose(id=13, legal_bases=(CONTRACT, INTERESTS), allocation=WHOLE),
                            ),
                        )
                    )
                ),
                "processingactivity 10 purposes: The policy states legal bases for the whole and does not allocate them to purposes.",
            ),
        ],
        silent=[
            with_purpose(legal_bases=(CONTRACT,)),
            with_purpose(legal_bases=(CONTRACT, UK_CONTRACT)),
            with_purpose(legal_bases=(CONTRACT, HEALTHCARE)),
            with_purpose(legal_bases=(CONTRACT, INTERESTS), bases_explained="The contract for customers"),
            with_purpose(legal_bases=(CONTRACT, INTERESTS), bases_explained="As stated", allocation=WHOLE),
            with_purpose(legal_bases=(CONTRACT,), allocation=WHOLE),
        ],
    ),
    "law-uncited": examples(
        fires=[
            (
                with_purpose(legal_bases=(DUTY,)),
                "purpose 12 law_cited: No law is cited for the purpose “To keep accounts”, which rests on one.",
            ),
            (
                with_purpose(legal_bases=(TASK,)),
                "purpose 12 law_cited: No law is cited for the purpose “To keep accounts”, which rests on one.",
            ),
            (
                transcribed(with_purpose(legal_bases=(DUTY,), citations=FROM_POLICY)),
                "purpose 12 law_cited: The policy cites no law for the purpose “To keep accounts”, which rests on one.",
            ),
        ],
        silent=[
            with_purpose(legal_bases=(DUTY,), law_cited="Tax Code"),
            with_purpose(legal_bases=(CONTRACT,)),
        ],
    ),
    "vital-interest-routine": examples(
        fires=[
            (
                with_purpose(legal_bases=(LIFE,)),
                "purpose 12 bases_explained: The purpose “To keep accounts” rests on vital interests, and nobody says why.",
            )
        ],
        silent=[
            with_purpose(legal_bases=(LIFE,), bases_explained="An unconscious patient"),
            with_purpose(legal_bases=(CONTRACT,)),
        ],
    ),
    "contract-overreach": examples(
        fires=[
            *(
                (
                    with_purpose(legal_bases=(CONTRACT,), category=kind(code)),
                    "purpose 12 legal_bases: The purpose “To keep accounts” is rarely necessary for a contract, on which it rests.",
                )
                for code in BEYOND
            ),
            (
                with_purpose(legal_bases=(CONTRACT,), category=kind("direct-marketing")),
                "purpose 12 legal_bases: The purpose “To keep accounts” is rarely necessary for a contract, on which it rests.",
            ),
            (
                with_purpose(legal_bases=(UK_CONTRACT,), category=kind("service-usage-analytics")),
                "purpose 12 legal_bases: The purpose “To keep accounts” is rarely necessary for a contract, on which it rests.",
            ),
        ],
        silent=[
            with_purpose(legal_bases=(CONTRACT,), category=kind("payment-management")),
            with_purpose(legal_bases=(CONTRACT,), category=kind("own-kind")),
            with_purpose(legal_bases=(CONTRACT,)),
            with_purpose(legal_bases=(INTERESTS,), category=kind("advertising")),
            with_purpose(legal_bases=(CONTRACT, INTERESTS), category=kind("advertising")),
        ],
    ),
    "contract-with-third-person": examples(
        fires=[
            *(
                (
                    concerning(
                        DataSubjectCategory(id=49, code=code, label="Strangers"), legal_bases=(CONTRACT,)
                    ),
                    "purpose 12 legal_bases: The purpose “To keep accounts” rests on a contract to which these are no party: Strangers.",
                )
                for code in THIRD
            ),
            (
                concerning(
                    RECIPIENTS,
                    DataSubjectCategory(id=49, code="followers", label="Followers"),
                    legal_bases=(CONTRACT,),
                ),
                "purpose 12 legal_bases: The purpose “To keep accounts” rests on a contract to which these are no party: Followers; Recipients of messages.",
            ),
            (
                concerning(CUSTOMERS, RECIPIENTS, legal_bases=(CONTRACT,)),
                "purpose 12 legal_bases: The purpose “To keep accounts” rests on a contract to which these are no party: Recipients of messages.",
            ),
        ],
        silent=[
            concerning(CUSTOMERS, legal_bases=(CONTRACT,)),
            concerning(RECIPIENTS, legal_bases=(INTERESTS,)),
            concerning(RECIPIENTS, legal_bases=(CONTRACT, INTERESTS)),
            inventory(
                activity(
                    purposes=(purpose(legal_bases=(CONTRACT,)),),
                    data_uses=(data_use(subjects=(RECIPIENTS,), purposes=(99,)),),
                )
            ),
        ],
    ),
    "uk-recognised-li-in-eu": examples(
        fires=[
            (
                with_purpose(legal_bases=(RECOGNISED,)),
                "purpose 12 legal_bases: “To keep accounts” rests on recognised legitimate interests, which the law of the Union does not know.",
            ),
            (
                under("EU", "UK", of=with_purpose(legal_bases=(RECOGNISED,))),
                "purpose 12 legal_bases: “To keep accounts” rests on recognised legitimate interests, which the law of the Union does not know.",
            ),
            (
                on(2026, 2, 4, under("UK", of=with_purpose(legal_bases=(RECOGNISED,)))),
                "purpose 12 legal_bases: On 4 February 2026 “To keep accounts” could not rest on recognised legitimate interests.",
            ),
        ],
        silent=[
            on(2026, 2, 5, under("UK", of=with_purpose(legal_bases=(RECOGNISED,)))),
            under("EU", "UK", of=with_purpose(legal_bases=(CONTRACT, RECOGNISED))),
            with_purpose(legal_bases=(CONTRACT,)),
            under("CH", of=with_purpose(legal_bases=(RECOGNISED,))),
        ],
    ),
}
