"""From the quick start to a complete activity, its file and its history, in a real browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_activity_form import add_service, printed, tab
from tests.browser.test_admin import choose
from tests.browser.test_the_whole_way import step

pytestmark = pytest.mark.browser

LETTERS = "abcdefg"


def new_draft(page: Page) -> None:
    page.get_by_label("Visitor book").check()
    page.get_by_role("button", name="Start the ticked ones").click()
    page.wait_for_url("**/change/")
    page.get_by_label("Our role").select_option("controller")


def who_and_why(page: Page) -> None:
    step(page, "(a)")
    page.locator("#id_joint_controllers_absent_because").fill("We decide alone")
    step(page, "(b)")
    page.get_by_role("button", name="Add a purpose").click()
    page.locator("#id_purposes-0-text").fill("To know who is in the house")
    expect(printed(page)).to_contain_text("To know who is in the house")


def which_data(page: Page) -> None:
    step(page, "(c)")
    page.get_by_role("button", name="Add a kind of data").click()
    choose(page, "id_data_uses-0-category", "name", "Name")
    choose(page, "id_data_uses-0-subjects", "visitor", "Visitors")
    page.locator("#id_data_uses-0-retention_absent_because").fill("The book is full at no fixed time")


def to_whom(page: Page) -> None:
    step(page, "(d)")
    page.get_by_role("button", name="Add a recipient").click()
    with page.context.expect_page() as window:
        page.locator("#add_id_disclosures-0-service").click()
    add_service(window.value, "Archive of visitor books")
    expect(printed(page)).to_contain_text("Archive of visitor books")
    step(page, "(e)")
    page.locator("#id_transfers_absent_because").fill("The book stays here")


def states(page: Page) -> dict[str, str]:
    """Letter → the word for its state."""
    found = {}
    for letter in LETTERS:
        step(page, f"({letter})")
        found[letter] = page.locator(".panel.is-open [data-slot=state] .badge").inner_text()
    return found


def test_an_activity_is_completed_saved_handed_over_and_told(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/admin/registry/processingactivity/start/?organisation=1", sign_in="officer")
    new_draft(page)
    who_and_why(page)
    which_data(page)
    to_whom(page)
    step(page, "(b)")
    page.locator(".panel.is-open .panel-questions input").first.check()
    page.get_by_label("Reason for this change").fill("Asked at reception")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    said = states(page)
    assert said.pop("a") == "Missing"  # what the organisation has not said of itself
    assert said == {**dict.fromkeys("bcdfg", "Filled"), "e": "Not applicable"}
    expect(tab(page, "(a)")).to_be_visible()
    page.get_by_role("link", name="History").first.click()
    expect(page.get_by_text("Asked at reception")).to_be_visible()
    expect(page.get_by_text("To know who is in the house").first).to_be_visible()

    page.goto("/admin/registry/organisation/1/register/")
    page.get_by_label("Format").select_option("json")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file").click()
    download.value.save_as(tmp_path / "register.json")
    made = json.loads((tmp_path / "register.json").read_text())
    titles = [sheet["title"] for part in made["document"]["parts"] for sheet in part["sheets"]]
    assert "Visitor book" in titles
