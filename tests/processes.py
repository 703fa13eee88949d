"""Processes of their own, and the server whose databases they reach."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


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


def finish(process: subprocess.Popen[str], *, seconds: int = 600) -> str:
    out, errors = process.communicate(timeout=seconds)
    assert process.returncode == 0, errors
    return out
