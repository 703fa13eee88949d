"""What is read is what was recorded, live and as of any instant."""

import datetime as dt

import pytest
from django.utils import timezone

from registry.documents.inventory import Basis, Inventory
from registry.documents.records.activities import Purpose as PurposeRecord
from registry.documents.records.evidence import Citation as CitationRecord
from registry.documents.records.evidence import Question
from registry.documents.records.terms import Choice
from registry.inventory import FutureInstant, read_inventory
from registry.models import (
    DataCategory,
    DataUse,
    Disclosure,
    Organisation,
    Party,
    ProcessingActivity,
    Purpose,
    Revision,
    SecurityMeasure,
)
from tests import factories as make
from tests.inventory.whole import DAY, whole_organisation


def reference_only(read: Inventory) -> Inventory:
    """An inventory that holds nothing but the law's tables of another."""
    return Inventory(mechanisms=read.mechanisms, adequacy=read.adequacy, area=read.area)


def test_inventory_now_equals_inventory_as_of_now(db: None) -> None:
    owner = whole_organisation()
    live = read_inventory(organisation=owner)
    assert live.activities
    assert read_inventory(organisation=owner, as_of=timezone.now()) == live


def test_inventory_holds_a_purpose_with_everything_resolved(db: None) -> None:
    owner = make.organisation()
    activity = make.activity(owner)
    made = make.purpose(activity, text="To send invoices", importance="secondary", condition="where enabled")
    make.citation(made, "text", section="3", sentence="2", quote="We send invoices.")
    make.clarification(made, "legal_bases", until=DAY)
    [purpose] = read_inventory(organisation=owner).activities[0].purposes
    assert purpose == PurposeRecord(
        id=made.pk,
        text="To send invoices",
        condition="where enabled",
        importance=Choice(code="secondary", label="Secondary purpose"),
        allocation=Choice(code="own", label="Of this purpose"),
        citations=(CitationRecord(field="text", section="3", sentence="2", quote="We send invoices."),),
        questions=(Question(field="legal_bases", who="Privacy officer", until=DAY, question="Which is it?"),),
    )


def test_inventory_names_the_last_revision(db: None) -> None:
    owner = make.organisation()
    make.party(owner)
    last = Revision.objects.get(organisation=owner, number=2)
    assert read_inventory(organisation=owner).basis == Basis(
        revision=2, instant=last.instant, digest=last.digest
    )


def test_inventory_before_the_first_record_is_empty(db: None) -> None:
    before = timezone.now()
    owner = whole_organisation()
    read = read_inventory(organisation=owner, as_of=before)
    assert read == reference_only(read_inventory(organisation=owner))
    assert read.mechanisms


def test_inventory_holds_records_of_its_organisation_only(db: None) -> None:
    other, own = whole_organisation("other"), make.organisation(slug="own", name="Own")
    assert read_inventory(organisation=other).parties
    read = read_inventory(organisation=own)
    assert (read.organisation.name if read.organisation else "", read.basis.revision) == ("Own", 1)
    assert reference_only(read) == Inventory(
        mechanisms=read.mechanisms, adequacy=read.adequacy, area=read.area
    )
    assert (read.activities, read.parties, read.services, read.notices, read.documents) == (
        (),
        (),
        (),
        (),
        (),
    )


def test_inventory_of_the_future_is_refused(db: None) -> None:
    with pytest.raises(FutureInstant, match="future"):
        read_inventory(organisation=make.organisation(), as_of=timezone.now() + dt.timedelta(hours=1))


def test_what_was_recorded_has_come_when_the_clock_goes_back(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = make.organisation()
    recorded = Revision.objects.get(organisation=owner).instant
    monkeypatch.setattr(timezone, "now", lambda: recorded - dt.timedelta(hours=1))
    assert read_inventory(organisation=owner, as_of=recorded) == read_inventory(organisation=owner)
    with pytest.raises(FutureInstant, match="future"):
        read_inventory(organisation=owner, as_of=recorded + dt.timedelta(microseconds=1))


def test_instant_without_time_zone_is_refused(db: None) -> None:
    with pytest.raises(ValueError, match="time zone"):
        read_inventory(organisation=make.organisation(), as_of=dt.datetime(2025, 1, 1))  # noqa: DTZ001


def names(owner: Organisation, as_of: dt.datetime) -> tuple[object, ...]:
    [activity] = read_inventory(organisation=owner, as_of=as_of).activities
    return (
        activity.name,
        [purpose.text for purpose in activity.purposes],
        [use.category.label for use in activity.data_uses if use.category],
        [measure.title for measure in activity.measures],
        [one.service.party.name for one in activity.disclosures if one.service and one.service.party],
    )


def test_earlier_instants_keep_children_links_vocabulary_and_deleted_records(db: None) -> None:
    owner = make.organisation()
    category = make.shared(DataCategory, "name")
    activity = make.activity(owner, measures=[make.measure(owner, title="Locks", organisation_wide=False)])
    purpose = make.purpose(activity)
    make.data_use(activity, category=category)
    make.disclosure(activity)
    before = timezone.now()
    make.changed(activity, name="Accounts", measures=[])
    make.changed(purpose, text="To run it well")
    make.changed(category, label="Names")
    make.changed(Party.objects.get(organisation=owner), name="Vendor AG")
    make.deleted(Disclosure.objects.get(activity=activity))
    after = timezone.now()
    make.deleted(purpose)
    assert names(owner, before) == (
        "Running accounts",
        ["To run the account"],
        ["Name"],
        ["Locks"],
        ["Vendor"],
    )
    assert names(owner, after) == ("Accounts", ["To run it well"], ["Names"], [], [])
    assert names(owner, timezone.now()) == ("Accounts", [], ["Names"], [], [])
    live = read_inventory(organisation=owner)
    assert (live.parties[0].name, live.activities[0].purposes) == ("Vendor AG", ())


def test_created_and_changed_include_parts_and_their_deletion(db: None) -> None:
    owner = make.organisation()
    activity = make.activity(owner)
    other = make.activity(owner)
    created = Revision.objects.get(organisation=owner, number=2).instant
    use = make.data_use(activity)
    make.deleted(use)
    changed = Revision.objects.filter(organisation=owner).latest("number").instant
    make.party(owner)
    first, second = read_inventory(organisation=owner).activities
    assert (first.created_at, first.changed_at) == (created, changed)
    assert second.created_at == second.changed_at == other.history.get().history_date


def test_changed_includes_the_grounds_of_its_transfers_even_when_both_are_gone(db: None) -> None:
    owner = make.organisation()
    activity = make.activity(owner)
    transfer = make.transfer(owner, activity=activity)
    ground = make.ground(transfer)
    make.changed(ground, evidence="Signed")
    seen = Revision.objects.filter(organisation=owner).latest("number").instant
    assert read_inventory(organisation=owner).activities[0].changed_at == seen
    make.deleted(transfer)
    gone = Revision.objects.filter(organisation=owner).latest("number").instant
    assert read_inventory(organisation=owner).activities[0].changed_at == gone


def test_created_and_changed_stand_still_as_of_an_instant(db: None) -> None:
    owner = make.organisation()
    activity = make.activity(owner)
    before = timezone.now()
    seen = read_inventory(organisation=owner).activities[0]
    make.changed(activity, name="Other")
    assert read_inventory(organisation=owner, as_of=before).activities[0] == seen


def test_activities_inherit_the_measures_of_the_organisation_but_not_twice(db: None) -> None:
    owner = make.organisation()
    wide = make.measure(owner, title="Backups")
    make.measure(owner, title="Alarm", organisation_wide=False)
    make.activity(owner, measures=[wide])
    make.activity(owner, inherits_measures=False)
    make.activity(owner)
    assert [
        ([one.title for one in read.measures], [one.title for one in read.inherited_measures])
        for read in read_inventory(organisation=owner).activities
    ] == [(["Backups"], []), ([], []), ([], ["Backups"])]
    assert SecurityMeasure.objects.count() == 2


def test_parts_come_in_the_order_of_their_position(db: None) -> None:
    owner = make.organisation()
    activity = make.activity(owner)
    for position, text in ((2, "Third"), (0, "First"), (1, "Second")):
        make.purpose(activity, text=text, position=position)
    [read] = read_inventory(organisation=owner).activities
    assert [purpose.text for purpose in read.purposes] == ["First", "Second", "Third"]
    assert Purpose.objects.count() == 3


def test_activities_come_by_reference_beyond_four_digits(db: None) -> None:
    owner = make.organisation()
    for reference in ("PA-10000", "PA-9999", "PA-0002"):
        make.activity(owner, reference=reference)
    read = read_inventory(organisation=owner).activities
    assert [activity.reference for activity in read] == ["PA-0002", "PA-9999", "PA-10000"]
    assert (ProcessingActivity.objects.count(), DataUse.objects.count()) == (3, 0)
