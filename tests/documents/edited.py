"""Inventories edited at random, each record the same wherever it stands; and the naive way to compare two."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.records.evidence import Citation, Question
from registry.documents.records.parties import Organisation
from registry.documents.records.services import Service, Transfer
from registry.documents.records.terms import Choice

Key = tuple[type, int]
DROPPED = object()


def records_of(inventory: Any) -> dict[Key, Any]:
    """Every record that has a number, wherever it stands, by type and number."""
    return {(type(one), one.id): one for one in _nodes(inventory) if hasattr(one, "id")}


def rewritten(node: Any, change: Callable[[Any], Any]) -> Any:
    """The tree with each dataclass changed, its own fields first; what becomes DROPPED leaves its tuple or its field."""
    if isinstance(node, tuple):
        made = (rewritten(one, change) for one in node)
        return tuple(one for one in made if one is not DROPPED)
    if not dataclasses.is_dataclass(node):
        return node
    values = {field.name: rewritten(getattr(node, field.name), change) for field in dataclasses.fields(node)}
    return change(
        dataclasses.replace(
            node, **{name: None if value is DROPPED else value for name, value in values.items()}
        )
    )


def edits(inventory: Inventory) -> st.SearchStrategy[Callable[[Inventory], Inventory]]:
    """One record changed in one field, or gone; the organisation stays."""
    known = records_of(inventory)
    return st.sampled_from(sorted(known, key=lambda key: (key[0].__name__, key[1]))).flatmap(
        lambda key: (
            _change(key, known) if key[0] is Organisation else st.one_of(_drop(key), _change(key, known))
        )
    )


def naive(inventory: Inventory) -> dict[Key, dict[str, Any]]:
    """Each record with its own fields as the canonical JSON has them, but for what they link to: numbers stand there."""
    return {
        key: {field.name: _flat(getattr(one, field.name)) for field in dataclasses.fields(one)}
        for key, one in records_of(inventory).items()
    }


NEEDED = {"mechanism", "service"}
"""What a ground and an entry of the public list cannot be without."""
WHOLES = {Activity: "activity_id", Service: "service_id"}
"""Whose transfers go with it."""


def _drop(key: Key) -> st.SearchStrategy[Callable[[Inventory], Inventory]]:
    def dropped(node: Any) -> Any:
        orphan = any(getattr(node, name, "") is None for name in NEEDED & _required(type(node)))
        left = (
            isinstance(node, Transfer)
            and getattr(node, WHOLES.get(key[0], "id")) == key[1]
            and key[0] in WHOLES
        )
        return DROPPED if orphan or left or (type(node), getattr(node, "id", None)) == key else node

    return st.just(lambda inventory: rewritten(inventory, dropped))


def _required(kind: type) -> set[str]:
    hints = get_type_hints(kind)
    return {field.name for field in dataclasses.fields(kind) if type(None) not in get_args(hints[field.name])}


def _change(key: Key, known: dict[Key, Any]) -> st.SearchStrategy[Callable[[Inventory], Inventory]]:
    hints = get_type_hints(key[0])
    # A transfer that left its whole alone would belong to the organisation: it goes as a record, not from a list.
    names = [field.name for field in dataclasses.fields(key[0]) if field.name not in ("id", "transfers")]
    return st.sampled_from(names).flatmap(
        lambda name: _values(hints[name], getattr(known[key], name), known).map(
            lambda value: lambda inventory: rewritten(inventory, _set(key, name, _now(value, inventory)))
        )
    )


def _now(value: Any, inventory: Inventory) -> Any:
    """Records as they stand now, without those that an edit before took away; anything else as it is."""
    if isinstance(value, tuple):
        found = (_now(one, inventory) for one in value)
        return tuple(one for one in found if one is not None)
    return records_of(inventory).get((type(value), value.id)) if hasattr(value, "id") else value


def _set(key: Key, name: str, value: Any) -> Callable[[Any], Any]:
    def changed(node: Any) -> Any:
        same = (type(node), getattr(node, "id", None)) == key
        if not same or (value is None and name in _required(type(node))):
            return node
        return dataclasses.replace(node, **{name: value})

    return changed


def _values(hint: Any, now: Any, known: dict[Key, Any]) -> st.SearchStrategy[Any]:
    """Other values for a field of this type; of records those that are there, so that none stands there twice over."""
    inside = [one for one in get_args(hint) if one not in (type(None), ...)]
    kind = inside[0] if inside else hint
    if kind is Citation:
        return st.just((*now, Citation(source="Another", section="9")))
    if kind is Question:
        return st.just((*now, Question(who="Bea", question="Why?")))
    if kind is Choice:
        one = st.sampled_from(["x", "y"]).map(lambda code: Choice(code=code, label=code.upper()))
    elif dataclasses.is_dataclass(kind):
        found = [record for record in known.values() if isinstance(record, kind)]
        return st.just(now[:-1]) if isinstance(now, tuple) else st.sampled_from([*found, now])
    else:
        one = PLAIN[kind]
    if isinstance(now, tuple):
        return st.lists(one, max_size=2, unique=True).map(tuple)
    return one | st.none() if type(None) in get_args(hint) else one


PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.sampled_from(["", "a", "something else"]),
    int: st.integers(min_value=0, max_value=9),
    bool: st.booleans(),
    dt.date: st.dates(min_value=dt.date(2018, 5, 25), max_value=dt.date(2030, 1, 1)),
    dt.datetime: st.just(dt.datetime(2024, 1, 1, tzinfo=dt.UTC)),
}


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        for one in node:
            yield from _nodes(one)
    elif dataclasses.is_dataclass(node):
        yield node
        for field in dataclasses.fields(node):
            yield from _nodes(getattr(node, field.name))


def _flat(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_flat, value))
    if isinstance(value, Choice):
        return value.code
    return getattr(value, "id", value)
