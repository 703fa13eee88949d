"""A real server with the five examples on a database of its own, for as long as it is wanted."""

import os
import re
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

PASSWORD = re.compile(r"Sign-in (\w+), password (\S+) ")


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where the server answers, and with which passwords."""

    address: str
    passwords: dict[str, str]


@contextmanager
def serving(home: Path) -> Iterator[Site]:
    """The site on a free port, with everything that it keeps under `home`."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "compliance.settings",
        "REGESTA_VAR": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'site.sqlite3'}",
        "REGESTA_LOOPBACK_HTTP": "yes",
    }
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=environment))
    finish(run("manage.py", "collectstatic", "--no-input", "--verbosity", "0", environment=environment))
    told = finish(run("manage.py", "seed_demo", environment=environment))
    port = free_port()
    command = ("-m", "gunicorn", "compliance.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2")
    server = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield Site(address=f"http://127.0.0.1:{port}", passwords=dict(PASSWORD.findall(told)))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


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
