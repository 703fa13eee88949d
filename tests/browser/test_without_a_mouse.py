"""An officer who has no mouse: from signing in to the register in hand, by keys alone, and always seeing where one is."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Open
from tests.browser.server import Site

pytestmark = pytest.mark.browser

STOPS = 200
"""More than there are places to go on any of these pages."""
LOOK = """() => {
  const focused = document.activeElement;
  const drawn = focused.closest(".select2-selection") || focused;
  const box = focused.getBoundingClientRect();
  const shares = [0.1, 0.5, 0.9];
  const seen = shares.some((x) => shares.some((y) => {
    const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return there && (focused.contains(there) || (there.contains(focused) && drawn.contains(there)));
  }));
  const marked = [focused, drawn].some((one) => getComputedStyle(one).outlineStyle !== "none");
  return { seen, marked, html: focused.outerHTML.slice(0, 200) };
}"""
"""Whether some of what has the focus is in sight and not covered (WCAG 2.4.11), and whether the focus shows (2.4.7)."""
OPEN_TAB = "[role=tab][aria-selected=true]"
IN_PANEL = ".panel.is-open"


class Keyboard:
    """Keys on one page. Each stop of the focus has to be in sight and to show."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def to(self, selector: str, *, key: str = "Tab") -> None:
        """Goes on until the element has the focus."""
        for _stop in range(STOPS):
            self.press(key)
            found = self.page.evaluate(LOOK)
            if not self.page.evaluate("document.activeElement === document.body"):
                assert found["seen"], f"covered: {found['html']}"
                assert found["marked"], f"the focus does not show: {found['html']}"
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} is not reached by keyboard")

    def follow(self, selector: str) -> None:
        """Goes to a link or a button and on to the page behind it."""
        self.to(selector)
        with self.page.expect_navigation(wait_until="load"):
            self.press("Enter")

    def skip(self) -> None:
        """Past the tasks, to what the page is about."""
        self.to(".skip-to-content-link")
        self.press("Enter")

    def fill(self, selector: str, text: str) -> None:
        self.to(selector)
        self.write(text)

    def next_letter(self) -> None:
        self.to(OPEN_TAB, key="Shift+Tab")
        self.press("ArrowRight")
        assert self.page.evaluate(LOOK)["seen"]

    def add_part(self) -> None:
        """Presses what adds a part to the open letter; the focus is then in its first field."""
        self.to(f"{IN_PANEL} .add-row a")
        self.press("Space")

    def choose(self, typed: str, option: str) -> None:
        """In a field that searches as one types."""
        self.write(typed)
        expect(self.page.locator(".select2-results__option--highlighted")).to_have_text(option)
        self.press("Enter")


def has_focus(page: Page, selector: str) -> None:
    expect(page.locator(selector)).to_be_focused()


def signed_in(keyboard: Keyboard, name: str, password: str) -> None:
    expect(keyboard.page.get_by_label("Username")).to_be_focused()
    keyboard.write(name)
    keyboard.press("Tab")
    keyboard.write(password)
    with keyboard.page.expect_navigation(url="**/admin/"):
        keyboard.press("Enter")


def start_a_draft(keyboard: Keyboard) -> None:
    keyboard.skip()
    keyboard.follow("main a[href$='/processingactivity/start/']")
    keyboard.skip()
    keyboard.follow("#content-main a[href='?organisation=2']")
    keyboard.skip()
    keyboard.fill("#start-filter", "visitor")
    keyboard.to("#start-visitor-book")
    keyboard.press("Space")
    keyboard.follow(".submit-row input.default")


def who_and_why(keyboard: Keyboard) -> None:
    keyboard.skip()
    keyboard.fill("#id_role", "Contr")
    keyboard.next_letter()
    keyboard.fill("#id_joint_controllers_absent_because", "We decide alone")
    keyboard.next_letter()
    keyboard.to(f"{IN_PANEL} .panel-questions input")
    keyboard.press("Space")
    keyboard.add_part()
    has_focus(keyboard.page, "#id_purposes-0-text")
    keyboard.write("To know who is in the house")


def which_data(keyboard: Keyboard) -> None:
    keyboard.next_letter()
    keyboard.add_part()
    has_focus(keyboard.page, "#id_data_uses-0-category + .select2 .select2-selection")
    keyboard.choose("name", "Name")
    keyboard.to("#id_data_uses-0-subjects + .select2 input")
    keyboard.choose("visitor", "Visitors to the premises")
    keyboard.fill("#id_data_uses-0-retention_absent_because", "The book is full at no fixed time")


def to_whom(keyboard: Keyboard, company: str) -> None:
    """With a service of a company that nobody has recorded yet, added in a window of its own."""
    keyboard.next_letter()
    keyboard.add_part()
    has_focus(keyboard.page, "#id_disclosures-0-service + .select2 .select2-selection")
    keyboard.to("#add_id_disclosures-0-service")
    with keyboard.page.context.expect_page() as window:
        keyboard.press("Enter")
    name_a_service(Keyboard(window.value), company)
    expect(keyboard.page.locator("#id_disclosures-0-service + .select2")).to_contain_text(
        "Keeping of old books"
    )
    has_focus(keyboard.page, "#id_disclosures-0-service + .select2 .select2-selection")
    keyboard.next_letter()
    keyboard.fill("#id_transfers_absent_because", "The book stays here")


def name_a_service(window: Keyboard, company: str) -> None:
    has_focus(window.page, "#id_name")
    window.write("Keeping of old books")
    window.fill("#id_company", company)
    window.to("#id_hosting_places + .select2 input")
    window.choose("germ", "Germany")
    window.to("input[name=_save]")
    with window.page.expect_event("close"):
        window.press("Enter")


def register_as_json(keyboard: Keyboard) -> Download:
    if keyboard.page.locator("#tasks .menu > summary").is_visible():  # folded on a phone
        keyboard.to("#tasks .menu > summary")
        keyboard.press("Enter")
    keyboard.follow("#tasks a[href$='/registers/']")
    keyboard.skip()
    keyboard.follow("#content-main a[href$='/2/register/']")
    keyboard.skip()
    keyboard.fill("#id_format", "JSON")
    keyboard.to(".submit-row input.default")
    with keyboard.page.expect_download() as download:
        keyboard.press("Enter")
    return download.value


@pytest.mark.parametrize("width", [1280, 400])
def test_whole_way_is_gone_by_keys_alone(open_page: Open, site: Site, tmp_path: Path, width: int) -> None:
    page = open_page("/admin/login/", width=width)
    keyboard = Keyboard(page)
    signed_in(keyboard, "officer", site.passwords["officer"])
    start_a_draft(keyboard)
    who_and_why(keyboard)
    which_data(keyboard)
    company = f"Old Books {width} Ltd"
    to_whom(keyboard, company)
    expect(page.locator(".walk-news")).to_contain_text("The preview shows what is typed")
    expect(page.locator(".panel[data-panel=recipients] [data-slot=printed]")).to_contain_text(company)
    keyboard.fill("#id_reason_for_change", f"Asked at reception, {width}")
    keyboard.follow("input[name=_continue]")
    keyboard.skip()
    keyboard.follow(".messagelist a[href$='/history/']")
    expect(page.get_by_text(f"Asked at reception, {width}")).to_be_visible()

    path = tmp_path / "register.json"
    register_as_json(keyboard).save_as(path)
    parts = json.loads(path.read_text())["document"]["parts"]
    assert "Visitor book" in [sheet["title"] for part in parts for sheet in part["sheets"]]
    assert company in path.read_text()
