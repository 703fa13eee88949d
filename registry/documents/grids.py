"""Rows that differ in one column only, said once."""

from collections.abc import Iterable, Iterator

from registry.documents.values import Line, Value, filled

Row = tuple[Value, ...]


def joined(rows: Iterable[Row], *, column: int) -> tuple[Row, ...]:
    """Rows that are equal but for one column become one, with each line of that column once; in the order of the first.

    What is said in that column has to be filled.
    """
    found: dict[Row, list[Value]] = {}
    for row in rows:
        found.setdefault((*row[:column], *row[column + 1 :]), []).append(row[column])
    return tuple(
        (*rest[:column], filled(*dict.fromkeys(_lines(values))), *rest[column:])
        for rest, values in found.items()
    )


def _lines(values: Iterable[Value]) -> Iterator[Line]:
    return (line for value in values for line in value.lines)
