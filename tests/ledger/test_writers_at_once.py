"""Two processes write to one organisation at once: one chain, no fork, no reference given twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
TURNS = 25
READ = """
import django; django.setup()
from registry.ledger.chain import verify_chain
from registry.models import Organisation, ProcessingActivity, Revision
owner = Organisation.objects.get(slug="race")
print(verify_chain(owner.pk))
print(list(Revision.objects.filter(organisation=owner).values_list("number", flat=True)))
print(sorted(ProcessingActivity.objects.values_list("reference", flat=True)))
"""


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


def administer(statement: str) -> None:
    import psycopg  # noqa: PLC0415 (only where PostgreSQL is under test)

    database = settings.DATABASES["default"]
    with psycopg.connect(
        host=database["HOST"], user=database["USER"], dbname="postgres", autocommit=True
    ) as server:
        server.execute(statement)


def run(*arguments: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out


@pytest.mark.slow
def test_two_writers_leave_one_chain(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    finish(run("-m", "tests.ledger.writer", "first", "1", environment=elsewhere))
    both = [
        run("-m", "tests.ledger.writer", name, str(TURNS), environment=elsewhere)
        for name in ("left", "right")
    ]
    for process in both:
        finish(process)
    fault, numbers, references = finish(run("-c", READ, environment=elsewhere)).splitlines()
    saves = 1 + 2 * TURNS
    assert fault == "None"
    assert numbers == str(list(range(1, saves + 2)))
    assert references == str([f"PA-{number:04d}" for number in range(1, saves + 1)])
