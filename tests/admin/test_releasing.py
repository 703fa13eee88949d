"""Releasing the register from the admin, and checking a file there."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.actions.checking import line_of
from registry.actions.publish import publish_subprocessors
from registry.actions.releasing import approve_release, prepare_release, release_register, waiting_release
from registry.admin import releases
from registry.models import Organisation, ProcessingActivity, Release, User
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.records import url

ON = dt.date(2026, 11, 20)
ASKED = {"on": "2026-11-20", "content": "art30"}
CHECK = "admin:registry_release_check"


@pytest.fixture
def payroll(acme: Organisation) -> ProcessingActivity:
    return factories.activity(acme, name="Payroll")


@pytest.fixture
def otto(acme: Organisation, sign_in: SignIn) -> Client:
    """Another officer."""
    return sign_in(acme, username="otto")


def page(client: Client, owner: Organisation, **query: str) -> Any:
    return client.get(url("organisation", "release", owner.pk, **query))


def post(client: Client, owner: Organisation, view: str, **data: Any) -> Any:
    return client.post(url("organisation", f"release_{view}", owner.pk), data, follow=True)


def seen_on(response: Any) -> dict[str, str]:
    """What the form of the page would send of itself."""
    return {**ASKED, "seen": response.context["draft"].sha256}


def file_url(release: Release, form: str) -> str:
    return reverse("admin:registry_release_file", args=[release.pk, "en", form])


def test_one_person_looks_ticks_and_releases(
    acme: Organisation, payroll: ProcessingActivity, officer: Client
) -> None:
    looked = page(officer, acme, **ASKED)
    shown = looked.content.decode()
    assert [
        text in shown for text in ("PA-0001 Payroll: (b) Purposes", "Nothing was released yet.", ">Release<")
    ] == [True] * 3
    preview = officer.get(url("organisation", "release_preview", acme.pk, **ASKED)).content.decode()
    assert ["Payroll" in preview, "<style" in preview] == [True, False]
    unticked = post(officer, acme, "make", **seen_on(looked), note="first")
    assert unticked.status_code == 409
    assert "items are open: say that you have seen them." in unticked.content.decode()
    assert ("first</textarea>" in unticked.content.decode(), Release.objects.count()) == (True, 0)
    done = post(officer, acme, "make", **seen_on(looked), note="first", confirmed="on").content.decode()
    release = Release.objects.get()
    assert "The register is released as release 1." in done
    assert [text in done for text in ("Prepared and approved by olga alone.", line_of(release).line)] == [
        True
    ] * 2
    assert (release.note, release.made_by, release.approved_by) == ("first", *[user_of(officer).pk] * 2)
    detail = officer.get(url("release", "change", release.pk)).content.decode()
    assert ["olga, who also prepared it" in detail, line_of(release).line in detail] == [True] * 2
    assert "<li>PA-0001 Payroll: (b) Purposes</li>" in detail


def test_second_person_approves_what_was_prepared(
    acme: Organisation, payroll: ProcessingActivity, officer: Client, otto: Client
) -> None:
    factories.changed(acme, second_person_approves=True)
    shown = page(officer, acme, **ASKED)
    assert "Prepare the release" in shown.content.decode()
    post(officer, acme, "make", **seen_on(shown), confirmed="on")
    factories.changed(payroll, name="Gifts")
    own = page(officer, acme).content.decode()
    assert ["You prepared it; another person approves it." in own, "Approve and release" in own] == [
        True,
        False,
    ]
    prepared = waiting_release(acme.pk)
    assert prepared is not None
    refused = post(officer, acme, "approve", waiting=prepared.pk).content.decode()
    assert "You prepared this release; another person approves it." in refused
    theirs = page(otto, acme).content.decode()
    said = ("olga prepared a release", "1 revision was recorded since; it is not part of the release.")
    assert [text in theirs for text in (*said, "Approve and release")] == [True] * 3
    was = otto.get(url("organisation", "release_preview", acme.pk, waiting=1)).content.decode()
    assert ["Payroll" in was, "Gifts" in was] == [True, False]
    stale = post(otto, acme, "approve", waiting=prepared.pk + 1).content.decode()
    assert ("no longer waits" in stale, Release.objects.count()) == (True, 0)
    done = post(otto, acme, "approve", waiting=prepared.pk).content.decode()
    assert "Prepared by olga, approved by otto." in done
    assert "Gifts" not in Release.objects.get().content
    assert otto.get(url("organisation", "release_preview", acme.pk, waiting=1)).status_code == 404


def test_prepared_release_is_discarded(
    acme: Organisation, payroll: ProcessingActivity, officer: Client
) -> None:
    prepared = prepare_release(acme, by=user_of(officer), on=ON, confirmed=True)
    said = post(officer, acme, "discard", waiting=prepared.pk).content.decode()
    assert ("The prepared release is discarded." in said, waiting_release(acme.pk)) == (True, None)


def test_what_changed_since_the_page_was_opened_is_shown_first(
    acme: Organisation, payroll: ProcessingActivity, officer: Client
) -> None:
    looked = page(officer, acme, **ASKED)
    factories.changed(payroll, name="Gifts")
    again = post(officer, acme, "make", **seen_on(looked), confirmed="on", note="first")
    assert (again.status_code, Release.objects.count()) == (409, 0)
    assert "Something was recorded since you looked" in again.content.decode()
    assert [
        text in again.content.decode() for text in ("PA-0001 Gifts: (b) Purposes", "first</textarea>")
    ] == [True] * 2
    post(officer, acme, "make", **seen_on(again), confirmed="on")
    assert Release.objects.count() == 1


@pytest.mark.parametrize("asked, message", [
    ({"on": "19.10.2018"}, "“19.10.2018” is not a day: write it like 2018-10-19."),
    ({"content": "half"}, "Select a valid choice. half is not one of the available choices."),
    ({"note": "a\x07b"}, "Character 2 is a control character that cannot be printed; please remove it."),
])  # fmt: skip
def test_what_makes_no_sense_is_said(
    asked: dict[str, str], message: str, acme: Organisation, officer: Client
) -> None:
    response = post(officer, acme, "make", **{**ASKED, "confirmed": "on", **asked})
    assert (response.status_code, message in response.content.decode()) == (400, True)
    assert Release.objects.count() == 0


def test_files_are_served_byte_for_byte_whatever_became_of_the_organisation(
    acme: Organisation, payroll: ProcessingActivity, officer: Client, auditor: Client
) -> None:
    release = release_register(acme, by=user_of(officer), on=ON, confirmed=True)
    factories.changed(acme, name="Renamed", slug="renamed", subprocessor_page=True)
    published = publish_subprocessors(acme, by=None)
    for client in (officer, auditor):
        for file in release.files.all():
            response = client.get(file_url(release, file.format))
            assert response.content == bytes(file.content)
            assert response.headers["Content-Type"] == file.media_type
            named = f'attachment; filename="regesta-acme-release-1.{file.format}"'
            assert response.headers["Content-Disposition"] == named
    listed = officer.get(file_url(published, "csv"))
    assert listed.headers["Content-Disposition"] == 'attachment; filename="regesta-renamed-publication-1.csv"'
    assert officer.get(file_url(release, "docx")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_what_was_released(count: int, acme: Organisation, officer: Client) -> None:
    user = user_of(officer)
    for number in range(count):
        factories.activity(acme, name=f"Activity {number}")
        release = release_register(acme, by=user, on=ON, confirmed=True)
    costs = []
    for address in (url("organisation", "release", acme.pk, **ASKED), file_url(release, "pdf")):
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(address).status_code == 200
        costs.append(len(captured))
    assert costs == COSTS


COSTS = [54, 5]
"""The page, which reads the inventory; a file."""


def test_auditor_reads_and_releases_nothing(
    acme: Organisation, payroll: ProcessingActivity, auditor: Client, officer: Client
) -> None:
    prepared = prepare_release(acme, by=user_of(officer), on=ON, confirmed=True)
    shown = page(auditor, acme).content.decode()
    assert ["Waits for approval" in shown, "Approve and release" in shown, "Discard" in shown] == [
        True,
        False,
        False,
    ]
    for view in ("make", "approve", "discard"):
        data = {**ASKED, "confirmed": "on", "waiting": prepared.pk}
        assert auditor.post(url("organisation", f"release_{view}", acme.pk), data).status_code == 403
    assert (Release.objects.count(), waiting_release(acme.pk)) == (0, prepared)


def test_strangers_find_nothing_to_release_and_no_files(
    acme: Organisation, other: Organisation, payroll: ProcessingActivity, officer: Client, sign_in: SignIn
) -> None:
    release = release_register(acme, by=user_of(officer), on=ON, confirmed=True)
    prepared = prepare_release(acme, by=user_of(officer), on=ON, confirmed=True)
    stranger = sign_in(other, username="stranger")
    for view in ("release", "release_preview"):
        assert stranger.get(url("organisation", view, acme.pk), {"waiting": 1}).status_code == 404
    for view in ("release_make", "release_approve", "release_discard"):
        data = {**ASKED, "confirmed": "on", "waiting": prepared.pk}
        assert stranger.post(url("organisation", view, acme.pk), data).status_code == 404
    assert [stranger.get(file_url(release, form)).status_code for form in ("pdf", "json")] == [404, 404]
    assert (Release.objects.count(), waiting_release(acme.pk)) == (1, prepared)
    assert Client().get(file_url(release, "pdf")).status_code == 302


def checked(client: Client, content: bytes, line: str = "") -> Any:
    file = SimpleUploadedFile("release.pdf", content, content_type="application/pdf")
    return client.post(reverse(CHECK), {"file": file, "line": line})


def test_file_is_checked_by_who_may_read_releases(
    acme: Organisation, other: Organisation, payroll: ProcessingActivity, officer: Client, auditor: Client,
    sign_in: SignIn,
) -> None:  # fmt: skip
    """For members of another organisation it is a file from elsewhere: they do not hear that it is kept here."""
    release = release_register(acme, by=user_of(officer), on=ON, confirmed=True)
    pdf, line = bytes(release.files.get(format="pdf").content), line_of(release).line
    for client in (officer, auditor):
        page = checked(client, pdf, line=line).content.decode()
        assert ["byte for byte as it is kept here" in page, ">Unaltered<" in page, line in page] == [True] * 3
    altered = checked(officer, pdf + b"\n%%EOF\n").content.decode()
    assert [">Altered<" in altered, "it was altered" in altered] == [True, True]
    stranger = checked(sign_in(other, username="stranger"), pdf).content.decode()
    assert ["No such release is kept here" in stranger, "byte for byte as it is kept here" in stranger] == [
        True,
        False,
    ]
    nobody = sign_in(acme, role="nothing", username="nobody")
    assert checked(nobody, pdf).status_code == 403
    assert checked(Client(), pdf).status_code == 302
    assert Release.objects.count() == 1


def test_what_cannot_be_checked_is_said(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Which release is a file" in officer.get(reverse(CHECK)).content.decode()
    for content, why in (
        (b"hello", "Nothing can be said of this file: it is not a PDF."),
        (b"", "The submitted file is empty."),
    ):
        response = checked(officer, content)
        assert (response.status_code, why in response.content.decode()) == (400, True)
    line = checked(officer, b"hello", line="x")
    assert "“x” is not a witness line" in line.content.decode()
    assert 'value="x"' in line.content.decode()
    monkeypatch.setattr(releases, "LARGEST", 3)
    assert "The file has more than 0 MiB." in checked(officer, b"hello").content.decode()
    none = officer.post(reverse(CHECK), {"line": ""})
    assert (none.status_code, "This field is required." in none.content.decode()) == (400, True)


def test_pages_lead_to_each_other(
    acme: Organisation, other: Organisation, officer: Client, root: Client
) -> None:
    assert officer.get(url("organisation", "releases")).headers["Location"] == url(
        "organisation", "release", acme.pk
    )
    chosen = root.get(url("organisation", "releases")).content.decode()
    assert [url("organisation", "release", one.pk) in chosen for one in (acme, other)] == [True, True]
    change = officer.get(url("organisation", "change", acme.pk)).content.decode()
    assert f'href="{url("organisation", "release", acme.pk)}"' in change
    assert f'href="{reverse(CHECK)}"' in change


def test_names_of_people_stay_in_the_admin(
    acme: Organisation, payroll: ProcessingActivity, officer: Client
) -> None:
    """An erased account is said to be one."""
    by = user_of(officer)
    second = factories.account(acme, username="second")
    release = approve_release(prepare_release(acme, by=by, on=ON, confirmed=True), by=second)
    number = second.pk
    User.objects.filter(pk=number).delete()
    assert f"approved by account no. {number} (erased)." in page(officer, acme).content.decode()
    assert json.loads(release.content)["release"]["approval"] == "second-person"
