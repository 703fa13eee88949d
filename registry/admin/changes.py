"""Histories as people read them: revision by revision, who changed which item from what to what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.about import kind_name, record_spoken_of
from registry.admin.items import ItemChange, columns, items
from registry.admin.letters import citation
from registry.admin.names import Accounts, Names
from registry.admin.versions import Version, record_of, whole_of
from registry.ledger.recording import CHANGED, CREATED, DELETED
from registry.models import Revision

KINDS = {CREATED: gettext_lazy("Added"), CHANGED: gettext_lazy("Changed"), DELETED: gettext_lazy("Removed")}
SHORT = 4
"""So many items of a record that came or went are shown at once."""
IN_A_SENTENCE = 160
"""So many characters of a text fit into a sentence about it."""
UNFOLDED = 6
"""So many changes are shown at once; the others unfold."""


@dataclass(frozen=True, kw_only=True)
class RecordChange:
    """One record in one revision."""

    kind: str
    what: str
    """Its kind of record."""
    name: str
    items: tuple[ItemChange, ...]
    citation: str = ""
    """The letter of Article 30 that asks for such records."""
    model: type[models.Model]
    pk: int
    own: bool = False
    """Whether it is the record whose history is told, which need not be named."""

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])

    @property
    def mark(self) -> str:
        """The name of the mark that is drawn beside the label."""
        return {CREATED: "added", DELETED: "removed"}.get(self.kind, "changed")

    @property
    def long(self) -> bool:
        """Whether its items only repeat, at length, that it came or went."""
        return self.kind != CHANGED and len(self.items) > SHORT


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One revision: when, who, by which way, why, and what it changed. `number` is None outside the ledger."""

    number: int | None
    instant: dt.datetime
    who: str
    channel: str
    reason: str
    changes: tuple[RecordChange, ...]
    headline: str = ""
    alone: str = ""
    """The address of the revision, with all else that it changed; empty for whoever may not see that."""
    register: str = ""
    """The address of the register as of that moment; empty for what belongs to no organisation."""
    restore: str = ""
    """Where the record can be restored as of that revision; empty where it cannot, or not by this account."""

    @property
    def shown(self) -> tuple[RecordChange, ...]:
        return self.changes[:UNFOLDED]

    @property
    def folded(self) -> tuple[RecordChange, ...]:
        return self.changes[UNFOLDED:]


def entries(versions: dict[int, list[Version]]) -> list[Entry]:
    """What the revisions (by id) changed, newest first. Queries: three, and one per model that is linked to."""
    revisions = Revision.objects.filter(pk__in=versions).defer("payload").order_by("-pk")
    accounts = Accounts(revision.actor_id for revision in revisions)
    names = names_in(version for written in versions.values() for version in written)
    return [
        entry_of(revision, versions[revision.pk], accounts=accounts, names=names) for revision in revisions
    ]


def entry_of(revision: Revision, versions: Iterable[Version], *, accounts: Accounts, names: Names) -> Entry:
    return Entry(
        number=revision.number,
        instant=revision.instant,
        who=accounts.who(revision),
        channel=revision.get_channel_display(),
        reason=revision.reason,
        changes=tuple(change_of(version, names) for version in versions),
    )


def names_in(versions: Iterable[Version], *, wholes: bool = False) -> Names:
    """The names of all that these versions, and those before them, link to, and of what they are parts of if asked for.
    One query per model."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for version in versions:
        whole = whole_of(version) if wholes else None
        if whole is not None:
            wanted[whole[0]].add(whole[1])
        for state in (version, version.before):
            if state is not None:
                _want(state, wanted)
    return Names({model: keys for model, keys in wanted.items() if keys})


def _want(state: Version, wanted: dict[type[models.Model], set[int]]) -> None:
    for field in columns(state.model):
        if field.is_relation and state.fields[field.attname] is not None:
            wanted[field.related_model].add(state.fields[field.attname])
    for name, keys in state.links.items():
        wanted[state.table.m2m(name).related_model].update(keys)
    if (spoken_of := record_spoken_of(state.fields)) is not None:
        wanted[spoken_of[0]].add(spoken_of[1])


def change_of(version: Version, names: Names) -> RecordChange:
    return RecordChange(
        kind=version.kind,
        what=str(version.model._meta.verbose_name),
        name=name_of(version, names),
        items=items(version, names),
        citation=citation(version.model),
        model=version.model,
        pk=version.pk,
    )


def name_of(version: Version, names: Names) -> str:
    """What the record called itself; where it has no words of its own, the first record that it links to."""
    name = str(record_of(version))
    if name != str(version.model._meta.verbose_name):
        return name
    if (spoken_of := record_spoken_of(version.fields)) is not None:
        about = {"what": kind_name(version.fields), "name": names.at(*spoken_of, version.instant)}
        return _("about %(what)s %(name)s") % about
    links = (
        (field.related_model, version.fields[field.attname])
        for field in columns(version.model)
        if field.is_relation
    )
    return next((names.at(model, key, version.instant) for model, key in links if key is not None), name)


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
        % {"item": item.item, "before": _cut(item.before), "after": _cut(item.after)}
        for item in change.items
    )
    return _("%(what)s “%(name)s”: %(items)s") % {"what": change.what, "name": change.name, "items": items}


def _cut(text: str) -> str:
    return Truncator(text).chars(IN_A_SENTENCE)
