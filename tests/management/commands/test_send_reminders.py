"""`send_reminders` from the command line: what it says, how it ends, and several processes at once, one of them killed."""

import datetime as dt
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from compliance.environment import MailServer as Address
from registry.management.commands.send_reminders import UNHEARD
from registry.models import Digest, Organisation
from tests import factories
from tests.mailserver import MailServer, mail_server
from tests.management.commands.running import Ended, run
from tests.processes import finish
from tests.processes import run as start

COMMAND = "send_reminders"
ON = ("--on", "2026-01-31")
TODAY = dt.date(2026, 1, 31)


@pytest.fixture
def acme(db: None) -> Organisation:
    owner = factories.organisation()
    factories.activity(
        owner, next_review_on=TODAY, owner_email="olga@acme.example", description="Secret words"
    )
    return owner


@pytest.fixture
def post(settings: Any) -> Iterator[MailServer]:
    with mail_server() as house:
        settings.MAIL_SERVER = Address(host="127.0.0.1", port=house.port, user="", password="", secured="")
        settings.EMAIL_BACKEND = "registry.actions.post.Post"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", house.port
        settings.DEFAULT_FROM_EMAIL = "register@acme.example"
        yield house


def said(ended: Ended) -> tuple[int, list[str], list[str]]:
    return ended.code, ended.out.decode().splitlines(), ended.err.splitlines()


def test_it_sends_once_and_purges(acme: Organisation, post: MailServer, capfdbinary: Any) -> None:
    old = Digest.objects.create(
        address="old@acme.example", period=dt.date(2024, 1, 1), begun_at="2024-01-01T00:00Z", state="sent"
    )
    assert said(run(capfdbinary, COMMAND, *ON)) == (0, ["Sent to olga@acme.example: 1 reminder."], [])
    again = (0, ["1 address had its e-mail of this week before."], [])
    assert said(run(capfdbinary, COMMAND, "acme", *ON)) == again
    assert post.recipients == ["olga@acme.example"]
    assert not Digest.objects.filter(pk=old.pk).exists()


def test_only_the_organisations_that_are_named_are_reminded(
    acme: Organisation, post: MailServer, capfdbinary: Any
) -> None:
    other = factories.organisation(name="Other", slug="other")
    factories.activity(other, next_review_on=TODAY, owner_email="tom@other.example")
    assert said(run(capfdbinary, COMMAND, "other", *ON))[1] == ["Sent to tom@other.example: 1 reminder."]


def test_a_refused_recipient_ends_with_one(acme: Organisation, post: MailServer, capfdbinary: Any) -> None:
    factories.activity(acme, next_review_on=TODAY, owner_email="anna@acme.example")
    post.refused = {"anna@acme.example"}
    assert said(run(capfdbinary, COMMAND, *ON)) == (
        1,
        ["Sent to olga@acme.example: 1 reminder."],
        ["Nothing was sent to anna@acme.example (550 5.1.1 nobody of that name); the next run tries again."],
    )


def test_without_mail_server_it_says_so_and_a_dry_run_shows_the_letters(
    acme: Organisation, settings: Any, capfdbinary: Any
) -> None:
    settings.MAIL_SERVER = None
    why = "No mail server is configured (REGESTA_MAIL); --dry-run shows what would be sent."
    assert said(run(capfdbinary, COMMAND, *ON)) == (1, [], [why])
    code, shown, errors = said(run(capfdbinary, COMMAND, *ON, "--dry-run"))
    assert (code, errors) == (0, [])
    assert shown[:8] == [
        "To: olga@acme.example",
        "Subject: Register of processing activities: 1 entry waits for you",
        "",
        "These entries of the register of processing activities wait for you.",
        "",
        "Acme",
        "",
        "Reviews",
    ]
    assert "Secret" not in "".join(shown)
    assert Digest.objects.count() == 0
    nothing = said(run(capfdbinary, COMMAND, "--on", "2025-01-01", "--dry-run"))
    assert nothing == (0, ["Nothing is due for which anybody could be reminded."], [])


def test_without_sender_it_says_so(
    acme: Organisation, post: MailServer, settings: Any, capfdbinary: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = ""
    why = "No sender is configured (REGESTA_MAIL_FROM); --dry-run shows what would be sent."
    assert said(run(capfdbinary, COMMAND, *ON)) == (1, [], [why])
    assert post.taken == []


def test_what_nobody_hears_is_said(acme: Organisation, post: MailServer, capfdbinary: Any) -> None:
    factories.activity(acme, next_review_on=TODAY)
    assert said(run(capfdbinary, COMMAND, *ON)) == (
        1,
        ["Sent to olga@acme.example: 1 reminder."],
        [f"Acme: of 1 review that is due nobody can be told; {UNHEARD}."],
    )


@pytest.mark.parametrize("arguments, why", [
    (("nowhere",), "There is no organisation “nowhere”."),
    (("--on", "31.1.2026"), "“31.1.2026” is not a day: write it like 2018-10-19."),
    (("--days", "-1"), "--days is -1; it takes a number from 0 to 3650."),
    (("--keep", "3"), "--keep is 3; it takes a number from 14 to 3650."),
    (("--days", "many"), "Argument --days: invalid int value: 'many'."),
])  # fmt: skip
def test_nonsense_is_refused_in_one_sentence(
    acme: Organisation, post: MailServer, capfdbinary: Any, arguments: tuple[str, ...], why: str
) -> None:
    assert said(run(capfdbinary, COMMAND, *arguments)) == (2, [], [why])
    assert post.taken == []


PREPARE = """
import datetime as dt
import django; django.setup()
from tests import factories
acme = factories.organisation()
for number in range(12):
    factories.activity(acme, next_review_on=dt.date(2026, 1, 31), owner_email=f"owner{number}@acme.example")
"""
STATES = """
import django; django.setup()
from registry.models import Digest
print(sorted(Digest.objects.values_list("state", flat=True)))
"""


@pytest.fixture
def far(elsewhere: dict[str, str]) -> Iterator[tuple[dict[str, str], MailServer]]:
    """A database with twelve owners to remind, and the mail server for processes of their own."""
    with mail_server() as house:
        environment = {
            **elsewhere,
            "REGESTA_MAIL": f"smtp://127.0.0.1:{house.port}",
            "REGESTA_MAIL_FROM": "register@acme.example",
        }
        finish(start("manage.py", "migrate", "--verbosity", "0", environment=environment))
        finish(start("-c", PREPARE, environment=environment))
        yield environment, house


@pytest.mark.slow
def test_two_processes_at_once_send_each_letter_once(far: tuple[dict[str, str], MailServer]) -> None:
    environment, house = far
    both = [start("manage.py", COMMAND, *ON, environment=environment) for _one in range(2)]
    told = [finish(process).splitlines() for process in both]
    sent = [line for lines in told for line in lines if line.startswith("Sent to")]
    expected = sorted(f"owner{number}@acme.example" for number in range(12))
    assert sorted(house.recipients) == expected
    assert sorted(sent) == [f"Sent to {address}: 1 reminder." for address in expected]
    assert finish(start("-c", STATES, environment=environment)).strip() == str(["sent"] * 12)


@pytest.mark.slow
def test_a_process_that_is_killed_before_it_notes_the_letter_leaves_it_sent_once(
    far: tuple[dict[str, str], MailServer],
) -> None:
    """The server has the first letter and has not answered yet: killed there, nobody sends it again."""
    environment, house = far
    house.answering.clear()
    process = start("manage.py", COMMAND, *ON, environment=environment)
    assert house.heard.wait(60)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=300)
    house.answering.set()
    assert len(house.recipients) == 1
    told = finish(start("manage.py", COMMAND, *ON, environment=environment)).splitlines()
    assert told[0] == "1 address had its e-mail of this week before."
    assert sorted(house.recipients) == sorted(f"owner{number}@acme.example" for number in range(12))
    assert finish(start("-c", STATES, environment=environment)).strip() == str(["sending"] + ["sent"] * 11)
