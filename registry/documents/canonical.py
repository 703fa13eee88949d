"""Documents as canonical JSON and back, and their fingerprint."""

import dataclasses
import datetime as dt
import hashlib
import json
import types
import typing
from enum import StrEnum
from functools import cache
from typing import Any

T = typing.TypeVar("T")
UNLESS_ABSENT = {"unless absent": True}
"""The metadata of a field that is written only where it holds something: documents without it stay the bytes that they
were before there was such a field. Its default is None."""
Plain = dict[str, Any] | list[Any] | str | int | bool | None


def encode(document: Any) -> str:
    """The document as JSON: sorted keys, no spaces, letters as themselves; equal documents are equal bytes."""
    return json.dumps(
        plain(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def fingerprint(document: Any) -> str:
    """The sha256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(encode(document).encode()).hexdigest()


def decode(text: str, kind: type[T]) -> T:
    """The document that `encode` wrote. Raises ValueError where the JSON is not one of this kind."""
    try:
        return typing.cast(T, _build(json.loads(text), kind))
    except (KeyError, TypeError) as error:
        raise ValueError(f"This is not a {kind.__name__}: {error}") from error


def plain(value: Any) -> Plain:
    """Dataclasses, tuples, dates and enumerations as JSON knows them; instants in UTC to the microsecond."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
        case dt.date():
            return value.isoformat()
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        made = {field.name: plain(getattr(value, field.name)) for field in _written(value)}
        return {"is": type(value).__name__, **made} if type(value) in _ALTERNATIVES else made
    raise TypeError(f"{type(value).__name__} has no canonical form")


_ALTERNATIVES: set[type] = set()
"""Dataclasses that stand beside others in one place: they carry their name in `is`."""


def alternative(kind: type[T]) -> type[T]:
    """Class decorator: one of several dataclasses that may stand in the same place."""
    _ALTERNATIVES.add(kind)
    return kind


def _written(value: Any) -> list[Any]:
    """The fields of a dataclass that stand in its JSON."""
    known = dataclasses.fields(value)
    return [one for one in known if getattr(value, one.name) is not None or not _may_lack(one)]


def _may_lack(field: dataclasses.Field[Any]) -> bool:
    return UNLESS_ABSENT.items() <= field.metadata.items()


@cache
def _shape(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _build(value: Any, kind: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(_build(item, typing.get_args(kind)[0]) for item in _checked(value, list))
    if origin in (types.UnionType, typing.Union):
        return _build_one_of(value, typing.get_args(kind))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _build_dataclass(_checked(value, dict), kind)
    if kind is dt.datetime or kind is dt.date:
        return kind.fromisoformat(_checked(value, str))
    return kind(_checked(value, str)) if issubclass(kind, StrEnum) else _checked(value, kind)


def _build_dataclass(value: dict[str, Any], kind: type) -> Any:
    shape = _shape(kind)
    named = {"is"} if kind in _ALTERNATIVES else set()
    if unknown := value.keys() - shape.keys() - named:
        raise ValueError(f"a {kind.__name__} has no {', '.join(sorted(unknown))}")
    left_out = {one.name for one in dataclasses.fields(kind) if _may_lack(one)} - value.keys()
    return kind(**{name: _build(value[name], hint) for name, hint in shape.items() if name not in left_out})


def _build_one_of(value: Any, kinds: tuple[Any, ...]) -> Any:
    if value is None and types.NoneType in kinds:
        return None
    named = {kind.__name__: kind for kind in kinds if kind is not types.NoneType}
    return _build(value, named[value["is"]] if len(named) > 1 else next(iter(named.values())))


def _checked(value: Any, kind: type[T]) -> T:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not a {kind.__name__}")
    return value
