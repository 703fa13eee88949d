"""All that was ever recorded of a record and its parts, as it stands in the histories."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import models

from registry.actions.touching import histories_of
from registry.ledger.history import Tracked, tracked
from registry.models import Approval, Organisation
from registry.models.base import Child
from registry.models.parts import parts_of

Links = dict[str, list[int]]


@dataclass(frozen=True, kw_only=True)
class Version:
    """One record as one revision left it, with the version before (None for the first)."""

    table: Tracked
    revision: int
    instant: dt.datetime
    kind: str
    fields: dict[str, Any]
    links: Links
    before: "Version | None"

    @property
    def model(self) -> type[models.Model]:
        return self.table.model

    @property
    def pk(self) -> int:
        return self.fields[self.table.pk]


def last_version(model: type[models.Model], pk: int) -> Any:
    """The newest history row of a record, also of a deleted one; None where there never was one."""
    return tracked(model).history.objects.filter(**{tracked(model).pk: pk}).order_by("-history_id").first()


def owner_then(model: type[models.Model], row: Any) -> int | None:
    """Whose record a history row is of."""
    return row.id if issubclass(model, Organisation) else getattr(row, "organisation_id", None)


def versions_of(model: type[models.Model], pk: int, *, owner: int | None) -> dict[int, list[Version]]:
    """Revision id → what it wrote of a record and its parts, oldest first.

    Queries: one per table and one per many-to-many field, whatever the length of the history.
    """
    found: dict[int, list[Version]] = defaultdict(list)
    tables = [tracked(model), *(tracked(part) for part in parts_of(model))]
    for table, rows in zip(tables, histories_of(model, pk, owner=owner), strict=True):
        for version in _read(table, rows):
            found[version.revision].append(version)
    return dict(sorted(found.items()))


def linked_versions(
    model: type[models.Model], link: str, pk: int, *, owner: int | None
) -> dict[int, list[Version]]:
    """Revision id → what it wrote of the records of a model, and of their parts, that led to a record then or just before.

    Queries: one, and where there are such records one per table and one per many-to-many field.
    """
    table = tracked(model)
    rows = table.history.objects.filter(organisation_id=owner)
    keys = set(rows.filter(**{f"{link}_id": pk}).values_list(table.pk, flat=True))
    linked: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    found: dict[int, list[Version]] = defaultdict(list)
    for version in _read(table, rows.filter(**{f"{table.pk}__in": keys})):
        there = version.fields[f"{link}_id"] == pk
        if there or (version.before is not None and version.before.fields[f"{link}_id"] == pk):
            found[version.revision].append(version)
        linked[version.pk].append((version.revision, there))
    for part in parts_of(model):
        own = {"organisation_id": owner, f"{part.part_of}_id__in": keys}
        for version in _read(tracked(part), tracked(part).history.objects.filter(**own)):
            whole = linked[version.fields[f"{part.part_of}_id"]]
            past = [there for revision, there in whole if revision <= version.revision]
            if (past and past[-1]) or version.revision in found:
                found[version.revision].append(version)
    return found


def _read(table: Tracked, rows: models.QuerySet) -> list[Version]:
    links = table.links_of_versions(rows.values("history_id"))
    columns = ("history_id", "history_type", "history_date", "revision_id", *table.columns)
    newest: dict[int, Version] = {}
    found = []
    for row in rows.order_by("history_id").values(*columns):
        version = Version(
            table=table,
            revision=row["revision_id"],
            instant=row["history_date"],
            kind=row["history_type"],
            fields={name: row[name] for name in table.columns},
            links=links.get(row["history_id"], table.no_links()),
            before=newest.get(row[table.pk]),
        )
        newest[version.pk] = version
        found.append(version)
    return found


def record_of(version: Version) -> models.Model:
    """The record itself as it was, not to be saved."""
    return version.model(**version.fields)


def whole_field(model: type[models.Model]) -> str:
    """The foreign key of a part to its whole, and of what is told with it; empty for wholes."""
    return model.part_of if issubclass(model, Child | Approval) else ""


def whole_of(version: Version) -> tuple[type[models.Model], int] | None:
    """The record that a part belongs to: its model and number; None for wholes."""
    name = whole_field(version.model)
    if not name:
        return None
    field = version.model._meta.get_field(name)
    return field.related_model, version.fields[field.attname]  # type: ignore[return-value]
