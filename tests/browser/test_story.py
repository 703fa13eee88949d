"""The story of an organisation in a real browser: from a change to its words, its seal and the register of that moment."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_accessible import objections
from tests.browser.test_the_whole_way import activity, fits

pytestmark = pytest.mark.browser
REASON = "Heard from the people who do it"


def test_a_change_is_told_and_can_be_quoted(open_page: Open) -> None:
    page = open_page("/admin/", sign_in="officer", examined=True)
    activity(page, "Product analytics")
    description = page.locator("#id_description")
    description.fill(f"Since spring, {description.input_value()}")
    page.get_by_label("Reason for this change").fill(REASON)
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="History", exact=True).first.click()
    told = page.locator(".revision").first
    expect(told.get_by_role("heading", name="Description changed")).to_be_visible()
    expect(told.locator("ins")).to_contain_text("Since spring,")
    expect(told.locator("del")).to_have_count(0)
    assert objections(page) == []
    told.get_by_role("link", name="The register as of that moment").click()
    expect(page.get_by_label("As recorded by")).to_have_value(re.compile(r"T\d\d:\d\d:\d\d\.\d{6}\+"))
    page.go_back()
    told.get_by_role("link", name="This revision alone").click()
    expect(page.get_by_text("The seal fits what is stored of this revision.")).to_be_visible()
    page.get_by_text("Digests in full, to quote").click()
    expect(page.locator(".seal dd code").first).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    assert objections(page) == []


@pytest.mark.parametrize("width", [1280, 400])
def test_story_is_read_and_asked_without_script(open_page: Open, width: int) -> None:
    signed_in = open_page("/admin/", sign_in="auditor", width=width, examined=True)
    signed_in.goto("/admin/registry/organisation/1/story/")
    assert objections(signed_in) == []
    page = open_page("/admin/", width=width, script=False)
    page.context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    page.goto("/admin/registry/organisation/1/story/")
    assert fits(page)
    count = page.locator(".revision").count()
    page.get_by_label("In the reason").fill("Transcribed")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".revision")).not_to_have_count(0)
    assert page.locator(".revision").count() <= count
    page.get_by_role("link", name=re.compile("Look through all")).first.click()
    expect(page.get_by_text("the first of its chain.")).to_be_visible()
    page.get_by_text(re.compile("What it said")).first.click()
    expect(page.locator("details.said[open] dl").first).to_be_visible()
    assert fits(page)
