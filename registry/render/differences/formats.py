"""The formats in which a difference is handed over."""

from dataclasses import dataclass
from typing import Protocol

from registry.documents.difference import Difference, DifferenceStamp
from registry.render import as_json
from registry.render.differences import as_html, as_pdf, as_text


class RenderDifference(Protocol):
    """A difference in, bytes out; the same bytes for the same difference and stamp."""

    def __call__(self, difference: Difference, /, *, stamp: DifferenceStamp) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class DifferenceFormat:
    """One way of handing a difference over. `name` is what people type, `extension` ends the name of the file."""

    name: str
    media_type: str
    extension: str
    render: RenderDifference


DIFFERENCE_FORMATS: dict[str, DifferenceFormat] = {
    made.name: made
    for made in (
        DifferenceFormat(
            name="text", media_type="text/plain; charset=utf-8", extension="txt", render=as_text.render
        ),
        DifferenceFormat(
            name="html", media_type="text/html; charset=utf-8", extension="html", render=as_html.render
        ),
        DifferenceFormat(name="pdf", media_type="application/pdf", extension="pdf", render=as_pdf.render),
        DifferenceFormat(name="json", media_type="application/json", extension="json", render=as_json.render),
    )
}
