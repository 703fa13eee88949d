"""Two processes erase in one organisation, a third in another, while a fourth writes: every chain holds."""

import pytest

from tests.processes import finish, run

TURNS = 8
READ = """
import django; django.setup()
from django.db import connection
from registry.ledger.guard import unguarded_tables
from registry.models import Party, ProcessingActivity, Revision
print(unguarded_tables(connection))
print(Party.history.filter(name__contains="Jane").count(), Revision.objects.filter(payload__contains="Jane").count())
print(Party.history.filter(name="erased").count(), ProcessingActivity.objects.count())
"""


@pytest.mark.slow
def test_whoever_writes_meanwhile_waits(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    for slug in ("race", "other"):
        finish(run("-m", "tests.actions.expunger", slug, "1", environment=elsewhere))
    together = [
        *(run("-m", "tests.actions.expunger", slug, str(TURNS), environment=elsewhere)
          for slug in ("race", "race", "other")),
        run("-m", "tests.ledger.writer", "writer", str(TURNS), environment=elsewhere),
    ]  # fmt: skip
    for process in together:
        finish(process)
    erased = 3 * TURNS + 2
    unguarded, left, counts = finish(run("-c", READ, environment=elsewhere)).splitlines()
    assert (unguarded, left, counts) == ("[]", "0 0", f"{erased} {TURNS}")
    told = finish(run("manage.py", "verify_history", environment=elsewhere)).splitlines()
    assert told == [
        "shared: intact",
        f"other: intact, {TURNS + 1} revisions expunged",
        f"race: intact, {2 * TURNS + 1} revisions expunged",
    ]
