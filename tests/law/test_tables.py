"""A table is read whole or refused with its file and line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from registry.law.facts import MeasureKind, Nested, Validity
from registry.law.tables import TableError, ancestors, parse, read


@dataclass(frozen=True, kw_only=True)
class Row(Validity):
    code: str
    kind: MeasureKind
    sure: bool
    count: int | None
    tags: tuple[MeasureKind, ...]


HEADER = "code,kind,sure,count,tags,valid_from,valid_until\n"


@pytest.fixture
def table(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "rows.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_read_types_every_cell(table):
    path = table(HEADER + 'a,technical,yes,3,"technical;physical",2018-05-25,\nb,physical,no,,,,2020-01-01\n')
    assert read(Row, path) == (
        Row(
            code="a",
            kind=MeasureKind.TECHNICAL,
            sure=True,
            count=3,
            tags=(MeasureKind.TECHNICAL, MeasureKind.PHYSICAL),
            valid_from=date(2018, 5, 25),
            valid_until=None,
        ),
        Row(
            code="b",
            kind=MeasureKind.PHYSICAL,
            sure=False,
            count=None,
            tags=(),
            valid_from=None,
            valid_until=date(2020, 1, 1),
        ),
    )


@pytest.mark.parametrize(
    "text,message",
    [
        ("", "rows.csv:1: the columns are not those of Row"),
        ("code,kind\n", "rows.csv:1: the columns are not those of Row"),
        (HEADER.replace("tags", "tag"), "rows.csv:1: the columns are not those of Row"),
        (HEADER.replace("tags", "code"), "rows.csv:1: the columns are not those of Row"),
        (HEADER + "a,technical,yes,3,,,,\n", "rows.csv:2: 8 cells under 7 columns"),
        (HEADER + "\n", "rows.csv:2: 0 cells under 7 columns"),
        (HEADER + "a,magical,yes,,,,\n", "rows.csv:2: kind: 'magical' is not a valid MeasureKind"),
        (HEADER + "a,technical,maybe,,,,\n", "rows.csv:2: sure: 'maybe' is neither yes nor no"),
        (HEADER + "a,technical,yes,,,20180525,\n", "'20180525' is not written as 2018-05-25"),
        (HEADER + "a,technical,yes,,,2018-02-30,\n", "rows.csv:2: valid_from: day is out of range for month"),
        (HEADER + "a,technical,yes,,,2020-01-02,2020-01-01\n", "valid_until lies before valid_from"),
        (HEADER + "a ,technical,yes,,,,\n", "rows.csv:2: code: space around the text"),
        (HEADER + ",technical,yes,,,,\n", "rows.csv:2: code '' is empty or repeated"),
        (HEADER + "a,technical,yes,,,,\n" * 2, "rows.csv:3: code 'a' is empty or repeated"),
        (HEADER + 'a,"technical"x,yes,,,,\n', "rows.csv:2: "),
    ],
)
def test_read_refuses_with_file_and_line(table, text, message):
    with pytest.raises(TableError) as refusal:
        read(Row, table(text))
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    "rows,message",
    [
        ("a,A,b,\n", "rows.csv:2: parents: 'b' is not in the table"),
        ("a,A,b,\nb,B,a,\n", "rows.csv:2: parents: 'a' is its own ancestor"),
        ("a,A,a,\n", "rows.csv:2: parents: 'a' is its own ancestor"),
    ],
)
def test_read_refuses_lost_parents(table, rows, message):
    with pytest.raises(TableError) as refusal:
        read(Nested, table("code,label,parents,dpv_iri\n" + rows))
    assert str(refusal.value) == message


def test_ancestors_follow_every_parent_once():
    parents = {"d": ("b", "c"), "b": ("a",), "c": ("a",), "a": ()}
    assert ancestors("d", parents=parents) == {"a", "b", "c"}
    assert ancestors("unknown", parents=parents) == set()


def test_parse_empty_text_stays_text():
    assert parse("", str) == ""
