"""Examples for the rules about data subjects and data."""

from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import DataUse
from registry.documents.records.evidence import Assessment
from registry.documents.records.terms import DataCategory, DataSubjectCategory
from tests.linter.harness import (
    CUSTOMERS,
    FROM_POLICY,
    activity,
    choice,
    data_use,
    examples,
    inventory,
    transcribed,
)

STAFF = DataSubjectCategory(id=42, code="employees", label="Employees")
PATIENTS = DataSubjectCategory(id=43, code="patients", label="Patients", vulnerable=True)
CHILDREN = DataSubjectCategory(id=44, code="children", label="Children", vulnerable=True)
RELATIVES = DataSubjectCategory(id=45, code="employees-relatives", label="Relatives of employees")
DEPICTED = DataSubjectCategory(id=46, code="depicted-people", label="People depicted")
MESSAGES = DataCategory(id=37, code="message-content", label="Message content")
DEVICE = DataCategory(id=38, code="device-identifier", label="Device identifiers")


def of(*uses: DataUse, role: str = "controller", **values: Any) -> Inventory:
    return inventory(activity(role=choice(role), data_uses=uses, **values))


def about(*subjects: DataSubjectCategory, **values: Any) -> Inventory:
    return of(data_use(subjects=subjects), **values)


def called(text: str, **values: Any) -> DataUse:
    return data_use(**{"id": 99, "category": None, "as_stated": text, **values})


def assessed(**values: Any) -> Inventory:
    assessment = Assessment(
        **{"id": 60, "kind": choice("dpia"), "title": "Assessment", "status": choice("done"), **values}
    )
    return about(PATIENTS, assessments=(assessment,))


VULNERABLE = "processingactivity 10 screening_outcome: No screening for an impact assessment is recorded, though vulnerable people are concerned: Patients."
ANONYMOUS = "datause 99 note: “Anonymised statistics” is said to be anonymous, but the activity uses identifiers as well."

IDENTIFYING = ("cookie-identifier", "platform-identifier", "user-identifier", "request-identifier")
WRITTEN = ("ai-prompt", "communications-data", "feedback", "support-communications", "user-content")

EXAMPLES = {
    "subjects-missing": examples(
        fires=[
            (of(), "processingactivity 10 data_uses: No category of data subjects is recorded."),
            (
                of(data_use(subjects=())),
                "processingactivity 10 data_uses: No category of data subjects is recorded.",
            ),
            (
                transcribed(of(citations=FROM_POLICY)),
                "processingactivity 10 data_uses: The policy states no category of data subjects for this activity.",
            ),
        ],
        silent=[of(data_use()), of(data_use(subjects=()), data_use(id=99)), of(role="processor")],
    ),
    "data-categories-missing": examples(
        fires=[
            (of(), "processingactivity 10 data_uses: No category of personal data is recorded."),
            (
                transcribed(of(citations=FROM_POLICY)),
                "processingactivity 10 data_uses: The policy states no category of personal data for this activity.",
            ),
        ],
        silent=[of(data_use(subjects=())), of(role="processor")],
    ),
    "data-category-unassigned": examples(
        fires=[
            (
                of(data_use(subjects=()), data_use(id=99)),
                "datause 13 subjects: It is not recorded whose data “Name” are.",
            ),
            (
                transcribed(of(data_use(subjects=(), citations=FROM_POLICY), data_use(id=99))),
                "datause 13 subjects: The policy does not state whose data “Name” are.",
            ),
        ],
        silent=[
            of(data_use(subjects=())),
            of(data_use()),
            of(data_use(subjects=()), data_use(id=99), role="processor"),
        ],
    ),
    "vulnerable-no-dpia-screening": examples(
        fires=[
            (about(PATIENTS, CUSTOMERS), VULNERABLE),
            (about(PATIENTS, CHILDREN, STAFF), VULNERABLE.replace("Patients", "Children; Patients")),
            (
                transcribed(about(PATIENTS, citations=FROM_POLICY)),
                "processingactivity 10 screening_outcome: The policy states no screening for an impact assessment, though vulnerable people are concerned: Patients.",
            ),
            (
                about(STAFF),
                "processingactivity 10 screening_outcome: No screening for an impact assessment is recorded, though staff are concerned.",
            ),
            (assessed(status=choice("planned")), VULNERABLE),
            (assessed(kind=choice("lia")), VULNERABLE),
        ],
        silent=[
            about(CUSTOMERS),
            about(PATIENTS, screening_outcome=choice("not-required")),
            about(STAFF, screening_outcome=choice("required")),
            assessed(),
            about(PATIENTS, role="processor"),
        ],
    ),
    "free-text-field": examples(
        fires=[
            *(
                (
                    of(data_use(category=DataCategory(id=39, code=code, label="Words"))),
                    "datause 13 note: “Words” is free text, and no note says how it is kept to what is needed.",
                )
                for code in WRITTEN
            ),
            (
                of(data_use(category=MESSAGES)),
                "datause 13 note: “Message content” is free text, and no note says how it is kept to what is needed.",
            ),
        ],
        silent=[of(data_use(category=MESSAGES, note="Cut after a day")), of(data_use()), of(called("Notes"))],
    ),
    "source-missing": examples(
        fires=[
            (
                about(RELATIVES, CUSTOMERS),
                "datause 13 source: It is not recorded where “Name” of these people come from: Relatives of employees.",
            ),
            (
                transcribed(of(data_use(subjects=(RELATIVES, DEPICTED), citations=FROM_POLICY))),
                "datause 13 source: The policy does not state where “Name” of these people come from: People depicted; Relatives of employees.",
            ),
        ],
        silent=[
            about(CUSTOMERS),
            of(data_use(subjects=(RELATIVES,), source="The employee")),
            about(RELATIVES, source_of_data="The employee"),
            about(RELATIVES, role="processor"),
        ],
    ),
    "anonymous-claimed": examples(
        fires=[
            *(
                (
                    of(
                        called("Anonymised statistics"),
                        data_use(category=DataCategory(id=39, code=code, label="No.")),
                    ),
                    ANONYMOUS,
                )
                for code in IDENTIFYING
            ),
            (of(called("Anonymised statistics"), data_use(category=DEVICE)), ANONYMOUS),
            (of(called("Anonymised statistics"), data_use(as_stated="Hashed address")), ANONYMOUS),
        ],
        silent=[
            of(called("Anonymised statistics"), data_use()),
            of(called("Statistics"), data_use(category=DEVICE)),
            of(called("Anonymised statistics", note="Separate systems"), data_use(category=DEVICE)),
            of(called("Anonymised statistics"), data_use(category=DEVICE), role="processor"),
        ],
    ),
}
