"""Letters over a real SMTP line: once a week, retried where refused, never twice where nobody knows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from compliance.environment import MailServer as Address
from registry.actions.reminders import Letter, gather
from registry.actions.sending import LEASE, forget_addresses, purge, send_letters, week_of
from registry.models import Delivery, Digest, Organisation
from tests import factories
from tests.mailserver import MailServer, mail_server

NOON = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 1, 31)
WEEK = dt.date(2026, 1, 26)
SENT = "Sent to {}: 1 reminder."
DOUBT = "It is not known whether the reminder to {} for the week from 26 January 2026 arrived; it is not sent again."


@pytest.fixture
def post(settings: Any) -> Iterator[MailServer]:
    with mail_server() as house:
        use(settings, house.port)
        yield house


def use(settings: Any, port: int) -> None:
    settings.MAIL_SERVER = Address(host="127.0.0.1", port=port, user="", password="", secured="")
    settings.EMAIL_BACKEND = "registry.actions.post.Post"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10
    settings.DEFAULT_FROM_EMAIL = "Register <register@acme.example>"


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


def due(owner: Organisation, *names: str) -> None:
    for name in names:
        factories.activity(
            owner, name=f"Work of {name}", next_review_on=TODAY, owner_email=f"{name}@acme.example"
        )


def letters(days: int = 30) -> tuple[Letter, ...]:
    return gather(Organisation.objects.all(), days=days, now=NOON).letters


def send(week: dt.date = WEEK) -> list[tuple[str, bool]]:
    return [astuple(outcome) for outcome in send_letters(letters(), week=week)]


def states() -> dict[str, str]:
    return dict(Digest.objects.order_by("period").values_list("address", "state"))


def test_a_letter_is_sent_once_a_week(acme: Organisation, post: MailServer) -> None:
    due(acme, "olga")
    assert send() == [(SENT.format("olga@acme.example"), True)]
    ((address, message),) = post.taken
    assert (address, message["From"], message["To"], message["Auto-Submitted"]) == (
        "olga@acme.example", "Register <register@acme.example>", "olga@acme.example", "auto-generated"
    )  # fmt: skip
    assert message["Subject"] == "Register of processing activities: 1 entry waits for you"
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    bodies = [part.get_content() for part in message.iter_parts()]
    assert ["PA-0001 Work of olga" in body and "due on 31 January 2026" in body for body in bodies] == [
        True,
        True,
    ]
    due(acme, "olga")
    assert send() == [("1 address had its e-mail of this week before.", True)]
    assert len(post.taken) == 1
    assert send(WEEK + dt.timedelta(7)) == [("Sent to olga@acme.example: 2 reminders.", True)]
    assert len({message["Message-ID"] for _address, message in post.taken}) == 2
    assert list(Delivery.objects.order_by("digest__period").values_list("organisation__slug", "reviews", "questions")) == [
        ("acme", 1, 0), ("acme", 2, 0)
    ]  # fmt: skip


def test_one_refused_recipient_does_not_keep_others_from_being_sent(
    acme: Organisation, post: MailServer
) -> None:
    due(acme, "anna", "bert", "carl")
    post.refused = {"bert@acme.example"}
    assert send() == [
        (SENT.format("anna@acme.example"), True),
        (
            "Nothing was sent to bert@acme.example (550 5.1.1 nobody of that name); the next run tries again.",
            False,
        ),
        (SENT.format("carl@acme.example"), True),
    ]
    assert states() == {
        "anna@acme.example": "sent",
        "bert@acme.example": "failed",
        "carl@acme.example": "sent",
    }
    post.refused = set()
    due(acme, "bert")
    assert send()[1:] == [("Sent to bert@acme.example: 2 reminders.", True)]
    assert post.recipients == ["anna@acme.example", "carl@acme.example", "bert@acme.example"]
    assert list(
        Delivery.objects.filter(digest__address="bert@acme.example").values_list("reviews", flat=True)
    ) == [2]


@pytest.mark.parametrize("command", ["mail", "rcpt", "data", "text"])
def test_a_line_that_breaks_before_the_text_is_tried_again_and_behind_it_is_not(
    acme: Organisation, post: MailServer, command: str
) -> None:
    due(acme, "anna", "bert")
    post.drop, post.drops = command, 1
    said, after = send()
    doubtful = command in ("data", "text")
    assert said[1] is False
    assert (said[0] == DOUBT.format("anna@acme.example")) is doubtful
    assert ("Nothing was sent to anna@acme.example" in said[0]) is not doubtful
    assert after == (SENT.format("bert@acme.example"), True)
    send()
    expected = {"text": ["anna", "bert"], "data": ["bert"]}.get(command, ["bert", "anna"])
    assert post.recipients == [f"{name}@acme.example" for name in expected]


def test_a_dead_server_is_said_once_and_everything_waits(acme: Organisation, settings: Any) -> None:
    due(acme, "anna", "bert")
    with mail_server() as house:
        port = house.port
    use(settings, port)
    why = "The mail server 127.0.0.1 cannot be used (Connection refused): 2 letters wait for the next run."
    assert send() == [(why, False)]
    assert states() == {}
    with mail_server() as house:
        use(settings, house.port)
        assert len(send()) == 2
        assert house.recipients == ["anna@acme.example", "bert@acme.example"]


def test_what_a_dead_process_had_claimed_is_in_doubt_once_and_not_sent_again(
    acme: Organisation, post: MailServer
) -> None:
    due(acme, "anna")
    claimed = {"address": "anna@acme.example", "period": WEEK, "fingerprint": "0" * 64}
    fresh = Digest.objects.create(begun_at=timezone.now(), **claimed)
    assert send() == [("1 address had its e-mail of this week before.", True)]
    Digest.objects.filter(pk=fresh.pk).update(begun_at=timezone.now() - LEASE - dt.timedelta(seconds=1))
    assert send()[0] == (DOUBT.format("anna@acme.example"), False)
    assert (send()[0][1], states(), post.taken) == (True, {"anna@acme.example": "in-doubt"}, [])


def test_nothing_due_needs_no_mail_server(acme: Organisation, settings: Any) -> None:
    use(settings, 1)
    assert send() == []


def test_sending_costs_the_same_for_one_and_three_reminders(acme: Organisation, post: MailServer) -> None:
    def cost(name: str, count: int) -> int:
        due(acme, *[name] * count)
        found = [letter for letter in letters() if letter.address.startswith(name)]
        with CaptureQueriesContext(connection) as captured:
            assert [outcome.done for outcome in send_letters(found, week=WEEK)] == [True]
        return len(captured)

    assert [cost("anna", 1), cost("bert", 3)] == [10, 10]


def test_addresses_are_forgotten_here_or_everywhere(acme: Organisation, post: MailServer) -> None:
    other = factories.organisation(name="Other", slug="other")
    due(acme, "anna", "bert")
    due(other, "anna")
    send()
    forget_addresses(["Anna@acme.example", "not an address"], organisation_id=acme.pk)
    rows = Delivery.objects.order_by("pk").values_list("digest__address", "organisation__slug")
    assert list(rows) == [("anna@acme.example", "other"), ("bert@acme.example", "acme")]
    forget_addresses(["bert@acme.example"], organisation_id=acme.pk)
    assert list(states()) == ["anna@acme.example"]
    forget_addresses(["anna@acme.example"])
    assert (states(), Delivery.objects.count()) == ({}, 0)


def test_what_is_old_is_purged(acme: Organisation, post: MailServer) -> None:
    due(acme, "anna")
    for week in (WEEK, WEEK + dt.timedelta(7)):
        send(week)
    first, second = Digest.objects.order_by("period")
    assert purge(before=first.begun_at) == 0
    assert purge(before=second.begun_at) == 1
    assert [digest.period for digest in Digest.objects.all()] == [week_of(TODAY) + dt.timedelta(7)]
    assert Delivery.objects.count() == 1
