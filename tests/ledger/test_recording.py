"""One way to write: what is sealed, what is refused, and that nothing is half-done."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from registry.ledger.errors import NotRecording, WrongOrganisation
from registry.ledger.recording import recording
from registry.models import (
    Channel,
    DataCategory,
    DataUse,
    Organisation,
    Party,
    ProcessingActivity,
    Revision,
    SecurityMeasure,
    Service,
    User,
)
from tests.ledger.conftest import Write


def revisions(organisation: Organisation | None) -> list[tuple[int, str, str, int | None]]:
    found = Revision.objects.filter(organisation=organisation).order_by("number")
    return [(r.number, r.channel, r.reason, r.actor_id) for r in found]


def other_organisation() -> Organisation:
    other = Organisation(name="Other", slug="other")
    with recording(by=None, organisation=other, channel=Channel.COMMAND):
        other.save()
    return other


def test_recording_seals_one_revision_per_save(acme: Organisation, officer: User, write: Write) -> None:
    with write("a vendor") as opened:
        party = Party.objects.create(organisation=acme, name="Vendor")
    assert revisions(acme) == [(1, "command", "first", officer.pk), (2, "admin", "a vendor", officer.pk)]
    row = party.history.get()
    assert (row.revision, row.history_type, row.history_date, row.history_user_id, row.name) == (
        opened.revision,
        "+",
        opened.revision.instant,
        officer.pk,
        "Vendor",
    )


def test_unchanged_save_writes_no_version_and_no_revision(acme: Organisation, write: Write) -> None:
    with write():
        party = Party.objects.create(organisation=acme, name="Vendor")
    with write() as opened:
        party.save()
    assert opened.revision is None
    assert (party.history.count(), len(revisions(acme))) == (1, 2)


def test_several_saves_of_one_record_are_one_version(acme: Organisation, write: Write) -> None:
    with write():
        measures = [
            SecurityMeasure.objects.create(organisation=acme, title=title) for title in ("Locks", "Logs")
        ]
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
        activity.measures.set(measures)
        activity.department = "Finance"
        activity.save()
        activity.measures.remove(measures[0])
    row = activity.history.get()
    assert (row.history_type, row.department) == ("+", "Finance")
    assert [link.securitymeasure_id for link in row.measures.all()] == [measures[1].pk]


def test_changed_links_alone_are_a_version(acme: Organisation, write: Write) -> None:
    with write():
        measure = SecurityMeasure.objects.create(organisation=acme, title="Locks")
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
    with write():
        activity.measures.add(measure)
    with write() as unchanged:
        activity.measures.add(measure)
    newest = activity.history.first()
    assert (activity.history.count(), newest.history_type) == (2, "~")
    assert [link.securitymeasure_id for link in newest.measures.all()] == [measure.pk]
    assert unchanged.revision is None


def test_deletion_leaves_what_was_there(acme: Organisation, write: Write) -> None:
    with write():
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
        use = DataUse.objects.create(activity=activity, as_stated="Salaries")
    use_id = use.pk
    with write():
        activity.delete()
    last = DataUse.history.filter(id=use_id).first()
    assert (last.history_type, last.as_stated) == ("-", "Salaries")
    assert ProcessingActivity.history.first().history_type == "-"


def test_created_and_deleted_in_one_recording_leaves_nothing(acme: Organisation, write: Write) -> None:
    with write() as opened:
        Party.objects.create(organisation=acme, name="Vendor").delete()
    assert opened.revision is None
    assert Party.history.count() == 0


def test_write_outside_a_recording_is_refused(acme: Organisation) -> None:
    with pytest.raises(NotRecording, match="inside recording"):
        Party.objects.create(organisation=acme, name="Vendor")
    acme.name = "Changed"
    with pytest.raises(NotRecording):
        acme.save()
    with pytest.raises(NotRecording), transaction.atomic():
        DataCategory.objects.get(code="name", organisation=None).delete()
    assert Party.objects.count() == 0


@pytest.mark.parametrize("bulk", ["update", "bulk_create", "bulk_update"])
def test_bulk_writes_are_refused(acme: Organisation, write: Write, bulk: str) -> None:
    with write(), pytest.raises(NotImplementedError, match="leave no history"):
        getattr(Party.objects.all(), bulk)([])


def test_recordings_do_not_nest(write: Write) -> None:
    with write(), pytest.raises(NotRecording, match="already open"), write():
        pass


def test_failure_leaves_nothing_behind(acme: Organisation, write: Write) -> None:
    def interrupted() -> None:
        with write():
            Party.objects.create(organisation=acme, name="Vendor")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        interrupted()
    assert (Party.objects.count(), Party.history.count(), len(revisions(acme))) == (0, 0, 1)


def test_record_of_another_organisation_is_refused(acme: Organisation, write: Write) -> None:
    other = other_organisation()
    with pytest.raises(WrongOrganisation), write():
        Party.objects.create(organisation=other, name="Vendor")
    with pytest.raises(WrongOrganisation), write():
        DataCategory.objects.create(code="shared", label="Shared")
    with pytest.raises(WrongOrganisation), write():
        other.save()


def test_record_never_moves_to_another_organisation(acme: Organisation, write: Write) -> None:
    other = other_organisation()
    with write():
        party = Party.objects.create(organisation=acme, name="Vendor")
    party.organisation = other
    with (
        pytest.raises(WrongOrganisation),
        recording(by=None, organisation=other, channel=Channel.COMMAND),
    ):
        party.save()


def test_links_to_another_organisation_are_refused(acme: Organisation, write: Write) -> None:
    other = other_organisation()
    with recording(by=None, organisation=other, channel=Channel.COMMAND):
        vendor = Party.objects.create(organisation=other, name="Vendor")
        measure = SecurityMeasure.objects.create(organisation=other, title="Locks")
    with pytest.raises(ValidationError, match="another organisation"), write():
        Service.objects.create(organisation=acme, name="Hosting", party=vendor)
    with write():
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
    with pytest.raises(WrongOrganisation), write():
        activity.measures.add(measure)
    assert activity.measures.count() == 0


def test_shared_vocabulary_may_be_linked(acme: Organisation, write: Write) -> None:
    name = DataCategory.objects.get(code="name", organisation=None)
    with write():
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
        use = DataUse.objects.create(activity=activity, category=name)
    assert use.history.get().category_id == name.pk


def test_links_are_edited_from_their_owner_only(acme: Organisation, write: Write) -> None:
    with write():
        party = Party.objects.create(organisation=acme, name="Partner")
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
        activity.joint_controllers.add(party)
    relation = next(r for r in Party._meta.related_objects if r.field.name == "joint_controllers")
    assert relation.hidden


def test_linked_record_cannot_be_deleted(acme: Organisation, write: Write) -> None:
    with write():
        measure = SecurityMeasure.objects.create(organisation=acme, title="Locks")
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
        activity.measures.add(measure)
    with pytest.raises(ValidationError, match="still in use"), write():
        measure.delete()


def test_fields_are_checked_whatever_the_way(acme: Organisation, write: Write) -> None:
    with pytest.raises(ValidationError, match="control character"), write():
        Party.objects.create(organisation=acme, name="Ven\x07dor")
    with pytest.raises(ValidationError, match="not the code of a country"), write():
        Party.objects.create(organisation=acme, name="Vendor", country="ZZ")


def test_text_is_kept_in_one_form(acme: Organisation, write: Write) -> None:
    with write():
        party = Party.objects.create(organisation=acme, name=" Cafe\u0301 ", note="a\r\nb")
    assert (party.name, party.note) == ("Café", "a\nb")


def test_instants_rise_when_the_clock_goes_back(
    acme: Organisation, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Revision.objects.get(organisation=acme).instant
    earlier = first - dt.timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: earlier)
    with write():
        Party.objects.create(organisation=acme, name="Vendor")
    newest = Revision.objects.get(organisation=acme, number=2)
    assert (newest.instant, newest.recorded_at) == (first + dt.timedelta(microseconds=1), earlier)


def test_records_are_not_older_than_the_words_they_use(
    acme: Organisation, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recording(by=None, organisation=None, channel=Channel.ADMIN):
        word = DataCategory.objects.create(code="new-word", label="New word")
    known_since = word.history.get().history_date
    monkeypatch.setattr(timezone, "now", lambda: known_since - dt.timedelta(hours=1))
    with write() as opened:
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
        DataUse.objects.create(activity=activity, category=word)
    assert opened.revision is not None
    assert opened.revision.instant == known_since + dt.timedelta(microseconds=1)


def test_shared_words_are_not_older_than_any_record(
    acme: Organisation, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads the records as of their last instant gets the words that there were then."""
    last = Revision.objects.get(organisation=acme).instant
    monkeypatch.setattr(timezone, "now", lambda: last - dt.timedelta(hours=1))
    with recording(by=None, organisation=None, channel=Channel.ADMIN) as opened:
        DataCategory.objects.create(code="new-word", label="New word")
    assert opened.revision is not None
    assert opened.revision.instant == last + dt.timedelta(microseconds=1)


def test_nothing_is_backdated(acme: Organisation) -> None:
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    for arguments in (
        {"organisation": acme, "channel": Channel.REFERENCE},
        {"organisation": None, "channel": "admin"},
    ):
        settings: dict[str, Any] = {"by": None, "clock": past, **arguments}
        with pytest.raises(NotRecording, match="never backdated"), recording(**settings):
            pass


def test_references_rise_and_are_never_reused(acme: Organisation, write: Write) -> None:
    with write():
        first, second = (
            ProcessingActivity.objects.create(organisation=acme, name=name) for name in ("A", "B")
        )
    with write():
        second.delete()
        third = ProcessingActivity.objects.create(organisation=acme, name="C")
    assert [first.reference, third.reference] == ["PA-0001", "PA-0003"]


def test_reason_beside_entries_is_refused(acme: Organisation, write: Write) -> None:
    with write():
        activity = ProcessingActivity.objects.create(
            organisation=acme, name="Payroll", measures_absent_because="set up next month"
        )
        measure = SecurityMeasure.objects.create(organisation=acme, title="Locks")
    with pytest.raises(ValidationError, match="not both"), write():
        activity.measures.add(measure)


def test_database_refuses_value_and_reason(acme: Organisation, write: Write) -> None:
    with write():
        party = Party.objects.create(organisation=acme, name="Officer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation._base_manager.filter(pk=acme.pk).update(dpo=party, dpo_absent_because="none needed")
    acme.dpo, acme.dpo_absent_because = party, "none needed"
    with pytest.raises(ValidationError, match="not both"), write():
        acme.save()
