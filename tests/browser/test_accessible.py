"""Every kind of page of the admin is open to everybody: axe-core finds nothing to object to, in light and in dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
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
MODELS = sorted(model._meta.model_name or "" for model in admin.site._registry)
WHO_SEES = [
    *((model, "officer") for model in MODELS),
    *((model, "auditor") for model in MODELS),
    *(
        (model._meta.model_name, "admin")
        for model in admin.site._registry
        if CHANGE not in verbs(OFFICER, model)
    ),
]
"""What the officer keeps; the same only to be read; and what the administrator alone keeps."""
DAILY = (ProcessingActivity._meta.model_name, Service._meta.model_name)
SINGLE = (
    "/admin/",
    "/admin/password_change/",
    "/admin/registry/organisation/registers/",
    "/admin/registry/organisation/pages/",
    "/admin/registry/organisation/1/register/",
    "/admin/registry/organisation/1/subprocessors/",
    "/admin/registry/processingactivity/?q=zzzz",
    "/admin/registry/processingactivity/add/",
    "/admin/registry/party/add/?_popup=1&organisation=1",
    "/admin/nowhere/",
)
FIRST = "#result_list tbody tr:first-child th a"


def objections(page: Page) -> list[str]:
    """What axe objects to on the page that is open: the rule, where, and its picture of the fault."""
    found = []
    for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in AXE.run(page, options=options).response["violations"]:
            found += [_told(page, scheme, violation, node) for node in violation["nodes"]]
    return found


def _told(page: Page, scheme: str, violation: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{page.url} ({scheme}) {violation['id']}: {node['target']} {node['html'][:160]}"


def all_objections(page: Page, addresses: Iterator[str] | tuple[str, ...]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += objections(page)
    return found


def pages_of(page: Page, model: str) -> Iterator[str]:
    """The addresses of a model's pages, as far as the account may open them: list, a new one, and all of the first."""
    site_list = f"/admin/registry/{model}/"
    page.goto(site_list)
    adds = page.locator(".object-tools a.addlink").count() > 0
    first = page.locator(FIRST).first
    record = first.get_attribute("href").split("?")[0] if first.count() else None  # type: ignore[union-attr]
    yield site_list
    if adds:
        yield f"{site_list}add/?organisation=1"
    if record is not None:
        yield record
        deletes = page.locator(".submit-row a.deletelink").count() > 0
        yield record.replace("/change/", "/history/")
        if deletes:
            yield record.replace("/change/", "/delete/")


def test_signing_in_is_open_to_everybody(open_page: Open) -> None:
    page = open_page("/admin/login/", examined=True)
    found = objections(page)
    page.get_by_role("button").last.click()
    assert found + objections(page) == []


@pytest.mark.parametrize("address", SINGLE)
def test_page_is_open_to_everybody(open_page: Open, address: str) -> None:
    assert objections(open_page(address, sign_in="officer", examined=True)) == []


@pytest.mark.parametrize("model", DAILY)
def test_daily_work_is_open_to_everybody(open_page: Open, model: str) -> None:
    page = open_page("/admin/", sign_in="officer", examined=True)
    assert all_objections(page, pages_of(page, model)) == []


@pytest.mark.slow
@pytest.mark.parametrize("model,role", WHO_SEES)
def test_all_pages_of_a_record_are_open_to_everybody(open_page: Open, model: str, role: str) -> None:
    page = open_page("/admin/", sign_in=role, examined=True)
    assert all_objections(page, pages_of(page, model)) == []
