"""A process killed in the middle of a save or of a publication leaves nothing half-done."""

import json

import pytest

from tests.processes import finish, run

TIMES = 50


@pytest.mark.slow
def test_nothing_is_half_done(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    left = json.loads(finish(run("-m", "tests.ledger.crashing", str(TIMES), environment=elsewhere)))
    assert sum(left["deaths"].values()) == TIMES
    assert min(left["deaths"].values()) > TIMES // 3
    assert (left["faults"], left["saved afterwards"]) == ([], 1)
    told = finish(run("manage.py", "verify_history", environment=elsewhere)).splitlines()
    assert told == ["shared: intact", "acme: intact", "acme, releases (subprocessors): intact"]
