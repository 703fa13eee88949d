"""The history page: revision by revision, whole, in words, and closed to writing."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from registry.ledger.recording import recording
from registry.models import Channel, Organisation, User
from registry.models.vocabulary import DataCategory
from tests import factories
from tests.admin.conftest import user_of
from tests.admin.pages import row, typed
from tests.admin.records import newest, url

Shown = list[tuple[str, str, str, list[tuple[str, str, str]]]]


def shown(response: Any) -> list[tuple[str, Shown]]:
    """Reason → what each revision on the page changed, oldest first."""
    return [(entry.reason, list(changes(entry.changes))) for entry in reversed(response.context["entries"])]


def changes(found: Iterable[Any]) -> Any:
    for change in found:
        items = [(item.item, item.before, item.after) for item in change.items]
        yield (change.label, change.what, change.name, items)


def test_history_tells_what_changed_from_what_to_what(acme: Organisation, officer: Client) -> None:
    first = factories.party(acme, country="DE", kind="company")
    service = factories.service(acme, party=first, hosting_places=["DE", "EEA"])
    second = factories.party(acme, name="Bureau")
    change = url("service", "change", service.pk)
    officer.post(
        change,
        typed(officer.get(change), party=second.pk, hosting_places=[], in_force_from="2024-05-01",
              own_use="no", reason_for_change="they merged"),
    )  # fmt: skip
    factories.changed(first, name="Renamed since")
    page = officer.get(url("service", "history", service.pk))
    assert shown(page) == [
        (
            "test",
            [
                (
                    "Added", "service", "Hosting",
                    [
                        ("Service", "", "Hosting"),
                        ("Company or person", "", "Vendor"),
                        ("Where data are hosted", "", "Germany, EU/EEA, state not named"),
                    ],
                )
            ],
        ),
        (
            "they merged",
            [
                (
                    "Changed", "service", "Hosting",
                    [
                        ("In force from", "", "1 May 2024"),
                        ("Company or person", "Vendor", "Bureau"),
                        ("Where data are hosted", "Germany, EU/EEA, state not named", ""),
                        ("Uses data for purposes of its own", "", "No"),
                    ],
                )
            ],
        ),
    ]  # fmt: skip
    entry = page.context["entries"][0]
    assert (entry.who, str(entry.channel)) == ("olga", "Admin")


def test_history_of_a_whole_has_its_parts_and_links(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    purpose = factories.purpose(activity)
    use = factories.data_use(activity, purposes=[purpose])
    email, name = (DataCategory.objects.get(code=code) for code in ("email-address", "name"))
    factories.disclosure(activity, data_categories=[email])
    change = url("processingactivity", "change", activity.pk)
    data = typed(officer.get(change), **{
        "purposes-0-text": "To pay people",
        "data_uses-0-DELETE": "on",
        "disclosures-0-data_categories": [name.pk],
        "clients-TOTAL_FORMS": "1", **row("clients", 0, class_of_controllers="Customers", position="0"),
        "reason_for_change": "tidied",
    })  # fmt: skip
    assert officer.post(change, data).status_code == 302
    page = officer.get(url("processingactivity", "history", activity.pk))
    reason, found = shown(page)[-1]
    assert reason == "tidied"
    assert found == [
        ("Added", "controller we act for", "Customers", [("Class of controllers", "", "Customers")]),
        (
            "Removed", "category of data in use", use.as_stated,
            [("As stated", "E-mail address", ""), ("Purposes", "To run the account", "")],
        ),
        ("Changed", "recipient", "Hosting", [("Data", "E-mail address", "Name")]),
        ("Changed", "purpose", "To pay people", [("Purpose", "To run the account", "To pay people")]),
    ]  # fmt: skip


def test_history_outlives_record_and_account(
    acme: Organisation, officer: Client, other: Organisation
) -> None:
    gone = User.objects.create_user("gone")
    party = factories.party(acme)
    with recording(by=gone, organisation=acme, channel=Channel.IMPORT):
        party.note = "x"
        party.save()
    number, history = gone.pk, url("party", "history", party.pk)
    gone.delete()
    officer.post(url("party", "delete", party.pk), {"post": "yes"})
    page = officer.get(history)
    who = [(entry.who, str(entry.channel)) for entry in page.context["entries"]]
    erased = (f"account no. {number} (erased)", "Import")
    assert who == [("olga", "Admin"), erased, ("Command line", "Command line")]
    assert "This record is deleted" in page.content.decode()
    assert "It is" not in str(page.context["entries"][0].changes[0].items)


@pytest.mark.parametrize("timezone,shown_as", [("Europe/Berlin", "Europe/Berlin"), ("UTC", "UTC")])
def test_history_is_in_the_organisations_time(
    acme: Organisation, officer: Client, timezone: str, shown_as: str
) -> None:
    factories.changed(acme, timezone=timezone)
    party = factories.party(acme)
    page = officer.get(url("party", "history", party.pk))
    local = page.context["entries"][0].instant.astimezone(page.context["timezone"])
    assert f"{local:%H:%M:%S}" in page.content.decode()
    assert f"({shown_as})" in page.content.decode()


def test_version_page_leads_to_its_revision(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    version = party.history.get()
    page = officer.get(url("party", "version", party.pk, version.history_id), follow=True)
    assert page.redirect_chain == [(url("party", "history", party.pk, revision=version.revision.number), 302)]
    assert [entry.number for entry in page.context["entries"]] == [version.revision.number]
    assert officer.get(url("party", "version", party.pk, 10**9)).status_code == 404


@pytest.mark.parametrize("role", ["officer", "auditor"])
def test_version_page_takes_nothing(role: str, acme: Organisation, officer: Client, auditor: Client) -> None:
    client = {"officer": officer, "auditor": auditor}[role]
    party = factories.party(acme)
    version = party.history.get()
    factories.changed(party, name="Newer")
    before = party.history.count()
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(url("party", "version", party.pk, version.history_id), {"name": "x"}).status_code == 405
    assert (newest("party").name, party.history.count()) == ("Newer", before)


def test_long_history_comes_in_pages(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    for number in range(30):
        factories.changed(party, note=str(number))
    first, second = (officer.get(url("party", "history", party.pk, page=page)) for page in (1, 2))
    assert (len(first.context["entries"]), len(second.context["entries"])) == (25, 6)
    assert shown(second)[1][1] == [("Changed", "company or person", "Vendor", [("Note", "", "0")])]
    assert user_of(officer).username not in second.content.decode().split("</header>")[1]
