"""The history page: revision by revision, whole, in words, and closed to writing."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from registry.admin.letters import ITEMS, RECORDS, citation
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


def test_history_of_an_activity_has_its_transfers_while_they_were_its_own(
    acme: Organisation, officer: Client
) -> None:
    activity, another = factories.activity(acme), factories.activity(acme, name="Another")
    transfer = factories.transfer(acme, activity=another)
    ground = factories.ground(transfer)
    factories.changed(transfer, activity=activity, data_as_stated="Names")
    factories.changed(ground, concluded_on=dt.date(2024, 5, 1))
    factories.changed(transfer, activity=another)
    factories.changed(transfer, data_as_stated="Nothing of this activity's")
    factories.changed(ground, concluded_on=None)
    factories.deleted(factories.transfer(acme, destination="CN", activity=activity))
    page = officer.get(url("processingactivity", "history", activity.pk))
    told = [[(kind, what, name) for kind, what, name, _items in found] for _why, found in shown(page)]
    states = "United States of America"
    assert told == [
        [("Added", "processing activity", "PA-0001 Running accounts")],
        [("Changed", "transfer", states)],
        [("Changed", "ground of a transfer", str(ground.mechanism))],
        [("Changed", "transfer", states)],
        [("Added", "transfer", "China")],
        [("Removed", "transfer", "China")],
    ]
    assert "Nothing of this" not in page.content.decode()


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
        ("Changed", "purpose", "To pay people", [("Purpose", "To run the account", "To pay people")]),
        (
            "Removed", "category of data in use", use.as_stated,
            [("As stated", "E-mail address", ""), ("Purposes", "To run the account", "")],
        ),
        ("Changed", "recipient", "Hosting", [("Data", "E-mail address", "Name")]),
        ("Added", "controller we act for", "Customers", [("Class of controllers", "", "Customers")]),
    ]  # fmt: skip
    entry = page.context["entries"][0]
    assert entry.headline == (
        "Purposes: 1 changed; Data and retention: 1 removed; Recipients: 1 changed; Controllers we act for: 1 added"
    )
    assert [change.citation for change in entry.changes] == [
        "Art. 30(1)(b)", "Art. 30(1)(c)", "Art. 30(1)(d)", "Art. 30(2)(a)",
    ]  # fmt: skip


def pieces(response: Any) -> dict[str, list[tuple[str, str]]]:
    """Item → what is printed of the newest revision's only change: whether it stayed, went or came, and the text."""
    (change,) = response.context["entries"][0].changes
    return {item.item: [(str(piece.kind), piece.text) for piece in item.pieces] for item in change.items}


def test_words_that_changed_are_marked(acme: Organisation, officer: Client) -> None:
    one, two, three = (factories.measure(acme, title=title) for title in ("Backups", "Locks", "Training"))
    activity = factories.activity(acme, description="Kept for 30 days.", measures=[one, two])
    factories.changed(
        activity, description="Kept for at most 90 days.", status="in-review", measures=[two, three],
        subject_places=["DE"], next_review_on=dt.date(2027, 5, 1),
    )  # fmt: skip
    page = officer.get(url("processingactivity", "history", activity.pk))
    assert pieces(page) == {
        "Next review on": [("added", "1 May 2027")],
        "Description": [
            ("kept", "Kept for "), ("removed", "30"), ("added", "at most 90"), ("kept", " days."),
        ],
        "Status": [("removed", "Draft"), ("added", "In review")],
        "Countries of the data subjects": [("added", "Germany")],
        "Own measures": [("removed", "Backups"), ("added", "Training"), ("kept", "Locks")],
    }  # fmt: skip
    text = page.content.decode()
    assert '<del><span class="visually-hidden">removed: </span>30</del>' in text
    assert '<ins><span class="visually-hidden">added: </span>at most 90</ins>' in text


def test_long_text_folds_what_stayed(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme, note="word " * 200 + "end")
    factories.changed(party, note="word " * 200 + "ended")
    page = officer.get(url("party", "history", party.pk))
    folded = [piece.words for piece in page.context["entries"][0].changes[0].items[0].pieces if piece.folded]
    assert folded == [182]
    assert '<details class="stayed"><summary>… 182 more words</summary>word' in page.content.decode()


def test_link_to_a_renamed_record_is_no_change(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    with factories.writing(acme):
        service = factories.service(acme, party=party)
    with factories.writing(acme):
        factories.changed(party, name="Renamed")
        factories.changed(service, name="Storage")
    page = officer.get(url("service", "history", service.pk))
    assert shown(page)[-1][1] == [("Changed", "service", "Storage", [("Service", "Hosting", "Storage")])]


def test_periods_and_what_citations_are_about_are_said_in_words(acme: Organisation, officer: Client) -> None:
    rule = factories.retention(acme)
    citation = factories.citation(rule, "period", section="3")
    rules, citations = (
        shown(officer.get(url(kind, "history", one.pk)))[0][1][0][3]
        for kind, one in (("retentionrule", rule), ("citation", citation))
    )
    assert ("Period", "", "30 days") in rules
    assert citations == [
        ("Kind of record", "", "retention rule"), ("Record", "", "Thirty days"),
        ("Item", "", "Period"), ("Section", "", "3"), ("Standing", "", "Stated"),
    ]  # fmt: skip


def test_headline_says_what_changed(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    use = factories.data_use(activity, as_stated="Account data")
    factories.changed(use, retention=factories.retention(acme))
    factories.changed(activity, department="Finance", owner="Olga")
    factories.changed(activity, scale="1", systems="2", source_of_data="3", internal_access="4")
    factories.deleted(use)
    page = officer.get(url("processingactivity", "history", activity.pk))
    assert [entry.headline for entry in reversed(page.context["entries"])] == [
        "Processing activity added",
        "Category of data in use “Account data” added",
        "Retention of “Account data” changed",
        "Department and Owner changed",
        "4 items changed",
        "Category of data in use “Account data” removed",
    ]


AS_CSV = {"format": "csv", "content": "art30", "part": "all"}


def test_register_as_of_a_revision_includes_it_and_nothing_later(acme: Organisation, officer: Client) -> None:
    factories.changed(acme, timezone="Europe/Berlin")
    activity = factories.activity(acme, name="First")
    factories.changed(activity, name="Second")
    page = officer.get(url("processingactivity", "history", activity.pk))
    names = []
    for entry in reversed(page.context["entries"]):
        form = officer.get(entry.register)
        asked = {name: form.context["form"][name].value() for name in ("as_of", "on")}
        assert asked["as_of"].endswith(("+01:00", "+02:00"))
        file = officer.get(entry.register.partition("?")[0], {**asked, **AS_CSV})
        names.append([name for name in ("First", "Second") if name in file.content.decode()])
    assert names == [["First"], ["Second"]]


def test_history_leads_to_the_whole_revision(acme: Organisation, officer: Client, root: Client) -> None:
    party = factories.party(acme)
    entry = officer.get(url("party", "history", party.pk)).context["entries"][0]
    assert officer.get(entry.alone).context["told"].number == entry.number
    term = DataCategory.objects.get(code="name")
    shared = url("datacategory", "history", term.pk)
    assert [entry.alone for entry in officer.get(shared).context["entries"]] == [""]
    assert root.get(root.get(shared).context["entries"][0].alone).status_code == 200


def test_every_letter_is_that_of_a_field() -> None:
    for model, item in ITEMS:
        apps.get_model("registry", model)._meta.get_field(item)
    for model in RECORDS:
        assert citation(apps.get_model("registry", model)).startswith("Art. 30")


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
def test_history_takes_nothing(role: str, acme: Organisation, officer: Client, auditor: Client) -> None:
    client = {"officer": officer, "auditor": auditor}[role]
    party = factories.party(acme)
    version = party.history.get()
    factories.changed(party, name="Newer")
    before = party.history.count()
    pages = [url("party", "version", party.pk, version.history_id), url("party", "history", party.pk)]
    for method in (client.post, client.put, client.patch, client.delete):
        assert [method(page, {"name": "x"}).status_code for page in pages] == [405, 405]
    assert (newest("party").name, party.history.count()) == ("Newer", before)


def test_long_history_comes_in_pages(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    for number in range(30):
        factories.changed(party, note=str(number))
    first, second = (officer.get(url("party", "history", party.pk, page=page)) for page in (1, 2))
    assert (len(first.context["entries"]), len(second.context["entries"])) == (25, 6)
    assert shown(second)[1][1] == [("Changed", "company or person", "Vendor", [("Note", "", "0")])]
    assert user_of(officer).username not in second.content.decode().split("</header>")[1]
