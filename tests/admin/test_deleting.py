"""What may be deleted, what stands in the way, and what stays."""

from typing import Any

import pytest
from django.test import Client

from registry.models import (
    Citation,
    Clarification,
    DataCategory,
    Document,
    Organisation,
    Party,
    ProcessingActivity,
    Purpose,
    Transfer,
    User,
)
from tests import factories
from tests.admin.conftest import user_of
from tests.admin.pages import typed
from tests.admin.records import revisions, url


def test_draft_goes_with_its_parts(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    purpose = factories.purpose(activity)
    factories.data_use(activity, purposes=[purpose])
    factories.disclosure(activity)
    delete = url("processingactivity", "delete", activity.pk)
    page = officer.get(delete).content.decode()
    assert "Purpose: To run the account" in page
    before = len(revisions(acme))
    response = officer.post(delete, {"post": "yes", "reason_for_change": "never used"}, follow=True)
    assert url("processingactivity", "history", activity.pk) in response.content.decode()
    assert (ProcessingActivity.objects.count(), Purpose.objects.count()) == (0, 0)
    assert revisions(acme)[before:] == [("admin", user_of(officer).pk, "never used")]
    history = officer.get(url("processingactivity", "history", activity.pk))
    removed = [change.what for change in history.context["entries"][0].changes]
    assert removed == ["processing activity", "purpose", "category of data in use", "recipient"]


def approved_before(acme: Organisation) -> ProcessingActivity:
    activity = factories.activity(acme, status="approved")
    return factories.changed(activity, status="draft")


def in_review(acme: Organisation) -> ProcessingActivity:
    return factories.activity(acme, status="in-review")


@pytest.mark.parametrize("made", [approved_before, in_review])
def test_what_was_more_than_a_draft_stays(made: Any, acme: Organisation, officer: Client) -> None:
    activity = made(acme)
    delete = url("processingactivity", "delete", activity.pk)
    assert officer.get(delete).status_code == 403
    assert officer.post(delete, {"post": "yes"}).status_code == 403
    assert delete not in officer.get(url("processingactivity", "change", activity.pk)).content.decode()


def linked(acme: Organisation) -> dict[str, tuple[Any, str]]:
    """A record of each kind that others hold fast, and what is said of those that do."""
    party = factories.party(acme)
    service = factories.service(acme, party=party)
    activity = factories.activity(acme, joint_controllers=[factories.party(acme, name="Joint")])
    transfer = factories.transfer(acme, activity=activity)
    own = factories.made(DataCategory, organisation=acme, code="own", label="Own")
    factories.disclosure(activity, service=service, data_categories=[own])
    return {
        "by a link": (party, "Service:"),
        "by a list": (activity.joint_controllers.get(), "Processing activity:"),
        "by a list of a part": (own, "Recipient: recipient"),
        "by a record of its own": (transfer.activity, "Transfer:"),
    }


@pytest.mark.parametrize("how", ["by a link", "by a list", "by a list of a part", "by a record of its own"])
def test_what_is_in_use_is_not_deleted(how: str, acme: Organisation, officer: Client) -> None:
    record, user = linked(acme)[how]
    delete = url(record._meta.model_name, "delete", record.pk)
    for response in (officer.get(delete), officer.post(delete, {"post": "yes"})):
        assert response.status_code == 200
        assert f"“{record}” is still in use and cannot be deleted." in response.content.decode()
        assert user in response.content.decode()
    assert type(record).objects.filter(pk=record.pk).exists()


def test_reason_that_cannot_be_kept_stays_typed(acme: Organisation, officer: Client) -> None:
    transfer = factories.transfer(acme)
    delete = url("transfer", "delete", transfer.pk)
    response = officer.post(delete, {"post": "yes", "reason_for_change": "because\x07"})
    assert response.status_code == 200
    assert "control character" in response.content.decode()
    assert "because\x07" in response.content.decode()
    assert Transfer.objects.count() == 1


def test_deleted_document_leaves_its_path_in_the_history(acme: Organisation, officer: Client) -> None:
    document = factories.document(acme, file="evidence/1/abc", sha256="abc")
    assert officer.post(url("document", "delete", document.pk), {"post": "yes"}).status_code == 302
    assert Document.history.filter(history_type="-").get().file == "evidence/1/abc"


def test_what_is_said_about_a_record_goes_with_it(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    purpose = factories.purpose(activity)
    kept = factories.citation(factories.party(acme))
    for record in (activity, purpose):
        factories.citation(record, section="3")
    factories.clarification(activity)
    change = url("processingactivity", "change", activity.pk)
    assert officer.post(change, typed(officer.get(change), **{"purposes-0-DELETE": "on"})).status_code == 302
    assert [row.record_type for row in Citation.objects.order_by("pk")] == ["party", "processingactivity"]
    delete = url("processingactivity", "delete", activity.pk)
    assert "Citation: <a" in officer.get(delete).content.decode()
    assert officer.post(delete, {"post": "yes"}).status_code == 302
    assert (list(Citation.objects.all()), Clarification.objects.count()) == ([kept], 0)


def test_many_users_are_counted(acme: Organisation, officer: Client) -> None:
    document = factories.document(acme)
    for number in range(25):
        factories.assessment(acme, title=f"Assessment {number:02}", document=document)
    page = officer.get(url("document", "delete", document.pk)).content.decode()
    assert ["Assessment 19" in page, "Assessment 20" in page, "5 more" in page] == [True, False, True]


def test_lists_have_no_action_that_deletes(acme: Organisation, root: Client) -> None:
    party = factories.party(acme)
    data = {"action": "delete_selected", "_selected_action": [party.pk], "post": "yes"}
    root.post(url("party", "changelist"), data)
    assert Party.objects.filter(pk=party.pk).exists()


def test_shared_words_are_deleted_by_nobody(db: None) -> None:
    root = User.objects.create_superuser("root")
    browser = Client()
    browser.force_login(root)
    term = factories.shared(DataCategory, "email-address")
    assert browser.get(url("datacategory", "change", term.pk)).status_code == 200
    assert browser.post(url("datacategory", "delete", term.pk), {"post": "yes"}).status_code == 403
    assert DataCategory.objects.filter(pk=term.pk).exists()
