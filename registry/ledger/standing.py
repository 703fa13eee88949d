"""What stands in the live tables today beside the newest versions of the histories."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from registry.ledger.history import DELETED, Tracked, tracked_models
from registry.ledger.revisions import SHARED, Revision
from registry.ledger.rows import Row, live_rows, past_rows
from registry.ledger.sealed_rows import named


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What does not fit, as the end of a sentence, and the revision that says otherwise (None: none does)."""

    revision_id: int | None
    message: str


def standing_problem(key: int) -> Standing | None:
    """The first record of a chain whose live row is not what its newest version says, or that hangs in the air.

    Queries: three per table and two per many-to-many field.
    """
    for table in tracked_models():
        owned = _kept_by(table, key)
        if owned is not None and (found := _unsealed(table, owned) or _unrecorded(table, owned)):
            return found
    return None


def _kept_by(table: Tracked, key: int) -> models.Q | None:
    """Whose rows of a table belong to the chain; None where it has none of that kind."""
    if table.by_organisation:
        return models.Q(organisation_id=None if key == SHARED else key)
    if table.label == "organisation":
        return None if key == SHARED else models.Q(**{table.pk: key})
    return models.Q() if key == SHARED else None


def _unsealed(table: Tracked, owned: models.Q) -> Standing | None:
    """A history row whose revision is nowhere: what it says would still be read as of its instant."""
    sealed = Revision.objects.filter(pk=models.OuterRef("revision_id"))
    rows = table.history.objects.filter(owned, ~models.Exists(sealed)).order_by("history_id")
    pk = rows.values_list(table.pk, flat=True).first()
    if pk is None:
        return None
    message = _("a history row of %(record)s belongs to no revision") % {"record": named(table, pk)}
    return Standing(revision_id=None, message=message)


def _unrecorded(table: Tracked, owned: models.Q) -> Standing | None:
    """A live row that differs from its newest version, has none, or is gone."""
    live = {row[table.pk]: row for row in live_rows(table, owned)}
    recorded = {row[table.pk]: row for row in past_rows(table, owned, as_of=None)}
    different = [pk for pk in live.keys() | recorded.keys() if live.get(pk) != recorded.get(pk)]
    if not different:
        return None
    pk = min(different)
    versions = table.history.objects.filter(owned, **{table.pk: pk}).order_by("-history_id")
    newest = versions.values("revision_id", "history_type").first()
    return Standing(
        revision_id=newest["revision_id"] if newest else None,
        message=_difference(table, pk, live.get(pk), recorded.get(pk), newest),
    )


def _difference(
    table: Tracked, pk: int, live: Row | None, recorded: Row | None, newest: dict[str, Any] | None
) -> str:
    words = {"record": named(table, pk)}
    if newest is None:
        return _("%(record)s stands in the register, but no revision recorded it") % words
    if newest["history_type"] == DELETED:
        return _("%(record)s stands in the register, although it was removed") % words
    if live is None or recorded is None:
        return _("%(record)s is gone from the register, but no revision removed it") % words
    name = next(name for name, value in live.items() if value != recorded[name])
    words["field"] = str(table.model._meta.get_field(name).verbose_name)
    return _("“%(field)s” of %(record)s in the register differs from what was recorded last") % words
