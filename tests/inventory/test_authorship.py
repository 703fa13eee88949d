"""Who wrote which record between two instants."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from registry.inventory.authorship import read_authorship
from registry.ledger.recording import recording
from registry.models import Channel, DataCategory, Organisation, ProcessingActivity, User
from tests import factories as make

QUERIES = 3
"""Revisions, accounts, and one over all histories."""


@pytest.fixture
def acme(db: None) -> Organisation:
    made = make.organisation()
    make.purpose(make.activity(made))
    return made


def rewritten(owner: Organisation, *, by: User | None, reason: str = "") -> None:
    """One revision that writes the activity and its purpose."""
    activity = ProcessingActivity.objects.get(organisation=owner)
    purpose = activity.purposes.get()
    with recording(by=by, organisation=owner, channel=Channel.ADMIN, reason=reason):
        activity.name += "."
        activity.save()
        purpose.text += "."
        purpose.save()


def test_who_when_and_why_of_each_record(acme: Organisation) -> None:
    ada, since = make.account(acme, username="ada"), timezone.now()
    rewritten(acme, by=ada, reason="It was wrong")
    until = timezone.now()
    rewritten(acme, by=ada, reason="After it")
    found = read_authorship(organisation=acme, since=since, until=until)
    assert [(one.key, one.number, one.who, one.channel, one.reason) for one in found.revisions] == [
        ("4", 4, "ada", "Admin", "It was wrong")
    ]
    assert since < found.revisions[0].instant <= until
    activity = ProcessingActivity.objects.get()
    assert found.touched == {
        ("processingactivity", activity.pk): ("4",),
        ("purpose", activity.purposes.get().pk): ("4",),
    }


def test_an_erased_account_is_a_number_and_the_program_its_way_in(acme: Organisation) -> None:
    ada, since = make.account(acme, username="ada"), timezone.now()
    number = ada.pk
    rewritten(acme, by=ada)
    rewritten(acme, by=None)
    ada.delete()
    found = read_authorship(organisation=acme, since=since, until=None)
    assert [one.who for one in found.revisions] == [f"account no. {number} (erased)", "Admin"]


def test_what_is_said_about_a_record_counts_as_written_there(acme: Organisation) -> None:
    activity, since = ProcessingActivity.objects.get(), timezone.now()
    make.clarification(activity, "role")
    found = read_authorship(organisation=acme, since=since, until=None)
    assert found.touched == {("processingactivity", activity.pk): ("4",)}


def test_a_record_and_what_is_said_about_it_are_one(acme: Organisation) -> None:
    activity, since = ProcessingActivity.objects.get(), timezone.now()
    make.clarification(activity, "role")
    rewritten(acme, by=None)
    make.clarification(activity, "name")
    found = read_authorship(organisation=acme, since=since, until=None)
    assert found.touched[("processingactivity", activity.pk)] == ("4", "5", "6")


def test_shared_data_have_numbers_of_their_own_and_foreign_data_none(acme: Organisation) -> None:
    since = timezone.now()
    term = DataCategory.objects.filter(organisation=None).first()
    make.changed(term, label="Another label")
    other = make.organisation(name="Canary", slug="canary")
    make.activity(other, name="Canary")
    found = read_authorship(organisation=acme, since=since, until=None)
    assert [(one.key, one.reason) for one in found.revisions] == [("shared-2", "test")]
    assert found.touched == {("datacategory", term.pk): ("shared-2",)}
    foreign = read_authorship(organisation=other, since=since, until=None)
    assert ("organisation", other.pk) in foreign.touched


def test_after_now_nothing_is_written(acme: Organisation) -> None:
    assert read_authorship(organisation=acme, since=None, until=None).revisions == ()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_constant(acme: Organisation, count: int, django_assert_num_queries: Any) -> None:
    since = timezone.now() - dt.timedelta(days=1)
    for number in range(count):
        rewritten(acme, by=make.account(acme, username=f"officer {number}"))
    with django_assert_num_queries(QUERIES):
        found = read_authorship(organisation=acme, since=since, until=None)
    assert len([one for one in found.revisions if one.key.isdigit()]) == 3 + count
