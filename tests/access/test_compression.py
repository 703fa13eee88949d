"""Pages travel compressed, each time with another length; files travel as they are."""

import gzip

from django.http import HttpRequest, HttpResponse

from registry.access.compression import PageCompressionMiddleware

TEXT = "Register of processing activities. " * 40


def answer(content_type: str, accept: str = "gzip") -> HttpResponse:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accept
    made = HttpResponse(TEXT, content_type=content_type)
    return PageCompressionMiddleware(lambda _request: made)(request)


def test_page_is_compressed() -> None:
    response = answer("text/html; charset=utf-8")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == TEXT


def test_length_of_a_page_tells_nothing() -> None:
    assert len({len(answer("text/html").content) for _time in range(40)}) > 1


def test_file_is_sent_as_it_is() -> None:
    assert answer("application/pdf").content.decode() == TEXT


def test_who_does_not_ask_gets_it_plain() -> None:
    assert answer("text/html", accept="").content.decode() == TEXT
