"""Edits, removals, publications and expunges in any order: every past state is what it should be, every chain holds."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from registry.actions.expunge import expunge
from registry.actions.publish import publish_subprocessors
from registry.actions.refused import Refused
from registry.actions.release_chain import verify_newest, verify_releases
from registry.ledger.chain import verify_chain
from registry.ledger.expunged import ERASED, left_by_expunges
from registry.ledger.rows import rows
from registry.models import (
    Party,
    ProcessingActivity,
    RecipientCategory,
    Release,
    Revision,
    SecurityMeasure,
    Subprocessor,
)
from tests import factories
from tests.actions.told_by_hand import Key, Told, Values

MODELS: dict[str, Any] = {
    "party": Party,
    "securitymeasure": SecurityMeasure,
    "processingactivity": ProcessingActivity,
}
TEXTS = {
    "party": ("note", "legal_name"),
    "securitymeasure": ("description",),
    "processingactivity": ("description", "department"),
}
words = st.sampled_from(["", "Jane Doe", "Joan Roe", ERASED, 'quoted "so"\\', "a % and a _"])
labels = st.sampled_from(sorted(MODELS))
BOUNDS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


class AnyHistory(RuleBasedStateMachine):
    """One organisation, and what it did."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Told()
        self.expunged: set[int] = set()
        self.clock = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
        self.now, timezone.now = timezone.now, self.tick
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        try:
            self.every_state_is_what_it_was()
        finally:
            timezone.now = self.now
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def tick(self) -> dt.datetime:
        self.clock += dt.timedelta(milliseconds=1)
        return self.clock

    @initialize()
    def begin(self) -> None:
        self.owner = factories.organisation(subprocessor_page=True)
        self.by = factories.account(username="installer", is_superuser=True)
        self.told.revisions = 1

    # What happens

    @rule(label=labels, text=words)
    def add(self, label: str, text: str) -> None:
        name = TEXTS[label][0]
        title = {"title" if label == "securitymeasure" else "name": f"{label} {self.told.revisions}"}
        record = factories.made(MODELS[label], organisation=self.owner, **title, **{name: text})
        links = {"measures": []} if label == "processingactivity" else {}
        blank = dict.fromkeys(TEXTS[label], "")
        self.told.write({(label, record.pk): {**blank, name: text, **links}})

    @precondition(lambda self: self.told.living(*MODELS))
    @rule(data=st.data(), text=words, several=st.booleans())
    def change(self, data: st.DataObject, text: str, several: bool) -> None:
        """One record or, within one revision, all of them."""
        keys = self.told.living(*MODELS)
        chosen = keys if several else [data.draw(st.sampled_from(keys))]
        changes: dict[Key, Values | None] = {}
        with factories.writing(self.owner):
            for label, pk in chosen:
                name = data.draw(st.sampled_from(TEXTS[label]))
                factories.changed(MODELS[label].objects.get(pk=pk), **{name: text})
                changes[label, pk] = {**(self.told.now((label, pk)) or {}), name: text}
        self.told.write(changes)

    @precondition(lambda self: self.told.living("processingactivity"))
    @rule(data=st.data())
    def link(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.told.living("processingactivity")))
        there = sorted(pk for _label, pk in self.told.living("securitymeasure"))
        chosen = [pk for pk in there if data.draw(st.booleans())]
        measures = list(SecurityMeasure.objects.filter(pk__in=chosen))
        factories.changed(ProcessingActivity.objects.get(pk=key[1]), measures=measures)
        self.told.write({key: {**(self.told.now(key) or {}), "measures": chosen}})

    @precondition(lambda self: self.free())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        label, pk = data.draw(st.sampled_from(self.free()))
        factories.deleted(MODELS[label].objects.get(pk=pk))
        self.told.write({(label, pk): None})

    @precondition(lambda self: self.told.versions)
    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.told.versions)))
        name = data.draw(st.sampled_from(TEXTS[key[0]]))
        touched = self.told.erase(key, name, erased=ERASED)
        self.expunged |= touched
        try:
            expunge(MODELS[key[0]], key[1], fields=[name], by=self.by, reason="asked for")
        except Refused:
            assert not touched
        else:
            assert touched

    @rule(hours=st.sampled_from([-24, -1, 1]))
    def set_clock(self, hours: int) -> None:
        self.clock += dt.timedelta(hours=hours)

    # What must hold

    def free(self) -> list[Key]:
        """What nothing links to."""
        linked = {
            pk
            for key in self.told.living("processingactivity")
            for pk in (self.told.now(key) or {})["measures"]
        }
        return [
            key for key in self.told.living(*MODELS) if key[0] != "securitymeasure" or key[1] not in linked
        ]

    def state(self, label: str, as_of: dt.datetime | None) -> dict[int, Values]:
        names = [*TEXTS[label], *(["measures"] if label == "processingactivity" else [])]
        found = rows(MODELS[label], organisation_id=self.owner.pk, as_of=as_of)
        return {row["id"]: {name: row[name] for name in names} for row in found}

    @invariant()
    def today_is_what_was_done(self) -> None:
        for label in MODELS:
            assert self.state(label, None) == self.told.state(label, self.told.revisions)

    def every_state_is_what_it_was(self) -> None:
        instants = list(
            Revision.objects.filter(organisation=self.owner)
            .order_by("number")
            .values_list("instant", flat=True)
        )
        assert len(instants) == self.told.revisions
        assert instants == sorted(set(instants))
        for number, instant in enumerate(instants, start=1):
            for label in MODELS:
                assert self.state(label, instant) == self.told.state(label, number)
        assert verify_chain(self.owner.pk) is None
        assert verify_newest(self.owner.pk) is None
        assert set(left_by_expunges(self.owner.pk)) == self.expunged


class AnyHistoryPublished(AnyHistory):
    """The same, and published now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[int, int] = {}

    @initialize()
    def begin(self) -> None:
        super().begin()
        # By category: nobody on the list is among the records that come and go.
        kind = RecipientCategory.objects.filter(organisation=None).first()
        with factories.writing(self.owner):
            factories.subprocessor(self.owner, service=factories.service(self.owner, category=kind))
        self.told.revisions += 1
        self.concerns = ""

    @rule(text=words)
    def announce(self, text: str) -> None:
        factories.changed(Subprocessor.objects.get(), concerns=text)
        self.told.revisions += text != self.concerns
        self.concerns = text

    @rule()
    def publish(self) -> None:
        release = publish_subprocessors(self.owner, by=None, now=self.tick())
        self.shown.setdefault(release.number, self.told.revisions)

    def every_state_is_what_it_was(self) -> None:
        super().every_state_is_what_it_was()
        kind = Release.Kind.SUBPROCESSORS
        assert verify_releases(self.owner.pk, kind=kind) is None
        releases = Release.objects.filter(organisation=self.owner)
        assert dict(releases.values_list("number", "revision_number")) == self.shown


def test_any_history_is_kept(db: None) -> None:
    run_machine(AnyHistory, settings=settings(BOUNDS, max_examples=6, stateful_step_count=12))


@pytest.mark.slow
def test_any_long_history_is_kept(db: None) -> None:
    run_machine(AnyHistoryPublished, settings=settings(BOUNDS, max_examples=30, stateful_step_count=40))
