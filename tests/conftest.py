"""What every test shares."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.processes import administer

Keep = Callable[[Callable[[], Any]], Any]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that reach the database by a fixture alone, so that `-m django_db` selects them too."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage, again and again, took an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 10)


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_nothing() -> Iterator[None]:
    """Nobody guesses the passwords of these accounts: what makes guessing slow would only make the tests slow."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="module")
def keep(django_db_setup: None, django_db_blocker: Any) -> Iterator[Keep]:
    """What every test of a module begins with, made once: `keep(make)`, in a fixture of the module's scope.

    It is undone after the module's last test; what a test writes is undone after that test, as everywhere.
    """
    whole = transaction.atomic()

    def kept(make: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return make()

    kept(whole.__enter__)
    yield kept
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def elsewhere(db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a database that other processes can reach, on the server under test."""
    environment = {
        **os.environ,
        "REGESTA_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "compliance.settings",
    }
    if connection.vendor == "sqlite":
        yield {**environment, "DATABASE_URL": f"sqlite:///{tmp_path / 'race.sqlite3'}"}
        return
    name = f"race_{os.getpid()}"
    url = os.environ["DATABASE_URL"].rpartition("/")[0]
    administer(f"CREATE DATABASE {name}")
    yield {**environment, "DATABASE_URL": f"{url}/{name}"}
    administer(f"DROP DATABASE {name} WITH (FORCE)")
