"""A process in which one officer of “race” edits, approves and releases: python -m tests.actions.officer NAME TIMES.

The clock of the officer “right” is an hour behind. Prints how many approvals and releases came to something.
"""

import datetime as dt
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
django.setup()

from django.utils import timezone  # noqa: E402 (after setup)

from registry.actions.approvals import approve, ask_for_review  # noqa: E402 (after setup)
from registry.actions.refused import Refused  # noqa: E402 (after setup)
from registry.actions.releasing import (  # noqa: E402 (after setup)
    approve_release,
    prepare_release,
    waiting_release,
)
from registry.documents.approved import approved  # noqa: E402 (after setup)
from registry.documents.canonical import fingerprint  # noqa: E402 (after setup)
from registry.inventory import read_inventory  # noqa: E402 (after setup)
from registry.ledger.recording import recording  # noqa: E402 (after setup)
from registry.models import Channel, Organisation, ProcessingActivity, Purpose, User  # noqa: E402 (after setup)
from tests import factories  # noqa: E402 (after setup)

OFFICERS = ("left", "right")
ON = dt.date(2026, 11, 20)


def begin() -> None:
    owner = factories.organisation(name="Race", slug="race", second_person_approves=True)
    for name in OFFICERS:
        factories.account(owner, username=name)
        factories.complete(owner, name=name)


def edit(owner: Organisation, by: User, activity: ProcessingActivity, word: str) -> None:
    with recording(by=by, organisation=owner, channel=Channel.ADMIN):
        factories.changed(Purpose.objects.get(activity=activity), text=word)
        factories.changed(ProcessingActivity.objects.get(pk=activity.pk), systems=word)


def approved_as_read(owner: Organisation, by: User, activity: ProcessingActivity) -> bool:
    document = approved(read_inventory(organisation=owner), activity.pk, on=ON)
    try:
        made = approve(activity, by=by, seen=fingerprint(document))
    except Refused:
        return False
    assert made.sha256 == fingerprint(document)
    return True


def asked(by: User, activity: ProcessingActivity) -> None:
    try:
        ask_for_review(activity, by=by)
    except Refused:
        return


def released(owner: Organisation, by: User) -> bool:
    """Approves the release that waits or, where none does, prepares one."""
    try:
        waiting = waiting_release(owner.pk)
        if waiting is not None:
            approve_release(waiting, by=by)
        else:
            prepare_release(owner, by=by, on=ON, content="full", confirmed=True)
    except Refused:
        return False
    return waiting is not None


def work(name: str, times: int) -> str:
    owner, by = Organisation.objects.get(slug="race"), User.objects.get(username=name)
    own = ProcessingActivity.objects.get(name=name)
    other = ProcessingActivity.objects.exclude(name=name).get()
    approvals = releases = 0
    for turn in range(times):
        approvals += approved_as_read(owner, by, other)
        edit(owner, by, own if turn % 4 else other, f"{name} {turn}")
        asked(by, own)
        approvals += approved_as_read(owner, by, other)
        releases += released(owner, by)
    return f"{approvals} {releases}"


if __name__ == "__main__":
    if sys.argv[1] == "begin":
        begin()
    else:
        if sys.argv[1] == "right":
            clock = timezone.now
            timezone.now = lambda: clock() - dt.timedelta(hours=1)
        sys.stdout.write(work(sys.argv[1], int(sys.argv[2])))
