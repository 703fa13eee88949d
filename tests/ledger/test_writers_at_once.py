"""Two processes write to one organisation at once: one chain, no fork, no reference given twice."""

import pytest

from tests.processes import finish, run

TURNS = 25
READ = """
import django; django.setup()
from registry.ledger.chain import verify_chain
from registry.models import Organisation, ProcessingActivity, Revision
owner = Organisation.objects.get(slug="race")
print(verify_chain(owner.pk))
print(list(Revision.objects.filter(organisation=owner).values_list("number", flat=True)))
print(sorted(ProcessingActivity.objects.values_list("reference", flat=True)))
"""


@pytest.mark.slow
def test_two_writers_leave_one_chain(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    finish(run("-m", "tests.ledger.writer", "first", "1", environment=elsewhere))
    both = [
        run("-m", "tests.ledger.writer", name, str(TURNS), environment=elsewhere)
        for name in ("left", "right")
    ]
    for process in both:
        finish(process)
    fault, numbers, references = finish(run("-c", READ, environment=elsewhere)).splitlines()
    saves = 1 + 2 * TURNS
    assert fault == "None"
    assert numbers == str(list(range(1, saves + 2)))
    assert references == str([f"PA-{number:04d}" for number in range(1, saves + 1)])
