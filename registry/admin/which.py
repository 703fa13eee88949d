"""Pages that each organisation has: of which one? Where there is one only, its page at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.access.roles import may
from registry.access.scope import scope
from registry.admin.tasks import Page
from registry.models import Organisation


def choose_organisation(request: HttpRequest, *, page: Page, site: Any) -> HttpResponse:
    """Links to the page of each organisation that the account may open it of, with what was asked of the page. One query,
    however many there are."""
    own = scope(Organisation.objects.all(), user=request.user)
    links = [
        (reverse(f"{site.name}:{page.each}", args=[one.pk], query=request.GET or None), str(one))
        for one in own
        if may(request.user, page.verb, page.model, organisation_id=one.pk)
    ]
    if len(links) == 1:
        return redirect(links[0][0])
    context = {
        **site.each_context(request),
        "title": _("%(page)s: of which organisation?") % {"page": page.label},
        "links": links,
        "opts": Organisation._meta,
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return TemplateResponse(request, "admin/registry/choose.html", context)
