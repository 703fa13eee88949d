"""Examples for the rules about security measures."""

from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity, Measure
from registry.documents.records.evidence import Document
from registry.documents.records.terms import DataCategory, MeasureType
from tests.linter.harness import (
    FROM_POLICY,
    HEALTH,
    NAME,
    activity,
    choice,
    data_use,
    examples,
    inventory,
    on,
    transcribed,
    under,
)

CRIME = DataCategory(id=32, code="convictions", label="Convictions", criminal=True)
PAPER = Document(id=95, title="Security Handbook")


def measure(title: str = "Locks", **values: Any) -> Measure:
    return Measure(**{"id": 97, "title": title, **values})


def kind_of(kind: str, letter: str = "") -> MeasureType:
    return MeasureType(id=98, code="x", label="x", kind=choice(kind) if kind else None, letter=letter)


def protected(*measures: Measure, **values: Any) -> Inventory:
    return inventory(activity(measures=measures, **values))


def other(**values: Any) -> Activity:
    return activity(**{"id": 11, "reference": "PA-0002", "name": "Payroll", **values})


def sensitive(*measures: Measure, **values: Any) -> Inventory:
    """An activity that uses health data twice, and convictions."""
    uses = (
        data_use(category=HEALTH),
        data_use(id=130, category=NAME),
        data_use(id=131, category=HEALTH),
        data_use(id=132, category=CRIME),
        data_use(id=133, category=None),
    )
    return protected(*measures, **{"data_uses": uses, **values})


def policy(of: Inventory) -> Inventory:
    """The inventory, each of whose activities was taken from the policy."""
    return transcribed(
        replace(of, activities=tuple(replace(one, citations=FROM_POLICY) for one in of.activities))
    )


NONE = "processingactivity 10 measures: No security measure is recorded."
DANGLING = "securitymeasure 97 description: “{title}” points to a description that is not attached."
TECHNICAL = "processingactivity 10 measures: No organisational measure is recorded."
BARE = "processingactivity 10 measures: No encryption or pseudonymisation is recorded for sensitive data: Health data; Convictions."
UNTESTED = "processingactivity 10 measures: No regular testing of the measures is recorded."

EXAMPLES = {
    "toms-missing": examples(
        fires=[
            (inventory(activity()), NONE),
            (inventory(activity(role=choice("processor"))), NONE),
            (under("UK", of=inventory(activity())), NONE),
            (under("CH", of=inventory(activity())), NONE),
            (
                policy(inventory(activity())),
                "processingactivity 10 measures: The policy states no security measure for this activity.",
            ),
            (
                inventory(activity(), other()),
                "organisation 1 : No security measure is recorded of any activity.",
            ),
            (
                policy(inventory(activity(), other())),
                "organisation 1 : The policy states no security measure of any activity.",
            ),
            (
                inventory(activity(), other(measures=(measure(),)), other(id=12, reference="PA-0003")),
                [NONE, NONE.replace("10", "12")],
            ),
        ],
        silent=[
            protected(measure()),
            inventory(activity(inherited_measures=(measure(),))),
            inventory(activity(measures_absent_because="It would help intruders")),
            inventory(activity(measures_absent_because="Secret"), other(measures=(measure(),))),
            on(2018, 5, 24, inventory(activity())),
        ],
    ),
    "toms-dangling-reference": examples(
        fires=[
            (protected(measure("See TOM document")), DANGLING.format(title="See TOM document")),
            (
                protected(measure(description="As described in our security concept")),
                DANGLING.format(title="Locks"),
            ),
            (protected(measure("Siehe Anlage 2")), DANGLING.format(title="Siehe Anlage 2")),
            (protected(measure("TOMs, vgl. Dokument")), DANGLING.format(title="TOMs, vgl. Dokument")),
            (protected(measure("Voir annexe")), DANGLING.format(title="Voir annexe")),
            (protected(measure("Please refer to TOMs")), DANGLING.format(title="Please refer to TOMs")),
            (protected(measure("Beschrieben im Anhang")), DANGLING.format(title="Beschrieben im Anhang")),
            (
                policy(protected(measure("See Annex II", citations=FROM_POLICY))),
                "securitymeasure 97 description: For “See Annex II” the policy points to a description that is not attached.",
            ),
            (
                inventory(
                    activity(inherited_measures=(measure("See annex"),)),
                    other(inherited_measures=(measure("See annex"),)),
                ),
                DANGLING.format(title="See annex"),
            ),
            (
                replace(protected(measure("See the attached rules")), documents=(PAPER,)),
                DANGLING.format(title="See the attached rules"),
            ),
            (
                under("CH", of=inventory(activity(measures_absent_because="See TOM document"))),
                "processingactivity 10 measures_absent_because: The measures are said to be described in a document that is not attached.",
            ),
        ],
        silent=[
            protected(measure("Locks. See it work. Documents are shredded")),
            protected(measure("Destruction of documents")),
            protected(measure("See TOM document at HTTPS://acme.example/toms")),
            protected(measure("See TOM document"), documents=(PAPER,)),
            inventory(
                activity(inherited_measures=(measure("See annex"),)),
                other(inherited_measures=(measure("See annex"),), documents=(PAPER,)),
            ),
            replace(protected(measure("See document SECURITY handbook")), documents=(PAPER,)),
            inventory(activity(measures_absent_because="It would help intruders")),
            inventory(activity(measures_absent_because="See TOM document", documents=(PAPER,))),
        ],
    ),
    "toms-only-technical": examples(
        fires=[
            (protected(measure(kind=choice("technical"))), TECHNICAL),
            (
                protected(
                    measure(measure_type=kind_of("technical")), measure(id=96, kind=choice("physical"))
                ),
                TECHNICAL,
            ),
            (
                protected(measure(measure_type=kind_of("organisational"), kind=choice("technical"))),
                TECHNICAL,
            ),
            (
                under(
                    "CH",
                    of=inventory(activity(inherited_measures=(measure(kind=choice("technical")),)), other()),
                ),
                TECHNICAL,
            ),
            (
                policy(protected(measure(kind=choice("technical")))),
                "processingactivity 10 measures: The policy states no organisational measure.",
            ),
            (
                inventory(
                    *(one(measures=(measure(kind=choice("technical")),)) for one in (activity, other)),
                ),
                "organisation 1 : No organisational measure is recorded of any activity.",
            ),
            (
                policy(
                    inventory(
                        *(one(measures=(measure(kind=choice("technical")),)) for one in (activity, other))
                    )
                ),
                "organisation 1 : The policy states no organisational measure of any activity.",
            ),
        ],
        silent=[
            inventory(activity()),
            protected(measure(kind=choice("technical")), measure(id=96, kind=choice("organisational"))),
            protected(
                measure(kind=choice("technical")), measure(id=96, measure_type=kind_of("organisational"))
            ),
            protected(measure(kind=choice("technical")), measure(id=96)),
            protected(measure(kind=choice("technical")), measure(id=96, measure_type=kind_of(""))),
        ],
    ),
    "toms-special-no-encryption": examples(
        fires=[
            (sensitive(measure()), BARE),
            (
                sensitive(
                    measure(letter="b", measure_type=kind_of("technical", "a")), role=choice("processor")
                ),
                BARE,
            ),
            (under("UK", of=sensitive(inherited_measures=(measure(),))), BARE),
            (
                policy(sensitive(measure(), data_uses=(data_use(category=CRIME),))),
                "processingactivity 10 measures: The policy states no encryption or pseudonymisation for sensitive data: Convictions.",
            ),
        ],
        silent=[
            sensitive(),
            sensitive(measure(letter="a")),
            sensitive(measure(), measure("Discs", id=96, measure_type=kind_of("technical", "a"))),
            sensitive(measure("Encrypted discs")),
            sensitive(measure(description="Names are pseudonymised")),
            sensitive(measure("Verschlüsselung")),
            sensitive(measure("Chiffrement")),
            protected(measure(), data_uses=(data_use(category=NAME),)),
            under("CH", of=sensitive(measure())),
        ],
    ),
    "toms-no-testing": examples(
        fires=[
            (protected(measure(letter="b")), UNTESTED),
            (
                protected(measure(measure_type=kind_of("technical", "a")), measure(id=96, letter="c")),
                UNTESTED,
            ),
            (
                policy(inventory(activity(inherited_measures=(measure(letter="b"),)), other())),
                "processingactivity 10 measures: The policy states no regular testing of the measures.",
            ),
            (
                inventory(*(one(measures=(measure(letter="b"),)) for one in (activity, other))),
                "organisation 1 : No regular testing of the measures is recorded of any activity.",
            ),
            (
                policy(inventory(*(one(measures=(measure(letter="b"),)) for one in (activity, other)))),
                "organisation 1 : The policy states no regular testing of the measures of any activity.",
            ),
        ],
        silent=[
            inventory(activity()),
            protected(measure(letter="b"), measure(id=96, letter="d")),
            protected(measure(letter="b"), measure(id=96, measure_type=kind_of("organisational", "d"))),
            protected(measure(letter="b"), measure(id=96)),
            protected(measure(letter="b"), measure(id=96, measure_type=kind_of("technical"))),
            under("CH", of=protected(measure(letter="b"))),
        ],
    ),
}
