"""The formats in which documents are handed over."""

from dataclasses import dataclass
from typing import Protocol

from registry.documents.register import Stamp
from registry.render import as_csv, as_html, as_json, as_pdf, as_xlsx
from registry.render.about import Document


class Render(Protocol):
    """A document in, bytes out; the same bytes for the same document and stamp."""

    def __call__(self, document: Document, *, stamp: Stamp) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way of handing a document over. `name` is what people type, `extension` ends the name of the file."""

    name: str
    media_type: str
    extension: str
    render: Render


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format(name="pdf", media_type="application/pdf", extension="pdf", render=as_pdf.render),
        Format(name="html", media_type="text/html; charset=utf-8", extension="html", render=as_html.render),
        Format(
            name="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            extension="xlsx",
            render=as_xlsx.render,
        ),
        Format(name="csv", media_type="text/csv; charset=utf-8", extension="csv", render=as_csv.render),
        Format(name="json", media_type="application/json", extension="json", render=as_json.render),
    )
}
"""Of registers, and of subprocessor lists too."""
LIST_FORMATS: dict[str, Format] = {name: FORMATS[name] for name in ("pdf", "html", "csv", "json")}
"""Of the public subprocessor list: a workbook would say nothing that CSV does not."""
