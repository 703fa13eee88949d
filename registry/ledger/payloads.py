"""Rows as canonical JSON: the same bytes for the same values on every database."""

import datetime as dt
import decimal
import hashlib
import json
from typing import Any


def plain(value: Any) -> Any:
    """A column's value as JSON knows it; instants in UTC to the microsecond. Raises TypeError for the unforeseen."""
    match value:
        case None | bool() | int() | str():
            return value
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
        case dt.date():
            return value.isoformat()
        case decimal.Decimal():
            return str(value)
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces, letters as themselves."""
    return json.dumps(
        plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
