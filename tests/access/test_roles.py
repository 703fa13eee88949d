"""Who may do what, and which rows an account knows of."""

import pytest

from registry.access.roles import ADD, CHANGE, DELETE, EXPORT, PUBLISH, VIEW, may, verbs
from registry.access.scope import scope
from registry.ledger.recording import recording
from registry.models import (
    Channel,
    DataCategory,
    Membership,
    Organisation,
    Party,
    ProcessingActivity,
    Release,
    Revision,
    User,
)

ALL = {VIEW, ADD, CHANGE, DELETE, EXPORT}


@pytest.mark.parametrize("role, model, expected", [
    ("officer", ProcessingActivity, ALL),
    ("officer", DataCategory, ALL),
    ("officer", Organisation, {VIEW, EXPORT, CHANGE, PUBLISH}),
    ("officer", Release, {VIEW, EXPORT, PUBLISH}),
    ("officer", Membership, set()),
    ("officer", User, set()),
    ("auditor", ProcessingActivity, {VIEW, EXPORT}),
    ("auditor", Organisation, {VIEW, EXPORT}),
    ("auditor", Release, {VIEW, EXPORT}),
    ("auditor", Membership, set()),
    ("administrator", ProcessingActivity, {VIEW, EXPORT}),
    ("administrator", Organisation, {VIEW, EXPORT, CHANGE}),
    ("administrator", Membership, ALL),
    ("unknown", ProcessingActivity, set()),
])  # fmt: skip
def test_verbs_of_each_role(role: str, model: type, expected: set[str]) -> None:
    assert verbs(role, model) == expected


def organisation(slug: str) -> Organisation:
    made = Organisation(name=slug.title(), slug=slug)
    with recording(by=None, organisation=made, channel=Channel.COMMAND):
        made.save()
        Party.objects.create(organisation=made, name=f"{slug} vendor")
    return made


@pytest.fixture
def two(db: None) -> tuple[Organisation, Organisation]:
    return organisation("acme"), organisation("other")


def account(name: str, **roles: Organisation) -> User:
    user = User.objects.create_user(name)
    for role, owner in roles.items():
        Membership.objects.create(user=user, organisation=owner, role=role)
    return user


def test_role_holds_in_its_organisation_only(two: tuple[Organisation, Organisation]) -> None:
    acme, other = two
    user = account("both", officer=acme, auditor=other)
    assert may(user, CHANGE, Party)
    assert may(user, CHANGE, Party, organisation_id=acme.pk)
    assert may(user, VIEW, Party, organisation_id=other.pk)
    assert not may(user, CHANGE, Party, organisation_id=other.pk)


def test_strangers_and_sleepers_may_nothing(two: tuple[Organisation, Organisation]) -> None:
    acme, _other = two
    sleeper = account("sleeper", officer=acme)
    sleeper.is_active = False
    for user in (account("stranger"), sleeper):
        assert not any(may(user, verb, Party) for verb in ALL)
        assert list(scope(Party.objects.all(), user=user)) == []


def test_sealed_rows_are_written_by_nobody(db: None) -> None:
    root = User.objects.create_superuser("root")
    assert may(root, CHANGE, Party)
    assert [may(root, verb, model) for model in (Revision, Release) for verb in (ADD, CHANGE, DELETE)] == [
        False
    ] * 6


def test_scope_shows_own_rows_and_shared_words(two: tuple[Organisation, Organisation]) -> None:
    acme, other = two
    with recording(by=None, organisation=other, channel=Channel.COMMAND):
        DataCategory.objects.create(organisation=other, code="canary", label="Canary")
    user = account("officer", officer=acme)
    assert [party.name for party in scope(Party.objects.all(), user=user)] == ["acme vendor"]
    assert [found.slug for found in scope(Organisation.objects.all(), user=user)] == ["acme"]
    words = set(scope(DataCategory.objects.all(), user=user).values_list("code", flat=True))
    assert "name" in words
    assert "canary" not in words
    root = User.objects.create_superuser("root")
    assert scope(Party.objects.all(), user=root).count() == 2
