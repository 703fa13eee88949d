"""What a restore would do, as a plan that can be shown, compared and carried out."""

from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _

from registry.ledger.history import tracked
from registry.ledger.payloads import canonical, sha256
from registry.ledger.rows import Row
from registry.models import Organisation, Revision
from registry.render.wording import day

Key = tuple[type[models.Model], int]
"""A record: its model and number."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """One record that comes back (`before` None), is changed back, or goes (`after` None)."""

    model: type[models.Model]
    pk: int
    name: str
    before: Row | None
    """Its columns, and each many-to-many field as a sorted list of numbers, as they stand today."""
    after: Row | None


@dataclass(frozen=True, kw_only=True)
class RestorePlan:
    """Everything that would change if a record read again as it did after a revision."""

    model: type[models.Model]
    pk: int
    name: str
    organisation: Organisation | None
    """Whose record it is; None is what all organisations share."""
    revision: Revision
    gone: bool
    """Whether the record was removed, so that it would come back."""
    moves: tuple[Move, ...]
    """The record itself first, then its parts; what goes comes last."""
    left: tuple[str, ...]
    """What is not as it was then, and why: one sentence or two for each."""
    obstacles: tuple[str, ...]
    """Why it cannot be done at all; empty where it can."""

    @cached_property
    def fingerprint(self) -> str:
        """sha256 over all that would happen: two plans with the same one do the same."""
        moves = [[tracked(move.model).label, move.pk, move.before, move.after] for move in self.moves]
        of = [tracked(self.model).label, self.pk, self.revision.number]
        return sha256(canonical([of, moves, self.left, self.obstacles]))

    @property
    def day(self) -> str:
        """The day of the revision in the organisation's time zone."""
        zone = self.organisation.timezone if self.organisation else "UTC"
        return day(self.revision.instant.astimezone(ZoneInfo(zone)).date())

    @property
    def reason(self) -> str:
        """What the history says of it unless somebody says more."""
        words = {"number": self.revision.number, "day": self.day}
        return _("Restored as of revision %(number)s, %(day)s") % words
