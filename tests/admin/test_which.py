"""Pages that each organisation has: which one is asked once, and nobody is told of organisations of others."""

import pytest
from django.test import Client

from registry.admin.tasks import PAGES, Page
from registry.models import Membership, Organisation
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.records import url
from tests.admin.test_queries import cost

ASKING = [page for page in PAGES if page.each]


def asked(page: Page) -> str:
    return url("organisation", page.name.removeprefix("registry_organisation_"))


@pytest.mark.parametrize("page", ASKING, ids=lambda page: page.name)
def test_only_own_organisations_are_offered(page: Page, acme: Organisation, auditor: Client) -> None:
    second = factories.organisation(name="Second", slug="second")
    factories.organisation(name="A canary", slug="canary")
    Membership.objects.create(user=user_of(auditor), organisation=second, role=Membership.Role.AUDITOR)
    response = auditor.get(asked(page))
    assert [name for _url, name in response.context["links"]] == ["Acme", "Second"]
    assert "canary" not in response.content.decode()
    assert auditor.post(asked(page)).status_code == 405


@pytest.mark.parametrize("page", ASKING, ids=lambda page: page.name)
def test_nothing_is_asked_where_there_is_one(page: Page, acme: Organisation, auditor: Client) -> None:
    factories.organisation(name="A canary", slug="canary")
    response = auditor.get(asked(page))
    assert response.status_code == 302
    assert f"/{acme.pk}/" in response.headers["Location"]


def test_who_may_open_none_is_told(acme: Organisation, sign_in: SignIn) -> None:
    nobody = sign_in(acme, role="nothing", username="nobody")
    assert "There is no organisation for that yet." in nobody.get(asked(ASKING[0])).content.decode()


def test_question_costs_the_same_for_two_and_four(
    acme: Organisation, other: Organisation, root: Client
) -> None:
    found = [cost(root, asked(ASKING[0]))]
    for slug in ("third", "fourth"):
        factories.organisation(name=slug.title(), slug=slug)
    found.append(cost(root, asked(ASKING[0])))
    assert found == [0, 0]  # one; but the administrator of all has no roles to ask for
