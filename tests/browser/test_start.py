"""Beginning with activities in a real browser: by keyboard alone, without script, and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessible import objections
from tests.browser.test_the_whole_way import fits

pytestmark = pytest.mark.browser

START = "/admin/registry/processingactivity/start/?organisation=1"
PAGES = (
    START,
    f"{START}&q=",
    "/admin/registry/processingactivity/1/duplicate/",
    "/admin/registry/processingactivity/1/copy/",
    "/admin/registry/processingactivity/1/copy/?to=2",
)
TABS = 200
"""More than there are places to go on any of these pages."""


def tab_to(page: Page, selector: str) -> None:
    """Presses the tab key until the element has the focus, and sees that this shows."""
    for _press in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{selector} is not reached by keyboard")


def test_ten_minutes_of_a_new_officer_by_keyboard_alone(open_page: Open) -> None:
    """From the list to two drafts, then a duplicate and a copy of one of them; no mouse."""
    page = open_page("/admin/registry/processingactivity/", sign_in="officer")
    tab_to(page, ".object-tools .addlink")
    page.keyboard.press("Enter")
    page.wait_for_url("**/start/")
    tab_to(page, "#content-main a[href='?organisation=1']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New activity")).to_be_visible()

    tab_to(page, "#start-filter")
    page.keyboard.type("camera")
    page.keyboard.press("Enter")
    expect(page.locator(".start-card:visible")).to_have_count(1)
    tab_to(page, "#start-video-surveillance")
    page.keyboard.press("Space")
    expect(page.get_by_text("1 ticked")).to_be_visible()
    page.locator("#start-filter").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("alchemy")
    expect(page.locator(".start-card:visible")).to_have_count(0)
    expect(page.get_by_text("None has this in its name or description.")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("wages")
    tab_to(page, "#start-payroll")
    page.keyboard.press("Space")
    expect(page.get_by_text("2 ticked")).to_be_visible()
    tab_to(page, ".submit-row input.default")
    page.keyboard.press("Enter")
    page.wait_for_url("**/registry/processingactivity/")
    expect(page.get_by_text("2 drafts are started")).to_be_visible()

    tab_to(page, ".messagelist a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    tab_to(page, ".object-tools a[href$='/duplicate/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/duplicate/")
    expect(page.get_by_label("Name of the copy")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Wages of trainees")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    expect(page.locator("#id_name")).to_have_value("Wages of trainees")

    tab_to(page, ".object-tools a[href$='/copy/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/copy/")
    tab_to(page, "#content-main a[href='?to=2']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Goes along")).to_be_visible()
    tab_to(page, ".submit-row input.default")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    expect(page.locator("#id_name")).to_have_value("Wages of trainees")


def test_start_works_without_script(open_page: Open) -> None:
    page = open_page(START, sign_in="officer", script=False)
    expect(page.locator("#start-filter")).to_be_hidden()
    page.get_by_label("Newsletter").check()
    page.get_by_role("button", name="Start the ticked ones").click()
    expect(page.get_by_text("Newsletter” is a draft now.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit(open_page: Open, width: int, scheme: str) -> None:
    page = open_page("/admin/", sign_in="officer", width=width, scheme=scheme)
    wide = []
    for address in PAGES:
        page.goto(address)
        expect(page.get_by_role("link", name="Regesta").first).to_be_visible()
        if not fits(page):
            wide.append(address)
    assert wide == []


def test_pages_are_open_to_everybody(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer", examined=True)
    found = []
    for address in PAGES:
        page.goto(address)
        if address == START:
            page.locator(".start-card summary").first.click()
            page.get_by_label("Newsletter").check()
        found += objections(page)
    assert found == []
