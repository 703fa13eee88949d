"""The history of a whole organisation as a story, revision by revision; and that of what all organisations share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.admin.base import RecordAdmin
from registry.admin.history import refuse_unless_seen
from registry.admin.labels import is_key
from registry.admin.seals import seal_of
from registry.admin.story_form import StoryForm
from registry.admin.telling import Teller, grouped, story_url
from registry.admin.touched import touches
from registry.models import Organisation, Revision

REVISIONS, RECORDS = 25, 50
"""So many are on a page: revisions of a story, records of one revision."""


class Story(RecordAdmin):
    """For the admin of organisations: `<key>/story/`, and `story/` for what all share. Nothing is written here."""

    def get_urls(self) -> list[Any]:
        own, shared = (
            self.admin_site.admin_view(require_safe(view))
            for view in (self.story_view, self.shared_story_view)
        )
        return [
            path("story/", shared, name="registry_shared_story"),
            path("<int:key>/story/", own, name="registry_organisation_story"),
            *super().get_urls(),
        ]

    def links_beside(self, request: Any, obj: Any) -> list[dict[str, str]]:
        if obj is None:
            return []
        link = {"label": _("History of everything"), "url": story_url(obj.pk, site=self.admin_site.name)}
        return [link, *super().links_beside(request, obj)]

    def story_view(self, request: Any, key: int) -> HttpResponse:
        """Whoever may see the organisation's records may read how they came to be."""
        refuse_unless_seen(request.user, Organisation, key)
        owner = Organisation.objects.filter(pk=key).first()
        if owner is None:
            raise Http404(_("There is no such organisation, or you do not work for it."))
        return self._story_answer(request, owner)

    def shared_story_view(self, request: Any) -> HttpResponse:
        """Of the vocabulary and the law, for those who keep them."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return self._story_answer(request, None)

    def _story_answer(self, request: HttpRequest, owner: Organisation | None) -> HttpResponse:
        teller = Teller(owner=owner, site=self.admin_site)
        chain = Revision.objects.filter(organisation=owner)
        if "revision" in request.GET:
            return self._story_of_one(request, teller, chain)
        form = StoryForm(request.GET, owner=owner, now=timezone.now())
        found = form.answer(chain).defer("payload") if form.is_valid() else chain.none()
        page = Paginator(found.order_by("-number"), REVISIONS).get_page(request.GET.get("page"))
        title = (
            _("What changed at %(name)s") % {"name": owner} if owner else _("What changed of what all share")
        )
        response = self._story_page(
            request, "story", teller, title=title, form=form, told=teller.told(page.object_list), page=page
        )
        response.status_code = 200 if form.is_valid() else 400
        return response

    def _story_of_one(self, request: HttpRequest, teller: Teller, chain: Any) -> HttpResponse:
        """A revision with its seal, and all that it did; its records come in pages."""
        number = request.GET["revision"]
        revision = chain.filter(number=int(number)).first() if is_key(number) else None
        if revision is None:
            raise Http404(_("There is no such revision."))
        page = Paginator(grouped(touches(revision.pk)), RECORDS).get_page(request.GET.get("page"))
        told = teller.alone(revision, [touch for group in page.object_list for touch in group])
        title = _("Revision %(number)s") % {"number": revision.number}
        return self._story_page(
            request, "revision", teller, title=title, told=told, page=page, seal=seal_of(revision)
        )

    def _story_page(self, request: Any, template: str, teller: Teller, **more: Any) -> TemplateResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "organisation": teller.owner,
            "timezone": teller.zone,
            "story": story_url(teller.key, site=self.admin_site.name),
            "compare": self._comparison(teller.key),
            **more,
        }
        return TemplateResponse(request, f"admin/registry/{template}.html", context)

    def _comparison(self, owner: int | None) -> str:
        """Where two days of an organisation are compared."""
        if owner is None:
            return ""
        return reverse(f"{self.admin_site.name}:registry_organisation_comparison", args=[owner])
