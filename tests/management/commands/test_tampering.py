"""`verify_history` on databases that were edited behind the program's back, as a process of its own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from registry.render.wording import universal
from tests.management.commands.edited import Edited, edited, instant
from tests.management.commands.register_ways import REGISTER_WAYS
from tests.management.commands.simple_ways import SIMPLE
from tests.management.commands.ways import WAYS, Lines, Way
from tests.processes import administer, finish, run

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
Environment = dict[str, str]
CHAINS = (
    "shared", "acme", "other", "third", "acme, releases (subprocessors)", "other, releases (subprocessors)",
    "third, releases (register)",
)  # fmt: skip


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """The environment of a database with what `told.py` records."""
    home = tmp_path_factory.mktemp("story")
    with database(home, f"story_{os.getpid()}") as environment:
        finish(run("manage.py", "migrate", "--verbosity", "0", environment=environment))
        finish(run("-m", "tests.management.commands.told", environment=environment))
        yield environment


@pytest.fixture
def copy(story: Environment, tmp_path: Path) -> Iterator[Environment]:
    """A copy of it to tamper with."""
    name = f"copy_{os.getpid()}"
    if connection.vendor == "sqlite":
        original = Path(story["DATABASE_URL"].removeprefix("sqlite:///"))
        for file in original.parent.glob(f"{original.name}*"):
            shutil.copy(file, tmp_path / file.name.replace(original.name, f"{name}.sqlite3"))
    with database(tmp_path, name, template=story["DATABASE_URL"].rpartition("/")[2]) as environment:
        yield environment


@contextmanager
def database(home: Path, name: str, *, template: str = "template1") -> Iterator[Environment]:
    """A database on the server under test; in `home` where it is a file."""
    environment = {**os.environ, "REGESTA_VAR": str(home), "DJANGO_SETTINGS_MODULE": "compliance.settings"}
    if connection.vendor == "sqlite":
        yield {**environment, "DATABASE_URL": f"sqlite:///{home / f'{name}.sqlite3'}"}
        return
    administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield {**environment, "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"}
    administer(f"DROP DATABASE {name} WITH (FORCE)")


def verify(environment: Environment) -> tuple[int, list[str], str]:
    """Exit code, lines and errors of the command."""
    process = run("manage.py", "verify_history", environment=environment)
    out, errors = process.communicate(timeout=600)
    return process.returncode, out.splitlines(), errors


def told(lines: Lines) -> tuple[int, list[str], str]:
    """What the command leaves behind where these chains say something else."""
    said = {**{name: f"{name}: intact" for name in CHAINS}, **lines}
    code = 1 if any("broken" in line for line in lines.values()) else 0
    return code, [line for line in said.values() if line], ""


def test_the_untouched_story_is_intact(copy: Environment) -> None:
    assert verify(copy) == told({})


@pytest.mark.parametrize("statements, number, why", [pytest.param(*way[1:], id=way[0]) for way in SIMPLE])
def test_an_edited_row_is_named(copy: Environment, statements: list[str], number: int, why: str) -> None:
    with edited(copy["DATABASE_URL"]) as db:
        facts = facts_of(db)
        row = db.revision("acme", number)
        for statement in statements:
            db.do(statement.format(**facts))
    line = f"acme: broken at revision {number} of {universal(instant(row))}: {why.format(**facts)}."
    assert verify(copy) == told({"acme": line})


def facts_of(db: Edited) -> dict[str, Any]:
    return {
        "party": db.one("SELECT id FROM registry_party WHERE note = 'Paid monthly'")["id"],
        "activity": db.one("SELECT id FROM registry_processingactivity WHERE name = 'Wages'")["id"],
        **{f"r{number}": db.revision("acme", number)["id"] for number in range(1, 9)},
    }


@pytest.mark.parametrize("way", [*WAYS, *REGISTER_WAYS], ids=lambda way: way.__name__)
def test_what_was_forged_is_named(copy: Environment, way: Way) -> None:
    with edited(copy["DATABASE_URL"]) as db:
        lines = way(db)
    assert verify(copy) == told(lines)
