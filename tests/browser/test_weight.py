"""A page that is opened for the first time weighs little: all that is fetched for it, as it travels."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

LIMIT = 200 * 1024
PAGES = {
    "home": "/admin/",
    "list": "/admin/registry/processingactivity/",
    "form": "/admin/registry/processingactivity/1/change/",
}


def fetched(page: Page, address: str) -> dict[str, int]:
    """What is fetched for a page that nothing is kept of: address → bytes of the body as it travels."""
    asked = page.context.new_cdp_session(page)
    asked.send("Network.enable")
    asked.send("Network.setCacheDisabled", {"cacheDisabled": True})
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    asked.on(
        "Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]})
    )
    asked.on(
        "Network.dataReceived", lambda event: _add(sizes, event["requestId"], event["encodedDataLength"])
    )
    page.goto(address, wait_until="networkidle")
    return {names.get(key, key): size for key, size in sizes.items()}


def _add(sizes: dict[str, int], key: str, size: int) -> None:
    sizes[key] = sizes.get(key, 0) + size


@pytest.mark.parametrize("name", PAGES)
def test_page_is_light(open_page: Open, name: str) -> None:
    found = fetched(open_page("/admin/", sign_in="officer"), PAGES[name])
    heaviest = sorted(found.items(), key=lambda item: -item[1])
    assert sum(found.values()) <= LIMIT, heaviest
    assert len(found) > 10, "fetched from what the browser had kept"
