"""Documents as canonical JSON: the same bytes for the same document, and the same document back."""

import dataclasses
import datetime as dt
import types
import typing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.documents.canonical import UNLESS_ABSENT, decode, encode, fingerprint
from registry.documents.register import Annex, Fact, Grid, Moment, Part, Register, Section
from registry.documents.subprocessors import SubprocessorList
from registry.documents.values import Line, State, Value, filled

MOMENT = Moment(
    revision=1,
    instant=dt.datetime(2025, 6, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    digest="d",
    on=dt.date(2025, 6, 1),
    timezone="Europe/Berlin",
)
ENCODED = (
    '{"digest":"d","instant":"2025-05-31T23:00:00.000000+00:00","on":"2025-06-01",'
    '"revision":1,"timezone":"Europe/Berlin"}'
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
"""Anything that can be stored; a lone surrogate is no text."""


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type; of several, at most two."""
    if typing.get_origin(kind) is tuple:
        return st.lists(anything(typing.get_args(kind)[0]), max_size=2).map(tuple)
    if typing.get_origin(kind) is types.UnionType:
        return st.one_of(*map(anything, typing.get_args(kind)))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{name: anything(hint) for name, hint in hints.items()})
    if kind is dt.datetime:
        return st.datetimes(timezones=st.just(dt.UTC))
    return TEXT if kind is str else st.from_type(kind)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(anything(Register))
def test_any_register_comes_back_as_it_was(register: Register) -> None:
    assert decode(encode(register), Register) == register


@settings(derandomize=True, deadline=None, max_examples=40)
@given(anything(SubprocessorList))
def test_any_list_comes_back_as_it_was(listed: SubprocessorList) -> None:
    assert decode(encode(listed), SubprocessorList) == listed


def test_bytes_are_sorted_without_spaces_and_instants_universal() -> None:
    assert encode(MOMENT) == ENCODED
    assert decode(ENCODED, Moment) == MOMENT


def test_letters_stand_for_themselves() -> None:
    assert '"text":"Größe “中”"' in encode(Line(text="Größe “中”"))


def test_what_may_stand_in_one_place_carries_its_name() -> None:
    fact = Fact(key="a", heading="A", value=filled("x"))
    grid = Grid(key="b", heading="B", columns=(), rows=((Value(state=State.MISSING),),))
    section = Section(key="s", letter="", article="", heading="", entries=(fact, grid))
    assert encode(section).count('"is":') == 2
    assert decode(encode(section), Section) == section


@dataclasses.dataclass(frozen=True, kw_only=True)
class Grown:
    """A document that got a field when some had been written."""

    text: str
    more: Line | None = dataclasses.field(default=None, metadata=UNLESS_ABSENT)
    asked: Line | None = None


def test_a_field_that_came_later_is_written_only_where_it_holds_something() -> None:
    old, new = Grown(text="a"), Grown(text="a", more=Line(text="b"))
    assert encode(old) == '{"asked":null,"text":"a"}'
    assert encode(new).startswith('{"asked":null,"more":{"code":"","reading":""')
    assert [decode(encode(one), Grown) for one in (old, new)] == [old, new]
    with pytest.raises(ValueError, match="asked"):
        decode('{"text":"a"}', Grown)


def test_fingerprint_follows_the_bytes() -> None:
    same = Moment(revision=1, instant=MOMENT.instant, digest="d", on=MOMENT.on, timezone="Europe/Berlin")
    assert fingerprint(same) == fingerprint(MOMENT)
    assert fingerprint(MOMENT) != fingerprint(Line(text="d"))
    assert len(fingerprint(MOMENT)) == 64


@pytest.mark.parametrize(
    "text,kind",
    [
        ("{}", Moment),
        ("[]", Moment),
        ("not JSON", Moment),
        (ENCODED.replace('"d"', "5"), Moment),
        (ENCODED.replace("1,", '"1",'), Moment),
        (ENCODED.replace("2025-06-01", "1 June"), Moment),
        (ENCODED.replace('"digest"', '"more":1,"digest"'), Moment),
        ('{"article":"","empty":"","heading":"","key":"","letter":"","sheets":5}', Part),
        ('{"grids":[{"is":"Fact"}],"heading":"","key":"","number":true}', Annex),
        ('{"article":"","entries":[{"is":"Line"}],"heading":"","key":"","letter":""}', Section),
        (encode(filled("x")).replace('"filled"', '"full"'), Value),
    ],
)
def test_what_is_no_such_document_is_refused(text: str, kind: type) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(text, kind)


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError, match="float has no canonical form"):
        encode(1.5)
