"""What was not published is nowhere on the public site."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from registry.actions.publish import publish_subprocessors
from registry.models import Organisation, Party, Service, Subprocessor
from tests import factories
from tests.canaries import CanaryOrganisation
from tests.public.conftest import LIFE, Publish

FILES = ("pdf", "json", "csv")


def addresses(slug: str) -> list[str]:
    return [f"/subprocessors/{slug}/", *(f"/subprocessors/{slug}/subprocessors.{name}" for name in FILES)]


def contents(client: Client, *slugs: str) -> dict[str, bytes]:
    """Every public address with its answer."""
    urls = ["/", "/healthz", *(url for slug in slugs for url in addresses(slug))]
    return {url: client.get(url).content for url in urls}


def texts(found: dict[str, bytes], folder: Path) -> Iterator[str]:
    """The same as readable text, PDF included."""
    for content in found.values():
        if not content.startswith(b"%PDF"):
            yield content.decode()
            continue
        path = folder / "list.pdf"
        path.write_bytes(content)
        for command in ("pdftotext", "pdfinfo"):
            output = ["-"] if command == "pdftotext" else []
            yield subprocess.run([command, path, *output], capture_output=True, check=True, text=True).stdout


def edit_everything(owner: Organisation) -> None:
    """New words in everything that a list is made of, and one entry more."""
    with factories.writing(owner):
        factories.changed(
            owner,
            name="Draft name",
            note="Draft note",
            subprocessor_intro="Draft intro",
            objection_contact="Draft",
        )
        for party in Party.objects.filter(organisation=owner):
            factories.changed(party, name=f"Draft party {party.pk}", country="AQ")
        for service in Service.objects.filter(organisation=owner):
            factories.changed(service, name="Draft service", hosting_places=["AQ"])
        for entry in Subprocessor.objects.filter(organisation=owner):
            factories.changed(entry, concerns="Draft concerns", group="Draft group")
        factories.subprocessor(owner, service=factories.service(owner, name="Draft addition"))


def test_edits_after_publication_stay_inside(client: Client, clock: Callable[..., None], db: None) -> None:
    owner = CanaryOrganisation(slug="acme").organisation
    publish_subprocessors(owner, by=None)
    before = contents(client, "acme")
    edit_everything(owner)
    assert contents(client, "acme") == before
    # There was something that could have shown.
    publish_subprocessors(owner, by=None)
    after = contents(client, "acme")
    assert [url for url in after if after[url] == before[url]] == ["/healthz"]
    assert b"Draft addition" in after["/subprocessors/acme/"]


def test_unpublished_organisation_leaves_no_trace(
    publish: Publish, client: Client, clock: Callable[..., None], tmp_path: Path
) -> None:
    unpublished = CanaryOrganisation()
    assert unpublished.organisation.subprocessor_page
    publish(LIFE)
    found = contents(client, "acme", "canary")
    assert {client.get(url).status_code for url in addresses("canary")} == {404}
    unique = [value for value in unpublished.seen.values() if "anary" in value]
    assert len(unique) > 100
    del found["/subprocessors/acme/subprocessors.pdf"]  # three words, no PDF
    assert [value for text in texts(found, tmp_path) for value in unique if value in text] == []


@pytest.mark.parametrize("name", ["olga-canary", "Olga Canary"])
def test_nobody_who_works_inside_is_named(
    client: Client, clock: Callable[..., None], db: None, tmp_path: Path, name: str
) -> None:
    owner = CanaryOrganisation(slug="acme").organisation
    officer = factories.account(owner, username="olga-canary", first_name="Olga", last_name="Canary")
    factories.clarification(Subprocessor.objects.get(), "concerns", who=name)
    publish_subprocessors(owner, by=officer, note=f"asked by {name}")
    assert [text for text in texts(contents(client, "acme"), tmp_path) if name in text] == []
