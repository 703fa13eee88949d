"""A real server on a database of its own with the five examples, and a real browser."""

import os
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    expect,
    sync_playwright,
)

from tests.browser.server import Site, serving

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-component-update"]
WAIT_MS = 20_000
expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for each process that tests; all begin with copies of what the first one prepared."""
    own = tmp_path_factory.getbasetemp()
    together = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with serving(own / "site", like=together / "prepared") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield launched
        launched.close()


def type_name_and_password(page: Page, name: str, password: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


Open = Callable[..., Page]
Keys = Callable[[str], StorageState]


@pytest.fixture(scope="session")
def keys(site: Site, browser: Browser) -> Keys:
    """The cookies of an account that has signed in, once for all tests."""

    @cache
    def signed_in(name: str) -> StorageState:
        context = browser.new_context(base_url=site.address)
        type_name_and_password(context.new_page(), name, site.passwords[name])
        state = context.storage_state()
        context.close()
        return state

    return signed_in


@pytest.fixture
def open_page(site: Site, browser: Browser, keys: Keys) -> Iterator[Open]:
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
            storage_state=keys(sign_in) if sign_in else None,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        if not examined:
            page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
