"""What is refused in the admin is said in the admin: who is signed in keeps the tasks in reach."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponse]
REFUSALS: dict[type[Exception], tuple[int, Any, Any]] = {
    BadRequest: (400, _("This request was not understood"), _("Something in it is malformed.")),
    PermissionDenied: (
        403,
        _("This is not for you"),
        _(
            "You are signed in, but your role does not include this. Whoever manages the accounts can change that."
        ),
    ),
    Http404: (404, _("There is no such page"), _("The address is wrong, or what stood here is gone.")),
}
"""What was raised → status, title, and what is said where the exception says nothing itself."""


def telling(view: View, *, site: Any) -> View:
    """The view, with a page of the admin's for each refusal. What is broken stays broken: that is not refused."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except tuple(REFUSALS) as refusal:
            status, title, usual = REFUSALS[type(refusal)]
            said = str(refusal) if refusal.args else usual
            context = {**site.each_context(request), "title": title, "said": said}
            request.current_app = site.name  # type: ignore[attr-defined]
            return TemplateResponse(request, "admin/refused.html", context, status=status)

    return told
