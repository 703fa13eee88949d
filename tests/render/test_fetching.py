"""What the PDF engine may fetch."""

from pathlib import Path

import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from registry.render.fetching import OwnFiles, is_own
from registry.render.stylesheets import STATIC

FOREIGN = [
    "https://127.0.0.1/logo.png",
    "http://127.0.0.1:9/logo.png",
    "ftp://127.0.0.1/logo.png",
    "file:///etc/passwd",
    "file://elsewhere" + (STATIC / "document.css").as_uri().removeprefix("file://"),
    (STATIC / "document.css").as_uri().replace("document.css", "../../manage.py"),
    (STATIC / "document.css").as_uri().replace("document.css", "%2e%2e/%2e%2e/manage.py"),
    "javascript:alert(1)",
    "logo.png",
]


@pytest.mark.parametrize("url", FOREIGN)
def test_fetcher_refuses_foreign_files(url: str) -> None:
    assert not is_own(url)
    with pytest.raises(FatalURLFetchingError):
        OwnFiles().fetch(url)


def test_fetcher_reads_our_files_and_data() -> None:
    with_file, with_data = (
        OwnFiles().fetch((STATIC / "document.css").as_uri()),
        OwnFiles().fetch("data:,hello"),
    )
    assert (with_file.read(), with_data.read()) == ((STATIC / "document.css").read_bytes(), b"hello")
    with_file.close()
    with_data.close()


def test_links_out_of_our_files_are_not_followed(tmp_path: Path) -> None:
    link = tmp_path / "link.css"
    link.symlink_to("/etc/passwd")
    assert not is_own(link.as_uri())


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://127.0.0.1/a.png">',
        '<link rel="stylesheet" href="https://127.0.0.1/a.css">',
        '<style>@import url("https://127.0.0.1/a.css");</style>',
        '<p style="background: url(https://127.0.0.1/a.png)">a</p>',
        '<object data="https://127.0.0.1/a.svg"></object>',
    ],
)
def test_page_that_asks_for_a_foreign_file_is_not_made(html: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        HTML(string=html, base_url=STATIC.as_uri(), url_fetcher=OwnFiles()).write_pdf()
