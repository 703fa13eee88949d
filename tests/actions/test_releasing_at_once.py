"""Two processes release for one organisation at once: the second one is refused, every number is given once."""

import pytest

from tests.processes import finish, run

TURNS = 4
READ = """
import django; django.setup()
from registry.actions.release_chain import verify_releases
from registry.ledger.chain import verify_chain
from registry.models import Organisation, Release
owner = Organisation.objects.get(slug="race")
print(verify_chain(owner.pk), verify_releases(owner.pk, kind="register"))
releases = list(Release.objects.order_by("number").values_list("number", "instant"))
print([number for number, _instant in releases], [instant for _number, instant in releases] == sorted(
    {instant for _number, instant in releases}))
"""


@pytest.mark.slow
def test_two_releasers_leave_one_chain(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    finish(run("-m", "tests.actions.releaser", "first", "1", environment=elsewhere))
    both = [
        run("-m", "tests.actions.releaser", name, str(TURNS), environment=elsewhere)
        for name in ("left", "right")
    ]
    told = [finish(process, seconds=300).split() for process in both]
    assert [done for done, _refused in told] == [str(TURNS)] * 2
    assert finish(run("-c", READ, environment=elsewhere)).splitlines() == [
        "None None",
        f"{list(range(1, 2 + 2 * TURNS))} True",
    ]
