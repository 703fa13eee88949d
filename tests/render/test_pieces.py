"""Documents in pieces, one per sheet."""

from registry.render.about import about
from registry.render.pieces import register_pieces
from tests.render import documents
from tests.render.documents import STAMP


def test_each_sheet_is_a_piece_of_its_own() -> None:
    register = documents.register()
    pieces = list(register_pieces(register, about=about(register, stamp=STAMP), on_paper=False))
    assert [(piece.anchor, piece.level) for piece in pieces] == [
        ("organisation", 1),
        ("controller", 1),
        ("controller-1", 2),
        ("controller-2", 2),
        ("processor", 1),
        ("processor-1", 2),
        ("annex-1", 1),
        ("annex-2", 1),
        ("annex-3", 1),
    ]
    assert all("PA-002" not in piece.html for piece in pieces[:3])
    assert "PA-002" in pieces[3].html


def test_heading_is_not_said_twice() -> None:
    [sheet, *_] = documents.register().parts[0].sheets
    purposes = sheet.sections[1]
    assert purposes.heading == purposes.entries[0].heading
    register = documents.register()
    [piece] = [
        piece
        for piece in register_pieces(register, about=about(register, stamp=STAMP), on_paper=False)
        if piece.anchor == "controller-1"
    ]
    assert piece.html.count("Purposes") == 1
