"""Where statements stand and how they are read, as numbered notes: once under a sheet instead of in every cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.documents.register import Fact
from registry.documents.values import Line, State, Value
from registry.render.wording import reading_of, source_of

LINE, TALL = 90, 18
"""Letters in a line of a page, and lines that are kept together."""


@dataclass(frozen=True, kw_only=True)
class SaidLine:
    """A statement and the numbers of its notes."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A value as a page says it: its lines, or what stands in their place in `texts`."""

    state: State
    texts: tuple[str, ...]
    lines: tuple[SaidLine, ...]


@dataclass(frozen=True, kw_only=True)
class SaidFact:
    """A fact as a page says it."""

    heading: str
    value: Said

    @property
    def tall(self) -> bool:
        """Whether it takes a good part of a page, so that it may go on overleaf."""
        return sum(1 + len(text) // LINE for text in self.value.texts) > TALL


class Notes:
    """The notes of one sheet, numbered as they come. `anchor` begins the anchor of each."""

    def __init__(self, *, anchor: str) -> None:
        self.anchor = f"{anchor}-note"
        self._numbers: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    @property
    def listed(self) -> list[tuple[int, str]]:
        """Number and text of each note so far."""
        return [(number, text) for text, number in self._numbers.items()]

    def said(self, value: Value) -> Said:
        """The value; what its lines remark is taken down."""
        return Said(state=value.state, texts=value.texts, lines=tuple(map(self._line, value.lines)))

    def facts(self, facts: Iterable[Fact]) -> tuple[SaidFact, ...]:
        return tuple(SaidFact(heading=fact.heading, value=self.said(fact.value)) for fact in facts)

    def _line(self, line: Line) -> SaidLine:
        remarks = (text for text in (source_of(line), reading_of(line)) if text)
        return SaidLine(text=line.text, notes=tuple(map(self._number, remarks)))

    def _number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers) + 1)
