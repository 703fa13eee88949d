"""What of an inventory was in force on a day: both days included, an unknown day counts as in."""

import datetime as dt
from dataclasses import replace

import pytest

from registry.documents.in_force import holds, on_day
from registry.documents.records.activities import Client, Purpose
from registry.documents.records.evidence import InForce
from registry.documents.records.notices import Notice
from tests.documents.samples import (
    HOSTING,
    ON,
    RETIRED,
    activity,
    data_use,
    disclosure,
    ground,
    inventory,
    transfer,
    with_transfers,
)

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    "first,last,in_force",
    [
        (None, None, True),
        (ON, ON, True),
        (ON + DAY, None, False),
        (None, ON - DAY, False),
        (ON - DAY, None, True),
        (None, ON + DAY, True),
    ],
)
def test_record_holds_from_its_first_to_its_last_day(
    first: dt.date | None, last: dt.date | None, in_force: bool
) -> None:
    assert holds(InForce(in_force_from=first, in_force_until=last), ON) is in_force


def test_what_had_ended_is_left_out_at_every_depth() -> None:
    ended = {"in_force_until": ON - DAY}
    going = transfer(grounds=(ground(), ground(**ended)))
    service = with_transfers(HOSTING, going, transfer(id=99, **ended))
    whole = activity(
        purposes=(Purpose(id=1, text="Now"), Purpose(id=2, text="Then", **ended)),
        data_uses=(data_use(), data_use(**ended)),
        disclosures=(disclosure(service), disclosure(service, **ended)),
        clients=(Client(id=1), Client(id=2, **ended)),
        transfers=(going, transfer(**ended)),
    )
    notices = (Notice(id=1, title="Now"), Notice(id=2, title="Then", **ended))
    left_service = replace(service, transfers=(replace(service.transfers[0], grounds=(ground(),)),))
    left = replace(
        whole,
        purposes=whole.purposes[:1],
        data_uses=whole.data_uses[:1],
        disclosures=(disclosure(left_service),),
        clients=whole.clients[:1],
        transfers=(replace(going, grounds=(ground(),)),),
    )
    read = inventory(whole, activity(**ended), notices=notices)
    shown = on_day(read, on=ON)
    assert shown == replace(
        read,
        activities=(left,),
        services=(left_service,),
        transfers=(*left_service.transfers, *left.transfers),
        notices=notices[:1],
    )
    assert on_day(shown, on=ON) == shown


def test_recipient_goes_with_its_service() -> None:
    service = replace(HOSTING, in_force_from=ON + DAY)
    read = inventory(activity(disclosures=(disclosure(service), disclosure(None))))
    assert on_day(read, on=ON).activities == (activity(disclosures=(disclosure(None),)),)
    assert on_day(read, on=ON + DAY).activities == read.activities


def test_retired_activity_is_shown_only_before_its_known_last_day() -> None:
    open_end = activity(id=1, status=RETIRED)
    ended = activity(id=2, status=RETIRED, in_force_until=ON)
    read = inventory(open_end, ended)
    assert on_day(read, on=ON).activities == (ended,)
    assert on_day(read, on=ON + DAY).activities == ()
