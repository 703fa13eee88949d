"""A form as a walk: panels in the order of the law, each holding some of the form's fieldsets and parts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise

from registry.documents.edition import Lettered
from registry.law.articles import Part as Side


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One step of a form, for one role. Letter and article come from the law: see `in_order_of_law`.

    `key`: where a letter asks for it, that of the letter in the law's table. `help`: what is asked and what is usually
    forgotten. `blocks`: keys of fieldsets and prefixes of inlines, in the order in which they are shown. `folded`: closed
    until somebody opens it, and not there at all while nothing is in it.
    """

    key: str
    side: Side
    title: str | Promise
    help: str | Promise
    blocks: tuple[str, ...] = ()
    folded: bool = False
    letter: str = ""
    article: str = ""
    asked: bool = False
    """Whether the law asks for it."""

    @property
    def anchor(self) -> str:
        """Where it is found on the page: #letter-b."""
        return f"letter-{self.letter}" if self.letter else f"panel-{self.key}"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fieldset or an inline of Django's, under its key."""

    key: str
    fieldset: Any = None
    inline: Any = None
    recorded: bool = False
    """Whether anything is in it."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A panel on the page, of either role: `current` is None where the role that is chosen does not ask for it."""

    key: str
    panels: tuple[Panel, ...]
    current: Panel | None
    blocks: tuple[Block, ...]
    standing: Any
    open: bool = True
    """Whether it is shown from the beginning."""

    @property
    def anchor(self) -> str:
        return self.current.anchor if self.current else f"other-{self.key}"


def in_order_of_law(panels: Iterable[Panel], letters: Iterable[Lettered]) -> tuple[Panel, ...]:
    """The panels with their letters, in the order of the article; those that no letter asks for stay around them."""
    declared = {panel.key: panel for panel in panels}
    lettered = [
        replace(declared[one.key], letter=one.letter, article=one.article, asked=True) for one in letters
    ]
    keys = list(declared)
    named = {panel.key for panel in lettered}
    first = min(keys.index(key) for key in named)
    around = [declared[key] for key in keys if key not in named]
    before = [panel for panel in around if keys.index(panel.key) < first]
    return (*before, *lettered, *(panel for panel in around if panel not in before))


def merged(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The keys of two walks as one, in an order that is right for both; what only the other has follows its neighbour."""
    keys = list(one)
    for before, key in pairwise(["", *other]):
        if key not in keys:
            keys.insert(keys.index(before) + 1 if before in keys else 0, key)
    return keys
