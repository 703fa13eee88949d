"""Every record can be added, changed and, where nothing speaks against it, deleted: one sealed revision each."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError
from django.test import Client

from registry.admin.base import refusal
from registry.ledger.chain import verify_chain
from registry.models import DataUse, Organisation, ProcessingActivity, Purpose, Transfer
from registry.models.vocabulary import DataCategory, DataSubjectCategory
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import complaints, row, typed
from tests.admin.records import LAW, OWNED, newest, revisions, typed_for, url


@pytest.mark.parametrize("model", OWNED)
def test_record_of_an_organisation_lives(model: str, acme: Organisation, officer: Client) -> None:
    values, item = typed_for(model, acme), OWNED[model][1]
    live(officer, model, values, item, owner=acme)


@pytest.mark.parametrize("model", LAW)
def test_law_is_the_administrators_to_correct(model: str, root: Client) -> None:
    live(root, model, *LAW[model], owner=None)


@pytest.mark.parametrize("model", [name for name in OWNED if name.endswith(("category", "type"))])
def test_shared_term_is_the_administrators_to_correct(model: str, root: Client, acme: Organisation) -> None:
    live(root, model, OWNED[model][0], OWNED[model][1], owner=None, organisation=0)


def live(client: Client, model: str, values: Any, item: str, *, owner: Any, **query: Any) -> None:
    """Adds, leaves alone, changes and deletes a record; each but the second is one revision. What all share stays."""
    by, before = user_of(client).pk, len(revisions(owner))
    add = url(model, "add", **query)
    page = client.get(add)
    response = client.post(add, typed(page, reason_for_change="new", **values))
    assert response.status_code == 302, response.context["problems"]
    record = newest(model)
    assert getattr(record, "organisation", None) == owner
    assert revisions(owner)[before:] == [("admin", by, "new")]

    change = url(model, "change", record.pk)
    assert client.post(change, typed(client.get(change), reason_for_change="looked")).status_code == 302
    assert len(revisions(owner)) == before + 1

    response = client.post(change, typed(client.get(change), reason_for_change="better", **{item: "Better"}))
    assert response.status_code == 302, response.context["problems"]
    assert getattr(newest(model), item) == "Better"
    assert revisions(owner)[before + 1 :] == [("admin", by, "better")]

    delete = url(model, "delete", record.pk)
    if owner is None:
        assert client.get(delete).status_code == 403
        return
    assert client.get(delete).status_code == 200
    response = client.post(delete, {"post": "yes", "reason_for_change": "a mistake"})
    assert response.status_code == 302
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert revisions(owner)[before + 2 :] == [("admin", by, "a mistake")]
    assert verify_chain(owner.pk) is None
    assert LogEntry.objects.count() == 0


def test_organisation_begins_its_own_chain(root: Client) -> None:
    response = root.post(
        url("organisation", "add"),
        typed(root.get(url("organisation", "add")), name="New", slug="new", timezone="Europe/Berlin"),
    )
    assert response.status_code == 302, response.context["problems"]
    made = Organisation.objects.get(slug="new")
    assert revisions(made) == [("admin", user_of(root).pk, "")]
    assert verify_chain(made.pk) is None
    change = url("organisation", "change", made.pk)
    dpo = factories.party(made)
    assert root.post(change, typed(root.get(change), dpo=dpo.pk)).status_code == 302
    made.refresh_from_db()
    assert made.dpo == dpo
    assert root.get(url("organisation", "delete", made.pk)).status_code == 403


def test_parent_is_named_by_the_administrator_and_kept_by_officers(
    acme: Organisation, other: Organisation, root: Client, officer: Client
) -> None:
    change = url("organisation", "change", acme.pk)
    assert root.post(change, typed(root.get(change), parent=other.pk)).status_code == 302
    assert officer.post(change, typed(officer.get(change), parent="", note="Ours")).status_code == 302
    acme.refresh_from_db()
    assert (acme.parent, acme.note) == (other, "Ours")


def activity_rows(acme: Organisation) -> dict[str, Any]:
    email, person = DataCategory.objects.get(code="email-address"), DataSubjectCategory.objects.first()
    return {
        "purposes-TOTAL_FORMS": "1",
        **row("purposes", 0, text="To pay", importance="main", allocation="own", position="1"),
        "data_uses-TOTAL_FORMS": "1",
        **row("data_uses", 0, category=email.pk, subjects=[person.pk], position="1"),
        "data_uses-0-retention": factories.retention(acme).pk,
        "disclosures-TOTAL_FORMS": "1",
        **row("disclosures", 0, service=factories.service(acme).pk, places=["DE"], position="1"),
        "clients-TOTAL_FORMS": "1",
        **row("clients", 0, class_of_controllers="Customers", position="1"),
    }


def test_parts_are_saved_with_their_whole(acme: Organisation, officer: Client) -> None:
    rows = activity_rows(acme)
    before = len(revisions(acme))
    add = url("processingactivity", "add")
    response = officer.post(add, typed(officer.get(add), name="Payroll", reason_for_change="new", **rows))
    assert response.status_code == 302, response.context["problems"]
    assert len(revisions(acme)) == before + 1
    activity = ProcessingActivity.objects.get()
    counts = [getattr(activity, name).count() for name in ("purposes", "data_uses", "disclosures", "clients")]
    assert counts == [1, 1, 1, 1]
    assert {part.organisation for part in (activity.purposes.get(), activity.data_uses.get())} == {acme}

    change = url("processingactivity", "change", activity.pk)
    purpose = activity.purposes.get()
    officer.post(change, typed(officer.get(change), **{"data_uses-0-purposes": [purpose.pk]}))
    assert list(DataUse.objects.get().purposes.all()) == [purpose]
    assert len(revisions(acme)) == before + 2
    officer.post(change, typed(officer.get(change)))
    assert len(revisions(acme)) == before + 2


def test_new_parts_go_to_the_end(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    factories.purpose(activity, text="first", position=4)
    change = url("processingactivity", "change", activity.pk)
    new = {"importance": "main", "allocation": "own"}
    rows = {
        "purposes-TOTAL_FORMS": "4",
        **row("purposes", 1, text="second", position="0", **new),
        **row("purposes", 2, text="third", position="0", **new),
        **row("purposes", 3, text="placed", position="2", **new),
    }
    assert officer.post(change, typed(officer.get(change), **rows)).status_code == 302
    placed = [(purpose.text, purpose.position) for purpose in activity.purposes.all()]
    assert placed == [("placed", 2), ("first", 4), ("second", 5), ("third", 6)]


@pytest.mark.parametrize("how", ["unlinked", "removed as well"])
def test_part_goes_together_with_the_link_to_it(how: str, acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    purpose = factories.purpose(activity)
    factories.data_use(activity, purposes=[purpose])
    change = url("processingactivity", "change", activity.pk)
    page = officer.get(change)
    response = officer.post(change, typed(page, **{"purposes-0-DELETE": "on"}))
    assert complaints(response) == {"": ["“To run the account” is still in use and cannot be deleted."]}
    data = typed(page, **{"purposes-0-DELETE": "on"})
    if how == "unlinked":
        del data["data_uses-0-purposes"]
    else:
        data["data_uses-0-DELETE"] = "on"
    assert officer.post(change, data).status_code == 302
    assert (Purpose.objects.count(), DataUse.objects.count()) == (0, 1 if how == "unlinked" else 0)


def test_whole_is_looked_at_after_its_parts(acme: Organisation, officer: Client) -> None:
    """A reason for having no recipients and a recipient in the same save: the field says so, what was typed stays."""
    activity = factories.activity(acme)
    service = factories.service(acme)
    change = url("processingactivity", "change", activity.pk)
    rows = {"disclosures-TOTAL_FORMS": "1", **row("disclosures", 0, service=service.pk, position="0")}
    before = revisions(acme)
    data = typed(officer.get(change), name="Renamed", recipients_absent_because="Nobody gets any", **rows)
    response = officer.post(change, data)
    message = "Give either the entries or the reason why there are none, not both."
    assert complaints(response) == {"recipients_absent_because": [message]}
    assert 'value="Renamed"' in response.content.decode()
    assert "Vendor: Hosting" in response.content.decode()
    assert revisions(acme) == before
    assert activity.disclosures.count() == 0
    assert list(response.wsgi_request._messages) == []


def test_record_keeps_its_organisation(acme: Organisation, other: Organisation, sign_in: SignIn) -> None:
    client = sign_in(acme)
    factories.Membership.objects.create(user=user_of(client), organisation=other, role="officer")
    party = factories.party(acme)
    change = url("party", "change", party.pk)
    assert client.post(change, typed(client.get(change), organisation=other.pk, note="x")).status_code == 302
    party.refresh_from_db()
    assert (party.organisation, party.note) == (acme, "x")


def test_owner_is_chosen_before_the_form(acme: Organisation, other: Organisation, root: Client) -> None:
    page = root.get(url("party", "add", _popup="1"))
    links = [f'href="?_popup=1&amp;organisation={owner.pk}"' for owner in (acme, other)]
    assert [link in page.content.decode() for link in links] == [True, True]
    add = url("party", "add", organisation=other.pk)
    assert root.post(add, typed(root.get(add), name="Vendor")).status_code == 302
    assert newest("party").organisation == other


def test_unknown_owner_is_an_error_of_its_field(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    for asked in (other.pk, 0, 10**30, "x", ""):
        response = officer.post(url("party", "add"), {"organisation": asked, "name": "Mine"})
        assert response.status_code == 200
        assert list(complaints(response)) == ["organisation"]
        assert 'value="Mine"' in response.content.decode()
    response = officer.post(url("datacategory", "add"), {"organisation": "", "code": "x", "label": "x"})
    assert list(complaints(response)) == ["organisation"]


def test_what_is_added_beside_a_link_is_the_same_owners(
    acme: Organisation, other: Organisation, root: Client
) -> None:
    change = url("service", "change", factories.service(other).pk)
    page = root.get(change).content.decode()
    assert f"{url('party', 'add')}?_to_field=id&amp;_popup=1&amp;organisation={other.pk}" in page
    popup = url("party", "add", _popup=1, organisation=other.pk)
    response = root.post(popup, typed(root.get(popup), name="New vendor", _popup="1"))
    assert "admin/js/popup_response.js" in response.content.decode()
    assert newest("party").organisation == other


def test_what_the_database_refuses_is_said() -> None:
    said = refusal(IntegrityError("UNIQUE constraint failed: registry_organisation.slug"))
    assert said.messages == [
        "Somebody just took a name that is used here, or removed what is linked to. Look again and save again."
    ]


def test_transfer_ground_that_is_no_longer_offered_may_stay(acme: Organisation, officer: Client) -> None:
    transfer = factories.transfer(acme)
    ground = factories.ground(transfer)
    with factories.writing(None):
        ground.mechanism.pickable = False
        ground.mechanism.save()
    change = url("transfer", "change", transfer.pk)
    response = officer.post(change, typed(officer.get(change), **{"grounds-0-evidence": "A letter"}))
    assert response.status_code == 302, response.context["problems"]
    assert Transfer.objects.get().grounds.get().evidence == "A letter"
