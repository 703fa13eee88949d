"""What changed between two days because of dates and status: begun, ended, retired."""

import datetime as dt
from dataclasses import replace

from registry.documents.records.services import Subprocessor
from tests.documents import samples
from tests.documents.samples import HOSTING, ON, activity, inventory
from tests.documents.test_comparing import compared, outline


def test_what_ends_by_its_dates_ends_although_nobody_wrote() -> None:
    ending = samples.disclosure(in_force_until=dt.date(2025, 6, 30))
    here = inventory(
        activity(disclosures=(ending,)),
        activity(id=9, reference="PA-0002", in_force_from=dt.date(2025, 7, 1)),
    )
    found = compared(here, here, after_on=dt.date(2025, 7, 1))
    assert outline(found) == [
        ("activities", [
            ("changed", "Accounts", [], ("ended", "Vendor: Hosting", [])),
            ("begun", "Accounts", []),
        ]),
    ]  # fmt: skip


def test_activities_are_retired_and_entries_are_no_longer_in_force() -> None:
    entry = Subprocessor(id=1, service=HOSTING)
    before = inventory(activity(), subprocessors=(entry,), services=(HOSTING,))
    after = inventory(
        activity(status=samples.RETIRED),
        subprocessors=(replace(entry, withdrawn_on=ON),),
        services=(HOSTING,),
    )
    assert outline(compared(before, after)) == [
        ("activities", [("retired", "Accounts", [("Status", ["Approved"], ["Retired"])])]),
        (
            "subprocessors",
            [("ended", "Vendor: Hosting", [("Withdrawn on", ["None recorded"], ["1 June 2025"])])],
        ),
    ]


def test_activity_is_retired_once_and_not_before_its_last_day() -> None:
    still, ended = dt.date(2025, 6, 1), dt.date(2025, 5, 31)
    over = activity(status=samples.RETIRED, in_force_until=ended)
    cases = {
        "changed": (activity(), activity(status=samples.RETIRED, in_force_until=still)),
        "retired": (activity(), over),
        "ended": (activity(status=samples.RETIRED, in_force_until=still), over),
        "begun": (over, activity()),
    }
    for kind, (old, new) in cases.items():
        assert [change.kind for change in compared(inventory(old), inventory(new)).changes] == [kind]
