"""The data inside a PDF, read back from any bytes."""

import tracemalloc
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.render import as_json, as_pdf, attached
from registry.render.attached import Unusable
from tests.render import documents

HEAD, TAIL = b"%PDF-1.7\n", b"\nendstream\n%%EOF\n"
KIND = b"<</Type /EmbeddedFile /Filter /FlateDecode>>\nstream\n"


def test_what_was_attached_is_read_back() -> None:
    register = documents.register()
    pdf = as_pdf.render(register, stamp=documents.STAMP)
    assert attached.attached(pdf) == as_json.render(register, stamp=documents.STAMP)


def test_names_of_attachments_are_not_taken_for_one() -> None:
    pdf = HEAD + b"/EmbeddedFiles /EmbeddedFile" + b" " * 5000 + KIND + zlib.compress(b"found") + TAIL
    assert attached.attached(pdf) == b"found"


def test_bomb_is_refused_before_it_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached, "LARGEST_INSIDE", 2 * attached.MIB)
    pdf = HEAD + KIND + zlib.compress(bytes(50 * attached.MIB)) + TAIL
    tracemalloc.start()
    with pytest.raises(Unusable, match="the data inside are larger than 2 MiB"):
        attached.attached(pdf)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6 * attached.MIB


def test_many_attachments_are_not_all_tried() -> None:
    nothing = KIND + b"nothing" + TAIL
    assert attached.attached(HEAD + nothing * 4 + KIND + zlib.compress(b"found") + TAIL) == b"found"
    with pytest.raises(Unusable, match="there are no data inside"):
        attached.attached(HEAD + nothing * 5 + KIND + zlib.compress(b"found") + TAIL)


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 300))
def test_any_bytes_are_read_or_refused(noise: bytes, cut: int) -> None:
    whole = zlib.compress(b"found" * 20)
    pdf = HEAD + KIND + whole[:cut] + noise + TAIL
    if cut >= len(whole):
        assert attached.attached(pdf) == b"found" * 20
        return
    with suppress(Unusable):
        attached.attached(pdf)
