"""Sealed payloads beside the history rows written with them: what differs, row by row and column by column."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from registry.ledger.history import Links, Tracked, tracked_models
from registry.ledger.payloads import plain
from registry.ledger.revisions import Revision

Identity = tuple[str, int]
"""Label of the table and number of the record."""
Payload = dict[str, dict[int, dict[str, Any]]]
"""The rows of one revision as they were sealed: label of the table → number of the record → row."""
Newest = dict[Identity, tuple[int, int]]
"""The last history id of each record so far and the number of its revision: both rise together."""

ABOUT_ROW = ("history_id", "revision_id", "history_type")
ABSENT = object()
NOBODY = -1
"""Stands for the program itself, which has no account."""


class Unreadable(ValueError):
    """A payload that the ledger did not write, or that no longer says what its revision says."""


def read_payload(revision: Revision) -> Payload:
    """The sealed rows. Raises Unreadable, with the end of a sentence."""
    rows: Payload = defaultdict(dict)
    try:
        sealed = json.loads(revision.payload or "")
        for row in sealed["rows"]:
            rows[row["table"]][row["id"]] = row
        whole = all({"type", "fields", "links"} <= row.keys() for row in sealed["rows"])
        whole = whole and sum(map(len, rows.values())) == len(sealed["rows"])
        said = (sealed["organisation"], sealed["number"])
        reason, recorded_at = sealed["reason"], sealed.get("recorded_at", ABSENT)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(_("what was written cannot be read")) from error
    if not whole or said != (revision.organisation_id, revision.number):
        raise Unreadable(_("what was written cannot be read"))
    if reason != revision.reason:
        raise Unreadable(_("its reason was altered"))
    if recorded_at not in (ABSENT, plain(revision.recorded_at)):
        raise Unreadable(_("the time at which it was recorded was altered"))
    return rows


def problems_of_rows(
    revisions: list[Revision], sealed: dict[int, Payload], *, newest: Newest
) -> dict[int, str]:
    """Revision id → the first difference between its payload and its history rows, for those that have one.

    `newest` is kept up to date. Queries: one per table and one per many-to-many field.
    """
    by_id = {revision.pk: revision for revision in revisions}
    found: dict[int, dict[Identity, str]] = defaultdict(dict)
    for table in tracked_models() if by_id else ():
        unseen = {
            (revision_id, pk) for revision_id in by_id for pk in sealed[revision_id].get(table.label, ())
        }
        problems = [*_differences(table, by_id, sealed, unseen, newest), *_elsewhere(table, list(by_id))]
        gone = [(*row, _("the history row of %(record)s is gone")) for row in unseen]
        for revision_id, pk, problem in [*problems, *gone]:
            sentence = problem % {"record": named(table, pk)}
            found[revision_id].setdefault((table.label, pk), sentence)
    return {revision_id: problems[min(problems)] for revision_id, problems in found.items()}


def named(table: Tracked, pk: int) -> str:
    """How a sentence calls a record: “party 5”."""
    return f"{table.model._meta.verbose_name} {pk}"


def _differences(
    table: Tracked,
    by_id: dict[int, Revision],
    sealed: dict[int, Payload],
    unseen: set[tuple[int, int]],
    newest: Newest,
) -> Iterator[tuple[int, int, str]]:
    """Where the history rows of one table differ: revision, record, sentence. Takes what it meets from `unseen`."""
    links, no_links = table.links_of_revisions(list(by_id)), table.no_links()
    first = len(ABOUT_ROW)
    key = first + table.columns.index(table.pk)
    rows = table.history.objects.filter(revision_id__in=list(by_id)).order_by("history_id")
    for row in rows.values_list(*ABOUT_ROW, *table.columns).iterator():
        history_id, revision_id, pk = row[0], row[1], row[key]
        revision, problem = by_id[revision_id], ""
        before, newest[table.label, pk] = newest.get((table.label, pk)), (history_id, revision.number)
        if (revision_id, pk) not in unseen:
            problem = _("the history row of %(record)s was never sealed")
        elif before is not None and (history_id <= before[0] or revision.number <= before[1]):
            problem = _("the history row of %(record)s is out of order")
        else:
            unseen.remove((revision_id, pk))
            row_sealed = sealed[revision_id][table.label][pk]
            problem = _difference(table, row_sealed, row[2], row[first:], links.get(history_id, no_links))
        if problem:
            unseen.discard((revision_id, pk))
            yield revision_id, pk, problem


def _difference(
    table: Tracked, sealed: dict[str, Any], kind: str, values: tuple[Any, ...], links: Links
) -> str:
    """The first difference of one row, as a sentence about %(record)s; empty where there is none."""
    if kind != sealed["type"]:
        return _("whether %(record)s was added, changed or removed differs from what was sealed")
    fields = sealed["fields"]
    # At once first: dates differ in kind, new columns are not sealed, all others are equal as they are.
    if tuple(map(fields.get, table.columns)) != values:
        for name, value in zip(table.columns, values, strict=True):
            if value != (was := fields.get(name, value)) and plain(value) != was:
                return _differs(table, name)
    if links != sealed["links"]:
        for name, targets in links.items():
            if targets != sealed["links"].get(name, targets):
                return _differs(table, name)
    return ""


def _elsewhere(table: Tracked, revision_ids: list[int]) -> list[tuple[int, int, str]]:
    """History rows with another instant or account than the revision that they name: reading as of goes by these."""
    rows = table.history.objects.filter(revision_id__in=revision_ids).annotate(
        written_by=Coalesce("history_user_id", NOBODY), sealed_by=Coalesce("revision__actor_id", NOBODY)
    )
    other = ~Q(history_date=F("revision__instant")) | ~Q(written_by=F("sealed_by"))
    why = _("the history row of %(record)s has another instant or account than its revision")
    return [(*row, why) for row in rows.filter(other).values_list("revision_id", table.pk)]


def _differs(table: Tracked, name: str) -> str:
    label = str(table.model._meta.get_field(name).verbose_name).replace("%", "%%")
    return _("“%(field)s” of %%(record)s differs from what was sealed") % {"field": label}
