"""Restoring in the admin: from the history to a preview, from the preview to a new revision; by whom, and at what cost."""

from typing import Any

import pytest
from django.test import Client

from registry.models import (
    DataCategory,
    Disclosure,
    Membership,
    Organisation,
    Party,
    ProcessingActivity,
    Purpose,
    Revision,
    Transfer,
)
from tests import factories
from tests.actions.restored import now, turned_around, whole
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import form_data
from tests.admin.records import revisions, url
from tests.admin.test_queries import cost


def restore_url(record: Any, number: int) -> str:
    return url(record._meta.model_name, "restore", record.pk, number)


def changes(page: Any) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """What happens, to what, and its items before and after."""
    return [
        (f"{one.label}: {one.what}", one.name, [(item.item, item.before, item.after) for item in one.items])
        for one in page.context["changes"]
    ]


def offered(client: Client, record: Any) -> list[int]:
    """The revisions that the history of a record offers to restore, the newest first."""
    page = client.get(url(record._meta.model_name, "history", record.pk))
    found = [entry for entry in page.context["entries"] if entry.restore]
    assert page.content.decode().count("Restore this version…") == len(found)
    assert [entry.restore for entry in found] == [restore_url(record, entry.number) for entry in found]
    return [entry.number for entry in found]


# Where it is offered


def test_history_offers_every_version_but_that_of_today(
    acme: Organisation, officer: Client, auditor: Client
) -> None:
    party = factories.party(acme)
    first = now(acme)
    factories.changed(party, note="x")
    second = now(acme)
    factories.changed(party, note="y")
    assert offered(officer, party) == [second, first]
    assert offered(auditor, party) == []
    pk = party.pk
    factories.deleted(party)
    assert offered(officer, Party(pk=pk)) == [second + 1, second, first]
    can_be = "Each version of it can be restored."
    history = url("party", "history", pk)
    assert [can_be in one.get(history).content.decode() for one in (officer, auditor)] == [True, False]
    officer.post(restore_url(Party(pk=pk), first), form_data(officer.get(restore_url(Party(pk=pk), first))))
    assert offered(officer, Party(pk=pk)) == [second + 1, second, first]


def test_history_of_an_activity_offers_its_newest_version_once_its_transfers_changed(
    acme: Organisation, officer: Client
) -> None:
    activity = factories.activity(acme)
    leaving = factories.transfer(acme, activity=activity)
    number = Revision.objects.get(pk=activity.history.get().revision_id).number
    assert offered(officer, activity) == [number]
    page = officer.get(restore_url(activity, number))
    assert [change[:2] for change in changes(page)] == [("Goes: transfer", "United States of America")]
    factories.deleted(leaving)
    assert (
        officer.get(restore_url(activity, number))
        .context["nothing"]
        .startswith("There is nothing to restore")
    )


def test_words_of_all_are_restored_by_the_installation(officer: Client, root: Client) -> None:
    term = factories.shared(DataCategory, "name")
    factories.changed(term, label="Names")
    assert (offered(officer, term), len(offered(root, term))) == ([], 1)


# The preview


def test_preview_says_what_would_change_with_the_words_marked(acme: Organisation, officer: Client) -> None:
    activity = whole(acme)
    factories.changed(activity, description="Kept for 30 days.")
    number = now(acme)
    factories.changed(activity, description="Kept for at most 90 days.", status="in-review")
    turned_around(activity)
    before = revisions(acme)
    page = officer.get(restore_url(activity, number))
    kinds = [(what, name) for what, name, _items in changes(page)]
    assert kinds == [
        ("Changes back: processing activity", "PA-0001 Running accounts"),
        ("Comes back: purpose", "To run the account"),
        ("Goes: purpose", "Another"),
        ("Comes back: category of data in use", "E-mail address"),
        ("Changes back: recipient", "Hosting"),
        ("Comes back: transfer", "United States of America"),
        ("Goes: transfer", "India"),
        ("Comes back: ground of a transfer", "Standard contractual clauses, set and module not stated"),
        ("Goes: ground of a transfer", "Standard contractual clauses, set and module not stated"),
        ("Comes back: citation", "about purpose To run the account"),
        ("Comes back: open question", "Which is it?"),
    ]
    own = page.context["changes"][0]
    description = next(item for item in own.items if item.item == "Description")
    assert [(str(piece.kind), piece.text) for piece in description.pieces] == [
        ("kept", "Kept for "), ("removed", "at most 90"), ("added", "30"), ("kept", " days."),
    ]  # fmt: skip
    assert [item.item for item in own.items] == ["Description", "Department", "Own measures"]
    text = page.content.decode()
    assert '<del><span class="visually-hidden">removed: </span>at most 90</del>' in text
    assert "The status stays as it is" in text
    sheet = page.context["printed"]
    assert [word in sheet for word in ("To run the account", "E-mail address", "Another", "India")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert revisions(acme) == before


def test_preview_offers_no_button_where_nothing_can_be_done(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    first = now(acme)
    factories.changed(party, name="Other")
    second = now(acme)
    same = officer.get(restore_url(party, second))
    assert "There is nothing to restore: it reads today as it did then." in same.content.decode()
    factories.party(acme, name="Vendor")
    taken = officer.get(restore_url(party, first))
    assert "Another company or person has the same today: Name as stated." in taken.content.decode()
    for page in (same, taken):
        assert "Restore this version" not in page.content.decode()
        assert (page.status_code, page.context["possible"]) == (200, False)
    before = revisions(acme)
    refused = officer.post(restore_url(party, first), {"planned": taken.context["plan"].fingerprint})
    assert (refused.status_code, revisions(acme)) == (409, before)


def test_preview_shows_what_only_the_whole_objects_to(acme: Organisation, officer: Client) -> None:
    activity, gone = factories.activity(acme, transfers_absent_because="None"), factories.activity(acme)
    moving = factories.transfer(acme, activity=gone)
    number = now(acme)
    with factories.writing(acme):
        factories.changed(activity, transfers_absent_because="")
        factories.changed(moving, activity=activity)
    factories.deleted(gone)
    page = officer.get(restore_url(activity, number))
    assert page.context["obstacles"] == [
        "No transfers to third countries because: Give either the entries or the reason why there are none, not both."
    ]


# The restore


def test_restore_is_one_revision_by_whom_and_why(acme: Organisation, officer: Client) -> None:
    activity = whole(acme)
    number = now(acme)
    turned_around(activity)
    before = revisions(acme)
    page = officer.get(restore_url(activity, number))
    typed = form_data(page)
    assert typed["reason_for_change"] == page.context["plan"].reason
    done = officer.post(page.request["PATH_INFO"], {**typed, "reason_for_change": " A slip "}, follow=True)
    assert done.redirect_chain == [(url("processingactivity", "change", activity.pk), 302)]
    said = [str(message) for message in done.context["messages"]]
    assert said == [
        f"“PA-0001 Running accounts” reads again as it did after revision {number}. This is revision {now(acme)}."
    ]
    assert revisions(acme)[len(before) :] == [("admin", user_of(officer).pk, "A slip")]
    assert [str(one) for one in Purpose.objects.all()] == ["To run the account"]
    assert [str(one) for one in Transfer.objects.all()] == ["United States of America"]
    assert [one.reason for one in Disclosure.objects.all()] == [""]
    again = officer.post(page.request["PATH_INFO"], typed)
    assert (again.status_code, now(acme)) == (409, len(revisions(acme)))


def test_what_changed_meanwhile_is_shown_and_what_was_typed_stays(
    acme: Organisation, officer: Client
) -> None:
    party = factories.party(acme)
    number = now(acme)
    factories.changed(party, note="x")
    address = restore_url(party, number)
    opened = form_data(officer.get(address))
    factories.changed(party, phone="1")
    before = revisions(acme)
    for stale in ({**opened, "reason_for_change": "mine"}, {"reason_for_change": "mine"}):
        page = officer.post(address, stale)
        assert (page.status_code, revisions(acme)) == (409, before)
        assert "Nothing was restored: something changed after this page was opened." in page.content.decode()
        assert [items for _what, _name, items in changes(page)] == [
            [("Telephone", "1", ""), ("Note", "x", "")]
        ]
    assert form_data(page)["reason_for_change"] == "mine"
    assert officer.post(address, form_data(page)).status_code == 302
    assert revisions(acme)[len(before) :] == [("admin", user_of(officer).pk, "mine")]


def test_reason_that_cannot_be_printed_is_refused(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    number = now(acme)
    factories.changed(party, note="x")
    address = restore_url(party, number)
    page = officer.post(address, {**form_data(officer.get(address)), "reason_for_change": "a\x07"})
    assert page.status_code == 400
    assert "is a control character" in page.content.decode()
    party.refresh_from_db()
    assert party.note == "x"


def test_removed_record_comes_back_by_the_story(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    factories.purpose(activity)
    number, pk = now(acme), activity.pk
    delete = url("processingactivity", "delete", pk)
    officer.post(delete, {"post": "yes"})
    story = officer.get(url("organisation", "story", acme.pk))
    history = story.context["told"][0].shown[0].history
    entry = officer.get(history).context["entries"][1]
    assert entry.restore == url("processingactivity", "restore", pk, number)
    page = officer.get(entry.restore)
    assert "This record was removed. It would come back" in page.content.decode()
    assert "To run the account" in page.context["printed"]
    officer.post(entry.restore, form_data(page))
    back = ProcessingActivity.objects.get(pk=pk)
    assert (back.reference, [str(one) for one in back.purposes.all()]) == ("PA-0001", ["To run the account"])


# Who, and what is no address


@pytest.mark.parametrize(
    "role,status", [("officer", 200), ("auditor", 403), ("administrator", 403), ("stranger", 404)]
)
def test_roles_reach_what_they_may(
    acme: Organisation, other: Organisation, sign_in: SignIn, role: str, status: int
) -> None:
    client = sign_in(other if role == "stranger" else acme, role="officer" if role == "stranger" else role)
    party, gone = factories.party(acme), factories.party(acme, name="Gone")
    number, pk = now(acme), gone.pk
    factories.changed(party, note="x")
    factories.deleted(gone)
    before = revisions(acme)
    for record in (party, Party(pk=pk)):
        address = restore_url(record, number)
        assert client.get(address).status_code == status
        if status != 200:
            assert client.post(address, {"planned": "x"}).status_code == status
    assert revisions(acme) == before
    assert client.get(url("party", "restore", 10**9, number)).status_code == 404


def test_administrator_restores_the_organisation_alone(acme: Organisation, sign_in: SignIn) -> None:
    client = sign_in(acme, role=Membership.Role.ADMINISTRATOR)
    number = now(acme)
    factories.changed(acme, note="x")
    address = restore_url(acme, number)
    assert client.post(address, form_data(client.get(address))).status_code == 302
    acme.refresh_from_db()
    assert acme.note == ""


def test_what_is_no_version_is_not_found(acme: Organisation, officer: Client) -> None:
    before, party = now(acme), factories.party(acme)
    for number in (0, before, 10**6, 10**30):
        assert officer.get(restore_url(party, number)).status_code == 404
    assert officer.get(url("party", "restore", "x", 1)).status_code == 404
    for method in (officer.put, officer.patch, officer.delete):
        assert method(restore_url(party, now(acme))).status_code == 405


# What it costs


def test_preview_costs_the_same_for_one_part_and_three(acme: Organisation, officer: Client) -> None:
    found = []
    for parts in (1, 3):
        activity = whole(acme, parts, named=f"of {parts}")
        number = now(acme)
        with factories.writing(acme):
            factories.changed(activity, description="x")
        found.append(cost(officer, restore_url(activity, number)))
    assert found == [173, 173]
