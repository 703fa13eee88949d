"""Where one can go from every page: lists and pages by task, as far as the account may open them."""

from collections import Counter
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from registry.admin.tasks import PAGES, TASKS, Page
from registry.models import Organisation
from tests.admin.conftest import SignIn
from tests.admin.records import url

HOME = "/admin/"


def tasks_on(client: Client, address: str = HOME) -> list[dict[str, Any]]:
    return client.get(address).context["available_apps"]


def labels(client: Client) -> dict[str, list[str]]:
    return {
        str(task["name"]): [str(entry["label"]) for entry in task["entries"]] for task in tasks_on(client)
    }


def current(client: Client, address: str) -> list[tuple[str, str]]:
    return [
        (str(entry["label"]), entry["current"])
        for task in tasks_on(client, address)
        for entry in task["entries"]
        if entry["current"]
    ]


def test_every_model_belongs_to_exactly_one_task() -> None:
    listed: Counter[type[Model]] = Counter(
        part for task in TASKS for part in task.entries if not isinstance(part, Page)
    )
    assert listed == Counter(list(admin.site._registry))


def test_tasks_have_different_names() -> None:
    assert len({task.slug for task in TASKS}) == len({task.label for task in TASKS}) == len(TASKS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_has_an_address(page: Page) -> None:
    assert page.address(site="admin") is not None


def test_page_that_nobody_built_is_left_out() -> None:
    assert Page(label="Dreams", name="dreams").address(site="admin") is None
    unknown = Page(label="Dreams", name="registry_organisation_registers", each="registry_organisation_dream")
    assert unknown.address(site="admin") is None


def test_officer_sees_the_tasks_of_the_register(officer: Client) -> None:
    found = labels(officer)
    assert list(found) == [
        "Register",
        "Services and recipients",
        "Transfers",
        "Retention and security",
        "Public page",
        "Evidence",
        "Reference data",
    ]
    assert found["Services and recipients"] == ["Services", "Companies and persons", "Agreements"]
    assert found["Public page"] == [
        "Entries of the public list",
        "Subprocessor page",
        "List as a file",
        "Releases",
    ]


def test_auditor_is_not_offered_to_start_an_activity(officer: Client, auditor: Client) -> None:
    assert set(labels(officer)["Register"]) - set(labels(auditor)["Register"]) == {"New activity"}


def test_who_keeps_no_records_sees_accounts_only(root: Client, acme: Organisation, sign_in: SignIn) -> None:
    assert labels(root)["Accounts"] == ["Memberships", "Accounts"]
    nobody = sign_in(acme, role="nothing", username="nobody")
    assert list(labels(nobody)) == ["Reference data"]


@pytest.mark.parametrize("address,expected", [
    (HOME, []),
    (url("service", "changelist"), [("Services", "page")]),
    (url("service", "add"), [("Services", "true")]),
    (url("organisation", "changelist"), [("Organisations", "page")]),
])  # fmt: skip
def test_task_of_the_page_is_marked(address: str, expected: list[tuple[str, str]], officer: Client) -> None:
    assert current(officer, address) == expected


def test_page_below_a_list_is_marked_instead_of_the_list(
    acme: Organisation, other: Organisation, root: Client
) -> None:
    assert current(root, url("organisation", "registers")) == [("Register as a file", "page")]


def test_page_of_an_organisation_belongs_to_what_led_there(acme: Organisation, officer: Client) -> None:
    pages = ("register", "comparison", "subprocessors", "subprocessor_list", "change")
    assert [current(officer, url("organisation", page, acme.pk)) for page in pages] == [
        [("Register as a file", "true")],
        [("Compare two days", "true")],
        [("Subprocessor page", "true")],
        [("List as a file", "true")],
        [("Organisations", "true")],
    ]


def test_folded_task_opens_for_its_own_pages(root: Client) -> None:
    def opened(address: str) -> dict[str, bool]:
        return {task["app_label"]: task["open"] for task in tasks_on(root, address)}

    assert {slug for slug, is_open in opened(HOME).items() if not is_open} == {"reference", "accounts"}
    assert opened(url("datacategory", "changelist"))["reference"] is True


def test_every_page_shows_the_tasks_and_pop_ups_do_not(officer: Client) -> None:
    assert 'id="tasks"' in officer.get(HOME).content.decode()
    assert 'id="tasks"' in officer.get(url("party", "changelist")).content.decode()
    assert 'id="tasks"' not in officer.get(url("party", "add", _popup=1)).content.decode()
    assert 'id="tasks"' not in Client().get(reverse("admin:login")).content.decode()


def test_list_of_an_app_leads_home(officer: Client) -> None:
    response = officer.get(reverse("admin:app_list", args=["registry"]))
    assert (response.status_code, response.headers["Location"]) == (302, HOME)
