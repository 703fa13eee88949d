"""What a PDF says, read by Poppler: a second opinion on WeasyPrint."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

HEAD, FOOT = 75, 757
"""Points from the top between which the sheet lies; above and below runs what every page repeats."""


def pages(pdf: bytes, *, top: int = HEAD, bottom: int = FOOT) -> list[str]:
    """The text of each page between two heights."""
    area = ["-r", "72", "-x", "0", "-y", str(top), "-W", "596", "-H", str(bottom - top)]
    return run("pdftotext", "-raw", *area, "-", "-", pdf=pdf).removesuffix("\f").split("\f")


def squeezed(text: str) -> str:
    """Without spaces, line ends and marks of direction: what is left is the same however lines break."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


def fonts(pdf: bytes) -> Iterator[tuple[str, bool]]:
    """Name and whether it is embedded, of each font."""
    for line in run("pdffonts", "-", pdf=pdf).splitlines()[2:]:
        yield line.split()[0].split("+")[-1].strip(","), line.split()[-5] == "yes"


def run(*command: str | Path, pdf: bytes) -> str:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
