"""Lists as people read them: each cell can stand alone, dates and answers are words, and an empty list says what to do."""

import re

import pytest
from django.test import Client

from registry.admin.columns import labelled
from registry.models import Organisation
from tests import factories
from tests.admin.records import url


def cells(client: Client, model: str, **query: str) -> list[tuple[str, str]]:
    """Heading and text of each cell of the first row."""
    page = client.get(url(model, "changelist", **query)).content.decode()
    body = page.partition("<tbody>")[2].partition("</tr>")[0]
    found = re.findall(r'<t[hd] data-heading="([^"]*)"[^>]*>(.*?)</t[hd]>', body, re.DOTALL)
    return [(heading, re.sub(r"<[^>]*>", "", text)) for heading, text in found]


def test_cell_has_the_name_of_its_column() -> None:
    row = ['<td class="field-name">Acme &amp; sons</td>', "<th>Two</th>"]
    headers = [{"text": 'the "name"'}, {"text": "number"}]
    assert list(labelled(row, headers)) == [
        '<td data-heading="The &quot;name&quot;" class="field-name">Acme &amp; sons</td>',
        '<th data-heading="Number">Two</th>',
    ]


def test_dates_and_answers_are_words(acme: Organisation, officer: Client) -> None:
    factories.agreement(acme, title="Terms", signed_on="2018-08-31")
    assert ("Signed on", "31 August 2018") in cells(officer, "agreement")
    factories.changed(acme, subprocessor_page=True)
    shown = [text for heading, text in cells(officer, "organisation") if text in ("Yes", "No")]
    assert shown == ["Yes"]


@pytest.mark.parametrize("typed", ["2018-08-31", "31/08/2018", "31.08.2018", "31 August 2018"])
def test_dates_are_typed_as_people_write_them(typed: str, acme: Organisation, officer: Client) -> None:
    address = url("agreement", "add")
    officer.post(address, {"organisation": acme.pk, "kind": "terms", "title": "Terms", "signed_on": typed})
    assert ("Signed on", "31 August 2018") in cells(officer, "agreement")


def test_month_before_the_day_is_not_guessed(acme: Organisation, officer: Client) -> None:
    address = url("agreement", "add")
    typed = {"organisation": acme.pk, "kind": "terms", "title": "Terms", "signed_on": "08/31/2018"}
    assert officer.post(address, typed).context["adminform"].form.errors["signed_on"] == [
        "Enter a valid date."
    ]


def test_empty_list_says_what_to_do(acme: Organisation, officer: Client, auditor: Client) -> None:
    def said(client: Client, **query: str) -> str:
        page = client.get(url("assessment", "changelist", **query)).content.decode()
        return re.sub(r"<[^>]*>", "", page.partition('<p class="empty">')[2].partition("</p>")[0])

    assert said(officer) == "There are no assessments yet. “Add assessment” above makes the first one."
    assert said(auditor) == "There are no assessments yet."
    assert said(officer, q="nothing") == "Nothing matches what is searched and filtered. Show all"


def test_pages_load_no_script_that_nobody_needs(acme: Organisation, officer: Client) -> None:
    page = officer.get(url("service", "add")).content.decode()
    assert "select2.full" in page
    assert [name for name in ("xregexp", "urlify", "prepopulate", "actions.js") if name in page] == []
