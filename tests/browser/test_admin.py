"""The admin in a real browser: nothing is blocked by the content security policy, and everything can be clicked."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_the_whole_way import activity, fits, step

pytestmark = pytest.mark.browser

PAGES = (
    "/admin/",
    "/admin/registry/processingactivity/",
    "/admin/registry/processingactivity/?q=account",
    "/admin/registry/processingactivity/1/change/",
    "/admin/registry/processingactivity/1/history/",
    "/admin/registry/processingactivity/add/",
    "/admin/registry/processingactivity/add/?organisation=1",
    "/admin/registry/transfer/1/change/",
    "/admin/registry/transfer/1/delete/",
    "/admin/registry/party/1/delete/",
    "/admin/registry/privacynotice/1/change/",
    "/admin/registry/document/add/?organisation=1",
    "/admin/registry/citation/?about=processingactivity-1",
    "/admin/registry/datacategory/",
    "/admin/registry/organisation/1/change/",
    "/admin/registry/organisation/registers/",
    "/admin/registry/organisation/1/register/",
    "/admin/registry/organisation/1/subprocessors/",
)


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("role", ["officer", "auditor"])
def test_nothing_is_blocked_and_pages_fit(open_page: Open, role: str, width: int) -> None:
    page = open_page("/admin/", sign_in=role, width=width)
    wide = []
    for address in PAGES:
        if role == "auditor" and ("add/" in address or "delete/" in address):
            continue
        page.goto(address)
        expect(page.get_by_role("link", name="Regesta").first).to_be_visible()
        if not fits(page):
            wide.append(address)
    assert wide == []


def test_administrator_manages_accounts(open_page: Open) -> None:
    page = open_page("/admin/registry/user/", sign_in="admin")
    page.get_by_role("link", name="officer").first.click()
    expect(page.get_by_label("Username")).to_have_value("officer")
    page.goto("/admin/registry/membership/add/")
    page.get_by_label("Account name").fill("nobody at all")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("There is no account of the name “nobody at all”.").first).to_be_visible()


def choose(page: Page, field: str, typed: str, option: str) -> None:
    """Picks a record or a place by typing part of its name."""
    page.locator(f"#{field} + .select2").click()
    page.keyboard.type(typed)
    page.get_by_role("option", name=option).first.click()


def test_links_and_places_are_chosen_by_typing(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer")
    activity(page, "Product analytics")
    step(page, "(a)")
    choose(page, "id_joint_controllers", "cl", "Clerk")
    step(page, "Beyond Article 30")
    page.get_by_text("Where the data come from, and in what").click()
    choose(page, "id_subject_places", "switz", "Switzerland")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator("#id_subject_places + .select2")).to_contain_text("Switzerland")
    expect(page.locator("#id_joint_controllers + .select2")).to_contain_text("Clerk")
