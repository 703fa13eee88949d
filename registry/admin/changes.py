"""Histories as people read them: revision by revision, who changed which item from what to what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry.admin.names import Accounts, Names
from registry.admin.versions import Version, record_of, whole_field
from registry.admin.wording import heading, words
from registry.ledger.recording import CHANGED, CREATED, DELETED
from registry.models import Revision

KINDS = {CREATED: gettext_lazy("Added"), CHANGED: gettext_lazy("Changed"), DELETED: gettext_lazy("Removed")}
JUST_BEFORE = dt.timedelta(microseconds=1)
SHOWN = 3
"""Of links that stayed as they were, so many are named; the others are counted."""


@dataclass(frozen=True, kw_only=True)
class ItemChange:
    """One item before and after, in words; empty is empty."""

    item: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class RecordChange:
    """One record in one revision."""

    kind: str
    what: str
    """Its kind of record."""
    name: str
    items: tuple[ItemChange, ...]

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One revision: when, who, by which way, why, and what it changed. `number` is None outside the ledger."""

    number: int | None
    instant: dt.datetime
    who: str
    channel: str
    reason: str
    changes: tuple[RecordChange, ...]


def entries(versions: dict[int, list[Version]]) -> list[Entry]:
    """What the revisions (by id) changed, newest first. Queries: three, and one per model that is linked to."""
    revisions = Revision.objects.filter(pk__in=versions).defer("payload").order_by("-pk")
    accounts = Accounts(revision.actor_id for revision in revisions)
    names = Names(_links_in(version for written in versions.values() for version in written))
    return [
        Entry(
            number=revision.number,
            instant=revision.instant,
            who=accounts.who(revision),
            channel=revision.get_channel_display(),
            reason=revision.reason,
            changes=tuple(_change(version, names) for version in versions[revision.pk]),
        )
        for revision in revisions
    ]


def _links_in(versions: Iterable[Version]) -> dict[type[models.Model], set[int]]:
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for version in versions:
        for state in (version, version.before):
            if state is None:
                continue
            for field in _columns(state):
                if field.is_relation and state.fields[field.attname] is not None:
                    wanted[field.related_model].add(state.fields[field.attname])
            for name, keys in state.links.items():
                wanted[state.table.m2m(name).related_model].update(keys)
    return {model: keys for model, keys in wanted.items() if keys}


def _columns(version: Version) -> list[models.Field]:
    """The columns that say something: not its number, its owner or its whole."""
    meta, silent = version.model._meta, {"organisation", whole_field(version.model)}
    return [field for field in meta.concrete_fields if not field.primary_key and field.name not in silent]


def _change(version: Version, names: Names) -> RecordChange:
    items = [_item(field, version, names) for field in _columns(version)]
    items += [_linked_item(name, version, names) for name in version.links]
    return RecordChange(
        kind=version.kind,
        what=str(version.model._meta.verbose_name),
        name=_name(version, names),
        items=tuple(item for item in items if item.before != item.after),
    )


def _name(version: Version, names: Names) -> str:
    """What the record called itself; where it has no words of its own, the first record that it links to."""
    name = str(record_of(version))
    if name != str(version.model._meta.verbose_name):
        return name
    links = (
        (field.related_model, version.fields[field.attname])
        for field in _columns(version)
        if field.is_relation
    )
    return next((names.at(model, key, version.instant) for model, key in links if key is not None), name)


def _item(field: models.Field, version: Version, names: Names) -> ItemChange:
    before, after = _states(version)

    def said(state: Version | None, *, at: dt.datetime) -> str:
        value = state.fields[field.attname] if state is not None else None
        if field.is_relation:
            return "" if value is None else names.at(field.related_model, value, at)
        if value in (False, 0) and value == field.default and version.kind != CHANGED:
            return ""  # nobody said no to it: it is what a new record starts with
        return words(field, value)

    return ItemChange(
        item=heading(field),
        before=said(before, at=version.instant - JUST_BEFORE),
        after=said(after, at=version.instant),
    )


def _states(version: Version) -> tuple[Version | None, Version | None]:
    """The record before and after; a removal keeps what was there until then."""
    if version.kind == DELETED:
        return version.before or version, None
    return version.before, version


def _linked_item(name: str, version: Version, names: Names) -> ItemChange:
    field = version.table.m2m(name)
    before, after = (set(state.links[name]) if state else set() for state in _states(version))
    stayed = before & after if before != after else set()

    def said(keys: set[int], *, at: dt.datetime) -> str:
        shown = keys if len(stayed) <= SHOWN else keys - stayed
        listed = sorted(names.at(field.related_model, key, at) for key in shown)
        if others := len(keys) - len(shown):
            listed.append(ngettext("%(count)s other", "%(count)s others", others) % {"count": others})
        return "; ".join(listed)

    if before == after:
        return ItemChange(item=heading(field), before="", after="")
    return ItemChange(
        item=heading(field),
        before=said(before, at=version.instant - JUST_BEFORE),
        after=said(after, at=version.instant),
    )


def sentence(entry: Entry, *, when: str) -> str:
    """One revision in one sentence, for a message."""
    changed = "; ".join(_said(change) for change in entry.changes)
    facts = {"number": entry.number, "who": entry.who, "when": when, "changed": changed}
    return _("Revision %(number)s by %(who)s, %(when)s: %(changed)s.") % facts


def _said(change: RecordChange) -> str:
    if change.kind == CREATED:
        return _("%(what)s “%(name)s” added") % {"what": change.what, "name": change.name}
    if change.kind == DELETED:
        return _("%(what)s “%(name)s” removed") % {"what": change.what, "name": change.name}
    items = ", ".join(
        _("%(item)s from “%(before)s” to “%(after)s”")
        % {"item": item.item, "before": item.before, "after": item.after}
        for item in change.items
    )
    return _("%(what)s “%(name)s”: %(items)s") % {"what": change.what, "name": change.name, "items": items}
