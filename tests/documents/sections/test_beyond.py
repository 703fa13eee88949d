"""What other articles ask for, in the full edition alone."""

from registry.documents.records.activities import Client, Purpose
from registry.documents.records.evidence import Assessment, Document, Question
from registry.documents.records.notices import Notice
from registry.documents.records.services import Agreement
from registry.documents.records.terms import Choice, LegalBasis, PurposeCategory
from registry.documents.register import Section
from registry.documents.sections.beyond import beyond
from tests.documents.samples import (
    HEALTH,
    NO,
    ON,
    VENDOR,
    YES,
    activity,
    data_use,
    facts,
    of,
    rows,
)

CONTRACT = LegalBasis(
    id=1, code="6.1.b", regime="EU", kind=None, article="Art. 6(1)(b) GDPR", label="Contract"
)
EXPLICIT = LegalBasis(
    id=2, code="9.2.a", regime="EU", kind=None, article="Art. 9(2)(a) GDPR", label="Explicit consent"
)


def sections(one: object, **values: object) -> dict[str, Section]:
    found = beyond(of(one, content="full", **values), one)  # type: ignore[arg-type]
    assert all(section.letter == "" for section in found)
    return {section.key: section for section in found}


def test_empty_activity_is_asked_everything_but_what_nothing_hangs_on() -> None:
    assert {key: facts(section.entries) for key, section in sections(activity()).items()} == {
        "sources": {"source-of-data": "Missing"},
        "decisions": {
            "automated-decisions": "Missing",
            "decision-logic": "Missing",
            "decision-significance": "Missing",
            "decision-ground": "Missing",
            "decision-safeguards": "Missing",
        },
        "internal-access": {"internal-access": "Missing"},
        "screening": {
            "screening-criteria": "Missing",
            "screening-outcome": "Missing",
            "assessments": "Missing",
        },
        "notices": {"notices": "Missing"},
        "keeping": {
            "description": "Missing",
            "department": "Missing",
            "owner": "Missing",
            "systems": "Missing",
            "scale": "Missing",
            "subject-places": "Missing",
            "review-interval-months": "Missing",
            "next-review-on": "Missing",
        },
    }


def test_legal_bases_are_said_for_each_purpose() -> None:
    one = activity(
        purposes=(
            Purpose(
                id=1,
                text="To treat",
                category=PurposeCategory(id=1, code="care", label="Care"),
                legal_bases=(CONTRACT,),
                allocation=Choice(code="whole", label="Stated for the whole"),
                special_condition=EXPLICIT,
                bases_explained="Both",
                law_cited="Act",
                interest="Health",
                interest_holder="Patients",
                balancing_test=Assessment(id=1, kind=None, title="Balancing of May"),
                criminal_authority="None",
                withdrawal_route="By mail",
                consent_proof="Signed form",
            ),
            Purpose(id=2, text="To bill"),
        ),
        data_uses=(data_use(category=HEALTH),),
    )
    assert rows(sections(one)["legal-bases"].entries[0]) == [
        [
            ["To treat"],
            ["Art. 6(1)(b) GDPR: Contract (Stated for the whole)"],
            ["Art. 9(2)(a) GDPR: Explicit consent"],
            [
                "Kind of purpose: Care",
                "Both",
                "Law: Act",
                "Legitimate interest: Health",
                "Whose interest: Patients",
                "Balancing of interests: Balancing of May",
                "Authority for criminal data: None",
                "Withdrawal of consent: By mail",
                "Proof of consent: Signed form",
            ],
        ],
        [["To bill"], "Missing", "Missing", "Missing"],
    ]


def test_condition_for_special_categories_is_asked_only_where_there_are_some() -> None:
    one = activity(purposes=(Purpose(id=1, text="To bill"),), data_uses=(data_use(),))
    grid = sections(one)["legal-bases"].entries[0]
    assert rows(grid)[0][2] == "Not applicable: no special category is recorded"


def test_sources_are_said_by_category_of_data() -> None:
    one = activity(
        source_of_data="The person",
        data_uses=(data_use(source="A broker", mandatory=YES, note="Rarely"), data_use()),
    )
    fact, grid = sections(one)["sources"].entries
    assert facts((fact,)) == {"source-of-data": ["The person"]}
    assert rows(grid) == [[["Name", "Rarely"], ["A broker"], ["Yes"]], [["Name"], "Missing", "Missing"]]


def test_without_automated_decisions_nothing_more_is_asked_of_them() -> None:
    assert facts(sections(activity(automated_decisions=NO))["decisions"].entries) == {
        "automated-decisions": ["No"]
    }


def test_screening_says_which_criteria_are_met_or_that_none_is() -> None:
    outcome = Choice(code="not-required", label="Impact assessment not required")
    done = Choice(code="done", label="Done")
    met = activity(
        screening_criteria=(Choice(code="monitoring", label="Systematic monitoring"),),
        screening_outcome=outcome,
        assessments=(Assessment(id=1, kind=None, title="Assessment", status=done, outcome="Low risk"),),
    )
    assert facts(sections(met)["screening"].entries) == {
        "screening-criteria": ["Systematic monitoring"],
        "screening-outcome": ["Impact assessment not required"],
        "assessments": ["Assessment (Done; Low risk)"],
    }
    none = facts(sections(activity(screening_outcome=outcome))["screening"].entries)
    assert none["screening-criteria"] == ["None"]


def test_arrangement_contracts_and_notices_are_named() -> None:
    agreed = Agreement(id=1, kind=None, title="Arrangement of May")
    one = activity(
        joint_controllers=(VENDOR,),
        joint_arrangement=agreed,
        clients=(Client(id=1, controller=VENDOR, contract=agreed, instructions="By ticket"), Client(id=2)),
    )
    notices = (
        Notice(id=1, title="Policy", version_date=ON, activities=(10,)),
        Notice(id=2, title="Other", activities=(11,)),
    )
    found = sections(one, notices=notices)
    assert facts(found["arrangement"].entries) == {"joint-arrangement": ["Arrangement of May"]}
    assert facts(found["notices"].entries) == {"notices": ["Policy (1 June 2025)"]}
    assert rows(found["contracts"].entries[0])[0] == [["Vendor"], ["Arrangement of May"], ["By ticket"]]


def test_keeping_shows_papers_and_every_open_question() -> None:
    asked = Question(field="text", who="Dana", until=ON, question="Which?")
    one = activity(
        review_interval_months=12,
        next_review_on=ON,
        subject_places=("EEA", "CH"),
        documents=(Document(id=1, title="Minutes"),),
        purposes=(Purpose(id=1, text="To run", questions=(asked,)),),
        questions=(Question(field="owner", who="Lee", question="Whose?", closed_on=ON),),
    )
    said = facts(sections(one)["keeping"].entries)
    assert (said["review-interval-months"], said["next-review-on"]) == (["every 12 months"], ["1 June 2025"])
    assert said["subject-places"] == ["EU/EEA, state not named; Switzerland"]
    assert (said["documents"], said["questions"]) == (["Minutes"], ["Which? (Dana, until 1 June 2025)"])
