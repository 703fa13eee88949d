"""What anybody may read: published lists, as they were published."""

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from registry.documents.canonical import decode
from registry.documents.days import day_at, start_of
from registry.documents.subprocessors import SubprocessorList
from registry.models.releases import Release
from registry.public.page import listed_of, page_of
from registry.public.publications import file_of, newest_of_each, newest_under
from registry.render.naming import filename
from registry.render.wording import instant

FRESH = dt.timedelta(minutes=5)
"""How long a copy may be shown without asking again; never past midnight, when states turn."""
SHOWN = {"pdf": "inline", "json": "inline", "csv": "attachment"}
"""What a browser does with each file."""


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET and HEAD only; HEAD gets no body, as the web server would complain of one."""

    @require_safe
    @wraps(view)
    def read(request: HttpRequest, **named: str) -> HttpResponse:
        response = view(request, **named)
        if request.method == "HEAD":
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return read


@open_to_all
def index(request: HttpRequest) -> HttpResponse:
    """What this site publishes."""
    releases = list(newest_of_each())
    body = html("index", publications=[listed_of(release) for release in releases if not release.withdrawn])
    changed = max((release.instant for release in releases), default=None)
    return answered(request, HttpResponse(body), etag=digest(body), changed=changed, fresh=FRESH)


@open_to_all
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The published list with each entry's state today, in the organisation's time zone."""
    release = release_under(slug)
    if release.slug != slug:
        return HttpResponseRedirect(reverse("public:page", args=[release.slug]))
    if release.withdrawn:
        return gone(release)
    listed = decode(release.content, SubprocessorList)
    now = timezone.now()
    zone = listed.moment.timezone
    today = day_at(now, timezone=zone)
    with translation.override(release.language):
        body = html("page", page=page_of(release, listed, on=today), language=release.language)
    changed = max(release.instant, start_of(today, timezone=zone))
    until_midnight = start_of(today + dt.timedelta(days=1), timezone=zone) - now
    response = HttpResponse(body, headers={"Content-Language": release.language})
    return answered(request, response, etag=digest(body), changed=changed, fresh=min(FRESH, until_midnight))


@open_to_all
def file(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """A file of the publication, byte for byte as it was stored."""
    if extension not in SHOWN:
        raise Http404
    release = release_under(slug)
    if release.slug != slug:
        return HttpResponseRedirect(reverse("public:file", args=[release.slug, extension]))
    if release.withdrawn:
        return gone(release)
    stored = file_of(release, extension=extension)
    if stored is None:
        raise Http404
    response = HttpResponse(stored.content, content_type=stored.media_type)
    name = filename(decode(release.content, SubprocessorList), extension)
    response.headers["Content-Disposition"] = f'{SHOWN[extension]}; filename="{name}"'
    return answered(request, response, etag=stored.sha256, changed=release.instant, fresh=FRESH)


@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    """Whether the application answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return plainly("the database does not answer", status=503)
    return plainly("ok", status=200)


def release_under(slug: str) -> Release:
    """The newest release published under a short name, withdrawn ones included. Raises Http404."""
    release = newest_under(slug)
    if release is None:
        raise Http404
    return release


def gone(release: Release) -> HttpResponse:
    """410: it was public once."""
    with translation.override(release.language):
        moment = instant(release.instant, timezone="UTC")
        body = html("gone", name=release.name, moment=moment, language=release.language)
    return HttpResponse(body, status=410)


def html(template: str, **context: Any) -> str:
    """Without the request: a page that knows of no visitor asks for no session and no account."""
    return render_to_string(f"public/{template}.html", context)


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def answered(
    request: HttpRequest,
    response: HttpResponse,
    *,
    etag: str,
    changed: dt.datetime | None,
    fresh: dt.timedelta,
) -> HttpResponse:
    """The response with what caches need, or 304 where the reader has it already."""
    moment = int(changed.timestamp()) if changed else None
    response.headers["ETag"] = f'"{etag}"'
    response.headers["Cache-Control"] = f"public, max-age={int(fresh.total_seconds())}"
    if moment is not None:
        response.headers["Last-Modified"] = http_date(moment)
    known = get_conditional_response(request, etag=f'"{etag}"', last_modified=moment, response=response)
    return known or response


def plainly(text: str, *, status: int) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
