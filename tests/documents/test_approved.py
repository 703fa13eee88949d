"""What is kept of an approved activity: complete by itself, and compared by what it says."""

from dataclasses import replace

import pytest

from registry.documents.approved import Approved, Difference, approved, asked_fingerprint, differences
from registry.documents.canonical import decode, encode
from registry.documents.register import Fact, Grid, Section, Sheet
from registry.documents.values import filled
from tests.documents.samples import ON, activity, inventory


def kept(**values: object) -> Approved:
    return approved(inventory(activity(**values)), 10, on=ON)


def sheet_of(*entries: Fact | Grid, title: str = "Accounts") -> Sheet:
    section = Section(
        key="purposes", letter="b", article="Art. 30(1)(b)", heading="Purposes", entries=entries
    )
    return Sheet(reference="PA-0001", title=title, facts=(), sections=(section,))


def said(*texts: str, heading: str = "Purposes") -> Fact:
    return Fact(key="purposes", heading=heading, value=filled(*texts))


def test_kept_document_is_read_back_as_it_was() -> None:
    made = kept()
    assert decode(encode(made), Approved) == made
    assert (made.part, made.sheet(content="art30"), made.sheet(content="full")) == (
        "controller", made.art30, made.full,
    )  # fmt: skip
    assert {fact.key for fact in made.full.facts} <= {"role", "in-force", "reviewed"}
    with pytest.raises(KeyError):
        approved(inventory(), 10, on=ON)


def test_order_and_headings_say_nothing() -> None:
    before = sheet_of(said("To bill", "To post"))
    for after in (sheet_of(said("To post", "To bill")), sheet_of(said("To bill", "To post", heading="Why"))):
        assert (asked_fingerprint(after), differences(before, after)) == (asked_fingerprint(before), ())


def test_what_is_said_otherwise_is_named_with_before_and_after() -> None:
    before, after = sheet_of(said("To bill")), sheet_of(said("To post"), title="Letters")
    assert asked_fingerprint(before) != asked_fingerprint(after)
    assert differences(before, after) == (
        Difference(section="", letter="", heading="Name", before="Accounts", after="Letters"),
        Difference(section="purposes", letter="b", heading="Purposes", before="To bill", after="To post"),
    )
    gone = sheet_of()
    assert [(one.before, one.after) for one in differences(before, gone)] == [("To bill", "")]
    assert asked_fingerprint(replace(before, title="Letters")) != asked_fingerprint(before)
