"""What is refused in the admin is said there, in a sentence, with the tasks in reach."""

import pytest
from django.test import Client

from registry.models import Organisation
from tests import factories
from tests.admin.records import url


def refused(client: Client, address: str) -> tuple[int, str, str, bool]:
    """Status, title, what is said, and whether the tasks are there."""
    response = client.get(address)
    context = response.context
    shown = 'id="tasks"' in response.content.decode()
    return response.status_code, str(context["title"]), str(context["said"]), shown


def test_unknown_address_is_said(officer: Client) -> None:
    assert refused(officer, "/admin/nowhere/") == (
        404,
        "There is no such page",
        "The address is wrong, or what stood here is gone.",
        True,
    )


def test_record_of_others_is_not_there(acme: Organisation, other: Organisation, officer: Client) -> None:
    theirs = factories.party(other, name="A canary")
    address = url("party", "change", theirs.pk)
    assert refused(officer, address) == (
        404,
        "There is no such page",
        "There is no such record, or it belongs to another organisation.",
        True,
    )
    assert "canary" not in officer.get(address).content.decode()


def test_role_that_is_too_small_is_said(acme: Organisation, auditor: Client) -> None:
    assert refused(auditor, url("party", "add")) == (
        403,
        "This is not for you",
        "You are signed in, but your role does not include this. Whoever manages the accounts can change that.",
        True,
    )


def test_malformed_address_is_said(officer: Client) -> None:
    assert refused(officer, "/admin/registry/party/?q=%00") == (
        400,
        "This request was not understood",
        "An address holds no null bytes.",
        True,
    )


@pytest.mark.parametrize("address", ["/admin/nowhere/", "/admin/registry/party/1/change/"])
def test_strangers_are_asked_to_sign_in(db: None, address: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={address}")


def test_form_without_its_token_is_told_what_to_do(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "olga"})
    assert response.status_code == 403
    assert "This form had expired" in response.content.decode()
