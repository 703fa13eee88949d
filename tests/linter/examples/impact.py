"""Examples for the rules about impact assessments."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.records.evidence import Assessment, Document
from registry.documents.records.terms import DataCategory
from tests.linter.harness import (
    FROM_POLICY,
    HEALTH,
    NAME,
    activity,
    choice,
    data_use,
    disclosure,
    examples,
    inventory,
    on,
    organisation,
    party,
    purpose,
    transcribed,
    transfer,
    under,
)

MADE = dt.date(2022, 3, 1)
YES, DONE, PLANNED = choice("yes"), choice("done"), choice("planned")
REQUIRED, NOT_REQUIRED = choice("required"), choice("not-required")
CRIME = DataCategory(id=32, code="convictions", label="Convictions", criminal=True)
SCORING, DECIDING, LARGE = ("evaluation", "decisions", "large-scale")


def assessment(**values: Any) -> Assessment:
    """An impact assessment that is done."""
    return Assessment(**{"id": 60, "kind": choice("dpia"), "title": "Scoring", "status": DONE, **values})


def screened(*criteria: str, **values: Any) -> Inventory:
    """One activity that meets these criteria."""
    return inventory(_screened(*criteria, **values))


def _screened(*criteria: str, **values: Any) -> Activity:
    return activity(screening_criteria=tuple(map(choice, criteria)), **values)


def sensitive(*categories: DataCategory | None, **values: Any) -> Inventory:
    """One activity that uses these data on a large scale."""
    uses = tuple(data_use(id=130 + place, category=one) for place, one in enumerate(categories))
    return screened(LARGE, **{"data_uses": uses, **values})


def assessed(**values: Any) -> Inventory:
    """One activity with an impact assessment of which these things are recorded."""
    return inventory(activity(assessments=(assessment(**values),)))


def made(year: int, month: int, day: int, *, of: Inventory) -> Any:
    """On a day, an assessment of 1 March 2022 being attached to every activity."""
    activities = tuple(replace(one, assessments=(assessment(assessed_on=MADE),)) for one in of.activities)
    return on(year, month, day, replace(of, activities=activities))


def officer(of: Inventory) -> Inventory:
    return replace(of, organisation=organisation(dpo=party()))


def since(year: int, month: int, day: int) -> dict[str, dt.date]:
    return {"in_force_from": dt.date(year, month, day)}


EVALUATED = "processingactivity 10 assessments: People are evaluated and decided on, and no impact assessment that is done is recorded."
SENSITIVE = "processingactivity 10 assessments: Used on a large scale, and no impact assessment that is done is recorded: {data}."
NEEDED = (
    "processingactivity 10 assessments: Criteria for a high risk are met, and no impact assessment that is done is recorded:"
    " {met}."
)
BY_SCREENING = (
    "processingactivity 10 assessments: By its screening the activity needs an impact assessment,"
    " and none that is done is recorded."
)
UNREASONED = (
    "processingactivity 10 screening_outcome: No impact assessment is said to be needed though this is met,"
    " and no reason is recorded: matching."
)
UNADVISED = "assessment 60 dpo_advice: No advice of the data protection officer is recorded with “Scoring”."
CHANGED = "assessment 60 assessed_on: The impact assessment “Scoring” is of 1 March 2022, and what it is about changed on {day}."
OLD = "assessment 60 assessed_on: The impact assessment “Scoring” is of 1 March 2022, more than three years ago."
DUE = "assessment 60 next_review_on: The impact assessment “Scoring” was due for review on 1 March 2022."
RISKY = "assessment 60 residual_risk: By “Scoring” a high risk remains ({risk}), and no prior consultation is recorded."

EXAMPLES = {
    "dpia-35-3-a": examples(
        fires=[
            (screened(SCORING, DECIDING, LARGE), EVALUATED),
            (under("UK", of=screened(SCORING, LARGE, automated_decisions=YES)), EVALUATED),
            (screened(SCORING, DECIDING), EVALUATED),
            (screened(SCORING, DECIDING, LARGE, assessments=(assessment(status=PLANNED),)), EVALUATED),
            (screened(SCORING, DECIDING, LARGE, assessments=(assessment(kind=choice("lia")),)), EVALUATED),
            (screened(SCORING, DECIDING, LARGE, screening_outcome=NOT_REQUIRED), EVALUATED),
            (made(2022, 2, 28, of=screened(SCORING, DECIDING, LARGE)), EVALUATED),
            (
                transcribed(screened(SCORING, DECIDING, LARGE, citations=FROM_POLICY)),
                "processingactivity 10 assessments: People are evaluated and decided on, and the policy states no impact assessment.",
            ),
        ],
        silent=[
            screened(SCORING, LARGE),
            screened(SCORING, LARGE, automated_decisions=choice("no")),
            screened(DECIDING, LARGE, automated_decisions=YES),
            screened(SCORING, DECIDING, assessments=(assessment(),)),
            screened(SCORING, DECIDING, role=choice("processor")),
            made(2022, 3, 1, of=screened(SCORING, DECIDING)),
            under("CH", of=screened(SCORING, DECIDING, LARGE)),
        ],
    ),
    "dpia-35-3-b": examples(
        fires=[
            (sensitive(HEALTH), SENSITIVE.format(data="Health data")),
            (
                sensitive(HEALTH, NAME, None, CRIME, HEALTH),
                SENSITIVE.format(data="Health data; Convictions"),
            ),
            (under("CH", of=sensitive(CRIME)), SENSITIVE.format(data="Convictions")),
            (
                sensitive(HEALTH, assessments=(assessment(status=choice("running")),)),
                SENSITIVE.format(data="Health data"),
            ),
            (
                transcribed(sensitive(HEALTH, citations=FROM_POLICY)),
                "processingactivity 10 assessments: Used on a large scale, and the policy states no impact assessment: Health data.",
            ),
        ],
        silent=[
            sensitive(NAME),
            screened("sensitive", data_uses=(data_use(category=HEALTH),)),
            sensitive(HEALTH, assessments=(assessment(),)),
            sensitive(HEALTH, role=choice("processor")),
        ],
    ),
    "dpia-wp248-two": examples(
        fires=[
            (screened("matching", "innovative"), NEEDED.format(met="matching; innovative")),
            (under("UK", "CH", of=screened("matching", LARGE)), NEEDED.format(met="matching; large-scale")),
            (
                screened("matching", LARGE, screening_outcome=NOT_REQUIRED),
                NEEDED.format(met="matching; large-scale"),
            ),
            (
                screened("matching", LARGE, assessments=(assessment(status=PLANNED, outcome="Few people"),)),
                NEEDED.format(met="matching; large-scale"),
            ),
            (
                screened(
                    "matching",
                    LARGE,
                    screening_outcome=NOT_REQUIRED,
                    assessments=(assessment(status=PLANNED),),
                ),
                NEEDED.format(met="matching; large-scale"),
            ),
            (
                screened(
                    "matching",
                    LARGE,
                    screening_outcome=NOT_REQUIRED,
                    assessments=(assessment(kind=choice("lia"), outcome="Few people"),),
                ),
                NEEDED.format(met="matching; large-scale"),
            ),
            (
                screened("matching", "innovative", data_uses=(data_use(category=HEALTH),)),
                NEEDED.format(met="matching; innovative"),
            ),
            (screened(screening_outcome=REQUIRED), BY_SCREENING),
            (
                inventory(
                    _screened(SCORING, DECIDING, id=9, reference="PA-0002"),
                    _screened(screening_outcome=REQUIRED),
                ),
                BY_SCREENING,
            ),
            (screened("matching", LARGE, screening_outcome=REQUIRED), BY_SCREENING),
            (under("CH", of=screened(screening_outcome=REQUIRED)), BY_SCREENING),
        ],
        silent=[
            screened("matching"),
            screened(),
            under("CH", of=screened("matching", LARGE)),
            screened("matching", LARGE, assessments=(assessment(),)),
            screened(screening_outcome=REQUIRED, assessments=(assessment(),)),
            screened(
                "matching",
                LARGE,
                screening_outcome=NOT_REQUIRED,
                assessments=(assessment(status=PLANNED, outcome="Few people"),),
            ),
            screened(
                "matching", LARGE, screening_outcome=NOT_REQUIRED, documents=(Document(id=95, title="Note"),)
            ),
            screened(SCORING, DECIDING, screening_outcome=REQUIRED),
            sensitive(HEALTH, screening_outcome=REQUIRED),
            screened("matching", LARGE, role=choice("processor")),
        ],
    ),
    "dpia-not-needed-unreasoned": examples(
        fires=[
            (screened("matching", screening_outcome=NOT_REQUIRED), UNREASONED),
            (
                under(
                    "UK",
                    of=screened(
                        "matching", screening_outcome=NOT_REQUIRED, assessments=(assessment(status=PLANNED),)
                    ),
                ),
                UNREASONED,
            ),
        ],
        silent=[
            screened("matching"),
            screened("matching", screening_outcome=REQUIRED),
            screened(screening_outcome=NOT_REQUIRED),
            screened("matching", LARGE, screening_outcome=NOT_REQUIRED),
            screened("matching", screening_outcome=NOT_REQUIRED, assessments=(assessment(),)),
            screened(
                "matching",
                screening_outcome=NOT_REQUIRED,
                assessments=(assessment(status=PLANNED, outcome="Few people"),),
            ),
            screened("matching", screening_outcome=NOT_REQUIRED, documents=(Document(id=95, title="Note"),)),
        ],
    ),
    "dpia-dpo-advice": examples(
        fires=[
            (officer(assessed()), UNADVISED),
            (
                officer(
                    inventory(
                        activity(assessments=(assessment(),)),
                        activity(id=11, reference="PA-0002", assessments=(assessment(),)),
                    )
                ),
                UNADVISED,
            ),
            (
                replace(
                    transcribed(assessed(citations=FROM_POLICY)),
                    organisation=organisation(dpo=party(), citations=FROM_POLICY),
                ),
                "assessment 60 dpo_advice: The policy states no advice of the data protection officer on “Scoring”.",
            ),
        ],
        silent=[
            officer(assessed(dpo_advice="Go ahead")),
            assessed(),
            officer(assessed(status=PLANNED)),
            officer(assessed(kind=choice("tia"))),
            officer(inventory(activity(role=choice("processor"), assessments=(assessment(),)))),
            under("CH", of=officer(assessed())),
        ],
    ),
    "dpia-stale": examples(
        fires=[
            (on(2022, 3, 2, assessed(next_review_on=MADE)), DUE),
            (under("UK", of=assessed(next_review_on=MADE, assessed_on=dt.date(2021, 3, 1))), DUE),
            (on(2025, 3, 2, assessed(assessed_on=MADE)), OLD),
            (
                made(2022, 3, 2, of=inventory(activity(purposes=(purpose(**since(2022, 3, 2)),)))),
                CHANGED.format(day="2 March 2022"),
            ),
            (
                made(
                    2022,
                    6,
                    1,
                    of=inventory(
                        activity(
                            data_uses=(data_use(**since(2022, 5, 1)), data_use(id=131)),
                            disclosures=(disclosure(**since(2022, 4, 1)),),
                        )
                    ),
                ),
                CHANGED.format(day="1 May 2022"),
            ),
            (
                made(
                    2022,
                    6,
                    1,
                    of=inventory(
                        activity(disclosures=(disclosure(**since(2022, 4, 1)),)),
                        activity(
                            id=11,
                            reference="PA-0002",
                            transfers=(transfer(**since(2022, 5, 2)),),
                        ),
                    ),
                ),
                CHANGED.format(day="2 May 2022"),
            ),
        ],
        silent=[
            on(2022, 3, 1, assessed(next_review_on=MADE)),
            on(2025, 3, 1, assessed(assessed_on=MADE)),
            on(2025, 3, 2, assessed(assessed_on=MADE, next_review_on=dt.date(2026, 3, 1))),
            assessed(),
            assessed(assessed_on=MADE, status=PLANNED),
            made(2022, 3, 1, of=inventory(activity(purposes=(purpose(**since(2022, 3, 2)),)))),
            made(2022, 6, 1, of=inventory(activity(purposes=(purpose(**since(2022, 3, 1)),)))),
            made(2022, 6, 1, of=inventory(activity(purposes=(purpose(**since(2022, 6, 2)),)))),
            inventory(activity(purposes=(purpose(**since(2022, 6, 1)),), assessments=(assessment(),))),
            under("CH", of=assessed(assessed_on=MADE)),
        ],
    ),
    "dpia-high-residual": examples(
        fires=[
            (assessed(residual_risk="High"), RISKY.format(risk="High")),
            (assessed(residual_risk=" hoch "), RISKY.format(risk="hoch")),
            (assessed(residual_risk="élevé"), RISKY.format(risk="élevé")),
            (assessed(residual_risk="High for children"), RISKY.format(risk="High for children")),
            (assessed(residual_risk="Ein hohes Risiko"), RISKY.format(risk="Ein hohes Risiko")),
            (assessed(residual_risk="High", dpo_advice="Ask"), RISKY.format(risk="High")),
            (under("CH", of=assessed(residual_risk="High")), RISKY.format(risk="High")),
            (
                under("EU", "CH", of=assessed(residual_risk="High", dpo_advice="Ask")),
                RISKY.format(risk="High"),
            ),
        ],
        silent=[
            assessed(residual_risk="Medium"),
            assessed(),
            assessed(residual_risk="Not high"),
            assessed(residual_risk="kein hohes Risiko"),
            assessed(residual_risk="Highly unlikely"),
            assessed(residual_risk="High", outcome="Prior consultation of the authority"),
            assessed(residual_risk="High", outcome="Behörde konsultiert"),
            assessed(residual_risk="High", outcome="Under Art. 36 the authority answered"),
            assessed(residual_risk="High", status=PLANNED),
            under("CH", of=assessed(residual_risk="High", dpo_advice="Go ahead")),
        ],
    ),
}
