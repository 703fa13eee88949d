"""Documents as PDF: archival (PDF/A-3a) and accessible (PDF/UA-1), the same bytes for the same copy."""

from functools import cache, partial
from threading import Lock

from weasyprint import CSS, HTML, Attachment

from registry.documents.canonical import fingerprint
from registry.documents.register import Stamp
from registry.render import as_json
from registry.render.about import Document
from registry.render.archival import finish
from registry.render.as_html import html_paged
from registry.render.fetching import OwnFiles
from registry.render.naming import filename
from registry.render.printable import drawable
from registry.render.stylesheets import STATIC, stylesheet
from registry.render.typefaces import font_configuration, glyphs

ONE_AT_A_TIME = Lock()
"""Pango's map of fonts, which all renderings of a process share, is not for two threads at once."""


def render(document: Document, *, stamp: Stamp) -> bytes:
    """A4, with the JSON of the same copy inside. Raises FatalURLFetchingError where a page asks for a foreign file."""
    html = html_paged(document, stamp=stamp, spell=partial(drawable, glyphs=glyphs()))
    page = HTML(string=html, base_url=STATIC.as_uri() + "/", url_fetcher=OwnFiles())
    with ONE_AT_A_TIME:
        pdf: bytes = page.write_pdf(
            stylesheets=_styles(),
            font_config=font_configuration(),
            pdf_variant="pdf/a-3a",
            pdf_identifier=fingerprint(document)[:32].encode(),
            attachments=[_data(document, stamp=stamp)],
            finisher=finish,
        )
    return pdf


@cache
def _styles() -> list[CSS]:
    """Parsed once in a process: parsing costs more than a sheet."""
    return [
        CSS(string=stylesheet(name), font_config=font_configuration(), url_fetcher=OwnFiles())
        for name in ("document", "print", "paged")
    ]


def _data(document: Document, *, stamp: Stamp) -> Attachment:
    """The copy for machines. Dated like the copy: undated it would carry the time of printing."""
    return Attachment(
        string=as_json.render(document, stamp=stamp),
        name=filename(document, "json"),
        description="The same copy for machines",
        relationship="Data",
        created=stamp.made_at,
        modified=stamp.made_at,
    )
