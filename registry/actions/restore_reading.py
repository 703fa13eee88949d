"""A record and all that is edited with it, as it stands today and as it stood at an instant."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import models

from registry.actions.restore_plans import Key
from registry.actions.restore_rules import ALONG
from registry.ledger.history import Tracked, tracked
from registry.ledger.rows import Row, live_rows, past_rows
from registry.models import Citation, Clarification
from registry.models.parts import parts_of

Rows = dict[Key, Row]


class Family:
    """The rows of a record, its parts and what goes along, each after what it leads to."""

    def __init__(self, *, owner: int | None, instant: dt.datetime) -> None:
        self.owner, self.instant = owner, instant
        self.then: Rows = {}
        self.now: Rows = {}

    def read(self, model: type[models.Model], pk: int) -> None:
        """Reads the record and all that is edited with it. Queries: two per table and two per many-to-many field."""
        self._add(model, models.Q(**{tracked(model).pk: pk}), lambda row: True)
        self._read_parts(model, {pk})
        for along, link in ALONG.get(model, ()):
            found = self._linked_to(along, f"{link}_id", {pk})
            self._read_parts(along, found)

    def read_about(self, records: Iterable[Key]) -> None:
        """Reads the citations and open questions that were, or are, about these records. As `read`; none for none."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for model, pk in records:
            wanted[tracked(model).label].add(pk)
        about = models.Q(pk__in=())
        for label, keys in wanted.items():
            about |= models.Q(record_type=label, record_id__in=keys)
        for model in (Citation, Clarification) if wanted else ():
            self._add(model, about, lambda row: row["record_id"] in wanted[row["record_type"]])

    def _read_parts(self, model: type[models.Model], wholes: set[int]) -> None:
        parts = parts_of(model)
        # What other parts link to comes first: data in use name purposes.
        for part in sorted(
            parts, key=lambda one: any(f.related_model in parts for f in one._meta.many_to_many)
        ):
            self._linked_to(part, f"{part.part_of}_id", wholes)

    def _linked_to(self, model: type[models.Model], column: str, keys: set[int]) -> set[int]:
        if not keys:
            return set()
        return self._add(model, models.Q(**{f"{column}__in": keys}), lambda row: row[column] in keys)

    def _add(self, model: type[models.Model], ever: models.Q, belongs: Callable[[Row], bool]) -> set[int]:
        """The records that were once like `ever` and belong here then or now; their numbers."""
        table = tracked(model)
        owned = _owned(table, self.owner)
        once = table.history.objects.filter(owned, ever).order_by().values(table.pk)
        among = owned & models.Q(**{f"{table.pk}__in": once})
        then = {row[table.pk]: row for row in past_rows(table, among, as_of=self.instant)}
        now = {row[table.pk]: row for row in live_rows(table, among)}
        kept = {pk for rows in (then, now) for pk, row in rows.items() if belongs(row)}
        for pk in sorted(kept):
            if pk in then:
                self.then[model, pk] = then[pk]
            if pk in now:
                self.now[model, pk] = now[pk]
        return kept


def _owned(table: Tracked, owner: int | None) -> models.Q:
    return models.Q(organisation_id=owner) if table.by_organisation else models.Q()


def revision_numbers(records: Iterable[Key], *, by: dt.datetime) -> dict[Key, int]:
    """The number of the revision that wrote each record last by an instant. One query per kind of record."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, pk in records:
        wanted[model].add(pk)
    found: dict[Key, int] = {}
    for model, keys in wanted.items():
        table = tracked(model)
        versions = table.history.objects.filter(**{f"{table.pk}__in": keys}, history_date__lte=by)
        pairs = versions.order_by("history_id").values_list(table.pk, "revision__number")
        found |= {(model, pk): number for pk, number in pairs}
    return found


def touched_along(model: type[models.Model], pk: int, *, owner: int | None, after: int) -> bool:
    """Whether a later revision than this one (id) wrote what goes along with a record. One query; for most kinds none."""
    later = []
    for along, link in ALONG.get(model, ()):
        table = tracked(along)
        own = models.Q(organisation_id=owner)
        ever = table.history.objects.filter(own, **{f"{link}_id": pk}).order_by().values(table.pk)
        later.append(table.history.objects.filter(own, **{f"{table.pk}__in": ever}))
        later += [
            tracked(part).history.objects.filter(own, **{f"{part.part_of}_id__in": ever})
            for part in parts_of(along)
        ]
    rows = [found.filter(revision_id__gt=after).order_by().values("history_id") for found in later]
    return bool(rows) and rows[0].union(*rows[1:], all=True).exists()
