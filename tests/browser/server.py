"""A real server with the five examples on a database of its own, for as long as it is wanted."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.processes import ROOT, finish, run

TOLD = "told.txt"
"""What was told when the examples were loaded: the passwords."""
PASSWORD = re.compile(r"Sign-in (\w+), password (\S+) ")


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where the server answers, and with which passwords."""

    address: str
    passwords: dict[str, str]


@contextmanager
def serving(home: Path, *, like: Path | None = None) -> Iterator[Site]:
    """The site on a free port, with everything that it keeps under `home`: new or, where `like` is given, a copy of
    what is there, prepared by whoever comes first."""
    if like is None:
        prepare(home)
    else:
        prepare_once(like)
        shutil.copytree(like, home)
    port = free_port()
    # Preloaded, two workers begin with what was imported once.
    command = (
        "-m",
        "gunicorn",
        "compliance.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--preload",
    )
    server = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        told = (home / TOLD).read_text()
        yield Site(address=f"http://127.0.0.1:{port}", passwords=dict(PASSWORD.findall(told)))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "compliance.settings",
        "REGESTA_VAR": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'site.sqlite3'}",
        "REGESTA_LOOPBACK_HTTP": "yes",
    }


def prepare(home: Path) -> None:
    """Database, files and sign-ins, as on a new machine."""
    home.mkdir(exist_ok=True)
    own = environment(home)
    collecting = run("manage.py", "collectstatic", "--no-input", "--verbosity", "0", environment=own)
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=own))
    told = finish(run("manage.py", "seed_demo", environment=own))
    finish(collecting)
    (home / TOLD).write_text(told)


def prepare_once(home: Path) -> None:
    """The same by one of several processes, while the others wait for it."""
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / TOLD).exists():
            shutil.rmtree(home, ignore_errors=True)
            prepare(home)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _attempt in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")
