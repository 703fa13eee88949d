"""The bar of `verify_history`: the walk beside recomputing every revision row by row through the ORM."""

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench import organisation, report, revise

from registry.ledger.chain import ORIGIN, digest_of, payload_of, verify_chain
from registry.ledger.history import tracked, tracked_models
from registry.ledger.payloads import plain, sha256
from registry.models import Organisation, ProcessingActivity, Revision

FASTER = 5
"""The walk takes at most one part in so many."""


def bench_verify() -> bool:
    """One chain of 1,000 activities with 20 versions of each, and of their parts."""
    owner = organisation("verified", activities=1000)
    revise(owner, times=19)
    versions = sum(
        table.history.objects.filter(organisation=owner).count()
        for table in tracked_models()
        if table.by_organisation
    )
    activities = tracked(ProcessingActivity).history.objects.filter(organisation=owner).count()
    sys.stdout.write(f"1000 activities, {activities} versions of them, {versions} of all records\n")
    walk = min(seconds(partial(walked, owner)) for _run in range(3))
    one_by_one = seconds(partial(recomputed, owner))
    return report("verify ÷ row by row", walk / one_by_one, 1 / FASTER, f"{walk:.2f} ÷ {one_by_one:.1f} s")


def seconds(action: Callable[[], None]) -> float:
    """How long this process works on one call: what else the machine does adds nothing."""
    started = time.process_time()
    action()
    return time.process_time() - started


def walked(owner: Organisation) -> None:
    assert verify_chain(owner.pk) is None


def recomputed(owner: Organisation) -> None:
    """Every history object loaded, its links asked for, the payload and the digest built again."""
    previous = ORIGIN
    for revision in Revision.objects.filter(organisation=owner).order_by("number"):
        payload = payload_of(
            organisation_id=owner.pk,
            number=revision.number,
            reason=revision.reason,
            recorded_at=revision.recorded_at,
            rows=list(rows_of(revision)),
        )
        previous = digest_of(
            previous=previous,
            instant=revision.instant,
            actor_id=revision.actor_id,
            channel=revision.channel,
            payload_sha256=sha256(payload),
        )
        assert previous == revision.digest


def rows_of(revision: Revision) -> Iterator[dict[str, Any]]:
    """The rows of one revision as they were sealed: by table, then by record."""
    for table in tracked_models():
        for row in table.history.objects.filter(revision=revision).order_by(table.pk):
            yield {
                "table": table.label,
                "id": getattr(row, table.pk),
                "type": row.history_type,
                "fields": plain({name: getattr(row, name) for name in table.columns}),
                "links": {name: sorted(linked(row, table, name)) for name in table.links},
            }


def linked(row: Any, table: Any, name: str) -> list[int]:
    target = table.m2m(name).m2m_reverse_field_name() + "_id"
    return list(table.links[name].objects.filter(history_id=row.history_id).values_list(target, flat=True))
