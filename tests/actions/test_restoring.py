"""Restoring: what comes back, what is left and why, what is refused; and that it is one revision like any other."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from registry.actions.expunge import expunge
from registry.actions.refused import Refused
from registry.actions.restoring import restore
from registry.ledger.chain import verify_chain
from registry.models import (
    Citation,
    Disclosure,
    Document,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    RecipientCategory,
    Revision,
    Service,
)
from tests import factories
from tests.actions.restored import ACTIVITY, moves, now, plan, rows_of, turned_around, whole

NOTHING = "There is nothing to restore: it reads today as it did then."


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


def test_activity_reads_as_then_with_links_and_parts(acme: Organisation) -> None:
    activity = whole(acme)
    number = now(acme)
    then = rows_of(*ACTIVITY)
    turned_around(activity)
    found = plan(activity, number)
    assert moves(found) == [
        ("processingactivity", "PA-0001 Running accounts", "changes back"),
        ("disclosure", "Hosting", "changes back"),
        ("purpose", "To run the account", "comes back"),
        ("datause", "E-mail address", "comes back"),
        ("transfer", "United States of America", "comes back"),
        ("transferground", "Standard contractual clauses, set and module not stated", "comes back"),
        ("citation", "citation", "comes back"),
        ("clarification", "Which is it?", "comes back"),
        ("transferground", "Standard contractual clauses, set and module not stated", "goes"),
        ("transfer", "India", "goes"),
        ("purpose", "Another", "goes"),
    ]
    assert (found.left, found.obstacles, found.gone) == ((), (), False)
    made = restore(found, by=None)
    assert rows_of(*ACTIVITY) == then
    assert (made.number, made.reason) == (now(acme), found.reason)
    assert verify_chain(acme.pk) is None
    with pytest.raises(Refused, match=NOTHING):
        restore(plan(activity, number), by=None)
    assert now(acme) == made.number


def test_reason_names_revision_and_day_and_can_be_another(acme: Organisation) -> None:
    party = factories.party(acme)
    first = Revision.objects.get(organisation=acme, number=now(acme))
    factories.changed(party, note="x")
    usual = plan(party, first.number)
    assert usual.reason == f"Restored as of revision {first.number}, {first.instant:%-d %B %Y}"
    assert restore(usual, by=None, reason="A slip").reason == "A slip"


def test_present_version_is_nothing_to_restore(acme: Organisation) -> None:
    activity = whole(acme)
    found = plan(activity, now(acme))
    assert (found.moves, found.left, found.obstacles) == ((), (), ())
    before = now(acme)
    with pytest.raises(Refused, match=NOTHING):
        restore(found, by=None)
    assert now(acme) == before


def test_removed_record_comes_back_with_its_parts_and_number(acme: Organisation) -> None:
    notice = factories.notice(acme, activities=[factories.activity(acme)])
    statement = factories.statement(notice, text="A copy")
    factories.citation(statement)
    number, then = now(acme), rows_of(PrivacyNotice, type(statement), Citation)
    with factories.writing(acme):
        for record in (Citation.objects.get(), statement, notice):
            record.delete()
    gone = PrivacyNotice(pk=then["privacynotice"][0]["id"])
    found = plan(gone, number)
    assert (found.gone, moves(found)) == (
        True,
        [
            ("privacynotice", "Privacy policy", "comes back"),
            ("noticestatement", "Other A copy", "comes back"),
            ("citation", "citation", "comes back"),
        ],
    )
    restore(found, by=None)
    assert rows_of(PrivacyNotice, type(statement), Citation) == then
    assert factories.notice(acme, title="Next").pk > gone.pk


def test_removed_draft_keeps_its_reference_and_comes_back_as_a_draft(acme: Organisation) -> None:
    activity = factories.activity(acme, status="in-review")
    number, pk = now(acme), activity.pk
    factories.deleted(activity)
    found = plan(ProcessingActivity(pk=pk), number)
    assert found.left == ("It comes back as a draft: nobody's approval is brought back by a restore.",)
    restore(found, by=None)
    back = ProcessingActivity.objects.get(pk=pk)
    assert (back.reference, back.status) == ("PA-0001", "draft")
    assert factories.activity(acme, name="Next").reference == "PA-0002"


@pytest.mark.parametrize("then,today", [("approved", "draft"), ("draft", "in-review")])
def test_status_is_neither_brought_back_nor_taken_back(acme: Organisation, then: str, today: str) -> None:
    activity = factories.activity(acme, status=then)
    number = now(acme)
    factories.changed(activity, status=today, name="Other")
    found = plan(activity, number)
    assert found.left == (
        "The status stays as it is: nobody's approval is brought back, or taken back, by a restore.",
    )
    restore(found, by=None)
    activity.refresh_from_db()
    assert (activity.name, activity.status) == ("Running accounts", today)


def test_links_to_what_is_no_more_are_left_out_and_said(acme: Organisation) -> None:
    rule, measure = factories.retention(acme, name="Days"), factories.measure(acme, title="L")
    activity = factories.activity(acme, name="A", measures=[measure, factories.measure(acme, title="Keys")])
    use = factories.data_use(activity, as_stated="Mail", retention=rule)
    number = now(acme)
    factories.changed(use, retention=None, retention_absent_because="Unknown")
    factories.changed(activity, measures=[])
    for gone in (rule, measure):
        factories.deleted(gone)
    found = plan(activity, number)
    assert found.left == (
        "Security measure “L” no longer exists: “Own measures” of processing activity “PA-0001 A” is restored without it.",
        "Retention rule “Days” no longer exists: “Retention” of category of data in use “Mail” is restored without it.",
    )
    restore(found, by=None)
    use.refresh_from_db()
    assert (use.retention, use.retention_absent_because) == (None, "")
    assert [str(one) for one in activity.measures.all()] == ["Keys"]


def test_part_that_cannot_be_without_what_is_no_more_is_left_out_and_said(acme: Organisation) -> None:
    vendor = factories.service(acme)
    activity = factories.activity(acme)
    gone, kept = (
        factories.disclosure(activity, service=vendor),
        factories.disclosure(activity, service=vendor),
    )
    number = now(acme)
    factories.changed(
        kept,
        service=None,
        category=factories.shared(RecipientCategory, "hosting"),
    )
    factories.deleted(gone)
    factories.changed(activity, name="Other")
    factories.deleted(vendor)
    found = plan(activity, number)
    assert moves(found) == [("processingactivity", "PA-0001 Running accounts", "changes back")]
    assert found.left == (
        "Recipient “Hosting” does not come back. Service “Hosting” (“Service”) no longer exists.",
        "Recipient “Hosting providers” stays as it is today. Service “Hosting” (“Service”) no longer exists.",
    )
    restore(found, by=None)
    assert [one.service for one in Disclosure.objects.all()] == [None]


def test_record_that_cannot_be_without_what_is_no_more_is_refused(acme: Organisation) -> None:
    vendor = factories.party(acme)
    service = factories.service(acme, party=vendor)
    number, pk = now(acme), service.pk
    factories.deleted(service)
    factories.deleted(vendor)
    found = plan(Service(pk=pk), number)
    assert (found.moves, found.obstacles) == (
        (),
        ("Company or person “Vendor” (“Company or person”) no longer exists.",),
    )
    with pytest.raises(Refused, match="no longer exists"):
        restore(found, by=None)
    assert not Service.objects.exists()


def test_name_that_was_taken_since_stands_in_the_way(acme: Organisation) -> None:
    party = factories.party(acme)
    number = now(acme)
    factories.changed(party, name="Other")
    factories.party(acme, name="Vendor")
    found = plan(party, number)
    assert found.obstacles == ("Another company or person has the same today: Name as stated.",)
    slug = now(acme)
    factories.changed(acme, slug="acme-two")
    factories.organisation(slug="acme")
    assert plan(acme, slug).obstacles == ("Another organisation has the same today: Short name.",)


def test_erased_text_is_never_brought_back(acme: Organisation) -> None:
    root = factories.account(is_superuser=True)
    party = factories.party(acme, note="Jane", email="jane@acme.example")
    number = now(acme)
    factories.changed(party, note="Better", email="", phone="1")
    expunge(Party, party.pk, fields=["note", "email"], by=root, reason="asked for")
    found = plan(party, number)
    assert found.left == (
        "“E-mail” of company or person “Vendor” was erased from that version: it stays as it is today.",
        "“Note” of company or person “Vendor” was erased from that version: it stays as it is today.",
    )
    restore(found, by=None)
    party.refresh_from_db()
    assert (party.note, party.email, party.phone) == ("Better", "", "")
    assert verify_chain(acme.pk) is None


def test_removed_record_comes_back_without_what_was_erased(acme: Organisation) -> None:
    root = factories.account(is_superuser=True)
    party = factories.party(acme, note="Jane")
    activity = factories.activity(acme)
    purpose = factories.purpose(activity, text="For Jane")
    number, pk = now(acme), party.pk
    gone = purpose.pk
    factories.deleted(party)
    factories.deleted(purpose)
    expunge(Party, pk, fields=["note"], by=root, reason="asked for")
    expunge(Purpose, gone, fields=["text"], by=root, reason="asked for")
    found = plan(Party(pk=pk), number)
    assert found.left == (
        "“Note” of company or person “Vendor” was erased from that version: it comes back empty.",
    )
    restore(found, by=None)
    assert Party.objects.get(pk=pk).note == ""
    factories.changed(activity, department="Law")
    parts = plan(activity, number)
    assert moves(parts) == [("processingactivity", "PA-0001 Running accounts", "changes back")]
    assert parts.left == ("Purpose “erased” does not come back. “Purpose” was erased from that version.",)


def test_file_that_is_no_longer_kept_is_said(acme: Organisation, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    facts = {"filename": "a.pdf", "size": 1, "media_type": "application/pdf"}
    file = ContentFile(b"1", name="x")
    document = factories.document(acme, file=file, sha256="a" * 64, **facts)
    number, path = now(acme), Document.objects.get().file.path
    factories.changed(document, file=ContentFile(b"2", name="y"), sha256="b" * 64, filename="b.pdf", note="x")
    kept = plan(document, number)
    assert kept.left == ()
    Path(path).unlink()
    lost = plan(document, number)
    assert lost.left == (
        "The file that document “Contract” had then is no longer kept: it has the file of today.",
    )
    restore(lost, by=None)
    document.refresh_from_db()
    assert (document.note, document.filename, document.sha256) == ("", "b.pdf", "b" * 64)
    factories.deleted(Document.objects.get())
    Path(tmp_path / f"evidence/{acme.pk}/{'b' * 64}").unlink()
    bare = plan(document, now(acme) - 1)
    assert bare.left == (
        "The file that document “Contract” had then is no longer kept: it comes back without.",
    )
    restore(bare, by=None)
    back = Document.objects.get()
    assert (back.title, bool(back.file), back.filename, back.size, back.sha256) == (
        "Contract",
        False,
        "",
        None,
        "",
    )
