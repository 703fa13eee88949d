"""The bars on time: what reading the past costs beside the present, and comparing two instants beside reading one."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from bench import organisation, report, revise
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.actions.comparisons import read_difference
from registry.inventory import read_inventory

SIZE, VERSIONS = 1000, 20


def bench_time() -> bool:
    """At 1,000 activities with 20 versions each: after one day of work that touched everything, and after all of it."""
    owner = organisation("time", activities=SIZE)
    first = timezone.now()
    revise(owner, times=VERSIONS - 2)
    last_but_one = timezone.now()
    revise(owner, times=1)
    last = timezone.now()
    day = last.date()

    def compared(since: object) -> object:
        return read_difference(owner, since=since, until=last, before_on=day, after_on=day)

    live, past, nothing, once, often = in_turn(
        partial(read_inventory, organisation=owner),
        partial(read_inventory, organisation=owner, as_of=last),
        *(partial(compared, since) for since in (last, last_but_one, first)),
        runs=7,
    )
    queries = [
        queries_of(partial(read_inventory, organisation=owner, as_of=instant)) for instant in (None, last)
    ]
    seconds = "{:.2f} ÷ {:.2f} s".format
    return all([
        report("inventory as of ÷ live", past / live, 4, seconds(past, live)),
        report("queries as of ÷ live", queries[1] / queries[0], 1, f"{queries[1]} ÷ {queries[0]}"),
        report("comparing two instants ÷ one as of, nothing changed", nothing / past, 3, seconds(nothing, past)),
        report("comparing two instants ÷ one as of, everything changed once", once / past, 3, seconds(once, past)),
        report("comparing two instants ÷ one as of, everything changed 19 times", often / past, 3, seconds(often, past)),
    ])  # fmt: skip


def in_turn(*actions: Callable[[], Any], runs: int) -> list[float]:
    """Seconds of one call of each: the least of `runs` rounds after one that does not count. These take seconds, and
    what else the machine does only adds to them."""
    seconds: list[list[float]] = [[] for _action in actions]
    for run in range(runs + 1):
        for found, action in zip(seconds, actions, strict=True):
            started = time.perf_counter()
            action()
            if run:
                found.append(time.perf_counter() - started)
    return [min(found) for found in seconds]


def queries_of(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        read()
    return len(found)
