"""When a rule may be relied on: from its first day to its last, both included."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """Anything with a first and a last day; None is open on that side."""

    @property
    def valid_from(self) -> date | None: ...

    @property
    def valid_until(self) -> date | None: ...


def in_force(row: Dated, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (
        row.valid_until is None or on <= row.valid_until
    )
