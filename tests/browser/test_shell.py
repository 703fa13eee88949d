"""What stands around every page: reached by keyboard, without script, on a phone, in the dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, type_name_and_password
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_tasks_stand_beside_the_page_and_are_open(open_page: Open) -> None:
    page = open_page("/admin/registry/service/", sign_in="officer")
    tasks = page.get_by_role("navigation", name="Tasks")
    expect(tasks.get_by_role("link", name="Processing activities")).to_be_visible()
    expect(tasks.get_by_role("link", name="Services")).to_have_attribute("aria-current", "page")
    expect(tasks.get_by_text("Menu")).to_be_hidden()
    assert tasks.locator("details.menu").evaluate("menu => menu.open")


@pytest.mark.parametrize("script", [True, False])
def test_tasks_are_a_menu_on_a_phone(open_page: Open, script: bool) -> None:
    page = open_page("/admin/", sign_in="officer", width=400, script=script)
    link = page.get_by_role("navigation", name="Tasks").get_by_role("link", name="Services")
    expect(link).to_be_hidden()
    page.get_by_text("Menu").click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Services")


def test_tasks_are_beside_the_page_without_script(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer", script=False)
    page.get_by_role("link", name="Transfers").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Transfers")


def test_folded_tasks_stay_as_they_were_left(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer")
    page.locator("#tasks summary", has_text="Evidence").click()
    page.locator("#tasks summary", has_text="Reference data").click()
    page.goto("/admin/registry/transfer/")
    expect(page.get_by_role("link", name="Open questions")).to_be_hidden()
    expect(page.get_by_role("link", name="Legal bases")).to_be_visible()


def test_first_key_leads_past_the_tasks(open_page: Open) -> None:
    page = open_page("/admin/registry/service/", sign_in="officer")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_theme_is_chosen_and_kept(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer")
    light = ground(page)
    page.get_by_role("button", name="Toggle theme").click()
    dark = ground(page)
    page.goto("/admin/registry/service/")
    assert (light, dark, ground(page)) == ("rgb(255, 255, 255)", "rgb(21, 23, 26)", "rgb(21, 23, 26)")


def test_theme_follows_the_system_unless_chosen(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer", scheme="dark")
    found = [ground(page)]
    page.get_by_role("button", name="Toggle theme").click()
    assert [*found, ground(page)] == ["rgb(21, 23, 26)", "rgb(255, 255, 255)"]


def test_row_is_a_card_on_a_phone(open_page: Open) -> None:
    page = open_page("/admin/registry/transfer/", sign_in="officer", width=400)
    cell = page.locator("#result_list tbody td.field-exporter").first
    named = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert (named, cell.evaluate("cell => getComputedStyle(cell).display")) == ('"Exporter"', "grid")


def test_who_is_signed_in_can_leave_on_a_phone(open_page: Open, site: Site) -> None:
    page = open_page("/admin/login/", width=400)
    type_name_and_password(page, "officer", site.passwords["officer"])
    page.locator(".account summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
