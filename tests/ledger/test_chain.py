"""The walk along the chain finds the first thing that does not fit."""

from collections.abc import Callable

import pytest
from django.db import connection

from registry.ledger.chain import Fault, verify_chain
from registry.ledger.guard import install_guards, lift_guards
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
        "processingactivity 1: name differs from what was sealed.",
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
        "processingactivity 1: measures differs from what was sealed.",
    ),
    (
        "row",
        lambda: SecurityMeasure.history.all().delete(),
        2,
        "The history row of securitymeasure 1 is gone.",
    ),
    (
        "payload",
        lambda: Revision.objects.filter(reason="a link").update(payload="{}"),
        3,
        "What was written does not match its fingerprint.",
    ),
    (
        "reason",
        lambda: Revision.objects.filter(reason="a link").update(reason="nothing"),
        3,
        "Its reason or organisation was altered.",
    ),
    (
        "actor",
        lambda: Revision.objects.filter(reason="a link").update(actor_id=99),
        3,
        "Its digest does not match its content.",
    ),
]


@pytest.mark.parametrize("change, number, message", [case[1:] for case in CHANGES])
def test_tampering_is_named(
    story: Organisation, change: Callable[[], object], number: int, message: str
) -> None:
    tamper(change)
    found = verify_chain(story.pk)
    assert found is not None
    ids = {"processingactivity 1": ProcessingActivity, "securitymeasure 1": SecurityMeasure}
    for label, model in ids.items():
        pk = (model.history.order_by("history_id").values_list("id", flat=True).first()) or _only_id(model)
        message = message.replace(label, f"{label.split()[0]} {pk}")
    assert (found.number, found.message) == (number, message)


def _only_id(model: type) -> int:
    return model.objects.values_list("pk", flat=True).first() or 0


def test_removed_tail_is_named(story: Organisation) -> None:
    newest = Revision.objects.filter(organisation=story).order_by("-number").first()
    tamper(lambda: (ProcessingActivity.history.filter(revision=newest).delete(), newest.delete()))
    assert verify_chain(story.pk) == Fault(
        key=story.pk, number=3, message="The chain ends before its recorded head: revisions are missing."
    )


def test_removed_middle_is_named(story: Organisation) -> None:
    tamper(lambda: Revision.objects.filter(reason="a link").delete() if _free("a link") else None)
    assert verify_chain(story.pk) == Fault(
        key=story.pk, number=4, message="Revision 3 is missing or out of order."
    )


def _free(reason: str) -> bool:
    ProcessingActivity.history.filter(revision__reason=reason).delete()
    return True


def test_forged_row_is_named(story: Organisation) -> None:
    revision = Revision.objects.get(reason="two records")
    Party.history.model.objects.create(
        id=77,
        name="Forged",
        organisation=story,
        revision=revision,
        history_date=revision.instant,
        history_type="+",
    )
    assert verify_chain(story.pk) == Fault(
        key=story.pk, number=2, message="The history row of party 77 was never sealed."
    )


def test_head_without_revisions_is_named(db: None) -> None:
    ChainHead.objects.create(pk=4711, number=3, digest="1" * 64)
    assert verify_chain(4711) == Fault(
        key=4711, number=0, message="The chain ends before its recorded head: revisions are missing."
    )
