"""Accounts and roles: named, not listed, for those who manage one organisation."""

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import Membership, Organisation, User
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import complaints, typed
from tests.admin.records import url


@pytest.fixture
def manager(acme: Organisation, sign_in: SignIn) -> Client:
    return sign_in(acme, role=Membership.Role.ADMINISTRATOR, username="mia")


def test_administrator_gives_changes_and_takes_a_role(acme: Organisation, manager: Client) -> None:
    User.objects.create_user("nora")
    add = url("membership", "add")
    response = manager.post(add, typed(manager.get(add), account="nora", role="auditor"))
    assert response.status_code == 302
    given = Membership.objects.get(user__username="nora")
    assert (given.organisation, given.role) == (acme, "auditor")

    change = url("membership", "change", given.pk)
    assert manager.post(change, typed(manager.get(change), role="officer")).status_code == 302
    page = manager.get(url("membership", "history", given.pk))
    told = [
        (entry.who, [(i.before, i.after) for i in entry.changes[0].items])
        for entry in page.context["entries"]
    ]
    assert told == [("mia", [("Auditor", "Privacy officer")]), ("mia", [("", "Auditor")])]

    assert manager.post(url("membership", "delete", given.pk), {"post": "yes"}).status_code == 302
    assert not Membership.objects.filter(pk=given.pk).exists()


def test_account_is_named_exactly(acme: Organisation, other: Organisation, manager: Client) -> None:
    factories.account(other, username="somebody-else")
    page = manager.get(url("membership", "add"))
    assert "somebody-else" not in page.content.decode()
    for name, message in (
        ("nobody", "There is no account of the name “nobody”."),
        ("mia", "This account already has a role in this organisation; change that one."),
        ("", "This field is required."),
    ):
        response = manager.post(url("membership", "add"), typed(page, account=name, role="auditor"))
        assert complaints(response) == {"account": [message]}


def test_role_is_given_in_own_organisations_only(
    acme: Organisation, other: Organisation, manager: Client
) -> None:
    """Neither where one has no role at all, nor where one has a smaller one."""
    Membership.objects.create(user=user_of(manager), organisation=other, role="auditor")
    theirs = Membership.objects.create(
        user=User.objects.create_user("nora"), organisation=other, role="officer"
    )
    page = manager.get(url("membership", "add"))
    assert "Other" not in page.content.decode()
    data = typed(page, account="nora", organisation=other.pk, role="auditor")
    assert "organisation" in complaints(manager.post(url("membership", "add"), data))
    assert "nora" not in manager.get(url("membership", "changelist")).content.decode()
    assert manager.get(url("membership", "change", theirs.pk)).status_code == 302


@pytest.mark.parametrize("view", ["changelist", "add"])
def test_accounts_are_the_superusers(view: str, acme: Organisation, manager: Client, root: Client) -> None:
    assert manager.get(url("user", view)).status_code == 403
    assert root.get(url("user", view)).status_code == 200


def test_superuser_makes_changes_and_erases_an_account(acme: Organisation, root: Client) -> None:
    add, password = url("user", "add"), "correct horse battery"
    data = typed(root.get(add), username="nora", password1=password, password2=password)
    assert root.post(add, data).status_code == 302
    made = User.objects.get(username="nora")
    assert (made.is_staff, made.check_password(password)) == (True, True)
    change = url("user", "change", made.pk)
    assert root.post(change, typed(root.get(change), first_name="Nora")).status_code == 302
    Membership.objects.create(user=made, organisation=acme, role="auditor")
    assert root.get(url("user", "history", made.pk)).status_code == 200
    assert root.post(url("user", "delete", made.pk), {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=made.pk).exists()


def test_password_form_works(root: Client) -> None:
    account = User.objects.create_user("nora")
    address = reverse("admin:auth_user_password_change", args=[account.pk])
    assert root.get(address).status_code == 200


def test_groups_are_not_offered(root: Client) -> None:
    assert "Groups" not in root.get(reverse("admin:index")).content.decode()
