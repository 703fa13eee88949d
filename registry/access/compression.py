"""Pages travel compressed; files are sent as they are made."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TEXT = ("text/html", "text/javascript", "application/json")


class PageCompressionMiddleware(GZipMiddleware):
    """Django's compression, for what a browser shows; PDFs and workbooks would gain nothing.

    Compressing secrets beside what others may inject can give them away (BREACH). Django answers that by a random length of
    each compressed answer, and by a new mask over the token of each form.
    """

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").partition(";")[0] not in TEXT:
            return response
        # Also where there is nothing to compress: a HEAD says what the GET would.
        patch_vary_headers(response, ("Accept-Encoding",))
        return super().process_response(request, response)
