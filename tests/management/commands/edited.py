"""A database opened behind the program's back: plain SQL, no guards, no foreign keys."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

Row = dict[str, Any]


class Edited:
    """What a tamperer sees: tables, columns and values."""

    def __init__(self, connection: Any, mark: str) -> None:
        self.connection, self.mark = connection, mark

    def do(self, statement: str, *values: Any) -> None:
        assert self._run(statement, values).rowcount, f"nothing was touched by {statement}"

    def rows(self, query: str, *values: Any) -> list[Row]:
        cursor = self._run(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, query: str, *values: Any) -> Row:
        (row,) = self.rows(query, *values)
        return row

    def revision(self, slug: str, number: int) -> Row:
        query = "SELECT r.* FROM registry_revision r JOIN registry_organisation o ON o.id = r.organisation_id"
        return self.one(f"{query} WHERE o.slug = %s AND r.number = %s", slug, number)

    def release(self, slug: str, number: int) -> Row:
        return self.one("SELECT * FROM registry_release WHERE slug = %s AND number = %s", slug, number)

    def set(self, table: str, row: Row, **values: Any) -> None:
        """Other values in one row, known by its first column."""
        key = next(iter(row))
        columns = ", ".join(f'"{name}" = %s' for name in values)
        self.do(f'UPDATE "{table}" SET {columns} WHERE "{key}" = %s', *values.values(), row[key])  # noqa: S608

    def put(self, table: str, row: Row) -> None:
        """A new row from the columns of another."""
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(["%s"] * len(row))
        self.do(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', *row.values())  # noqa: S608

    def _run(self, statement: str, values: tuple[Any, ...]) -> Any:
        return self.connection.execute(statement.replace("%s", self.mark), values)


def instant(row: Row, name: str = "instant") -> dt.datetime:
    """A moment, as either database keeps it."""
    value = row[name]
    return (
        value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC)
    )


@contextmanager
def edited(url: str) -> Iterator[Edited]:
    """Commits what was done inside."""
    with _sqlite(url) if url.startswith("sqlite") else _postgresql(url) as opened:
        yield opened


@contextmanager
def _sqlite(url: str) -> Iterator[Edited]:
    connection = sqlite3.connect(Path(urlsplit(url).path[1:]))
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield Edited(connection, "?")
    for _name, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()


@contextmanager
def _postgresql(url: str) -> Iterator[Edited]:
    import psycopg  # noqa: PLC0415 (only where PostgreSQL is under test)

    parts = urlsplit(url)
    with psycopg.connect(
        host=unquote(parts.hostname or ""), user=parts.username, dbname=parts.path[1:]
    ) as connection:
        connection.execute("SET session_replication_role = replica")
        yield Edited(connection, "%s")
