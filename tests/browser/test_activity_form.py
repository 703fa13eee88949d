"""The form of an activity in a real browser: tabs, rows, preview, add in place, roles; and all of it without script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_admin import choose
from tests.browser.test_the_whole_way import activity, fits, step

pytestmark = pytest.mark.browser

CONTROLLER = ["The activity", "(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "Beyond Article 30"]
PROCESSOR = ["The activity", "(a)", "(b)", "(c)", "(d)", "Beyond Article 30", "Also recorded"]


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name)


def tabs(page: Page) -> list[str]:
    """The tabs in sight, each by how its name begins."""
    found = [one.inner_text() for one in page.get_by_role("tab").all()]
    return [re.split(r"\s", text)[0] if text[0] == "(" else text.split("\n")[0].strip() for text in found]


def is_open(page: Page, name: str) -> None:
    expect(tab(page, name)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
    expect(page.get_by_role("tabpanel")).to_have_count(1)


def printed(page: Page) -> Locator:
    """What the register would print of the open letter."""
    return page.locator(".panel.is-open [data-slot=printed]")


def news(page: Page) -> Locator:
    return page.locator(".walk-news")


def opened(open_page: Open, name: str, **options: object) -> Page:
    page = open_page("/admin/", sign_in="officer", **options)
    activity(page, name)
    return page


def test_tabs_are_walked_by_keyboard(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    tab(page, "The activity").focus()
    for key, name in (
        ("ArrowRight", "(a)"), ("ArrowRight", "(b)"), ("End", "Beyond"), ("ArrowRight", "The activity"),
        ("ArrowLeft", "Beyond"), ("Home", "The activity"),
    ):  # fmt: skip
        page.keyboard.press(key)
        is_open(page, name)
        expect(tab(page, name)).to_be_focused()


def test_address_leads_to_a_letter_and_saving_back_to_it(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    page.goto(f"{page.url}#letter-f")
    is_open(page, "(f)")
    step(page, "(d)")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    is_open(page, "(d)")
    assert page.url.endswith("#letter-d")


def test_error_opens_its_tab(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    step(page, "(d)")
    page.get_by_role("button", name="Add another Recipient").click()
    page.get_by_role("tabpanel").get_by_label("What for").and_(page.locator(":visible")).fill(
        "Nobody is named"
    )
    step(page, "(g)")
    page.get_by_role("button", name="Save", exact=True).click()
    is_open(page, "(d)")
    expect(tab(page, "(d)")).to_contain_text("1 to put right")
    step(page, "(b)")
    page.locator(".problems a").first.click()
    is_open(page, "(d)")
    expect(page.locator(".panel.is-open .part[open] .errorlist")).to_contain_text("Choose a service")


def test_time_limit_is_one_jump_away(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    step(page, "(f)")
    page.get_by_role("tabpanel").get_by_role("link", name="Change").first.click()
    is_open(page, "(c)")
    focused = page.locator("#id_data_uses-0-retention + .select2 .select2-selection")
    expect(focused).to_be_focused()


def test_preview_shows_what_is_typed_and_writes_nothing(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    step(page, "(b)")
    page.locator("#purposes-0 summary").first.click()
    page.locator("#id_purposes-0-text").fill("A purpose that nobody saved")
    expect(printed(page)).to_contain_text("A purpose that nobody saved")
    expect(news(page)).to_contain_text("nothing of it is saved yet")
    page.locator("#id_purposes-0-text").fill("")
    expect(news(page)).to_contain_text("This field is required.")
    expect(printed(page)).to_contain_text("A purpose that nobody saved")
    page.reload()
    expect(printed(page)).not_to_contain_text("nobody saved")


def test_findings_follow_what_is_typed_and_the_field_stays_in_its_place(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    step(page, "(b)")
    page.locator("#purposes-0 summary").first.click()
    field = page.locator("#id_purposes-0-text")
    before = field.input_value()
    found = page.locator(".panel.is-open [data-slot=found]")
    for text, count in (("TODO", 1), (before, 0)):
        field.focus()
        place = field.bounding_box()
        field.fill(text)
        expect(found.get_by_text("stands where something is still to be written.")).to_have_count(count)
        moved = field.bounding_box()
        assert place is not None
        assert moved is not None
        assert abs(moved["y"] - place["y"]) < 2


def test_sheet_is_previewed_in_a_window_of_its_own(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    page.locator("#id_name").fill("Named in a preview")
    with page.context.expect_page() as window:
        page.get_by_role("button", name="Preview the sheet").click()
    sheet = window.value
    expect(sheet.get_by_text("Nothing is saved yet")).to_be_visible()
    expect(sheet.get_by_role("heading", name="Named in a preview")).to_be_visible()
    expect(page.locator("#id_name")).to_have_value("Named in a preview")


def test_new_row_opens_has_the_focus_and_says_what_it_is(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    step(page, "(c)")
    page.get_by_role("button", name="Add another Kind of data").click()
    row = page.locator("#data_uses-3")
    expect(row.locator("details").first).to_have_attribute("open", "")
    expect(row.locator(".select2-selection").first).to_be_focused()
    row.get_by_label("As stated").fill("Shoe size")
    row.get_by_label("As stated").blur()
    expect(row.locator(".part-name")).to_have_text("Shoe size")


def test_parts_are_put_in_another_order_by_buttons(open_page: Open) -> None:
    page = opened(open_page, "Customer accounts and access")
    step(page, "(b)")
    names = page.locator("#purposes-group .inline-related:not(.empty-form) .part-name")
    first, second, third = names.all_inner_texts()
    move = page.get_by_role("button", name=f"Move down: {first}")
    expect(move).to_be_hidden()
    page.get_by_role("button", name="Change the order").and_(page.locator(":visible")).press("Enter")
    move.press("Enter")
    expect(names).to_have_text([second, first, third])
    expect(move).to_be_focused()
    expect(page.get_by_text(f"{first} is now number 2 of 3.")).to_be_attached()
    expect(printed(page)).to_have_text(re.compile(f"{second}.*{first}.*{third}", re.DOTALL))
    move.press("Enter")
    move.press("Enter")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(names).to_have_text([second, third, first])


def add_service(popup: Page, name: str) -> None:
    """A new service of a category of providers, in its pop-up."""
    popup.locator("#id_name").fill(name)
    choose(popup, "id_category", "host", "Hosting providers")
    popup.get_by_role("button", name="Save", exact=True).click()


@pytest.mark.parametrize("width", [1280, 400])
def test_service_is_added_in_place_from_a_new_row(open_page: Open, width: int) -> None:
    page = opened(open_page, "Product analytics", width=width)
    step(page, "(d)")
    page.get_by_role("button", name="Add a recipient").click()
    with page.context.expect_page() as window:
        page.locator("#add_id_disclosures-0-service").click()
    assert fits(window.value)
    add_service(window.value, f"Counting at {width}")
    chosen = page.locator("#id_disclosures-0-service + .select2")
    expect(chosen).to_contain_text(f"Counting at {width}")
    expect(chosen.locator(".select2-selection")).to_be_focused()
    expect(printed(page)).to_contain_text(f"Counting at {width}")


def test_role_switches_the_panels(open_page: Open) -> None:
    page = opened(open_page, "Workspaces and sign-in")
    is_open(page, "The activity")
    assert tabs(page) == CONTROLLER
    page.get_by_label("Our role").select_option("processor")
    assert tabs(page) == PROCESSOR
    step(page, "(a)")
    page.get_by_role("tabpanel").get_by_role("button", name="Add a controller we act for").click()
    page.locator("#id_clients-0-class_of_controllers").fill("Customers")
    step(page, "(b)")
    expect(page.get_by_role("tabpanel")).to_contain_text("Art. 30(2)(b)")
    expect(page.locator(".panel.is-open .beside")).to_contain_text("Customers")
    step(page, "The activity")
    page.get_by_label("Our role").select_option("controller")
    assert tabs(page) == [*CONTROLLER, "Also recorded"]


def test_every_step_fits_a_phone(open_page: Open) -> None:
    page = opened(open_page, "Customer accounts and the platform", width=400)
    wide = []
    for one in page.get_by_role("tab").all():
        one.click()
        if not fits(page):
            wide.append(one.inner_text())
    assert wide == []


def test_everything_is_there_without_script(open_page: Open) -> None:
    page = opened(open_page, "Publishing posts for customers", script=False)
    contents = page.get_by_role("navigation", name="Steps of this form")
    expect(contents.get_by_role("link")).to_have_count(len(PROCESSOR))
    contents.get_by_role("link", name="(d)").click()
    assert page.url.endswith("#letter-d")
    expect(page.get_by_role("heading", name="(a) Who Art. 30(2)(a)")).to_be_visible()
    page.get_by_label("Department").fill("Typed without script")
    page.get_by_role("button", name="Preview the sheet").click()
    page.context.pages[-1].wait_for_load_state()
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_label("Department")).to_have_value("Typed without script")
