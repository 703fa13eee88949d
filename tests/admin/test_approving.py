"""The steps on the form and on their page: what is said, who may, what is refused, and that no edit slips by."""

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.models import Approval, Organisation, ProcessingActivity
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import row, typed
from tests.admin.records import revisions, url

MODEL = "processingactivity"


def text(response: Any) -> str:
    body = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", body)


def block(client: Client, activity: ProcessingActivity) -> str:
    """What is said above the form."""
    page = client.get(url(MODEL, "change", activity.pk)).content.decode()
    said = re.search(r'<section class="approval".*?</section>', page, re.S)
    assert said is not None
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", said[0]))).strip()


def take(client: Client, activity: ProcessingActivity, step: str, **more: Any) -> Any:
    return client.post(url(MODEL, "approval", activity.pk), {"step": step, **more})


def state(activity: ProcessingActivity) -> tuple[str, list[str]]:
    activity.refresh_from_db()
    return activity.status, activity.reopened_by


def seen(client: Client, activity: ProcessingActivity) -> str:
    return str(client.get(url(MODEL, "approval", activity.pk)).context["approval"].seen)


def test_an_activity_goes_its_way_by_buttons(acme: Organisation, officer: Client) -> None:
    activity = factories.complete(acme)
    assert "Draft It was never approved." in block(officer, activity)
    answer = take(officer, activity, "ask", reason="Ready")
    assert (answer.status_code, answer.headers["Location"]) == (302, url(MODEL, "change", activity.pk))
    assert "In review olga asked for the review." in block(officer, activity)
    assert take(officer, activity, "approve", seen=seen(officer, activity)).status_code == 302
    said = block(officer, activity)
    assert "prepared and approved by the same person" in said
    assert "by olga (approval 1)." in said
    take(officer, activity, "retire", reason="Sold")
    take(officer, activity, "take-up")
    assert state(activity)[0] == "draft"
    olga = user_of(officer).pk
    assert revisions(acme)[-4:] == [
        ("admin", olga, "Ready"), ("admin", olga, ""), ("admin", olga, "Sold"), ("admin", olga, ""),
    ]  # fmt: skip


def test_what_is_refused_is_said_and_what_was_typed_stays(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, status="in-review")
    assert "cannot be approved yet Article 30 asks for what is missing: (a)" in block(officer, activity)
    for step, reason, sentence in (
        ("approve", "Seen by all", "(b): Purposes"),
        ("send-back", "", "Say why it is sent back"),
        ("take-up", "Again", "is in review; for this step it has to be retired."),
        ("vanish", "Why not", "There is no step “vanish”"),
    ):
        answer = take(officer, activity, step, reason=reason)
        assert (answer.status_code, sentence in text(answer)) == (400, True)
        assert f">{reason}</textarea>" in answer.content.decode().replace(">\n", ">")
    assert "Choose a step" in text(officer.post(url(MODEL, "approval", activity.pk)))
    assert (state(activity)[0], Approval.objects.count()) == ("in-review", 0)


def test_second_person_is_asked_for_and_told_why(
    acme: Organisation, officer: Client, sign_in: SignIn
) -> None:
    factories.changed(acme, second_person_approves=True)
    activity = factories.complete(acme)
    take(officer, activity, "ask")
    said = block(officer, activity)
    assert "a second person approves in this organisation" in said
    assert "Approve" not in said.replace("approves", "")
    assert take(officer, activity, "approve").status_code == 400
    ben = sign_in(acme, username="ben")
    take(ben, activity, "approve", seen=seen(ben, activity))
    assert "by ben, as olga had asked (approval 1)." in block(officer, activity)


def test_what_changed_after_it_was_read_has_to_be_read_again(acme: Organisation, officer: Client) -> None:
    activity = factories.complete(acme, status="in-review")
    read = seen(officer, activity)
    factories.purpose(activity, text="To bill")
    answer = take(officer, activity, "approve", seen=read)
    assert (answer.status_code, "was changed after you opened it" in text(answer)) == (400, True)
    assert take(officer, activity, "approve", seen=seen(officer, activity)).status_code == 302


def test_status_is_no_field_of_the_form(acme: Organisation, officer: Client) -> None:
    activity = factories.complete(acme)
    change = url(MODEL, "change", activity.pk)
    data = typed(officer.get(change), owner="Ada")
    assert not {"status", "reopened_by", "prepared_by"} & data.keys()
    officer.post(change, {**data, "status": "approved", "reopened_by": "name", "prepared_by": "[1]"})
    activity.refresh_from_db()
    assert (activity.owner, activity.status, activity.reopened_by, activity.prepared_by) == (
        "Ada", "draft", [], [],
    )  # fmt: skip


EDITS = {
    "a field": ({"name": "Mail"}, ["name"]),
    "a link": ({"measures": []}, ["measures"]),
    "a part": ({"purposes-0-text": "To bill"}, ["purposes"]),
    "a part removed": ({"disclosures-0-DELETE": "on"}, ["recipients"]),
    "a new part": (
        {
            "purposes-TOTAL_FORMS": "2",
            **row("purposes", 1, text="To bill", importance="main", allocation="own", position="0"),
        },
        ["purposes"],
    ),
    "a new transfer": (
        {"transfers-TOTAL_FORMS": "1", **row("transfers", 0, destination="US")},
        ["transfers"],
    ),
    "beyond Article 30": ({"owner": "Ada", "purposes-0-interest": "Growth"}, None),
    "nothing": ({}, None),
}


@pytest.mark.parametrize("edit", EDITS)
def test_saving_the_form_reopens_what_article_30_asks(edit: str, acme: Organisation, officer: Client) -> None:
    activity = factories.approved(factories.complete(acme))
    before = len(revisions(acme))
    change = url(MODEL, "change", activity.pk)
    values, items = EDITS[edit]
    assert officer.post(change, typed(officer.get(change), **values)).status_code == 302
    assert state(activity) == (("in-review", items) if items else ("approved", []))
    assert len(revisions(acme)) == before + (edit != "nothing")
    if items:
        said = block(officer, activity)
        assert "In review Edited by olga; it waits for an approval." in said
        assert "reopened After the last approval this was edited:" in said
        history = officer.get(url(MODEL, "history", activity.pk))
        told = {
            item.item: item.after for change in history.context["entries"][0].changes for item in change.items
        }
        assert told["Status"] == "In review"
        assert told["Reopened by a change of"]
        assert "Prepared by" not in told


def test_a_preview_reopens_nothing(acme: Organisation, officer: Client) -> None:
    activity = factories.approved(factories.complete(acme))
    before = len(revisions(acme))
    data = typed(officer.get(url(MODEL, "change", activity.pk)), name="Mail")
    shown = officer.post(url(MODEL, "preview", activity.pk), data)
    assert "In review (reopened by a change of: Name)" in text(shown)
    assert (state(activity), len(revisions(acme))) == (("approved", []), before)


def test_changed_since_approval_is_said_with_the_words_that_differ(
    acme: Organisation, officer: Client, auditor: Client
) -> None:
    activity = factories.approved(factories.complete(acme))
    assert "changed since approval" not in block(officer, activity)
    vendor = activity.disclosures.get().service.party
    factories.changed(vendor, postal_address="2 Side Street")
    for client in (officer, auditor):
        assert "changed since approval A record that it shares" in block(client, activity)
        page = client.get(url(MODEL, "approval", activity.pk))
        (item,) = page.context["approval"].changed
        assert item.item == "Processors"
        assert [piece.text for piece in item.pieces if piece.kind == "added"] == ["2 Side Street; "]
        found = client.get(url(MODEL, "changelist", approval="changed"))
        assert [one.pk for one in found.context["cl"].result_list] == [activity.pk]
        assert "changed since approval" in text(found)
    assert state(activity) == ("approved", [])
    take(officer, activity, "ask")
    take(officer, activity, "approve")
    assert "changed since approval" not in block(officer, activity)


def test_what_was_approved_can_be_read_as_it_was(acme: Organisation, officer: Client) -> None:
    activity = factories.approved(factories.complete(acme, name="Payroll"))
    factories.approved(factories.changed(activity, name="Wages"))
    first, second = (officer.get(url(MODEL, "approved", activity.pk, number)) for number in (1, 2))
    assert ("Payroll" in text(first).partition("What Article 30 asks")[2], "Wages" in text(second)) == (
        True,
        True,
    )
    assert officer.get(url(MODEL, "approved", activity.pk, 1, content="full")).status_code == 200
    assert officer.get(url(MODEL, "approved", activity.pk, 3)).status_code == 404
    assert officer.get(url(MODEL, "approved", activity.pk, 1, content="some")).status_code == 404


def test_home_counts_what_the_lists_behind_it_show(
    acme: Organisation, officer: Client, auditor: Client
) -> None:
    factories.changed(acme, second_person_approves=True)
    mine = factories.complete(acme, name="Mine", status="in-review")
    own = factories.complete(acme, name="Own")
    take(officer, own, "ask")
    reopened = factories.approved(factories.complete(acme, name="Reopened"))
    factories.changed(reopened, name="Edited")
    changed = factories.approved(factories.complete(acme, name="Changed"))
    factories.changed(changed.measures.get(), description="Locked rooms")
    for client, waiting in ((officer, {mine.pk, reopened.pk}), (auditor, set())):
        wanted = {
            "waiting for my approval": waiting,
            "changed since approval": {changed.pk},
            "reopened by an edit": {reopened.pk},
            "in review": {mine.pk, own.pk, reopened.pk},
        }
        home = client.get(url("organisation", "changelist").replace("registry/organisation/", ""))
        card = next(card for card in home.context["cards"] if card.title == "Approval")
        numbers = {number.label: number for number in (card.first, *card.others)}
        for label, keys in wanted.items():
            assert numbers[label].count == len(keys), label
            if keys:
                found = client.get(numbers[label].url).context["cl"].result_list
                assert {one.pk for one in found} == keys


def test_strangers_and_readers_take_no_step(
    acme: Organisation, other: Organisation, auditor: Client, sign_in: SignIn
) -> None:
    activity = factories.approved(factories.complete(acme))
    stranger = sign_in(other, username="stranger")
    addresses = (url(MODEL, "approval", activity.pk), url(MODEL, "approved", activity.pk, 1))
    for address in addresses:
        assert (auditor.get(address).status_code, stranger.get(address).status_code) == (200, 404)
    assert '<button type="submit" name="step"' not in auditor.get(addresses[0]).content.decode()
    for step in ("ask", "approve", "send-back", "retire", "take-up"):
        answers = (take(auditor, activity, step, reason="x"), take(stranger, activity, step, reason="x"))
        assert [answer.status_code for answer in answers] == [403, 404]
    assert state(activity) == ("approved", [])
    checking = Client(enforce_csrf_checks=True)
    checking.force_login(factories.account(acme, username="olga", is_staff=True))
    assert take(checking, activity, "retire").status_code == 403


def test_nobody_reads_what_others_approved(acme: Organisation, sign_in: SignIn) -> None:
    canary, _records = aviary()
    kept = Approval.objects.get()
    keeper, stranger = sign_in(canary, username="keeper"), sign_in(acme, username="olga")
    for name, args in (("approval", (kept.activity_id,)), ("approved", (kept.activity_id, kept.number))):
        theirs = keeper.get(url(MODEL, name, *args))
        assert (theirs.status_code, CANARY in theirs.content.decode()) == (200, True)
        refused = stranger.get(url(MODEL, name, *args))
        assert (refused.status_code, CANARY in refused.content.decode()) == (404, False)


def test_page_costs_the_same_for_one_and_three_approvals(acme: Organisation, officer: Client) -> None:
    activity = factories.approved(factories.complete(acme))
    addresses = (url(MODEL, "approval", activity.pk), url(MODEL, "approved", activity.pk, 1))

    def costs() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                officer.get(address)
            found.append(len(captured))
        return found

    costs()
    first = costs()
    for number in (2, 3):
        factories.approved(factories.changed(activity, name=f"Name {number}"))
    assert (first, costs()) == ([53, 5], [53, 5])


def test_history_of_everything_tells_an_approval_with_its_activity(
    acme: Organisation, officer: Client
) -> None:
    activity = factories.complete(acme, status="in-review")
    take(officer, activity, "approve", reason="Read twice")
    page = officer.get(url("organisation", "story", acme.pk))
    told = page.context["told"][0]
    (subject,) = told.shown
    assert (told.reason, subject.model, subject.pk) == ("Read twice", ProcessingActivity, activity.pk)
    assert "canonical JSON" not in text(page)
    alone = officer.get(url("organisation", "story", acme.pk, revision=told.number))
    assert (alone.status_code, "Approval" in text(alone)) == (200, True)
    assert (
        officer.get(url("organisation", "changelist").replace("registry/organisation/", "")).status_code
        == 200
    )
