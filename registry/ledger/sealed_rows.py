"""Sealed payloads beside the history rows written with them: what differs, row by row and column by column."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.ledger.history import Links, Tracked, tracked_models
from registry.ledger.payloads import plain
from registry.ledger.revisions import Revision

Identity = tuple[str, int]
"""Label of the table and number of the record."""
Payload = dict[Identity, dict[str, Any]]
"""The rows of one revision as they were sealed."""
Newest = dict[Identity, tuple[int, int]]
"""The last history id of each record so far and the number of its revision: both rise together."""

ABOUT_ROW = ("history_id", "revision_id", "history_date", "history_user_id", "history_type")
ABSENT = object()


class Unreadable(ValueError):
    """A payload that the ledger did not write, or that no longer says what its revision says."""


def read_payload(revision: Revision) -> Payload:
    """The sealed rows. Raises Unreadable, with the end of a sentence."""
    try:
        sealed = json.loads(revision.payload or "")
        rows = {(row["table"], row["id"]): row for row in sealed["rows"]}
        whole = all({"type", "fields", "links"} <= row.keys() for row in rows.values())
        said = (sealed["organisation"], sealed["number"])
        reason, recorded_at = sealed["reason"], sealed.get("recorded_at", ABSENT)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(_("what was written cannot be read")) from error
    if not whole or len(rows) != len(sealed["rows"]) or said != (revision.organisation_id, revision.number):
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
        unseen = {(pk, identity) for pk in by_id for identity in sealed[pk] if identity[0] == table.label}
        for revision_id, identity, problem in _differences(table, by_id, sealed, unseen, newest):
            found[revision_id].setdefault(identity, problem)
        for revision_id, identity in unseen:
            gone = _("the history row of %(record)s is gone") % {"record": named(table, identity[1])}
            found[revision_id].setdefault(identity, gone)
    return {revision_id: problems[min(problems)] for revision_id, problems in found.items()}


def named(table: Tracked, pk: int) -> str:
    """How a sentence calls a record: “party 5”."""
    return f"{table.model._meta.verbose_name} {pk}"


def _differences(
    table: Tracked,
    by_id: dict[int, Revision],
    sealed: dict[int, Payload],
    unseen: set[tuple[int, Identity]],
    newest: Newest,
) -> Iterator[tuple[int, Identity, str]]:
    """Where the history rows of one table differ; takes every row that it meets from `unseen`."""
    rows = table.history.objects.filter(revision_id__in=list(by_id)).order_by("history_id")
    links = table.links_of_revisions(list(by_id))
    key = len(ABOUT_ROW) + table.columns.index(table.pk)
    for row in rows.values_list(*ABOUT_ROW, *table.columns).iterator():
        history_id, revision = row[0], by_id[row[1]]
        identity = (table.label, row[key])
        before, newest[identity] = newest.get(identity), (history_id, revision.number)
        if (revision.pk, identity) not in unseen:
            problem = _("the history row of %(record)s was never sealed")
        elif before is not None and (history_id <= before[0] or revision.number <= before[1]):
            problem = _("the history row of %(record)s is out of order")
        else:
            problem = _difference(table, revision, sealed[revision.pk][identity], row, links.get(history_id))
        unseen.discard((revision.pk, identity))
        if problem:
            yield revision.pk, identity, problem % {"record": named(table, row[key])}


def _difference(
    table: Tracked, revision: Revision, sealed: dict[str, Any], row: tuple[Any, ...], links: Links | None
) -> str:
    """The first difference of one row, as a sentence about %(record)s."""
    _history_id, _revision_id, instant, actor_id, kind = row[: len(ABOUT_ROW)]
    if kind != sealed["type"]:
        return _("whether %(record)s was added, changed or removed differs from what was sealed")
    if (instant, actor_id) != (revision.instant, revision.actor_id):
        return _("the history row of %(record)s has another instant or account than its revision")
    fields = sealed["fields"]
    for name, value in zip(table.columns, row[len(ABOUT_ROW) :], strict=True):
        if value != (was := fields.get(name, value)) and plain(value) != was:
            return _differs(table, name)
    for name, targets in (links or table.no_links()).items():
        if targets != sealed["links"].get(name, targets):
            return _differs(table, name)
    return ""


def _differs(table: Tracked, name: str) -> str:
    label = str(table.model._meta.get_field(name).verbose_name).replace("%", "%%")
    return _("“%(field)s” of %%(record)s differs from what was sealed") % {"field": label}
