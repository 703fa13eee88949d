"""What a copy says of itself."""

import dataclasses

from registry.documents.canonical import fingerprint
from registry.render.about import About, about
from tests.render import documents
from tests.render.documents import STAMP
from tests.render.findings import found_register


def said(described: About) -> dict[str, tuple[str, ...]]:
    return {fact.key: fact.value.texts for fact in described.all_facts}


def test_about_names_state_copy_and_fingerprint() -> None:
    register = documents.register()
    assert said(about(register, stamp=STAMP)) == {
        "title": ("Record of processing activities", "Everything recorded"),
        "organisation": ("Example Ltd",),
        "note": ("Transcribed from a policy, not issued by or for Example Ltd; roles are our reading.",),
        "state": ("As recorded, whether approved or not",),
        "as-of": ("20 November 2026, 15:00:00 CET (Europe/Berlin)",),
        "revision": (
            "Revision 42 of 20 November 2026, 14:03:22 CET (Europe/Berlin)",
            "2026-11-20 13:03:22.123456 UTC",
        ),
        "on": ("20 November 2026",),
        "made": ("Ada Officer", "20 November 2026, 17:30:00 CET (Europe/Berlin)"),
        "fingerprint": (fingerprint(register),),
        "seal": ("d1" * 32,),
    }


def test_about_says_that_there_are_findings() -> None:
    found = said(about(found_register(), stamp=STAMP))
    assert found["title"] == ("Record of processing activities", "Everything recorded, with findings")
    assert found["findings"] == ("In the last annex: for inside, and no part of what Article 30 asks",)
    assert "findings" not in said(about(documents.register(), stamp=STAMP))


def test_about_says_that_nothing_was_recorded() -> None:
    described = about(documents.empty_register(), stamp=dataclasses.replace(STAMP, as_of=None))
    assert said(described)["revision"] == ("Nothing was recorded by then",)
    assert said(described)["as-of"] == ("the latest state",)
    assert "seal" not in said(described)
    assert described.running == "Nothing recorded yet · in force on 20 November 2026"


def test_about_names_nobody_where_the_stamp_does_not() -> None:
    described = about(documents.subprocessor_list(), stamp=dataclasses.replace(STAMP, made_by=""))
    assert said(described)["made"] == ("20 November 2026, 17:30:00 CET (Europe/Berlin)",)
    assert described.subtitle == "Who processes personal data for Example Ltd"


def test_fingerprint_does_not_depend_on_the_copy() -> None:
    register = documents.register()
    other = dataclasses.replace(STAMP, made_by="Somebody else")
    assert about(register, stamp=STAMP).fingerprint == about(register, stamp=other).fingerprint


def test_long_note_is_cut_at_the_foot_and_says_so() -> None:
    described = about(documents.register(note="words " * 200), stamp=STAMP)
    assert described.running_note == f"{('words ' * 79).strip()} … (in full on the first page)"
    assert about(documents.register(), stamp=STAMP).running_note == documents.register().note
