"""Releasing the register: one person or two, pinned to a revision, kept byte for byte, linked."""

import datetime as dt
import hashlib
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.actions import releasing
from registry.actions.publish import publish_subprocessors
from registry.actions.refused import Refused
from registry.actions.release_chain import verify_newest, verify_releases
from registry.actions.releasing import (
    approve_release,
    discard_release,
    draft_release,
    open_of,
    prepare_release,
    release_register,
    revisions_since,
    waiting_release,
)
from registry.documents.canonical import fingerprint
from registry.documents.register import Register
from registry.documents.registers import register
from registry.documents.release import Approval, Issued, content_of, seal_of, stamped
from registry.inventory import read_inventory
from registry.ledger.chain import ORIGIN, verify_chain
from registry.models import Organisation, Party, PreparedRelease, ProcessingActivity, Release, Revision, User
from registry.render.formats import FORMATS
from registry.render.made_with import made_with
from tests import factories

ON = dt.date(2026, 11, 20)
MICROSECOND = dt.timedelta(microseconds=1)
KIND = Release.Kind.REGISTER
ASKED: dict[str, Any] = {"on": ON, "confirmed": True}


@pytest.fixture
def acme(db: None) -> Organisation:
    """An organisation with an activity of which nothing is said but a vendor that it uses."""
    made = factories.organisation(timezone="Europe/Berlin")
    factories.disclosure(factories.activity(made, name="Payroll"))
    return made


@pytest.fixture
def officer(acme: Organisation) -> User:
    return factories.account(acme, username="olga77", first_name="Olga", last_name="Canary")


@pytest.fixture
def second(acme: Organisation) -> User:
    return factories.account(acme, username="otto77", first_name="Otto", last_name="Canary")


def two_persons(acme: Organisation) -> Organisation:
    return factories.changed(acme, second_person_approves=True)


def issued_of(release: Release) -> Issued:
    """What the release says of itself, read back from its content."""
    said = json.loads(release.content)["release"]
    return Issued(
        number=said["number"],
        instant=dt.datetime.fromisoformat(said["instant"]),
        as_of=dt.datetime.fromisoformat(said["as_of"]),
        previous=said["previous"],
        approval=Approval(said["approval"]),
        open_items=tuple(said["open_items"]),
        made_with=said["made_with"],
    )


def shown_by(release: Release) -> Register:
    """The register at the revision of the release."""
    inventory = read_inventory(organisation=release.organisation, as_of=issued_of(release).as_of)
    return register(inventory, on=ON)


def test_one_person_releases_in_one_step(acme: Organisation, officer: User) -> None:
    now = timezone.now() + dt.timedelta(seconds=1)
    draft = draft_release(acme, on=ON, content="art30")
    release = release_register(acme, by=officer, note=" first\r\n", now=now, **ASKED)
    revision = Revision.objects.filter(organisation=acme).latest("number")
    assert (release.number, release.kind, release.slug, release.name, release.instant, release.language) == (
        1, "register", "acme", "Acme", now, "en",
    )  # fmt: skip
    assert (release.made_by, release.approved_by, release.note, release.previous) == (
        officer.pk, officer.pk, "first", ORIGIN,
    )  # fmt: skip
    document = shown_by(release)
    issued = Issued(
        number=1,
        instant=now,
        as_of=revision.instant,
        previous=ORIGIN,
        approval=Approval.SAME,
        open_items=draft.open_items,
        made_with=made_with(),
    )
    assert (issued_of(release), draft.document) == (issued, document)
    assert (release.content, release.sha256) == (content_of(document, issued), seal_of(document, issued))
    assert (document.moment.revision, document.moment.digest) == (revision.number, revision.digest)
    assert (release.revision_number, release.schema) == (revision.number, "regesta.register/3")
    assert json.loads(release.open_items) == list(draft.open_items)
    assert "PA-0001 Payroll: (b) Purposes" in draft.open_items
    assert PreparedRelease.objects.count() == 0
    assert (verify_chain(acme.pk), verify_releases(acme.pk, kind=KIND), verify_newest(acme.pk)) == (None,) * 3


def test_every_format_is_kept_as_it_is_made_again(acme: Organisation, officer: User) -> None:
    release = release_register(acme, by=officer, note="Canary", **ASKED)
    stamp = stamped(issued_of(release), seal=release.sha256)
    document = shown_by(release)
    files = {file.format: file for file in release.files.all()}
    assert (
        list(FORMATS) == [name for name in FORMATS if name in files] == sorted(files, key=list(FORMATS).index)
    )
    for name, form in FORMATS.items():
        kept = bytes(files[name].content)
        assert kept == form.render(document, stamp=stamp), name
        assert (files[name].language, files[name].media_type) == ("en", form.media_type)
        assert files[name].sha256 == hashlib.sha256(kept).hexdigest()


def test_files_name_nobody_who_released(acme: Organisation, officer: User, second: User) -> None:
    prepared = prepare_release(two_persons(acme), by=officer, note="Canary", **ASKED)
    release = approve_release(prepared, by=second)
    readable = [bytes(file.content) for file in release.files.filter(format__in=("html", "csv", "json"))]
    assert len(readable) == 3
    assert [word in text for text in readable for word in (b"Canary", b"olga77", b"otto77")] == [False] * 9
    assert "Canary" not in release.content
    assert all(b"second" in text for text in readable)


def test_second_person_approves_what_was_prepared_whatever_came_since(
    acme: Organisation, officer: User, second: User
) -> None:
    two_persons(acme)
    before = register(read_inventory(organisation=acme), on=ON, content="full")
    prepared = prepare_release(acme, by=officer, content="full", note="For the audit", **ASKED)
    assert (prepared.revision_number, prepared.sha256, prepared.prepared_by) == (
        before.moment.revision, fingerprint(before), officer.pk,
    )  # fmt: skip
    assert (waiting_release(acme.pk), revisions_since(prepared)) == (prepared, 0)
    factories.changed(ProcessingActivity.objects.get(), name="Gifts")
    factories.changed(Party.objects.get(), name="Another vendor")
    assert revisions_since(prepared) == 2
    release = approve_release(prepared, by=second)
    assert (
        json.loads(release.content)["document"]
        == json.loads(content_of(before, issued_of(release)))["document"]
    )
    assert (release.made_by, release.approved_by, release.note) == (officer.pk, second.pk, "For the audit")
    assert (issued_of(release).approval, release.revision_number) == (Approval.SECOND, before.moment.revision)
    assert waiting_release(acme.pk) is None
    assert (verify_chain(acme.pk), verify_releases(acme.pk, kind=KIND)) == (None, None)


def test_nobody_approves_alone_where_a_second_person_has_to(acme: Organisation, officer: User) -> None:
    prepared = prepare_release(two_persons(acme), by=officer, **ASKED)
    with pytest.raises(Refused, match=r"^You prepared this release; another person approves it\.$"):
        approve_release(prepared, by=officer)
    with pytest.raises(Refused, match=r"^At Acme a second person approves: prepare the release first\.$"):
        release_register(acme, by=officer, **ASKED)
    assert (Release.objects.count(), waiting_release(acme.pk)) == (0, prepared)
    factories.changed(acme, second_person_approves=False)
    assert issued_of(approve_release(prepared, by=officer)).approval is Approval.SAME


def test_one_release_waits_at_a_time(acme: Organisation, officer: User, second: User) -> None:
    prepared = prepare_release(acme, by=officer, **ASKED)
    waits = r"^A release is waiting already: approve or discard that one first\.$"
    for action in (prepare_release, release_register):
        with pytest.raises(Refused, match=waits):
            action(acme, by=second, **ASKED)
    discard_release(prepared, by=second)
    settled = r"^This release no longer waits: somebody approved or discarded it\.$"
    with pytest.raises(Refused, match=settled):
        discard_release(prepared, by=second)
    with pytest.raises(Refused, match=settled):
        approve_release(prepared, by=second)
    assert Release.objects.count() == 0
    other = prepare_release(acme, by=officer, **ASKED)
    approve_release(other, by=second)
    with pytest.raises(Refused, match=settled):
        approve_release(other, by=second)
    assert Release.objects.count() == 1


def test_open_items_are_confirmed_and_block_nothing_else(acme: Organisation, officer: User) -> None:
    count = len(open_of(read_inventory(organisation=acme), on=ON))
    with pytest.raises(Refused, match=rf"^{count} items are open: say that you have seen them\.$"):
        release_register(acme, by=officer, on=ON)
    with pytest.raises(Refused, match="items are open"):
        prepare_release(acme, by=officer, on=ON)
    assert release_register(acme, by=officer, on=ON, confirmed=True).number == 1


def test_what_changed_since_somebody_looked_is_not_released(acme: Organisation, officer: User) -> None:
    seen = draft_release(acme, on=ON, content="art30").sha256
    factories.changed(ProcessingActivity.objects.get(), name="Gifts")
    why = r"^Something was recorded since you looked: look again at what would be released\.$"
    for action in (prepare_release, release_register):
        with pytest.raises(Refused, match=why):
            action(acme, by=officer, seen=seen, **ASKED)
    seen = draft_release(acme, on=ON, content="art30").sha256
    assert release_register(acme, by=officer, seen=seen, **ASKED).number == 1


def test_what_cannot_be_read_again_as_it_was_prepared_is_not_released(
    acme: Organisation, officer: User
) -> None:
    prepared = prepare_release(acme, by=officer, **ASKED)
    PreparedRelease.objects.update(sha256="0" * 64)
    prepared.refresh_from_db()
    with pytest.raises(Refused, match="The history no longer says what was prepared"):
        approve_release(prepared, by=officer)
    assert (Release.objects.count(), waiting_release(acme.pk)) == (0, prepared)


@pytest.mark.parametrize("asked, why", [
    ({"content": "half"}, "“half” is not a known content: choose art30 or full."),
    (
        {"note": "a\x07b"},
        (
            "The note cannot be kept. Character 2 is a control character that cannot be printed; please remove it."
        ),
    ),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(
    asked: dict[str, str], why: str, acme: Organisation, officer: User
) -> None:
    for action in (prepare_release, release_register):
        with pytest.raises(Refused) as refused:
            action(acme, by=officer, **{**ASKED, **asked})
        assert str(refused.value) == why
    assert PreparedRelease.objects.count() == 0


def test_officers_release_for_their_own_organisation_only(acme: Organisation, officer: User) -> None:
    other = factories.organisation(name="Other", slug="other")
    strangers = [
        factories.account(acme, role="auditor"),
        factories.account(acme, role="administrator"),
        factories.account(other, username="stranger"),
    ]
    prepared = prepare_release(acme, by=officer, **ASKED)
    for by in strangers:
        for attempt in (
            lambda by=by: prepare_release(acme, by=by, **ASKED),
            lambda by=by: release_register(acme, by=by, **ASKED),
            lambda by=by: approve_release(prepared, by=by),
            lambda by=by: discard_release(prepared, by=by),
        ):
            with pytest.raises(PermissionDenied):
                attempt()
    installer = factories.account(username="installer", is_superuser=True)
    assert approve_release(prepared, by=installer).approved_by == installer.pk


def test_releases_are_numbered_and_linked(acme: Organisation, officer: User) -> None:
    first = release_register(acme, by=officer, **ASKED)
    factories.changed(ProcessingActivity.objects.get(), name="Gifts")
    again = release_register(acme, by=officer, **ASKED)
    same = release_register(acme, by=officer, **ASKED)
    assert [(release.number, release.previous) for release in (first, again, same)] == [
        (1, ORIGIN), (2, first.digest), (3, again.digest),
    ]  # fmt: skip
    assert issued_of(same).previous == again.digest
    assert len({release.sha256 for release in (first, again, same)}) == 3
    assert verify_releases(acme.pk, kind=KIND) is None


def test_registers_and_lists_have_chains_of_their_own(acme: Organisation, officer: User) -> None:
    factories.changed(acme, subprocessor_page=True)
    release = release_register(acme, by=officer, **ASKED)
    published = publish_subprocessors(acme, by=officer)
    assert (release.number, published.number, published.previous) == (1, 1, ORIGIN)
    assert (published.approved_by, published.open_items) == (None, "")
    kinds = (KIND, Release.Kind.SUBPROCESSORS)
    assert [verify_releases(acme.pk, kind=kind) for kind in kinds] == [None, None]


def test_order_and_instants_rise_when_the_clock_goes_back(
    acme: Organisation, officer: User, second: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = release_register(acme, by=officer, **ASKED)
    monkeypatch.setattr(timezone, "now", lambda: first.instant - dt.timedelta(hours=1))
    factories.changed(ProcessingActivity.objects.get(), name="Gifts")
    prepared = prepare_release(acme, by=officer, **ASKED)
    with_gifts = register(read_inventory(organisation=acme), on=ON)
    factories.changed(ProcessingActivity.objects.get(), name="Presents")
    again = approve_release(prepared, by=second)
    last = Revision.objects.filter(organisation=acme).latest("number").instant
    # Two changes took the microseconds after the first release.
    assert [last, again.instant] == [first.instant + 2 * MICROSECOND, first.instant + 3 * MICROSECOND]
    assert (issued_of(again).as_of, shown_by(again)) == (first.instant + MICROSECOND, with_gifts)
    factories.changed(ProcessingActivity.objects.get(), name="Wages")
    last = Revision.objects.filter(organisation=acme).latest("number").instant
    assert last == again.instant + MICROSECOND
    assert (verify_chain(acme.pk), verify_releases(acme.pk, kind=KIND)) == (None, None)


def test_two_releases_at_the_same_time_are_not_both_sealed(
    acme: Organisation, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the pages of one are set, another one is sealed."""
    setting = releasing.renderings

    def faster(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(releasing, "renderings", setting)
        release_register(acme, by=officer, **ASKED)
        return setting(*given, **named)

    monkeypatch.setattr(releasing, "renderings", faster)
    with pytest.raises(Refused, match="Another release was made at the same time"):
        release_register(acme, by=officer, **ASKED)
    assert Release.objects.count() == 1
    assert verify_releases(acme.pk, kind=KIND) is None


def test_a_rule_set_while_pages_are_set_counts(
    acme: Organisation, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the pages are set, the organisation decides that a second person approves."""
    setting = releasing.renderings

    def stricter(*given: Any, **named: Any) -> Any:
        two_persons(acme)
        return setting(*given, **named)

    prepared = prepare_release(acme, by=officer, **ASKED)
    monkeypatch.setattr(releasing, "renderings", stricter)
    with pytest.raises(Refused, match=r"^You prepared this release; another person approves it\.$"):
        approve_release(prepared, by=officer)
    assert (Release.objects.count(), waiting_release(acme.pk)) == (0, prepared)
    discard_release(prepared, by=officer)
    factories.changed(acme, second_person_approves=False)
    with pytest.raises(Refused, match=r"^At Acme a second person approves: prepare the release first\.$"):
        release_register(acme, by=officer, **ASKED)
    assert Release.objects.count() == 0


def test_before_anything_is_recorded_there_is_nothing_to_release(db: None) -> None:
    ghost = Organisation(pk=4711, name="Ghost", slug="ghost")
    with pytest.raises(Refused, match=r"^Nothing is recorded of Ghost yet\.$"):
        draft_release(ghost, on=ON, content="art30")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_release_do_not_grow(count: int, acme: Organisation, officer: User) -> None:
    for number in range(count):
        factories.disclosure(factories.activity(acme, name=f"Activity {number}"))
    with CaptureQueriesContext(connection) as captured:
        release_register(acme, by=officer, **ASKED)
    assert len(captured) == QUERIES


QUERIES = 61
"""One reading of the inventory, and what seals it."""
