"""Home: what needs whoever signs in, with numbers that the lists behind them confirm."""

import datetime as dt
import html
import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.actions.publish import publish_subprocessors, withdraw_subprocessors
from registry.admin.summaries import report_of
from registry.ledger.recording import recording
from registry.linter.findings import Severity
from registry.linter.rule import Class
from registry.models import Channel, Membership, Organisation, User
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn, user_of
from tests.admin.records import url
from tests.days import today


def page(client: Client) -> Any:
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    return response


def numbers(response: Any) -> dict[str, dict[str, int]]:
    """Card → its numbers by their words."""
    return {
        card.title: {number.label: number.count for number in (card.first, *card.others)}
        for card in response.context["cards"]
    }


def every_number(response: Any) -> list[Any]:
    cards, rows = response.context["cards"], response.context["organisations"]
    return [number for card in cards for number in (card.first, *card.others)] + [
        number for row in rows for number in row.numbers
    ]


def text(response: Any) -> str:
    """What is read of the page, without the tasks."""
    body = response.content.decode().partition('class="home"')[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def busy(owner: Organisation, suffix: str = "") -> None:
    """One activity for each number that Home shows."""
    day = dt.timedelta(days=1)
    factories.activity(
        owner, name=f"Overdue{suffix}", role="controller", status="approved", next_review_on=today() - day
    )
    factories.activity(
        owner, name=f"Due{suffix}", role="processor", status="in-review", next_review_on=today() + 30 * day
    )
    factories.activity(
        owner, name=f"Later{suffix}", role="controller", status="approved", next_review_on=today() + 31 * day
    )
    factories.activity(owner, name=f"Draft{suffix}", role="controller")
    factories.activity(
        owner, name=f"Past{suffix}", role="controller", status="retired", next_review_on=today() - day
    )
    factories.clarification(owner)
    factories.clarification(owner, who="")
    factories.clarification(owner, who="", closed_on=today())


def test_cards_count_what_needs_somebody(acme: Organisation, officer: Client) -> None:
    busy(acme)
    found = numbers(page(officer))
    counted = report_of(acme, now=timezone.now()).findings
    kinds = Counter(str(Class(one.kind).label) for one in counted)
    grave = sum(one.severity is Severity.MISSING for one in counted)
    assert found.pop("Findings") == {"missing or contradictory": grave, **kinds}
    assert grave > 4
    assert found == {
        "Missing items": {
            "with something missing": 4,
            "(a): Who is responsible": 4,
            "(b): Purposes": 3,
            "(c): Categories of data subjects and of personal data": 3,
            "(d): Categories of recipients": 3,
            "(e), of processors (c): Transfers to third countries or international organisations": 4,
            "(f): Time limits for erasure": 3,
            "(g), of processors (d): Technical and organisational security measures": 4,
            "of processors (b): Categories of processing for each controller": 1,
        },
        "Reviews": {"overdue": 1, "due within 30 days": 1, "without a date": 1},
        "Approval": {
            "waiting for my approval": 1,
            "changed since approval": 0,
            "reopened by an edit": 0,
            "in review": 1,
            "in draft": 1,
        },
        "Open questions": {"not answered yet": 2, "that nobody has taken on": 1},
    }


def behind(client: Client, number: Any) -> int:
    """How many the list shows that a number leads to; where it asks of which organisation, those of all of them."""
    context = client.get(number.url, follow=True).context
    if "links" in context:
        return sum(client.get(address).context["count"] for address, _name in context["links"])
    return context["cl"].result_count if "cl" in context else context["count"]


def test_each_number_leads_to_the_list_that_shows_exactly_that(
    acme: Organisation, other: Organisation, root: Client
) -> None:
    busy(acme)
    busy(other, " there")
    factories.organisation(name="Empty", slug="empty")
    found = every_number(page(root))
    assert len([number for number in found if number.count]) > 20
    for number in found:
        assert bool(number.url) == bool(number.count)
        if number.url:
            assert behind(root, number) == number.count, number


def test_each_number_of_a_single_organisation_leads_there_too(acme: Organisation, officer: Client) -> None:
    busy(acme)
    for number in every_number(page(officer)):
        if number.url:
            assert behind(officer, number) == number.count, number


def test_organisations_say_what_they_lack_and_what_is_public(
    acme: Organisation, other: Organisation, root: Client
) -> None:
    published_on = today()
    day = f"{published_on.day} {published_on:%B %Y}"
    factories.changed(acme, dpo=factories.party(acme, email="dpo@vendor.example"), subprocessor_page=True)
    keeper = User.objects.get(pk=user_of(root).pk)
    publish_subprocessors(acme, by=keeper, note="")
    rows = {row.name: (row.gaps, row.published) for row in page(root).context["organisations"]}
    own = ("Postal address", "E-mail", "Representative: European Union")
    assert rows == {
        "Acme": (own, f"Public as of {day}"),
        "Other": ((*own, "Data protection officer"), "Nothing is public"),
    }
    withdraw_subprocessors(acme, by=keeper, note="")
    assert page(root).context["organisations"][0].published == f"Taken down on {day}"


def test_where_nothing_is_to_be_done_it_says_so(acme: Organisation, officer: Client) -> None:
    said = text(page(officer))
    for words in (
        "0 processing activities in 1 organisation",
        "Nothing that Article 30 asks for is missing",
        "None is overdue",
        "Nothing waits for my approval",
        "None is open",
    ):
        assert words in said


def test_recent_changes_are_told_by_name(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, name="Payroll")
    factories.purpose(activity)
    with recording(
        by=user_of(officer), organisation=acme, channel=Channel.ADMIN, reason="Asked by the board"
    ):
        factories.changed(activity, name="Wages")
        factories.party(acme, name="Bank")
        factories.service(acme, name="Hosting")
    gone = factories.party(acme, name="Gone")
    factories.deleted(gone)
    told = [(one.what, one.who, one.reason) for one in page(officer).context["recent"]]
    assert told == [
        ("Company or person removed", "Command line", "test"),
        ("Company or person added", "Command line", "test"),
        (
            "Processing activity “Wages” changed; Service “Hosting” added; 2 more records",
            "olga",
            "Asked by the board",
        ),
        ("Processing activity “Wages” changed", "Command line", "test"),
        ("Processing activity “Wages” added", "Command line", "test"),
        ("Organisation “Acme” added", "Command line", "test"),
    ]


def test_recent_changes_lead_to_their_revision_by_the_clock_of_the_place(
    acme: Organisation, officer: Client
) -> None:
    factories.changed(acme, timezone="Pacific/Auckland")
    first = page(officer).context["recent"][0]
    assert officer.get(first.url).status_code == 200
    assert first.url == f"{url('organisation', 'story', acme.pk)}?revision=2"
    assert first.instant.astimezone(dt.UTC) == first.instant
    assert first.when != f"{first.instant.day} {first.instant:%B %Y, %H:%M}"


def test_recent_changes_of_many_records_are_counted(acme: Organisation, officer: Client) -> None:
    with recording(by=None, organisation=acme, channel=Channel.COMMAND):
        for number in range(61):
            factories.party(acme, name=f"Vendor {number}")
    assert page(officer).context["recent"][0].what == "Companies and persons: 61 added"


def test_whoever_reads_sees_the_same_without_ways_to_write(
    acme: Organisation, officer: Client, auditor: Client
) -> None:
    busy(acme)
    writing, reading = page(officer), page(auditor)
    theirs = {**numbers(writing)["Approval"], "waiting for my approval": 0}
    assert numbers(reading) == {**numbers(writing), "Approval": theirs}
    assert [label for label, _url in writing.context["actions"]] == [
        "New activity",
        "Register as a file",
        "Subprocessor page",
    ]
    assert [label for label, _url in reading.context["actions"]] == [
        "Register as a file",
        "Subprocessor page",
    ]
    for client, shown in ((officer, writing), (auditor, reading)):
        for _label, address in shown.context["actions"]:
            assert client.get(address, follow=True).status_code == 200


def test_an_account_without_organisation_is_told_what_to_do(db: None, sign_in: SignIn) -> None:
    stranger = Client()
    stranger.force_login(factories.account(username="stranger", is_staff=True))
    assert "Ask whoever administers this installation" in text(page(stranger))
    root = page(sign_in())
    assert "Add an organisation" in text(root)
    assert url("organisation", "add") in root.content.decode()


def test_nobody_sees_what_others_have(acme: Organisation, sign_in: SignIn) -> None:
    canary, _records = aviary()
    factories.clarification(canary)
    keeper, stranger = sign_in(canary, username="keeper"), sign_in(acme, username="olga")
    assert CANARY in text(page(keeper))
    assert sum(number.count for number in every_number(page(keeper))) > 0
    theirs = page(stranger)
    assert CANARY not in theirs.content.decode().casefold()
    counted = {number.url.partition("?")[0] for number in every_number(theirs) if number.count}
    assert counted == {url("organisation", "found", acme.pk)}  # what acme has not said of itself


def test_home_is_for_those_who_may_enter(acme: Organisation) -> None:
    outsider = Client()
    assert outsider.get(reverse("admin:index")).status_code == 302
    outsider.force_login(factories.account(acme, username="guest", is_staff=False))
    assert outsider.get(reverse("admin:index")).status_code == 302


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client)
    return len(captured)


@pytest.mark.slow
def test_home_costs_the_same_for_one_and_a_thousand_activities(acme: Organisation, officer: Client) -> None:
    """Session, account, roles; organisations and heads; questions, releases; four for what is recent, and one more
    where accounts wrote. Cold: the inventory as well."""
    factories.activity(acme)
    costs = [cost(officer), cost(officer)]
    with recording(by=None, organisation=acme, channel=Channel.COMMAND):
        for number in range(999):
            factories.activity(acme, name=f"Activity {number}")
    assert [*costs, cost(officer), cost(officer)] == [57, 11, 57, 11]


def test_home_costs_the_same_for_one_and_five_organisations(acme: Organisation, officer: Client) -> None:
    busy(acme)
    page(officer)
    costs = [cost(officer)]
    for number in range(4):
        owner = factories.organisation(name=f"Other {number}", slug=f"other-{number}")
        Membership.objects.create(user=user_of(officer), organisation=owner, role="officer")
        busy(owner)
    page(officer)
    assert [*costs, cost(officer)] == [12, 12]


@pytest.mark.parametrize("state, found", [("open", 2), ("nobody", 1), ("closed", 1), ("x", 0)])
def test_questions_are_filtered_by_their_state(
    state: str, found: int, acme: Organisation, officer: Client
) -> None:
    busy(acme)
    assert officer.get(url("clarification", "changelist", state=state)).context["cl"].result_count == found
