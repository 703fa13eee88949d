"""The documentation shows each picture that is kept for it, and no other."""

import re

from tests.processes import ROOT

SHOWN = re.compile(r"!\[[^\]]+\]\((?:docs/)?pictures/([\w-]+\.png)\)")
LIMIT = 3 * 1024 * 1024
"""Bytes that the pictures take together."""


def test_every_picture_is_shown_and_every_shown_one_is_there() -> None:
    texts = [(ROOT / "README.md").read_text(), *(file.read_text() for file in (ROOT / "docs").glob("*.md"))]
    kept = {file.name: file.stat().st_size for file in (ROOT / "docs" / "pictures").iterdir()}
    assert {name for text in texts for name in SHOWN.findall(text)} == set(kept)
    assert sum(kept.values()) <= LIMIT
