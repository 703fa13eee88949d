"""Two officers edit, approve and release at once, the clock of one an hour behind: one chain, and nothing is approved or
released but what somebody read."""

import json

import pytest

from tests.processes import finish, run

TURNS = 10
READ = """
import json
import django; django.setup()
from registry.actions.release_chain import verify_newest, verify_releases
from registry.documents.approved import approved
from registry.documents.canonical import encode, plain
from registry.documents.registers import register
from registry.inventory import read_inventory
from registry.inventory.approvals import approvals_of
from registry.ledger.chain import verify_chain
from registry.models import Approval, Organisation, ProcessingActivity, Release, Revision
from tests.actions.officer import ON
owner = Organisation.objects.get(slug="race")
revisions = dict(Revision.objects.filter(organisation=owner).order_by("number").values_list("number", "instant"))
releases = list(Release.objects.order_by("number"))
kept = [one for activity in ProcessingActivity.objects.all() for one in approvals_of(activity.pk, organisation_id=owner.pk)]
inventories = {number: read_inventory(organisation=owner, as_of=revisions[number])
               for number in {one.revision_number for one in releases} | {one.revision for one in kept}}
print(json.dumps({
    "faults": [str(fault) for fault in (
        verify_chain(owner.pk), verify_releases(owner.pk, kind="register"), verify_newest(owner.pk)) if fault],
    "numbers": list(revisions),
    "rising": sorted(set(revisions.values())) == list(revisions.values()),
    "releases": [one.number for one in releases],
    "releases rising": sorted({one.instant for one in releases}) == [one.instant for one in releases],
    "at one instant": len({one.instant for one in releases} & set(revisions.values())),
    "released otherwise": [one.number for one in releases if json.loads(one.content)["document"] != plain(
        register(inventories[one.revision_number], on=ON, content="full"))],
    "released alone": [one.number for one in releases if one.made_by == one.approved_by],
    "approvals": len(kept),
    "approved otherwise": [one.number for one in kept if one.content != encode(
        approved(inventories[one.revision], one.activity, on=ON))],
    "approved alone": [one.number for one in kept if one.alone or one.prepared_by == one.approved_by],
}))
"""


@pytest.mark.slow
def test_two_officers_leave_what_each_of_them_read(elsewhere: dict[str, str]) -> None:
    finish(run("manage.py", "migrate", "--verbosity", "0", environment=elsewhere))
    finish(run("-m", "tests.actions.officer", "begin", environment=elsewhere))
    both = [
        run("-m", "tests.actions.officer", name, str(TURNS), environment=elsewhere)
        for name in ("left", "right")
    ]
    done = [[int(count) for count in finish(process).split()] for process in both]
    approvals, releases = (sum(counts) for counts in zip(*done, strict=True))
    assert min(approvals, releases) > 1
    left = json.loads(finish(run("-c", READ, environment=elsewhere)))
    assert left == {
        "faults": [],
        "numbers": list(range(1, len(left["numbers"]) + 1)),
        "rising": True,
        "releases": list(range(1, releases + 1)),
        "releases rising": True,
        "at one instant": 0,
        "released otherwise": [],
        "released alone": [],
        "approvals": approvals,
        "approved otherwise": [],
        "approved alone": [],
    }
    told = finish(run("manage.py", "verify_history", environment=elsewhere)).splitlines()
    assert [line.partition(",")[0] for line in told[:2]] == ["shared: intact", "race: intact"]
    assert told[2:] == ["race, releases (register): intact"]
