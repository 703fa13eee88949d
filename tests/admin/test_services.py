"""A service is named in a short window, together with a company that is not recorded yet."""

import pytest
from django.test import Client

from registry.models import Membership, Organisation, Party, Revision, Service
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import complaints, form_data, typed
from tests.admin.records import url


def window(owner: Organisation) -> str:
    return url("service", "add", organisation=owner.pk, _popup=1)


def test_new_company_is_saved_with_its_service_in_one_revision(acme: Organisation, officer: Client) -> None:
    before = Revision.objects.filter(organisation=acme).count()
    data = typed(officer.get(window(acme)), name="Archive", company=" Old Books Ltd ", hosting_places=["DE"])
    response = officer.post(window(acme), data)
    assert response.template_name[-1] == "admin/popup_response.html", complaints(response)
    service = Service.objects.get()
    assert (service.name, service.hosting_places, str(service.party)) == ("Archive", ["DE"], "Old Books Ltd")
    assert (service.party.kind, service.party.organisation) == (Party.Kind.COMPANY, acme)
    assert Revision.objects.filter(organisation=acme).count() == before + 1


def test_company_that_is_there_is_taken(acme: Organisation, other: Organisation, officer: Client) -> None:
    ours = factories.party(acme, name="Old Books Ltd")
    factories.party(other, name="Old Books Ltd")
    officer.post(window(acme), typed(officer.get(window(acme)), name="Archive", company="old books ltd"))
    assert Service.objects.get().party == ours
    assert Party.objects.filter(organisation=acme).count() == 1


@pytest.mark.parametrize(
    "values,field,said",
    [
        ({"company": "Old\x07"}, "company", "Character 4 is a control character"),
        ({"company": "x" * 301}, "company", "at most 300"),
        ({"company": "Old Books Ltd", "party": "chosen"}, "company", "Choose a company or name a new one, not both."),
        ({}, "party", "Name the company, or at least the category of providers."),
        ({"company": "Old Books Ltd", "name": ""}, "name", "This field is required."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_kept_and_leaves_nothing(
    values: dict[str, str], field: str, said: str, acme: Organisation, officer: Client
) -> None:
    chosen = factories.party(acme, name="Chosen")
    values = {**values, **({"party": str(chosen.pk)} if "party" in values else {})}
    response = officer.post(window(acme), typed(officer.get(window(acme)), **{"name": "Archive", **values}))
    found = complaints(response)
    assert any(said in error for error in found[field]), found
    kept = form_data(response)
    assert {name: kept[name] for name in values} == values
    assert (Service.objects.count(), Party.objects.count()) == (0, 1)


def test_window_is_short_and_keeps_to_its_organisation(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    Membership.objects.create(user=user_of(officer), organisation=other, role="officer")
    page = officer.get(window(other))
    groups = [(str(name), group["fields"]) for name, group in page.context["adminform"].fieldsets]
    assert groups[0][1] == (
        "organisation", "name", "party", "company", "category", "their_role", "hosting_places",
    )  # fmt: skip
    assert groups[1] == ("More about the service", ("description", ("our_role",)))
    classes = [group.get("classes", ()) for _name, group in page.context["adminform"].fieldsets]
    assert classes == [(), *[("collapse",)] * (len(classes) - 2), ("last",)]
    for shown in (page, officer.post(window(other), typed(page, name=""))):
        assert f'<input type="hidden" name="organisation" value="{other.pk}"' in shown.content.decode()


def test_form_after_an_error_offers_its_own_organisation_alone(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    Membership.objects.create(user=user_of(officer), organisation=other, role="officer")
    add = url("retentionrule", "add", organisation=other.pk)
    response = officer.post(add, typed(officer.get(add), name="", organisation=other.pk))
    choices = list(response.context["adminform"].form.fields["organisation"].choices)
    assert choices == [(other.pk, "Other")]


def test_service_that_is_there_is_not_asked_for_a_new_company(
    acme: Organisation, officer: Client, sign_in: SignIn
) -> None:
    change = url("service", "change", factories.service(acme).pk)
    auditor = sign_in(acme, role=Membership.Role.AUDITOR, username="august")
    assert ["id_company" in client.get(change).content.decode() for client in (officer, auditor)] == [
        False
    ] * 2
