"""Processes killed while they save, approve, publish, release or expunge: python -m tests.ledger.crashing TIMES.

Prints what they left. One half dies right after a statement to the database, drawn by lot; the other half at any moment.
"""

import datetime as dt
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
django.setup()

from django.db import connection, connections  # noqa: E402 (after setup)

from registry.actions.approvals import approve, ask_for_review  # noqa: E402 (after setup)
from registry.actions.expunge import expunge  # noqa: E402 (after setup)
from registry.actions.publish import publish_subprocessors  # noqa: E402 (after setup)
from registry.actions.release_chain import verify_newest, verify_releases  # noqa: E402 (after setup)
from registry.actions.releasing import (  # noqa: E402 (after setup)
    approve_release,
    prepare_release,
    waiting_release,
)
from registry.ledger.chain import verify_chain  # noqa: E402 (after setup)
from registry.ledger.ends import lost_end  # noqa: E402 (after setup)
from registry.ledger.guard import unguarded_tables  # noqa: E402 (after setup)
from registry.ledger.history import tracked  # noqa: E402 (after setup)
from registry.ledger.recording import recording  # noqa: E402 (after setup)
from registry.models import (  # noqa: E402 (after setup)
    Approval,
    Organisation,
    Party,
    PreparedRelease,
    ProcessingActivity,
    Purpose,
    Release,
    Subprocessor,
    User,
)
from tests import factories  # noqa: E402 (after setup)

PARTS = 3
ENDED, ON = dt.date(2020, 1, 1), dt.date(2026, 11, 20)
FILES = {"subprocessors": 3, "register": 5}
"""How many a release has."""
KEPT = "Kept"
"""The activity that is approved again and again."""
PERSON = "https://jane.example.org"
Step = Callable[[str], None]


def save(word: str) -> None:
    """Says a word in an activity and in each of its parts, and adds another activity with as many. It has ended, so that
    the register that is released stays small."""
    owner = Organisation.objects.get()
    with recording(by=None, organisation=owner, channel="admin", reason=word):
        for purpose in Purpose.objects.filter(activity__name="First"):
            purpose.text = word
            purpose.save()
        activity = factories.activity(owner, name=f"Activity {word}", in_force_until=ENDED)
        activity.measures.set([factories.measure(owner, title=f"Measure {word}")])
        for _part in range(PARTS):
            factories.purpose(activity, text=word)


def decide(word: str) -> None:
    """Asks for a review and approves: two transactions, the second one with what it keeps."""
    kept, (first, second) = ProcessingActivity.objects.get(name=KEPT), User.objects.order_by("pk")[:2]
    if kept.status != ProcessingActivity.Status.IN_REVIEW:
        ask_for_review(kept, by=first, reason=word)
    approve(kept, by=second, reason=word)


def publish(word: str) -> None:
    """Changes the public list and publishes it: two transactions."""
    factories.changed(Subprocessor.objects.get(), concerns=word)
    publish_subprocessors(Organisation.objects.get(), by=None)


def release(word: str) -> None:
    """Changes a record and releases the register: three transactions; one that waits is approved instead."""
    owner = Organisation.objects.get()
    factories.changed(Subprocessor.objects.get(), condition=word)
    first, second = User.objects.order_by("pk")[:2]
    waiting = waiting_release(owner.pk) or prepare_release(owner, by=first, on=ON, note=word, confirmed=True)
    approve_release(waiting, by=second)


def erase(word: str) -> None:
    """Renames somebody and erases the former name: two transactions, the second one without guards for a while."""
    person = factories.changed(Party.objects.get(website=PERSON), name=word)
    expunge(Party, person.pk, fields=["name"], by=User.objects.earliest("pk"), reason="asked for")


def begin() -> None:
    owner = factories.organisation(subprocessor_page=True, second_person_approves=True)
    factories.account(is_superuser=True)
    factories.account(username="second", is_superuser=True)
    factories.party(owner, name="Jane Doe", website=PERSON)
    first = factories.activity(owner, name="First")
    for _part in range(PARTS):
        factories.purpose(first, text="begun")
    factories.complete(owner, name=KEPT, in_force_until=ENDED)
    factories.subprocessor(owner)
    publish("begun")


def faults() -> list[str]:
    """What is half-done or does not hold."""
    key = Organisation.objects.get().pk
    found = [
        str(fault)
        for fault in (
            verify_chain(key),
            *(verify_releases(key, kind=kind) for kind in Release.Kind.values),
            verify_newest(key),
            lost_end(connection),
        )
        if fault is not None
    ]
    found += [f"{table} is open" for table in unguarded_tables(connection)]
    found += half_approved()
    for activity in ProcessingActivity.objects.exclude(name=KEPT):
        words = Purpose.objects.filter(activity=activity).values_list("text", flat=True)
        if len(words) != PARTS or len(set(words)) != 1:
            found.append(f"{activity}: {list(words)}")
    waiting = PreparedRelease.objects.first()
    if waiting and Release.objects.filter(kind="register", note=waiting.note).exists():
        found.append(f"{waiting.note} is released and still waits")
    return found + [f"{made}" for made in Release.objects.all() if made.files.count() != FILES[made.kind]]


def half_approved() -> list[str]:
    """Approvals are numbered without a gap, each written by the revision that moved the activity on, and no other."""
    numbers = list(Approval.objects.order_by("number").values_list("number", flat=True))
    kept = set(tracked(Approval).history.objects.values_list("revision_id", flat=True))
    versions = tracked(ProcessingActivity).history.objects.filter(name=KEPT, status="approved")
    moved = set(versions.values_list("revision_id", flat=True))
    whole = numbers == list(range(1, len(kept) + 1)) and kept == moved
    return [] if whole else [f"approvals {numbers}, kept by {sorted(kept)}, moved on by {sorted(moved)}"]


@contextmanager
def after_statements(count: int) -> Iterator[None]:
    """Kills this process once it has sent so many statements."""
    sent = iter(range(1, 10**6))

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        result = execute(*arguments)
        if next(sent) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(counted):
        yield


def statements_of(step: Step, word: str) -> int:
    sent: list[None] = []

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        sent.append(None)
        return execute(*arguments)

    with connection.execute_wrapper(counted):
        step(word)
    return len(sent)


def killed(step: Step, word: str, *, statement: int | None, seconds: float) -> bool:
    """Runs a step in a process of its own and kills it, after a statement or after a time; whether that came first."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with after_statements(statement or 0):
                step(word)
        finally:
            os._exit(0)
    if statement is None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def crash(times: int) -> dict[str, Any]:
    """So many deaths, each step in turn, every second round at a statement. After each, all must hold."""
    lot = random.Random(17)  # noqa: S311 (drawn alike every time)
    begin()
    steps = (save, decide, publish, release, erase)
    lengths = {step: statements_of(step, "measured") for step in steps}
    lasting = {step: duration(step, "timed") for step in steps}
    deaths: Counter[str] = Counter()
    found: list[str] = []
    turn = 0
    while deaths.total() < times and turn < len(steps) * times and not found:
        step, by_clock = steps[turn % len(steps)], turn // len(steps) % 2
        statement = None if by_clock else lot.randint(1, lengths[step])
        died = killed(step, f"turn {turn}", statement=statement, seconds=lot.uniform(0, lasting[step]))
        deaths[step.__name__] += died
        found = faults()
        turn += 1
    before = ProcessingActivity.objects.count()
    for step in steps:
        step("afterwards")
    saved = ProcessingActivity.objects.count() - before
    return {"deaths": dict(deaths), "faults": found + faults(), "saved afterwards": saved}


def duration(step: Step, word: str) -> float:
    started = time.perf_counter()
    step(word)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.stdout.write(json.dumps(crash(int(sys.argv[1]))))
