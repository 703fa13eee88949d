"""Lists saved as workbooks: the rows, columns and words of the list, and nothing that a sheet would compute."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.models import Organisation
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn
from tests.admin.records import OWNED, url
from tests.admin.test_queries import MAKE

KINDS = [*OWNED, "organisation", "legalbasis", "transfermechanism", "adequacydecision", "economicareamember"]


def saved(client: Client, model: str = "processingactivity", **query: Any) -> Any:
    """The only sheet of the file."""
    response = client.get(url(model, "saved", **query))
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def rows(sheet: Any) -> list[list[Any]]:
    """The texts of all rows below the headings."""
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=6)]


def test_file_holds_the_list_with_its_headings(acme: Organisation, officer: Client) -> None:
    factories.disclosure(
        factories.activity(acme, name="Payroll", role="controller"), service=factories.service(acme)
    )
    sheet = saved(officer)
    assert sheet["A1"].value == "Processing activities"
    assert sheet["A2"].value == "Not filtered"
    assert re.fullmatch(r"1 row, saved by olga on \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC", sheet["A3"].value)
    assert [cell.value for cell in sheet[5]] == [
        "Reference", "Name", "Role", "Status", "Missing items", "Findings", "Third countries", "Next review",
    ]  # fmt: skip
    ((*said, found, third, review),) = rows(sheet)
    assert re.fullmatch(r"\d+ missing or contradictory( +\d+ \w+)*", found)
    assert [*said, third, review] == [
        "PA-0001",
        "Payroll",
        "Controller",
        "Draft",
        "9 missing: (a), (b), (c), (e), (f), (g)",
        "none",
        "no date set",
    ]


def test_file_holds_what_was_filtered_searched_and_sorted(acme: Organisation, officer: Client) -> None:
    for name, status in (("Mail b", "draft"), ("Mail a", "draft"), ("Post", "draft"), ("Mail c", "approved")):
        factories.activity(acme, name=name, status=status)
    sheet = saved(officer, status="draft", q="mail", o="1")
    assert [row[1] for row in rows(sheet)] == ["Mail a", "Mail b"]
    assert sheet["A2"].value == "Filtered by status: Draft; searched for “mail”"
    assert sheet["A3"].value.startswith("2 rows, saved by olga")


def test_file_holds_all_pages(acme: Organisation, officer: Client) -> None:
    for number in range(120):
        factories.party(acme, name=f"Vendor {number:03}")
    assert len(rows(saved(officer, "party", p="2"))) == 120
    assert len(rows(saved(officer, "party", p="999"))) == 120


def test_list_links_to_its_file_as_it_is_shown(acme: Organisation, officer: Client) -> None:
    for number in range(60):
        factories.party(acme, name=f"Vendor {number:03}")
    shown = officer.get(url("party", "changelist", q="vendor", p="2", o="-0"))
    links = {link["label"]: link["url"] for link in shown.context["also"]}
    assert links == {"Save this list as XLSX": url("party", "saved", q="vendor", o="-0")}
    assert officer.get(url("party", "changelist", _popup="1")).context["also"] == []


def test_a_link_without_filter_is_said_by_name(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    service, foreign = factories.service(acme, name="Mail"), factories.service(other, name="Theirs")
    factories.agreement(acme, services=[service])
    said = saved(officer, "agreement", services__id__exact=service.pk)
    assert (said["A2"].value, len(rows(said))) == ("Filtered by services: Mail", 1)
    unknown = saved(officer, "agreement", services__id__exact=foreign.pk)
    assert (unknown["A2"].value, rows(unknown)) == (f"Filtered by services: {foreign.pk}", [])


def test_countries_that_the_list_only_counts_are_saved_in_full(acme: Organisation, officer: Client) -> None:
    service = factories.service(
        acme, hosting_places=["US", "IN", "CN", "BR", "ZA", "MX"], contracting_place="DE"
    )
    factories.disclosure(factories.activity(acme), service=service)
    ((*_others, third, _review),) = rows(saved(officer))
    assert third.split(", ") == [
        "Brazil",
        "China",
        "India",
        "Mexico",
        "South Africa",
        "United States of America",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "https://example.org", "0123", "R&D <b>"]
)
def test_nothing_is_a_formula_a_number_or_a_link(text: str, acme: Organisation, officer: Client) -> None:
    factories.party(acme, name=f"{text}x")
    sheet = saved(officer, "party")
    cell = sheet["A6"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (f"{text}x".strip(), "s", None)


def test_nobody_saves_what_others_have(acme: Organisation, sign_in: SignIn) -> None:
    canary, _records = aviary()
    keeper, stranger = sign_in(canary, username="keeper"), sign_in(acme, username="olga")
    sung = set()
    for model in KINDS:
        for query in ({}, {"q": CANARY}, {"organisation__id__exact": canary.pk}):
            theirs = stranger.get(url(model, "saved", **query))
            if theirs.status_code == 200:
                sheet = openpyxl.load_workbook(io.BytesIO(theirs.content)).active
                assert CANARY not in str(rows(sheet)), model
        if CANARY in str(rows(saved(keeper, model))):
            sung.add(model)
    assert sung >= {*OWNED} - {"transfer", "measuretype"}


def test_reading_is_enough_and_asked_for(acme: Organisation, auditor: Client, sign_in: SignIn) -> None:
    factories.party(acme)
    assert len(rows(saved(auditor, "party"))) == 1
    nobody = sign_in(acme, username="nobody", role="none")
    for model in ("party", "processingactivity", "organisation"):
        assert nobody.get(url(model, "saved")).status_code == 403
        assert Client().get(url(model, "saved")).status_code == 302
    assert auditor.post(url("party", "saved")).status_code == 405


def test_what_cannot_be_asked_is_refused(officer: Client) -> None:
    assert officer.get(url("party", "saved", nonsense="1")).status_code == 400
    assert officer.get(url("party", "saved", organisation__name="x")).status_code == 400


def cost(client: Client, model: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        saved(client, model)
    return len(captured)


@pytest.mark.parametrize("model", MAKE)
def test_saving_costs_the_same_for_one_and_three(model: str, acme: Organisation, officer: Client) -> None:
    MAKE[model](acme, 1)
    saved(officer, model)
    first = cost(officer, model)
    for number in (2, 3):
        MAKE[model](acme, number)
    saved(officer, model)
    assert (cost(officer, model), first <= 9) == (first, True)


def test_list_says_what_it_is_filtered_by(acme: Organisation, officer: Client) -> None:
    factories.activity(acme)
    shown = officer.get(url("processingactivity", "changelist", status="draft", missing="any"))
    said = "Filtered by missing items: Something is missing; status: Draft"
    assert (shown.context["narrowed"], said in shown.content.decode()) == (said, True)
    assert "narrowed" not in officer.get(url("processingactivity", "changelist", q="a")).context
