"""Documents as HTML: a page by itself, one that links its styles, or one for the PDF engine."""

from collections.abc import Callable, Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from registry.documents.register import Register, Stamp
from registry.render.about import Document, about
from registry.render.pieces import Piece, register_pieces, subprocessor_pieces
from registry.render.printable import every_text, printable
from registry.render.stylesheets import inline_styles


def render(document: Document, *, stamp: Stamp) -> bytes:
    """A file that needs nothing else: styles and typefaces are inside."""
    return html_page(document, stamp=stamp, inline_css=True).encode()


def html_page(document: Document, *, stamp: Stamp, inline_css: bool) -> str:
    """A whole page. Without `inline_css` it links our static files, as our content security policy asks."""
    css = inline_styles(*further_styles(document)) if inline_css else ""
    return _page(document, stamp=stamp, spell=printable, css=css)


def html_paged(document: Document, *, stamp: Stamp, spell: Callable[[str], str]) -> str:
    """A page with what runs along each sheet of paper. `spell` writes out what cannot be drawn."""
    return _page(document, stamp=stamp, spell=spell, paged=True)


def further_styles(document: Document) -> tuple[str, ...]:
    """The sheets of ours that a document needs beside those of all documents, by name."""
    return ("findings",) if isinstance(document, Register) and document.has_findings else ()


def _page(document: Document, *, stamp: Stamp, spell: Callable[[str], str], **more: Any) -> str:
    with override(document.language):
        context = _context(document, stamp=stamp, spell=spell, on_paper="paged" in more)
        return render_to_string("documents/page.html", {**context, **more})


def _context(
    document: Document, *, stamp: Stamp, spell: Callable[[str], str], on_paper: bool
) -> dict[str, Any]:
    described = every_text(about(document, stamp=stamp), spell)
    pieces = list(_pieces(every_text(document, spell), described, on_paper=on_paper))
    return {
        "about": described,
        "made_at": stamp.made_at.isoformat(timespec="seconds"),
        "further": [f"documents/{name}.css" for name in further_styles(document)],
        "pieces": pieces,
        "contents": _contents(pieces),
    }


def _pieces(document: Document, described: Any, *, on_paper: bool) -> Iterable[Piece]:
    if isinstance(document, Register):
        return register_pieces(document, about=described, on_paper=on_paper)
    return subprocessor_pieces(document, about=described)


def _contents(pieces: list[Piece]) -> list[tuple[Piece, list[Piece]]]:
    """The labelled pieces, those of the second level under the one of the first that they follow."""
    listed: list[tuple[Piece, list[Piece]]] = []
    for piece in pieces:
        if piece.level == 1 and piece.label:
            listed.append((piece, []))
        elif piece.label:
            listed[-1][1].append(piece)
    return listed
