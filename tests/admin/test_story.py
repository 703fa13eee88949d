"""The story of an organisation: every revision, what it touched, its seal; for those who work for it and nobody else."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.actions.expunge import expunge
from registry.admin import telling
from registry.ledger.expunged import ERASED, without
from registry.ledger.guard import lift_guards
from registry.ledger.payloads import sha256
from registry.ledger.recording import recording
from registry.models import Channel, Membership, Organisation, Party, Revision, TransferMechanism
from tests import factories
from tests.admin.canary import CANARY, aviary, keeper
from tests.admin.conftest import SignIn, user_of
from tests.admin.records import url

SIGNED_IN = 3
"""Session, account, roles."""


def story(owner: Organisation, **query: Any) -> str:
    return url("organisation", "story", owner.pk, **query)


def headlines(response: Any) -> list[str]:
    """Oldest first."""
    return [entry.headline for entry in reversed(response.context["told"])]


def test_story_tells_every_revision_newest_first(acme: Organisation, officer: Client) -> None:
    with recording(by=user_of(officer), organisation=acme, channel=Channel.ADMIN, reason="asked by phone"):
        activity = factories.activity(acme, name="Payroll")
        purpose = factories.purpose(activity, text="To pay people")
    factories.changed(purpose, text="To pay people in time")
    party = factories.party(acme)
    factories.deleted(party)
    page = officer.get(story(acme))
    assert page.context["title"] == "What changed at Acme"
    assert headlines(page) == [
        "Organisation “Acme” added",
        "Processing activity “PA-0001 Payroll” added; Purpose “To pay people” added",
        "Purpose of “To pay people in time” changed",
        "Company or person “Vendor” added",
        "Company or person “Vendor” removed",
    ]
    told = page.context["told"][3]
    assert (told.number, told.who, str(told.channel), told.reason) == (2, "olga", "Admin", "asked by phone")
    assert [(subject.what, subject.name) for subject in told.shown] == [
        ("processing activity", "PA-0001 Payroll")
    ]


def test_records_lead_to_their_forms_while_they_are_there(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    factories.purpose(activity)
    party = factories.party(acme)
    number = party.pk
    factories.deleted(party)
    page = officer.get(story(acme))
    forms = {
        subject.name: (subject.form, subject.history)
        for told in page.context["told"]
        for subject in told.shown
    }
    assert forms == {
        "Acme": (url("organisation", "change", acme.pk), url("organisation", "history", acme.pk)),
        str(activity): (
            url("processingactivity", "change", activity.pk), url("processingactivity", "history", activity.pk),
        ),
        "Vendor": ("", url("party", "history", number)),
    }  # fmt: skip
    assert [officer.get(address).status_code for pair in forms.values() for address in pair if address] == [
        200
    ] * 5


def test_times_are_those_of_the_organisation(acme: Organisation, officer: Client) -> None:
    factories.changed(acme, timezone="Asia/Tokyo")
    page = officer.get(story(acme))
    instant = page.context["told"][0].instant.astimezone(page.context["timezone"])
    assert f"{instant:%H:%M:%S}" in page.content.decode()
    assert "(Asia/Tokyo)" in page.content.decode()


@pytest.mark.parametrize("asked,numbers", [
    ({}, [1, 2, 3, 4]),
    ({"who": "program"}, [1, 3, 4]),
    ({"kind": "party"}, [2]),
    ({"kind": "processingactivity"}, [3, 4]),
    ({"reason": "PHONE"}, [2]),
    ({"reason": "nobody said so"}, []),
    ({"who": "program", "kind": "party"}, []),
])  # fmt: skip
def test_story_is_asked_for_who_what_and_why(
    asked: dict[str, str], numbers: list[int], acme: Organisation, officer: Client
) -> None:
    with recording(by=user_of(officer), organisation=acme, channel=Channel.ADMIN, reason="asked by phone"):
        factories.party(acme)
    factories.purpose(factories.activity(acme))
    page = officer.get(story(acme, **asked))
    assert sorted(told.number for told in page.context["told"]) == numbers
    assert page.status_code == 200


def test_story_is_asked_for_an_account(acme: Organisation, officer: Client) -> None:
    with recording(by=user_of(officer), organisation=acme, channel=Channel.ADMIN):
        factories.party(acme)
    page = officer.get(story(acme, who=user_of(officer).pk))
    assert [told.number for told in page.context["told"]] == [2]
    assert page.context["form"].fields["who"].choices == [
        ("", "Everybody"), (str(user_of(officer).pk), "olga"), ("program", "No account: the program itself"),
    ]  # fmt: skip


def test_story_is_asked_for_days_of_the_organisation(acme: Organisation, officer: Client) -> None:
    factories.changed(acme, timezone="Pacific/Kiritimati")  # the first to have a day
    here = timezone.now() + dt.timedelta(hours=14)
    today, yesterday = here.date().isoformat(), (here.date() - dt.timedelta(days=1)).isoformat()

    def count(**asked: str) -> int:
        return len(officer.get(story(acme, **asked)).context["told"])

    assert (count(since=today), count(until=today), count(until=yesterday)) == (2, 2, 0)


@pytest.mark.parametrize("asked,complaint", [
    ({"since": "31.12.2024"}, "“31.12.2024” is not a day: write it like 2018-10-19."),
    ({"since": "2024-12-31", "until": "2024-12-30"}, "The last day is before the first one."),
    ({"reason": "a\x07"}, "Character 2 is a control character that cannot be printed; please remove it."),
    ({"kind": "user"}, "Select a valid choice. user is not one of the available choices."),
    ({"who": "0"}, "Select a valid choice. 0 is not one of the available choices."),
])  # fmt: skip
def test_what_cannot_be_asked_is_said_beside_its_field(
    asked: dict[str, str], complaint: str, acme: Organisation, officer: Client
) -> None:
    page = officer.get(story(acme, **asked))
    assert page.status_code == 400
    assert [str(error) for errors in page.context["form"].errors.values() for error in errors] == [complaint]
    assert page.context["told"] == []


def test_long_story_comes_in_pages_that_keep_the_question(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    for number in range(30):
        factories.changed(party, note=str(number))
    first, second = (officer.get(story(acme, kind="party", page=page)) for page in (1, 2))
    assert (len(first.context["told"]), len(second.context["told"])) == (25, 6)
    assert '<a href="?kind=party&amp;page=2" rel="next">Earlier</a>' in first.content.decode()


def many(owner: Organisation, count: int, *, first: int = 0) -> None:
    with recording(by=None, organisation=owner, channel=Channel.IMPORT, reason="moved over"):
        for number in range(first, first + count):
            factories.party(owner, name=f"Party {number:03}")


def test_large_revision_is_told_by_numbers(acme: Organisation, officer: Client) -> None:
    many(acme, telling.LARGEST + 60)
    page = officer.get(story(acme))
    told = page.context["told"][0]
    assert (told.headline, told.count, told.shown, told.folded) == (
        "Companies and persons: 120 added",
        120,
        (),
        (),
    )
    assert "Look through all 120 records" in page.content.decode()
    pages = [officer.get(f"{told.alone}&page={number}") for number in (1, 2, 3)]
    shown = [[subject.name for subject in page.context["told"].shown] for page in pages]
    assert [len(names) for names in shown] == [50, 50, 20]
    assert shown[2][-1] == "Party 119"
    assert pages[1].context["told"].headline == "Companies and persons: 120 added"


def test_further_records_unfold(acme: Organisation, officer: Client) -> None:
    many(acme, 10)
    page = officer.get(story(acme))
    told = page.context["told"][0]
    assert (len(told.shown), len(told.folded)) == (telling.OPEN, 6)
    assert "<summary>6 more records</summary>" in page.content.decode()


def test_revision_alone_can_be_quoted(acme: Organisation, officer: Client) -> None:
    factories.party(acme)
    first, second = Revision.objects.filter(organisation=acme).order_by("number")
    page = officer.get(story(acme, revision=2))
    assert page.context["title"] == "Revision 2"
    assert page.context["told"].headline == "Company or person “Vendor” added"
    text = page.content.decode()
    assert f"Sealed: revision 2, sha256 <code>{second.digest[:12]}…</code>," in text
    assert f'<a href="?revision=1">follows revision 1</a> (<code>{first.digest[:12]}…</code>).' in text
    assert "The seal fits what is stored of this revision." in text
    for digest in (second.digest, first.digest, second.payload_sha256):
        assert f"<code>{digest}</code>" in text
    assert "the first of its chain" in officer.get(story(acme, revision=1)).content.decode()


@pytest.mark.parametrize("altered,problem", [
    ({"payload": "{}"}, "what was written is altered or gone"),
    ({"payload": None}, "what was written is altered or gone"),
    ({"reason": "another"}, "its reason was altered"),
    ({"actor_id": 4711}, "its digest does not match its content"),
    ({"previous": "f" * 64}, "its link to the revision before does not fit"),
])  # fmt: skip
def test_altered_revision_is_told(
    altered: dict[str, Any], problem: str, acme: Organisation, officer: Client
) -> None:
    factories.party(acme)
    lift_guards(connection)
    Revision.objects.filter(organisation=acme, number=2).update(**altered)
    page = officer.get(story(acme, revision=2))
    assert page.context["seal"].problem == problem
    assert f"<strong>The seal does not fit:</strong> {problem}." in page.content.decode()


@pytest.mark.parametrize("number", ["0", "3", "x", "-1", "9" * 30, ""])
def test_unknown_revision_is_not_found(number: str, acme: Organisation, officer: Client) -> None:
    assert officer.get(story(acme, revision=number)).status_code == 404


@pytest.mark.parametrize("role", Membership.Role.values)
def test_story_is_for_those_who_work_for_the_organisation(
    role: str, acme: Organisation, sign_in: SignIn
) -> None:
    owner, _records = aviary()
    stranger, insider = sign_in(acme, role=role), Client()
    insider.force_login(keeper())
    addresses = [story(owner), story(owner, revision=1), story(owner, reason=CANARY)]
    assert [stranger.get(address).status_code for address in addresses] == [404] * 3
    assert [
        CANARY in stranger.get(address).content.decode().replace(f"={CANARY}", "") for address in addresses
    ] == [False] * 3
    assert [CANARY in insider.get(address).content.decode() for address in addresses] == [True] * 3
    assert CANARY not in stranger.get(story(acme)).content.decode()
    assert stranger.get(url("organisation", "story", 10**6)).status_code == 404
    assert Client().get(story(owner)).status_code == 302


def test_accounts_and_memberships_are_no_part_of_it(acme: Organisation, officer: Client) -> None:
    factories.account(acme, username="newcomer")
    page = officer.get(story(acme))
    assert len(page.context["told"]) == 1
    assert "newcomer" not in page.content.decode()


def test_nothing_is_written(acme: Organisation, officer: Client, root: Client) -> None:
    before = Revision.objects.count()
    for method in ("post", "put", "patch", "delete"):
        assert getattr(officer, method)(story(acme), {"who": "x"}).status_code == 405
        assert getattr(root, method)(url_of_all(), {"who": "x"}).status_code == 405
    officer.get(story(acme))
    assert Revision.objects.count() == before


def url_of_all() -> str:
    return reverse("admin:registry_shared_story")


def test_what_all_share_is_told_to_the_administrator(
    acme: Organisation, officer: Client, root: Client
) -> None:
    factories.changed(TransferMechanism.objects.first(), note="Read again")
    page = root.get(url_of_all())
    assert page.context["title"] == "What changed of what all share"
    assert headlines(page)[-1].startswith("Note")
    assert page.context["told"][0].register == ""
    assert root.get(page.context["told"][0].alone).status_code == 200
    assert officer.get(url_of_all()).status_code == 403


def test_form_and_history_lead_to_the_story(acme: Organisation, officer: Client) -> None:
    for address in (url("organisation", "change", acme.pk), url("organisation", "history", acme.pk)):
        assert f'<a href="{story(acme)}">History of everything</a>' in officer.get(address).content.decode()


def cost(client: Client, address: str) -> int:
    """Queries beyond those of signing in."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured) - SIGNED_IN


def test_story_costs_the_same_for_one_and_three(acme: Organisation, officer: Client) -> None:
    def change(number: int) -> None:
        with recording(by=user_of(officer), organisation=acme, channel=Channel.ADMIN):
            activity = factories.activity(acme, name=f"Activity {number}")
            purpose = factories.purpose(activity)
            use = factories.data_use(activity, purposes=[purpose])
        with recording(by=user_of(officer), organisation=acme, channel=Channel.ADMIN):
            factories.changed(activity, name=f"Changed {number}")
            factories.changed(use, purposes=[])

    found = []
    for number in (1, 2, 3):
        change(number)
        found.append((cost(officer, story(acme)), cost(officer, story(acme, revision=2))))
    assert found == [(21, 19)] * 3


def test_large_revisions_cost_no_more(acme: Organisation, officer: Client) -> None:
    many(acme, 70)
    first = cost(officer, story(acme))
    many(acme, 300, first=70)
    assert (first, cost(officer, story(acme))) == (7, 7)


def test_expunge_says_what_it_erased_and_never_what_that_was(acme: Organisation, officer: Client) -> None:
    by = factories.account(acme, role=Membership.Role.ADMINISTRATOR)
    party = factories.party(acme, name="Jane Doe", phone="Call Jane Doe")
    factories.changed(party, name="Privacy office", phone="")
    with recording(by=by, organisation=acme, channel=Channel.ADMIN, reason="Jane Doe asked"):
        factories.party(acme, name="Bureau")
    expunge(Party, party.pk, fields=["name", "phone"], by=by, reason="Article 17 request no. 3")
    why = Revision.objects.get(organisation=acme, number=4)
    expunge(Revision, why.pk, fields=["reason"], by=by, reason="Article 17 request no. 3")
    page = officer.get(story(acme))
    told = [(entry.who, entry.reason, list(entry.erased)) for entry in page.context["told"][:3]]
    erased = "Erased of company or person “Privacy office”: Name as stated and Telephone; from revision 2."
    assert told == [
        ("administrator", "Article 17 request no. 3", ["Erased: the reason of revision 4."]),
        ("administrator", "Article 17 request no. 3", [erased]),
        ("administrator", ERASED, []),
    ]
    alone = officer.get(story(acme, revision=5))
    assert alone.context["told"].erased == (erased,)
    assert all(erased in found.content.decode() for found in (page, alone))
    assert not any("Jane Doe" in found.content.decode() for found in (page, alone))


def test_erasing_leaves_a_seal_that_fits_and_is_told_itself(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme, name="Jane Doe")
    revision = Revision.objects.get(organisation=acme, number=2)
    left = without(revision.payload, table="party", pk=party.pk, values={"name": ERASED})
    said = {"revision": 2, "table": "party", "id": party.pk, "fields": ["name"], "left": sha256(left)}
    with recording(
        by=None, organisation=acme, channel=Channel.COMMAND, reason="asked under Art. 17"
    ) as opened:
        opened.expunged = [said]
    lift_guards(connection)
    Revision.objects.filter(pk=revision.pk).update(payload=left)
    page = officer.get(story(acme, revision=2))
    assert (page.context["seal"].problem, page.context["seal"].expunged) == ("", True)
    assert "Something was erased from it later; the seal fits what is left." in page.content.decode()
    assert headlines(officer.get(story(acme)))[-1] == "Something was erased from earlier revisions"
    assert officer.get(story(acme, revision=3)).status_code == 200
