"""The list of activities: what each row says, which options there are, and that nobody finds what is not theirs."""

import datetime as dt
import html
import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.admin.summaries import report_of
from registry.linter.findings import Severity
from registry.models import DataCategory, Organisation, TransferMechanism
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn
from tests.admin.records import url
from tests.days import today

FILTERS = (
    "missing",
    "found",
    "role",
    "status",
    "approval",
    "review",
    "country",
    "mechanism",
    "delicate",
    "data",
    "service",
)


def page(client: Client, **query: Any) -> Any:
    response = client.get(url("processingactivity", "changelist", **query))
    assert response.status_code == 200
    return response


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["cl"].result_list]


def options(response: Any) -> dict[str, list[str]]:
    """Title of each filter → the labels of its options but “All”."""
    shown = response.context["cl"]
    return {
        str(spec.title): [str(choice["display"]) for choice in spec.choices(shown)][1:]
        for spec in shown.filter_specs
    }


def cells(response: Any) -> list[list[str]]:
    """The text of each cell of each row, without the one to tick."""
    body = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    cell = r"<t[hd](?![^>]*action-checkbox)[^>]*>(.*?)</t[hd]>"
    rows = [re.findall(cell, row, re.S) for row in body.split("<tr>")[1:]]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in rows]


@pytest.fixture
def several(acme: Organisation) -> Organisation:
    """Four activities that differ in everything that is filtered by."""
    email, health = (DataCategory.objects.get(code=code) for code in ("email-address", "health-data"))
    abroad = factories.service(acme, name="Mail", hosting_places=["US"], contracting_place="US")
    home = factories.service(acme, name="Hosting", hosting_places=["DE"], contracting_place="DE")
    leaving = factories.transfer(acme, service=abroad, destination="US")
    factories.ground(leaving, "bcr-c")
    accounts = factories.activity(
        acme, name="Accounts", role="controller", next_review_on=today() - dt.timedelta(1)
    )
    factories.data_use(accounts, category=email)
    factories.disclosure(accounts, service=abroad)
    letters = factories.activity(
        acme, name="Letters", role="processor", status="in-review", next_review_on=today() + dt.timedelta(30)
    )
    factories.data_use(letters, category=health)
    factories.disclosure(letters, service=home)
    factories.approved(letters)
    factories.activity(
        acme, name="Plans", role="", status="in-review", next_review_on=today() + dt.timedelta(31)
    )
    factories.activity(acme, name="Past", role="controller", status="retired", next_review_on=today())
    return acme


def test_rows_say_what_is_known_and_what_is_missing(several: Organisation, officer: Client) -> None:
    found = {row[1]: row[2:] for row in cells(page(officer))}
    assert found["Accounts"][0:1] + found["Accounts"][4:5] == ["Controller", "United States of America"]
    assert {name: row[1] for name, row in found.items()} == {
        "Accounts": "Draft", "Letters": "Approved", "Plans": "In review", "Past": "Retired",
    }  # fmt: skip
    assert {name: row[2] for name, row in found.items()} == {
        "Accounts": "8 missing (a), (b), (c), (f), (g)",
        "Letters": "6 missing (a), (b), (c), (d)",
        "Plans": "10 missing (a), (b), (c), (d), (e), (f), (g)",
        "Past": "no longer carried out",
    }
    assert {name: row[4] for name, row in found.items() if name != "Accounts"} == {
        "Letters": "none", "Plans": "none", "Past": "none",
    }  # fmt: skip
    said = {name: re.sub(r"\d+ \w+ \d{4}", "DAY", row[5]) for name, row in found.items()}
    assert said == {"Accounts": "overdue DAY", "Letters": "due soon DAY", "Plans": "DAY", "Past": "DAY"}


def test_rows_count_what_is_found_in_each_activity(several: Organisation, officer: Client) -> None:
    """By severity, the gravest first; what is of no activity, such as of the organisation, is in none of them."""
    factories.changed(several, profile="everything")
    report = report_of(several, now=timezone.now())
    said = {row[1]: row[5].split() for row in cells(page(officer))}
    assert said.pop("Past") == ["none"]
    assert set(said) == {"Accounts", "Letters", "Plans"}
    for name, told in said.items():
        mine = Counter(one.severity for one in report.findings if one.activity_name == name)
        assert [int(word) for word in told if word.isdigit()] == [mine[one] for one in Severity if mine[one]]
        assert "missing or contradictory" in " ".join(told)


def test_a_role_that_nobody_stated_is_missing(several: Organisation, officer: Client) -> None:
    assert [row[2] for row in cells(page(officer, role="not-stated"))] == ["Missing"]


def test_options_are_labels_and_have_something_behind_them(several: Organisation, officer: Client) -> None:
    assert options(page(officer)) == {
        "missing items": [
            "Something is missing",
            "(a): Who is responsible",
            "(b): Purposes",
            "(c): Categories of data subjects and of personal data",
            "(d): Categories of recipients",
            "(e), of processors (c): Transfers to third countries or international organisations",
            "(f): Time limits for erasure",
            "(g), of processors (d): Technical and organisational security measures",
            "of processors (b): Categories of processing for each controller",
        ],
        "findings": ["Missing or contradictory"],
        "role": ["Controller", "Processor", "Not stated"],
        "status": ["Draft", "In review", "Approved", "Retired"],
        "approval": ["Waiting for my approval"],
        "next review": ["Overdue", "Due within 30 days", "Later"],
        "country": ["Any third country", "Germany", "United States of America"],
        "transfer mechanism": [TransferMechanism.objects.get(slug="bcr-c").name],
        "special categories": ["Special categories (Art. 9)", "Neither"],
        "category of data": ["E-mail address", "Health data"],
        "service": ["Vendor: Hosting", "Vendor: Mail"],
    }


ASKED: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"missing": "any"}, ["Accounts", "Letters", "Plans"]),
    ({"missing": "none"}, []),
    ({"missing": "purposes"}, ["Accounts", "Plans"]),
    ({"missing": "processing"}, ["Letters"]),
    ({"missing": "transfers"}, ["Letters", "Plans"]),
    ({"found": "missing"}, ["Accounts", "Letters", "Plans"]),
    ({"role": "processor"}, ["Letters"]),
    ({"role": "not-stated"}, ["Plans"]),
    ({"status": "retired"}, ["Past"]),
    ({"approval": "mine"}, ["Plans"]),
    ({"approval": "changed"}, []),
    ({"review": "overdue"}, ["Accounts"]),
    ({"review": "due"}, ["Letters"]),
    ({"review": "later"}, ["Plans"]),
    ({"review": "unset"}, []),
    ({"country": "US"}, ["Accounts"]),
    ({"country": "DE"}, ["Letters"]),
    ({"country": "third"}, ["Accounts"]),
    ({"mechanism": "bcr-c"}, ["Accounts"]),
    ({"delicate": "special"}, ["Letters"]),
    ({"delicate": "none"}, ["Accounts", "Plans", "Past"]),
    ({"delicate": "criminal"}, []),
    ({"missing": "any", "status": "draft"}, ["Accounts"]),
    ({"missing": "any", "q": "letters"}, ["Letters"]),
)


def test_filters_find_what_they_say(several: Organisation, officer: Client) -> None:
    assert [(query, names(page(officer, **query))) for query, _found in ASKED] == list(ASKED)


def test_filters_by_record_find_what_they_say(several: Organisation, officer: Client) -> None:
    shown = page(officer).context["cl"]
    links = {
        str(choice["display"]): choice["query_string"]
        for spec in shown.filter_specs
        for choice in spec.choices(shown)
    }
    wanted = {"Vendor: Mail": ["Accounts"], "Health data": ["Letters"], "E-mail address": ["Accounts"]}
    address = url("processingactivity", "changelist")
    assert {name: names(officer.get(address + links[name])) for name in wanted} == wanted


@pytest.mark.parametrize("name", FILTERS)
def test_an_option_that_is_none_finds_nothing(name: str, several: Organisation, officer: Client) -> None:
    for value in ("x", "0", "-1", "9" * 30, "💥"):
        response = page(officer, **{name: value})
        assert (value, names(response)) == (value, [])
        assert len(response.context["cl"].filter_specs) == len(FILTERS)


def test_a_chosen_option_with_nothing_behind_it_any_more_does_not_show_everything(
    acme: Organisation, officer: Client
) -> None:
    factories.activity(acme)
    assert names(page(officer, mechanism="bcr-c")) == []


def test_options_are_those_of_the_organisation_that_is_chosen(
    several: Organisation, other: Organisation, root: Client
) -> None:
    factories.disclosure(
        factories.activity(other, name="Theirs"), service=factories.service(other, name="Theirs")
    )
    assert options(page(root))["service"] == ["Vendor: Hosting", "Vendor: Mail", "Vendor: Theirs"]
    chosen = page(root, organisation__id__exact=other.pk, missing="any")
    assert (options(chosen)["service"], names(chosen)) == (["Vendor: Theirs"], ["Theirs"])


def test_an_organisation_that_is_none_finds_nothing(
    several: Organisation, other: Organisation, root: Client
) -> None:
    for asked in ("x", "0", "-1", "9" * 30):
        assert (asked, names(page(root, organisation__id__exact=asked))) == (asked, [])
    assert names(page(root, organisation__id__exact=other.pk)) == []
    assert len(names(page(root, organisation__id__exact=several.pk))) == 4


def test_neither_options_nor_rows_are_those_of_others(acme: Organisation, sign_in: SignIn) -> None:
    canary, records = aviary()
    activity = next(record for record in records if record._meta.model_name == "processingactivity")
    keeper, stranger = sign_in(canary, username="keeper"), sign_in(acme, username="olga")
    factories.activity(acme)
    found = page(keeper)
    assert CANARY in found.content.decode()
    assert any(CANARY in label for label in options(found)["service"])
    asked = [{}, {"missing": "any"}, {"organisation__id__exact": canary.pk}]
    asked += [{"service": record.pk} for record in records if record._meta.model_name == "service"]
    asked += [{"data": record.pk} for record in records if record._meta.model_name == "datacategory"]
    for query in asked:
        response = page(stranger, **query)
        assert activity.pk not in [row.pk for row in response.context["cl"].result_list]
        assert CANARY not in response.content.decode().replace(f"organisation__id__exact={canary.pk}", "")


def test_rows_are_sorted_by_role_status_and_review(several: Organisation, officer: Client) -> None:
    shown = page(officer).context["cl"].list_display
    for column, first, last in (
        ("role_said", ["Plans"], ["Letters"]),
        ("status_said", ["Letters"], ["Past"]),
        ("review_said", ["Accounts"], ["Plans"]),
    ):
        number = shown.index(column)
        up, down = names(page(officer, o=number)), names(page(officer, o=-number))
        assert (up[:1], up[-1:], down[:1], down[-1:]) == (first, last, last, first)


def test_many_third_countries_are_counted_and_saved_in_full(acme: Organisation, officer: Client) -> None:
    service = factories.service(
        acme, hosting_places=["US", "IN", "CN", "BR", "ZA", "MX"], contracting_place="DE"
    )
    factories.disclosure(factories.activity(acme), service=service)
    ((*_cells, third, _review),) = cells(page(officer))
    assert third.endswith(" and 2 more")


def cost(client: Client, **query: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client, **query)
    return len(captured)


def test_list_costs_the_same_for_one_three_and_a_hundred(acme: Organisation, officer: Client) -> None:
    """Session, account, roles; organisations and heads; count and rows. Cold: the inventory as well."""
    found = []
    for number in (1, 2, 97):
        for _row in range(number):
            factories.disclosure(factories.activity(acme), service=factories.some_service(acme))
        found.append((cost(officer), cost(officer), cost(officer, missing="any", status="draft")))
    assert found == [(53, 7, 7)] * 3
    assert len(page(officer).context["cl"].result_list) == 100


def test_list_of_several_organisations_costs_a_filter_more(
    acme: Organisation, other: Organisation, root: Client
) -> None:
    for owner in (acme, other):
        factories.activity(owner)
    page(root)
    assert cost(root) == 6
