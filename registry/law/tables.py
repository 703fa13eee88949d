"""Reads the tables in `data` into facts, and refuses a table that is not exactly right."""

import csv
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from registry.law.facts import (
    AdequacyFact,
    CoverageFact,
    DataCategoryFact,
    DataSubjectFact,
    DerogationFact,
    EconomicAreaFact,
    LegalBasisFact,
    MeasureFact,
    MechanismFact,
    Nested,
    PurposeFact,
    RecipientFact,
)

DATA = Path(__file__).parent / "data"
Fact = TypeVar("Fact")
Numbered = tuple[int, list[str]]


class TableError(ValueError):
    """A table is wrong; the message begins with the file and the line."""


def read(fact: type[Fact], path: Path, *, key: tuple[str, ...] = ("code",)) -> tuple[Fact, ...]:
    """All rows of the table at `path`, in its order.

    Raises TableError for unknown or missing columns, a cell of the wrong type, a repeated key and a
    parent that is not in the table or leads back to its child.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(numbered(csv.reader(file, strict=True), path=path))
    if not rows or sorted(rows[0][1]) != sorted(field.name for field in fields(fact)):  # type: ignore[arg-type]
        raise TableError(f"{path.name}:1: the columns are not those of {fact.__name__}")
    (_, columns), *cells = rows
    facts = {line: build(fact, columns, row, where=f"{path.name}:{line}") for line, row in cells}
    refuse_repeated(facts, key=key, path=path)
    refuse_lost_parents(facts, path=path)
    return tuple(facts.values())


def numbered(reader: Any, *, path: Path) -> Iterator[Numbered]:
    """Each row with the number of its last line, as an editor counts."""
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise TableError(f"{path.name}:{reader.line_num}: {error}") from error


def build(fact: type[Fact], columns: list[str], row: list[str], *, where: str) -> Fact:
    if len(row) != len(columns):
        raise TableError(f"{where}: {len(row)} cells under {len(columns)} columns")
    kinds = get_type_hints(fact)
    values = {}
    for column, text in zip(columns, row, strict=True):
        try:
            values[column] = parse(text, kinds[column])
        except ValueError as error:
            raise TableError(f"{where}: {column}: {error}") from error
    try:
        return fact(**values)
    except ValueError as error:
        raise TableError(f"{where}: {error}") from error


def parse(text: str, kind: Any) -> Any:
    """One cell: an empty one is None where the type allows it; lists are separated by semicolons."""
    if text != text.strip():
        raise ValueError("space around the text")
    if get_origin(kind) is tuple:
        return tuple(parse(part, get_args(kind)[0]) for part in text.split(";")) if text else ()
    options = [option for option in get_args(kind) if option is not type(None)]
    if options:
        return parse(text, options[0]) if text else None
    if kind is bool:
        return parse_answer(text)
    if kind is date:
        return parse_day(text)
    return kind(text)


def parse_answer(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError(f"{text!r} is neither yes nor no")
    return text == "yes"


def parse_day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(f"{text!r} is not written as 2018-05-25")
    return day


def refuse_repeated(facts: dict[int, Any], *, key: tuple[str, ...], path: Path) -> None:
    seen = set()
    for line, fact in facts.items():
        values = tuple(getattr(fact, column) for column in key)
        if not all(values) or values in seen:
            raise TableError(f"{path.name}:{line}: {' '.join(key)} {' '.join(values)!r} is empty or repeated")
        seen.add(values)


def refuse_lost_parents(facts: dict[int, Any], *, path: Path) -> None:
    parents = {fact.code: fact.parents for fact in facts.values() if isinstance(fact, Nested)}
    for line, fact in facts.items():
        if not isinstance(fact, Nested):
            continue
        for parent in fact.parents:
            if parent not in parents:
                raise TableError(f"{path.name}:{line}: parents: {parent!r} is not in the table")
        if fact.code in ancestors(fact.code, parents=parents):
            raise TableError(f"{path.name}:{line}: parents: {fact.code!r} is its own ancestor")


def ancestors(code: str, *, parents: dict[str, tuple[str, ...]]) -> set[str]:
    """Every category that `code` belongs to, directly or through others; unknown codes have none."""
    found: set[str] = set()
    waiting = [*parents.get(code, ())]
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting.extend(parents.get(parent, ()))
    return found


@cache
def legal_bases() -> tuple[LegalBasisFact, ...]:
    return read(LegalBasisFact, DATA / "legal_bases.csv")


@cache
def transfer_mechanisms() -> tuple[MechanismFact, ...]:
    return read(MechanismFact, DATA / "transfer_mechanisms.csv", key=("slug",))


@cache
def adequacy_decisions() -> tuple[AdequacyFact, ...]:
    return read(AdequacyFact, DATA / "adequacy_decisions.csv")


@cache
def economic_area() -> tuple[EconomicAreaFact, ...]:
    return read(EconomicAreaFact, DATA / "economic_area.csv")


@cache
def coverage() -> tuple[CoverageFact, ...]:
    return read(CoverageFact, DATA / "coverage.csv", key=("regime", "subject"))


@cache
def data_categories() -> tuple[DataCategoryFact, ...]:
    return read(DataCategoryFact, DATA / "data_categories.csv")


@cache
def data_subject_categories() -> tuple[DataSubjectFact, ...]:
    return read(DataSubjectFact, DATA / "data_subject_categories.csv")


@cache
def recipient_categories() -> tuple[RecipientFact, ...]:
    return read(RecipientFact, DATA / "recipient_categories.csv")


@cache
def measure_types() -> tuple[MeasureFact, ...]:
    return read(MeasureFact, DATA / "measure_types.csv")


@cache
def purposes() -> tuple[PurposeFact, ...]:
    return read(PurposeFact, DATA / "purposes.csv")


@cache
def record_derogations() -> tuple[DerogationFact, ...]:
    return read(DerogationFact, DATA / "record_derogation.csv")
