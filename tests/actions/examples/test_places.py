"""Locators point into sections that the policy has."""

import pytest

from registry.actions.examples.places import (
    Locator,
    Section,
    Source,
    read_locators,
    read_sections,
    read_sources,
)
from registry.actions.examples.source import BadExample

SECTIONS = {
    "1": Section(title="1 Overview", sentences=2),
    "Your rights": Section(title="Your rights", sentences=4),
}


def test_sections_keep_their_order_and_heading() -> None:
    raw = {"1": {"heading": "Overview", "sentences": "2"}, "Your rights": {"sentences": "4"}}
    assert read_sections(raw, at="x") == SECTIONS


@pytest.mark.parametrize(
    "value,found",
    [
        ("1", [("1 Overview", "")]),
        ("1 s2", [("1 Overview", "2")]),
        ("Your rights s2–4", [("Your rights", "2–4")]),
        ("Your rights s2-4", [("Your rights", "2–4")]),
        ("1 s1, Your rights s4", [("1 Overview", "1"), ("Your rights", "4")]),
    ],
)
def test_locators_are_read(value: str, found: list[tuple[str, str]]) -> None:
    expected = [Locator(section=section, sentence=sentence) for section, sentence in found]
    assert read_locators(value, sections=SECTIONS, at="x") == expected


@pytest.mark.parametrize(
    "value,why",
    [
        ("2 s1", "The policy has no section “2 s1”."),
        ("1 s1,", "The policy has no section “”."),
        ("1 s0", "Section “1” has no sentence “0”."),
        ("1 s3", "Section “1” has no sentence “3”."),
        ("1 s1–3", "Section “1” has no sentence “1–3”."),
        ("1 s2–1", "Section “1” has no sentence “2–1”."),
        ("", "This is empty; leave out what is not stated."),
        (["1 s1"], "This must be text."),
    ],
)
def test_locator_that_leads_nowhere_is_refused(value: object, why: str) -> None:
    with pytest.raises(BadExample) as refused:
        read_locators(value, sections=SECTIONS, at="a.yaml: b.cite")
    assert str(refused.value) == f"a.yaml: b.cite: {why}"


@pytest.mark.parametrize("count", ["two", "-1", ""])
def test_number_of_sentences_is_a_number(count: str) -> None:
    with pytest.raises(BadExample, match=r"^a.yaml: 1.sentences: "):
        read_sections({"1": {"sentences": count}}, at="a.yaml")


def test_reading_stands_where_its_field_or_its_record_is_cited() -> None:
    first, second = Locator(section="1 Overview", sentence="1"), Locator(section="1 Overview", sentence="2")
    found = read_sources(
        {"record": "1 s1", "role": "1 s2"}, {"role": "why", "name": "so"}, sections=SECTIONS, at="x"
    )
    assert found == [
        Source(field="", locator=first, because=""),
        Source(field="role", locator=second, because="why"),
        Source(field="name", locator=first, because="so"),
    ]


def test_reading_may_stand_nowhere_in_particular() -> None:
    found = read_sources({}, {"record": "why"}, sections=SECTIONS, at="x")
    assert found == [Source(field="", locator=None, because="why")]
