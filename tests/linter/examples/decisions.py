"""Examples for the rules about automated decisions."""

from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.terms import DataCategory
from tests.linter.harness import (
    FROM_POLICY,
    HEALTH,
    NAME,
    activity,
    basis,
    choice,
    data_use,
    examples,
    inventory,
    on,
    purpose,
    transcribed,
    under,
)

YES = choice("yes")
GENES = DataCategory(id=33, code="genetic-data", label="Genetic data", special=True)


def deciding(**values: Any) -> Inventory:
    """One activity with automated decisions."""
    return inventory(activity(**{"automated_decisions": YES, **values}))


def told(**values: Any) -> Inventory:
    return deciding(**{"decision_logic": "Points", "decision_significance": "No loan", **values})


def on_health(*conditions: str, **values: Any) -> Inventory:
    """Automated decisions on health data for purposes with these conditions."""
    purposes = tuple(
        purpose(id=120 + place, special_condition=basis(code) if code else None)
        for place, code in enumerate(conditions)
    )
    return deciding(**{"purposes": purposes, "data_uses": (data_use(category=HEALTH),), **values})


NO_GROUND = "processingactivity 10 decision_ground: No ground is recorded for the automated decisions."
OTHER_GROUND = (
    "processingactivity 10 decision_ground: The ground of the automated decisions names neither contract nor law"
    " nor explicit consent."
)
SPECIAL = (
    "processingactivity 10 automated_decisions: Decisions are automated, and these data rest neither on explicit consent"
    " nor on a substantial public interest: {data}."
)
NOBODY = "processingactivity 10 decision_safeguards: No way to a human who can change an automated decision is recorded."
UNTOLD = "processingactivity 10 {field}: Of the automated decisions this is not recorded: {lacking}."

EXAMPLES = {
    "adm-no-ground": examples(
        fires=[
            (deciding(), NO_GROUND),
            (on(2026, 2, 4, under("UK", of=deciding())), NO_GROUND),
            (under("EU", "UK", of=deciding()), NO_GROUND),
            (
                transcribed(deciding(citations=FROM_POLICY)),
                "processingactivity 10 decision_ground: The policy states no ground for the automated decisions.",
            ),
            (deciding(decision_ground="Legitimate interests"), OTHER_GROUND),
            (deciding(decision_ground="Outlaws, interactive"), OTHER_GROUND),
        ],
        silent=[
            deciding(decision_ground="Art. 22(2)(a)"),
            deciding(decision_ground="22(2)(b)"),
            deciding(decision_ground="22(2)(c)"),
            deciding(decision_ground="Loan contract"),
            deciding(decision_ground="Explicit Consent"),
            deciding(decision_ground="Einwilligung"),
            deciding(decision_ground="Kreditvertrag"),
            deciding(decision_ground="Contrat de prêt"),
            deciding(decision_ground="Banking Act"),
            deciding(decision_ground="By law"),
            deciding(decision_ground="By statute"),
            deciding(decision_ground="§ 31 BDSG"),
            deciding(decision_ground="Gesetz"),
            deciding(decision_ground="La loi"),
            deciding(automated_decisions=choice("no")),
            inventory(activity()),
            deciding(role=choice("processor")),
            on(2026, 2, 5, under("UK", of=deciding())),
            under("CH", of=deciding()),
        ],
    ),
    "adm-special": examples(
        fires=[
            (on_health("9.2.h"), SPECIAL.format(data="Health data")),
            (on(2026, 2, 5, under("UK", of=on_health("9.2.b"))), SPECIAL.format(data="Health data")),
            (
                on_health(
                    "9.2.h",
                    data_uses=(
                        data_use(category=HEALTH),
                        data_use(id=130, category=GENES),
                        data_use(id=131, category=HEALTH),
                        data_use(id=132, category=NAME),
                        data_use(id=133, category=None),
                    ),
                ),
                SPECIAL.format(data="Health data; Genetic data"),
            ),
            (on_health("9.2.h", ""), SPECIAL.format(data="Health data")),
            (
                on_health("9.2.h", "9.2.a", data_uses=(data_use(category=HEALTH, purposes=(120,)),)),
                SPECIAL.format(data="Health data"),
            ),
        ],
        silent=[
            on_health("9.2.a"),
            on_health("9.2.g"),
            on_health("9.2.h", "9.2.g"),
            on_health(""),
            on_health("9.2.h", data_uses=(data_use(category=NAME),)),
            on_health("9.2.h", automated_decisions=None),
            on_health("9.2.h", role=choice("processor")),
            under("CH", of=on_health("9.2.h")),
        ],
    ),
    "adm-safeguards": examples(
        fires=[
            (deciding(), NOBODY),
            (deciding(decision_ground="Loan contract under the Banking Act"), NOBODY),
            (deciding(decision_ground="Banking Act"), NOBODY),
            (on(2026, 2, 5, under("UK", of=deciding())), NOBODY),
            (under("CH", of=deciding()), NOBODY),
            (
                transcribed(deciding(citations=FROM_POLICY)),
                "processingactivity 10 decision_safeguards: The policy states no way to a human who can change an automated decision.",
            ),
        ],
        silent=[
            deciding(decision_safeguards="Call us"),
            inventory(activity()),
            deciding(role=choice("processor")),
        ],
    ),
    "adm-notice": examples(
        fires=[
            (
                deciding(),
                UNTOLD.format(
                    field="decision_logic", lacking="the logic involved; what they mean for people"
                ),
            ),
            (told(decision_logic=""), UNTOLD.format(field="decision_logic", lacking="the logic involved")),
            (
                under("UK", of=told(decision_significance="")),
                UNTOLD.format(field="decision_significance", lacking="what they mean for people"),
            ),
            (
                transcribed(told(decision_logic="", citations=FROM_POLICY)),
                "processingactivity 10 decision_logic: Of the automated decisions the policy does not state: the logic involved.",
            ),
        ],
        silent=[
            told(),
            inventory(activity()),
            deciding(role=choice("processor")),
            under("CH", of=deciding()),
        ],
    ),
}
