"""Edits, steps, reviews, restores, releases and expunges in any order, the clock set back now and then: what the
register says, what it said, what was approved and what was released is what a few dicts say."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from registry.actions.approvals import approve, ask_for_review, retire, send_back, take_up_again
from registry.actions.expunge import expunge
from registry.actions.refused import Refused
from registry.actions.release_chain import verify_newest, verify_releases
from registry.actions.releasing import (
    approve_release,
    discard_release,
    prepare_release,
    release_register,
    waiting_release,
)
from registry.actions.restoring import plan_restore, restore
from registry.actions.reviewing import review
from registry.documents.approved import approved, asked_fingerprint
from registry.documents.approved_registers import approved_register
from registry.documents.canonical import encode, fingerprint, plain
from registry.documents.registers import register
from registry.inventory import read_inventory
from registry.inventory.approvals import newest_approvals
from registry.ledger.chain import verify_chain
from registry.ledger.expunged import ERASED
from registry.ledger.recording import recording
from registry.ledger.rows import rows
from registry.models import Approval, Channel, ProcessingActivity, Purpose, Release, Revision
from tests import factories
from tests.actions.life_by_hand import NEXT, TEXTS, Life, Said, Values
from tests.actions.test_any_history import BOUNDS

ON = dt.date(2026, 11, 20)
WORD = re.compile(r"Word\d+x")
"""Nothing else in a register reads like what is written here."""
STEPS: dict[str, Callable[..., Any]] = {
    "ask": ask_for_review,
    "approve": approve,
    "send back": lambda activity, *, by: send_back(activity, by=by, reason="Look again"),
    "retire": retire,
    "take up": take_up_again,
}
words = st.sampled_from([f"Word{number}x" for number in range(4)])
contents = st.sampled_from(["art30", "full"])
which, persons = st.integers(0, 3), st.integers(0, 1)


def sheets(document: dict[str, Any]) -> list[list[str]]:
    """The words of each sheet of a register, in an order of their own; what stands outside of them has none of others."""
    found = [WORD.findall(encode(sheet)) for part in document["parts"] for sheet in part["sheets"]]
    assert set(WORD.findall(encode(document))) == {word for sheet in found for word in sheet}
    return sorted(sorted(set(sheet)) for sheet in found)


def expected(said: Said) -> list[list[str]]:
    return sorted(sorted(set(WORD.findall(" ".join(texts.values())))) for texts in said.values())


class AnyLife(RuleBasedStateMachine):
    """One organisation with two officers, and what they did: after its beginning, an approval."""

    every = 1
    """At the end the registers are read again as of every revision, or of every third one."""

    def __init__(self) -> None:
        super().__init__()
        self.life = Life()
        self.released: list[tuple[str, list[bytes]]] = []
        self.seen: dict[int, tuple[str, Values]] = {}
        self.clock = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
        self.now, timezone.now = timezone.now, self.tick
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        try:
            self.all_is_as_it_was()
        finally:
            timezone.now = self.now
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def tick(self) -> dt.datetime:
        self.clock += dt.timedelta(milliseconds=1)
        return self.clock

    @initialize(second=st.booleans())
    def begin(self, *, second: bool) -> None:
        self.owner = factories.organisation(second_person_approves=second)
        self.life.second = second
        self.life.record({})
        self.officers = [
            factories.account(self.owner, username=name, password=None) for name in ("anna", "ben")
        ]
        self.installer = factories.account(username="installer", password=None, is_superuser=True)
        self.add(0, "Word0x")
        self.ask_and_approve(0, 0, 1)

    # What happens

    def attempt(self, act: Callable[[], Any], *, comes_off: bool) -> Any:
        """Does it where it should come to something; else it is refused and nothing is written."""
        if comes_off:
            return act()
        with pytest.raises(Refused):
            act()
        return None

    def activity(self, number: int) -> ProcessingActivity:
        there = sorted(self.life.now)
        return ProcessingActivity.objects.get(pk=there[number % len(there)])

    @precondition(lambda self: len(self.life.now) < 3)
    @rule(person=persons, word=words)
    def add(self, person: int, word: str) -> None:
        by = self.officers[person]
        with recording(by=by, organisation=self.owner, channel=Channel.ADMIN):
            made = factories.complete(self.owner, name=word, systems=word, inherits_measures=False)
            factories.changed(made.purposes.get(), text=word)
        self.owner.refresh_from_db()
        self.life.added(made.pk, by=by.pk, name=word, purpose=word, systems=word)

    @rule(number=which, name=st.sampled_from(TEXTS), word=words, person=persons)
    def edit(self, number: int, name: str, word: str, person: int) -> None:
        activity, by = self.activity(number), self.officers[person]
        with recording(by=by, organisation=self.owner, channel=Channel.ADMIN):
            if name == "purpose":
                factories.changed(activity.purposes.get(), text=word)
            else:
                factories.changed(activity, **{name: word})
        self.life.edit(activity.pk, by=by.pk, **{name: word})

    @rule(data=st.data(), number=which, person=persons)
    def step(self, data: st.DataObject, number: int, person: int) -> None:
        """Mostly one that leads on from where the activity stands."""
        activity = self.activity(number)
        leading = [name for name, (of, _status) in NEXT.items() if activity.status in of]
        self.take(data.draw(st.sampled_from([*NEXT, *leading, *leading, *leading])), number, person)

    def take(self, step: str, number: int, person: int) -> None:
        activity, by = self.activity(number), self.officers[person]
        comes_off = self.life.step(activity.pk, step, by=by.pk)
        self.attempt(lambda: STEPS[step](activity, by=by), comes_off=comes_off)

    @rule(number=which, asks=persons, approves=persons)
    def ask_and_approve(self, number: int, asks: int, approves: int) -> None:
        self.take("ask", number, asks)
        self.take("approve", number, approves)

    @rule(number=which, name=st.sampled_from(TEXTS), word=words, person=persons)
    def edit_and_approve(self, number: int, name: str, word: str, person: int) -> None:
        """One edits, another approves."""
        self.edit(number, name, word, person)
        self.ask_and_approve(number, person, 1 - person)

    @rule(number=which)
    def look(self, number: int) -> None:
        """Somebody reads what would be approved, and may approve it later."""
        activity = self.activity(number)
        document = approved(read_inventory(organisation=self.owner), activity.pk, on=ON)
        self.seen[activity.pk] = fingerprint(document), self.life.read(activity.pk)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), person=persons)
    def approve_what_was_read(self, data: st.DataObject, person: int) -> None:
        pk, by = data.draw(st.sampled_from(sorted(self.seen))), self.officers[person]
        seen, read = self.seen[pk]
        comes_off = self.life.step(pk, "approve", by=by.pk, seen=read)
        activity = ProcessingActivity.objects.get(pk=pk)
        self.attempt(lambda: approve(activity, by=by, seen=seen), comes_off=comes_off)

    @rule(number=which, person=persons)
    def review(self, number: int, person: int) -> None:
        activity, by = self.activity(number), self.officers[person]
        comes_off = self.life.review(activity.pk, on=self.clock.date())
        self.attempt(lambda: review(activity, by=by), comes_off=comes_off)

    @rule(data=st.data(), number=which, person=persons)
    def restore(self, data: st.DataObject, number: int, person: int) -> None:
        activity, by = self.activity(number), self.officers[person]
        there = [n for n, state in enumerate(self.life.states, start=1) if activity.pk in state]
        revision = data.draw(st.sampled_from(there))
        comes_off = self.life.restore(activity.pk, revision, by=by.pk, erased=ERASED)
        plan = plan_restore(ProcessingActivity, activity.pk, revision=revision, by=by)
        self.attempt(lambda: restore(plan, by=by), comes_off=comes_off)

    @rule(number=which, name=st.sampled_from(TEXTS))
    def forget(self, number: int, name: str) -> None:
        activity = self.activity(number)
        comes_off = self.life.forget(activity.pk, name, erased=ERASED)
        model: Any = Purpose if name == "purpose" else ProcessingActivity
        pk = activity.purposes.get().pk if name == "purpose" else activity.pk
        named = ["text" if name == "purpose" else name]
        self.attempt(
            lambda: expunge(model, pk, fields=named, by=self.installer, reason="asked for"),
            comes_off=comes_off,
        )

    @rule()
    def change_who_approves(self) -> None:
        self.life.second = not self.life.second
        factories.changed(self.owner, second_person_approves=self.life.second)
        self.life.record({})

    @rule(content=contents, person=persons)
    def prepare(self, content: str, person: int) -> None:
        by = self.officers[person]
        comes_off = self.life.prepare(content, by=by.pk)
        self.attempt(
            lambda: prepare_release(self.owner, by=by, on=ON, content=content, confirmed=True),
            comes_off=comes_off,
        )

    @precondition(lambda self: self.life.waiting)
    @rule(person=persons)
    def approve_release(self, person: int) -> None:
        by, waiting = self.officers[person], waiting_release(self.owner.pk)
        assert waiting is not None
        comes_off = self.life.approve_release(by=by.pk)
        self.keep(self.attempt(lambda: approve_release(waiting, by=by), comes_off=comes_off))

    @precondition(lambda self: self.life.waiting)
    @rule(person=persons)
    def discard(self, person: int) -> None:
        waiting = waiting_release(self.owner.pk)
        assert waiting is not None
        discard_release(waiting, by=self.officers[person])
        self.life.waiting = None

    @rule(content=contents, person=persons)
    def release(self, content: str, person: int) -> None:
        by = self.officers[person]
        comes_off = self.life.release(content, by=by.pk)
        self.keep(
            self.attempt(
                lambda: release_register(self.owner, by=by, on=ON, content=content, confirmed=True),
                comes_off=comes_off,
            )
        )

    @rule(content=contents, person=persons)
    def prepare_and_approve(self, content: str, person: int) -> None:
        """One prepares, another approves."""
        self.prepare(content, person)
        self.approve_release(1 - person)

    def keep(self, made: Release | None) -> None:
        if made is not None:
            self.released.append((made.content, files_of(made)))

    @rule(hours=st.sampled_from([-24, -1, -1, 1]))
    def set_clock(self, hours: int) -> None:
        self.clock += dt.timedelta(hours=hours)

    # What must hold

    def state(self, as_of: dt.datetime | None) -> dict[int, Values]:
        at: dict[str, Any] = {"organisation_id": self.owner.pk, "as_of": as_of}
        purposes = {row["activity_id"]: row["text"] for row in rows(Purpose, **at)}
        return {
            row["id"]: {
                **{name: row[name] for name in ("name", "systems", "status", "reopened_by", "prepared_by")},
                "purpose": purposes[row["id"]],
                "reviewed": row["last_reviewed_on"],
            }
            for row in rows(ProcessingActivity, **at)
        }

    @invariant()
    def today_is_what_was_done(self) -> None:
        assert self.state(None) == self.life.now
        waiting = waiting_release(self.owner.pk)
        assert (waiting and waiting.revision_number) == (self.life.waiting and self.life.waiting.revision)

    def registers_say(self, revision: int, as_of: dt.datetime | None) -> None:
        inventory = read_inventory(organisation=self.owner, as_of=as_of)
        kept = newest_approvals(organisation=self.owner, as_of=as_of, contents=True)
        for content in ("art30", "full"):
            every = plain(register(inventory, on=ON, content=content))
            assert sheets(every) == expected(self.life.said(revision, content))  # type: ignore[arg-type]
            only = plain(approved_register(inventory, kept, on=ON, content=content))
            assert sheets(only) == expected(self.life.approved(revision, content))  # type: ignore[arg-type]
        if as_of is None:
            for pk, one in kept.items():
                says = asked_fingerprint(approved(inventory, pk, on=ON).art30)
                assert (says != one.asked_sha256) is self.life.changed_since_approval(pk)

    def all_is_as_it_was(self) -> None:
        self.registers_say(self.life.revision, None)
        revisions = Revision.objects.filter(organisation=self.owner).order_by("number")
        instants = list(revisions.values_list("instant", flat=True))
        assert len(instants) == self.life.revision
        for number, instant in enumerate(instants, start=1):
            assert self.state(instant) == self.life.states[number - 1]
            if number % self.every == 0:
                self.registers_say(number, instant)
        approvals = Approval.objects.order_by("pk").values_list(
            "activity_id", "prepared_by", "approved_by", "alone"
        )
        assert list(approvals) == [
            (one.activity, one.prepared_by, one.approved_by, one.alone) for one in self.life.approvals
        ]
        self.releases_are_as_they_were(instants)
        assert verify_chain(self.owner.pk) is None

    def releases_are_as_they_were(self, instants: list[dt.datetime]) -> None:
        """The same bytes, what was said at their revision, and all that was sealed in the order in which it was."""
        made = list(Release.objects.filter(organisation=self.owner).order_by("number"))
        assert [(one.content, files_of(one)) for one in made] == self.released
        assert [one.revision_number for one in made] == [one.revision for one in self.life.releases]
        for one, told in zip(made, self.life.releases, strict=True):
            assert sheets(json.loads(one.content)["document"]) == expected(told.said)
        sealed = {"revision": iter(instants), "release": iter([one.instant for one in made])}
        order = [next(sealed[kind]) for kind in self.life.order]
        assert order == sorted(set(order))
        assert verify_releases(self.owner.pk, kind=Release.Kind.REGISTER) is None
        assert verify_newest(self.owner.pk) is None


def files_of(release: Release) -> list[bytes]:
    return [bytes(file.content) for file in release.files.order_by("format")]


class AnyShortLife(AnyLife):
    """The same, read again less often."""

    every = 3


def test_any_life_is_told_right(db: None) -> None:
    run_machine(AnyShortLife, settings=settings(BOUNDS, max_examples=3, stateful_step_count=16))


@pytest.mark.slow
def test_any_long_life_is_told_right(db: None) -> None:
    run_machine(AnyLife, settings=settings(BOUNDS, max_examples=8, stateful_step_count=40))
