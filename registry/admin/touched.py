"""Which records the revisions of one chain touched, and those records before and after; read by revision."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from registry.admin.versions import Version, whole_field
from registry.ledger.history import Tracked, tracked_models

Counts = dict[int, Counter[tuple[str, str]]]
"""Revision (id) → kind of record (model's name) and of change → how many."""


@dataclass(frozen=True, kw_only=True)
class Touch:
    """One record in one revision, by kind and number alone; and what it is part of, or itself."""

    label: str
    pk: int
    whole_label: str
    whole: int


def counted(revisions: Collection[int]) -> Counts:
    """How many records of which kinds the revisions added, changed and removed. One query over all histories."""
    found: Counts = defaultdict(Counter)
    asked = [
        _rows(table, revisions)
        .order_by()
        .values_list(models.Value(table.label), "revision_id", "history_type")
        .annotate(count=models.Count("history_id"))
        for table in tracked_models()
    ]
    for label, revision, kind, count in _all(asked):
        found[revision][label, kind] = count
    return found


def touches(revision: int) -> list[Touch]:
    """Every record that one revision touched, by kind and number. One query over all histories."""
    asked = [
        _rows(table, [revision])
        .order_by()
        .values_list(
            models.Value(table.label), table.pk, models.Value(_whole_label(table)), _whole_column(table)
        )
        for table in tracked_models()
    ]
    return sorted(
        (Touch(label=label, pk=pk, whole_label=whole, whole=key) for label, pk, whole, key in _all(asked)),
        key=lambda touch: (touch.label, touch.pk),
    )


def versions_in(
    revisions: Collection[int],
    *,
    owner: int | None,
    labels: Collection[str],
    only: dict[str, set[int]] | None = None,
) -> dict[int, list[Version]]:
    """Revision (id) → what it wrote of these kinds of record, by kind and number, each with the version before.

    `only`: of each kind, the numbers of the records that are asked for. Queries: two for each kind, and one for each
    many-to-many field, whatever the number of revisions and records.
    """
    found: dict[int, list[Version]] = defaultdict(list)
    for table in _tables(labels) if revisions else ():
        rows = _rows(table, revisions)
        if only is not None:
            rows = rows.filter(**{f"{table.pk}__in": only.get(table.label, set())})
        for version in _read(table, rows, owner=owner):
            found[version.revision].append(version)
    return found


def _tables(labels: Collection[str]) -> list[Tracked]:
    return [table for table in tracked_models() if table.label in labels]


def _rows(table: Tracked, revisions: Collection[int]) -> models.QuerySet:
    return table.history.objects.filter(revision_id__in=revisions)


def _all(asked: list[models.QuerySet]) -> Iterable[Any]:
    return asked[0].union(*asked[1:], all=True)


def _whole_column(table: Tracked) -> str:
    name = whole_field(table.model)
    return f"{name}_id" if name else table.pk


def _whole_label(table: Tracked) -> str:
    name = whole_field(table.model)
    whole = table.model._meta.get_field(name).related_model if name else table.model
    return whole._meta.model_name or ""  # type: ignore[union-attr]


def _read(table: Tracked, rows: models.QuerySet, *, owner: int | None) -> list[Version]:
    columns = ("history_id", "history_type", "history_date", "revision_id", *table.columns)
    written = list(
        rows.annotate(previous=_previous(table, owner))
        .order_by(table.pk, "history_id")
        .values(*columns, "previous")
    )
    known = {row["history_id"] for row in written}
    missing = {row["previous"] for row in written} - known - {None}
    earlier = list(table.history.objects.filter(history_id__in=missing).values(*columns)) if missing else []
    links = table.links_of_versions([*known, *missing]) if known else {}
    made: dict[int, Version] = {}
    for row in (*earlier, *written):  # what came before is made before what follows it
        made[row["history_id"]] = Version(
            table=table,
            revision=row["revision_id"],
            instant=row["history_date"],
            kind=row["history_type"],
            fields={name: row[name] for name in table.columns},
            links=links.get(row["history_id"], table.no_links()),
            before=made.get(row.get("previous")),
        )
    return [made[row["history_id"]] for row in written]


def _previous(table: Tracked, owner: int | None) -> models.Subquery:
    """The version of the same record before. Where records have owners these go first: so the histories are indexed."""
    same = {table.pk: models.OuterRef(table.pk), "history_id__lt": models.OuterRef("history_id")}
    if table.by_organisation:
        same["organisation_id" if owner is not None else "organisation__isnull"] = (
            owner if owner is not None else True
        )
    earlier = table.history.objects.filter(**same).order_by("-history_id")
    return models.Subquery(earlier.values("history_id")[:1])
