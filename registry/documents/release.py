"""What a release says of itself, its seal, and the line by which anybody can recognise it."""

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum

from registry.documents.canonical import encode, plain
from registry.documents.register import Register, Stamp


class Approval(StrEnum):
    """Who approved a release, without a name."""

    SECOND = "second-person"
    SAME = "same-person"


@dataclass(frozen=True, kw_only=True)
class Issued:
    """What makes a register a release. `as_of` is the instant at which the records are read; `previous` the digest of
    the release before, so that each holds all before it; `open_items` are what was open and was seen to be; `made_with`
    names the software that set the pages."""

    number: int
    instant: dt.datetime
    as_of: dt.datetime
    previous: str
    approval: Approval
    open_items: tuple[str, ...]
    made_with: str


@dataclass(frozen=True, kw_only=True)
class ReleasedStamp(Stamp):
    """The stamp of each file of a release. `seal` is the sha256 of the content that the release keeps."""

    release: Issued
    seal: str


def content_of(document: Register, issued: Issued) -> str:
    """The canonical text that a release keeps and that its fingerprint is taken of."""
    return encode({"document": document, "release": issued})


def stamped(issued: Issued, *, seal: str) -> ReleasedStamp:
    """The stamp of the files of a release. It names nobody: what is kept for ever holds no more names than it must."""
    return ReleasedStamp(made_by="", made_at=issued.instant, as_of=issued.as_of, release=issued, seal=seal)


def seal_of(document: Register, issued: Issued) -> str:
    """The fingerprint of a release."""
    return hashlib.sha256(content_of(document, issued).encode()).hexdigest()


LINE = re.compile(r"(\d{1,9})\s+(\S{10,40})\s+([0-9a-fA-F]{64})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Witness:
    """The one line that an organisation can publish: whoever has it recognises the release, and any other text."""

    number: int
    instant: dt.datetime
    sha256: str

    @property
    def line(self) -> str:
        """3 2026-11-30T09:00:00.000000+00:00 9f86d0…"""
        return f"{self.number} {plain(self.instant)} {self.sha256}"


def witness(line: str) -> Witness:
    """The witness that a line says. Raises ValueError for any other text."""
    found = LINE.fullmatch(line.strip())
    if found is None:
        raise ValueError(json.dumps(line))
    instant = dt.datetime.fromisoformat(found[2])
    if instant.tzinfo is None:
        raise ValueError(found[2])
    return Witness(number=int(found[1]), instant=instant, sha256=found[3].lower())
