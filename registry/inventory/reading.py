"""One reading of an organisation's tables at one instant, and values made from their rows."""

import dataclasses
import datetime as dt
import typing
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from django.db import models

from registry.documents.records.evidence import Citation, Question, Recorded
from registry.documents.records.terms import Choice
from registry.ledger.rows import Row, rows
from registry.models import Citation as CitationTable
from registry.models import Clarification, Document, PrivacyNotice

T = TypeVar("T")
Model = type[models.Model]
Key = tuple[str, int]


class Reading:
    """Reads each table once: one query per table and per many-to-many field. `as_of` None is now, from live tables."""

    def __init__(self, *, organisation_id: int, as_of: dt.datetime | None) -> None:
        self.organisation_id, self.as_of = organisation_id, as_of
        self._rows: dict[Model, list[Row]] = {}
        self._choices: dict[tuple[Model, str], dict[str, Choice]] = {}
        self._citations: dict[Key, list[Citation]] = {}
        self._questions: dict[Key, list[Question]] = {}

    def rows(self, model: Model) -> list[Row]:
        if model not in self._rows:
            self._rows[model] = rows(model, organisation_id=self.organisation_id, as_of=self.as_of)
        return self._rows[model]

    def read_about(self) -> None:
        """Citations and open questions of every record; everything that `make` makes carries its own."""
        self._citations, self._questions = defaultdict(list), defaultdict(list)
        notices = {row["id"]: row for row in self.rows(PrivacyNotice)}
        documents = {row["id"]: row for row in self.rows(Document)}
        for row in self.rows(CitationTable):
            notice, document = notices.get(row["notice_id"], {}), documents.get(row["document_id"], {})
            made = self.make(
                Citation,
                CitationTable,
                row,
                source=notice.get("title") or document.get("title", ""),
                dated=notice["version_date"] if notice else document.get("dated"),
                captured_on=None if row["captured_on"] == notice.get("captured_on") else row["captured_on"],
                read=row["standing"] == CitationTable.Standing.READ,
            )
            self._citations[_about(row)].append(made)
        for row in self.rows(Clarification):
            self._questions[_about(row)].append(self.make(Question, Clarification, row))

    def make(self, kind: type[T], model: Model, row: Row, **resolved: Any) -> T:
        """The value of a row: columns by their name, codes with their labels, and what was resolved of links."""
        if issubclass(kind, Recorded):
            key = (model._meta.model_name or "", row["id"])
            resolved["citations"] = tuple(self._citations.get(key, ()))
            resolved["questions"] = tuple(self._questions.get(key, ()))
        values = {
            name: self._choice(model, name, row[name]) if chosen else _frozen(row[name])
            for name, chosen in _columns(kind).items()
            if name not in resolved
        }
        return kind(**values, **resolved)

    def make_all(self, kind: type[T], model: Model) -> dict[int, T]:
        """The value of every row of a table without links, by number."""
        return {row["id"]: self.make(kind, model, row) for row in self.rows(model)}

    def _choice(self, model: Model, name: str, code: str) -> Choice | None:
        if not code:
            return None
        if (model, name) not in self._choices:
            field: Any = model._meta.get_field(name)
            self._choices[model, name] = {
                code: Choice(code=code, label=str(label)) for code, label in field.flatchoices
            }
        return self._choices[model, name].get(code) or Choice(code=code, label=code)


def children(found: Iterable[Row], part_of: str) -> dict[int, list[Row]]:
    """The rows of parts by the number of their whole, in the order of their position."""
    by_whole: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(found, key=lambda row: (row["position"], row["id"])):
        by_whole[row[part_of]].append(row)
    return by_whole


def one(known: dict[int, T], number: int | None) -> T | None:
    """What a link leads to; None where there is none."""
    return None if number is None else known[number]


def linked(known: dict[int, T], numbers: Iterable[int]) -> tuple[T, ...]:
    """What the numbers of a many-to-many field lead to, by name."""
    return in_order(known[number] for number in numbers)


def in_order(values: Iterable[T]) -> tuple[T, ...]:
    """By label, name or title, then by number."""
    return tuple(sorted(values, key=_name))


def _name(value: Any) -> tuple[str, int]:
    name = next(getattr(value, field) for field in ("label", "name", "title") if hasattr(value, field))
    return name.casefold(), value.id


def _about(row: Row) -> Key:
    return row["record_type"], row["record_id"]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _columns(kind: type) -> dict[str, bool]:
    """Names of the fields of a dataclass, and whether each is a choice."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] == (Choice | None) for field in dataclasses.fields(kind)}
