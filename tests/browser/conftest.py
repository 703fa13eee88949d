"""A real server on a database of its own with the five examples, and a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.processes import ROOT, finish, run

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-component-update"]
PASSWORD = re.compile(r"Sign-in (\w+), password (\S+) ")
WAIT_MS = 20_000


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where the server answers, and with which passwords."""

    address: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("site")
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
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "compliance.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            "2",
        ],
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield launched
        launched.close()


Open = Callable[..., Page]


@pytest.fixture
def open_page(site: Site, browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page, signed in where a name is given. Afterwards nothing may have been blocked or have failed."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def opened(
        path: str, *, sign_in: str = "", width: int = 1280, scheme: str = "light", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            base_url=site.address,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if sign_in:
            page.goto("/admin/login/")
            page.get_by_label("Username").fill(sign_in)
            page.get_by_label("Password").fill(site.passwords[sign_in])
            page.keyboard.press("Enter")
            page.wait_for_url("**/admin/")
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
