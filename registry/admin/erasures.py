"""What an expunge says of itself: of which record which items were erased, from which revisions; never what they held."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.admin.names import Names
from registry.admin.wording import heading
from registry.ledger.expunged import BEGINNING, said_in
from registry.ledger.history import tracked_models
from registry.models import Revision

REVISION = "revision"
"""Stands for a record where the reason of a revision was erased."""
LISTED = 6
"""So many revisions are named; more are counted."""
Key = tuple[str, int]


def erasures(revisions: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Revision (id) → a sentence for each record that it erased something of. Queries: one, and where something was
    erased one for each kind of record; none where no revisions are given."""
    found = Revision.objects.filter(pk__in=revisions, payload__startswith=BEGINNING) if revisions else ()
    told = {one.pk: (one.instant, _by_record(said_in(one.payload))) for one in found}
    names = _names(key for _instant, records in told.values() for key in records)
    return {pk: tuple(_sentences(records, names, at=instant)) for pk, (instant, records) in told.items()}


def _by_record(statements: list[dict[str, Any]]) -> dict[Key, list[dict[str, Any]]]:
    """Kind and number of each record → what is said of it; a reason is told by the number of its revision."""
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for said in statements:
        found[said["table"], said["id"]].append(said)
    return found


def _models() -> dict[str, type[models.Model]]:
    return {table.label: table.model for table in tracked_models()}


def _names(keys: Iterator[Key]) -> Names:
    known = _models()
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for label, number in keys:
        if label in known:
            wanted[known[label]].add(number)
    return Names(wanted)


def _sentences(records: dict[Key, list[dict[str, Any]]], names: Names, *, at: dt.datetime) -> Iterator[str]:
    known = _models()
    for (label, number), statements in sorted(records.items()):
        if label == REVISION:
            yield _("Erased: the reason of revision %(number)s.") % {"number": number}
            continue
        model = known.get(label)
        name = names.at(model, number, at) if model else _("no. %(number)s") % {"number": number}
        fields = sorted({str(_item(model, field)) for said in statements for field in said["fields"]})
        numbers = sorted({said["revision"] for said in statements})
        yield _("Erased of %(what)s “%(name)s”: %(items)s; %(where)s.") % {
            "what": model._meta.verbose_name if model else label,
            "name": name,
            "items": get_text_list(fields, _("and")),
            "where": _where(numbers),
        }


def _where(numbers: list[int]) -> str:
    if len(numbers) > LISTED:
        return _("from %(count)s revisions, %(first)s to %(last)s") % {
            "count": len(numbers),
            "first": numbers[0],
            "last": numbers[-1],
        }
    listed = {"numbers": get_text_list([str(one) for one in numbers], _("and"))}
    return ngettext("from revision %(numbers)s", "from revisions %(numbers)s", len(numbers)) % listed


def _item(model: type[models.Model] | None, name: str) -> str:
    try:
        return capfirst(heading(model._meta.get_field(name))) if model else name
    except FieldDoesNotExist:
        return name
