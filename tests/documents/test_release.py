"""What a release says of itself, and a copy read back."""

import dataclasses
import datetime as dt
import hashlib
import json
from typing import Any

import pytest

from registry.documents.copies import Copy, Unreadable, read_copy
from registry.documents.register import Stamp
from registry.documents.release import (
    Approval,
    Issued,
    ReleasedStamp,
    Witness,
    content_of,
    seal_of,
    stamped,
    witness,
)
from registry.render import as_json
from registry.render.about import about
from tests.render import documents

ISSUED = Issued(
    number=3,
    instant=dt.datetime(2026, 11, 20, 16, 30, 0, 5, tzinfo=dt.UTC),
    as_of=dt.datetime(2026, 11, 20, 13, 3, 22, 123456, tzinfo=dt.UTC),
    previous="ab" * 32,
    approval=Approval.SECOND,
    open_items=("PA-1 Payroll: (b) Purposes", "PA-1 Payroll: (d) Recipients"),
    made_with="Regesta 1, WeasyPrint 70.0",
)
REGISTER = documents.register()
SEAL = seal_of(REGISTER, ISSUED)
STAMP = stamped(ISSUED, seal=SEAL)


def data(stamp: Stamp = STAMP) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json.render(REGISTER, stamp=stamp))
    return found


def back(said: Any) -> Copy:
    return read_copy(json.dumps(said).encode())


def test_seal_is_that_of_the_content_that_is_kept() -> None:
    assert hashlib.sha256(content_of(REGISTER, ISSUED).encode()).hexdigest() == SEAL
    said = data()
    sealed = {"document": said["document"], "release": said["stamp"]["release"]}
    text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert (text, said["stamp"]["seal"]) == (content_of(REGISTER, ISSUED), SEAL)


def test_ordinary_copies_know_of_no_release() -> None:
    assert set(data(documents.STAMP)["stamp"]) == {"made_by", "made_at", "as_of"}


def test_release_says_what_it_is_on_cover_and_foot() -> None:
    described = about(REGISTER, stamp=STAMP)
    said = {fact.key: fact.value.texts for fact in described.facts}
    assert {key: said[key] for key in ("release", "approval", "open-items", "witness")} == {
        "release": (
            "Release 3 of 20 November 2026, 17:30:00 CET (Europe/Berlin)",
            "2026-11-20 16:30:00.000005 UTC",
        ),
        "approval": ("One person prepared it, a second person approved it",),
        "open-items": ("2 items were missing, which was seen at the release",),
        "witness": (f"3 2026-11-20T16:30:00.000005+00:00 {SEAL}",),
    }
    assert "made" not in said
    assert described.running == (
        "Release 3 of 20 November 2026, 17:30:00 CET (Europe/Berlin) · revision 42 · in force on 20 November 2026"
    )


@pytest.mark.parametrize("approval, items, expected", [
    (Approval.SAME, (), ("The same person prepared and approved it", "Nothing that Article 30 asks was missing")),
    (Approval.SAME, ("x",), (
        "The same person prepared and approved it", "1 item was missing, which was seen at the release",
    )),
])  # fmt: skip
def test_release_of_one_person_says_so(
    approval: Approval, items: tuple[str, ...], expected: tuple[str, str]
) -> None:
    issued = dataclasses.replace(ISSUED, approval=approval, open_items=items)
    facts = about(REGISTER, stamp=stamped(issued, seal=SEAL)).facts
    said = {fact.key: fact.value.texts[0] for fact in facts}
    assert (said["approval"], said["open-items"]) == expected


def test_witness_line_is_read_as_it_was_written() -> None:
    made = Witness(number=3, instant=ISSUED.instant, sha256=SEAL)
    assert witness(f"  {made.line}\n") == made
    assert witness(made.line.replace("+00:00", "Z").replace(SEAL, SEAL.upper())) == made


@pytest.mark.parametrize("line", [
    "", "3", f"3 2026-11-20T16:30:00+00:00 {SEAL[:-1]}", f"3 2026-11-20T16:30:00 {SEAL}", f"3 2026-99-20T16:30:00Z {SEAL}",
    f"x 2026-11-20T16:30:00Z {SEAL}", f"٣ 2026-11-20T16:30:00Z {SEAL}",
])  # fmt: skip
def test_other_text_is_no_witness_line(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        witness(line)


def test_copy_is_read_back_whole() -> None:
    copy = back(data())
    assert (copy.register(), copy.stamp, copy.fits) == (REGISTER, STAMP, True)
    assert (copy.name, copy.slug, copy.moment) == (REGISTER.name, REGISTER.slug, (42, "2026-11-20"))
    assert copy.witness == Witness(number=3, instant=ISSUED.instant, sha256=SEAL)


def test_ordinary_copy_is_read_back_as_no_release() -> None:
    copy = back(data(documents.STAMP))
    assert (copy.register(), copy.stamp, copy.witness, copy.fits) == (REGISTER, None, None, True)
    assert not back({**data(documents.STAMP), "fingerprint": "0" * 64}).fits


def altered(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    said = data()
    place = said
    for key in path[:-1]:
        place = place[key]
    assert place[path[-1]] != value
    place[path[-1]] = value
    return said


@pytest.mark.parametrize("path, value", [
    (("document", "name"), "Somebody else"),
    (("fingerprint",), "0" * 64),
    (("stamp", "seal"), "0" * 64),
    (("stamp", "made_by"), "Ada"),
    (("stamp", "made_at"), "2026-11-21T16:30:00.000005+00:00"),
    (("stamp", "as_of"), "2026-11-21T16:30:00.000005+00:00"),
    (("stamp", "release", "number"), 4),
    (("stamp", "release", "instant"), "2026-11-21T16:30:00.000005+00:00"),
    (("stamp", "release", "as_of"), "2026-11-21T16:30:00.000005+00:00"),
    (("stamp", "release", "previous"), "0" * 64),
    (("stamp", "release", "approval"), "same-person"),
    (("stamp", "release", "open_items"), []),
    (("stamp", "release", "made_with"), "Another program"),
])  # fmt: skip
def test_whatever_is_altered_in_a_release_no_longer_fits(path: tuple[str, ...], value: Any) -> None:
    assert not back(altered(path, value)).fits


def test_every_item_of_a_release_is_among_those_altered() -> None:
    marks: Any = test_whatever_is_altered_in_a_release_no_longer_fits
    cases = [case[0] for case in marks.pytestmark[0].args[1]]
    own = {field.name for field in dataclasses.fields(Issued)}
    assert {path[2] for path in cases if len(path) == 3} == own
    stamp = {field.name for field in dataclasses.fields(ReleasedStamp)} - {"release"}
    assert {path[1] for path in cases if path[0] == "stamp" and len(path) == 2} == stamp


@pytest.mark.parametrize("text", [
    b"", b"null", b"[]", b"{", b"{}", b'{"document": {}, "stamp": {}, "fingerprint": ""}', b"[" * 100_000,
    b"\xff", b'{"document": 1, "stamp": 2}', b'{"document": {"name": 7}, "stamp": {}}',
])  # fmt: skip
def test_what_is_no_copy_is_said(text: bytes) -> None:
    with pytest.raises(Unreadable):
        read_copy(text)


def test_lone_surrogates_and_unknown_keys_are_no_copy() -> None:
    for said in (
        altered(("document", "name"), "\ud800"),
        altered(("stamp", "release", "approval"), "nobody"),
    ):
        with pytest.raises(Unreadable):
            back(said)
    said = data()
    said["stamp"]["more"] = "x"
    with pytest.raises(Unreadable):
        back(said)
