"""Notes are numbered once per sheet."""

from registry.documents.values import MISSING, Line, State, filled
from registry.render.notes import Notes, Said, SaidLine


def test_notes_are_numbered_as_they_come_and_shared() -> None:
    notes = Notes(anchor="sheet-1")
    first = notes.said(filled(Line(text="a", source="section 1"), Line(text="b")))
    second = notes.said(filled(Line(text="c", source="section 1", reading="it follows")))
    assert first.lines == (SaidLine(text="a", notes=(1,)), SaidLine(text="b", notes=()))
    assert second.lines == (SaidLine(text="c", notes=(1, 2)),)
    assert notes.listed == [(1, "Source: section 1"), (2, "Read from context: it follows")]
    assert notes.anchor == "sheet-1-note"


def test_states_have_no_notes() -> None:
    notes = Notes(anchor="sheet-1")
    assert notes.said(MISSING) == Said(state=State.MISSING, texts=("Missing",), lines=())
    assert not notes
