"""Who is reminded of what: the day by the organisation's clock, whose address, and what nobody is reminded of."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.actions.reminders import Gathered, gather
from registry.actions.sending import text_of, week_of
from registry.models import Membership, Organisation
from tests import factories

NOON = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 1, 31)
DAY = dt.timedelta(days=1)
Told = dict[str, list[tuple[str, str, str]]]


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


def told(gathered: Gathered) -> Told:
    """Address → organisation, what and when."""
    return {
        letter.address: [
            (part.organisation.slug, due.what, due.when)
            for part in letter.parts
            for due in (*part.reviews, *part.questions)
        ]
        for letter in gathered.letters
    }


def due(*organisations: Organisation, **values: Any) -> Gathered:
    return gather(organisations, **{"days": 30, "now": NOON, **values})


def test_reviews_within_the_days_go_to_their_owner(acme: Organisation) -> None:
    for name, planned in (
        ("Late", TODAY - DAY),
        ("Now", TODAY),
        ("Soon", TODAY + 30 * DAY),
        ("No", TODAY + 31 * DAY),
    ):
        factories.activity(acme, name=name, next_review_on=planned, owner_email="Olga@Acme.example")
    factories.activity(acme, name="Unset", owner_email="olga@acme.example")
    assert told(due(acme)) == {
        "olga@acme.example": [
            ("acme", "PA-0001 Late", "overdue since 30 January 2026"),
            ("acme", "PA-0002 Now", "due on 31 January 2026"),
            ("acme", "PA-0003 Soon", "due on 2 March 2026"),
        ]
    }
    assert [line[1] for line in told(due(acme, days=0))["olga@acme.example"]] == [
        "PA-0001 Late",
        "PA-0002 Now",
    ]


@pytest.mark.parametrize("zone, when", [
    ("Pacific/Auckland", "overdue since 31 January 2026"),
    ("America/New_York", "due on 31 January 2026"),
])  # fmt: skip
def test_today_is_that_of_the_organisation(acme: Organisation, zone: str, when: str) -> None:
    factories.changed(acme, timezone=zone)
    factories.activity(acme, next_review_on=TODAY, owner_email="olga@acme.example")
    assert told(due(acme)) == {"olga@acme.example": [("acme", "PA-0001 Running accounts", when)]}
    later = told(due(acme, on=TODAY + DAY))["olga@acme.example"]
    assert later == [("acme", "PA-0001 Running accounts", "overdue since 31 January 2026")]


def test_without_an_owners_address_the_officers_are_reminded(acme: Organisation) -> None:
    other = factories.organisation(name="Other", slug="other")
    for owner in (acme, other):
        factories.activity(owner, next_review_on=TODAY)
    assert told(due(acme)) == {}
    assert due(acme).unheard == ((acme, 1),)
    for name, role, values in (
        ("first", "officer", {}), ("second", "officer", {}), ("asleep", "officer", {"is_active": False}),
        ("auditor", "auditor", {}), ("nowhere", "officer", {"email": ""}), ("wrong", "officer", {"email": "a\nb@c.example"}),
    ):  # fmt: skip
        factories.account(acme, username=name, role=role, **{"email": f"{name}@acme.example", **values})
    line = ("acme", "PA-0001 Running accounts", "due on 31 January 2026")
    assert told(due(acme)) == {"first@acme.example": [line], "second@acme.example": [line]}
    assert due(acme).unheard == ()
    assert due(acme, other).unheard == ((other, 1),)


def test_nobody_is_reminded_of_what_is_over(acme: Organisation) -> None:
    mine = {"owner_email": "olga@acme.example", "next_review_on": TODAY - DAY}
    gone = [
        factories.activity(acme, status="retired", **mine),
        factories.activity(acme, status="retired", in_force_until=TODAY + DAY, **mine),
        factories.activity(acme, in_force_until=TODAY - DAY, **mine),
    ]
    for activity in gone:
        purpose = factories.purpose(activity)
        for about in (activity, purpose):
            factories.clarification(about, who="olga@acme.example", until=TODAY)
    assert (told(due(acme)), due(acme).unheard) == ({}, ())
    factories.activity(acme, in_force_until=TODAY, name="Last day", **mine)
    assert [line[1] for line in told(due(acme))["olga@acme.example"]] == ["PA-0004 Last day"]


def test_questions_go_to_whoever_clarifies_them_where_an_address_is_known(acme: Organisation) -> None:
    factories.account(
        acme, username="olga", first_name="Olga", last_name="Oak", email="olga@acme.example", role="auditor"
    )
    activity = factories.activity(acme, name="Payroll")
    purpose, transfer = factories.purpose(activity), factories.transfer(acme, activity=activity)
    vendor = factories.party(acme)
    asked = {"question": "Secret words?", "until": TODAY}
    factories.clarification(activity, who="olga oak", **asked)
    factories.clarification(purpose, who="OLGA", **asked | {"until": TODAY - DAY})
    factories.clarification(transfer, who="paul@acme.example", **asked)
    factories.clarification(vendor, who="olga@acme.example", **asked)
    nobodys = (
        {"who": ""},
        {"who": "Nobody"},
        {"closed_on": TODAY},
        {"until": TODAY + 31 * DAY},
        {"until": None},
    )
    for values in nobodys:
        factories.clarification(activity, **{"who": "olga", **asked, **values})
    found = due(acme)
    assert told(found) == {
        "olga@acme.example": [
            ("acme", "PA-0001 Payroll", "overdue since 30 January 2026"),
            ("acme", "A record of the kind “company or person”", "due on 31 January 2026"),
            ("acme", "PA-0001 Payroll", "due on 31 January 2026"),
        ],
        "paul@acme.example": [("acme", "PA-0001 Payroll", "due on 31 January 2026")],
    }
    assert found.unheard == ()
    assert not any(word in text_of(letter) for letter in found.letters for word in ("Secret", "Vendor"))


def test_a_name_that_two_accounts_share_is_nobodys(acme: Organisation) -> None:
    for name in ("one", "two"):
        factories.account(acme, username=name, first_name="Kim", email=f"{name}@acme.example")
    factories.clarification(factories.activity(acme), who="Kim", until=TODAY)
    assert told(due(acme)) == {}


def test_one_letter_speaks_of_all_organisations_of_an_address_and_of_no_other(
    acme: Organisation, settings: Any
) -> None:
    settings.SITE = "https://register.example.org"
    other, third = (factories.organisation(name=name, slug=name.lower()) for name in ("Other", "Third"))
    user = factories.account(acme, username="olga", email="olga@acme.example")
    Membership.objects.create(user=user, organisation=other, role="officer")
    activity = factories.activity(
        acme, name="Payroll & <b>more</b>", next_review_on=TODAY, description="Secret words"
    )
    factories.activity(other, name="Letters", next_review_on=TODAY - DAY, owner_email="Olga@acme.example")
    factories.activity(third, name="Theirs", next_review_on=TODAY, owner_email="tom@third.example")
    letters = {letter.address: letter for letter in due(third, other, acme).letters}
    assert list(letters) == ["olga@acme.example", "tom@third.example"]
    link = f"https://register.example.org/admin/registry/processingactivity/{activity.pk}/change/"
    assert text_of(letters["olga@acme.example"]).splitlines() == [
        "These entries of the register of processing activities wait for you.",
        "",
        "Acme",
        "",
        "Reviews",
        "- PA-0001 Payroll & <b>more</b>: due on 31 January 2026",
        f"  {link}",
        "",
        "Other",
        "",
        "Reviews",
        "- PA-0001 Letters: overdue since 30 January 2026",
        f"  {link.replace(str(activity.pk), str(activity.pk + 1))}",
        "",
        "Where nothing has changed, the privacy officer notes it with one click: “Reviewed, nothing to change”.",
        "This reminder comes at most once a week. Where it is not for you, please tell the privacy officer.",
    ]
    assert letters["olga@acme.example"].count == 2


def test_gathering_costs_the_same_for_one_and_three(acme: Organisation) -> None:
    def cost() -> int:
        organisations = list(Organisation.objects.all())
        with CaptureQueriesContext(connection) as captured:
            due(*organisations)
        return len(captured)

    def more(owner: Organisation) -> None:
        activity = factories.activity(owner, next_review_on=TODAY, owner_email="olga@acme.example")
        factories.clarification(activity, who="olga@acme.example", until=TODAY)
        factories.clarification(factories.purpose(activity), who="olga@acme.example", until=TODAY)

    more(acme)
    costs = [cost()]
    more(acme)
    more(factories.organisation(name="Other", slug="other"))
    assert [*costs, cost()] == [5, 5]


@pytest.mark.parametrize("day, monday", [(26, 26), (27, 26), (31, 26)])
def test_a_week_begins_on_monday(day: int, monday: int) -> None:
    assert week_of(dt.date(2026, 1, day)) == dt.date(2026, 1, monday)
    assert week_of(dt.date(2026, 2, 1)) == dt.date(2026, 1, 26)
