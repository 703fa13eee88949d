"""The labels of everything that a page links to, asked for together: one query per model, however long the page."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from registry.access.scope import scope
from registry.models import Service
from registry.models.base import Child

LARGEST = 2**63 - 1
"""The largest number that a key can have; beyond it databases raise instead of finding nothing."""


def label_of(record: models.Model) -> str:
    """What a record is called where it is chosen: a service with its provider, everything else by its own name."""
    if isinstance(record, Service) and record.party_id:
        return f"{record.party.name}: {record.name}"
    return str(record)


def name_of_part(part: Child) -> str:
    """What a part of a record is called: its own words or, without any, the first record that it links to."""
    if str(part) != str(part._meta.verbose_name):
        return str(part)
    links = (getattr(part, name) for name in links_of_part(type(part)))
    return next((str(link) for link in links if link is not None), str(part))


def links_of_part(model: type[Child]) -> list[str]:
    """The links that the name of a part, or of a record edited like one, may come from: to be loaded with it."""
    own = ("organisation", getattr(model, "part_of", ""))
    return [
        field.name for field in model._meta.concrete_fields if field.is_relation and field.name not in own
    ]


def with_labels(queryset: models.QuerySet) -> models.QuerySet:
    """The queryset with what `label_of` reads."""
    return queryset.select_related("party") if issubclass(queryset.model, Service) else queryset


def is_key(value: Any) -> bool:
    """Whether this can be the key of a record at all."""
    text = str(value)
    return text.isascii() and text.isdigit() and int(text) <= LARGEST


class Labels:
    """Collects the keys that a page will show, and answers with their labels."""

    def __init__(self, *, user: Any) -> None:
        self.user = user
        self.wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        self.known: dict[type[models.Model], dict[str, str]] = {}

    def want(self, model: type[models.Model], keys: Iterable[Any]) -> None:
        self.wanted[model].update(int(key) for key in keys if is_key(key))

    def of(self, model: type[models.Model]) -> dict[str, str]:
        """Key (as text) → label of all that were wanted and that the account may know of, by label; one query, once."""
        if model not in self.known:
            wanted = model._default_manager.filter(pk__in=self.wanted[model])
            records = with_labels(scope(wanted, user=self.user)) if self.wanted[model] else []
            found = {str(record.pk): label_of(record) for record in records}
            self.known[model] = dict(sorted(found.items(), key=lambda item: (item[1], item[0])))
        return self.known[model]
