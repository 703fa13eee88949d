"""Documents as JSON: the document itself, its fingerprint, and who made the copy."""

import json

from registry.documents.canonical import fingerprint, plain
from registry.documents.difference import Difference
from registry.documents.register import Stamp
from registry.render.about import Document


def render(document: Document | Difference, *, stamp: Stamp) -> bytes:
    """Indented for people. The fingerprint is that of the canonical text of `document` (see docs/formats.md)."""
    copy = {"document": plain(document), "fingerprint": fingerprint(document), "stamp": plain(stamp)}
    return (json.dumps(copy, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode()
