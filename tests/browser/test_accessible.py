"""Every kind of page of the admin is open to everybody: axe-core finds nothing to object to, in light and in dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page

from registry.access.roles import CHANGE, OFFICER, verbs
from registry.models import ProcessingActivity, Service
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

AXE = Axe()
EVERYTHING = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},  # off by default, and asked for by WCAG 2.2
}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
"""What the dark can spoil; the rest is the same page."""
MODELS = sorted(admin.site._registry, key=lambda model: model.__name__)
WHO_SEES = [
    *((model, "officer") for model in MODELS),
    *((model, "auditor") for model in MODELS),
    *((model, "admin") for model in MODELS if CHANGE not in verbs(OFFICER, model)),
]
"""What the officer keeps; the same only to be read; and what the administrator alone keeps."""
DAILY = (
    "/admin/",
    "/admin/password_change/",
    "/admin/nowhere/",
    "/admin/registry/organisation/registers/",
    "/admin/registry/organisation/1/register/",
    "/admin/registry/organisation/1/comparison/",
    "/admin/registry/organisation/1/comparison/?since=soon",
    "/admin/registry/organisation/1/subprocessor_list/",
    "/admin/registry/organisation/1/subprocessors/",
    "/admin/registry/organisation/1/release/",
    "/admin/registry/release/check/",
    "/admin/registry/processingactivity/?q=zzzz",
    "/admin/registry/processingactivity/add/?organisation=1",
    "/admin/registry/party/add/?_popup=1&organisation=1",
    "/admin/registry/party/1/delete/",
)
ROWS = "#result_list tbody tr"


def objections(page: Page) -> list[str]:
    """What axe objects to on the page that is open: in which colours, the rule, where."""
    found = []
    for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in AXE.run(page, options=options).response["violations"]:
            found += [told(page, scheme, violation["id"], node) for node in violation["nodes"]]
    return found


def told(page: Page, scheme: str, rule: str, node: dict[str, Any]) -> str:
    return f"{page.url} ({scheme}) {rule}: {node['target']} {node['html'][:160]}"


def all_objections(page: Page, addresses: Iterator[str]) -> list[str]:
    """Those to the addresses that are pages for this account: what only answers to a form, or is a file, is not."""
    found = []
    for address in addresses:
        answer = page.request.get(address)
        if answer.ok and "attachment" not in answer.headers.get("content-disposition", ""):
            assert answer.headers["content-type"].startswith("text/html"), address
            page.goto(address)
            found += objections(page)
    return found


def pages_of(page: Page, model: type[Model]) -> Iterator[str]:
    """Every address of a model's that takes nothing, or the number of a record: those of the first in the list."""
    list_ = reverse(f"admin:registry_{model._meta.model_name}_changelist")
    page.goto(list_)
    first = page.locator(f"{ROWS}:first-child th a").first
    found = (first.get_attribute("href") or "").split("/") if page.locator(ROWS).count() else []
    for pattern in admin.site._registry[model].get_urls():
        takes = pattern.pattern.regex.groups  # type: ignore[attr-defined]
        if pattern.name and takes == 0:
            yield reverse(f"admin:{pattern.name}")
        elif pattern.name and takes == 1 and found:
            yield reverse(f"admin:{pattern.name}", args=[found[found.index("change") - 1]])
    yield f"{list_}add/?organisation=1"


def test_signing_in_is_open_to_everybody(open_page: Open) -> None:
    page = open_page("/admin/login/", examined=True)
    found = objections(page)
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.keyboard.press("Enter")
    page.get_by_text("correct").wait_for()
    found += objections(page)
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("address", DAILY)
def test_page_is_open_to_everybody(open_page: Open, address: str) -> None:
    assert objections(open_page(address, sign_in="officer", examined=True)) == []


def test_refusal_is_open_to_everybody(open_page: Open) -> None:
    page = open_page("/admin/registry/party/add/", sign_in="auditor", examined=True)
    assert page.get_by_role("heading", level=1).inner_text() == "This is not for you"
    assert objections(page) == []


@pytest.mark.parametrize("model", [ProcessingActivity, Service])
def test_daily_work_is_open_to_everybody(open_page: Open, model: type[Model]) -> None:
    page = open_page("/admin/", sign_in="officer", examined=True)
    assert all_objections(page, pages_of(page, model)) == []


@pytest.mark.slow
@pytest.mark.parametrize("model,role", WHO_SEES)
def test_all_pages_of_a_record_are_open_to_everybody(open_page: Open, model: type[Model], role: str) -> None:
    page = open_page("/admin/", sign_in=role, examined=True)
    assert all_objections(page, pages_of(page, model)) == []
