"""JSON: the document comes back equal, and its fingerprint can be computed by anybody."""

import hashlib
import json

import pytest

from registry.documents.canonical import decode, fingerprint
from registry.documents.register import Register
from registry.documents.subprocessors import SubprocessorList
from registry.render import as_json
from registry.render.about import Document
from tests.render import documents
from tests.render.documents import STAMP
from tests.render.nasty import HIDDEN, UNDRAWN


@pytest.mark.parametrize(
    "document",
    [documents.register(name=HIDDEN + UNDRAWN), documents.empty_register(), documents.subprocessor_list()],
    ids=["register", "empty", "list"],
)
def test_document_comes_back_equal(document: Document) -> None:
    copy = json.loads(as_json.render(document, stamp=STAMP))
    kind = Register if isinstance(document, Register) else SubprocessorList
    assert decode(json.dumps(copy["document"]), kind) == document


def test_fingerprint_is_that_of_the_canonical_text() -> None:
    register = documents.register()
    copy = json.loads(as_json.render(register, stamp=STAMP))
    text = json.dumps(copy["document"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert copy["fingerprint"] == hashlib.sha256(text.encode()).hexdigest() == fingerprint(register)


def test_stamp_says_who_made_the_copy() -> None:
    assert json.loads(as_json.render(documents.register(), stamp=STAMP))["stamp"] == {
        "as_of": "2026-11-20T14:00:00.000000+00:00",
        "made_at": "2026-11-20T16:30:00.000000+00:00",
        "made_by": "Ada Officer",
    }
