"""Erasing from the history: what goes, what stays, who may, and that every chain still holds."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, models, transaction

from registry.actions.expunge import expunge, plan_expunge, stand_in
from registry.actions.publish import publish_subprocessors
from registry.actions.refused import Refused
from registry.actions.still_said import Place
from registry.documents.canonical import encode
from registry.documents.registers import register
from registry.documents.subprocessor_lists import subprocessor_list
from registry.inventory import read_inventory
from registry.ledger.chain import verify_chain
from registry.ledger.expunged import left_by_expunges
from registry.ledger.guard import install_guards, lift_guards, unguarded_tables, updates_allowed
from registry.ledger.history import tracked_models
from registry.ledger.payloads import sha256
from registry.ledger.recording import CHANGED
from registry.ledger.rows import rows
from registry.models import (
    DataCategory,
    Organisation,
    Party,
    ProcessingActivity,
    RetentionRule,
    Revision,
    User,
)
from tests import factories
from tests.canaries import CanaryOrganisation

WHY = "Article 17 request no. 3"
DAY = dt.date(2026, 11, 20)


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


@pytest.fixture
def administrator(acme: Organisation) -> User:
    return factories.account(acme, role="administrator")


@pytest.fixture
def person(acme: Organisation) -> Party:
    """Jane Doe until revision 3, then the office alone."""
    person = factories.party(acme, name="Jane Doe", note="born Smith", phone="Call Jane Doe")
    factories.changed(person, note="Calls back")
    return factories.changed(person, name="Privacy office", phone="")


def revision(owner: Organisation, number: int) -> Revision:
    return Revision.objects.get(organisation=owner, number=number)


def names_then(owner: Organisation, *numbers: int) -> list[str]:
    instants = [revision(owner, number).instant for number in numbers]
    found = [rows(Party, organisation_id=owner.pk, as_of=instant) for instant in instants]
    return [row["name"] for then in found for row in then]


def test_what_was_there_before_today_is_erased(
    acme: Organisation, person: Party, administrator: User
) -> None:
    before = [revision(acme, number) for number in (2, 3, 4)]
    done = expunge(Party, person.pk, fields=["name"], by=administrator, reason=WHY)
    assert names_then(acme, 2, 3, 4) == ["erased", "erased", "Privacy office"]
    after = [revision(acme, number) for number in (2, 3, 4)]
    assert [row.digest for row in after] == [row.digest for row in before]
    assert ["Jane Doe" in row.payload for row in before] == [True, True, False]
    assert ['"name":"Jane Doe"' in row.payload for row in after] == [False, False, False]
    assert after[0].payload == before[0].payload.replace('"name":"Jane Doe"', '"name":"erased"')
    assert (done.record, done.staying) == (f"company or person {person.pk}", {"name": "Privacy office"})
    assert [(taken.revision.number, taken.fields) for taken in done.taken] == [(2, ("name",)), (3, ("name",))]
    assert verify_chain(acme.pk) is None


def test_an_expunge_is_a_revision_that_says_what_it_did(
    acme: Organisation, person: Party, administrator: User
) -> None:
    done = expunge(Party, person.pk, fields=["name", "note"], by=administrator, reason=WHY)
    newest = Revision.objects.filter(organisation=acme).latest("number")
    assert done.revision == newest
    assert (newest.number, newest.actor_id, newest.reason, newest.channel) == (
        5, administrator.pk, WHY, "command",
    )  # fmt: skip
    said = json.loads(newest.payload)
    about = {"table": "party", "id": person.pk}
    left = {number: sha256(revision(acme, number).payload) for number in (2, 3)}
    assert (said["rows"], said["expunged"]) == (
        [],
        [
            {"revision": 2, "fields": ["name", "note"], "left": left[2], **about},
            {"revision": 3, "fields": ["name"], "left": left[3], **about},
        ],
    )
    assert left_by_expunges(acme.pk) == left
    assert "Jane" not in newest.payload
    assert verify_chain(acme.pk) is None


def test_what_stands_today_stays(acme: Organisation, person: Party, administrator: User) -> None:
    done = expunge(Party, person.pk, fields=["note"], by=administrator, reason=WHY)
    notes = [row["note"] for row in Party.history.order_by("history_id").values("note")]
    assert (notes, done.staying) == (["erased", "Calls back", "Calls back"], {"note": "Calls back"})
    with pytest.raises(Refused, match=r"^The history holds nothing of it but what stands today: change the"):
        expunge(Party, person.pk, fields=["note"], by=administrator, reason=WHY)


def test_of_a_removed_record_everything_goes(acme: Organisation, administrator: User) -> None:
    person = factories.party(acme, name="Jane Doe")
    pk = person.pk
    factories.deleted(person)
    expunge(Party, pk, fields=["name"], by=administrator, reason=WHY)
    versions = Party.history.filter(id=pk).order_by("history_id").values_list("history_type", "name")
    assert list(versions) == [("+", "erased"), ("-", "erased")]
    assert verify_chain(acme.pk) is None


def test_a_revision_can_be_expunged_again(acme: Organisation, person: Party, administrator: User) -> None:
    for name in ("name", "phone", "note"):
        expunge(Party, person.pk, fields=[name], by=administrator, reason=WHY)
    first = Party.history.order_by("history_id").first()
    assert (first.name, first.phone, first.note) == ("erased", "erased", "erased")
    assert verify_chain(acme.pk) is None
    assert sorted(left_by_expunges(acme.pk)) == [2, 3]


def test_a_reason_can_be_erased(acme: Organisation, administrator: User) -> None:
    with factories.recording(by=None, organisation=acme, channel="admin", reason="Jane Doe left"):
        Party.objects.create(organisation=acme, name="Vendor")
    told = revision(acme, 2)
    done = expunge(Revision, told.pk, fields=["reason"], by=administrator, reason=WHY)
    after = revision(acme, 2)
    assert (after.reason, json.loads(after.payload)["reason"], done.record) == (
        "erased",
        "erased",
        "revision 2",
    )
    assert verify_chain(acme.pk) is None
    with pytest.raises(Refused, match=r"^Revision 2 has no reason to erase\.$"):
        expunge(Revision, told.pk, fields=["reason"], by=administrator, reason=WHY)


def test_where_it_is_still_said_is_named(acme: Organisation, administrator: User) -> None:
    factories.changed(acme, subprocessor_page=True)
    vendor = factories.party(acme, name="Jane Doe")
    factories.subprocessor(acme, service=factories.service(acme, party=vendor))
    activity = factories.activity(acme, description='Ask "Jane Doe"\nfirst')
    release = publish_subprocessors(acme, by=None)
    factories.changed(vendor, name="Privacy office")
    publish_subprocessors(acme, by=None)
    planned = plan_expunge(Party, vendor.pk, fields=["name"])
    place = Place(revision=6, record=f"processing activity {activity.pk}", field="description")
    assert (planned.releases, planned.places, planned.revision) == ((release,), (place,), None)
    done = expunge(Party, vendor.pk, fields=["name"], by=administrator, reason=WHY)
    assert (done.releases, done.places) == ((release,), (place,))
    assert names_then(acme, 3) == ["erased"]


def test_a_plan_writes_nothing(acme: Organisation, person: Party) -> None:
    before = list(Revision.objects.values_list("payload", flat=True))
    plan_expunge(Party, person.pk, fields=["name"])
    assert list(Revision.objects.values_list("payload", flat=True)) == before


VALUES = [
    (ProcessingActivity, "last_reviewed_on", dt.date(2020, 1, 1), None),
    (ProcessingActivity, "subject_places", ["DE", "FR"], []),
    (ProcessingActivity, "description", "Jane Doe", "erased"),
    (Party, "email", "jane@example.org", ""),
    (Party, "website", "https://jane.example.org", ""),
    (Party, "country", "DE", ""),
]


@pytest.mark.parametrize("model, name, value, instead", VALUES)
def test_what_stands_instead(
    acme: Organisation, administrator: User, model: Any, name: str, value: Any, instead: Any
) -> None:
    record = factories.made(model, organisation=acme, name="One", **{name: value})
    empty = type(value)() if isinstance(value, str | list) else None
    factories.changed(record, **{name: empty})
    done = expunge(model, record.pk, fields=[name], by=administrator, reason=WHY)
    first = model.history.filter(id=record.pk).order_by("history_id").values_list(name, flat=True).first()
    assert (first, done.stand_ins) == (instead, {name: instead})
    assert verify_chain(acme.pk) is None


REFUSED = [
    (ProcessingActivity, "measures", "“own measures” is a link: erase it in the record to which it leads."),
    (
        ProcessingActivity,
        "organisation",
        "“organisation” is a link: erase it in the record to which it leads.",
    ),
    (ProcessingActivity, "reference", "“reference” cannot be erased: the program reads the record by it."),
    (ProcessingActivity, "role", "“our role” cannot be erased: the program reads the record by it."),
    (RetentionRule, "period", "“period” cannot be erased: the program reads the record by it."),
    (DataCategory, "code", "“code” cannot be erased: the program reads the record by it."),
]


@pytest.mark.parametrize("model, name, sentence", REFUSED)
def test_what_the_program_needs_is_refused(acme: Organisation, model: Any, name: str, sentence: str) -> None:
    record = {
        ProcessingActivity: lambda: factories.activity(acme),
        RetentionRule: lambda: factories.retention(acme),
        DataCategory: lambda: DataCategory.objects.get(code="name", organisation=None),
    }[model]()
    with pytest.raises(Refused) as refused:
        plan_expunge(model, record.pk, fields=[name])
    assert str(refused.value) == sentence


def test_what_cannot_be_found_is_refused(acme: Organisation, person: Party, administrator: User) -> None:
    with pytest.raises(Refused, match=r"^There is no company or person 4711\.$"):
        plan_expunge(Party, 4711, fields=["name"])
    with pytest.raises(Refused, match=r"^There is no field “nam”; there are contact_form, "):
        plan_expunge(Party, person.pk, fields=["nam"])
    with pytest.raises(Refused, match=r"^Say why it is erased"):
        expunge(Party, person.pk, fields=["name"], by=administrator, reason=" ")
    with pytest.raises(Refused, match=r"^The reason repeats what is to be erased\.$"):
        expunge(Party, person.pk, fields=["name"], by=administrator, reason="Jane Doe asked for it")


def test_administrators_erase_in_their_own_organisation_only(acme: Organisation, person: Party) -> None:
    other = factories.organisation(name="Other", slug="other")
    for refused in (
        factories.account(acme),
        factories.account(acme, role="auditor"),
        factories.account(other, role="administrator", username="stranger"),
        factories.account(username="sleeper", is_superuser=True, is_active=False),
    ):
        with pytest.raises(PermissionDenied):
            expunge(Party, person.pk, fields=["name"], by=refused, reason=WHY)
    installer = factories.account(username="installer", is_superuser=True)
    assert expunge(Party, person.pk, fields=["name"], by=installer, reason=WHY).revision is not None


def test_what_all_share_is_erased_by_the_installation_only(acme: Organisation, administrator: User) -> None:
    with factories.writing(None):
        word = DataCategory.objects.create(code="jane", label="Jane Doe")
    factories.changed(word, label="Somebody")
    with pytest.raises(PermissionDenied):
        expunge(DataCategory, word.pk, fields=["label"], by=administrator, reason=WHY)
    installer = factories.account(username="installer", is_superuser=True)
    expunge(DataCategory, word.pk, fields=["label"], by=installer, reason=WHY)
    assert [row.label for row in word.history.order_by("history_id")] == ["erased", "Somebody"]
    assert verify_chain(0) is None


def test_a_broken_history_is_not_sealed_anew(acme: Organisation, person: Party, administrator: User) -> None:
    lift_guards(connection)
    Party.history.filter(note="born Smith").update(note="born Miller")
    install_guards(connection)
    with pytest.raises(Refused, match=r"^This history is broken \(“note” of company or person \d+ differs"):
        expunge(Party, person.pk, fields=["name"], by=administrator, reason=WHY)


@pytest.mark.parametrize("then", ["original", "another"])
def test_what_was_erased_does_not_come_back(
    acme: Organisation, person: Party, administrator: User, then: str
) -> None:
    original = revision(acme, 2).payload
    expunge(Party, person.pk, fields=["name"], by=administrator, reason=WHY)
    lift_guards(connection)
    payload = original if then == "original" else original.replace("Jane Doe", "Joan Doe")
    Revision.objects.filter(organisation=acme, number=2).update(payload=payload)
    install_guards(connection)
    fault = verify_chain(acme.pk)
    assert fault is not None
    assert (fault.number, fault.message) == (2, "what was written does not match its fingerprint")


def test_the_rest_of_an_expunged_revision_is_still_compared(
    acme: Organisation, person: Party, administrator: User
) -> None:
    expunge(Party, person.pk, fields=["name"], by=administrator, reason=WHY)
    lift_guards(connection)
    Party.history.filter(note="born Smith").update(note="born Miller")
    install_guards(connection)
    fault = verify_chain(acme.pk)
    assert fault is not None
    assert (fault.number, fault.message) == (
        2, f"“note” of company or person {person.pk} differs from what was sealed",
    )  # fmt: skip


def test_guards_stand_again(acme: Organisation, person: Party, administrator: User) -> None:
    expunge(Party, person.pk, fields=["name"], by=administrator, reason=WHY)
    assert unguarded_tables(connection) == []
    with pytest.raises(DatabaseError, match="sealed rows"), transaction.atomic():
        Party.history.update(name="Nobody")
    with pytest.raises(DatabaseError, match="sealed rows"), transaction.atomic():
        Revision.objects.update(reason="nothing")


def test_guards_stand_again_after_an_error(acme: Organisation, person: Party) -> None:
    def interrupted() -> None:
        with updates_allowed(connection, Revision, Party.history.model):
            Party.history.update(name="Nobody")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        interrupted()
    assert set(Party.history.values_list("name", flat=True)) == {"Jane Doe", "Privacy office"}
    assert unguarded_tables(connection) == []


def test_only_the_named_tables_are_open(acme: Organisation, person: Party) -> None:
    with updates_allowed(connection, Party.history.model):
        with pytest.raises(DatabaseError, match="sealed rows"), transaction.atomic():
            Revision.objects.update(reason="")
        with pytest.raises(DatabaseError, match="sealed rows"), transaction.atomic():
            Party.history.all()._raw_delete(connection.alias)


def erasable(model: Any) -> list[str]:
    names = []
    for column in model._meta.concrete_fields:
        try:
            stand_in(column)
        except Refused:
            continue
        names.append(column.name)
    return names


def all_records(owner: Organisation) -> list[tuple[Any, int, list[str]]]:
    """Every record of an organisation with the fields that can be erased."""
    return [
        (table.model, pk, erasable(table.model))
        for table in tracked_models()
        for pk in table.model.objects.filter(
            **({"organisation": owner} if table.by_organisation else {"pk": owner.pk})
        ).values_list("pk", flat=True)
        if (table.by_organisation or table.model is Organisation) and erasable(table.model)
    ]


def another(value: Any) -> Any:
    """Another value of the same kind, without asking whether it makes sense."""
    match value:
        case str():
            return f"{value}." if value.startswith("Canary") else value
        case dt.date():
            return value + dt.timedelta(days=1)
        case list():
            return []
        case int():
            return value + 1
    return value


@pytest.mark.slow
def test_every_register_can_still_be_read(db: None) -> None:
    """Whatever can be erased is erased in every kind of record: the register of that day is still made."""
    owner = CanaryOrganisation().organisation
    then = Revision.objects.filter(organisation=owner).latest("number").instant
    records = all_records(owner)
    with factories.recording(by=None, organisation=owner, channel="command") as opened:
        opened.lock()
        for model, pk, names in records:
            row = models.QuerySet(model).filter(pk=pk)
            row.update(**{name: another(value) for name, value in row.values(*names).get().items()})
            opened.touched[model][pk] = CHANGED
    installer = factories.account(username="installer", is_superuser=True)
    for model, pk, names in records:
        expunge(model, pk, fields=names, by=installer, reason=WHY)
    assert verify_chain(owner.pk) is None
    inventory = read_inventory(organisation=owner, as_of=then)
    for document in (register(inventory, on=DAY), subprocessor_list(inventory, on=DAY)):
        assert "erased" in encode(document)
        assert "Canary" not in encode(document)
