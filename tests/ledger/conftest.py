"""A small organisation whose changes are recorded."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from registry.ledger.recording import Recording, recording
from registry.models import Channel, Organisation, User

Write = Callable[..., AbstractContextManager[Recording]]


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("officer", password="a long enough one")


@pytest.fixture
def acme(officer: User) -> Organisation:
    made = Organisation(name="Acme", slug="acme")
    with recording(by=officer, organisation=made, channel=Channel.COMMAND, reason="first"):
        made.save()
    return made


@pytest.fixture
def write(acme: Organisation, officer: User) -> Write:
    def opened(reason: str = "because") -> AbstractContextManager[Recording]:
        return recording(by=officer, organisation=acme, channel=Channel.ADMIN, reason=reason)

    return opened
