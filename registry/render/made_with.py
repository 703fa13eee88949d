"""Which software sets the pages: where it is the same to the letter, the same document and stamp give the same bytes."""

import ctypes
import hashlib
import platform
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from weasyprint.text.ffi import pango

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    "registry/documents", "registry/law", "registry/render", "compliance/formats", "templates/documents",
    "static/documents",
)  # fmt: skip
"""Where lies whatever a page is made of."""
SHORT = 12
LIBRARIES = ("WeasyPrint", "pydyf", "fontTools", "Django")
HARFBUZZ = "libharfbuzz.so.0"


@cache
def made_with() -> str:
    """Regesta 1a2b3c4d5e6f, WeasyPrint 70.0, … : our own sources by their fingerprint, then the versions of others."""
    others = {name: version(name) for name in LIBRARIES}
    others |= {"Pango": _pango(), "HarfBuzz": _harfbuzz(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    others["Python"] = ".".join(platform.python_version_tuple()[:2])
    return ", ".join(f"{name} {number}" for name, number in {"Regesta": sources(), **others}.items())


def sources() -> str:
    """A fingerprint of our own code, templates, styles and typefaces."""
    digest = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted(path for path in (ROOT / folder).rglob("*") if _counts(path)):
            inside = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(ROOT).as_posix()} {inside}\n".encode())
    return digest.hexdigest()[:SHORT]


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def _pango() -> str:
    number = pango.pango_version()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def _harfbuzz() -> str:
    """WeasyPrint loads the same library, but has no name for this question."""
    said = ctypes.CDLL(HARFBUZZ).hb_version_string
    said.restype = ctypes.c_char_p
    return str(said().decode())
