"""A real server on a database of its own with the five examples, and a real browser."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

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


Enter = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def enter(site: Site, browser: Browser, keys: Keys) -> Enter:
    """A browser for whoever is signed in, the same for all tests: what it has fetched of styles and scripts is kept.

    Visitors get a new one each time, for their pages are kept as well.
    """

    def entered(sign_in: str, *, width: int, **options: Any) -> BrowserContext:
        return browser.new_context(
            viewport={"width": width, "height": 900},
            base_url=site.address,
            storage_state=keys(sign_in) if sign_in else None,
            **options,
        )

    kept = cache(entered)
    return lambda sign_in, **options: (kept if sign_in else entered)(sign_in, **options)


def leave(context: BrowserContext, site: Site, state: StorageState) -> None:
    """As if nobody had been here: neither open pages, nor what they wrote down, nor other cookies."""
    pages = context.new_cdp_session(context.new_page())
    pages.send(
        "Storage.clearDataForOrigin",
        {"origin": site.address, "storageTypes": "local_storage,session_storage"},
    )
    for page in context.pages:
        page.close()
    context.clear_cookies()
    context.add_cookies(state["cookies"])  # type: ignore[arg-type]


@pytest.fixture
def open_page(site: Site, enter: Enter, keys: Keys) -> Iterator[Open]:
    """Opens a page, signed in where a name is given. Afterwards nothing may have been blocked or have failed.

    An examined page is not held to that: whatever examines it writes styles into it, which the policy refuses.
    """
    contexts: dict[BrowserContext, str] = {}
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
        context = enter(
            sign_in, width=width, color_scheme=scheme, java_script_enabled=script, bypass_csp=examined
        )
        contexts[context] = sign_in
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        if not examined:
            page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context, name in contexts.items():
        if name:
            leave(context, site, keys(name))
        else:
            context.close()
    assert complaints == []
