"""A copy read back from its JSON: what it says, whether that fits together, and which release it calls itself."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from registry.documents.canonical import decode
from registry.documents.register import Register
from registry.documents.release import ReleasedStamp, Witness, stamped


class Unreadable(ValueError):
    """Not the JSON of one of our documents."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """The JSON of a copy. `fits`: its fingerprint, and the seal of a release, are those of what it says.

    `stamp` is None where the copy is no release; `moment` is the revision and the day that it shows; `size` counts the
    bytes of the JSON.
    """

    document: dict[str, Any]
    name: str
    slug: str
    moment: tuple[int, str]
    fits: bool
    stamp: ReleasedStamp | None
    size: int

    @property
    def witness(self) -> Witness | None:
        """The witness line that the copy would have, if it is what it says."""
        if self.stamp is None:
            return None
        issued = self.stamp.release
        return Witness(number=issued.number, instant=issued.instant, sha256=self.stamp.seal)

    def register(self) -> Register:
        """The document itself. Raises ValueError where it is of another version or makes no sense."""
        return decode(_canonical(self.document), Register)


def read_copy(data: bytes) -> Copy:
    """Raises Unreadable."""
    try:
        said = json.loads(data)
        document, stamp = said["document"], said["stamp"]
        released = decode(_canonical(stamp), ReleasedStamp) if "release" in stamp else None
        return Copy(
            document=document,
            name=_text(document["name"]),
            slug=_text(document["slug"]),
            moment=(int(document["moment"]["revision"]), _text(document["moment"]["on"])),
            fits=_fits(document, said["fingerprint"], stamp, released),
            stamp=released,
            size=len(data),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise Unreadable(str(error)) from error


def _fits(document: Any, fingerprint: Any, stamp: Any, released: ReleasedStamp | None) -> bool:
    """All that a page prints comes from what the two fingerprints cover."""
    if _sha256(document) != fingerprint:
        return False
    if released is None:
        return True
    seal = _sha256({"document": document, "release": stamp["release"]})
    return released == stamped(released.release, seal=seal)


def _sha256(value: Any) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()


def _canonical(value: Any) -> str:
    """As `encode` writes it: what was read back is plain already."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
