"""Reads what was approved, as of an instant."""

import datetime as dt
from typing import Any

from django.db.models import Max

from registry.documents.approved import Kept
from registry.ledger.history import tracked
from registry.models import Approval, Organisation

COLUMNS = ("number", "on", "prepared_by", "approved_by", "alone", "sha256", "asked_sha256")


def newest_approvals(
    *, organisation: Organisation, as_of: dt.datetime | None = None, contents: bool = False
) -> dict[int, Kept]:
    """Number of an activity → its latest approval by then (aware; None: now), with what was kept if that is asked for.

    From the histories alone: an approval is written once. One query, however many there are.
    """
    versions = tracked(Approval).history.objects.filter(organisation_id=organisation.pk)
    if as_of is not None:
        versions = versions.filter(history_date__lte=as_of)
    newest = versions.order_by().values("activity_id").annotate(newest=Max("history_id")).values("newest")
    return {one.activity: one for one in _read(newest, contents=contents)}


def approvals_of(activity_id: int, *, organisation_id: int) -> tuple[Kept, ...]:
    """Every approval of one activity with what was kept, the latest first. One query."""
    versions = tracked(Approval).history.objects.filter(
        organisation_id=organisation_id, activity_id=activity_id
    )
    return tuple(_read(versions.values("history_id"), contents=True))


def _read(keys: Any, *, contents: bool) -> list[Kept]:
    columns = (*COLUMNS, "content") if contents else COLUMNS
    rows = tracked(Approval).history.objects.filter(history_id__in=keys).order_by("-history_id")
    found = rows.values("activity_id", "history_date", "revision__number", *columns)
    return [
        Kept(
            activity=row["activity_id"],
            revision=row["revision__number"],
            instant=row["history_date"],
            **{name: row[name] for name in columns},
        )
        for row in found
    ]
