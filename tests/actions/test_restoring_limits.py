"""Restoring: who may, what is refused, what is looked at and undone, what it costs; and every kind of record."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from registry.actions.refused import Refused
from registry.actions.restoring import plan_restore, rehearse, restore
from registry.inventory import read_inventory
from registry.ledger.chain import verify_chain
from registry.ledger.history import tracked, tracked_models
from registry.ledger.rows import live_rows
from registry.models import (
    Approval,
    DataCategory,
    DataUse,
    Membership,
    Organisation,
    OwnedRecord,
    Party,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    Revision,
    Transfer,
)
from registry.models.base import Child
from registry.models.fields import LineField, ProseField
from registry.models.vocabulary import Term
from tests import factories
from tests.actions.restored import moves, now, plan, turned_around, whole
from tests.inventory.whole import whole_organisation


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


# Who


@pytest.mark.parametrize("role,may", [("officer", True), ("auditor", False), ("administrator", False)])
def test_only_who_may_change_a_record_restores_it(acme: Organisation, role: str, may: bool) -> None:
    by = factories.account(acme, role=role)
    party, gone = factories.party(acme), factories.party(acme, name="Gone")
    number, pk = now(acme), gone.pk
    factories.changed(party, note="x")
    factories.deleted(gone)
    for record in (party, Party(pk=pk)):
        if may:
            assert restore(plan(record, number, by), by=by).actor_id == by.pk
        else:
            found = plan(record, number)
            with pytest.raises(PermissionDenied):
                plan(record, number, by)
            with pytest.raises(PermissionDenied):
                restore(found, by=by)


def test_officer_of_another_organisation_and_words_of_all_are_refused(acme: Organisation) -> None:
    other = factories.organisation(slug="other")
    by = factories.account(other)
    party, term = factories.party(acme), factories.shared(DataCategory, "name")
    shared = Revision.objects.filter(organisation=None).latest("number").number
    factories.changed(term, label="Names of people")
    for model, pk, number in ((Party, party.pk, now(acme)), (DataCategory, term.pk, shared)):
        with pytest.raises(PermissionDenied):
            plan_restore(model, pk, revision=number, by=by)
    root = factories.account(username="root", is_superuser=True)
    restore(plan_restore(DataCategory, term.pk, revision=shared, by=root), by=root)
    term.refresh_from_db()
    assert term.label == "Name"
    assert verify_chain(0) is None


def test_parent_is_brought_back_by_the_installation_alone(acme: Organisation) -> None:
    by, root = factories.account(acme), factories.account(username="root", is_superuser=True)
    parent = factories.organisation(slug="parent", name="Parent")
    factories.changed(acme, parent=parent, note="First")
    number = now(acme)
    factories.changed(acme, parent=None, note="Second")
    found = plan(acme, number, by)
    assert found.left == (
        "The parent organisation stays: only the administrator of the installation changes it.",
    )
    restore(found, by=by)
    acme.refresh_from_db()
    assert (acme.note, acme.parent) == ("First", None)
    restore(plan(acme, number, root), by=root)
    acme.refresh_from_db()
    assert acme.parent == parent


# What is refused


def test_revision_without_the_record_is_refused(acme: Organisation) -> None:
    party = factories.party(acme)
    before = now(acme) - 1
    with pytest.raises(Refused, match=f"After revision {before} there was no such record"):
        plan(party, before)
    with pytest.raises(Refused, match="There is no revision 99"):
        plan(party, 99)
    with pytest.raises(Refused, match="There is no company or person 99"):
        plan_restore(Party, 99, revision=1, by=None)


def after_a_change(acme: Organisation, activity: ProcessingActivity) -> None:
    factories.changed(Purpose.objects.get(), text="Changed meanwhile")


def after_a_link_is_gone(acme: Organisation, activity: ProcessingActivity) -> None:
    factories.deleted(RetentionRule.objects.get())


@pytest.mark.parametrize("meanwhile", [after_a_change, after_a_link_is_gone])
def test_what_is_no_longer_as_planned_is_refused(acme: Organisation, meanwhile: Callable[..., None]) -> None:
    activity = whole(acme)
    number = now(acme)
    with factories.writing(acme):
        factories.changed(DataUse.objects.get(), retention=None)
        factories.changed(activity, name="Other")
    found = plan(activity, number)
    meanwhile(acme, activity)
    before = now(acme)
    with pytest.raises(Refused, match="something changed after you looked"):
        restore(found, by=None)
    assert now(acme) == before


def test_what_changed_elsewhere_does_not_matter(acme: Organisation) -> None:
    activity = whole(acme)
    number = now(acme)
    factories.changed(activity, name="Other")
    found = plan(activity, number)
    factories.party(acme, name="Unconnected")
    restore(found, by=None)
    activity.refresh_from_db()
    assert activity.name == "Running accounts"


def test_whole_that_would_contradict_itself_is_refused_in_rehearsal_already(acme: Organisation) -> None:
    """A transfer moved here from an activity that is no more cannot go back, and speaks against the reason of then."""
    activity = factories.activity(acme, transfers_absent_because="None leave.")
    gone = factories.activity(acme, name="Gone")
    moving = factories.transfer(acme, activity=gone, destination="BR")
    number = now(acme)
    with factories.writing(acme):
        factories.changed(activity, transfers_absent_because="")
        factories.changed(moving, activity=activity)
    factories.deleted(gone)
    found = plan(activity, number)
    assert found.left == (
        "Transfer “Brazil” stays as it is today. Processing activity “PA-0002 Gone” (“Activity”) no longer exists.",
    )
    for attempt in (lambda: rehearse(found, by=None, look=lambda: 1), lambda: restore(found, by=None)):
        before = now(acme)
        with pytest.raises(Refused, match="Give either the entries or the reason why there are none"):
            attempt()
        assert now(acme) == before


def test_transfer_goes_back_to_the_activity_it_came_from(acme: Organisation) -> None:
    first, second = factories.activity(acme), factories.activity(acme, name="Second")
    moving = factories.transfer(acme, activity=first)
    number = now(acme)
    factories.changed(moving, activity=second)
    for activity in (first, second):
        assert moves(plan(activity, number)) == [("transfer", "United States of America", "changes back")]
    restore(plan(second, number), by=None)
    assert Transfer.objects.get().activity == first


def test_purpose_that_kept_data_still_name_stays(acme: Organisation) -> None:
    own = factories.made(DataCategory, organisation=acme, code="own", label="O")
    activity = factories.activity(acme)
    use = factories.data_use(activity, category=own, as_stated="")
    number = now(acme)
    with factories.writing(acme):
        added = factories.purpose(activity)
        factories.changed(use, category=None, as_stated="E-mail", purposes=[added])
    factories.deleted(own)
    found = plan(activity, number)
    lost = "Category of personal data “O” (“Category of data”) no longer exists."
    assert (moves(found), found.left) == (
        [],
        (
            f"Category of data in use “E-mail” stays as it is today. {lost}",
            "Purpose “To run the account” stays: category of data in use “E-mail” still leads to it.",
        ),
    )


# What is looked at and undone


def test_rehearsal_shows_what_would_be_read_and_leaves_nothing(acme: Organisation) -> None:
    activity = whole(acme)
    number, then = now(acme), read_inventory(organisation=acme).activities[0]
    turned_around(activity)
    today, before = read_inventory(organisation=acme), now(acme)
    seen = rehearse(
        plan(activity, number), by=None, look=lambda: read_inventory(organisation=acme).activities[0]
    )
    assert [seen.purposes, seen.data_uses, seen.disclosures, seen.measures] == [
        then.purposes,
        then.data_uses,
        then.disclosures,
        then.measures,
    ]
    assert (read_inventory(organisation=acme), now(acme)) == (today, before)


# What it costs


def test_plan_costs_the_same_for_one_part_and_three(acme: Organisation) -> None:
    def cost(activity: ProcessingActivity, number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            plan(activity, number)
        return len(captured)

    found = []
    for parts in (1, 3):
        owner = factories.organisation(slug=f"with-{parts}")
        activity = whole(owner, parts)
        number = now(owner)
        with factories.writing(owner):
            for use in DataUse.objects.filter(activity=activity):
                use.delete()
            for purpose in Purpose.objects.filter(activity=activity):
                factories.changed(purpose, text="Other")
        found.append(cost(activity, number))
    assert found == [50, 50]


def test_restore_costs_so_much_for_each_part(acme: Organisation) -> None:
    found = []
    for parts in (1, 2, 3):
        owner = factories.organisation(slug=f"with-{parts}")
        activity = whole(owner, parts)
        number = now(owner)
        with factories.writing(owner):
            for use in DataUse.objects.filter(activity=activity):
                use.delete()
        planned = plan(activity, number)
        with CaptureQueriesContext(connection) as captured:
            restore(planned, by=None)
        found.append(len(captured))
    assert [later - earlier for earlier, later in pairwise(found)] == [5, 5]


# Every kind


def kinds() -> list[type[models.Model]]:
    """Every kind of record that an organisation keeps, without those that are parts of others, and without approvals: they
    are written once."""
    owned = [table.model for table in tracked_models() if issubclass(table.model, OwnedRecord | Term)]
    return [Organisation, *(model for model in owned if not issubclass(model, Child | Approval))]


def text_of(model: type[models.Model]) -> str:
    """A text of a kind of record that can be anything."""
    free = ("reference", "record_type", "field", "timezone", "period", "sha256")
    return next(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, LineField | ProseField) and field.name not in free
    )


def test_every_kind_of_record_is_restored_with_its_links(db: None) -> None:
    owner = whole_organisation()
    by = factories.account(owner, role=Membership.Role.OFFICER)
    with factories.writing(owner):
        for model in kinds():
            if issubclass(model, Term) and not model.objects.filter(organisation=owner).exists():
                kind = {"kind": "technical"} if hasattr(model, "letter") else {}
                factories.made(model, organisation=owner, code="own", label="Own", **kind)
    for model in kinds():
        table = tracked(model)
        own = Q(pk=owner.pk) if model is Organisation else Q(organisation=owner)
        record, number = model.objects.filter(own)[0], now(owner)
        then = live_rows(table, own)
        factories.changed(record, **{text_of(model): "Changed"}, **{name: [] for name in table.links})
        assert live_rows(table, own) != then
        restore(plan(record, number, by), by=by)
        assert live_rows(table, own) == then, model
    assert verify_chain(owner.pk) is None
