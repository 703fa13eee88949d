"""How revisions link, and the walk that finds the first one that does not."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.ledger.history import Tracked, tracked_models
from registry.ledger.payloads import canonical, plain, sha256
from registry.ledger.revisions import SHARED, ChainHead, Revision

ORIGIN = "0" * 64
BATCH = 500


def digest_of(
    *, previous: str, instant: dt.datetime, actor_id: int | None, channel: str, payload_sha256: str
) -> str:
    """sha256 over the revision before and everything sealed with this one (the reason is part of the payload)."""
    return sha256(canonical([previous, instant, actor_id, channel, payload_sha256]))


def payload_of(*, organisation_id: int | None, number: int, reason: str, rows: list[dict[str, Any]]) -> str:
    """The canonical text of one revision: which chain and place, why, and each row that was written."""
    return canonical({"organisation": organisation_id, "number": number, "reason": reason, "rows": rows})


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The first thing that does not fit in a chain: `key` the organisation's number (0: shared)."""

    key: int
    number: int
    message: str


def verify_chain(key: int) -> Fault | None:
    """Walks one chain from its origin. Returns the first fault, or None. Queries: constant per 500 revisions."""
    previous, number, instant = ORIGIN, 0, None
    for batch in _batches(key):
        written = _rows_written(batch)
        for revision in batch:
            number += 1
            problem = _seal_problem(
                revision, previous=previous, number=number, after=instant
            ) or _row_problem(revision, written.get(revision.pk, {}))
            if problem:
                return Fault(key=key, number=revision.number, message=problem)
            previous, instant = revision.digest, revision.instant
    return _head_problem(key, number=number, digest=previous)


def _chain(key: int) -> Any:
    return Revision.objects.filter(organisation_id=None if key == SHARED else key).order_by("number", "pk")


def _batches(key: int) -> Iterator[list[Revision]]:
    last = -1
    while batch := list(_chain(key).filter(number__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].number


def _seal_problem(revision: Revision, *, previous: str, number: int, after: dt.datetime | None) -> str:
    if revision.number != number:
        return _("Revision %(number)s is missing or out of order.") % {"number": number}
    if revision.previous != previous:
        return _("The link to the revision before does not fit.")
    if after is not None and revision.instant <= after:
        return _("Its instant is not later than that of the revision before.")
    if revision.payload is not None and sha256(revision.payload) != revision.payload_sha256:
        return _("What was written does not match its fingerprint.")
    expected = digest_of(
        previous=previous,
        instant=revision.instant,
        actor_id=revision.actor_id,
        channel=revision.channel,
        payload_sha256=revision.payload_sha256,
    )
    return "" if revision.digest == expected else _("Its digest does not match its content.")


def _row_problem(revision: Revision, written: dict[tuple[str, int], dict[str, Any]]) -> str:
    """Compares the sealed payload with the history rows, column by column that still exists."""
    if revision.payload is None:
        return ""
    sealed = json.loads(revision.payload)
    if sealed["reason"] != revision.reason or sealed["organisation"] != revision.organisation_id:
        return _("Its reason or organisation was altered.")
    rows = {(row["table"], row["id"]): row for row in sealed["rows"]}
    for identity in sorted(rows.keys() | written.keys()):
        name = f"{identity[0]} {identity[1]}"
        if identity not in written:
            return _("The history row of %(record)s is gone.") % {"record": name}
        if identity not in rows:
            return _("The history row of %(record)s was never sealed.") % {"record": name}
        if difference := _difference(rows[identity], written[identity]):
            return _("%(record)s: %(field)s differs from what was sealed.") % {
                "record": name,
                "field": difference,
            }
    return ""


def _difference(sealed: dict[str, Any], found: dict[str, Any]) -> str:
    if sealed["type"] != found["type"]:
        return "type"
    for part in ("fields", "links"):
        for name, value in found[part].items():
            if name in sealed[part] and sealed[part][name] != value:
                return name
    return ""


def _rows_written(batch: list[Revision]) -> dict[int, dict[tuple[str, int], dict[str, Any]]]:
    """The history rows of these revisions in the payload's shape; one query per table and per many-to-many."""
    numbers = [revision.pk for revision in batch]
    written: dict[int, dict[tuple[str, int], dict[str, Any]]] = defaultdict(dict)
    for tracked in tracked_models():
        for revision_id, row in _table_rows(tracked, numbers):
            written[revision_id][row["table"], row["id"]] = row
    return written


def _table_rows(tracked: Tracked, revision_ids: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = list(
        tracked.history.objects.filter(revision_id__in=revision_ids).values(
            "history_id", "history_type", "revision_id", *tracked.columns
        )
    )
    links = tracked.links_of_versions([row["history_id"] for row in rows]) if rows else {}
    for row in rows:
        fields = {name: row[name] for name in tracked.columns}
        yield (
            row["revision_id"],
            {
                "table": tracked.label,
                "id": row[tracked.pk],
                "type": row["history_type"],
                "fields": plain(fields),
                "links": links.get(row["history_id"], tracked.no_links()),
            },
        )


def _head_problem(key: int, *, number: int, digest: str) -> Fault | None:
    head = ChainHead.objects.filter(pk=key).first()
    found = (head.number, head.digest) if head else (0, ORIGIN)
    if found == (number, digest):
        return None
    return Fault(
        key=key, number=number, message=_("The chain ends before its recorded head: revisions are missing.")
    )
