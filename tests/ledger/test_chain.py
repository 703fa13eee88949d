"""The walk along the chain finds the first thing that does not fit."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from registry.ledger.chain import Fault, chain_keys, digest_of, verify_chain
from registry.ledger.guard import install_guards, lift_guards
from registry.ledger.payloads import sha256
from registry.ledger.revisions import SHARED
from registry.models import ChainHead, Organisation, Party, ProcessingActivity, Revision, SecurityMeasure
from tests.ledger.conftest import Write


@pytest.fixture
def story(acme: Organisation, write: Write) -> Organisation:
    with write("two records"):
        measure = SecurityMeasure.objects.create(organisation=acme, title="Locks")
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
    with write("a link"):
        activity.measures.add(measure)
    with write("a deletion"):
        activity.delete()
    return acme


def test_untouched_chains_verify(story: Organisation) -> None:
    assert (verify_chain(story.pk), verify_chain(SHARED)) == (None, None)


def tamper(change: Callable[[], object]) -> None:
    lift_guards(connection)
    change()
    install_guards(connection)


CHANGES: list[tuple[str, Callable[[], object], int, str]] = [
    (
        "field",
        lambda: ProcessingActivity.history.filter(name="Payroll").update(name="Gift"),
        2,
        "“name” of processing activity 1 differs from what was sealed",
    ),
    (
        "link",
        lambda: (
            ProcessingActivity.measures.through._meta.apps.get_model(
                "registry", "HistoricalProcessingActivity_measures"
            )
            .objects.all()
            .delete()
        ),
        3,
        "“own measures” of processing activity 1 differs from what was sealed",
    ),
    (
        "row",
        lambda: SecurityMeasure.history.all().delete(),
        2,
        "the history row of security measure 1 is gone",
    ),
    (
        "payload",
        lambda: Revision.objects.filter(reason="a link").update(payload="{}"),
        3,
        "what was written does not match its fingerprint",
    ),
    (
        "reason",
        lambda: Revision.objects.filter(reason="a link").update(reason="nothing"),
        3,
        "its reason was altered",
    ),
    (
        "actor",
        lambda: Revision.objects.filter(reason="a link").update(actor_id=99),
        3,
        "its digest does not match its content",
    ),
]


@pytest.mark.parametrize("change, number, message", [case[1:] for case in CHANGES])
def test_tampering_is_named(
    story: Organisation, change: Callable[[], object], number: int, message: str
) -> None:
    tamper(change)
    found = verify_chain(story.pk)
    assert found is not None
    ids = {"processing activity": ProcessingActivity, "security measure": SecurityMeasure}
    for label, model in ids.items():
        pk = (model.history.order_by("history_id").values_list("id", flat=True).first()) or _only_id(model)
        message = message.replace(f"{label} 1", f"{label} {pk}")
    assert (found.number, found.message) == (number, message)


def _only_id(model: type) -> int:
    return model.objects.values_list("pk", flat=True).first() or 0


def instant(owner: Organisation, number: int) -> dt.datetime:
    return Revision.objects.get(organisation=owner, number=number).instant


def test_removed_tail_is_named(story: Organisation) -> None:
    newest = Revision.objects.filter(organisation=story).order_by("-number").first()
    tamper(lambda: (ProcessingActivity.history.filter(revision=newest).delete(), newest.delete()))
    assert verify_chain(story.pk) == Fault(
        key=story.pk, number=4, instant=None, message="it is missing; revision 4 was the last one"
    )


def test_removed_middle_is_named(story: Organisation) -> None:
    tamper(lambda: Revision.objects.filter(reason="a link").delete() if _free("a link") else None)
    assert verify_chain(story.pk) == Fault(
        key=story.pk, number=3, instant=None, message="it is missing; revision 4 is the next one"
    )


def _free(reason: str) -> bool:
    ProcessingActivity.history.filter(revision__reason=reason).delete()
    return True


def test_forged_row_is_named(story: Organisation) -> None:
    revision = Revision.objects.get(reason="two records")
    forged(Party, revision, name="Forged")
    assert verify_chain(story.pk) == Fault(
        key=story.pk,
        number=2,
        instant=revision.instant,
        message="the history row of company or person 77 was never sealed",
    )


def forged(model: Any, revision: Revision, **values: Any) -> None:
    """A history row that the ledger did not write."""
    about = {"revision": revision, "history_date": revision.instant, "history_type": "+"}
    model.history.model.objects.create(**{"id": 77, "organisation": revision.organisation, **about, **values})


def test_second_row_of_one_record_is_named(story: Organisation) -> None:
    revision = Revision.objects.get(reason="two records")
    measure = SecurityMeasure.objects.get()
    forged(SecurityMeasure, revision, id=measure.pk, title=measure.title, history_user_id=revision.actor_id)
    assert verify_chain(story.pk) == Fault(
        key=story.pk,
        number=2,
        instant=revision.instant,
        message=f"the history row of security measure {measure.pk} was never sealed",
    )


def test_versions_in_another_order_are_named(story: Organisation) -> None:
    """The newest version is the one with the highest number: swapped numbers would bring back the one before."""
    older, newer = ProcessingActivity.history.filter(name="Payroll").order_by("history_id")[:2]
    rows = ProcessingActivity.history.model.objects
    first, second = older.history_id, newer.history_id
    for old, new in ((first, 10**6), (second, first), (10**6, second)):
        tamper(lambda old=old, new=new: rows.filter(history_id=old).update(history_id=new))
    links = ProcessingActivity.measures.through._meta.apps.get_model(
        "registry", "HistoricalProcessingActivity_measures"
    )
    tamper(lambda: links.objects.filter(history_id=second).update(history_id=first))
    assert verify_chain(story.pk) == Fault(
        key=story.pk,
        number=2,
        instant=instant(story, 2),
        message=f"the history row of processing activity {older.id} is out of order",
    )


def test_time_of_recording_is_sealed(story: Organisation) -> None:
    tamper(
        lambda: Revision.objects.filter(organisation=story, number=2).update(
            recorded_at=dt.datetime.now(dt.UTC)
        )
    )
    assert verify_chain(story.pk) == Fault(
        key=story.pk,
        number=2,
        instant=instant(story, 2),
        message="the time at which it was recorded was altered",
    )


def test_payload_that_nobody_can_read_is_named(story: Organisation) -> None:
    """Sealed consistently, and not by the ledger."""
    newest = Revision.objects.filter(organisation=story).latest("number")
    seal = sha256("{}")
    values = {"payload": "{}", "payload_sha256": seal}
    digest = digest_of(
        previous=newest.previous,
        instant=newest.instant,
        actor_id=newest.actor_id,
        channel=newest.channel,
        payload_sha256=seal,
    )
    tamper(lambda: Revision.objects.filter(pk=newest.pk).update(**values, digest=digest))
    assert verify_chain(story.pk) == Fault(
        key=story.pk, number=4, instant=newest.instant, message="what was written cannot be read"
    )


HEADS: list[tuple[dict[str, Any], str]] = [
    ({"number": 3}, "the recorded head of the chain does not know it"),
    ({"digest": "1" * 64}, "the recorded head of the chain has another digest"),
    ({"instant": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "the recorded head of the chain is earlier"),
]


@pytest.mark.parametrize("values, message", HEADS)
def test_altered_head_is_named(story: Organisation, values: dict[str, Any], message: str) -> None:
    ChainHead.objects.filter(pk=story.pk).update(**values)
    assert verify_chain(story.pk) == Fault(key=story.pk, number=4, instant=instant(story, 4), message=message)


def test_head_without_revisions_is_named(db: None) -> None:
    ChainHead.objects.create(pk=4711, number=3, digest="1" * 64)
    assert verify_chain(4711) == Fault(
        key=4711, number=1, instant=None, message="it is missing; revision 3 was the last one"
    )


def test_long_chains_are_walked_in_batches(
    story: Organisation, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of versions and the links between revisions hold across batches, too."""
    for turn in range(5):
        with write(f"turn {turn}"):
            measure = SecurityMeasure.objects.get()
            measure.title = f"Locks {turn}"
            measure.save()
    monkeypatch.setattr("registry.ledger.chain.BATCH", 2)
    assert verify_chain(story.pk) is None
    tamper(lambda: SecurityMeasure.history.filter(title="Locks 3").update(title="Keys"))
    found = verify_chain(story.pk)
    assert found is not None
    assert (found.number, found.instant) == (8, instant(story, 8))


def test_every_chain_is_known_by_what_is_left_of_it(story: Organisation) -> None:
    ChainHead.objects.filter(pk=story.pk).delete()
    ChainHead.objects.create(pk=4711)
    assert chain_keys() == [SHARED, story.pk, 4711]
