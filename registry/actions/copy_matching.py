"""What in another organisation stands for the records that an activity links to."""

from collections.abc import Iterable

from django.utils.text import capfirst

from registry.actions.copy_rules import FIXED, NAMES, copied_fields, targets, with_links
from registry.models import Organisation, Record, Service
from registry.models.vocabulary import Term

Key = tuple[type[Record], int]
UNKNOWN = 0
"""The number of a record that the other organisation does not have; no record has it."""


class Matching:
    """The first organisation's own records behind some others, each with the record of the same name in the other one.

    `own`: model → number → record, of everything that is linked, directly or through a service or a term. `found`: model and
    number → the record there. Queries: a constant number for each kind of record, and one for each step up the terms.
    """

    def __init__(self, records: Iterable[Record], *, owner_id: int, target: Organisation) -> None:
        self.owner_id, self.target = owner_id, target
        self.own: dict[type[Record], dict[int, Record]] = {model: {} for model in NAMES}
        self.found: dict[Key, Record] = {}
        for record in records:
            self._want(record)
        for model in reversed(NAMES):
            self._complete(model)
        for model in NAMES:
            self._match(model)

    def anew(self) -> list[Record]:
        """What has to be made there, in an order in which a record's single links come before it."""
        return [
            record
            for model, records in self.own.items()
            for number, record in records.items()
            if (model, number) not in self.found
        ]

    def _want(self, record: Record) -> None:
        for field in copied_fields(type(record), elsewhere=True):
            if field.related_model in self.own:
                for linked in targets(record, field):
                    if linked.owner_id == self.owner_id:
                        self.own[field.related_model].setdefault(linked.pk, linked)

    def _complete(self, model: type[Record]) -> None:
        """Reads the wanted records with their own links, and with what these want in turn."""
        read: set[int] = set()
        while new := self.own[model].keys() - read:
            read |= new
            for record in with_links(model.objects.filter(pk__in=new)):
                self.own[model][record.pk] = record
                self._want(record)

    def _match(self, model: type[Record]) -> None:
        own = self.own[model]
        if not own:
            return
        names = {getattr(record, NAMES[model]) for record in own.values()}
        there = model.objects.filter(organisation=self.target, **{f"{NAMES[model]}__in": names})
        if issubclass(model, Term):
            there = there.filter(retired_on=None)
        known: dict[tuple[object, ...], Record] = {}
        for candidate in with_links(there.order_by("pk")):
            known.setdefault(self._identity(candidate), candidate)
        for number, record in own.items():
            if (match := known.get(self._identity(record))) is not None:
                self.found[model, number] = match

    def _identity(self, record: Record) -> tuple[object, ...]:
        """What two records have in common when one stands for the other: the name, and whose service it is."""
        name = getattr(record, NAMES[type(record)])
        if not isinstance(record, Service):
            return (name,)
        if record.party is not None:
            return (name, self._there(record.party))
        return (name, None, record.category and self._there(record.category))

    def _there(self, linked: Record) -> int:
        """The number that a link has, or would have, in the other organisation."""
        if linked.owner_id != self.owner_id:
            return linked.pk
        found = self.found.get((type(linked), linked.pk))
        return UNKNOWN if found is None else found.pk


def differing(record: Record, there: Record) -> list[str]:
    """What the two say differently, by the headings of their fields."""
    model = type(record)
    return [
        capfirst(str(field.verbose_name))
        for field in copied_fields(model, elsewhere=True)
        if not (field.is_relation or field.name == "code" or (model, field.name) in FIXED)
        and getattr(record, field.name) != getattr(there, field.name)
    ]
