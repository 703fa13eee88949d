"""How the public site answers: caches, files, what was taken down, what was never there."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.test import Client

from registry.models import ReleaseFile
from tests import factories
from tests.public.conftest import LIFE, NOON, Publish, a_list, append_for, entry

PAGE = "/subprocessors/acme/"
PDF, JSON, CSV = (f"{PAGE}subprocessors.{name}" for name in ("pdf", "json", "csv"))
MIDNIGHT = dt.datetime(2026, 11, 20, 23, tzinfo=dt.UTC)
"""In Berlin."""
SECOND = dt.timedelta(seconds=1)
Clock = Callable[[dt.datetime], None]


def test_index_lists_current_publications_by_name(publish: Publish, client: Client, clock: Clock) -> None:
    publish(a_list(entry(), slug="zeta", name="Zeta", note="Transcribed."))
    publish(LIFE)
    publish(a_list(slug="gone", name="Gone"))
    publish(a_list(slug="gone", name="Gone"), withdrawn=True)
    factories.organisation(slug="silent", name="Silent", subprocessor_page=True)
    page = client.get("/").content.decode()
    assert page.index(">Acme<") < page.index(">Zeta<") < page.index("Transcribed.")
    assert "Publication 1 of 20 November 2026" in page
    assert "Gone" not in page
    assert "Silent" not in page


def test_index_of_nothing_says_so(client: Client, db: None) -> None:
    assert "Nothing is published yet." in client.get("/").content.decode()


def test_page_and_index_turn_when_something_is_published(
    publish: Publish, client: Client, clock: Clock
) -> None:
    publish(a_list(entry()))
    before = [client.get(url).headers["ETag"] for url in ("/", PAGE, PDF)]
    publish(a_list(entry("2")), now=NOON)
    assert [
        client.get(url).headers["ETag"] == tag for url, tag in zip(("/", PAGE), before, strict=False)
    ] == [
        False,
        False,
    ]


@pytest.mark.parametrize("url, fresh, modified", [
    ("/", 300, "Fri, 20 Nov 2026 12:00:00 GMT"),
    (PAGE, 300, "Fri, 20 Nov 2026 12:00:00 GMT"),
    (PDF, 300, "Fri, 20 Nov 2026 12:00:00 GMT"),
])  # fmt: skip
def test_a_copy_that_is_current_is_not_sent_again(
    publish: Publish, client: Client, clock: Clock, url: str, fresh: int, modified: str
) -> None:
    publish(LIFE)
    first = client.get(url)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == f"public, max-age={fresh}"
    assert first.headers["Last-Modified"] == modified
    for header, value in {"If-None-Match": first.headers["ETag"], "If-Modified-Since": modified}.items():
        again = client.get(url, headers={header: value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Last-Modified"] == modified
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_page_turns_at_the_organisations_midnight(publish: Publish, client: Client, clock: Clock) -> None:
    publish(LIFE)
    tag, modified = (client.get(PAGE).headers[name] for name in ("ETag", "Last-Modified"))

    def status(**headers: str) -> int:
        return client.get(PAGE, headers=headers).status_code

    clock(MIDNIGHT - SECOND)
    assert status(if_none_match=tag) == 304
    assert status(if_modified_since=modified) == 304
    assert client.get(PAGE).headers["Cache-Control"] == "public, max-age=1"
    clock(MIDNIGHT)
    assert status(if_none_match=tag) == 200
    assert status(if_modified_since=modified) == 200
    turned = client.get(PAGE)
    assert turned.headers["Last-Modified"] == "Fri, 20 Nov 2026 23:00:00 GMT"
    assert (
        "As it stands on <strong>21 November 2026</strong>: 2 in force, 1 ended." in turned.content.decode()
    )


def test_files_are_sent_as_they_were_stored(publish: Publish, client: Client, clock: Clock) -> None:
    publish(LIFE)
    sent = {
        url: (answer.content, answer.headers["Content-Type"], answer.headers["Content-Disposition"])
        for url in (PDF, JSON, CSV)
        for answer in [client.get(url)]
    }
    assert sent == {
        PDF: (
            b"%PDF of acme",
            "application/pdf",
            'inline; filename="regesta-acme-subprocessors-2026-11-20.pdf"',
        ),
        JSON: (b"{}", "application/json", 'inline; filename="regesta-acme-subprocessors-2026-11-20.json"'),
        CSV: (
            b"name\r\n",
            "text/csv; charset=utf-8",
            'attachment; filename="regesta-acme-subprocessors-2026-11-20.csv"',
        ),
    }
    assert client.get(PDF).headers["X-Content-Type-Options"] == "nosniff"


def test_only_the_newest_publication_is_public(publish: Publish, client: Client, clock: Clock) -> None:
    publish(a_list(entry(name="Old provider")))
    publish(a_list(entry(name="New provider")))
    page = client.get(PAGE).content.decode()
    assert "New provider" in page
    assert "Old provider" not in page


def test_heads_have_no_body(publish: Publish, client: Client, clock: Clock) -> None:
    publish(LIFE)
    for url in ("/", PAGE, PDF, "/healthz"):
        asked, got = client.head(url), client.get(url)
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked.headers == got.headers


def test_nothing_is_written_to_the_public_site(client: Client, db: None) -> None:
    assert [client.post(url).status_code for url in ("/", PAGE, PDF, "/healthz")] == [405] * 4


def test_what_was_never_published_is_not_found(publish: Publish, client: Client) -> None:
    factories.organisation(slug="silent", name="Silent", subprocessor_page=True)
    publish(LIFE)
    for url in (
        "/subprocessors/silent/",
        "/subprocessors/silent/subprocessors.pdf",
        f"{PAGE}subprocessors.xlsx",
    ):
        answer = client.get(url)
        assert answer.status_code == 404
        assert "There is no such page" in answer.content.decode()
        assert "Silent" not in answer.content.decode()


def test_what_was_taken_down_is_gone(publish: Publish, client: Client, clock: Clock) -> None:
    publish(LIFE)
    publish(LIFE, withdrawn=True, now=MIDNIGHT)
    for url in (PAGE, PDF, JSON, CSV):
        answer = client.get(url)
        assert answer.status_code == 410
        assert "was taken down on 20 November 2026, 23:00:00 UTC" in answer.content.decode()
        assert "Hosting GmbH" not in answer.content.decode()


def test_a_new_short_name_is_followed(publish: Publish, client: Client, clock: Clock) -> None:
    owner = publish(LIFE).organisation
    append_for(owner, a_list(entry(), slug="apex", name="Apex"))
    assert client.get(PAGE).headers["Location"] == "/subprocessors/apex/"
    assert client.get(PDF).headers["Location"] == "/subprocessors/apex/subprocessors.pdf"
    assert client.get(f"{PAGE}subprocessors.xlsx").status_code == 404
    assert client.get("/subprocessors/apex/").status_code == 200


def test_health_is_the_databases_as_well(client: Client, db: None) -> None:
    def silent(*arguments: object) -> None:
        raise OperationalError

    well = client.get("/healthz")
    with connection.execute_wrapper(silent):
        ill = client.get("/healthz")
    assert (well.status_code, well.content, well.headers["Cache-Control"]) == (200, b"ok", "no-store")
    assert (ill.status_code, ill.content) == (503, b"the database does not answer")


def test_what_breaks_is_said_without_details(publish: Publish, clock: Clock) -> None:
    append_for(publish(LIFE).organisation, LIFE, content="{}")
    answer = Client(raise_request_exception=False).get(PAGE)
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Something went wrong" in page
    assert "SubprocessorList" not in page


def test_pages_need_no_script_and_no_inline_style(publish: Publish, client: Client, clock: Clock) -> None:
    publish(LIFE)
    for url in ("/", PAGE, "/nothing-here"):
        page = client.get(url).content.decode()
        assert '<link rel="stylesheet" href="/static/public/public.css">' in page
        assert [
            word
            for word in ("<script", "<style", "style=", " on", "http://", "https://")
            if word in markup(page)
        ] == []


def markup(page: str) -> str:
    """The markup without its words."""
    return " ".join(re.findall(r"<[^>]*>", page))


@pytest.mark.parametrize("organisations", [1, 3])
@pytest.mark.parametrize("entries", [1, 3])
def test_queries(
    publish: Publish, client: Client, clock: Clock, organisations: int, entries: int,
    django_assert_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    for number in range(organisations):
        publish(a_list(*(entry(str(key)) for key in range(entries)), slug=f"acme{number or ''}"))
    assert ReleaseFile.objects.count() == 3 * organisations
    for url, count in {"/": 1, PAGE: 1, PDF: 2, JSON: 2, CSV: 2, "/healthz": 1}.items():
        with django_assert_num_queries(count):  # type: ignore[attr-defined]
            assert client.get(url).status_code == 200
