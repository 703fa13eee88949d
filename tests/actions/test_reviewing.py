"""“Reviewed, nothing to change”: one revision that says who and when, and the next day by the interval."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.actions.refused import Refused
from registry.actions.reviewing import next_review, review, review_all
from registry.ledger.chain import verify_chain
from registry.models import Membership, Organisation, ProcessingActivity, Revision, User
from tests import factories

NOON = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 1, 31)


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


@pytest.fixture
def olga(acme: Organisation) -> User:
    return factories.account(acme, username="olga")


def days(activity: ProcessingActivity) -> tuple[dt.date | None, dt.date | None]:
    activity.refresh_from_db()
    return activity.last_reviewed_on, activity.next_review_on


def told(acme: Organisation) -> list[tuple[int | None, str]]:
    found = Revision.objects.filter(organisation=acme).order_by("number")
    return list(found.values_list("actor_id", "reason"))


@pytest.mark.parametrize("last, months, expected", [
    (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
    (dt.date(2027, 12, 31), 2, dt.date(2028, 2, 29)),
    (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
    (dt.date(2026, 11, 30), 1, dt.date(2026, 12, 30)),
    (dt.date(2026, 12, 1), 120, dt.date(2036, 12, 1)),
    (dt.date(9999, 12, 1), 1, None),
    (dt.date(2026, 12, 1), None, None),
])  # fmt: skip
def test_next_review_is_so_many_months_later(
    last: dt.date, months: int | None, expected: dt.date | None
) -> None:
    assert next_review(last, months=months) == expected


def test_review_leaves_one_revision_that_says_who_and_why(acme: Organisation, olga: User) -> None:
    activity = factories.activity(acme, review_interval_months=1, next_review_on=TODAY)
    before = len(told(acme))
    done = review(activity, by=olga, note=" asked the team ", now=NOON)
    assert (done.last_reviewed_on, done.next_review_on) == (TODAY, dt.date(2026, 2, 28))
    assert days(activity) == (TODAY, dt.date(2026, 2, 28))
    assert told(acme)[before:] == [(olga.pk, "Reviewed, nothing to change: asked the team")]
    versions = activity.history.order_by("-history_id").values_list("last_reviewed_on", "history_user_id")
    assert versions[0] == (TODAY, olga.pk)
    assert verify_chain(acme.pk) is None


def test_second_review_of_a_day_writes_nothing_and_the_next_day_does(acme: Organisation, olga: User) -> None:
    activity = factories.activity(acme, review_interval_months=12)
    review(activity, by=olga, now=NOON)
    before = told(acme)
    with pytest.raises(Refused, match="“PA-0001 Running accounts” was reviewed on 31 January 2026 already"):
        review(activity, by=olga, now=NOON + dt.timedelta(hours=11))
    assert told(acme) == before
    review(activity, by=olga, now=NOON + dt.timedelta(days=1))
    assert days(activity) == (dt.date(2026, 2, 1), dt.date(2027, 2, 1))


@pytest.mark.parametrize("zone, expected", [("Pacific/Auckland", 1), ("America/New_York", 31)])
def test_today_is_that_of_the_organisation(acme: Organisation, olga: User, zone: str, expected: int) -> None:
    factories.changed(acme, timezone=zone)
    done = review(factories.activity(acme), by=olga, now=NOON)
    assert done.last_reviewed_on is not None
    assert done.last_reviewed_on.day == expected


@pytest.mark.parametrize("planned, left", [
    (dt.date(2026, 1, 30), None), (TODAY, None), (dt.date(2026, 2, 1), dt.date(2026, 2, 1)), (None, None),
])  # fmt: skip
def test_without_interval_a_day_that_has_passed_goes_and_one_to_come_stays(
    acme: Organisation, olga: User, planned: dt.date | None, left: dt.date | None
) -> None:
    activity = factories.activity(acme, next_review_on=planned)
    review(activity, by=olga, now=NOON)
    assert days(activity) == (TODAY, left)


def test_what_is_no_longer_carried_out_is_not_reviewed(acme: Organisation, olga: User) -> None:
    retired = factories.activity(acme, status="retired")
    ended = factories.activity(acme, in_force_until=TODAY - dt.timedelta(1))
    last_day = factories.activity(acme, in_force_until=TODAY)
    for activity in (retired, ended):
        with pytest.raises(Refused, match="is no longer carried out: there is nothing to review"):
            review(activity, by=olga, now=NOON)
        assert days(activity) == (None, None)
    review(last_day, by=olga, now=NOON)
    assert days(last_day)[0] == TODAY


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_only_the_officer_of_the_organisation_reviews(acme: Organisation, role: str) -> None:
    activity = factories.activity(acme)
    reader = factories.account(acme, role=role)
    stranger = factories.account(factories.organisation(slug="other"), username="stranger")
    for somebody in (reader, stranger):
        with pytest.raises(PermissionDenied):
            review(activity, by=somebody, now=NOON)
    assert days(activity) == (None, None)


def test_review_is_refused_where_a_part_was_changed_meanwhile(acme: Organisation, olga: User) -> None:
    activity = factories.activity(acme)
    seen = Revision.objects.filter(organisation=acme).count()
    factories.party(acme, name="Somebody else")
    review(activity, by=olga, seen=seen, now=NOON)
    later = NOON + dt.timedelta(days=1)
    for change in (factories.purpose, lambda one: factories.transfer(acme, activity=one)):
        seen = Revision.objects.filter(organisation=acme).count()
        change(activity)
        with pytest.raises(Refused, match="was changed after you opened it: read it again"):
            review(activity, by=olga, seen=seen, now=later)
    review(activity, by=olga, seen=seen + 1, now=later)
    assert days(activity)[0] == TODAY + dt.timedelta(1)


def test_several_are_reviewed_in_one_revision_for_each_organisation(acme: Organisation, olga: User) -> None:
    other = factories.organisation(name="Other", slug="other")
    Membership.objects.create(user=olga, organisation=other, role="officer")
    first, second = factories.activity(acme), factories.activity(acme, name="Payroll")
    past, theirs = factories.activity(acme, status="retired"), factories.activity(other)
    before = len(told(acme)), len(told(other))
    done = review_all([second, past, theirs, first], by=olga, now=NOON)
    assert [str(one) for one in done.activities] == [
        "PA-0001 Running accounts", "PA-0002 Payroll", "PA-0001 Running accounts"
    ]  # fmt: skip
    assert done.skipped == (
        "“PA-0003 Running accounts” is no longer carried out: there is nothing to review.",
    )
    assert [len(told(acme)) - before[0], len(told(other)) - before[1], len(done.revisions)] == [1, 1, 2]


def test_several_are_reviewed_all_or_none_where_a_right_is_lacking(acme: Organisation, olga: User) -> None:
    other = factories.organisation(name="Other", slug="other")
    Membership.objects.create(user=olga, organisation=other, role="auditor")
    mine, theirs = factories.activity(acme), factories.activity(other)
    with pytest.raises(PermissionDenied):
        review_all([mine, theirs], by=olga, now=NOON)
    assert (days(mine), days(theirs)) == ((None, None), (None, None))


def test_reviewing_several_costs_one_update_for_each(acme: Organisation, olga: User) -> None:
    def cost(count: int) -> int:
        found = [
            factories.activity(acme, joint_arrangement=factories.agreement(acme)) for _one in range(count)
        ]
        with CaptureQueriesContext(connection) as captured:
            review_all(found, by=olga, now=NOON)
        return len(captured)

    # The first time also the account's roles are read.
    assert [cost(1), cost(1), cost(3)] == [19, 18, 20]
