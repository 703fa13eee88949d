"""A real server on a database of its own with the five examples, and a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.server import Site, serving

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-component-update"]
WAIT_MS = 20_000


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield launched
        launched.close()


Open = Callable[..., Page]


@pytest.fixture
def open_page(site: Site, browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page, signed in where a name is given. Afterwards nothing may have been blocked or have failed.

    An examined page is not held to that: whatever examines it writes styles into it, which the policy refuses.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def opened(
        path: str,
        *,
        sign_in: str = "",
        width: int = 1280,
        scheme: str = "light",
        script: bool = True,
        examined: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            bypass_csp=examined,
            base_url=site.address,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        if not examined:
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
