"""What was taken out of sealed revisions, and what stands in its place.

An expunge is a revision like any other. Its payload says, beside an empty list of rows, for each revision that it
touched: `revision` its number, `table` and `id` of the record, the `fields` that were erased, and `left`, the sha256
of what is left of that revision's payload. The digests of the chain go on covering the fingerprints of what was there.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from registry.ledger.payloads import canonical, sha256
from registry.ledger.revisions import SHARED, Revision

ERASED = "erased"
"""Stands where a text was."""
BEGINNING = '{"expunged":'
"""How the payload of an expunge begins: canonical JSON sorts its keys, and no other has one before."""


def left_by_expunges(key: int) -> dict[int, str]:
    """Number of each revision of the chain that was expunged → sha256 of what must be left of its payload. One query."""
    return {statement["revision"]: statement["left"] for statement in _statements(key)}


def erased_fields(key: int) -> dict[tuple[int, str, int], set[str]]:
    """Number of the revision, table and number of the record → the fields that were erased of that version. One query."""
    found: dict[tuple[int, str, int], set[str]] = defaultdict(set)
    for said in _statements(key):
        found[said["revision"], said.get("table", ""), said.get("id", 0)].update(said.get("fields", ()))
    return found


def _statements(key: int) -> Iterator[dict[str, Any]]:
    """What the expunges of a chain say, the oldest first."""
    chain = Revision.objects.filter(organisation_id=None if key == SHARED else key)
    payloads = (
        chain.filter(payload__startswith=BEGINNING).order_by("number").values_list("payload", flat=True)
    )
    return (statement for payload in payloads for statement in said_in(payload))


def said_in(payload: str) -> list[dict[str, Any]]:
    """What an expunge says, as far as it can be read; the walk names those that cannot."""
    try:
        statements = json.loads(payload)["expunged"]
        return [said for said in statements if isinstance(said["revision"], int) and "left" in said]
    except (ValueError, KeyError, TypeError):
        return []


def without(payload: str, *, table: str, pk: int, values: dict[str, Any]) -> str:
    """The payload with these values (plain) in place of those that the row of one record had."""
    sealed = json.loads(payload)
    for row in sealed["rows"]:
        if (row["table"], row["id"]) == (table, pk):
            row["fields"].update(values)
    return canonical(sealed)


def without_reason(payload: str) -> str:
    """The payload with the stand-in for its reason."""
    return canonical({**json.loads(payload), "reason": ERASED})


def statement(*, revision: int, table: str, pk: int, fields: list[str], left: str) -> dict[str, Any]:
    """What the payload of an expunge says of one revision; `left` is the text of its payload from now on."""
    return {"revision": revision, "table": table, "id": pk, "fields": sorted(fields), "left": sha256(left)}
