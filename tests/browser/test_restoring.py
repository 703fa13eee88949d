"""An earlier version of a record, restored in a real browser: by keyboard, without script, on a phone, open to everybody."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessible import objections
from tests.browser.test_the_whole_way import activity, fits

pytestmark = pytest.mark.browser


def described(page: Page, name: str, text: str) -> None:
    """Writes a description, and opens the history that tells it."""
    activity(page, name)
    page.locator("#id_description").fill(text)
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="History", exact=True).first.click()


def test_version_is_restored_after_a_look_at_what_would_change(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer", examined=True)
    described(page, "Product analytics", "Something else")
    page.get_by_role("link", name="Restore this version…").first.press("Enter")
    changes = page.get_by_role("region", name="What would change")
    expect(changes.locator("del")).to_have_text("removed: Something else")
    expect(page.get_by_text("The sheet as it would be printed")).to_be_visible()
    expect(page.get_by_label("Reason for this change")).to_have_value(
        re.compile(r"^Restored as of revision \d+, ")
    )
    assert fits(page)
    assert objections(page) == []
    page.get_by_role("button", name="Restore this version").press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("reads again as it did after revision")
    expect(page.locator("#id_description")).not_to_have_value("Something else")
    page.go_back()
    page.reload()
    expect(page.get_by_text("There is nothing to restore: it reads today as it did then.")).to_be_visible()
    assert objections(page) == []


@pytest.mark.parametrize("width,scheme", [(400, "dark"), (1280, "light")])
def test_version_is_restored_without_script(open_page: Open, width: int, scheme: str) -> None:
    signed_in = open_page("/admin/", sign_in="officer")
    described(signed_in, "Billing and collection", f"Something else at {width}")
    page = open_page("/admin/", width=width, scheme=scheme, script=False)
    page.context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    page.goto(signed_in.url)
    page.get_by_role("link", name="Restore this version…").first.click()
    assert fits(page)
    page.get_by_role("button", name="Restore this version").click()
    expect(page.locator(".messagelist .success")).to_contain_text("reads again as it did after revision")
    assert fits(page)
