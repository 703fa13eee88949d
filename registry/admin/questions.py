"""Open questions about an activity and its parts, beside the panel that they are about."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.admin.activity_panels import panel_of
from registry.admin.panels import Panel
from registry.admin.standing import Asked
from registry.admin.wording import words
from registry.models import Clarification


def open_questions(
    records: Iterable[models.Model], *, panels: tuple[Panel, ...], site: str
) -> dict[str, list[Asked]]:
    """Key of the panel → the questions that are open about these records. One query."""
    about = models.Q(pk__in=())
    for record in records:
        about |= models.Q(record_type=record._meta.model_name, record_id=record.pk)
    found: dict[str, list[Asked]] = defaultdict(list)
    for row in Clarification.objects.filter(about, closed_on=None):
        key = panel_of(row.record_type, row.field, panels=panels)
        found[key].append(Asked(question=row.question, who=_who(row), url=_url(row, site)))
    return found


def _who(row: Clarification) -> str:
    until = _("until %(day)s") % {"day": words(None, row.until)} if row.until else ""
    return ", ".join(filter(None, (row.who or _("nobody has taken it on"), until)))


def _url(row: Clarification, site: str) -> str:
    return reverse(f"{site}:registry_clarification_change", args=[row.pk])


def asking(record: Any, *, site: str) -> str:
    """Where a question about a record is asked."""
    about = {
        "organisation": record.organisation_id,
        "record_type": record._meta.model_name,
        "record_id": record.pk,
    }
    return reverse(f"{site}:registry_clarification_add", query=about)
