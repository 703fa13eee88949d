"""An exemplary register is left in peace; spoiled, it is told what was spoiled and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from registry.documents.inventory import Inventory
from registry.documents.records import activities, parties, services
from registry.linter.catalogue import all_rules
from registry.linter.engine import lint
from registry.linter.rule import Profile
from tests.documents.edited import rewritten
from tests.linter.exemplary import exemplary
from tests.linter.harness import TODAY, told

Spoil = Callable[[Inventory], Inventory]


def without(kind: type, number: int, **values: Any) -> Spoil:
    """One record changed wherever it stands."""

    def changed(node: Any) -> Any:
        return replace(node, **values) if type(node) is kind and node.id == number else node

    return lambda inventory: rewritten(inventory, changed)


def found(inventory: Inventory) -> set[str]:
    """What all rules find, those that are off at first included."""
    every = [rule.slug for rule in all_rules()]
    return {f"{one.rule}: {told(one)}" for one in lint(inventory, on=TODAY, only=every).findings}


@pytest.mark.parametrize("profile", Profile)
def test_an_exemplary_register_is_left_in_peace(profile: Profile) -> None:
    report = lint(exemplary(), on=TODAY, profile=profile)
    assert [*map(told, report.findings)] == []
    assert report.rules


def test_not_even_the_rules_that_are_off_at_first_find_anything() -> None:
    assert found(exemplary()) == set()


SPOILED: dict[str, tuple[Spoil, set[str]]] = {
    "the role": (
        without(activities.Activity, 301, role=None),
        {
            "controller-missing: processingactivity 301 role: It is not recorded whether the organisation decides on this or acts for others."
        },
    ),
    "ways to reach the organisation": (
        without(parties.Organisation, 1, email="", phone="", postal_address=""),
        {
            "controller-contact-missing: organisation 1 email: Neither postal address nor e-mail address nor telephone number of Acme is recorded."
        },
    ),
    "the officer": (
        without(parties.Organisation, 1, dpo=None),
        {
            "dpo-contact-missing: organisation 1 dpo: It is not recorded whether there is a data protection officer."
        },
    ),
    "the representative in the United Kingdom": (
        without(parties.Organisation, 1, uk_representative=None),
        {
            "uk-representative-missing: organisation 1 uk_representative: Acme is established outside the United Kingdom and no representative there is recorded."
        },
    ),
    "the arrangement": (
        without(activities.Activity, 303, joint_arrangement=None),
        {
            "joint-arrangement-missing: processingactivity 303 joint_arrangement: No arrangement with the joint controllers is recorded."
        },
    ),
    "a legal basis": (
        without(activities.Purpose, 400, legal_bases=()),
        {
            "legal-basis-missing: purpose 400 legal_bases: No legal basis is recorded for the purpose “To keep the accounts of customers”."
        },
    ),
    "a law": (
        without(activities.Purpose, 402, law_cited=""),
        {
            "law-uncited: purpose 402 law_cited: No law is cited for the purpose “To keep books”, which rests on one."
        },
    ),
    "the interest": (
        without(activities.Purpose, 401, interest="", balancing_test=None),
        {
            "li-interest-missing: purpose 401 interest: No legitimate interest is recorded for the purpose “To stop abuse of accounts”.",
            "li-no-balancing: purpose 401 balancing_test: No balancing of interests that is done is recorded for “To stop abuse of accounts”.",
        },
    ),
    "withdrawal and proof of consent": (
        lambda made: without(activities.Purpose, 404, withdrawal_route="", consent_proof="")(
            replace(made, notices=())
        ),
        {
            "consent-no-withdrawal: purpose 404 withdrawal_route: It is not recorded how consent to “To send the newsletter” is withdrawn.",
            "consent-no-record: purpose 404 consent_proof: It is not recorded how consent to “To send the newsletter” is proven.",
        },
    ),
    "the condition for special categories": (
        without(activities.Purpose, 403, special_condition=None),
        {
            "special-no-art9: datause 423 category: No condition for special categories is recorded for “Sickness absence”."
        },
    ),
    "a time limit": (
        without(activities.DataUse, 420, retention=None),
        {"retention-missing: datause 420 retention: No time limit for erasure is recorded for “Name”."},
    ),
    "an end": (
        without(activities.RetentionRule, 173, period="", criterion="Kept forever"),
        {
            "retention-indefinite: retentionrule 173 criterion: The time limit “Newsletter” has no end: “forever”."
        },
    ),
    "what a period is counted from": (
        without(activities.RetentionRule, 174, start_event=""),
        {
            "retention-no-start: retentionrule 174 start_event: It is not recorded what the time limit “90 days” is counted from."
        },
    ),
    "the screening": (
        without(activities.Activity, 302, screening_outcome=None, assessments=()),
        {
            "vulnerable-no-dpia-screening: processingactivity 302 screening_outcome: No screening for an impact assessment is recorded, though staff are concerned."
        },
    ),
    "the review": (
        without(activities.Activity, 304, next_review_on=TODAY.replace(day=19)),
        {"review-overdue: processingactivity 304 next_review_on: The review was due on 19 November 2026."},
    ),
    "a text": (
        without(services.Service, 220, description="TODO"),
        {"placeholder-text: service 220 description: “TODO” stands where something is still to be written."},
    ),
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_spoiled_register_is_told_so_and_nothing_else(what: str) -> None:
    spoil, expected = SPOILED[what]
    assert found(spoil(exemplary())) == expected


def test_everything_spoiled_at_once_is_told_at_once() -> None:
    inventory = exemplary()
    for spoil, _expected in SPOILED.values():
        inventory = spoil(inventory)
    assert found(inventory) == {one for _spoil, expected in SPOILED.values() for one in expected}
