"""A process killed in the middle of a save, an approval, a publication, a release or an expunge leaves nothing half-done."""

import json

import pytest

from tests.processes import finish, run

TIMES = 50


@pytest.mark.slow
def test_nothing_is_half_done(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    crashed = run("-m", "tests.ledger.crashing", str(TIMES), environment=elsewhere)
    left = json.loads(finish(crashed, seconds=600))
    assert sum(left["deaths"].values()) == TIMES
    assert min(left["deaths"].values()) > TIMES // 7
    assert (left["faults"], left["saved afterwards"]) == ([], 1)
    told = finish(run("manage.py", "verify_history", environment=elsewhere)).splitlines()
    assert told[1].startswith("acme: intact, ")
    assert [told[0], *told[2:]] == [
        "shared: intact",
        "acme, releases (register): intact",
        "acme, releases (subprocessors): intact",
    ]
