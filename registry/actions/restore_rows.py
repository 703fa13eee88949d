"""One row of then as it can be today: without what stays, what was erased, and what is no more."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from registry.actions.restore_lookup import Lookup, single_links
from registry.actions.restore_plans import Key
from registry.actions.restore_rules import DESCRIBED_BY, NOT_WITHOUT, Staying, key_of
from registry.ledger.expunged import ERASED
from registry.ledger.history import tracked
from registry.ledger.rows import Row


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something that is not as it was then."""

    said: str
    """Where the record is restored without it."""
    why: str = ""
    """Where the record cannot be restored for it; empty where that cannot be."""


@dataclass(kw_only=True)
class Wanted:
    """A row on its way from then to what would be saved. `now` is None where the record is gone."""

    key: Key
    row: Row
    now: Row | None
    remarks: list[Remark] = field(default_factory=list)
    impossible: bool = False
    """Whether something is missing without which there is no such record."""

    @property
    def model(self) -> type[models.Model]:
        return self.key[0]

    def item(self, name: str) -> str:
        return capfirst(str(self.model._meta.get_field(name).verbose_name))

    @property
    def why(self) -> str:
        return " ".join(remark.why for remark in self.remarks if remark.why)


def wanted_row(
    key: Key,
    then: Row,
    now: Row | None,
    *,
    lookup: Lookup,
    erased: Collection[str],
    staying: Mapping[str, Staying],
) -> Wanted:
    """The row that would be saved, with a remark for everything that is not as it was then."""
    wanted = Wanted(key=key, row={**then}, now=now)
    _keep_back(wanted, staying)
    _leave_erased(wanted, erased, lookup)
    _leave_files(wanted, lookup)
    _leave_lost(wanted, lookup)
    return wanted


def _keep_back(wanted: Wanted, staying: Mapping[str, Staying]) -> None:
    for column in wanted.model._meta.concrete_fields:
        rule = staying.get(key_of(wanted.model, column.name))
        if rule is None:
            continue
        value, because = rule.anew, rule.anew_because
        if wanted.now is not None:
            value, because = wanted.now[column.attname], rule.because
        if wanted.row[column.attname] != value and (wanted.now is not None or value is not None):
            wanted.row[column.attname] = value
            said = Remark(said=str(because))
            if because and said not in wanted.remarks:
                wanted.remarks.append(said)


def _leave_erased(wanted: Wanted, erased: Collection[str], lookup: Lookup) -> None:
    for name in sorted(set(erased) & wanted.row.keys()):
        words = {"item": wanted.item(name), "record": lookup.words(wanted.key)}
        if wanted.now is not None:
            wanted.row[name] = wanted.now[name]
            said = _("“%(item)s” of %(record)s was erased from that version: it stays as it is today.")
        else:
            wanted.row[name] = "" if wanted.row[name] == ERASED else wanted.row[name]
            said = _("“%(item)s” of %(record)s was erased from that version: it comes back empty.")
        why = _("“%(item)s” was erased from that version.")
        wanted.remarks.append(Remark(said=said % words, why=why % words))


def _leave_files(wanted: Wanted, lookup: Lookup) -> None:
    """A file of which nothing is left but the name is not restored, nor what describes it."""
    for column in wanted.model._meta.concrete_fields:
        if not isinstance(column, models.FileField):
            continue
        path = wanted.row[column.name]
        if not path or (wanted.now or {}).get(column.name) == path or column.storage.exists(path):
            continue
        described = DESCRIBED_BY.get(key_of(wanted.model, column.name), ())
        empty = {name: wanted.model._meta.get_field(name).get_default() for name in (column.name, *described)}
        wanted.row.update({name: (wanted.now or empty)[name] for name in empty})
        words = {"record": lookup.words(wanted.key)}
        if wanted.now is not None:
            said = _("The file that %(record)s had then is no longer kept: it has the file of today.")
        else:
            said = _("The file that %(record)s had then is no longer kept: it comes back without.")
        wanted.remarks.append(Remark(said=said % words))


def _leave_lost(wanted: Wanted, lookup: Lookup) -> None:
    """Leaves out the links to what is no more."""
    for column in single_links(wanted.model):
        target = wanted.row[column.attname]
        if target is None or (column.related_model, target) in lookup.there:
            continue
        wanted.row[column.attname] = None
        needed = not column.null or key_of(wanted.model, column.name) in NOT_WITHOUT
        wanted.impossible = wanted.impossible or needed
        wanted.remarks.append(_lost(wanted, column.name, (column.related_model, target), lookup))
    for name in tracked(wanted.model).links:
        related = tracked(wanted.model).m2m(name).related_model
        lost = [pk for pk in wanted.row[name] if (related, pk) not in lookup.there]
        wanted.row[name] = [pk for pk in wanted.row[name] if pk not in lost]
        wanted.remarks += [_lost(wanted, name, (related, pk), lookup) for pk in lost]


def _lost(wanted: Wanted, name: str, target: Key, lookup: Lookup) -> Remark:
    words = {"lost": lookup.words(target), "item": wanted.item(name), "record": lookup.words(wanted.key)}
    return Remark(
        said=capfirst(
            _("%(lost)s no longer exists: “%(item)s” of %(record)s is restored without it.") % words
        ),
        why=capfirst(_("%(lost)s (“%(item)s”) no longer exists.") % words),
    )


def problem_of(wanted: Wanted, draft: Any) -> str:
    """Why the record cannot be saved like this, in a sentence; empty where it can. No query."""
    if wanted.impossible:
        return wanted.why
    links = [column.name for column in wanted.model._meta.concrete_fields if column.is_relation]
    try:
        draft.clean_fields(exclude=links)
        draft.clean()
    except ValidationError as error:
        return wanted.why or sentence_of(error, model=wanted.model)
    return ""


def sentence_of(error: ValidationError, *, model: type[models.Model] | None = None) -> str:
    """What was refused, each with the item that it is about where that is known."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    names = {one.name: one for one in model._meta.get_fields()} if model is not None else {}
    return " ".join(
        f"{capfirst(str(names[name].verbose_name))}: {message}" if name in names else message
        for name, messages in error.message_dict.items()
        for message in messages
    )


def taken(draft: Any) -> Iterator[str]:
    """What another record has that may be there once only, in sentences. One query for each such rule of the model."""
    meta = draft._meta
    once = [(column.name,) for column in meta.concrete_fields if column.unique and not column.primary_key]
    for fields in once:
        others = type(draft)._base_manager.filter(**{name: getattr(draft, name) for name in fields})
        if others.exclude(pk=draft.pk).exists():
            yield _same(meta, fields)
    for constraint in meta.constraints:
        try:
            constraint.validate(type(draft), draft)
        except ValidationError as error:
            unique = isinstance(constraint, models.UniqueConstraint)
            yield _same(meta, constraint.fields) if unique else sentence_of(error)


def _same(meta: Any, fields: Collection[str]) -> str:
    labels = [capfirst(str(meta.get_field(name).verbose_name)) for name in fields if name != "organisation"]
    words = {"record": meta.verbose_name, "fields": get_text_list(labels, _("and"))}
    return _("Another %(record)s has the same today: %(fields)s.") % words
