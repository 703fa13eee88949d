"""Pages travel compressed; files are sent as they are made."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/html", "text/javascript", "application/json")


class PageCompressionMiddleware(GZipMiddleware):
    """Django's compression, for what a browser shows; PDFs and workbooks would gain nothing.

    Compressing secrets beside what others may inject can give them away (BREACH). Django answers that by a random length of
    each compressed answer, and by a new mask over the token of each form.
    """

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").partition(";")[0] not in TEXT:
            return response
        return super().process_response(request, response)
