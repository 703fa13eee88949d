"""Processing activities: the entries of the register, walked through letter by letter."""

from typing import Any

from django.contrib import admin
from django.db import models

from registry.admin.activity_list import ActivityList
from registry.admin.activity_panels import FIELDSETS
from registry.admin.activity_parts import ClientInline, DataUseInline, DisclosureInline, PurposeInline
from registry.admin.approving import Approving
from registry.admin.picturing import FlowPicture
from registry.admin.previewing import Previewing
from registry.admin.reviewing import Reviewing
from registry.admin.starting import Starting
from registry.admin.transfer_parts import TransferInline
from registry.admin.versions import Version, linked_versions
from registry.models import ProcessingActivity, Transfer


@admin.register(ProcessingActivity)
class ActivityAdmin(Approving, Reviewing, Previewing, Starting, FlowPicture, ActivityList):
    """The entries of the register."""

    readonly_fields = ("reference",)
    inlines = (PurposeInline, DataUseInline, DisclosureInline, TransferInline, ClientInline)
    also = (("transfer", "activity__id__exact"),)
    fieldsets = tuple(FIELDSETS.values())

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or only_drafted(obj))

    def edited_with(self, record: ProcessingActivity) -> list[models.Model]:
        """Its transfers are parts of the form, but records by themselves."""
        return list(Transfer.objects.filter(activity=record))

    def versions(self, pk: int, *, owner: int | None) -> dict[int, list[Version]]:
        """With its transfers, which are written on its form."""
        found = super().versions(pk, owner=owner)
        for revision, written in linked_versions(Transfer, "activity", pk, owner=owner).items():
            found.setdefault(revision, []).extend(written)
        return dict(sorted(found.items()))


def only_drafted(activity: ProcessingActivity) -> bool:
    """Whether it is a draft and never was anything else: whatever was, is retired and not deleted."""
    draft = ProcessingActivity.Status.DRAFT
    if activity.status != draft:
        return False
    if not hasattr(activity, "_only_drafted"):  # asked several times in one request
        activity._only_drafted = not activity.history.exclude(status=draft).exists()
    return activity._only_drafted
