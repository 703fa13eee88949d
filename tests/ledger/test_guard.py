"""Sealed rows are never changed or removed, on either database."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from registry.ledger.guard import guarded_tables, install_guards, lift_guards, unguarded_tables
from registry.ledger.history import tracked_models
from registry.models import Membership, Organisation, Party, Record, Release, ReleaseFile, Revision
from tests.ledger.conftest import Write


def test_every_record_has_history_and_guard() -> None:
    records = {model for model in apps.get_app_config("registry").get_models() if issubclass(model, Record)}
    assert records == {tracked.model for tracked in tracked_models()}
    histories = {tracked.history._meta.db_table for tracked in tracked_models()}
    links = {table._meta.db_table for tracked in tracked_models() for table in tracked.links.values()}
    sealed = {model._meta.db_table for model in (Revision, Release, ReleaseFile)}
    assert set(guarded_tables()) == histories | links | sealed


def test_every_many_to_many_is_in_the_history() -> None:
    for tracked in tracked_models():
        assert set(tracked.links) == {field.name for field in tracked.model._meta.local_many_to_many}


def test_memberships_are_not_guarded() -> None:
    assert Membership.history.model._meta.db_table not in guarded_tables()


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_sealed_rows_are_refused(acme: Organisation, write: Write, verb: str) -> None:
    with write():
        Party.objects.create(organisation=acme, name="Vendor")
    for rows in (Party.history.all(), Revision.objects.filter(organisation=acme)):
        assert rows.count()
        with pytest.raises(DatabaseError, match="sealed rows are never changed"), transaction.atomic():
            rows.update(
                **{"history_type" if rows.model is not Revision else "reason": "x"}
            ) if verb == "update" else (rows._raw_delete(rows.db))


def test_missing_guard_is_a_system_check_error(db: None) -> None:
    assert unguarded_tables(connection) == []
    lift_guards(connection)
    messages = [error.msg for error in run_checks(databases=["default"]) if error.id == "registry.E001"]
    assert len(messages) == len(guarded_tables())
    assert "The sealed table registry_revision can be altered: its guards are missing." in messages
    install_guards(connection)
    assert unguarded_tables(connection) == []
