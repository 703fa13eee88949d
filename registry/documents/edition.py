"""What is being said: of which inventory, on which day, and how much of it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from registry.documents.in_force import on_day
from registry.documents.inventory import Inventory
from registry.documents.records.parties import Organisation
from registry.documents.records.services import Transfer
from registry.law.articles import Letter, letters
from registry.law.articles import Part as Side
from registry.law.regimes import Regime

CONTENTS = ("art30", "full")
NOBODY = Organisation(id=0, name="", slug="")


@dataclass(frozen=True, kw_only=True)
class Lettered:
    """A letter of the article as printed: `article` cites every regime that applies to the organisation."""

    key: str
    letter: str
    article: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An inventory as it was in force on a day. `full` says everything recorded, else what the article asks."""

    inventory: Inventory
    on: dt.date
    full: bool

    @property
    def organisation(self) -> Organisation:
        """The organisation; before it was recorded, one without a name."""
        return self.inventory.organisation or NOBODY

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The regimes that apply; the Union's where none is recorded, as the register is one of its Article 30."""
        return tuple(regime for regime in Regime if regime in self.organisation.regimes) or (Regime.EU,)

    @property
    def says_guarantees(self) -> bool:
        """Whether the grounds of transfers are asked for: Swiss law does, Article 30 of the GDPR does not."""
        return self.full or Regime.CH in self.regimes

    @cached_property
    def general_transfers(self) -> tuple[Transfer, ...]:
        """Transfers of the organisation as a whole, which every activity is asked about."""
        found = self.inventory.transfers
        return tuple(one for one in found if one.service_id is None and one.activity_id is None)

    def letters(self, side: Side) -> tuple[Lettered, ...]:
        """The letters of one record in the order of the first regime, each with its place in all of them."""
        first, *others = [letters(regime=regime, part=side) for regime in self.regimes]
        return tuple(_lettered(letter, others) for letter in first)

    def article(self, side: Side) -> str:
        """The paragraph that asks for one record, in every regime: “Art. 30(1)”."""
        first = [letters(regime=regime, part=side)[0] for regime in self.regimes]
        return "; ".join(letter.citation.replace(f"({letter.letter})", "") for letter in first)


def edition(inventory: Inventory, *, on: dt.date, content: str) -> Edition:
    """The edition of an inventory for a day. Raises ValueError for unknown content."""
    if content not in CONTENTS:
        raise ValueError(f"{content!r} is not one of {', '.join(CONTENTS)}")
    return Edition(inventory=on_day(inventory, on=on), on=on, full=content == "full")


def _lettered(letter: Letter, others: list[tuple[Letter, ...]]) -> Lettered:
    same = [other.citation for found in others for other in found if other.key == letter.key]
    return Lettered(
        key=letter.key,
        letter=letter.letter,
        article="; ".join([letter.citation, *same]),
        heading=str(letter.heading),
    )
