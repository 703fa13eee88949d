"""Documents as PDF: archival (PDF/A-3a) and accessible (PDF/UA-1), the same bytes for the same copy."""

from functools import cache, partial
from threading import Lock

from weasyprint import CSS, HTML, Attachment

from registry.documents.canonical import fingerprint
from registry.documents.register import Stamp
from registry.render import as_json
from registry.render.about import Document
from registry.render.archival import finish
from registry.render.as_html import further_styles, html_paged
from registry.render.fetching import OwnFiles
from registry.render.naming import filename
from registry.render.printable import drawable
from registry.render.stylesheets import STATIC, stylesheet
from registry.render.typefaces import font_configuration, glyphs

ONE_AT_A_TIME = Lock()
"""Pango's map of fonts, which all renderings of a process share, is not for two threads at once."""


def render(document: Document, *, stamp: Stamp) -> bytes:
    """A4, with the JSON of the same copy inside. Raises FatalURLFetchingError where a page asks for a foreign file."""
    return set_on_paper(
        html_paged(document, stamp=stamp, spell=partial(drawable, glyphs=glyphs())),
        identifier=fingerprint(document),
        data=as_json.render(document, stamp=stamp),
        data_name=filename(document, "json"),
        stamp=stamp,
        styles=further_styles(document),
    )


def set_on_paper(
    html: str, *, identifier: str, data: bytes, data_name: str, stamp: Stamp, styles: tuple[str, ...] = ()
) -> bytes:
    """A whole page as PDF, with the JSON of the same copy inside. `styles`: further sheets of ours, by name."""
    page = HTML(string=html, base_url=STATIC.as_uri() + "/", url_fetcher=OwnFiles())
    with ONE_AT_A_TIME:
        pdf: bytes = page.write_pdf(
            stylesheets=[_style(name) for name in ("document", "print", "paged", *styles)],
            font_config=font_configuration(),
            pdf_variant="pdf/a-3a",
            pdf_identifier=identifier[:32].encode(),
            attachments=[_attached(data, name=data_name, stamp=stamp)],
            finisher=finish,
        )
    return pdf


@cache
def _style(name: str) -> CSS:
    """Parsed once in a process: parsing costs more than a sheet."""
    return CSS(string=stylesheet(name), font_config=font_configuration(), url_fetcher=OwnFiles())


def _attached(data: bytes, *, name: str, stamp: Stamp) -> Attachment:
    """The copy for machines. Dated like the copy: undated it would carry the time of printing."""
    return Attachment(
        string=data,
        name=name,
        description="The same copy for machines",
        relationship="Data",
        created=stamp.made_at,
        modified=stamp.made_at,
    )
