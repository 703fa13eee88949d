"""Nothing of a past instant is read from today's tables: they are overwritten with garbage, and it still stands."""

import datetime as dt
from collections.abc import Callable

from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils import timezone

from registry.documents.canonical import encode
from registry.documents.registers import register
from registry.documents.subprocessor_lists import subprocessor_list
from registry.inventory import read_inventory
from registry.ledger.history import tracked_models
from registry.models import (
    ClientController,
    DataCategory,
    DataUse,
    Disclosure,
    NoticeStatement,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    SecurityMeasure,
    Service,
    TransferGround,
    TransferMechanism,
)
from tests import factories as make
from tests.inventory.whole import DAY, whole_organisation

ON = dt.date(2026, 6, 1)


def documents(owner: Organisation, as_of: dt.datetime | None) -> tuple[str, str, str, str]:
    """Everything that is said of an instant, as bytes; and the reading itself."""
    read = read_inventory(organisation=owner, as_of=as_of)
    return (
        encode(register(read, on=ON)),
        encode(register(read, on=ON, content="full")),
        encode(subprocessor_list(read, on=ON)),
        repr(read),
    )


def edits(owner: Organisation) -> list[Callable[[], object]]:
    """Changes of every kind: values, parts, links, vocabulary, law, deletions, and the organisation itself."""
    first, second = ProcessingActivity.objects.filter(organisation=owner)
    return [
        lambda: make.changed(first, name="Renamed", status="in-review"),
        lambda: make.changed(make.shared(DataCategory, "name"), label="Names of people"),
        lambda: make.changed(make.shared(TransferMechanism, "scc-unspecified"), name="Clauses"),
        lambda: make.changed(first, measures=[], joint_controllers=[], documents=[]),
        lambda: make.changed(DataUse.objects.get(activity=first), subjects=[], purposes=[], retention=None),
        lambda: make.deleted(Purpose.objects.get(activity=first)),
        lambda: make.changed(Party.objects.get(organisation=owner, name="Vendor"), name="Vendor AG"),
        lambda: make.changed(Service.objects.get(organisation=owner), hosting_places=["US"], their_role=""),
        lambda: make.deleted(ClientController.objects.filter(activity=second)[0]),
        lambda: make.changed(TransferGround.objects.filter(organisation=owner)[0], in_force_until=DAY),
        lambda: make.changed(NoticeStatement.objects.get(organisation=owner), text="No copy"),
        lambda: make.deleted(Disclosure.objects.filter(activity=second)[0]),
        lambda: make.changed(owner, name="Acme Holding", dpo=None, language="en", regimes=["UK"]),
        lambda: make.deleted(SecurityMeasure.objects.filter(organisation=owner)[0]),
        lambda: make.changed(PrivacyNotice.objects.get(organisation=owner), activities=[]),
        lambda: make.deleted(second),
    ]


def test_every_instant_reads_the_same_after_edits_and_garbage(db: None) -> None:
    before = timezone.now()
    owner = whole_organisation()
    said: dict[dt.datetime, tuple[str, ...]] = {}
    for edit in [lambda: None, *edits(owner)]:
        edit()
        said[timezone.now()] = documents(owner, None)
    assert len({whole for *_documents, whole in said.values()}) == len(said), "each edit shows"
    assert {at: documents(owner, at) for at in said} == said
    empty = documents(owner, before)

    overwrite_everything()
    assert "garbage-" in repr(read_inventory(organisation=owner)), "today's tables are garbage"
    assert {at: documents(owner, at) for at in said} == said
    assert documents(owner, before) == empty


def overwrite_everything() -> None:
    """Sets every column of every live table that the constraints let go, and cuts every many-to-many link."""
    for tracked in tracked_models():
        overwritten = [
            field.attname for field in tracked.model._meta.concrete_fields if overwrite(tracked.model, field)
        ]
        assert overwritten, f"{tracked.label} can be overwritten"
        for name in tracked.links:
            tracked.m2m(name).remote_field.through._base_manager.all().delete()


def overwrite(model: type[models.Model], field: models.Field) -> bool:
    table, column = (connection.ops.quote_name(name) for name in (model._meta.db_table, field.column))
    value = garbage(field)
    if value is None:
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = {value}")  # noqa: S608 (names and literals of our own)
    except (IntegrityError, DataError):
        return False
    return True


def garbage(field: models.Field) -> str | None:
    """An SQL literal; None where the column has to lead somewhere."""
    if field.primary_key or (field.is_relation and not field.null):
        return None
    if field.is_relation:
        return "NULL"
    match field.get_internal_type():
        case "JSONField":
            return "'[\"KP\"]'"
        case "DateField":
            return "'1999-12-31'"
        case "BooleanField":
            return f"NOT {connection.ops.quote_name(field.column)}"
        case number if number.endswith("IntegerField"):
            return "77"
    return "'x' || id" if (field.max_length or 99) < 20 else "'garbage-' || id"


def test_garbage_reaches_every_kind_of_column(db: None) -> None:
    owner = whole_organisation()
    overwrite_everything()
    owner.refresh_from_db()
    assert owner.name == f"garbage-{owner.pk}"
    use = DataUse.objects.filter(organisation=owner)[0]
    assert (use.retention_id, use.in_force_from, use.position) == (None, dt.date(1999, 12, 31), 77)
    service = Service.objects.get(organisation=owner)
    assert (service.hosting_places, service.name) == (["KP"], f"garbage-{service.pk}")
    assert not ProcessingActivity.measures.through._base_manager.exists()
