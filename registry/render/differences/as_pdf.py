"""A difference as PDF: archival and accessible as registers are, with its JSON inside."""

from functools import partial

from registry.documents.canonical import fingerprint
from registry.documents.difference import Difference, DifferenceStamp
from registry.render import as_json
from registry.render.as_pdf import set_on_paper
from registry.render.differences.as_html import STYLE, html_paged
from registry.render.differences.naming import filename
from registry.render.printable import drawable
from registry.render.typefaces import glyphs


def render(difference: Difference, *, stamp: DifferenceStamp) -> bytes:
    """A4. Raises FatalURLFetchingError where a page asks for a foreign file."""
    return set_on_paper(
        html_paged(difference, stamp=stamp, spell=partial(drawable, glyphs=glyphs())),
        identifier=fingerprint(difference),
        data=as_json.render(difference, stamp=stamp),
        data_name=filename(difference, "json", stamp=stamp),
        stamp=stamp,
        styles=(STYLE,),
    )
