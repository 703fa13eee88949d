"""The page of findings: by class and theme, with ways to each field, as of any moment, and to whom."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from registry.admin import turning
from registry.linter.findings import Severity
from registry.linter.rule import Class
from registry.models import Organisation, Waiver
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn
from tests.admin.records import url
from tests.admin.test_comparing import words
from tests.admin.test_queries import cost, whole
from tests.days import today


def page(client: Client, owner: Organisation, **query: Any) -> Any:
    response = client.get(url("organisation", "found", owner.pk, **query))
    assert response.status_code == 200
    return response


def told(response: Any) -> list[tuple[str, Any]]:
    """Rule → what was found, of all classes."""
    return [
        (ruled.rule.slug, one)
        for group in response.context["classes"]
        for theme in group.themes
        for ruled in theme.ruled
        for one in ruled.told
    ]


def rules(response: Any) -> set[str]:
    return {slug for slug, _one in told(response)}


def test_page_says_each_finding_with_article_hint_and_the_way_there(
    acme: Organisation, auditor: Client
) -> None:
    activity = factories.activity(acme, role="controller")
    shown = page(auditor, acme)
    found = dict(told(shown))
    purpose = found["purpose-missing"]
    assert (purpose.url, purpose.accept, purpose.shape) == (
        f"{url('processingactivity', 'change', activity.pk)}#purposes-group",
        "",
        "missing",
    )
    officer = found["dpo-contact-missing"]
    assert officer.url == f"{url('organisation', 'change', acme.pk)}#id_dpo"
    text = words(shown)
    for said in (
        "Art. 30(1)(b) GDPR",
        "Missing in the record",
        "Purposes and legal bases",
        "Asked: Article 30.",
    ):
        assert said in text
    for forbidden in ("Error", "Warning", "Info", "%"):
        assert forbidden not in text.partition("Which findings")[0]
    assert auditor.get(purpose.url.partition("#")[0]).status_code == 200


def test_page_is_filtered_by_class_severity_and_profile(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, role="controller")
    factories.purpose(activity)
    every = page(officer, acme, profile="everything")
    assert rules(page(officer, acme)) < rules(every)
    for name, values in (("kind", Class), ("severity", Severity)):
        parts = [
            page(officer, acme, profile="everything", **{name: one.value}).context["count"] for one in values
        ]
        assert len([count for count in parts if count]) > 1
        assert sum(parts) == every.context["count"]


def test_accepting_is_offered_to_who_may_and_prefilled(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, role="controller")
    accept = dict(told(page(officer, acme)))["purpose-missing"].accept
    initial = officer.get(accept).context["adminform"].form.initial
    assert {name: initial[name] for name in ("rule", "record_type", "record_id")} == {
        "rule": "purpose-missing",
        "record_type": "processingactivity",
        "record_id": str(activity.pk),
    }
    waiver: Waiver = factories.waiver(
        acme, rule="purpose-missing", record_type="processingactivity", record_id=activity.pk,
        reason="Being written", until=today() + dt.timedelta(days=9),
    )  # fmt: skip
    shown = page(officer, acme)
    assert "purpose-missing" not in rules(shown)
    (left,) = shown.context["accepted"]
    assert (left.reason, left.url) == ("Being written", url("waiver", "change", waiver.pk))
    assert "1 accepted finding" in words(shown)


def test_two_moments_are_two_reports(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, role="controller")
    before = activity.history.latest("history_id").history_date.isoformat()
    factories.purpose(activity)
    assert "purpose-missing" not in rules(page(officer, acme))
    assert "purpose-missing" in rules(page(officer, acme, as_of=before))
    assert rules(page(officer, acme, on="2018-05-24")) == set()


@pytest.mark.parametrize("query", [{"as_of": "soon"}, {"kind": "x"}, {"severity": "error"}, {"profile": "x"}])
def test_what_makes_no_sense_is_said(query: dict[str, str], acme: Organisation, officer: Client) -> None:
    response = officer.get(url("organisation", "found", acme.pk, **query))
    assert response.status_code == 400
    assert response.context["form"].errors


def test_parts_of_other_records_lead_to_those(acme: Organisation, officer: Client) -> None:
    for number in range(1, 4):
        whole(acme, number)
    found = told(page(officer, acme, profile="everything"))
    assert {one.url.partition("/change/")[0].rpartition("/")[0] for _slug, one in found if one.url} != {""}
    for address in {one.url.partition("#")[0] for _slug, one in found if one.url}:
        assert officer.get(address).status_code == 200
    assert [slug for slug, one in found if not one.url] == []


def test_long_lists_are_turned_each_by_itself(acme: Organisation, officer: Client, monkeypatch: Any) -> None:
    """Both sides of the edge: as many as a page holds, and one more."""
    monkeypatch.setattr(turning, "SHOWN", 2)
    for number in (1, 2):
        factories.activity(acme, name=f"Activity {number}", role="controller")
    factories.waiver(acme, rule="purpose-missing")
    fits = page(officer, acme)
    assert (len(fits.context["accepted"]), fits.context["accepted_page"].of) == (2, 1)
    assert "Pages of accepted findings" not in fits.content.decode()
    factories.activity(acme, name="Activity 3", role="controller")
    first = page(officer, acme, kind="missing")
    shown = first.context["accepted_page"]
    assert ([shown.count, shown.number, shown.of], len(first.context["accepted"])) == ([3, 1, 2], 2)
    assert (shown.back, shown.further) == ("", "?kind=missing&accepted=2")
    assert '<details class="wide accepted" id="accepted">' in first.content.decode()
    assert "3 accepted findings" in words(first)
    last = page(officer, acme, kind="missing", accepted="2", page="2")
    assert [left.told.record for left in last.context["accepted"]] == ["Activity 3"]
    shown = last.context["accepted_page"]
    assert (shown.back, shown.further) == ("?kind=missing&accepted=1&page=2", "")
    assert last.context["page"].number == 2
    assert '<details class="wide accepted" id="accepted" open>' in last.content.decode()
    assert 'href="?kind=missing&amp;accepted=1&amp;page=2#accepted"' in last.content.decode()
    beyond = page(officer, acme, accepted="99", unassessed="none")
    assert (beyond.context["accepted_page"].number, beyond.context["unassessed_page"].count) == (2, 0)


def test_page_costs_the_same_for_one_and_three(acme: Organisation, officer: Client) -> None:
    """Organisation and heads; asked for another profile, the organisation, an inventory and who accepted."""
    found = []
    for number in (1, 2, 3):
        activity = whole(acme, number)
        factories.waiver(
            acme, rule="legal-basis-missing", record_type="processingactivity", record_id=activity.pk
        )
        address = url("organisation", "found", acme.pk)
        page(officer, acme)
        found.append((cost(officer, address), cost(officer, f"{address}?profile=everything")))
    assert found == [(2, 47)] * 3


def test_question_of_which_organisation_keeps_what_was_asked(
    acme: Organisation, other: Organisation, root: Client, officer: Client
) -> None:
    asked = url("organisation", "findings", kind="missing")
    links = root.get(asked).context["links"]
    assert [address for address, _name in links] == [
        url("organisation", "found", one.pk, kind="missing") for one in (acme, other)
    ]
    assert officer.get(asked).headers["Location"] == links[0][0]


def test_nobody_sees_what_was_found_elsewhere(acme: Organisation, sign_in: SignIn, root: Client) -> None:
    owner, _records = aviary()
    address = url("organisation", "found", owner.pk, profile="everything")
    assert CANARY in root.get(address).content.decode()
    stranger = sign_in(acme, username="stranger")
    assert stranger.get(address).status_code == 404
    assert CANARY not in page(stranger, acme, profile="everything").content.decode()
    assert sign_in(owner, role="nothing", username="nobody").get(address).status_code in (403, 404)
