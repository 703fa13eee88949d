"""Two processes publish for one organisation at once: every number once, one chain."""

import pytest

from tests.processes import finish, run

TURNS = 6
READ = """
import django; django.setup()
from registry.actions.release_chain import verify_releases
from registry.ledger.chain import verify_chain
from registry.models import Organisation, Release
owner = Organisation.objects.get(slug="race")
print(verify_chain(owner.pk), verify_releases(owner.pk, kind="subprocessors"))
numbers = list(Release.objects.order_by("number").values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)), len(numbers))
last = Release.objects.order_by("-number").first()
print(last.content.count('"listed_on"'))
"""


@pytest.mark.slow
def test_two_publishers_leave_one_chain(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    finish(run("-m", "tests.actions.publisher", "first", "1", environment=elsewhere))
    both = [
        run("-m", "tests.actions.publisher", name, str(TURNS), environment=elsewhere)
        for name in ("left", "right")
    ]
    for process in both:
        finish(process)
    faults, numbers, entries = finish(run("-c", READ, environment=elsewhere)).splitlines()
    assert faults == "None None"
    # Whoever comes second may find that the first one has published its entry along: at most one release per turn.
    fits, count = numbers.split()
    assert fits == "True"
    assert 1 + TURNS <= int(count) <= 1 + 2 * TURNS
    assert entries == str(1 + 2 * TURNS)
