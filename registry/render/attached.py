"""The data inside a PDF, read back from a file by anybody: nothing of it is run, nothing grows beyond a limit."""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

MIB = 1024 * 1024
LARGEST, LARGEST_INSIDE = 64 * MIB, 128 * MIB
"""So large a file is looked at, and so large may the data inside become. The data of one activity are some 60 kB."""
MANY = 5
"""So many attachments are looked at; ours have one."""
EDGE = 1024
"""Within so many bytes a PDF says that it begins or ends."""
HEAD = 4096
ATTACHMENT = re.compile(rb"/EmbeddedFile\b")
STREAM = re.compile(rb"stream\r?\n")


class Unusable(ValueError):
    """A file of which nothing can be said; the message is the end of a sentence."""


def attached(pdf: bytes) -> bytes:
    """The first attachment that can be unpacked. Raises Unusable.

    A stream never lies inside another one, so that the attachment of any PDF that is not encrypted is found by the name
    of its kind, without following the structure of a file that may have been made to do harm.
    """
    if b"%PDF-" not in pdf[:EDGE]:
        raise Unusable(_("it is not a PDF"))
    if b"%%EOF" not in pdf[-EDGE:]:
        raise Unusable(_("it is cut off: its end is missing"))
    for data in _streams(pdf):
        if len(data) > LARGEST_INSIDE:
            words = {"count": LARGEST_INSIDE // MIB}
            raise Unusable(_("the data inside are larger than %(count)s MiB") % words)
        return data
    if b"/Encrypt" in pdf:
        raise Unusable(_("it is encrypted; save it without a password"))
    raise Unusable(_("there are no data inside: it is not a register as this program writes it"))


def _streams(pdf: bytes) -> Iterator[bytes]:
    """What is attached, unpacked to just beyond the limit at the most; what cannot be unpacked is left out."""
    for number, found in enumerate(ATTACHMENT.finditer(pdf)):
        begin = STREAM.search(pdf, found.end(), found.end() + HEAD)
        if number == MANY:
            return
        if begin is None:
            continue
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(memoryview(pdf)[begin.end() :], LARGEST_INSIDE + 1)
        except zlib.error:
            continue
        if unpacking.eof or len(data) > LARGEST_INSIDE:
            yield data
