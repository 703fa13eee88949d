"""Copying: every field goes along or says why not, links lead home, and nobody copies what they may not see."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.actions.copy_plans import CopyPlan, Line
from registry.actions.copy_rules import ALWAYS, ELSEWHERE, EVIDENCE, FIXED, NAMES, WHOLE, fields_of, targets
from registry.actions.copying import Copy, copy_activity, plan_copy
from registry.actions.refused import Refused
from registry.ledger.chain import verify_chain
from registry.ledger.recording import recording
from registry.models import (
    Approval,
    Channel,
    Clarification,
    DataCategory,
    DataSubjectCategory,
    Membership,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    Revision,
    SecurityMeasure,
    Service,
)
from tests import factories
from tests.canaries import CanaryOrganisation


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


@pytest.fixture
def other(db: None) -> Organisation:
    return factories.organisation(name="Other", slug="other")


def whole(owner: Organisation, rows: int = 1) -> ProcessingActivity:
    """An activity with so many parts of each kind, all with links of their own."""
    activity = factories.activity(owner, name="Newsletter", measures=[factories.measure(owner)])
    for row in range(rows):
        term = factories.made(DataCategory, organisation=owner, code=f"d{row}", label=f"Data {row}")
        person = factories.made(DataSubjectCategory, organisation=owner, code=f"s{row}", label=f"Who {row}")
        purpose = factories.purpose(activity, text=f"Purpose {row}")
        rule = factories.retention(owner, name=f"Rule {row}")
        factories.data_use(
            activity, category=term, as_stated="", subjects=[person], purposes=[purpose], retention=rule
        )
        provider = factories.party(owner, name=f"Vendor {row}")
        service = factories.service(owner, name=f"Service {row}", party=provider)
        factories.agreement(owner, title=f"Contract {row}", services=[service])
        factories.disclosure(activity, service=service, data_categories=[term])
        factories.client(activity, controller=factories.party(owner, name=f"Client {row}"))
        transfer = factories.transfer(owner, activity=activity, importer=provider)
        factories.ground(transfer, document=factories.document(owner))
        factories.clarification(purpose, "legal_bases", question=f"Question {row}?")
    return activity


def written(activity: ProcessingActivity, *, to: Organisation) -> tuple[CopyPlan, Copy]:
    """A copy with the way to each of its records."""
    plan = plan_copy(activity, by=None, to=to)
    with recording(by=None, organisation=to, channel=Channel.COMMAND):
        copy = Copy(plan)
        copy.write("A copy")
    return plan, copy


@pytest.mark.parametrize("elsewhere", [False, True])
def test_every_field_of_every_part_is_copied_or_on_the_list(db: None, elsewhere: bool) -> None:
    canary = CanaryOrganisation()
    screened = {"screening_criteria": ["sensitive"], "screening_outcome": "required"}
    factories.changed(
        canary.controller, status="in-review", reopened_by=["name"], prepared_by=[1], **screened
    )
    target = factories.activity(factories.organisation()).organisation if elsewhere else canary.organisation
    listed = {**ALWAYS, **ELSEWHERE} if elsewhere else ALWAYS
    changed: set[str] = set()
    kinds: set[type] = set()
    for activity in (canary.controller, canary.processor):
        plan, copy = written(activity, to=target)
        for record in (plan.source.activity, *plan.source.parts, *plan.anew):
            kinds.add(type(record))
            twin = type(record).objects.get(pk=copy.instead[type(record), record.pk].pk)
            assert (twin.organisation, twin.pk == record.pk) == (target, False)
            changed |= differences(record, twin)
    name = {"processingactivity.name"}
    fixed = {f"{model._meta.model_name}.{field}" for model, field in FIXED} if elsewhere else set()
    evidence = {
        f"{model._meta.model_name}.{field.name}"
        for model in kinds
        for field in fields_of(model)
        if elsewhere and field.related_model in EVIDENCE
    }
    blank = {key for key in listed if key.endswith("_absent_because")}
    questions = {key for key in listed if key.startswith("clarification.")}
    assert changed | blank | questions == set(listed) | name | fixed | evidence
    assert kinds == {ProcessingActivity, *WHOLE, *(NAMES if elsewhere else ())}


def differences(record: Any, twin: Any) -> set[str]:
    """The fields in which a record and its copy differ; links count by what they are called."""
    found = set()
    for field in fields_of(type(record)):
        if field.is_relation:
            before, after = (sorted(map(str, targets(one, field))) for one in (record, twin))
        else:
            before, after = (getattr(one, field.name) for one in (record, twin))
        if before != after:
            found.add(f"{record._meta.model_name}.{field.name}")
    return found


def test_lists_name_fields_that_there_are() -> None:
    known = {
        f"{model._meta.model_name}.{field.name}"
        for model in (ProcessingActivity, *WHOLE, *NAMES, Clarification)
        for field in fields_of(model)
    }
    assert {*ALWAYS, *ELSEWHERE} - known == set()


def test_everything_that_belongs_to_an_activity_is_a_part() -> None:
    """A new kind of part is copied, or named here with the reason why not."""
    a_notice_covers_what_it_was_written_for = {PrivacyNotice}
    nobody_has_approved_the_copy = {Approval}
    related = {relation.related_model for relation in ProcessingActivity._meta.related_objects}
    through = {ProcessingActivity.history.model, PrivacyNotice.activities.through}
    parts = {model for model, link in WHOLE.items() if link == "activity"}
    assert {model for model in related if not model.__name__.startswith("Historical")} - through == (
        parts | a_notice_covers_what_it_was_written_for | nobody_has_approved_the_copy
    )


def test_copy_is_a_draft_of_its_own(acme: Organisation) -> None:
    officer = factories.account(acme)
    activity = factories.changed(factories.approved(whole(acme)), last_reviewed_on="2024-05-01")
    factories.citation(activity)
    before = Revision.objects.filter(organisation=acme).count()
    copy = copy_activity(activity, by=officer, reason="For the shop.")
    assert (copy.reference, copy.name, copy.status, copy.last_reviewed_on) == (
        "PA-0002", "Newsletter (copy)", "draft", None,
    )  # fmt: skip
    revision = Revision.objects.filter(organisation=acme).latest("number")
    assert (revision.number, revision.actor_id, revision.channel, revision.reason) == (
        before + 1, officer.pk, "admin", "Copied from “PA-0001 Newsletter” of Acme. For the shop.",
    )  # fmt: skip
    assert verify_chain(acme.pk) is None


def test_data_lead_to_the_purposes_of_the_copy(acme: Organisation) -> None:
    copy = copy_activity(whole(acme), by=None)
    assert list(copy.data_uses.get().purposes.all()) == [copy.purposes.get()]
    assert Purpose.objects.count() == 2


def test_open_questions_go_along_with_nobody_on_them(acme: Organisation) -> None:
    activity = whole(acme)
    factories.clarification(activity, "scale", question="Closed?", closed_on="2024-05-01")
    copy = copy_activity(activity, by=None)
    found = Clarification.objects.filter(record_id=copy.purposes.get().pk, record_type="purpose")
    assert [(one.field, one.question, one.who, one.until) for one in found] == [
        ("legal_bases", "Question 0?", "", None)
    ]
    assert Clarification.objects.filter(record_type="processingactivity", record_id=copy.pk).count() == 0


def test_plan_for_another_organisation_says_what_is_linked_made_and_left(
    acme: Organisation, other: Organisation
) -> None:
    activity = factories.changed(whole(acme), owner="Olga")
    factories.party(other, name="Vendor 0", country="DE")
    factories.measure(acme, title="Locked doors")
    plan = plan_copy(activity, by=None, to=other)
    assert plan.copied == tuple(
        Line(kind=kind, name="1")
        for kind in (
            "Purposes", "Data and retention", "Recipients", "Controllers we act for", "Transfers",
            "Grounds of a transfer", "Open questions",
        )
    )  # fmt: skip
    differs = "It says something else there: Country of establishment."
    assert plan.linked == (Line(kind="Company or person", name="Vendor 0", why=differs),)
    assert [(line.kind, line.name) for line in plan.made] == [
        ("Category of personal data", "Data 0"),
        ("Category of data subjects", "Who 0"),
        ("Company or person", "Client 0"),
        ("Retention rule", "Rule 0"),
        ("Security measure", "Encryption in transit"),
        ("Service", "Vendor 0: Service 0"),
    ]
    assert [(line.kind, line.name, line.of) for line in plan.left_out] == [
        ("Owner", "Olga", ""),
        ("Document", "Contract", "ground of a transfer"),
        ("Agreement", "Contract 0", "Vendor 0: Service 0"),
        ("Security measure", "Encryption in transit", ""),
        ("Security measure", "Locked doors", ""),
    ]


def test_copy_to_another_organisation_is_its_own(acme: Organisation, other: Organisation) -> None:
    activity = whole(acme)
    known = factories.party(other, name="Vendor 0")
    before = Revision.objects.filter(organisation=acme).count()
    copy = copy_activity(activity, by=None, to=other)
    service = copy.disclosures.get().service
    assert (copy.organisation, copy.reference, copy.name) == (other, "PA-0001", "Newsletter")
    assert (service.organisation, service.party, copy.transfers.get().importer) == (other, known, known)
    assert [measure.organisation_wide for measure in SecurityMeasure.objects.filter(organisation=other)] == [
        False
    ]
    assert Revision.objects.filter(organisation=acme).count() == before
    assert (verify_chain(acme.pk), verify_chain(other.pk)) == (None, None)


def test_second_copy_links_to_what_the_first_one_made(acme: Organisation, other: Organisation) -> None:
    activity = whole(acme)
    copy_activity(activity, by=None, to=other)
    plan = plan_copy(activity, by=None, to=other)
    assert (plan.made, len(plan.linked)) == ((), 7)


def test_service_of_the_same_name_by_somebody_else_is_another(
    acme: Organisation, other: Organisation
) -> None:
    activity = whole(acme)
    factories.service(other, name="Service 0", party=factories.party(other, name="Somebody else"))
    copy = copy_activity(activity, by=None, to=other)
    assert copy.disclosures.get().service.party.name == "Vendor 0"
    assert Service.objects.filter(organisation=other, name="Service 0").count() == 2


def test_term_whose_code_is_taken_gets_another(acme: Organisation, other: Organisation) -> None:
    factories.made(DataCategory, organisation=other, code="d0", label="Something else")
    copy = copy_activity(whole(acme), by=None, to=other)
    category = copy.data_uses.get().category
    assert (category.label, category.code) == ("Data 0", "d0-2")


def test_terms_above_a_term_come_with_it(acme: Organisation, other: Organisation) -> None:
    top = factories.made(DataCategory, organisation=acme, code="top", label="Top")
    middle = factories.made(DataCategory, organisation=acme, code="middle", label="Middle", parents=[top])
    term = factories.made(DataCategory, organisation=acme, code="low", label="Low", parents=[middle])
    activity = factories.activity(acme)
    factories.data_use(activity, category=term)
    category = copy_activity(activity, by=None, to=other).data_uses.get().category
    above = category.parents.get()
    assert (above.label, above.organisation, above.parents.get().label) == ("Middle", other, "Top")


def test_shared_words_stay_shared(acme: Organisation, other: Organisation) -> None:
    email = factories.shared(DataCategory, "email-address")
    activity = factories.activity(acme)
    factories.data_use(activity, category=email)
    assert copy_activity(activity, by=None, to=other).data_uses.get().category == email
    assert plan_copy(activity, by=None, to=other).linked == ()


def test_party_named_like_the_organisation_itself_is_pointed_out(
    acme: Organisation, other: Organisation
) -> None:
    activity = factories.activity(acme, joint_controllers=[factories.party(acme, name="Other")])
    assert [line.why for line in plan_copy(activity, by=None, to=other).made] == [
        "This is the name of the organisation itself; look at it afterwards."
    ]


@pytest.mark.parametrize(
    "there,here,allowed",
    [
        ("officer", "officer", True),
        ("auditor", "officer", True),
        ("officer", "auditor", False),
        ("officer", "administrator", False),
        ("officer", "", False),
        ("", "officer", False),
    ],
)
def test_who_copies_sees_the_one_and_adds_to_the_other(
    there: str, here: str, allowed: bool, acme: Organisation, other: Organisation
) -> None:
    activity, user = whole(acme), factories.account()
    for owner, role in ((acme, there), (other, here)):
        if role:
            Membership.objects.create(user=user, organisation=owner, role=role)
    if allowed:
        assert copy_activity(activity, by=user, to=other).organisation == other
        return
    for action in (plan_copy, copy_activity):
        with pytest.raises(PermissionDenied):
            action(activity, by=user, to=other)
    assert (Party.objects.filter(organisation=other).count(), ProcessingActivity.objects.count()) == (0, 1)


def test_auditor_duplicates_nothing(acme: Organisation) -> None:
    with pytest.raises(PermissionDenied):
        copy_activity(whole(acme), by=factories.account(acme, role="auditor"))


def test_name_that_cannot_be_one_is_refused(acme: Organisation) -> None:
    activity = factories.activity(acme, name="n" * 300)
    assert len(copy_activity(activity, by=None).name) == 300
    with pytest.raises(Refused, match="control character"):
        copy_activity(activity, by=None, name="a\x07b")
    assert ProcessingActivity.objects.count() == 2


def test_plan_costs_the_same_for_one_and_three_parts(acme: Organisation, other: Organisation) -> None:
    found = []
    for rows in (1, 3):
        owner = factories.organisation(name=f"Owner {rows}", slug=f"owner-{rows}")
        activity = whole(owner, rows)
        costs = []
        for target in (owner, other):
            with CaptureQueriesContext(connection) as captured:
                plan_copy(activity, by=None, to=target)
            costs.append(len(captured))
        found.append(tuple(costs))
    assert found == [(18, 34), (18, 34)]
