"""The numbers that SQLite has given to sealed rows, beside those that are left."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from registry.ledger.chain import Fault
from registry.ledger.guard import existing, guarded_tables
from registry.ledger.revisions import SHARED


def lost_end(connection: BaseDatabaseWrapper) -> Fault | None:
    """A sealed table whose newest rows are gone, of whichever organisation; None where no number is missing.

    SQLite takes a number back with the transaction that failed, so that the last one given is the last one there.
    PostgreSQL does not: a gap there says nothing.
    """
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        given = dict(cursor.fetchall())
        for table in existing(connection, guarded_tables()):
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f'SELECT COALESCE(MAX("{key}"), 0) FROM "{table}"')  # noqa: S608 (our own names)
            last = cursor.fetchone()[0]
            if given.get(table, 0) > last:
                words = {"table": table, "given": given[table], "last": last}
                message = _("the table %(table)s ends at row %(last)s, but row %(given)s was written") % words
                return Fault(key=SHARED, number=None, instant=None, message=message)
    return None
