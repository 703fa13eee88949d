"""When records were first and last recorded, parts and deletions included: from the histories alone."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Max, Min, QuerySet, Value

from registry.documents.inventory import Basis
from registry.inventory.reading import Model
from registry.ledger.history import tracked
from registry.ledger.revisions import SHARED, ChainHead
from registry.models import (
    ClientController,
    DataUse,
    Disclosure,
    ProcessingActivity,
    Purpose,
    Revision,
    Subprocessor,
    Transfer,
    TransferGround,
)


@dataclass(frozen=True, kw_only=True)
class Life:
    """First and last instant at which something was recorded."""

    first: dt.datetime
    last: dt.datetime

    def joined(self, other: "Life") -> "Life":
        return Life(first=min(self.first, other.first), last=max(self.last, other.last))


@dataclass(frozen=True, kw_only=True)
class Lives:
    """Of each activity with its parts, and of each entry of the public list, by number."""

    activities: dict[int, Life]
    entries: dict[int, Life]


# Model, its column that names the whole, and the column that names the record where that is needed.
SOURCES: tuple[tuple[Model, str, str], ...] = (
    (ProcessingActivity, "id", "id"),
    (Purpose, "activity_id", "activity_id"),
    (DataUse, "activity_id", "activity_id"),
    (Disclosure, "activity_id", "activity_id"),
    (ClientController, "activity_id", "activity_id"),
    (Transfer, "activity_id", "id"),
    (TransferGround, "transfer_id", "transfer_id"),
    (Subprocessor, "id", "id"),
)


def has_come(instant: dt.datetime, *, organisation_id: int) -> bool:
    """Whether something was recorded or released at this instant or later, whatever the clock says; one query."""
    heads = ChainHead.objects.filter(pk__in=(organisation_id, SHARED))
    return heads.filter(instant__gte=instant).exists()


def read_basis(*, organisation_id: int, as_of: dt.datetime | None) -> Basis:
    """The last revision of the organisation by then; one query."""
    revisions = Revision.objects.filter(organisation_id=organisation_id)
    if as_of is not None:
        revisions = revisions.filter(instant__lte=as_of)
    last = revisions.order_by("-number").values("number", "instant", "digest").first()
    return Basis(revision=last["number"], instant=last["instant"], digest=last["digest"]) if last else Basis()


def read_lives(*, organisation_id: int, as_of: dt.datetime | None) -> Lives:
    """One query over the histories of activities, of their parts, and of the public list."""
    first, *others = [_spans(*source, organisation_id=organisation_id, as_of=as_of) for source in SOURCES]
    found: dict[str, dict[int, Life]] = defaultdict(dict)
    activities_of: dict[int, set[int]] = defaultdict(set)
    grounds: list[tuple[int, Life]] = []
    for table, whole, record, begin, end in first.union(*others, all=True):
        life = Life(first=begin, last=end)
        if table == "transferground":
            grounds.append((whole, life))
        elif whole is not None:
            kind = "entries" if table == "subprocessor" else "activities"
            found[kind][whole] = life.joined(found[kind].get(whole, life))
        if table == "transfer" and whole is not None:
            activities_of[record].add(whole)
    for transfer, life in grounds:
        for activity in activities_of[transfer]:
            found["activities"][activity] = life.joined(found["activities"][activity])
    return Lives(activities=found["activities"], entries=found["entries"])


def _spans(
    model: Model, whole: str, record: str, *, organisation_id: int, as_of: dt.datetime | None
) -> QuerySet:
    table = tracked(model)
    versions = table.history.objects.filter(organisation_id=organisation_id)
    if as_of is not None:
        versions = versions.filter(history_date__lte=as_of)
    return (
        versions.order_by()
        .annotate(table=Value(table.label), whole=F(whole), record=F(record))
        .values("table", "whole", "record")
        .annotate(begin=Min("history_date"), end=Max("history_date"))
        .values_list("table", "whole", "record", "begin", "end")
    )
