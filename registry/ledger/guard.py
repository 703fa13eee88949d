"""Database triggers that refuse to alter or remove what was sealed."""

from collections.abc import Iterable

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

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
    """Sealed tables that exist without their triggers."""
    query = (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%%'"
        if connection.vendor == "sqlite"
        else "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname LIKE 'guard_%%' AND t.tgenabled <> 'D'"
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
    return [f'DROP TRIGGER IF EXISTS guard_{verb} ON "{table}"' for verb in ("rows", "table")]


def _create(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER "guard_{verb}_{table}" BEFORE {verb.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for verb in ("update", "delete")
        ]
    return [
        f'CREATE TRIGGER guard_rows BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()',
        f'CREATE TRIGGER guard_table BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()',
    ]
