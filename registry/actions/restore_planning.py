"""From the rows of then and today to a plan: what comes back, what is changed back, what goes, and what cannot be."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.actions.restore_lookup import Lookup, targets
from registry.actions.restore_plans import Key, Move, RestorePlan
from registry.actions.restore_reading import Family, Rows, revision_numbers
from registry.actions.restore_rows import Wanted, problem_of, taken, wanted_row
from registry.actions.restore_rules import BY_THE_INSTALLATION, STAYING
from registry.ledger.expunged import erased_fields
from registry.ledger.history import tracked
from registry.ledger.revisions import SHARED
from registry.ledger.rows import Row
from registry.models import Organisation, Revision


class Planning:
    """One plan in the making, and the records as they would be saved. Reads, and writes nothing.

    Queries: a constant number for each kind of record, whatever the number of parts.
    """

    def __init__(
        self,
        model: type[models.Model],
        pk: int,
        *,
        organisation: Organisation | None,
        revision: Revision,
        installation: bool,
    ) -> None:
        """`installation`: whether the administrator of the installation, or the program itself, restores."""
        self.root: Key = (model, pk)
        self.organisation, self.revision = organisation, revision
        self.rules = STAYING if installation else {**STAYING, **BY_THE_INSTALLATION}
        self.family = self._family()
        self.lookup = Lookup(organisation=organisation, coming=self.family.then)
        self.erased: dict[Key, set[str]] = {}
        self.drafts: dict[Key, Any] = {}
        """The records that would be saved."""
        self.moves: list[Move] = []
        self.left: list[str] = []
        self.obstacles: list[str] = []
        self.stuck: Rows = {}
        """What cannot be as it was, and stays as it is."""

    def _family(self) -> Family:
        owner = self.organisation.pk if self.organisation is not None else None
        return Family(owner=owner, instant=self.revision.instant)

    def there_then(self) -> bool:
        """Reads the record with all that is edited with it. Whether it was there after the revision."""
        self.family.read(*self.root)
        return self.root in self.family.then

    def plan(self) -> RestorePlan:
        """The plan, once `there_then` has read the records."""
        then, now = self.family.then, self.family.now
        self.lookup.load(then, now)
        self.erased = self._erased(then)
        name = self.lookup.name(self.root)
        for key in then:
            if not self.obstacles:
                self._bring(key, then, now)
        if not self.obstacles:
            going = self._going([key for key in now if key not in then])
            self._restore_what_was_said(
                coming={key for key in self.drafts if key not in now}, going=set(going)
            )
            self._send(going, now)
        return RestorePlan(
            model=self.root[0],
            pk=self.root[1],
            name=name,
            organisation=self.organisation,
            revision=self.revision,
            gone=self.root not in now,
            moves=() if self.obstacles else tuple(self.moves),
            left=() if self.obstacles else tuple(self.left),
            obstacles=tuple(self.obstacles),
        )

    def _erased(self, then: Rows) -> dict[Key, set[str]]:
        """The fields that were erased of the versions of then. A query, and one more where anything of them was."""
        erased = erased_fields(self.organisation.pk if self.organisation is not None else SHARED)
        touched = {(label, pk) for _number, label, pk in erased}
        asked = [(model, pk) for model, pk in then if (tracked(model).label, pk) in touched]
        numbers = revision_numbers(asked, by=self.revision.instant)
        return {
            (model, pk): erased.get((number, tracked(model).label, pk), set())
            for (model, pk), number in numbers.items()
        }

    # What comes back or is changed back

    def _bring(self, key: Key, then: Rows, now: Rows) -> None:
        wanted = wanted_row(
            key,
            then[key],
            now.get(key),
            lookup=self.lookup,
            erased=self.erased.get(key, set()),
            staying=self.rules,
        )
        if wanted.row == wanted.now:
            self.left += [remark.said for remark in wanted.remarks]
            return
        draft = self.lookup.draft(key, wanted.row, new=wanted.now is None)
        problem = problem_of(wanted, draft)
        if key == self.root:
            self.obstacles += [problem] if problem else taken(draft)
        if problem:
            self._leave(wanted, problem)
            return
        self.left += [remark.said for remark in wanted.remarks]
        self.lookup.there[key] = self.drafts[key] = draft
        self._move(key, before=wanted.now, after=wanted.row)

    def _leave(self, wanted: Wanted, problem: str) -> None:
        words = {"record": self.lookup.words(wanted.key), "why": problem}
        if wanted.now is None:
            self.left.append(capfirst(_("%(record)s does not come back. %(why)s") % words))
        else:
            self.left.append(capfirst(_("%(record)s stays as it is today. %(why)s") % words))
            self.stuck[wanted.key] = wanted.now

    def _move(self, key: Key, *, before: Row | None, after: Row | None) -> None:
        model, pk = key
        self.moves.append(Move(model=model, pk=pk, name=self.lookup.name(key), before=before, after=after))

    # What goes

    def _going(self, keys: Iterable[Key]) -> list[Key]:
        """Of what was added since, what can go: the last first, as nothing may lead to what is gone."""
        holders = {target: key for key, row in self.stuck.items() for target in targets(key[0], row)}
        going = []
        for key in keys:
            if key in holders:
                words = {"record": self.lookup.words(key), "holder": self.lookup.words(holders[key])}
                self.left.append(capfirst(_("%(record)s stays: %(holder)s still leads to it.") % words))
            else:
                going.insert(0, key)
        return going

    def _restore_what_was_said(self, *, coming: set[Key], going: set[Key]) -> None:
        """Citations and open questions come and go with what they are about; what is said of the others stays."""
        said = self._family()
        said.read_about([*coming, *going])
        self.lookup.load(said.then, said.now)
        self.erased |= self._erased(said.then) if said.then else {}
        for key, row in said.then.items():
            if key not in said.now and _about(row) in {(tracked(model).label, pk) for model, pk in coming}:
                self._bring(key, said.then, said.now)
        gone = [
            key for key, row in said.now.items() if _about(row) in {(tracked(m).label, pk) for m, pk in going}
        ]
        self._send(gone, said.now)

    def _send(self, keys: Iterable[Key], now: Rows) -> None:
        for key in keys:
            self._move(key, before=now[key], after=None)


def _about(row: Row) -> tuple[str, int]:
    return row["record_type"], row["record_id"]
