"""One item of a record before and after a revision, in words and with what changed in it marked."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.admin.about import item_name, kind_name, record_spoken_of
from registry.admin.letters import citation
from registry.admin.names import Names
from registry.admin.versions import Version, whole_field
from registry.admin.wording import heading, words
from registry.documents.worddiff import Kind, Piece, Pieces, compare, opening, shortened
from registry.ledger.recording import CHANGED, DELETED
from registry.models.fields import CodesField, LineField, ProseField

JUST_BEFORE = dt.timedelta(microseconds=1)
SHOWN = 3
"""Of links that stayed as they were, so many are named; the others are counted."""
ABOUT = {"record_type": kind_name, "field": item_name}
"""Columns that name a kind of record, or one of its items, by what the program calls it."""
SILENT = {
    "processingactivity": ("prepared_by",),
    "approval": ("content", "schema", "asked_sha256", "prepared_by", "approved_by"),
}
"""Kind of record → columns for the program: numbers of accounts, of whom the revision names who wrote, and documents."""
Mark = tuple[Kind, str]


@dataclass(frozen=True, kw_only=True)
class ItemChange:
    """One item before and after, in words; empty is empty."""

    item: str
    citation: str = ""
    """The letter of Article 30 that asks for it."""
    before: str
    after: str
    pieces: Pieces
    """What to print: of a changed text the words that stayed, went and came, otherwise what there was or is."""
    listed: bool = False
    """Whether each piece stands for one of several entries, rather than for a stretch of a text."""


def items(version: Version, names: Names) -> tuple[ItemChange, ...]:
    """What a version says otherwise than the one before; of a new record what it says, of a removed one what it said."""
    found = [_item(field, version, names) for field in columns(version.model) if _differs(field, version)]
    found += [_linked_item(name, version, names) for name in version.links if _links_differ(name, version)]
    return tuple(item for item in found if item.before or item.after)


def columns(model: type[models.Model]) -> list[models.Field]:
    """The columns that say something: not its number, its owner or its whole, nor where a file is kept."""
    silent = {"organisation", whole_field(model), *SILENT.get(model._meta.model_name or "", ())}
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.name in silent or isinstance(field, models.FileField))
    ]


def states(version: Version) -> tuple[Version | None, Version | None]:
    """The record before and after; a removal keeps what was there until then."""
    if version.kind == DELETED:
        return version.before or version, None
    return version.before, version


def _differs(field: models.Field, version: Version) -> bool:
    old, new = states(version)
    return old is None or new is None or old.fields[field.attname] != new.fields[field.attname]


def _links_differ(name: str, version: Version) -> bool:
    old, new = states(version)
    return old is None or new is None or old.links[name] != new.links[name]


def _item(field: models.Field, version: Version, names: Names) -> ItemChange:
    old, new = states(version)
    before = _said(field, old, version, names, at=version.instant - JUST_BEFORE)
    after = _said(field, new, version, names, at=version.instant)
    listed = isinstance(field, CodesField)
    return ItemChange(
        item=_("Record") if field.name == "record_id" else heading(field),
        citation=citation(version.model, field.name),
        before=before,
        after=after,
        pieces=_coded(field, old, new) if listed else _pieces(field, version.kind, before, after),
        listed=listed,
    )


def _said(
    field: models.Field, state: Version | None, version: Version, names: Names, *, at: dt.datetime
) -> str:
    if state is None:
        return ""
    value = state.fields[field.attname]
    if field.is_relation:
        return "" if value is None else names.at(field.related_model, value, at)
    unasked = field.name == "position" or (value in (False, 0) and value == field.default)
    if unasked and version.kind != CHANGED:
        return ""  # nobody said so: it is what a new record starts with
    if field.name in ABOUT:
        return ABOUT[field.name](state.fields)
    spoken_of = record_spoken_of(state.fields) if field.name == "record_id" else None
    return names.at(*spoken_of, at) if spoken_of else words(field, value)


def _pieces(field: models.Field, kind: str, before: str, after: str) -> Pieces:
    if kind != CHANGED:
        return opening(before or after)
    if isinstance(field, LineField | ProseField):
        return shortened(compare(before, after))
    return _listed([(Kind.REMOVED, before), (Kind.ADDED, after)])


def _listed(marks: list[Mark]) -> Pieces:
    return tuple(Piece(kind=kind, text=text) for kind, text in marks if text)


def _coded(field: models.Field, old: Version | None, new: Version | None) -> Pieces:
    before, after = (state.fields[field.attname] if state else [] for state in (old, new))
    if old is None or new is None:
        return _listed([(Kind.KEPT, words(field, [code])) for code in [*before, *after]])
    gone = [(Kind.REMOVED, words(field, [code])) for code in before if code not in after]
    came = [(Kind.ADDED, words(field, [code])) for code in after if code not in before]
    stayed = [words(field, [code]) for code in after if code in before]
    return _listed([*gone, *came, *_stayed(stayed)])


def _stayed(names: list[str]) -> list[Mark]:
    """Some of what stayed is named; more is counted."""
    if len(names) <= SHOWN:
        return [(Kind.KEPT, name) for name in names]
    return [(Kind.KEPT, _others(len(names)))]


def _others(count: int) -> str:
    return ngettext("%(count)s other", "%(count)s others", count) % {"count": count}


def _linked_item(name: str, version: Version, names: Names) -> ItemChange:
    field = version.table.m2m(name)
    old, new = states(version)
    before, after = (set(state.links[name]) if state else set() for state in (old, new))

    def called(keys: set[int], *, at: dt.datetime) -> list[str]:
        return sorted(names.at(field.related_model, key, at) for key in keys)

    gone = called(before - after, at=version.instant - JUST_BEFORE)
    came, stayed = (called(keys, at=version.instant) for keys in (after - before, before & after))
    alone = old is None or new is None
    return ItemChange(
        item=heading(field),
        citation=citation(version.model, name),
        before=_joined(gone, stayed),
        after=_joined(came, stayed),
        pieces=_listed([
            *((Kind.KEPT if alone else Kind.REMOVED, name) for name in gone),
            *((Kind.KEPT if alone else Kind.ADDED, name) for name in came),
            *_stayed(stayed),
        ]),
        listed=True,
    )  # fmt: skip


def _joined(own: list[str], stayed: list[str]) -> str:
    if len(stayed) > SHOWN:
        return "; ".join([*own, _others(len(stayed))])
    return "; ".join(sorted([*own, *stayed]))
