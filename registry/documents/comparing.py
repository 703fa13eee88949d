"""What changed in a register between two of its states.

Records are compared, not printed sheets: rows of a sheet have no identity, so a changed text would read as one removed
and one added, and a renamed vendor as a change of every sheet that names it. Here a record is matched by its number and
reported once, where it was written; a link has changed when it leads elsewhere. Words are made of what differs only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from registry.documents.compared.items import Item, View, identity
from registry.documents.compared.items import Kind as Compared
from registry.documents.compared.sources import Source, about_changes, renamed_sources
from registry.documents.compared.subjects import Pairs, subjects
from registry.documents.difference import (
    SCHEMA,
    Authorship,
    Change,
    Difference,
    ItemChange,
    Kind,
    Subject,
)
from registry.documents.edition import NOBODY, Edition
from registry.documents.in_force import RETIRED, holds
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.records.evidence import InForce
from registry.documents.records.services import Subprocessor
from registry.documents.register import Moment
from registry.documents.registers import PROCESSOR, moment
from registry.law.articles import Part as Side

Letters = dict[str, tuple[str, str]]
"""Key of a section → its letter, and the articles that ask for it."""


def compare(
    before: Inventory,
    after: Inventory,
    *,
    before_on: dt.date,
    after_on: dt.date,
    authorship: Authorship | None = None,
) -> Difference:
    """Everything recorded that differs, in the organisation's language; what is in force is judged on a day for each
    side. `authorship`: who wrote between the two. Of two equal inventories on one day: no change. No query."""
    organisation = after.organisation or before.organisation or NOBODY
    known = authorship or Authorship()
    with translation.override(organisation.language):
        comparison = _Comparison(
            old=View(inventory=before, on=before_on), new=View(inventory=after, on=after_on), authorship=known
        )
        found = tuple(comparison.subjects())
        name = organisation.name or _("Not recorded yet")
    behind = {key for subject in found for change in subject.changes for key in change.revisions}
    return Difference(
        schema=SCHEMA,
        language=organisation.language,
        slug=organisation.slug,
        name=name,
        note=organisation.note,
        before=_moment(before, on=before_on, timezone=organisation.timezone),
        after=_moment(after, on=after_on, timezone=organisation.timezone),
        subjects=found,
        revisions=tuple(one for one in known.revisions if one.key in behind),
        revisions_between=after.basis.revision - before.basis.revision,
    )


def _moment(inventory: Inventory, *, on: dt.date, timezone: str) -> Moment:
    return replace(moment(inventory, on=on), timezone=timezone)


def in_force(record: Any, on: dt.date) -> bool:
    """Whether a record stood on a day, as far as its dates and its status say. Law and vocabularies always do."""
    match record:
        case Activity() if retired(record) and not record.in_force_until:
            return False
        case InForce():
            return holds(record, on)
        case Subprocessor():
            ended = record.ended_on is not None and record.ended_on < on
            return not ended and not (record.withdrawn_on is not None and record.withdrawn_on <= on)
    return True


def retired(record: Any) -> bool:
    """Whether it is an activity whose status says that it is over."""
    return isinstance(record, Activity) and record.status is not None and record.status.code == RETIRED


@dataclass(frozen=True, kw_only=True)
class _Comparison:
    old: View
    new: View
    authorship: Authorship

    def subjects(self) -> Iterator[Subject]:
        for found in subjects(self.old.inventory, self.new.inventory):
            made = [change for pairs in found.pairs for change in self._changes(pairs, self._joint)]
            if made:
                yield Subject(key=found.key, heading=found.heading, changes=tuple(sorted(made, key=_place)))

    @cached_property
    def _sides(self) -> dict[Side, Letters]:
        """The letters of each record under the law that applies now."""
        inventory = self.new.inventory if self.new.inventory.organisation else self.old.inventory
        edition = Edition(inventory=inventory, on=self.new.on, full=True)
        return {side: {one.key: (one.letter, one.article) for one in edition.letters(side)} for side in Side}

    @cached_property
    def _joint(self) -> Letters:
        """What both records ask for: every article, and the letter where it is the same."""
        found: dict[str, list[tuple[str, str]]] = {}
        for letters in self._sides.values():
            for key, letter in letters.items():
                found.setdefault(key, []).append(letter)
        return {
            key: (
                same[0][0] if len({letter for letter, _article in same}) == 1 else "",
                "; ".join(article for _letter, article in same),
            )
            for key, same in found.items()
        }

    @cached_property
    def _renamed(self) -> dict[Source, Source]:
        return renamed_sources(self.old.inventory, self.new.inventory)

    def _changes(self, pairs: Pairs, letters: Letters) -> Iterator[Change]:
        """Records matched by their number: those of the newer side in their order, then those that are gone."""
        then, now = ({one.id: one for one in side} for side in (pairs.old, pairs.new))
        for number in (*now, *(number for number in then if number not in now)):
            change = self._change(pairs.kind, then.get(number), now.get(number), letters)
            if change is not None:
                yield change

    def _change(self, compared: Compared, old: Any, new: Any, letters: Letters) -> Change | None:
        record = old if new is None else new
        if isinstance(record, Activity):
            on_behalf = record.role is not None and record.role.code == PROCESSOR
            letters = self._sides[Side.PROCESSOR if on_behalf else Side.CONTROLLER]
        differing = _differing(compared, old, new)
        items = tuple(self._item(one, old, new, letters) for one in differing)
        items += tuple(about_changes(compared, old, new, renamed=self._renamed))
        parts = tuple(
            change
            for name, kind in compared.parts
            for change in self._changes(_parts(kind, name, old, new), letters)
        )
        kind = self._kind(old, new)
        if kind is Kind.CHANGED and not items and not parts:
            return None
        letter, article = letters.get(compared.section, ("", ""))
        return Change(
            kind=kind,
            table=compared.table,
            id=record.id,
            what=compared.what,
            reference=getattr(record, "reference", ""),
            title=compared.called(record),
            letter=letter,
            article=article,
            items=items,
            parts=parts,
            revisions=self._revisions(compared, old, new, differing, parts),
        )

    def _kind(self, old: Any, new: Any) -> Kind:
        if old is None:
            return Kind.ADDED
        if new is None:
            return Kind.REMOVED
        stood, stands = in_force(old, self.old.on), in_force(new, self.new.on)
        if stood == stands:
            return Kind.CHANGED
        if stands:
            return Kind.BEGUN
        return Kind.RETIRED if retired(new) and not retired(old) else Kind.ENDED

    def _item(self, item: Item, old: Any, new: Any, letters: Letters) -> ItemChange:
        letter, article = letters.get(item.section, ("", ""))
        return ItemChange(
            key=item.key,
            heading=item.heading,
            letter=letter,
            article=article,
            before=None if old is None else item.value(old, self.old),
            after=None if new is None else item.value(new, self.new),
        )

    def _revisions(
        self, compared: Compared, old: Any, new: Any, items: list[Item], parts: Iterable[Change]
    ) -> tuple[str, ...]:
        """The revisions that wrote the record, a part of it, or another record that decides one of the items."""
        touched = self.authorship.touched
        if not touched:
            return ()
        record = old if new is None else new
        written = [(compared.table, record.id)]
        for item in items:
            if item.through:
                sides = [getattr(side, name) for side in (old, new) if side for name in item.fields]
                written += [(item.through, one.id) for linked in sides for one in linked]
        found = {key for one in written for key in touched.get(one, ())}
        found.update(key for part in parts for key in part.revisions)
        return tuple(sorted(found, key=self._order.__getitem__))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {one.key: place for place, one in enumerate(self.authorship.revisions)}


def _differing(compared: Compared, old: Any, new: Any) -> list[Item]:
    """The items to be said, in their order: those that differ, or of a record that is new or gone those recorded."""
    if old is None or new is None:
        record = old if new is None else new
        return [one for one in compared.items if not one.only_changed and _recorded(one, record)]
    found: list[Item] = []
    if compared.leading(old) != compared.leading(new):
        found += [one for one in compared.linked if identity(one.stored(old)) != identity(one.stored(new))]
    if compared.plain(old) != compared.plain(new):
        found += [one for one in compared.unlinked if one.stored(old) != one.stored(new)]
    if not found:
        return found
    keys = {one.key for one in found}
    return [one for one in compared.items if one.key in keys]


def _recorded(item: Item, record: Any) -> bool:
    return any(getattr(record, name) not in (None, "", ()) for name in item.compared)


def _parts(kind: Compared, name: str, old: Any, new: Any) -> Pairs:
    then, now = (() if side is None else getattr(side, name) for side in (old, new))
    return Pairs(kind=kind, old=then, new=now)


def _place(change: Change) -> tuple[int, str, str, int]:
    """By reference, then name, then number; PA-10000 comes after PA-9999."""
    return len(change.reference), change.reference, change.title.casefold(), change.id
