"""Evidence files: described by what they are, kept once, fetched by those who may."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from registry.models import Document, Organisation
from tests import factories
from tests.admin.conftest import SignIn
from tests.admin.pages import typed
from tests.admin.records import url

CONTENT = b"%PDF-1.7 a contract"


def uploaded(client: Client, content: bytes = CONTENT, **values: Any) -> Document:
    add = url("document", "add")
    file = SimpleUploadedFile("Vertrag ü.pdf", content)
    response = client.post(add, {**typed(client.get(add), **{"title": "Contract", **values}), "file": file})
    assert response.status_code == 302, response.context["problems"]
    return Document.objects.latest("pk")


def file_of(document: Document) -> str:
    return reverse("admin:registry_document_file", args=[document.pk])


def test_upload_describes_itself(acme: Organisation, officer: Client) -> None:
    document = uploaded(officer)
    digest = hashlib.sha256(CONTENT).hexdigest()
    described = (document.filename, document.media_type, document.size, document.sha256, document.file.name)
    assert described == ("Vertrag ü.pdf", "application/pdf", 19, digest, f"evidence/{acme.pk}/{digest}")


def test_same_bytes_are_kept_once(acme: Organisation, officer: Client, settings: Any) -> None:
    first, second = uploaded(officer), uploaded(officer, title="Again")
    assert first.file.name == second.file.name
    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [CONTENT]


def test_file_is_handed_over_as_a_download(acme: Organisation, officer: Client, auditor: Client) -> None:
    document = uploaded(officer)
    for client in (officer, auditor):
        assert file_of(document) in client.get(url("document", "change", document.pk)).content.decode()
        response = client.get(file_of(document))
        assert b"".join(response.streaming_content) == CONTENT
        assert response.headers["Content-Disposition"].startswith("attachment;")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_file_is_for_those_who_may_see_the_record(
    acme: Organisation, other: Organisation, officer: Client, sign_in: SignIn
) -> None:
    document = uploaded(officer)
    assert sign_in(other, username="stranger").get(file_of(document)).status_code == 404
    assert Client().get(file_of(document)).status_code == 302


def test_unchanged_save_keeps_file_and_history(acme: Organisation, officer: Client) -> None:
    document = uploaded(officer)
    change = url("document", "change", document.pk)
    assert officer.post(change, typed(officer.get(change))).status_code == 302
    assert Document.history.count() == 1


def test_cleared_file_takes_its_description_along(acme: Organisation, officer: Client) -> None:
    document = uploaded(officer)
    change = url("document", "change", document.pk)
    officer.post(change, typed(officer.get(change), **{"file-clear": "on"}))
    document.refresh_from_db()
    assert (document.file.name, document.filename, document.size, document.sha256) == ("", "", None, "")
    assert officer.get(file_of(document)).status_code == 404


def test_file_that_is_gone_is_not_found(acme: Organisation, officer: Client) -> None:
    document = factories.document(acme, file="evidence/1/lost", filename="lost.pdf")
    assert officer.get(file_of(document)).status_code == 404
