"""Any recorded table as it stands now or as it stood at any instant."""

import datetime as dt
from typing import Any

from django.db import models

from registry.ledger.history import DELETED, Tracked, tracked

Row = dict[str, Any]


def rows(model: type[models.Model], *, organisation_id: int, as_of: dt.datetime | None) -> list[Row]:
    """The records of one organisation, and those that all share, as dicts of columns, with each many-to-many field
    as a sorted list of ids; ordered by id. `as_of` None reads the live tables, an instant the histories and nothing
    else. Queries: one, and one per many-to-many field."""
    table = tracked(model)
    owned = _owned(table, organisation_id)
    found = live_rows(table, owned) if as_of is None else past_rows(table, owned, as_of=as_of)
    return sorted(found, key=lambda row: row[table.pk])


def _owned(table: Tracked, organisation_id: int) -> models.Q:
    if not table.by_organisation:
        return models.Q(**{table.pk: organisation_id}) if table.label == "organisation" else models.Q()
    own = models.Q(organisation_id=organisation_id)
    nullable = table.model._meta.get_field("organisation").null
    return own | models.Q(organisation_id=None) if nullable else own


def live_rows(table: Tracked, owned_by: models.Q) -> list[Row]:
    """The live rows of one table."""
    owned = table.model._base_manager.filter(owned_by)
    found = {row[table.pk]: row for row in owned.values(*table.columns)}
    for row in found.values():
        row.update(table.no_links())
    for name in table.links:
        field = table.m2m(name)
        owner, target = field.m2m_field_name() + "_id", field.m2m_reverse_field_name() + "_id"
        pairs = field.remote_field.through._base_manager.filter(**{f"{owner}__in": owned.values(table.pk)})
        for pk, target_id in pairs.order_by(target).values_list(owner, target):
            found[pk][name].append(target_id)
    return list(found.values())


def past_rows(table: Tracked, owned_by: models.Q, *, as_of: dt.datetime | None) -> list[Row]:
    """What one table held as of an instant, or holds by the last revision, from the histories alone."""
    # The newest version per record by history id, which rises with the instant; dropping deletions in the query
    # would resurrect the version before, so they are dropped here.
    by_then = models.Q() if as_of is None else models.Q(history_date__lte=as_of)
    newest = (
        table.history.objects.filter(owned_by, by_then)
        .values(table.pk)
        .annotate(newest=models.Max("history_id"))
        .order_by()
        .values("newest")
    )
    versions = table.history.objects.filter(history_id__in=newest)
    links = table.links_of_versions(newest) if table.links else {}
    found = []
    for row in versions.values("history_id", "history_type", *table.columns):
        history_id, kind = row.pop("history_id"), row.pop("history_type")
        if kind != DELETED:
            row.update(links.get(history_id) or table.no_links())
            found.append(row)
    return found
