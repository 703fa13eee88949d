"""After any edits, restoring any earlier version makes the record read again as it did, but for what never comes back."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.actions.refused import Refused
from registry.actions.restoring import plan_restore, restore
from registry.admin.deleting import parts_in
from registry.documents.canonical import encode
from registry.inventory import read_inventory
from registry.ledger.chain import verify_chain
from registry.models import (
    ClientController,
    DataCategory,
    DataSubjectCategory,
    DataUse,
    Disclosure,
    LegalBasis,
    Organisation,
    ProcessingActivity,
    Purpose,
    RecipientCategory,
    Revision,
    SecurityMeasure,
    Transfer,
)
from tests import factories

ADD: dict[Any, Any] = {
    Purpose: lambda activity, text: factories.purpose(activity, text=text),
    DataUse: lambda activity, text: factories.data_use(activity, as_stated=text),
    Disclosure: lambda activity, text: factories.disclosure(
        activity, category=factories.shared(RecipientCategory, "hosting"), reason=text
    ),
    ClientController: lambda activity, text: factories.client(activity, class_of_controllers=text),
    Transfer: lambda activity, text: factories.ground(
        factories.transfer(activity.organisation, activity=activity, data_as_stated=text)
    ),
}
PARTS = list(ADD)
TEXT = {
    Purpose: "text", DataUse: "as_stated", Disclosure: "reason", ClientController: "class_of_controllers",
    Transfer: "data_as_stated",
}  # fmt: skip
LINKS: dict[Any, tuple[str, Any, tuple[str, ...]]] = {
    Purpose: ("legal_bases", LegalBasis, ("6.1.b", "6.1.f")),
    DataUse: ("subjects", DataSubjectCategory, ("users", "customers")),
    Disclosure: ("data_categories", DataCategory, ("name", "email-address")),
}
STATUS = ("draft", "in-review", "retired")
EDITS = ("add", "add", "change", "link", "remove", "ground", "whole", "status")
edits = st.lists(
    st.tuples(
        st.sampled_from(EDITS),
        st.sampled_from(PARTS),
        st.integers(0, 9),
        st.sampled_from(["One", "Two", "erased"]),
    ),
    min_size=2,
    max_size=12,
)
BOUNDS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def edit(activity: ProcessingActivity, how: str, kind: Any, which: int, text: str) -> None:
    """One revision at most: on the activity itself, or on a part of this kind where there is one."""
    there = list(kind.objects.filter(activity=activity))
    with factories.writing(activity.organisation):
        if how == "whole":
            chosen = list(SecurityMeasure.objects.filter(organisation=activity.organisation))[: which % 3]
            factories.changed(activity, description=text, measures=chosen)
        elif how == "status":
            factories.changed(activity, status=STATUS[which % 3])
        elif how == "add":
            ADD[kind](activity, text)
        elif there:
            edit_part(there[which % len(there)], how, which, text)


def edit_part(part: Any, how: str, which: int, text: str) -> None:
    kind = type(part)
    if how == "change":
        factories.changed(part, **{TEXT[kind]: text})
    elif how == "remove":
        for use in DataUse.objects.filter(purposes=part.pk) if kind is Purpose else ():
            use.purposes.remove(part)
        for ground in part.grounds.all() if kind is Transfer else ():
            ground.delete()
        part.delete()
    elif how == "ground" and kind is Transfer:
        factories.ground(part, position=which, evidence=text)
    elif how == "ground" and kind is DataUse:
        factories.changed(part, purposes=list(Purpose.objects.filter(activity=part.activity))[: which % 3])
    elif kind in LINKS:
        name, model, codes = LINKS[kind]
        factories.changed(part, **{name: [factories.shared(model, code) for code in codes[: which % 3]]})


def told(owner: Organisation) -> str:
    """The activity as every document has it, without its status and what belongs to it, and without when it was said."""
    (activity,) = read_inventory(organisation=owner).activities
    without = replace(activity, status=None, reopened_by=(), prepared_by=())
    return encode(replace(without, created_at=None, changed_at=None))


def newest(owner: Organisation) -> int:
    return Revision.objects.filter(organisation=owner).latest("number").number


def any_version_comes_back(done: list[Any], chosen: int, *, removed: bool) -> None:
    owner = factories.organisation()
    for title in ("Locks", "Keys"):
        factories.measure(owner, title=title, organisation_wide=False)
    activity = factories.activity(owner, description="First")
    pk, said = activity.pk, {newest(owner): told(owner)}
    for one in done:
        activity.refresh_from_db()
        edit(activity, *one)
        said[newest(owner)] = told(owner)
    if removed:
        with factories.writing(owner):
            gone = [ground for one in activity.transfers.all() for ground in (*one.grounds.all(), one)]
            for record in (*gone, *parts_in(activity), activity):
                record.delete()
    numbers = sorted(said)
    for number in (numbers[chosen % len(numbers)], numbers[-1]):
        brings_back(pk, owner, number, said[number])
    assert verify_chain(owner.pk) is None


def brings_back(pk: int, owner: Organisation, number: int, said: str) -> None:
    """One revision where anything is different, none where nothing is."""
    before, there = newest(owner), ProcessingActivity.objects.filter(pk=pk).first()
    plan = plan_restore(ProcessingActivity, pk, revision=number, by=None)
    assert bool(plan.moves) is (there is None or told(owner) != said)
    assert plan.obstacles == ()
    if plan.moves:
        restore(plan, by=None)
    assert (told(owner), newest(owner)) == (said, before + bool(plan.moves))
    assert ProcessingActivity.objects.get(pk=pk).status == (there.status if there else "draft")
    with pytest.raises(Refused, match="There is nothing to restore"):
        restore(plan_restore(ProcessingActivity, pk, revision=number, by=None), by=None)
    assert newest(owner) == before + bool(plan.moves)


def undone(done: list[Any], chosen: int, removed: bool) -> None:
    with transaction.atomic():
        any_version_comes_back(done, chosen, removed=removed)
        transaction.set_rollback(True)


def tried(examples: int) -> None:
    """So many histories, each in a transaction of its own."""
    every = given(done=edits, chosen=st.integers(0, 12), removed=st.booleans())
    settings(BOUNDS, max_examples=examples)(every(undone))()


def test_any_version_comes_back(db: None) -> None:
    tried(6)


@pytest.mark.slow
def test_any_version_of_many_histories_comes_back(db: None) -> None:
    tried(60)
