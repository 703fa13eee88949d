"""Open questions about an activity and its parts, beside the panel that they are about."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.admin.activity_panels import panel_of
from registry.admin.labels import is_key
from registry.admin.panels import Panel
from registry.admin.standing import Asked
from registry.admin.wording import words
from registry.models import Clarification

ANSWERED = "answered"
"""The name under which a form sends the numbers of the questions that are answered by what it says."""


def open_questions(
    records: Iterable[models.Model], *, panels: tuple[Panel, ...], site: str
) -> dict[str, list[Asked]]:
    """Key of the panel → the questions that are open about these records. One query."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for row in _open(records):
        key = panel_of(row.record_type, row.field, panels=panels)
        found[key].append(Asked(key=row.pk, question=row.question, who=_who(row), url=_url(row, site)))
    return found


def close_answered(records: Iterable[models.Model], *, keys: Iterable[str], on: dt.date) -> None:
    """Closes those of the open questions about these records that are named. One query, and one save for each."""
    named = {int(key) for key in keys if is_key(key)}
    for row in _open(records).filter(pk__in=named) if named else ():
        row.closed_on = on
        row.save()


def _open(records: Iterable[models.Model]) -> models.QuerySet:
    about = models.Q(pk__in=())
    for record in records:
        about |= models.Q(record_type=record._meta.model_name, record_id=record.pk)
    return Clarification.objects.filter(about, closed_on=None)


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
