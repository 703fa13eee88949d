"""The way of an officer, an auditor and the public, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways, once the page is there: a window that just opened is empty."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("slug", ["postmx", "mailgun", "mailaki", "postmcp", "postr"])
def test_public_page_needs_no_script_and_fits_a_phone(open_page: Open, slug: str) -> None:
    page = open_page(f"/subprocessors/{slug}/", width=400, script=False)
    expect(page.get_by_role("note").filter(has_text="roles and regimes are our reading")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Subprocessors of")
    narrow = page.viewport_size
    assert narrow is not None
    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["width"] <= narrow["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_public_pages_fit_and_nothing_is_blocked(open_page: Open, width: int, scheme: str) -> None:
    page = open_page("/", width=width, scheme=scheme)
    assert fits(page)
    page.get_by_role("link", name="PostMCP").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Subprocessors of PostMCP")
    expect(page.get_by_text("Clerk").first).to_be_visible()
    assert fits(page)


def activity(page: Page, name: str) -> None:
    page.goto("/admin/registry/processingactivity/?q=" + name.replace(" ", "+"))
    page.get_by_role("link", name=re.compile(name)).first.click()


def step(page: Page, letter: str) -> None:
    """Opens the panel of a letter, or another one by its name."""
    page.get_by_role("tab", name=letter).click()


def test_officer_edits_and_the_history_tells(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer")
    activity(page, "Billing and collection")
    page.get_by_label("Department").fill("Finance")
    page.get_by_label("Reason for this change").fill("Asked on the phone")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    activity(page, "Billing and collection")
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("Asked on the phone")).to_be_visible()
    change = page.locator("dl.items > div").filter(has_text="Department")
    expect(change.first).to_contain_text("Finance")


def test_officer_adds_a_purpose_by_choosing_from_a_list(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer")
    activity(page, "Dedicated IP addresses")
    step(page, "(b)")
    page.get_by_role("button", name="Add another Purpose").click()
    page.locator("#id_purposes-1-text").fill("To keep a list of addresses")
    page.locator("#id_purposes-1-category + .select2").click()
    page.get_by_role("searchbox").last.fill("Account man")
    page.get_by_role("option", name="Account management").click()
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator("#id_purposes-1-text")).to_have_value("To keep a list of addresses")
    expect(page.locator("#select2-id_purposes-1-category-container")).to_contain_text("Account management")


def test_form_error_names_the_field_and_keeps_what_was_typed(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer")
    activity(page, "Enquiries, support and live chat")
    page.get_by_label("Department").fill("Typed and kept")
    page.locator("#id_in_force_until").fill("2000-01-01")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist").filter(has_text="before the first one").first).to_be_visible()
    expect(page.get_by_label("Department")).to_have_value("Typed and kept")


def test_auditor_downloads_the_register_and_changes_nothing(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/admin/registry/organisation/", sign_in="auditor")
    page.get_by_role("link", name="Mailgun").first.click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    page.locator("#content-main").get_by_role("link", name="Register as a file").click()
    page.get_by_label("In force on").fill("2018-10-19")
    page.get_by_label("Format").select_option("json")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file").click()
    path = tmp_path / "register.json"
    download.value.save_as(path)
    made = json.loads(path.read_text())
    assert made["document"]["moment"]["on"] == "2018-10-19"
    assert made["document"]["name"] == "Mailgun"


def test_public_sees_a_change_only_after_publishing(open_page: Open) -> None:
    page = open_page("/admin/registry/subprocessor/", sign_in="officer")
    page.locator("#result_list").get_by_role("link", name=re.compile("PostMCP|Clerk")).first.click()
    page.get_by_label("What of ours it concerns").fill("Signing in, as the officer wrote today")
    page.get_by_role("button", name="Save", exact=True).click()
    public = open_page("/subprocessors/postmcp/")
    expect(public.get_by_text("as the officer wrote today")).to_have_count(0)
