"""Fields that search as one types, and lists that are searched for everything written."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from registry.models import DataCategory, Membership, Organisation, RecipientCategory
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.records import url


def offered(client: Client, model: str, field: str, **query: Any) -> list[str]:
    asked = {"app_label": "registry", "model_name": model, "field_name": field, **query}
    return [
        found["text"] for found in client.get(reverse("admin:autocomplete", query=asked)).json()["results"]
    ]


def test_services_are_offered_with_their_provider(acme: Organisation, officer: Client) -> None:
    factories.service(acme, party=factories.party(acme, name="Beta"))
    factories.service(acme, party=factories.party(acme, name="Alpha"))
    assert sorted(offered(officer, "disclosure", "service")) == ["Alpha: Hosting", "Beta: Hosting"]
    assert offered(officer, "disclosure", "service", term="alpha") == ["Alpha: Hosting"]


def test_what_is_called_as_typed_is_offered_first(acme: Organisation, officer: Client) -> None:
    for name in ("Domain names", "Namely", "NAME", "User name"):
        factories.party(acme, name=name)
    found = offered(officer, "service", "party", term="name")
    assert found == ["NAME", "Namely", "Domain names", "User name"]
    assert offered(officer, "service", "party") == ["Domain names", "NAME", "Namely", "User name"]
    places = officer.get(reverse("admin:places", query={"term": "ni"})).json()["results"]
    assert [place["text"] for place in places][:2] == ["Nicaragua", "Niger"]


def test_only_the_owners_records_are_offered(
    acme: Organisation, other: Organisation, sign_in: SignIn
) -> None:
    client = sign_in(acme)
    Membership.objects.create(user=user_of(client), organisation=other, role="officer")
    factories.party(acme, name="Ours")
    factories.party(other, name="Theirs")
    assert offered(client, "service", "party", organisation=acme.pk) == ["Ours"]
    assert offered(client, "service", "party", organisation=other.pk) == ["Theirs"]
    assert offered(client, "service", "party") == ["Ours", "Theirs"]
    page = client.get(url("service", "add", organisation=other.pk)).content.decode()
    assert f"{reverse('admin:autocomplete')}?organisation={other.pk}" in page


def test_retired_terms_are_no_longer_offered(acme: Organisation, officer: Client) -> None:
    factories.made(DataCategory, organisation=acme, code="old", label="Ancient data", retired_on="2020-01-01")
    factories.made(
        DataCategory, organisation=acme, code="new", label="Ancient but going on", retired_on="2999-01-01"
    )
    assert offered(officer, "datause", "category", term="ancient") == ["Ancient but going on"]
    assert "Ancient data" in officer.get(url("datacategory", "changelist", q="ancient")).content.decode()


def test_mechanisms_that_may_not_be_chosen_are_not_offered(acme: Organisation, officer: Client) -> None:
    found = offered(officer, "transferground", "mechanism", term="standard")
    assert found
    mechanism = factories.shared(factories.TransferMechanism, "scc-unspecified")
    with factories.writing(None):
        mechanism.pickable = False
        mechanism.save()
    assert str(mechanism) not in offered(officer, "transferground", "mechanism", term="standard")


def test_places_are_found_by_name(officer: Client) -> None:
    found = officer.get(reverse("admin:places", query={"term": "german"})).json()
    assert found == {"results": [{"id": "DE", "text": "Germany"}], "pagination": {"more": False}}
    assert len(officer.get(reverse("admin:places")).json()["results"]) > 240


def test_filter_by_organisation_has_words_for_what_all_share(acme: Organisation, root: Client) -> None:
    factories.made(DataCategory, organisation=acme, code="own", label="Own")
    page = root.get(url("datacategory", "changelist", organisation__isnull=True))
    assert page.context["narrowed"] == "Filtered by organisation: Shared by all organisations"
    assert "Shared by all organisations</a>" in page.content.decode()


def test_every_list_can_be_searched() -> None:
    models = {
        model._meta.model_name for model, made in admin.site._registry.items() if not made.search_fields
    }
    assert models == {"release"}


@pytest.mark.parametrize(
    "term", ["payroll", "wages", "e-mail", "vendor: hosting?", '"to run the"', "legitimate", "acme-customers"]
)
def test_activities_are_found_by_all_that_is_written(term: str, acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, name="Payroll", description="Wages")
    factories.activity(acme, name="Another", description="x")
    factories.purpose(activity, text="To run the place", interest="A legitimate one")
    factories.data_use(activity, as_stated="", category=DataCategory.objects.get(code="email-address"))
    factories.disclosure(activity, service=factories.service(acme, name="vendor: hosting?"))
    factories.client(activity, class_of_controllers="acme-customers")
    page = officer.get(url("processingactivity", "changelist", q=term))
    assert [str(found) for found in page.context["cl"].result_list] == [str(activity)]


def test_each_word_has_to_occur(acme: Organisation, officer: Client) -> None:
    factories.party(acme, name="Blue Sky", note="a cloud")
    for term, count in (("blue cloud", 1), ("blue rain", 0), ("'", 0), ("%", 0), ("_", 0)):
        page = officer.get(url("party", "changelist", q=term))
        assert len(page.context["cl"].result_list) == count, term


def test_filters_name_what_is_used_at_home(acme: Organisation, other: Organisation, officer: Client) -> None:
    category = factories.made(RecipientCategory, organisation=other, code="x", label="Secret")
    factories.service(other, category=category)
    factories.service(acme)
    assert "Secret" not in officer.get(url("service", "changelist")).content.decode()


def test_links_lead_to_what_is_said_about_a_record_and_its_parts(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    purpose = factories.purpose(activity)
    about = [
        factories.citation(activity, section="1"),
        factories.citation(purpose, field="text", section="2"),
    ]
    factories.citation(factories.party(acme), section="3")
    page = officer.get(url("citation", "changelist", about=f"processingactivity-{activity.pk}"))
    assert sorted(row.pk for row in page.context["cl"].result_list) == [row.pk for row in about]
    assert [(row.about) for row in page.context["cl"].result_list] == [str(activity), "To run the account"]
