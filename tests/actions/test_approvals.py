"""The steps from draft to retired: who may take which, what is kept, and what an edit does to an approval."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from registry.actions.approvals import (
    Incomplete,
    approve,
    ask_for_review,
    last_editor,
    retire,
    send_back,
    take_up_again,
)
from registry.actions.expunge import plan_expunge
from registry.actions.refused import Refused
from registry.actions.restoring import plan_restore, restore
from registry.actions.reviewing import review
from registry.documents.approved import Approved, approved, asked_fingerprint
from registry.documents.canonical import decode, encode, fingerprint
from registry.inventory import read_inventory
from registry.ledger.chain import verify_chain
from registry.ledger.recording import recording
from registry.models import Approval, Channel, Organisation, Party, ProcessingActivity, Revision, User
from tests import factories

NOW = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation(timezone="Europe/Berlin")


@pytest.fixture
def anna(acme: Organisation) -> User:
    return factories.account(acme, username="anna")


@pytest.fixture
def ben(acme: Organisation) -> User:
    return factories.account(acme, username="ben")


def status(activity: ProcessingActivity) -> str:
    activity.refresh_from_db()
    return activity.status


def last(owner: Organisation) -> tuple[int | None, str, list[str]]:
    """Account, reason, and the kinds of record of the newest revision."""
    found = Revision.objects.filter(organisation=owner).latest("number")
    rows = json.loads(found.payload)["rows"]
    return found.actor_id, found.reason, [row["table"] for row in rows]


def edited(activity: ProcessingActivity, *, by: User | None, **values: Any) -> None:
    with recording(by=by, organisation=activity.organisation, channel=Channel.ADMIN):
        factories.changed(ProcessingActivity.objects.get(pk=activity.pk), **values)


def in_review(owner: Organisation, *, by: User, **values: Any) -> ProcessingActivity:
    activity = factories.complete(owner, **values)
    ask_for_review(activity, by=by)
    activity.refresh_from_db()
    return activity


def test_life_of_an_activity_is_one_revision_a_step(acme: Organisation, anna: User, ben: User) -> None:
    activity = factories.complete(acme)
    before = Revision.objects.filter(organisation=acme).count()
    ask_for_review(activity, by=anna, reason="Ready")
    assert (status(activity), activity.prepared_by, last(acme)) == (
        "in-review", [anna.pk], (anna.pk, "Ready", ["processingactivity"]),
    )  # fmt: skip
    send_back(activity, by=ben, reason="Whose data?")
    assert (status(activity), activity.prepared_by, last(acme)[1]) == ("draft", [], "Whose data?")
    ask_for_review(activity, by=anna)
    made = approve(activity, by=ben, reason="As discussed", now=NOW)
    assert last(acme) == (ben.pk, "As discussed", ["approval", "processingactivity"])
    assert (status(activity), activity.prepared_by, activity.reopened_by) == ("approved", [], [])
    assert (made.number, made.on, made.prepared_by, made.approved_by, made.alone) == (
        1, dt.date(2026, 11, 21), anna.pk, ben.pk, False,
    )  # fmt: skip
    retire(activity, by=anna)
    assert status(activity) == "retired"
    take_up_again(activity, by=anna)
    assert status(activity) == "draft"
    assert Revision.objects.filter(organisation=acme).count() == before + 6
    assert verify_chain(acme.pk) is None


def test_approval_keeps_the_document_as_it_was(acme: Organisation, anna: User) -> None:
    activity = in_review(acme, by=anna)
    inventory = read_inventory(organisation=acme)
    made = approve(activity, by=anna, now=NOW)
    expected = approved(inventory, activity.pk, on=made.on)
    assert (made.content, made.sha256, made.schema) == (
        encode(expected), fingerprint(expected), "regesta.approved/1",
    )  # fmt: skip
    assert made.asked_sha256 == asked_fingerprint(expected.art30)
    assert decode(made.content, Approved) == expected
    assert {fact.key for fact in expected.art30.facts} == {"role", "reviewed"}


ALLOWED = {
    "draft": {"ask", "retire"},
    "in-review": {"approve", "send back", "retire"},
    "approved": {"ask", "retire"},
    "retired": {"take up"},
}


def test_steps_that_do_not_lead_on_are_refused(acme: Organisation, anna: User) -> None:
    steps = {
        "ask": lambda one: ask_for_review(one, by=anna),
        "approve": lambda one: approve(one, by=anna),
        "send back": lambda one: send_back(one, by=anna, reason="Look again"),
        "retire": lambda one: retire(one, by=anna),
        "take up": lambda one: take_up_again(one, by=anna),
    }
    activity = factories.complete(acme)
    for state, allowed in ALLOWED.items():
        for name in steps.keys() - allowed:
            if state == "approved":
                factories.approved(activity)
            else:
                factories.changed(activity, status=state)
            with pytest.raises(Refused, match="for this step it has to be"):
                steps[name](activity)
            assert status(activity) == state
    with pytest.raises(Refused, match="Say why it is sent back"):
        send_back(activity, by=anna, reason=" ")


def test_only_what_article_30_asks_can_stop_an_approval(acme: Organisation, anna: User) -> None:
    activity = factories.activity(acme, status="in-review")
    with pytest.raises(Incomplete) as refused:
        approve(activity, by=anna)
    assert str(refused.value).startswith(
        "It cannot be approved while something that Article 30 asks for is missing: (a): "
    )
    assert ("(b)", ("Purposes",)) in refused.value.letters
    assert (status(activity), Approval.objects.count()) == ("in-review", 0)
    bare = in_review(acme, by=anna)  # no legal basis, no owner, no review: beyond Article 30
    assert approve(bare, by=anna).number == 1


@pytest.mark.parametrize("role", ["auditor", "administrator", "nothing"])
def test_only_the_officer_takes_steps(role: str, acme: Organisation, anna: User) -> None:
    other = factories.account(acme, role=role, username="reader")
    stranger = factories.account(factories.organisation(slug="other"), username="stranger")
    activity = in_review(acme, by=anna)
    for somebody in (other, stranger):
        for step in (approve, ask_for_review, retire, take_up_again):
            with pytest.raises(PermissionDenied):
                step(activity, by=somebody)
        with pytest.raises(PermissionDenied):
            send_back(activity, by=somebody, reason="No")
    assert status(activity) == "in-review"


def test_who_works_alone_approves_visibly_alone(acme: Organisation, anna: User) -> None:
    made = approve(in_review(acme, by=anna), by=anna)
    assert (made.alone, made.prepared_by, made.approved_by) == (True, anna.pk, anna.pk)


def test_second_person_approves_where_the_organisation_says_so(
    acme: Organisation, anna: User, ben: User
) -> None:
    factories.changed(acme, second_person_approves=True)
    activity = in_review(acme, by=anna)
    with pytest.raises(Refused, match="a second person approves"):
        approve(activity, by=anna)
    edited(activity, by=ben, name="Letters")
    assert (status(activity), activity.prepared_by) == ("in-review", [anna.pk, ben.pk])
    for preparer in (anna, ben):
        with pytest.raises(Refused, match="a second person approves"):
            approve(activity, by=preparer)
    carl = factories.account(acme, username="carl")
    assert approve(activity, by=carl).alone is False


def test_whoever_edited_last_does_not_approve_what_another_asked_for(
    acme: Organisation, anna: User, ben: User
) -> None:
    factories.changed(acme, second_person_approves=True)
    activity = factories.complete(acme)
    with recording(by=ben, organisation=acme, channel=Channel.ADMIN):
        factories.changed(activity.purposes.get(), text="To post letters")
    ask_for_review(activity, by=anna)
    assert (status(activity), activity.prepared_by) == ("in-review", [anna.pk, ben.pk])
    send_back(activity, by=anna, reason="Ask yourself, Ben")
    assert last_editor(activity) == ben.pk  # steps are no edits
    ask_for_review(activity, by=ben)
    assert (status(activity), activity.prepared_by) == ("in-review", [ben.pk])
    assert approve(activity, by=anna).alone is False


def test_what_was_changed_after_it_was_read_is_not_approved(
    acme: Organisation, anna: User, ben: User
) -> None:
    activity = in_review(acme, by=anna)
    on = dt.date(2026, 11, 21)
    seen = fingerprint(approved(read_inventory(organisation=acme), activity.pk, on=on))
    vendor = activity.disclosures.get().service.party
    with recording(by=ben, organisation=acme, channel=Channel.ADMIN):
        factories.changed(vendor, postal_address="2 Side Street")
    with pytest.raises(Refused, match="was changed after you opened it"):
        approve(activity, by=anna, seen=seen, now=NOW)
    seen = fingerprint(approved(read_inventory(organisation=acme), activity.pk, on=on))
    assert approve(activity, by=anna, seen=seen, now=NOW).sha256 == seen


def test_nothing_becomes_approved_by_writing_so(acme: Organisation) -> None:
    activity = factories.complete(acme)
    for write in (
        lambda: factories.changed(activity, status="approved"),
        lambda: factories.made(ProcessingActivity, organisation=acme, name="Forged", status="approved"),
    ):
        with pytest.raises(ValidationError, match="not by writing so"):
            write()
    assert set(ProcessingActivity.objects.values_list("status", flat=True)) == {"draft"}


def test_approvals_are_neither_edited_nor_removed(acme: Organisation, anna: User) -> None:
    made = approve(in_review(acme, by=anna), by=anna)
    with pytest.raises(ValidationError, match="kept as it was"):
        factories.changed(made, alone=False)
    with pytest.raises(ValidationError, match="cannot be removed"):
        factories.deleted(made)
    with pytest.raises(NotImplementedError):
        Approval.objects.filter(pk=made.pk).update(alone=False)


def test_each_approval_keeps_its_own_document(acme: Organisation, anna: User) -> None:
    activity = in_review(acme, by=anna)
    first = approve(activity, by=anna)
    edited(activity, by=anna, name="Letters")
    second = approve(activity, by=anna)
    assert (first.number, second.number) == (1, 2)
    assert [decode(one.content, Approved).art30.title for one in (first, second)] == [
        "Running accounts", "Letters",
    ]  # fmt: skip


def test_an_expunge_says_where_an_approval_keeps_the_text(acme: Organisation, anna: User) -> None:
    activity = in_review(acme, by=anna)
    vendor = activity.disclosures.get().service.party
    factories.changed(vendor, contact_note='Ask for Mr Miller\nor "Max"')
    made = approve(activity, by=anna)
    factories.changed(vendor, contact_note="Ask for the desk")
    plan = plan_expunge(Party, vendor.pk, fields=["contact_note"])
    assert [(place.record, place.field) for place in plan.places] == [
        (f"approval {made.pk}", "canonical JSON")
    ]
    for field in ("content", "approved_by", "number"):
        with pytest.raises(Refused, match="nothing of it can be erased"):
            plan_expunge(Approval, made.pk, fields=[field])


def test_no_restore_lets_anybody_approve_what_he_asked_for(acme: Organisation, anna: User, ben: User) -> None:
    factories.changed(acme, second_person_approves=True)
    activity = factories.complete(acme)
    before = Revision.objects.filter(organisation=acme).latest("number").number
    ask_for_review(activity, by=ben)
    edited(activity, by=anna, department="Post")
    restore(plan_restore(ProcessingActivity, activity.pk, revision=before, by=anna), by=anna)
    activity.refresh_from_db()
    assert (activity.department, activity.status, activity.prepared_by) == (
        "",
        "in-review",
        [ben.pk, anna.pk],
    )
    with pytest.raises(Refused, match="There is nothing to restore"):
        restore(plan_restore(ProcessingActivity, activity.pk, revision=before, by=ben), by=ben)
    with pytest.raises(Refused, match="a second person approves"):
        approve(activity, by=ben)


def test_whoever_edits_what_is_kept_beside_article_30_does_not_approve_it(
    acme: Organisation, anna: User, ben: User
) -> None:
    factories.changed(acme, second_person_approves=True)
    activity = in_review(acme, by=anna)
    edited(activity, by=ben, systems="The old mainframe")
    assert (status(activity), activity.prepared_by) == ("in-review", [anna.pk, ben.pk])
    with pytest.raises(Refused, match="a second person approves"):
        approve(activity, by=ben)


def test_whoever_reviews_without_a_change_may_approve(acme: Organisation, anna: User, ben: User) -> None:
    factories.changed(acme, second_person_approves=True)
    activity = factories.complete(acme)
    review(activity, by=ben)
    ask_for_review(activity, by=anna)
    assert (status(activity), activity.prepared_by) == ("in-review", [anna.pk])
    review(activity, by=ben, now=timezone.now() + dt.timedelta(days=2))
    assert (status(activity), activity.prepared_by) == ("in-review", [anna.pk])
    assert approve(activity, by=ben).alone is False
