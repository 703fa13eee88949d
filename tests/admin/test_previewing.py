"""The preview goes the way of saving and leaves nothing behind; the sheet is for whoever may read."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.ledger.chain import verify_chain
from registry.ledger.history import tracked_models
from registry.ledger.revisions import ChainHead
from registry.models import Organisation, ProcessingActivity, ReferenceCounter, Revision
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn
from tests.admin.pages import row, typed
from tests.admin.records import url
from tests.admin.test_queries import SIGNED_IN, whole

NEW_PURPOSE = {
    "purposes-TOTAL_FORMS": "1",
    **row("purposes", 0, text="To be typed", importance="main", allocation="own", position="0"),
}


def state() -> list[Any]:
    """Everything that saving leaves somewhere."""
    return [
        *(table.model.objects.count() for table in tracked_models()),
        *(table.history.objects.count() for table in tracked_models()),
        list(Revision.objects.values_list("pk", "digest")),
        list(ChainHead.objects.values_list("pk", "number", "digest")),
        list(ReferenceCounter.objects.values_list("pk", "last")),
    ]


def preview(client: Client, activity: Any, data: Any = None, **query: Any) -> Any:
    form = url("processingactivity", "change", activity.pk)
    return client.post(
        url("processingactivity", "preview", activity.pk, **query), data or typed(client.get(form))
    )


@pytest.mark.parametrize("query", [{}, {"fragment": "1"}])
def test_preview_shows_what_is_typed_and_writes_nothing(
    query: dict[str, str], acme: Organisation, officer: Client
) -> None:
    activity = factories.activity(acme)
    data = typed(officer.get(url("processingactivity", "change", activity.pk)), name="Renamed", **NEW_PURPOSE)
    before = state()
    response = preview(officer, activity, data, **query)
    assert response.status_code == 200
    assert "To be typed" in response.content.decode()
    assert state() == before
    assert verify_chain(acme.pk) is None
    saved = officer.post(url("processingactivity", "change", activity.pk), data)
    assert saved.status_code == 302
    assert state() != before


def test_new_record_is_previewed_before_it_is_there(acme: Organisation, officer: Client) -> None:
    page = officer.get(url("processingactivity", "add"))
    before = state()
    response = officer.post(
        url("processingactivity", "add_preview"), typed(page, name="Payroll", **NEW_PURPOSE)
    )
    text = response.content.decode()
    assert [word in text for word in ("PA-0001", "Payroll", "To be typed", "Nothing is saved yet")] == [
        True
    ] * 4
    assert (state(), ProcessingActivity.objects.count()) == (before, 0)


def test_fragment_is_what_the_panels_hold(acme: Organisation, officer: Client) -> None:
    """Whoever previews an unchanged form is shown what the form shows."""
    activity = whole(acme, 1)
    page = officer.get(url("processingactivity", "change", activity.pk))
    found = preview(officer, activity, typed(page), fragment="1").context["standings"]
    steps = {step.key: step.standing for step in page.context["walk"].steps if step.current}
    assert {key: (one.letter, one.beside) for key, one in found.items()} == {
        key: (one.letter, one.beside) for key, one in steps.items() if key in found
    }
    assert {key: told(one.found) for key, one in found.items()} == {
        key: told(one.found) for key, one in steps.items() if key in found
    }
    assert list(found) == [
        "activity", "identity", "purposes", "categories", "recipients", "transfers", "retention", "measures",
        "beyond", "also",
    ]  # fmt: skip


def told(found: Any) -> tuple[Any, ...]:
    """What is found in a panel, and where it leads; whether it can be accepted left aside."""
    return [(one.message, one.url) for one in found.noted], found.services


def test_preview_says_what_is_found_in_what_is_typed(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, role="controller")
    page = officer.get(url("processingactivity", "change", activity.pk))
    unchanged, written = (
        preview(officer, activity, typed(page, **more), fragment="1") for more in ({}, NEW_PURPOSE)
    )
    recorded = {step.key: step.standing for step in page.context["walk"].steps}
    assert [one.message for one in recorded["purposes"].found.noted] == ["No purpose is recorded."]
    assert any(one.accept for one in recorded["purposes"].found.noted)
    said = [one.context["standings"]["purposes"].found.noted for one in (unchanged, written)]
    assert [one.message for one in said[0]] == ["No purpose is recorded."]
    assert "No purpose is recorded." not in [one.message for one in said[1]]
    assert [one.accept for noted in said for one in noted if one.accept] == []


def test_what_is_found_in_a_new_row_leads_to_its_field(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, role="controller")
    purpose = {**NEW_PURPOSE, "purposes-0-text": "TODO"}
    data = typed(officer.get(url("processingactivity", "change", activity.pk)), **purpose)
    noted = preview(officer, activity, data, fragment="1").context["standings"]["purposes"].found.noted
    assert [one.url for one in noted if "TODO" in one.message] == ["#id_purposes-0-text"]


def test_preview_follows_the_role_that_is_typed(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    data = typed(officer.get(url("processingactivity", "change", activity.pk)), role="processor")
    found = preview(officer, activity, data, fragment="1").context["standings"]
    assert list(found) == ["activity", "identity", "processing", "transfers", "measures", "beyond", "also"]


def test_new_row_is_listed_with_the_way_to_its_field(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    rows = {"data_uses-TOTAL_FORMS": "1", **row("data_uses", 0, as_stated="Invoices", position="0")}
    data = typed(officer.get(url("processingactivity", "change", activity.pk)), **rows)
    found = preview(officer, activity, data, fragment="1").context["standings"]
    assert [(line.text, line.url) for line in found["retention"].beside[0].lines] == [
        ("Invoices", "#id_data_uses-0-retention")
    ]


@pytest.mark.parametrize(
    "typed_wrong,where,what",
    [
        ({"name": ""}, "Name", "This field is required."),
        (
            {"recipients_absent_because": "Nobody"},
            "No recipients because",
            "Give either the entries or the reason why there are none, not both.",
        ),
    ],
)
def test_preview_says_what_is_in_its_way(
    typed_wrong: dict[str, str], where: str, what: str, acme: Organisation, officer: Client
) -> None:
    activity = factories.activity(acme)
    factories.disclosure(activity)
    page = officer.get(url("processingactivity", "change", activity.pk))
    before = state()
    for query in ({}, {"fragment": "1"}):
        response = preview(officer, activity, typed(page, **typed_wrong), **query)
        assert [(one["where"], one["what"]) for one in response.context["problems"]] == [(where, what)]
        assert what in response.content.decode()
    assert state() == before


def test_preview_minds_no_change_by_others(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    data = typed(officer.get(url("processingactivity", "change", activity.pk)), name="Mine")
    factories.changed(activity, name="Theirs")
    assert "Mine" in preview(officer, activity, data).content.decode()
    assert officer.post(url("processingactivity", "change", activity.pk), data).status_code == 409


def test_preview_costs_so_much_a_row(acme: Organisation, officer: Client) -> None:
    """What saving costs, and one reading of the inventory."""

    def costs(rows: int) -> tuple[int, int]:
        activity = whole(acme, 10 * rows, rows)
        page = officer.get(url("processingactivity", "change", activity.pk))
        better = {name: f"{value} x" for name, value in typed(page).items() if name.endswith("-text")}
        found = []
        for data in (typed(page), {**typed(page), **better}):
            with CaptureQueriesContext(connection) as captured:
                assert preview(officer, activity, data, fragment="1").status_code == 200
            found.append(len(captured) - SIGNED_IN)
        return found[0], found[1]

    assert [costs(1), costs(3)] == [(84, 101), (84, 117)]


def test_nobody_previews_by_looking(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    assert officer.get(url("processingactivity", "preview", activity.pk)).status_code == 405
    assert officer.get(url("processingactivity", "add_preview")).status_code == 405
    assert officer.post(url("processingactivity", "sheet", activity.pk)).status_code == 405


def test_auditor_reads_the_sheet_and_previews_nothing(acme: Organisation, auditor: Client) -> None:
    activity = factories.activity(acme)
    factories.purpose(activity)
    sheet = auditor.get(url("processingactivity", "sheet", activity.pk))
    assert sheet.status_code == 200
    assert "To run the account" in sheet.content.decode()
    before = state()
    assert auditor.post(url("processingactivity", "preview", activity.pk), {"name": "x"}).status_code == 403
    assert (
        auditor.post(url("processingactivity", "add_preview"), {"organisation": acme.pk}).status_code == 403
    )
    assert state() == before


@pytest.mark.parametrize("content,holds", [("art30", False), ("full", True)])
def test_sheet_has_two_editions(content: str, holds: bool, acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, systems="A ledger")
    sheet = officer.get(url("processingactivity", "sheet", activity.pk, content=content))
    assert ("A ledger" in sheet.content.decode()) is holds
    assert officer.get(url("processingactivity", "sheet", activity.pk, content="x")).status_code == 404


def test_strangers_hear_no_canary(acme: Organisation, sign_in: SignIn) -> None:
    owner, records = aviary()
    activity = next(record for record in records if isinstance(record, ProcessingActivity))
    insider, stranger = sign_in(owner, username="insider"), sign_in(acme, username="stranger")
    assert CANARY in insider.get(url("processingactivity", "sheet", activity.pk)).content.decode()
    assert CANARY in preview(insider, activity).content.decode()
    data = typed(insider.get(url("processingactivity", "change", activity.pk)))
    before = state()
    for response in (
        stranger.get(url("processingactivity", "sheet", activity.pk)),
        stranger.post(url("processingactivity", "preview", activity.pk), data),
        stranger.post(url("processingactivity", "preview", activity.pk, fragment="1"), data),
    ):
        assert (response.status_code, CANARY in response.content.decode()) == (404, False)
    new = stranger.post(
        url("processingactivity", "add_preview"), {**data, "organisation": owner.pk, "name": "x"}
    )
    assert "Select a valid choice" in new.content.decode()
    assert CANARY not in new.content.decode()
    assert state() == before


def test_visitors_are_sent_to_the_door(acme: Organisation, client: Client) -> None:
    activity = factories.activity(acme)
    for address in (
        url("processingactivity", "sheet", activity.pk),
        url("processingactivity", "preview", activity.pk),
    ):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
