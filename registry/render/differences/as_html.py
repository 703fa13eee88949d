"""A difference as HTML: a page by itself, or one for the PDF engine."""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from registry.documents.difference import Difference, DifferenceStamp
from registry.render.differences.about import about
from registry.render.differences.pieces import pieces
from registry.render.pieces import Piece
from registry.render.printable import every_text, printable
from registry.render.stylesheets import inline_styles

STYLE = "difference"
"""The sheet of ours that differences need beside those of documents."""


def render(difference: Difference, *, stamp: DifferenceStamp) -> bytes:
    """A file that needs nothing else: styles and typefaces are inside."""
    return _page(difference, stamp=stamp, spell=printable, css=inline_styles(STYLE)).encode()


def html_paged(difference: Difference, *, stamp: DifferenceStamp, spell: Callable[[str], str]) -> str:
    """A page with what runs along each sheet of paper. `spell` writes out what cannot be drawn."""
    return _page(difference, stamp=stamp, spell=spell, paged=True)


def _page(difference: Difference, *, stamp: DifferenceStamp, spell: Callable[[str], str], **more: Any) -> str:
    with override(difference.language):
        described = every_text(about(difference, stamp=stamp), spell)
        made = list(pieces(every_text(difference, spell), about=described))
        context = {
            "about": described,
            "made_at": stamp.made_at.isoformat(timespec="seconds"),
            "pieces": made,
            "contents": _contents(made),
        }
        return render_to_string("documents/page.html", {**context, **more})


def _contents(made: list[Piece]) -> list[tuple[Piece, list[Piece]]]:
    """Each subject with its records."""
    listed: list[tuple[Piece, list[Piece]]] = []
    for piece in made:
        if piece.label and piece.level == 1:
            listed.append((piece, []))
        elif piece.label:
            listed[-1][1].append(piece)
    return listed
