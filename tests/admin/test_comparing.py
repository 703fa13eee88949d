"""The page that compares two days: what it says, how much of it, to whom, and the files that say the same."""

import datetime as dt
import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from registry.ledger.recording import recording
from registry.models import Channel, Membership, Organisation, ProcessingActivity
from registry.render.differences import on_screen
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn, user_of
from tests.admin.records import url
from tests.admin.test_queries import cost

QUERIES = 94
"""Two inventories, revisions, histories, the accounts that wrote."""


def comparison(owner: Organisation, **query: Any) -> str:
    return url("organisation", "comparison", owner.pk, **query)


def now() -> str:
    return timezone.now().isoformat()


def words(page: Any) -> str:
    """What is read on a page, its white space as one blank."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.content.decode())).split())


@pytest.fixture
def edited(acme: Organisation, officer: Client) -> str:
    """One activity is changed, one added, one retired; the moment before."""
    changed = factories.activity(acme)
    purpose = factories.purpose(changed)
    factories.disclosure(changed)
    old = factories.activity(acme, name="Sending faxes")
    before = now()
    reason = "The purpose said too little"
    with recording(by=user_of(officer), organisation=acme, channel=Channel.ADMIN, reason=reason):
        factories.changed(purpose, text="To run the account and to bill for it")
        changed.disclosures.get().delete()
        factories.changed(old, status=ProcessingActivity.Status.RETIRED)
        factories.activity(acme, name="Help desk")
    return before


def test_page_says_what_changed_who_when_and_why(edited: str, acme: Organisation, auditor: Client) -> None:
    page = auditor.get(comparison(acme, since=edited))
    text = words(page)
    assert page.status_code == 200
    said = (
        "Processing activities: 1 added, 1 changed, 1 retired",
        "Contents Processing activities 1 added, 1 changed, 1 retired PA-0001 Running accounts Changed",
        "PA-0002 Sending faxes Retired",
        "PA-0003 Help desk Added",
        "olga: “The purpose said too little” The whole history of PA-0001 Running accounts",
        "(b) Purpose To run the account To run the account and to bill for it",
        "(d) Recipient: Vendor: Hosting Removed",
        "Revisions between 1 revision Behind the changes shown: 1",
    )
    assert [one for one in said if one not in text] == []
    body = page.content.decode()
    activity = ProcessingActivity.objects.get(reference="PA-0001")
    assert f'href="#processingactivity-{activity.pk}"' in body
    assert f'href="{url("processingactivity", "history", activity.pk)}"' in body
    assert re.search(rf'href="{url("organisation", "story", acme.pk)}\?revision=\d+"', body)
    assert "style=" not in body


def test_page_and_files_say_the_same(edited: str, acme: Organisation, auditor: Client) -> None:
    text = words(auditor.get(comparison(acme, since=edited)))
    for name, extension in {"pdf": "pdf", "html": "html", "text": "txt", "json": "json"}.items():
        file = auditor.get(comparison(acme, since=edited, format=name))
        assert file.headers["Content-Disposition"].endswith(f'.{extension}"')
        if name == "json":
            for subject in json.loads(file.content)["document"]["subjects"]:
                assert [one["title"] for one in subject["changes"] if one["title"] not in text] == []
        if name == "html":
            records = re.findall(r"<article.*?</article>", file.content.decode(), re.DOTALL)
            assert len(records) == 3
            # On the page each record has one line more, which leads to its history.
            lines = [" ".join(unescape(re.sub(r"<[^>]*>", " ", one)).split()) for one in records]
            page = re.sub(
                r"The whole history of PA-000\d (Running accounts|Sending faxes|Help desk) ", "", text
            )
            assert [one for one in lines if one not in page] == []


def test_thirty_days_are_looked_at_unless_asked(edited: str, acme: Organisation, officer: Client) -> None:
    page = officer.get(comparison(acme))
    day = (timezone.now() - dt.timedelta(days=30)).date().isoformat()
    assert f'name="since" value="{day}"' in page.content.decode()
    assert "Nothing was recorded by the first moment, so everything counts as added." in words(page)
    assert "Processing activities: 3 added" in words(page)


def test_nothing_is_said_plainly(edited: str, acme: Organisation, officer: Client) -> None:
    assert "Nothing changed between the two moments." in words(officer.get(comparison(acme, since=now())))
    party = factories.party(acme, name="Another")
    before = now()
    factories.changed(party, note="x")
    factories.changed(party, note="")
    assert "Both moments say the same" in words(officer.get(comparison(acme, since=before)))
    early = {"since": "2018-01-01", "until": "2018-10-19"}
    assert "Nothing was recorded by either moment." in words(officer.get(comparison(acme, **early)))


def test_day_in_force_is_the_one_asked_for(edited: str, acme: Organisation, officer: Client) -> None:
    activity = ProcessingActivity.objects.get(reference="PA-0001")
    factories.changed(activity, in_force_until=dt.date(2020, 6, 1))
    ended = "PA-0001 Running accounts No longer in force"
    found = [
        ended in words(officer.get(comparison(acme, since=edited, on=on)))
        for on in ("2020-06-01", "2020-06-02")
    ]
    assert found == [False, True]


@pytest.mark.parametrize("query,message", [
    ({"since": "soon"}, "“soon” is neither a day nor a time: write it like 2018-10-19 or 2018-10-19T14:30."),
    ({"until": "2999-01-01"}, "“2999-01-01” is in the future: records can be read as they stood until now."),
    ({"on": "19.10.2018"}, "“19.10.2018” is not a day: write it like 2018-10-19."),
    ({"since": "2019-01-02", "until": "2019-01-01"},
     "2 January 2019, 23:59:59 UTC is later than 1 January 2019, 23:59:59 UTC: name the earlier moment first."),
    ({"format": "docx"}, "“docx” is not a known format: choose text, html, pdf or json."),
])  # fmt: skip
def test_what_makes_no_sense_is_said_and_kept(
    query: dict[str, str], message: str, acme: Organisation, officer: Client
) -> None:
    page = officer.get(comparison(acme, **query))
    assert (page.status_code, message in words(page)) == (400, True)
    kept = [f'name="{name}" value="{typed}"' for name, typed in query.items() if name != "format"]
    assert [one for one in kept if one not in page.content.decode()] == []


def test_large_comparisons_come_in_pages_and_folded(
    acme: Organisation, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PER_PAGE": 4, "OPEN": 3, "LISTED": 5}.items():
        monkeypatch.setattr(on_screen, name, value)
    factories.party(acme)
    before = now()
    with recording(by=None, organisation=acme, channel=Channel.IMPORT):
        made = [factories.activity(acme, name=f"Activity {number}") for number in range(10)]
    last = officer.get(comparison(acme, since=before, page=9)).content.decode()
    assert last.count("<article") == last.count('<div class="inside"') == 2
    assert f'id="processingactivity-{made[9].pk}"' in last
    assert "Page 3 of 3" in last
    assert "10 records changed, each folded under its heading." in last
    entries = re.findall(r'<li><a href="([^"]*)#processingactivity-\d+">', last)
    assert ["page=1" in one for one in entries[:4]] == [True] * 4
    assert entries[8:] == ["", ""]
    assert last.count('<details class="wide">') == 1
    unfolded = officer.get(comparison(acme, since=before, unfolded="1")).content.decode()
    assert (unfolded.count("<article"), unfolded.count('class="inside"')) == (4, 0)


def test_page_is_linked_from_where_it_is_looked_for(edited: str, acme: Organisation, officer: Client) -> None:
    link = f'href="{comparison(acme)}"'
    for view in ("change", "register", "story"):
        assert link in officer.get(url("organisation", view, acme.pk)).content.decode(), view
    story = officer.get(url("organisation", "story", acme.pk))
    since = story.context["told"][0].since
    assert "Nothing changed between the two moments." in words(officer.get(since))
    assert officer.get(url("organisation", "comparisons")).headers["Location"] == comparison(acme)


@pytest.mark.parametrize("role", Membership.Role.values)
def test_page_is_for_those_who_work_for_the_organisation(
    role: str, other: Organisation, sign_in: SignIn
) -> None:
    owner, _records = aviary()
    addresses = [comparison(owner), comparison(owner, format="text"), comparison(owner, page=2)]
    insider, stranger = sign_in(owner, role=role, username="insider"), sign_in(other, role=role)
    for address in addresses:
        assert CANARY in insider.get(address).content.decode()
        answer = stranger.get(address)
        assert (answer.status_code, CANARY in answer.content.decode()) == (404, False)
        assert insider.post(address).status_code == 405
    assert Client().get(addresses[0]).status_code == 302


def test_page_costs_the_same_for_one_and_three(acme: Organisation, officer: Client) -> None:
    before = now()
    found = []
    for number in (1, 2, 3):
        with recording(by=user_of(officer), organisation=acme, channel=Channel.ADMIN):
            activity = factories.activity(acme, name=f"Activity {number}")
            factories.purpose(activity)
            factories.disclosure(activity)
        if number != 2:
            found.append(cost(officer, comparison(acme, since=before)))
    assert found == [QUERIES, QUERIES]
