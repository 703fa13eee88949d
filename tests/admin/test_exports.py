"""The register as a file, and the subprocessor page, from the admin."""

import csv
import json
from typing import Any

import pytest
from django.test import Client

from registry.models import Organisation, Release
from tests import factories
from tests.admin.conftest import SignIn
from tests.admin.records import url

START = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "csv": b"", "json": b"{"}


def asked(owner: Organisation, **query: Any) -> str:
    return url(
        "organisation", "register", owner.pk, **{"format": "json", "content": "art30", "part": "all", **query}
    )


@pytest.mark.parametrize("form", START)
def test_register_comes_in_every_format(form: str, acme: Organisation, auditor: Client) -> None:
    factories.activity(acme)
    response = auditor.get(asked(acme, format=form))
    assert response.status_code == 200
    assert response.content.lstrip(b"\xef\xbb\xbf").lower().startswith(START[form].lower())
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="regesta-acme-register-20')
    assert disposition.endswith(f'.{form}"')


def test_register_says_what_the_form_asked_for(acme: Organisation, officer: Client) -> None:
    factories.activity(acme, in_force_until="2020-01-01")
    factories.activity(acme, name="As processor", role="processor")
    found = json.loads(officer.get(asked(acme, content="full", part="processor", on="2020-01-01")).content)
    document = found.get("document", found)
    assert (document["content"], document["moment"]["on"]) == ("full", "2020-01-01")
    assert [part["letter"] for part in document["parts"]] == ["B"]
    rows = list(csv.reader(officer.get(asked(acme, format="csv")).content.decode("utf-8-sig").splitlines()))
    assert any("As processor" in cell for row in rows for cell in row)


@pytest.mark.parametrize(
    "query,field,message",
    [
        ({"as_of": "2018-02-30"}, "as_of", "“2018-02-30” is not a day: write it like 2018-10-19."),
        (
            {"as_of": "yesterday"},
            "as_of",
            "“yesterday” is neither a day nor a time: write it like 2018-10-19 or 2018-10-19T14:30.",
        ),
        ({"as_of": "2999-01-01"}, "as_of", "“2999-01-01” is in the future: records can be read as they stood until now."),
        ({"on": "19.10.2018"}, "on", "“19.10.2018” is not a day: write it like 2018-10-19."),
        ({"format": "docx"}, "format", "Select a valid choice. docx is not one of the available choices."),
        ({"content": "half"}, "content", "Select a valid choice. half is not one of the available choices."),
        ({"part": "third"}, "part", "Select a valid choice. third is not one of the available choices."),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_beside_its_field(
    query: dict[str, str], field: str, message: str, acme: Organisation, officer: Client
) -> None:
    response = officer.get(asked(acme, **query))
    assert response.status_code == 400
    assert response.context["form"].errors == {field: [message]}
    if field in ("as_of", "on"):
        assert f'value="{query[field]}"' in response.content.decode()


def test_findings_are_a_choice_and_for_inside(acme: Organisation, auditor: Client) -> None:
    factories.activity(acme, role="controller")
    assert 'name="findings"' in auditor.get(url("organisation", "register", acme.pk)).content.decode()
    made = [auditor.get(asked(acme, content="full", **more)) for more in ({}, {"findings": "on"})]
    keys = [json.loads(one.content)["document"]["annexes"][-1]["key"] for one in made]
    assert keys == ["places", "findings"]
    for more, word in (
        ({"content": "art30"}, "content"),
        ({"content": "full", "state": "approved"}, "state"),
    ):
        refused = auditor.get(asked(acme, findings="on", **more))
        assert refused.status_code == 400
        ((message,),) = refused.context["form"].errors.values()
        assert f"choose that as {word}, or no findings." in message
        assert refused.context["form"]["findings"].value() is True


def test_form_comes_before_the_file(acme: Organisation, officer: Client) -> None:
    page = officer.get(url("organisation", "register", acme.pk))
    assert page.status_code == 200
    assert "Register of Acme" in page.content.decode()
    change = officer.get(url("organisation", "change", acme.pk)).content.decode()
    assert f'href="{url("organisation", "register", acme.pk)}"' in change
    listed = officer.get(url("processingactivity", "changelist")).content.decode()
    assert f'href="{url("organisation", "registers")}"' in listed


def test_register_of_the_only_organisation_needs_no_question(
    acme: Organisation, other: Organisation, officer: Client, root: Client
) -> None:
    registers = url("organisation", "registers")
    assert officer.get(registers).headers["Location"] == url("organisation", "register", acme.pk)
    page = root.get(registers).content.decode()
    assert [url("organisation", "register", one.pk) in page for one in (acme, other)] == [True, True]


@pytest.mark.parametrize("form", ["pdf", "html", "csv", "json"])
def test_list_comes_in_every_format_as_of_any_day(form: str, acme: Organisation, auditor: Client) -> None:
    factories.subprocessor(acme)
    page = auditor.get(url("organisation", "subprocessor_list", acme.pk))
    assert (page.status_code, "Subprocessor list of Acme" in page.content.decode()) == (200, True)
    response = auditor.get(
        url("organisation", "subprocessor_list", acme.pk, format=form, as_of="2019-12-31", on="2020-01-31")
    )
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="regesta-acme-subprocessors-2020-01-31.{form}"'
    )
    assert response.content.lstrip(b"\xef\xbb\xbf").lower().startswith(START[form].lower())
    wrong = auditor.get(url("organisation", "subprocessor_list", acme.pk, format="xlsx"))
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (400, ["format"])


@pytest.mark.parametrize(
    "view", ["register", "subprocessors", "subprocessor_list", "preview", "publish", "withdraw"]
)
def test_strangers_find_no_organisation(
    view: str, acme: Organisation, other: Organisation, sign_in: SignIn
) -> None:
    client = sign_in(other)
    for method in (client.get, client.post):
        response = method(url("organisation", view, acme.pk), {"format": "json"})
        assert response.status_code in (404, 405)
    assert Release.objects.count() == 0


def test_list_is_looked_at_published_and_taken_down(acme: Organisation, officer: Client) -> None:
    factories.changed(acme, subprocessor_page=True)
    factories.subprocessor(acme)
    page = officer.get(url("organisation", "subprocessors", acme.pk)).content.decode()
    assert [text in page for text in ("Nothing is public yet.", "has 1 entry", "Take down")] == [
        True,
        True,
        False,
    ]
    preview = officer.get(url("organisation", "preview", acme.pk))
    assert "Vendor" in preview.content.decode()
    assert "<style" not in preview.content.decode()

    response = officer.post(url("organisation", "publish", acme.pk), {"note": "first"}, follow=True)
    assert "The list is public as publication 1." in response.content.decode()
    assert "It says what is recorded today." in response.content.decode()
    release = Release.objects.get()
    assert (release.note, release.number, release.withdrawn) == ("first", 1, False)

    factories.subprocessor(acme, service=factories.service(acme, name="Another"))
    page = officer.get(url("organisation", "subprocessors", acme.pk)).content.decode()
    assert "What is recorded today differs from it." in page
    response = officer.post(url("organisation", "withdraw", acme.pk), {}, follow=True)
    assert "The page is taken down." in response.content.decode()
    assert "The page was taken down on" in response.content.decode()
    assert officer.get(url("release", "change", release.pk)).status_code == 200


def test_what_cannot_be_published_is_said(acme: Organisation, officer: Client) -> None:
    response = officer.post(url("organisation", "publish", acme.pk), {}, follow=True)
    assert "The public page of Acme is switched off." in response.content.decode()
    response = officer.post(url("organisation", "publish", acme.pk), {"note": "a\x07b"})
    assert response.status_code == 400
    assert "control character" in response.content.decode()
    assert Release.objects.count() == 0


def test_auditor_publishes_nothing(acme: Organisation, auditor: Client) -> None:
    factories.changed(acme, subprocessor_page=True)
    assert ">Publish<" not in auditor.get(url("organisation", "subprocessors", acme.pk)).content.decode()
    for view in ("publish", "withdraw"):
        assert auditor.post(url("organisation", view, acme.pk), {}).status_code == 403
    assert Release.objects.count() == 0
