"""The public site reads two tables, whoever asks."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from registry.models import Organisation
from registry.public.urls import urlpatterns
from tests import factories
from tests.public.conftest import LIFE, Publish, a_list

ALLOWED = {"registry_release", "registry_releasefile"}
ADDRESSES = {
    "index": ["/"],
    "page": ["/subprocessors/acme/", "/subprocessors/gone/", "/subprocessors/silent/", "/subprocessors/acme"],
    "file": [
        f"/subprocessors/{slug}/subprocessors.{extension}"
        for slug in ("acme", "gone", "silent")
        for extension in ("pdf", "json", "csv", "xlsx")
    ],
    "health": ["/healthz"],
    "": ["/nothing-here"],
}
"""Name of each pattern → addresses that it answers."""


@contextmanager
def only_publications() -> Iterator[None]:
    """Fails on a query that names any other table."""
    tables = set(connection.introspection.table_names())

    def look(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        touched = tables & set(re.findall(r"\w+", sql))
        assert touched <= ALLOWED, f"The public site read {sorted(touched - ALLOWED)}."
        return execute(sql, *arguments)

    with connection.execute_wrapper(look):
        yield


@pytest.fixture
def world(publish: Publish) -> None:
    publish(LIFE)
    publish(a_list(slug="gone", name="Gone"))
    publish(a_list(slug="gone", name="Gone"), withdrawn=True)
    factories.organisation(slug="silent", name="Silent", subprocessor_page=True)


def test_every_address_is_tried() -> None:
    assert {pattern.name for pattern in urlpatterns} == ADDRESSES.keys() - {""}


@pytest.mark.parametrize("url", [url for urls in ADDRESSES.values() for url in urls])
def test_nothing_but_publications_is_read(world: None, client: Client, url: str) -> None:
    client.force_login(factories.account(Organisation.objects.get(slug="acme")))
    with only_publications():
        anonymous, signed_in = Client().get(url), client.get(url)
    assert anonymous.status_code == signed_in.status_code
    assert anonymous.content == signed_in.content
    assert anonymous.cookies == {}


def test_another_table_would_be_noticed(world: None, client: Client) -> None:
    client.force_login(factories.account(Organisation.objects.get(slug="acme")))
    with only_publications(), pytest.raises(AssertionError, match="registry_organisation"):
        Organisation.objects.first()
    with only_publications(), pytest.raises(AssertionError, match="django_session"):
        client.get("/admin/")
