"""The newest revisions of several organisations, each in one line: who, when, and which records."""

import datetime as dt
import zoneinfo
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.admin.headlines import counts, in_order
from registry.admin.names import Accounts
from registry.admin.telling import revision_url
from registry.admin.touched import counted
from registry.admin.versions import whole_field
from registry.admin.wording import words
from registry.ledger.history import Tracked, tracked_models
from registry.ledger.recording import CHANGED, CREATED, DELETED
from registry.models import Organisation, Revision

SHOWN = 10
NAMED = 2
"""Of the records of a revision, so many are named; the others are counted."""
LARGEST = 60
"""A revision that wrote more rows is told by numbers alone."""
CALLED = ("name", "title", "label", "question")
"""The columns that records are called by, the first that a record has."""
Identity = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Recent:
    """One revision. `when` is by the organisation's clock; `url` leads to all that it changed."""

    instant: dt.datetime
    when: str
    organisation: Organisation
    who: str
    what: str
    reason: str
    url: str


def recent(organisations: dict[int, Organisation], *, site: str) -> list[Recent]:
    """The newest revisions of these organisations, newest first. Five queries, however large they are."""
    own = Revision.objects.filter(organisation__in=list(organisations)).defer("payload")
    revisions = list(own.order_by("-instant", "-pk")[:SHOWN])
    if not revisions:
        return []
    accounts = Accounts(revision.actor_id for revision in revisions)
    found = counted([revision.pk for revision in revisions])
    written = _written([pk for pk, of_kinds in found.items() if of_kinds.total() <= LARGEST])
    names = _names(identity for records in written.values() for identity in records)
    return [
        Recent(
            instant=revision.instant,
            when=words(None, revision.instant.astimezone(zoneinfo.ZoneInfo(organisations[owner].timezone))),
            organisation=organisations[owner],
            who=accounts.who(revision),
            what=_told(written[revision.pk], names) if revision.pk in written else counts(found[revision.pk]),
            reason=revision.reason,
            url=revision_url(owner, revision.number, site=site),
        )
        for revision in revisions
        for owner in [revision.organisation_id]
    ]


def _written(revisions: Collection[int]) -> dict[int, dict[Identity, str]]:
    """Revision (id) → the records that it wrote, each with what happened to it: a part changes its whole. One query."""
    found: dict[int, dict[Identity, str]] = defaultdict(dict)
    first, *others = [_rows(table, revisions) for table in tracked_models()]
    for revision, kind, label, key, part in first.union(*others, all=True):
        if part:
            found[revision].setdefault((label, key), CHANGED)
        else:
            found[revision][label, key] = kind
    return found


def _rows(table: Tracked, revisions: Collection[int]) -> models.QuerySet:
    """Of each row the record with a form of its own that it belongs to, and whether it is a part of that."""
    name = whole_field(table.model)
    whole: Any = table.model._meta.get_field(name).related_model if name else table.model
    return (
        table.history.objects.filter(revision_id__in=revisions)
        .order_by()
        .values_list(
            "revision_id",
            "history_type",
            models.Value(whole._meta.model_name),
            f"{name}_id" if name else table.pk,
            models.Value(int(bool(name))),
        )
    )


def _names(identities: Iterable[Identity]) -> dict[Identity, str]:
    """What the records are called today; those that are deleted, or have no name, are not in it. One query."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for label, key in identities:
        wanted[label].add(key)
    asked = []
    for label, keys in wanted.items():
        model = apps.get_model("registry", label)
        known = {field.name for field in model._meta.concrete_fields}
        if column := next((name for name in CALLED if name in known), ""):
            rows = model._base_manager.filter(pk__in=keys).order_by()
            asked.append(rows.values_list(models.Value(label), "pk", column))
    if not asked:
        return {}
    return {(label, key): name for label, key, name in asked[0].union(*asked[1:], all=True)}


def _told(records: dict[Identity, str], names: dict[Identity, str]) -> str:
    """“Processing activity “Payroll” changed; Service “Hosting” added; 3 more records”."""
    order = in_order({label for label, _key in records})
    listed = sorted(records, key=lambda identity: (order.index(identity[0]), identity[1]))
    said = [_sentence(identity, records[identity], names.get(identity, "")) for identity in listed[:NAMED]]
    if (others := len(listed) - NAMED) > 0:
        said.append(ngettext("%(count)s more record", "%(count)s more records", others) % {"count": others})
    return "; ".join(said)


def _sentence(identity: Identity, kind: str, name: str) -> str:
    what = capfirst(str(apps.get_model("registry", identity[0])._meta.verbose_name))
    named = {
        CREATED: _("%(what)s “%(name)s” added"),
        CHANGED: _("%(what)s “%(name)s” changed"),
        DELETED: _("%(what)s “%(name)s” removed"),
    }
    alone = {
        CREATED: _("%(what)s added"),
        CHANGED: _("%(what)s changed"),
        DELETED: _("%(what)s removed"),
    }
    return (named if name else alone)[kind] % {"what": what, "name": name}
