"""How revisions link, and the walk that finds the first one that does not."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.ledger.expunged import left_by_expunges
from registry.ledger.payloads import canonical, sha256
from registry.ledger.revisions import SHARED, ChainHead, Revision
from registry.ledger.sealed_rows import Newest, Payload, Unreadable, problems_of_rows, read_payload
from registry.ledger.standing import standing_problem

ORIGIN = "0" * 64
BATCH = 500
BATCH_LETTERS = 8_000_000
"""So many revisions, or letters of payload, are compared with the histories at a time."""


def digest_of(
    *, previous: str, instant: dt.datetime, actor_id: int | None, channel: str, payload_sha256: str
) -> str:
    """sha256 over the revision before and everything sealed with this one (the reason is part of the payload)."""
    return sha256(canonical([previous, instant, actor_id, channel, payload_sha256]))


def payload_of(
    *,
    organisation_id: int | None,
    number: int,
    reason: str,
    recorded_at: dt.datetime,
    rows: list[dict[str, Any]],
    expunged: list[dict[str, Any]] | None = None,
) -> str:
    """The canonical text of one revision: which chain and place, when and why, each row that was written, and what
    was expunged with it, if anything (`expunged.py`)."""
    also = {"expunged": expunged} if expunged else {}
    return canonical(
        {
            "organisation": organisation_id,
            "number": number,
            "reason": reason,
            "recorded_at": recorded_at,
            "rows": rows,
            **also,
        }
    )


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The first thing that does not fit in a chain, as the end of a sentence.

    `key` is the organisation's number (0: shared), `number` that of the revision or, with `of` “release”, of the
    release; None where no revision says anything about it. `instant` is None where nothing with that number is left.
    """

    key: int
    number: int | None
    instant: dt.datetime | None
    message: str
    of: str = "revision"


def verify_chain(key: int) -> Fault | None:
    """Walks one chain from its origin and compares what stands today with its end. Returns the first fault, or None.

    Queries: constant per batch of at most 500 revisions. Read it in one snapshot where others may write.
    """
    walk = Walk(key)
    for batch in _batches(key):
        if fault := walk.through(batch):
            return fault
    return walk.end() or _standing_fault(key)


def chain_keys() -> list[int]:
    """The key of every chain of which anything is left, the shared one first."""
    owners = Revision.objects.exclude(organisation=None).order_by().values_list("organisation_id", flat=True)
    return sorted({SHARED, *ChainHead.objects.values_list("pk", flat=True), *owners.distinct()})


def _batches(key: int) -> Iterator[list[Revision]]:
    chain = Revision.objects.filter(organisation_id=None if key == SHARED else key).order_by("number", "pk")
    batch: list[Revision] = []
    letters = 0
    for revision in chain.iterator(chunk_size=50):
        batch.append(revision)
        letters += len(revision.payload or "")
        if len(batch) == BATCH or letters > BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


class Walk:
    """How far the chain was followed: the last revision that fits, and the newest version of each record."""

    def __init__(self, key: int) -> None:
        self.key = key
        self.left = left_by_expunges(key)
        self.number, self.digest = 0, ORIGIN
        self.instant: dt.datetime | None = None
        self.newest: Newest = {}

    def through(self, batch: list[Revision]) -> Fault | None:
        """Follows the next revisions, then compares those that fit with their history rows."""
        followed: dict[int, Payload] = {}
        fault = None
        for revision in batch:
            fault = self._break_before(revision) or self._fault(revision, self._seal_problem(revision))
            if fault is None:
                try:
                    followed[revision.pk] = read_payload(revision)
                except Unreadable as unreadable:
                    fault = self._fault(revision, str(unreadable))
            if fault is not None:
                break
            self.number, self.digest, self.instant = revision.number, revision.digest, revision.instant
        fitting = batch[: len(followed)]
        problems = problems_of_rows(fitting, followed, newest=self.newest)
        altered = next((revision for revision in fitting if revision.pk in problems), None)
        return fault if altered is None else self._fault(altered, problems[altered.pk])

    def end(self) -> Fault | None:
        """What does not fit between the last revision and the recorded head."""
        head = ChainHead.objects.filter(pk=self.key).first() or ChainHead(pk=self.key)
        if head.number > self.number:
            missing = _("it is missing; revision %(number)s was the last one") % {"number": head.number}
            return Fault(key=self.key, number=self.number + 1, instant=None, message=missing)
        problem = ""
        if head.number < self.number:
            problem = _("the recorded head of the chain does not know it")
        elif head.digest != self.digest:
            problem = _("the recorded head of the chain has another digest")
        elif self.instant is not None and (head.instant is None or head.instant < self.instant):
            problem = _("the recorded head of the chain is earlier")
        if not problem:
            return None
        return Fault(key=self.key, number=self.number, instant=self.instant, message=problem)

    def _break_before(self, revision: Revision) -> Fault | None:
        expected = self.number + 1
        if revision.number == expected:
            return None
        if revision.number < expected:
            return self._fault(revision, _("its number is given twice"))
        missing = _("it is missing; revision %(number)s is the next one") % {"number": revision.number}
        return Fault(key=self.key, number=expected, instant=None, message=missing)

    def _seal_problem(self, revision: Revision) -> str:
        if revision.previous != self.digest:
            return _("its link to the revision before does not fit")
        if self.instant is not None and revision.instant <= self.instant:
            return _("its instant is not later than that of the revision before")
        expected = digest_of(
            previous=self.digest,
            instant=revision.instant,
            actor_id=revision.actor_id,
            channel=revision.channel,
            payload_sha256=revision.payload_sha256,
        )
        if revision.digest != expected:
            return _("its digest does not match its content")
        if revision.payload is None:
            return _("what was written is gone")
        if sha256(revision.payload) != self.left.get(revision.number, revision.payload_sha256):
            return _("what was written does not match its fingerprint")
        return ""

    def _fault(self, revision: Revision, problem: str) -> Fault | None:
        if not problem:
            return None
        return Fault(key=self.key, number=revision.number, instant=revision.instant, message=problem)


def _standing_fault(key: int) -> Fault | None:
    """What stands today against the end of the chain."""
    if (found := standing_problem(key)) is None:
        return None
    history = Revision.objects.filter(pk=found.revision_id).first()
    return Fault(
        key=key,
        number=history.number if history else None,
        instant=history.instant if history else None,
        message=found.message,
    )
