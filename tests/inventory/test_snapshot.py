"""One view of the database for everything that is read together, without holding writers up."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.inventory.snapshot import snapshot
from registry.models import Revision

T = TypeVar("T")


def elsewhere(job: Callable[[], T]) -> T:
    """Runs a job on a connection of its own, outside the transaction of the test, which holds the writers' lock."""

    def run() -> T:
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def statements() -> list[str]:
    with CaptureQueriesContext(connection) as queries, snapshot():
        assert connection.in_atomic_block
        Revision.objects.count()
    return [query["sql"] for query in queries]


def test_snapshot_opens_a_reading_transaction(db: None) -> None:
    *begun, _query, end = elsewhere(statements)
    assert end == "COMMIT"
    if connection.vendor == "sqlite":
        assert begun == ["BEGIN DEFERRED"]
    else:
        assert begun[-1] == "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


def test_snapshot_leaves_writes_as_they_were(db: None) -> None:
    def modes() -> tuple[object, object, bool]:
        connection.ensure_connection()
        before = getattr(connection, "transaction_mode", None)
        with snapshot():
            Revision.objects.count()
        return before, getattr(connection, "transaction_mode", None), connection.in_atomic_block

    before, after, still_open = elsewhere(modes)
    assert (before, still_open) == (after, False)


def test_snapshot_inside_a_transaction_joins_it(db: None) -> None:
    with CaptureQueriesContext(connection) as queries, snapshot():
        Revision.objects.count()
    assert len(queries) == 1
