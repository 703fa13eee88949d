"""The history page of a record: open to whoever may see the record, also when it is deleted; closed to writing."""

import datetime as dt
import zoneinfo
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from registry.access.roles import VIEW, may, roles_of
from registry.admin.changes import Entry, entries
from registry.admin.headlines import headline, in_order
from registry.admin.labels import is_key
from registry.admin.telling import register_url, revision_url, story_url
from registry.admin.versions import Version, last_version, owner_then, versions_of
from registry.ledger.history import tracked
from registry.ledger.recording import DELETED
from registry.models import Organisation, Revision

PAGE = 25
SAFE = ("GET", "HEAD")


def refuse_unless_seen(user: Any, model: Any, owner: int | None) -> None:
    """Raises Http404 where the account may not even know of the record, PermissionDenied where its role is too small."""
    known = owner is None or user.is_superuser or owner in roles_of(user)
    if not known:
        raise Http404
    if not may(user, VIEW, model, organisation_id=owner):
        raise PermissionDenied


def timezone_of(owner: int | None) -> zoneinfo.ZoneInfo:
    """The time zone in which an organisation reads its clocks."""
    name = Organisation.objects.filter(pk=owner).values_list("timezone", flat=True).first() if owner else None
    return zoneinfo.ZoneInfo(name or "UTC")


class Historied:
    """Mixin: `<key>/history/` by revision, `<key>/history/<version>/` leads there and accepts nothing."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        view = self.admin_site.admin_view(self.version_view)
        return [path("<path:object_id>/history/<int:version>/", view, name=name), *super().get_urls()]

    def last_seen(self, request: Any, object_id: str) -> tuple[Any, int | None]:
        """The newest history row and its owner. Raises Http404, PermissionDenied."""
        row = last_version(self.model, int(object_id)) if is_key(object_id) else None
        if row is None:
            raise Http404
        owner = owner_then(self.model, row)
        refuse_unless_seen(request.user, self.model, owner)
        return row, owner

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        row, owner = self.last_seen(request, object_id)
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        versions = self.versions(row.id, owner=owner)
        page = Paginator(self._asked_for(request, list(versions)), PAGE).get_page(request.GET.get("page"))
        zone, site = timezone_of(owner), self.admin_site.name
        whole_story = owner is not None or request.user.is_superuser
        restorable = self.restorable(request, row, versions)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": self._record(row)},
            "entries": [
                replace(
                    self._told(entry, row.id),
                    alone=revision_url(owner, entry.number, site=site) if whole_story else "",
                    register=register_url(owner, entry.instant, zone=zone, site=site),
                    restore=self.restore_url(row.id, entry.number) if entry.instant in restorable else "",
                )
                for entry in entries({key: versions[key] for key in page.object_list})
            ],
            "story": story_url(owner, site=site) if whole_story else "",
            "page": page,
            "one": "revision" in request.GET,
            "timezone": zone,
            "deleted": row.history_type == DELETED,
            "restorable": bool(restorable),
            "object_id": object_id,
            "record": self._record(row),
            "opts": self.opts,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/registry/history.html", context)

    def versions(self, pk: int, *, owner: int | None) -> dict[int, list[Version]]:
        """Revision id → what it wrote of the record and of what is told with it, oldest first."""
        return versions_of(self.model, pk, owner=owner)

    def restorable(
        self, request: Any, row: Any, versions: dict[int, list[Version]]
    ) -> Collection[dt.datetime]:
        """The instants as of which the account may restore the record; none unless `restoring.py` says so."""
        return ()

    def restore_url(self, key: int, number: int | None) -> str:
        """Where it is shown what restoring the record as of a revision would change."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_restore"
        return reverse(name, args=[key, number])

    def _told(self, entry: Entry, pk: int) -> Entry:
        """With a headline, and with this record among those that changed."""
        changes = [replace(one, own=(one.model, one.pk) == (self.model, pk)) for one in entry.changes]
        order = in_order({one.model._meta.model_name for one in changes})
        changes.sort(key=lambda one: (not one.own, order.index(one.model._meta.model_name), one.pk))
        return replace(entry, changes=tuple(changes), headline=headline(changes))

    def version_view(self, request: Any, object_id: str, version: int) -> HttpResponse:
        """What simple-history would let be edited: here it leads to the revision that wrote it."""
        row, _owner = self.last_seen(request, object_id)
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        histories = tracked(self.model).history.objects.filter(id=row.id)
        found = histories.filter(history_id=version).select_related("revision").first()
        if found is None:
            raise Http404
        url = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_history"
        return redirect(reverse(url, args=[object_id], query={"revision": found.revision.number}))

    def _asked_for(self, request: Any, keys: list[int]) -> list[int]:
        """The revisions (ids) to show, newest first; of a single number, that one."""
        number = request.GET.get("revision")
        if number is None:
            return keys[::-1]
        if not is_key(number):
            raise Http404
        return list(Revision.objects.filter(pk__in=keys, number=int(number)).values_list("pk", flat=True))

    def _record(self, row: Any) -> str:
        return str(self.model(**{name: getattr(row, name) for name in tracked(self.model).columns}))
