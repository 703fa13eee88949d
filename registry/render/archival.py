"""The last touches on a PDF before it is written, so that it is archival and accessible at once."""

from typing import Any

# PDF/A asks that a property it does not know be described where it is used: PDF/UA's mark of itself is one.
ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that this file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


POINTS = 0.75
"""Of a pixel."""


def finish(document: Any, pdf: Any) -> None:
    """WeasyPrint's `finisher`: marks a PDF/A as PDF/UA too, names each associated file once, puts figures' boxes right."""
    metadata = _object(pdf, pdf.catalog["Metadata"])
    metadata.stream = [part.replace(b"</rdf:RDF>", ACCESSIBLE + b"</rdf:RDF>") for part in metadata.stream]
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for element in filter(_is_figure, pdf.objects):
        _measure(element, height=document.pages[0].height)


def _is_figure(element: Any) -> bool:
    return isinstance(element, dict) and element.get("S") == "/Figure"


def _measure(figure: Any, *, height: float) -> None:
    """The box in points from the lower left corner of the page; WeasyPrint says pixels from the upper one."""
    left, top, right, bottom = figure["A"]["BBox"]
    figure["A"]["BBox"][:] = [POINTS * edge for edge in (left, height - bottom, right, height - top)]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
