"""An exemplary register is left in peace; spoiled, it is told what was spoiled and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from registry.documents.inventory import Inventory
from registry.documents.records import activities, evidence, notices, parties, services
from registry.law.facts import MechanismKind
from registry.law.tables import transfer_mechanisms
from registry.law.validity import in_force
from registry.linter.catalogue import all_rules
from registry.linter.engine import lint
from registry.linter.rule import Profile
from tests.documents.edited import rewritten
from tests.linter.exemplary import authority, exemplary
from tests.linter.exemplary_vendors import CHECKED
from tests.linter.harness import TODAY, choice, mechanism, told

Spoil = Callable[[Inventory], Inventory]


def without(kind: type, number: int, **values: Any) -> Spoil:
    """One record changed wherever it stands."""

    def changed(node: Any) -> Any:
        return replace(node, **values) if type(node) is kind and node.id == number else node

    return lambda inventory: rewritten(inventory, changed)


def both(one: Spoil, other: Spoil) -> Spoil:
    return lambda inventory: other(one(inventory))


def found(inventory: Inventory) -> set[str]:
    """What all rules find, those that are off at first included."""
    every = [rule.slug for rule in all_rules()]
    return {f"{one.rule}: {told(one)}" for one in lint(inventory, on=TODAY, only=every).findings}


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("made", [exemplary, authority])
def test_an_exemplary_register_is_left_in_peace(made: Callable[[], Inventory], profile: Profile) -> None:
    report = lint(made(), on=TODAY, profile=profile)
    assert [*map(told, report.findings)] == []
    assert report.rules


@pytest.mark.parametrize("made", [exemplary, authority])
def test_not_even_the_rules_that_are_off_at_first_find_anything(made: Callable[[], Inventory]) -> None:
    assert found(made()) == set()


def test_every_ground_that_can_be_relied_on_is_relied_on() -> None:
    used = {
        ground.mechanism.slug
        for made in (exemplary(), authority())
        for transfer in made.transfers
        for ground in transfer.grounds
    }
    assert used == {
        fact.slug
        for fact in transfer_mechanisms()
        if fact.kind not in (MechanismKind.UNSPECIFIED, MechanismKind.NOT_A_TRANSFER_TOOL)
        and in_force(fact, TODAY)
    }


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
        both(
            without(activities.Purpose, 404, withdrawal_route="", consent_proof=""),
            without(notices.Statement, 487, right=None, text=""),
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
        without(activities.Activity, 302, screening_criteria=(), screening_outcome=None, assessments=()),
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
    "recipients": (
        without(activities.Activity, 302, disclosures=()),
        {
            "recipient-missing: processingactivity 302 disclosures: No recipient is recorded.",
        },
    ),
    "a contract with a processor": (
        without(services.Service, 220, agreements=()),
        {
            "processor-no-dpa: service 220 agreements: No contract with Hoster GmbH as processor is recorded for “Hosting”.",
        },
    ),
    "the day of a contract": (
        without(services.Agreement, 321, signed_on=None),
        {
            "dpa-only-available: agreement 321 signed_on: It is not recorded when the contract “Contract with Mailer Inc.” was signed or accepted.",
        },
    ),
    "what a processor does with the data": (
        without(services.Service, 223, model_training=choice("yes")),
        {
            "processor-own-purposes: service 223 model_training: “Support at night” by Nihon KK is the service of a processor, which trains models with the data.",
        },
    ),
    "the authorisation": (
        without(services.Agreement, 191, authorisation=None),
        {
            "subprocessor-unauthorised: agreement 191 authorisation: Sub-processors take part, and no authorisation is recorded with the contract “Contract with Client GmbH”.",
        },
    ),
    "the notice": (
        without(services.Subprocessor, 491, announced_on=CHECKED, effective_on=CHECKED),
        {
            "subprocessor-notice-short: subprocessor 491 announced_on: Archivist Pvt Ltd takes part from 1 June 2026. Days of notice given: 0; promised or agreed: 30.",
        },
    ),
    "the public list": (
        lambda made: replace(made, subprocessors=made.subprocessors[1:]),
        {
            "public-list-drift: service 220 : Hoster GmbH (Hosting) is a sub-processor and does not stand on the public list.",
        },
    ),
    "a place": (
        without(services.Service, 220, hosting_places=("US",)),
        {
            "transfer-contradiction: service 220 transfers_absent_because: No data are said to leave, and yet some do: United States of America.",
        },
    ),
    "the country of a transfer": (
        without(services.Transfer, 201, destination=""),
        {
            "transfer-country-missing: transfer 201 destination: Adequacy is relied on, and no country or international organisation is named that is adequate.",
        },
    ),
    "the grounds of a transfer": (
        without(services.Transfer, 204, grounds=()),
        {
            "transfer-no-mechanism: transfer 204 grounds: India: no ground is recorded that would allow the transfer.",
        },
    ),
    "a framework that was annulled": (
        without(services.Ground, 210, mechanism=mechanism("privacy-shield")),
        {
            "mechanism-invalid-on-date: transferground 210 mechanism: EU-US Privacy Shield could be relied on until 15 July 2020.",
        },
    ),
    "the module": (
        without(services.Ground, 211, module=choice("3")),
        {
            "scc-module-role-mismatch: transferground 211 module: Module 3 is recorded with “Standard clauses of 2021, module two (controller to processor)”.",
        },
    ),
    "the look at the list": (
        without(services.Service, 221, dpf_checked_on=None),
        {
            "dpf-unverified: service 221 dpf_checked_on: It is not recorded when the Data Privacy Framework List was checked.",
        },
    ),
    "the law abroad": (
        without(services.Transfer, 202, impact_assessment=None),
        {
            "tia-missing: transfer 202 impact_assessment: Acme India Ltd: no transfer impact assessment is recorded.",
        },
    ),
    "an exception": (
        without(services.Transfer, 203, frequency=choice("systematic")),
        {
            "derogation-systematic: transferground 219 mechanism: The transfer is systematic, and the exception “Explicit consent after being told of the risks” is read narrowly.",
        },
    ),
    "compelling interests": (
        without(services.Transfer, 810, safeguards="", subjects_informed_on=None),
        {
            "derogation-li-undocumented: transfer 810 safeguards: The suitable safeguards are not documented.",
            "derogation-li-undocumented: transfer 810 subjects_informed_on: It is not recorded when the data subjects were informed.",
        },
    ),
    "the name of an international organisation": (
        without(services.Transfer, 820, international_organisation="Another Office"),
        {
            "adequacy-out-of-scope: transferground 821 mechanism: Another Office: “Adequacy decision” did not cover it on 20 November 2026.",
        },
    ),
    "the module of a processor's clauses": (
        without(services.Ground, 831, module=choice("2")),
        {
            "scc-module-role-mismatch: transferground 831 module: Module 2 is recorded with “Standard clauses of 2021, module four (processor to controller)”.",
        },
    ),
    "measures": (
        without(activities.Activity, 304, inherited_measures=()),
        {
            "toms-missing: processingactivity 304 measures: No security measure is recorded.",
        },
    ),
    "encryption": (
        without(activities.Activity, 302, measures=()),
        {
            "toms-special-no-encryption: processingactivity 302 measures: No encryption or pseudonymisation is recorded for sensitive data: Sickness absence.",
        },
    ),
    "the review of an assessment": (
        without(evidence.Assessment, 163, next_review_on=TODAY.replace(day=19)),
        {
            "dpia-stale: assessment 163 next_review_on: The impact assessment “Impact of accounts” was due for review on 19 November 2026.",
        },
    ),
    "the risk that remains": (
        without(evidence.Assessment, 163, residual_risk="high"),
        {
            "dpia-high-residual: assessment 163 residual_risk: By “Impact of accounts” a high risk remains (high), and no prior consultation is recorded.",
        },
    ),
    "automated decisions": (
        without(activities.Activity, 301, automated_decisions=choice("yes")),
        {
            "adm-no-ground: processingactivity 301 decision_ground: No ground is recorded for the automated decisions.",
            "adm-notice: processingactivity 301 decision_logic: Of the automated decisions this is not recorded: the logic involved; what they mean for people.",
            "adm-safeguards: processingactivity 301 decision_safeguards: No way to a human who can change an automated decision is recorded.",
        },
    ),
    "the notice of an activity": (
        without(notices.Notice, 470, activities=(301, 303, 304, 305)),
        {
            "notice-missing: processingactivity 302 : No privacy notice is recorded that covers this activity.",
        },
    ),
    "the limits of erasure": (
        without(notices.Statement, 483, condition=""),
        {
            "erasure-vs-obligation: noticestatement 483 condition: Erasure is promised without limits, and a law obliges to keep some of the data.",
        },
    ),
    "the right to object": (
        without(notices.Statement, 486, right=None),
        {
            "objection-missing: processingactivity 301 purposes: No notice that covers this activity tells of the right to object.",
            "objection-missing: processingactivity 303 purposes: No notice that covers this activity tells of the right to object.",
        },
    ),
    "the address of a client": (
        without(parties.Party, 140, email="", postal_address=""),
        {
            "pr-controller-contact: party 140 : No contact details of the controller Client GmbH are recorded.",
        },
    ),
    "what is done for a client": (
        without(activities.Client, 460, categories_of_processing=""),
        {
            "pr-no-categories: clientcontroller 460 categories_of_processing: The categories of processing for this controller are not recorded.",
        },
    ),
    "the end of a client's contract": (
        without(services.Agreement, 191, end_choice=None),
        {
            "pr-end-of-contract: agreement 191 end_choice: It is not recorded whether data are deleted or returned at the end of “Contract with Client GmbH”.",
        },
    ),
    "instructions": (
        both(
            without(activities.Client, 460, instructions=""),
            without(services.Agreement, 191, checked_on=None),
        ),
        {
            "pr-transfer-uninstructed: clientcontroller 460 instructions: Data leave, and no instructions of this controller are recorded.",
        },
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
