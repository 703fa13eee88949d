"""A published list and a clock to turn."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from registry.actions.release_chain import append_release, file_of, newest_release
from registry.documents.canonical import encode
from registry.documents.register import Moment
from registry.documents.subprocessors import SCHEMA, Entry, Group, SubprocessorList
from registry.documents.values import MISSING, Line, State, Value, filled, not_applicable
from registry.models import Organisation, Release
from tests import factories

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
Publish = Callable[..., Release]


def entry(key: str = "1", **values: Any) -> Entry:
    """A provider of whom nothing is known but the name."""
    nothing: dict[str, Any] = {
        "announced_on": None, "effective_on": None, "postponed_to": None, "ended_on": None, "withdrawn_on": None,
        "listed_on": dt.date(2026, 11, 20), "condition": "", "service": MISSING, "kind": MISSING, "concerns": MISSING,
        "data": MISSING, "places": MISSING, "established": MISSING, "transfers": MISSING,
    }  # fmt: skip
    return Entry(**{"key": key, "name": f"Provider {key}", **nothing, **values})


def a_list(
    *entries: Entry, on: dt.date = TODAY, zone: str = "Europe/Berlin", **values: Any
) -> SubprocessorList:
    moment = Moment(revision=7, instant=NOON, digest="d" * 64, on=on, timezone=zone)
    given = {
        "schema": SCHEMA, "language": "en", "slug": "acme", "name": "Acme", "note": "", "intro": "",
        "contact": filled("privacy@acme.example"), "objection": MISSING,
        "notice": Value(state=State.FILLED, lines=(Line(text="30 days", source="§ 9", reading="from context"),)),
        "moment": moment, "groups": (Group(heading="", entries=entries),) if entries else (),
    }  # fmt: skip
    return SubprocessorList(**{**given, **values})


LIFE = a_list(
    entry(
        "1", name="Hosting GmbH", service=filled("Servers"), places=filled(Line(text="Germany", code="DE"))
    ),
    entry(
        "2", name="Coming Inc", effective_on=dt.date(2026, 11, 21), transfers=not_applicable("it stays here")
    ),
    entry("3", name="Leaving Ltd", effective_on=dt.date(2020, 1, 1), ended_on=dt.date(2026, 11, 20)),
)
"""One entry in force, one that begins and one that ends at the next midnight."""


@pytest.fixture(autouse=True)
def _plainly_served(settings: Any, tmp_path: Path) -> None:
    """Plain http, and static files by their plain names: nothing was collected."""
    settings.SECURE_SSL_REDIRECT = False
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """Sets the clock; it stands at NOON until turned."""

    def turn(instant: dt.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: instant)

    turn(NOON)
    return turn


@pytest.fixture
def publish(db: None) -> Publish:
    """Stores a document as the next release of the organisation that its slug names."""

    def stored(document: SubprocessorList, *, now: dt.datetime = NOON, withdrawn: bool = False) -> Release:
        owner = Organisation.objects.filter(slug=document.slug).first() or factories.organisation(
            slug=document.slug, name=document.name
        )
        return append_for(owner, document, now=now, withdrawn=withdrawn)

    return stored


def append_for(
    owner: Organisation,
    document: SubprocessorList,
    *,
    now: dt.datetime = NOON,
    withdrawn: bool = False,
    **changes: Any,
) -> Release:
    kind = Release.Kind.SUBPROCESSORS
    values = {
        "organisation": owner, "kind": kind, "slug": document.slug, "name": document.name, "revision_number": 7,
        "language": "en", "schema": SCHEMA, "content": "" if withdrawn else encode(document), "withdrawn": withdrawn,
    }  # fmt: skip
    release = Release(**{**values, **changes})
    files = [
        file_of(content, language="en", extension=extension, media_type=media_type)
        for content, extension, media_type in (
            (b"%PDF of " + document.slug.encode(), "pdf", "application/pdf"),
            (b"{}", "json", "application/json"),
            (b"name\r\n", "csv", "text/csv; charset=utf-8"),
        )
    ]
    last = newest_release(owner.pk, kind=kind)
    return append_release(release, after=last, files=[] if withdrawn else files, now=now)
