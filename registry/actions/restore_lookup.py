"""What records lead to: what is there, what would be there, and what is no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from registry.actions.restore_plans import Key
from registry.actions.restore_reading import Rows
from registry.ledger.history import tracked
from registry.ledger.recording import latest_versions
from registry.ledger.rows import Row
from registry.models import Organisation
from registry.models.base import Child


def single_links(model: type[models.Model]) -> list[models.ForeignKey]:
    """The links of a kind of record to one other record, without its owner."""
    return [
        field for field in model._meta.concrete_fields if field.is_relation and field.name != "organisation"
    ]


def targets(model: type[models.Model], row: Row) -> Iterator[Key]:
    """Everything that a row leads to."""
    for field in single_links(model):
        if row[field.attname] is not None:
            yield field.related_model, row[field.attname]
    for name in tracked(model).links:
        related = tracked(model).m2m(name).related_model
        yield from ((related, pk) for pk in row[name])


class Lookup:
    """Knows the records that would be there afterwards, as far as anything leads to them."""

    def __init__(self, *, organisation: Organisation | None, coming: Rows) -> None:
        self.organisation = organisation
        self.coming = coming
        """The rows that may come back: they are not there yet, but have a name."""
        self.there: dict[Key, Any] = {}
        self.lost: dict[Key, Any] = {}

    def load(self, *several: Rows) -> None:
        """Reads what these rows lead to, and the records themselves. Queries: one for each kind of record, and one more
        for each kind of which something is no more."""
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for rows in several:
            for (model, pk), row in rows.items():
                wanted[model].add(pk)
                for related, key in targets(model, row):
                    wanted[related].add(key)
        for model, keys in wanted.items():
            asked = {pk for pk in keys if (model, pk) not in self.there}
            found = {record.pk: record for record in model._base_manager.filter(pk__in=asked)}
            self.there |= {(model, pk): record for pk, record in found.items()}
            self._name_lost(model, [pk for pk in asked - found.keys() if (model, pk) not in self.coming])

    def _name_lost(self, model: type[models.Model], keys: Iterable[int]) -> None:
        table = tracked(model)
        for pk, row in latest_versions(table, list(keys)).items():
            self.lost[model, pk] = model(**{name: row[name] for name in table.columns})

    def draft(self, key: Key, row: Row, *, new: bool) -> Any:
        """The record of a row, ready to be checked and saved without asking for what it leads to."""
        model, _pk = key
        record: Any = model(**{name: row[name] for name in tracked(model).columns})
        record._state.adding, record._state.db = new, None if new else "default"
        for field in single_links(model):
            linked = self.there.get((field.related_model, row[field.attname]))
            if linked is not None:
                setattr(record, field.name, linked)
        if self.organisation is not None and row.get("organisation_id") == self.organisation.pk:
            record.organisation = self.organisation
        return record

    def name(self, key: Key) -> str:
        """What a record is called; where it has no words of its own, the first record that it leads to."""
        model, pk = key
        record = self.there.get(key) or self._coming(key) or self.lost.get(key)
        if record is None:
            return _("no. %(number)s") % {"number": pk}
        if str(record) not in ("", str(model._meta.verbose_name)):
            return str(record)
        whole = model.part_of if issubclass(model, Child) else ""
        for field in single_links(model):
            linked = getattr(record, field.attname)
            if field.name != whole and linked is not None:
                return self.name((field.related_model, linked))
        return str(record)

    def _coming(self, key: Key) -> Any:
        row = self.coming.get(key)
        return None if row is None else key[0](**{name: row[name] for name in tracked(key[0]).columns})

    def words(self, key: Key) -> str:
        """Such as: recipient “Hosting”."""
        what, name = str(key[0]._meta.verbose_name), self.name(key)
        return what if name in ("", what) else _("%(what)s “%(name)s”") % {"what": what, "name": name}
