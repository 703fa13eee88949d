"""What the PDF engine may fetch while it sets a page: our static files and data inside the page, nothing else."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from registry.render.stylesheets import STATIC


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Raises FatalURLFetchingError, which stops the rendering: a page that lacks something is never handed out."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if not is_own(url):
            raise FatalURLFetchingError(f"Documents are made of our own files and data; refused: {url[:200]}")
        return super().fetch(url, headers)


def is_own(url: str) -> bool:
    """Whether it is data, or a file under static/documents that no `..` or link leads out of."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return True
    path = Path(unquote(parts.path))
    return parts.scheme == "file" and parts.netloc == "" and path.resolve().is_relative_to(STATIC)
