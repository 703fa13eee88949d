"""Database triggers that refuse to alter or remove what was sealed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError

from registry.ledger.history import tracked_models
from registry.ledger.revisions import Revision

_sealed: list[type[models.Model]] = [Revision]
FUNCTION = "registry_refuse_change"
MESSAGE = "sealed rows are never changed or removed"


def seal_table(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: this model's table is append-only as well."""
    _sealed.append(model)
    return model


def guarded_tables() -> list[str]:
    """Every table whose rows are sealed: histories, their links, revisions and what declares itself so."""
    histories = [
        table for tracked in tracked_models() for table in (tracked.history, *tracked.links.values())
    ]
    return sorted(model._meta.db_table for model in [*_sealed, *histories])


def existing(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> list[str]:
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    return [table for table in tables if table in present]


def unguarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Sealed tables that exist without one of their triggers (update, delete and, on PostgreSQL, truncate)."""
    query = (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%%'"
        " GROUP BY tbl_name HAVING COUNT(*) = 2"
        if connection.vendor == "sqlite"
        else "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname LIKE 'guard_%%' AND t.tgenabled <> 'D' GROUP BY c.relname HAVING COUNT(*) = 3"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        guarded = {row[0] for row in cursor.fetchall()}
    return [table for table in existing(connection, guarded_tables()) if table not in guarded]


def lift_guards(connection: BaseDatabaseWrapper) -> None:
    """Before a migration: SQLite rebuilds tables, PostgreSQL alters columns, both need free hands."""
    _run(
        connection,
        [s for table in existing(connection, guarded_tables()) for s in _drop(connection.vendor, table)],
    )


def install_guards(connection: BaseDatabaseWrapper) -> None:
    """After every migration: the triggers stand on every sealed table (SQLite drops them silently on a rebuild)."""
    tables = existing(connection, guarded_tables())
    statements = [] if connection.vendor == "sqlite" else [_function()]
    for table in tables:
        statements += [*_drop(connection.vendor, table), *_create(connection.vendor, table)]
    _run(connection, statements)


@contextmanager
def updates_allowed(connection: BaseDatabaseWrapper, *models_: type[models.Model]) -> Iterator[None]:
    """For an expunge alone: rows of these sealed tables may be updated inside, by this transaction and no other.

    The triggers go and come back within one savepoint, so that no error and no kill leaves a table open. SQLite
    has one writer anyway. On PostgreSQL the lock that comes with it keeps other writers of these tables, not readers,
    waiting until the transaction ends; `models_` are locked in the order in which writers use them (revisions first).
    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("The guards are lifted inside a transaction only.")
    tables = [model._meta.db_table for model in models_]
    with transaction.atomic(using=connection.alias):
        _switch(connection, tables, on=False)
        yield
        _switch(connection, tables, on=True)


def _switch(connection: BaseDatabaseWrapper, tables: list[str], *, on: bool) -> None:
    """The guards against updates: SQLite knows only to drop and to create, PostgreSQL can switch."""
    if connection.vendor == "sqlite":
        _run(connection, [(_create if on else _drop)("sqlite", table)[0] for table in tables])
        return
    # Refused while rows of the table wait for their foreign keys to be checked.
    connection.check_constraints()
    verb = "ENABLE" if on else "DISABLE"
    _run(connection, [f'ALTER TABLE "{table}" {verb} TRIGGER guard_update' for table in tables])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _function() -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
    )


def _drop(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "guard_{verb}_{table}"' for verb in ("update", "delete")]
    # “rows” guarded against both verbs until an expunge had to be let through.
    return [
        f'DROP TRIGGER IF EXISTS guard_{verb} ON "{table}"' for verb in ("update", "delete", "table", "rows")
    ]


def _create(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER "guard_{verb}_{table}" BEFORE {verb.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for verb in ("update", "delete")
        ]
    return [
        *(
            f'CREATE TRIGGER guard_{verb} BEFORE {verb.upper()} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()'
            for verb in ("update", "delete")
        ),
        f'CREATE TRIGGER guard_table BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()',
    ]
