"""Where a text that was erased is said all the same: in what was published, and elsewhere in the history."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.ledger.history import tracked_models
from registry.ledger.revisions import SHARED, Revision
from registry.ledger.sealed_rows import named
from registry.models import Release

SHORTEST = 3
"""Shorter texts are found everywhere and say nothing."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One field of one record, or the reason, in one revision."""

    revision: int
    record: str
    field: str


def releases_that_say(texts: Iterable[str], *, organisation_id: int | None) -> list[Release]:
    """The releases whose content has one of the texts; of all organisations where the record was shared."""
    found = _as_sealed(texts)
    releases = Release.objects.order_by("organisation_id", "kind", "number")
    if organisation_id is not None:
        releases = releases.filter(organisation_id=organisation_id)
    return [release for release in releases.iterator(chunk_size=20) if _says(release.content, found)]


def places_in_history(texts: Iterable[str], *, key: int) -> list[Place]:
    """Every field of every revision of the chain that has one of the texts, reasons included, oldest first."""
    found = _as_sealed(texts)
    chain = Revision.objects.filter(organisation_id=None if key == SHARED else key).order_by("number")
    payloads = chain.exclude(payload=None).values_list("number", "payload").iterator(chunk_size=50)
    return [
        Place(revision=number, record=record, field=name)
        for number, payload in payloads
        if _says(payload, found)
        for record, name, value in _values(json.loads(payload))
        if _says(json.dumps(value, ensure_ascii=False), found)
    ]


def _as_sealed(texts: Iterable[str]) -> list[str]:
    """The texts as canonical JSON has them inside its quotes, and as it has JSON that holds them: what was approved is
    kept so."""
    once = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts if len(text) >= SHORTEST]
    return [*once, *(twice for text in once if (twice := json.dumps(text, ensure_ascii=False)[1:-1]) != text)]


def _says(content: str, texts: list[str]) -> bool:
    return any(text in content for text in texts)


def _values(sealed: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Record, field and value of everything that a revision wrote."""
    yield "", str(_("reason")), sealed["reason"]
    tables = {table.label: table for table in tracked_models()}
    for row in sealed["rows"]:
        table = tables.get(row["table"])
        labels = (
            {column.attname: str(column.verbose_name) for column in table.model._meta.fields} if table else {}
        )
        record = named(table, row["id"]) if table else f"{row['table']} {row['id']}"
        for name, value in row["fields"].items():
            yield record, labels.get(name, name), value
