"""The value of one item in its states: filled, not applicable, not possible, missing."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class State(StrEnum):
    """What is known of an item. Blank is missing; a reason makes it not applicable or, for time limits and
    measures (“where possible”), not possible."""

    FILLED = "filled"
    NOT_APPLICABLE = "not-applicable"
    NOT_POSSIBLE = "not-possible"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One statement. `code` is for machines (a country code, a slug, an IRI); `source` says where it stands;
    `reading` says why it is read so where the source does not state it."""

    text: str
    code: str = ""
    source: str = ""
    reading: str = ""


@dataclass(frozen=True, kw_only=True)
class Value:
    """What an item says: its lines, or the state that stands in their place and why."""

    state: State = State.MISSING
    lines: tuple[Line, ...] = ()
    because: str = ""
    asked: str = ""
    """Who is clarifying a missing item, and until when."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What every format prints: never empty."""
        match self.state:
            case State.FILLED:
                return tuple(line.text for line in self.lines)
            case State.NOT_APPLICABLE:
                return (_("Not applicable: %(why)s") % {"why": self.because},)
            case State.NOT_POSSIBLE:
                return (_("Not possible: %(why)s") % {"why": self.because},)
        if self.asked:
            return (_("Missing; being clarified: %(who)s") % {"who": self.asked},)
        return (_("Missing"),)


MISSING = Value()


def lacking(text: str) -> Line:
    """A statement that a part of the item is missing, among others that are filled; its code says so too."""
    return Line(text=text, code=State.MISSING.value)


def filled(*lines: Line | str) -> Value:
    """A filled value, or a missing one where no line says anything."""
    made = tuple(line if isinstance(line, Line) else Line(text=line) for line in lines)
    given = tuple(line for line in made if line.text)
    return Value(state=State.FILLED, lines=given) if given else MISSING


def not_applicable(because: str) -> Value:
    return Value(state=State.NOT_APPLICABLE, because=because)


def not_possible(because: str) -> Value:
    return Value(state=State.NOT_POSSIBLE, because=because)
