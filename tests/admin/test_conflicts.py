"""Two people, one record: the second is told what changed, keeps what was typed, and decides."""

import pytest
from django.test import Client

from registry.models import LegalBasis, Organisation, ProcessingActivity, Purpose
from tests import factories
from tests.admin.conftest import SignIn
from tests.admin.pages import complaints, form_data, row, typed
from tests.admin.records import revisions, url

NOTHING_SAVED = (
    "Nothing was saved: the record was changed after you opened it. What you typed is still here; "
    "save again to put it in place of the following."
)


@pytest.fixture
def colleague(acme: Organisation, sign_in: SignIn) -> Client:
    return sign_in(acme, username="carla")


def test_second_save_is_refused_with_what_changed(
    acme: Organisation, officer: Client, colleague: Client
) -> None:
    party = factories.party(acme)
    change = url("party", "change", party.pk)
    opened = officer.get(change)
    colleague.post(change, typed(colleague.get(change), name="Bureau", reason_for_change="renamed"))
    before = revisions(acme)
    response = officer.post(change, typed(opened, note="typed by Olga", country="FR"))
    assert (response.status_code, revisions(acme)) == (409, before)
    first, second = complaints(response)[""]
    assert first == NOTHING_SAVED
    assert second.startswith("Revision 3 by carla, ")
    assert second.endswith(": company or person “Bureau”: Name as stated from “Vendor” to “Bureau”.")
    assert form_data(response)["note"] == "typed by Olga"
    assert form_data(response)["country"] == "FR"

    again = officer.post(change, typed(response))
    assert again.status_code == 302
    party.refresh_from_db()
    assert (party.name, party.note, party.country) == ("Vendor", "typed by Olga", "FR")


def test_change_elsewhere_is_no_conflict(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    change = url("party", "change", party.pk)
    opened = officer.get(change)
    factories.party(acme, name="Another")
    assert officer.post(change, typed(opened, note="fine")).status_code == 302


@pytest.mark.parametrize("what", ["added", "changed", "removed", "linked"])
def test_part_changed_meanwhile_is_a_conflict(what: str, acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    purpose = factories.purpose(activity)
    change = url("processingactivity", "change", activity.pk)
    opened = officer.get(change)
    expected = {
        "added": "purpose “Another” added",
        "changed": "Purpose from “To run the account” to “Changed”",
        "removed": "purpose “To run the account” removed",
        "linked": "Legal bases from “” to “Art. 6(1)(a) GDPR: ",
    }[what]
    match what:
        case "added":
            factories.purpose(activity, text="Another")
        case "changed":
            factories.changed(purpose, text="Changed")
        case "removed":
            factories.deleted(purpose)
        case "linked":
            factories.changed(purpose, legal_bases=[factories.shared(LegalBasis, "6.1.a")])
    response = officer.post(change, typed(opened, name="Renamed"))
    assert response.status_code == 409
    assert expected in complaints(response)[""][1]
    assert ProcessingActivity.objects.get().name == "Running accounts"


def test_row_removed_meanwhile_can_be_let_go(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    purpose = factories.purpose(activity)
    change = url("processingactivity", "change", activity.pk)
    opened = officer.get(change)
    factories.deleted(purpose)
    response = officer.post(change, typed(opened, **{"purposes-0-text": "Kept?"}))
    assert response.status_code == 409
    response = officer.post(change, typed(response))
    assert response.status_code == 200
    assert "id" in str(complaints(response))
    response = officer.post(change, {**typed(response), "purposes-0-DELETE": "on"})
    assert response.status_code == 302
    assert Purpose.objects.count() == 0


def test_rows_added_by_two_stay_both(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    change = url("processingactivity", "change", activity.pk)
    opened = officer.get(change)
    factories.purpose(activity, text="Hers")
    mine = {
        "purposes-TOTAL_FORMS": "1",
        **row("purposes", 0, text="Mine", importance="main", position="0", allocation="own"),
    }
    response = officer.post(change, typed(opened, **mine))
    assert response.status_code == 409
    assert officer.post(change, typed(response)).status_code == 302
    assert sorted(purpose.text for purpose in Purpose.objects.all()) == ["Hers", "Mine"]


@pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 40])
def test_form_that_knows_no_revision_is_refused_once(seen: str, acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    change = url("party", "change", party.pk)
    response = officer.post(change, typed(officer.get(change), seen_revision=seen, note="typed"))
    assert response.status_code == 409
    assert complaints(response)[""][0].startswith("This form does not say")
    assert officer.post(change, typed(response)).status_code == 302


def test_record_deleted_meanwhile_is_gone(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    change = url("party", "change", party.pk)
    opened = officer.get(change)
    factories.deleted(party)
    assert officer.post(change, typed(opened, note="late")).status_code == 404
