"""An item of a record as it is compared: its fields, its heading, its letter, and the words for its value."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from django.utils.translation import gettext as _

from registry.documents.citing import asked_words, open_questions
from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Recorded
from registry.documents.records.terms import Choice
from registry.documents.values import Line, State, Value, filled, not_applicable, not_possible
from registry.documents.wording import day, in_force_words, place_line, provider

ABOUT = ("id", "citations", "questions")
"""What every record has and `comparing` looks at by itself."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One side of a comparison, with the names of what is linked by number alone."""

    inventory: Inventory
    on: dt.date

    @cached_property
    def activities(self) -> dict[int, str]:
        return {one.id: f"{one.reference} {one.name}".strip() for one in self.inventory.activities}

    @cached_property
    def services(self) -> dict[int, str]:
        return {one.id: service_name(one) for one in self.inventory.services}

    @cached_property
    def purposes(self) -> dict[int, str]:
        return {one.id: one.text for activity in self.inventory.activities for one in activity.purposes}


Says = Callable[[Any, View], Iterable[Line]]
"""What a record says under an item, line by line."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """`fields` are compared and said, `reason` says why there is nothing. `section` is the key of a letter of the law.

    Where nothing is recorded, what is `asked` for is missing. `through`: the table of linked records that decide it.
    """

    fields: tuple[str, ...]
    heading: str
    section: str = ""
    says: Says | None = None
    reason: str = ""
    impossible: bool = False
    asked: bool = True
    through: str = ""
    only_changed: bool = False
    """Not said of a record that is new or gone."""

    @cached_property
    def compared(self) -> tuple[str, ...]:
        return (*self.fields, self.reason) if self.reason else self.fields

    @cached_property
    def stored(self) -> Callable[[Any], Any]:
        """What a record holds under the item."""
        return attrgetter(*self.compared)

    @cached_property
    def key(self) -> str:
        return (self.fields or (self.reason,))[0].replace("_", "-")

    def value(self, record: Any, view: View) -> Value:
        """What the record says, not applicable or not possible (why), missing, or that none is recorded."""
        lines = [line for line in self._lines(record, view) if line.text]
        reason = getattr(record, self.reason) if self.reason else ""
        if lines and reason:
            lines.append(Line(text=_("Reason given for having none: %(why)s") % {"why": reason}))
        if lines:
            return filled(*lines)
        if reason:
            return not_possible(reason) if self.impossible else not_applicable(reason)
        return _missing(record, self.compared) if self.asked else filled(_("None recorded"))

    def _lines(self, record: Any, view: View) -> Iterable[Line]:
        if self.says is not None:
            return self.says(record, view)
        return (line for name in self.fields for line in lines_of(getattr(record, name)))


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How records of one table are compared. `derived` fields follow from other records and are not compared.

    `parts` name the fields that hold parts, each with their kind.
    """

    table: str
    type: type
    what: str
    items: tuple[Item, ...]
    called: Callable[[Any], str]
    section: str = ""
    parts: tuple[tuple[str, "Kind"], ...] = ()
    derived: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> Callable[[Any], Any]:
        """All that is compared and leads nowhere, in one go: equal for most records, so that nothing more is asked."""
        return attrgetter("id", *(name for item in self.unlinked for name in item.compared))

    @cached_property
    def leading(self) -> Callable[[Any], Any]:
        """All that is compared and leads elsewhere, in one go, as what makes it the same."""
        names = [name for item in self.linked for name in item.compared]
        return lambda record: [identity(getattr(record, name)) for name in names]

    @cached_property
    def unlinked(self) -> tuple[Item, ...]:
        """The items that are equal where their values are."""
        return tuple(item for item in self.items if not self._links.intersection(item.compared))

    @cached_property
    def linked(self) -> tuple[Item, ...]:
        """The items that lead to other records, which are compared by their numbers."""
        return tuple(item for item in self.items if self._links.intersection(item.compared))

    @cached_property
    def _links(self) -> frozenset[str]:
        return links_of(self.type)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is accounted for."""
        compared = [name for item in self.items for name in item.compared]
        return (*ABOUT, *compared, *(name for name, _kind in self.parts), *self.derived)


def item(
    name: str, heading: str, *more: str, section: str = "", says: Says | None = None, asked: bool = True
) -> Item:
    """An item of one field, or of several that are read together."""
    return Item(fields=(name, *more), heading=heading, section=section, says=says, asked=asked)


def option(name: str, heading: str, *more: str, section: str = "", says: Says | None = None) -> Item:
    """An item that nobody misses where it is not recorded."""
    return item(name, heading, *more, section=section, says=says, asked=False)


def condition() -> Item:
    return option("condition", _("Condition"))


def in_force() -> Item:
    return option(
        "in_force_from",
        _("In force"),
        "in_force_until",
        says=lambda record, _view: [Line(text=in_force_words(record))],
    )


def order() -> Item:
    return Item(
        fields=("position",),
        heading=_("Place in the order"),
        says=lambda record, _view: [Line(text=str(record.position + 1))],
        only_changed=True,
    )


def places(name: str) -> Says:
    """Countries by name."""

    def says(record: Any, _view: View) -> Iterator[Line]:
        codes = getattr(record, name)
        return (place_line(code) for code in ([codes] if isinstance(codes, str) else codes) if code)

    return says


def lines_of(value: Any) -> Iterator[Line]:
    """A field's value in words: labels for codes, names for links, days written out."""
    match value:
        case None | "":
            return
        case bool():
            yield Line(text=_("Yes") if value else _("No"))
        case int() | str():
            yield Line(text=str(value))
        case dt.date():
            yield Line(text=day(value), code=value.isoformat())
        case Choice():
            yield Line(text=value.label, code=value.code)
        case tuple():
            for one in value:
                yield from lines_of(one)
        case _:
            yield Line(text=name_of(value), code=getattr(value, "code", ""))


def name_of(record: Any) -> str:
    """What a linked record is called."""
    if hasattr(record, "their_role"):
        return service_name(record)
    if hasattr(record, "demands"):
        return f"{record.article}: {record.label}"
    return next(str(getattr(record, name)) for name in ("label", "name", "title") if hasattr(record, name))


def service_name(service: Any) -> str:
    return ": ".join(filter(None, (provider(service), service.name)))


def identity(value: Any) -> Any:
    """What makes two values the same: of a link its number, of a choice its code, of anything else all of it."""
    if not value:
        return value
    if isinstance(value, tuple):
        return [identity(one) for one in value]
    if isinstance(value, Choice):
        return value.code
    return getattr(value, "id", value)


@cache
def links_of(kind: type) -> frozenset[str]:
    """The fields of a dataclass that hold others, one or several; those of a fixed list, too."""
    hints = get_type_hints(kind)
    return frozenset(
        field.name for field in fields(kind) if any(map(is_dataclass, _types_in(hints[field.name])))
    )


def _types_in(hint: Any) -> Iterator[Any]:
    inside = get_args(hint)
    if not inside:
        yield hint
    for one in inside:
        yield from _types_in(one)


def _missing(record: Any, fields: tuple[str, ...]) -> Value:
    """Missing, and who is clarifying it, where somebody is."""
    questions = open_questions(record) if isinstance(record, Recorded) else ()
    asked = [asked_words(question) for question in questions if question.field in fields and question.who]
    return Value(state=State.MISSING, asked="; ".join(asked))
