"""Archival and accessible, in the judgement of veraPDF."""

import subprocess
from pathlib import Path

import pytest

from registry.documents.subprocessors import Group
from registry.render import as_pdf
from tests.render import documents
from tests.render.documents import STAMP
from tests.render.findings import found_register

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_pdfs_are_archival_and_accessible(flavour: str, tmp_path: Path) -> None:
    made = {
        "rich": documents.register(activities=3),
        "findings": found_register(),
        "empty": documents.empty_register(),
        "list": documents.subprocessor_list(),
        "plain": documents.subprocessor_list(Group(heading="", entries=(documents.entry("a", "A"),))),
    }
    for name, document in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(as_pdf.render(document, stamp=STAMP))
    paths = sorted(tmp_path.glob("*.pdf"))
    judged = subprocess.run(
        [ROOT / "script" / "verapdf", flavour, *paths], capture_output=True, text=True, check=False
    )
    assert judged.stdout.splitlines() == [f"PASS {path} {flavour}" for path in paths], judged.stderr
