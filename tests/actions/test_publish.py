"""Publishing: who may, what is stored, when nothing changed, and taking down."""

import datetime as dt
import hashlib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from registry.actions.publish import publish_subprocessors, withdraw_subprocessors
from registry.actions.refused import Refused
from registry.actions.release_chain import verify_newest, verify_releases
from registry.documents.canonical import decode, encode, fingerprint
from registry.documents.days import day_at
from registry.documents.subprocessor_lists import subprocessor_list
from registry.documents.subprocessors import SubprocessorList
from registry.inventory import read_inventory
from registry.ledger.chain import ORIGIN, verify_chain
from registry.ledger.guard import install_guards, lift_guards
from registry.models import Organisation, Release, ReleaseFile, Revision, Service, Subprocessor
from tests import factories

MICROSECOND = dt.timedelta(microseconds=1)
KIND = Release.Kind.SUBPROCESSORS


@pytest.fixture
def acme(db: None) -> Organisation:
    """An organisation with one entry on its list, which begins tomorrow at the earliest."""
    made = factories.organisation(subprocessor_page=True, timezone="Europe/Berlin")
    factories.subprocessor(made)
    return made


def later(**gap: float) -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(**gap)


def test_a_publication_is_stored_with_its_files(acme: Organisation) -> None:
    officer, now = factories.account(acme), later(seconds=1)
    release = publish_subprocessors(acme, by=officer, note="first", now=now)
    document = decode(release.content, SubprocessorList)
    assert (release.number, release.kind, release.slug, release.name, release.instant) == (
        1, "subprocessors", "acme", "Acme", now,
    )  # fmt: skip
    assert (release.made_by, release.note, release.withdrawn) == (officer.pk, "first", False)
    assert (release.sha256, release.previous) == (fingerprint(document), ORIGIN)
    assert document.moment.on == day_at(now, timezone="Europe/Berlin")
    assert release.revision_number == document.moment.revision
    files = {file.format: file for file in release.files.all()}
    assert {name: (file.media_type, bytes(file.content[:4])) for name, file in files.items()} == {
        "pdf": ("application/pdf", b"%PDF"),
        "json": ("application/json", b'{\n  '),
        "csv": ("text/csv; charset=utf-8", "\ufeff".encode() + b"G"),
    }  # fmt: skip
    assert all(file.sha256 == hashlib.sha256(file.content).hexdigest() for file in files.values())


def test_a_release_is_what_was_recorded_by_its_instant(acme: Organisation) -> None:
    release = publish_subprocessors(acme, by=None)
    document = decode(release.content, SubprocessorList)
    for service in Service.objects.all():
        factories.changed(service, name="Something else")
    inventory = read_inventory(organisation=acme, as_of=release.instant)
    assert subprocessor_list(inventory, on=document.moment.on) == document


def test_who_clarifies_what_stays_inside(acme: Organisation) -> None:
    entry = Subprocessor.objects.get()
    factories.clarification(entry, "concerns", who="Jane Canary")
    factories.clarification(acme, "objection_contact", who="Joan Canary")
    inside = subprocessor_list(read_inventory(organisation=acme), on=dt.date(2026, 1, 1))
    release = publish_subprocessors(acme, by=None)
    assert encode(inside).count("Canary") == 2
    assert "Canary" not in release.content
    assert [file.format for file in release.files.all() if b"Canary" in bytes(file.content)] == []


def test_publishing_again_is_nothing_new(acme: Organisation) -> None:
    factories.ground(factories.transfer(acme, service=Service.objects.get()), "eu-us-dpf")
    first = publish_subprocessors(acme, by=None)
    assert "valid on" in first.content
    # A revision that the list does not show, and another day, which the list names where grounds are valid on it.
    factories.activity(acme)
    assert publish_subprocessors(acme, by=None) == first
    assert publish_subprocessors(acme, by=None, now=later(days=40)) == first
    assert Release.objects.count() == 1


def test_a_change_is_published_as_the_next_number(acme: Organisation) -> None:
    first = publish_subprocessors(acme, by=None)
    factories.changed(Subprocessor.objects.get(), concerns="Messages")
    second = publish_subprocessors(acme, by=None)
    assert (second.number, second.previous) == (2, first.digest)
    assert verify_releases(acme.pk, kind=KIND) is None


def test_another_time_zone_is_news(acme: Organisation) -> None:
    publish_subprocessors(acme, by=None)
    factories.changed(acme, timezone="America/Chicago")
    assert publish_subprocessors(acme, by=None).number == 2


def test_an_entry_whose_day_has_come_is_news(acme: Organisation) -> None:
    factories.changed(Subprocessor.objects.get(), effective_on=later(days=10).date())
    first = publish_subprocessors(acme, by=None)
    assert publish_subprocessors(acme, by=None, now=later(days=5)) == first
    assert publish_subprocessors(acme, by=None, now=later(days=12)).number == 2


def test_instants_rise_whatever_the_clock_does(acme: Organisation) -> None:
    first = publish_subprocessors(acme, by=None, now=later(hours=1))
    factories.changed(Subprocessor.objects.get(), concerns="Messages")
    second = publish_subprocessors(acme, by=None)
    third = withdraw_subprocessors(acme, by=None)
    # The change between the first two took the microsecond after the first one.
    assert [second.instant, third.instant] == [
        first.instant + 2 * MICROSECOND,
        first.instant + 3 * MICROSECOND,
    ]


def test_a_release_is_not_older_than_what_it_shows(
    acme: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Revision.objects.filter(organisation=acme).latest("number").instant
    monkeypatch.setattr(timezone, "now", lambda: shown - dt.timedelta(hours=1))
    release = publish_subprocessors(acme, by=None)
    assert release.instant == shown + MICROSECOND
    factories.changed(Subprocessor.objects.get(), concerns="Messages")
    down = withdraw_subprocessors(acme, by=None)
    changed = Revision.objects.filter(organisation=acme).latest("number").instant
    assert (changed, down.instant) == (shown + 2 * MICROSECOND, shown + 3 * MICROSECOND)
    assert verify_releases(acme.pk, kind=KIND) is None


def test_what_is_recorded_after_a_release_is_later(
    acme: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = publish_subprocessors(acme, by=None, now=later(seconds=1))
    monkeypatch.setattr(timezone, "now", lambda: release.instant - dt.timedelta(hours=1))
    factories.changed(Subprocessor.objects.get(), concerns="Messages")
    changed = Revision.objects.filter(organisation=acme).latest("number")
    assert changed.instant == release.instant + MICROSECOND
    assert (verify_chain(acme.pk), verify_newest(acme.pk)) == (None, None)


def test_taking_down_is_a_release_without_content(acme: Organisation) -> None:
    first = publish_subprocessors(acme, by=None)
    down = withdraw_subprocessors(acme, by=None, note="by mistake")
    assert (down.number, down.withdrawn, down.content, down.previous) == (2, True, "", first.digest)
    assert list(down.files.all()) == []
    again = publish_subprocessors(acme, by=None)
    assert (again.number, again.withdrawn) == (3, False)
    assert decode(again.content, SubprocessorList) == decode(first.content, SubprocessorList)


def test_what_is_not_public_cannot_be_taken_down(acme: Organisation) -> None:
    with pytest.raises(Refused, match=r"^Acme has no public page to take down\.$"):
        withdraw_subprocessors(acme, by=None)
    publish_subprocessors(acme, by=None)
    withdraw_subprocessors(acme, by=None)
    with pytest.raises(Refused, match=r"^Acme has no public page to take down\.$"):
        withdraw_subprocessors(acme, by=None)


def test_a_page_that_is_switched_off_is_not_published(acme: Organisation) -> None:
    stale = Organisation.objects.get(pk=acme.pk)
    factories.changed(acme, subprocessor_page=False)
    with pytest.raises(Refused, match=r"^The public page of Acme is switched off\.$"):
        publish_subprocessors(stale, by=None)
    assert Release.objects.count() == 0


def test_officers_publish_for_their_own_organisation_only(acme: Organisation) -> None:
    other = factories.organisation(name="Other", slug="other", subprocessor_page=True)
    officer, auditor, administrator, stranger, installer = (
        factories.account(acme),
        factories.account(acme, role="auditor"),
        factories.account(acme, role="administrator"),
        factories.account(other, username="stranger"),
        factories.account(username="installer", is_superuser=True),
    )
    for refused in (auditor, administrator, stranger):
        with pytest.raises(PermissionDenied):
            publish_subprocessors(acme, by=refused)
        with pytest.raises(PermissionDenied):
            withdraw_subprocessors(acme, by=refused)
    assert publish_subprocessors(acme, by=officer).made_by == officer.pk
    assert withdraw_subprocessors(acme, by=installer).made_by == installer.pk


def tampered(model: Any, **values: Any) -> None:
    lift_guards(connection)
    model.objects.update(**values)
    install_guards(connection)


@pytest.mark.parametrize("values, message", [
    ({"content": "{}"}, "what was published does not match its fingerprint"),
    ({"note": "another"}, "its digest does not match its content"),
    ({"made_by": 7}, "its digest does not match its content"),
    ({"number": 5}, "it is missing; release 5 is the next one"),
    ({"previous": "1" * 64}, "its link to the release before does not fit"),
])  # fmt: skip
def test_an_altered_release_is_named(acme: Organisation, values: dict[str, Any], message: str) -> None:
    publish_subprocessors(acme, by=None)
    tampered(Release, **values)
    fault = verify_releases(acme.pk, kind=KIND)
    assert fault is not None
    assert (fault.key, fault.number, fault.message) == (acme.pk, 1, message)


def test_an_altered_file_is_named(acme: Organisation) -> None:
    publish_subprocessors(acme, by=None)
    tampered(ReleaseFile, content=b"x", sha256=hashlib.sha256(b"x").hexdigest())
    fault = verify_releases(acme.pk, kind=KIND)
    assert fault is not None
    assert fault.message == "its digest does not match its content"
    tampered(ReleaseFile, content=b"y")
    fault = verify_releases(acme.pk, kind=KIND)
    assert fault is not None
    assert fault.message == "its CSV file does not match its fingerprint"


@pytest.mark.parametrize("model", [Release, ReleaseFile])
def test_what_was_published_stays(acme: Organisation, model: Any) -> None:
    publish_subprocessors(acme, by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete(connection.alias)
