"""Who was reminded: read by the officers and administrators of the organisation, about that organisation alone."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.access.roles import ADD, CHANGE, DELETE, VIEW, may, verbs
from registry.actions.expunge import expunge
from registry.models import Delivery, Digest, Membership, Organisation, ProcessingActivity, User
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import typed
from tests.admin.records import url

LIST = url("delivery", "changelist")


def reminded(
    address: str, *owners: Organisation, week: dt.date = dt.date(2026, 1, 26), **values: Any
) -> list[Delivery]:
    digest = Digest.objects.create(
        address=address, period=week, begun_at=timezone.now(), **{"state": "sent", **values}
    )
    return [
        Delivery.objects.create(digest=digest, organisation=owner, reviews=2, questions=1) for owner in owners
    ]


def listed(client: Client, **query: str) -> list[tuple[str, str]]:
    response = client.get(url("delivery", "changelist", **query))
    assert response.status_code == 200
    return [(row.digest.address, str(row.organisation)) for row in response.context["cl"].result_list]


def test_members_read_of_their_own_organisation_only(
    acme: Organisation, other: Organisation, officer: Client, sign_in: SignIn
) -> None:
    _mine, theirs = reminded("olga@both.example", acme, other)
    reminded("tom@other.example", other, state="failed")
    keeper = sign_in(other, role=Membership.Role.ADMINISTRATOR, username="keeper")
    assert listed(officer) == [("olga@both.example", "Acme")]
    assert listed(keeper) == [("olga@both.example", "Other"), ("tom@other.example", "Other")]
    assert listed(keeper, q="tom") == [("tom@other.example", "Other")]
    page = officer.get(LIST).content.decode()
    assert ("Other" in page, "tom@other.example" in page) == (False, False)
    assert officer.get(url("delivery", "change", theirs.pk)).status_code == 404


def test_state_is_said_in_words(acme: Organisation, officer: Client) -> None:
    for state in Digest.State.values:
        reminded(f"{state}@acme.example", acme, state=state)
    page = officer.get(LIST).content.decode()
    assert [word in page for word in ("being sent", "not accepted", "not known whether it arrived")] == [
        True
    ] * 3
    sent = dt.datetime(2026, 1, 26, 23, 30, tzinfo=dt.UTC)
    factories.changed(acme, timezone="Europe/Berlin")
    (row,) = reminded("olga@acme.example", acme, sent_at=sent)
    change = officer.get(url("delivery", "change", row.pk)).content.decode()
    said = ("olga@acme.example", "26 January 2026", "27 January 2026, 00:30", 'name="_save"')
    assert [word in change for word in said] == [True, True, True, False]


def test_auditors_see_no_addresses(
    acme: Organisation, other: Organisation, officer: Client, auditor: Client
) -> None:
    (row, _theirs) = reminded("olga@acme.example", acme, other)
    assert [auditor.get(page).status_code for page in (LIST, url("delivery", "change", row.pk))] == [403, 403]
    Membership.objects.create(user=user_of(officer), organisation=other, role="auditor")
    assert listed(officer) == [("olga@acme.example", "Acme")]


def test_nobody_writes_them(acme: Organisation, root: Client, officer: Client) -> None:
    (row,) = reminded("olga@acme.example", acme)
    for client in (root, officer):
        for page in (
            url("delivery", "add"),
            url("delivery", "change", row.pk),
            url("delivery", "delete", row.pk),
        ):
            assert client.post(page, {"post": "yes", "reviews": "9"}).status_code == 403, page
    row.refresh_from_db()
    assert row.reviews == 2
    assert [may(user_of(root), verb, Delivery) for verb in (VIEW, ADD, CHANGE, DELETE)] == [
        True,
        False,
        False,
        False,
    ]
    assert [verbs(role, Delivery) for role in ("officer", "administrator", "auditor", "nobody")] == [
        {VIEW}, {VIEW}, set(), set()
    ]  # fmt: skip
    assert {verbs(role, Digest) for role in Membership.Role.values} == {frozenset()}


def test_the_list_costs_the_same_for_one_and_three(acme: Organisation, officer: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            listed(officer)
        return len(captured)

    reminded("one@acme.example", acme)
    costs = [cost()]
    reminded("two@acme.example", acme)
    reminded("three@acme.example", acme)
    assert [*costs, cost()] == [8, 8]


@pytest.mark.parametrize("way", ["deleted", "changed", "kept"])
def test_with_an_accounts_address_goes_what_is_kept_of_it(acme: Organisation, root: Client, way: str) -> None:
    account = factories.account(acme, username="olga", email="Olga@acme.example")
    reminded("olga@acme.example", acme)
    change = url("user", "change", account.pk)
    if way == "deleted":
        root.post(url("user", "delete", account.pk), {"post": "yes"})
        assert not User.objects.filter(pk=account.pk).exists()
    else:
        address = {"email": "new@acme.example"} if way == "changed" else {"first_name": "Olga"}
        assert root.post(change, typed(root.get(change), **address)).status_code == 302
    assert Digest.objects.count() == (way == "kept")


def test_with_an_expunged_address_goes_what_is_kept_of_it(acme: Organisation, other: Organisation) -> None:
    activity = factories.activity(acme, owner_email="Olga@acme.example")
    reminded("olga@acme.example", acme, other)
    reminded("tom@acme.example", acme)
    factories.changed(activity, owner_email="")
    keeper = factories.account(acme, role="administrator")
    expunge(ProcessingActivity, activity.pk, fields=["owner_email"], by=keeper, reason="Article 17")
    assert not ProcessingActivity.history.exclude(owner_email="").exists()
    left = Delivery.objects.values_list("digest__address", "organisation__slug")
    assert sorted(left) == [("olga@acme.example", "other"), ("tom@acme.example", "acme")]
