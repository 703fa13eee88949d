"""What a revision touched, record by record: each with what changed of itself and of its parts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _

from registry.admin.changes import UNFOLDED, RecordChange, change_of
from registry.admin.headlines import NAMED, counts, headline, in_order
from registry.admin.names import Names
from registry.admin.versions import Version, whole_of

Identity = tuple[type[models.Model], int]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A record that has a form of its own, in one revision."""

    model: type[models.Model]
    pk: int
    what: str
    name: str
    headline: str
    own: RecordChange | None
    """What changed of the record itself."""
    parts: tuple[RecordChange, ...]
    history: str = ""
    """Where its history is."""
    form: str = ""
    """Where it can be opened; empty where it is no more."""

    @property
    def changes(self) -> tuple[RecordChange, ...]:
        return self.parts if self.own is None else (self.own, *self.parts)

    @property
    def shown(self) -> tuple[RecordChange, ...]:
        """Of the parts, so many as are shown at once; the others unfold."""
        return self.parts[:UNFOLDED]

    @property
    def folded(self) -> tuple[RecordChange, ...]:
        return self.parts[UNFOLDED:]


def subjects(versions: Iterable[Version], names: Names) -> list[Subject]:
    """The versions of one revision by record, in the order in which they are told."""
    found: dict[Identity, list[Version]] = defaultdict(list)
    for version in versions:
        found[whole_of(version) or (version.model, version.pk)].append(version)
    order = in_order({model._meta.model_name or "" for model, _pk in found})
    told = [_subject(identity, written, names) for identity, written in found.items()]
    return sorted(told, key=lambda subject: (order.index(subject.model._meta.model_name or ""), subject.pk))


def headline_of(found: list[Subject]) -> str:
    """All that a revision did, in one line."""
    changes = [replace(change, own=False) for subject in found for change in subject.changes]
    if len(changes) <= NAMED:
        return headline(changes)
    if len(found) == 1:
        return _("%(record)s: %(headline)s") % {"record": found[0].name, "headline": found[0].headline}
    return counts(Counter((change.model._meta.model_name or "", change.kind) for change in changes))


def _subject(identity: Identity, versions: list[Version], names: Names) -> Subject:
    model, pk = identity
    order = in_order({version.table.label for version in versions})
    own = [replace(change_of(version, names), own=True) for version in versions if version.model is model]
    parts = [version for version in versions if version.model is not model]
    parts.sort(key=lambda version: (order.index(version.table.label), version.pk))
    changes = [*own, *(change_of(version, names) for version in parts)]
    return Subject(
        model=model,
        pk=pk,
        what=str(model._meta.verbose_name),
        name=own[0].name if own else names.at(model, pk, versions[0].instant),
        headline=headline(changes),
        own=own[0] if own else None,
        parts=tuple(changes[len(own) :]),
    )
