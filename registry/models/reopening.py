"""What follows from an edit of what Article 30 asks: an approved activity is reopened, in the same revision."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from registry.law.regimes import Regime
from registry.ledger.history import CREATED, DELETED
from registry.ledger.recording import Recording, Version, consequence
from registry.models.activities import ProcessingActivity, Reopening
from registry.models.approvals import Approval
from registry.models.data_uses import DataUse
from registry.models.disclosures import ClientController, Disclosure
from registry.models.organisations import Organisation
from registry.models.purposes import Purpose
from registry.models.transfers import Transfer, TransferGround

APPROVED, IN_REVIEW = ProcessingActivity.Status.APPROVED, ProcessingActivity.Status.IN_REVIEW
DAYS = frozenset({"in_force_from", "in_force_until"})
STEPS = frozenset({"status", "reopened_by", "prepared_by"})
"""What the steps write of an activity."""
NO_EDITS = STEPS | {"last_reviewed_on", "next_review_on"}
"""That, and what is noted where somebody reviews it and leaves it as it is."""
NEEDED = ("id", "organisation_id", "role", "status", "reopened_by", "prepared_by")
LIMITS = DAYS | {"condition"}
Asked = dict[type[models.Model], dict[Reopening, frozenset[str]]]

OF_BOTH: Asked = {
    ProcessingActivity: {
        Reopening.NAME: frozenset({"name"}),
        Reopening.ROLE: frozenset({"role"}),
        Reopening.DAYS: DAYS,
        Reopening.RECIPIENTS: frozenset({"recipients_absent_because"}),
        Reopening.TRANSFERS: frozenset({"transfers_absent_because", "transfers_as_stated"}),
        Reopening.MEASURES: frozenset({"measures", "inherits_measures", "measures_absent_because"}),
    },
    Transfer: {
        Reopening.TRANSFERS: LIMITS
        | {
            "activity_id", "destination", "international_organisation", "importer_id", "importer_as_stated",
            "safeguards", "authority_informed_on", "subjects_informed_on",
        }
    },
    TransferGround: {Reopening.TRANSFERS: DAYS | {"mechanism_id"}},
}  # fmt: skip
CONTROLLER: Asked = {
    **OF_BOTH,
    ProcessingActivity: {
        **OF_BOTH[ProcessingActivity],
        Reopening.JOINT: frozenset({"joint_controllers", "joint_controllers_absent_because"}),
    },
    Purpose: {Reopening.PURPOSES: LIMITS | {"text", "importance"}},
    DataUse: {
        Reopening.DATA: LIMITS
        | {"category_id", "as_stated", "subjects", "purposes", "retention_id", "retention_absent_because"}
    },
    Disclosure: {
        Reopening.RECIPIENTS: LIMITS
        | {
            "service_id", "party_id", "category_id", "data_categories", "data_as_stated", "reason", "places",
        }
    },
}  # fmt: skip
PROCESSOR: Asked = {
    **OF_BOTH,
    Disclosure: {Reopening.RECIPIENTS: LIMITS | {"service_id"}},
    ClientController: {
        Reopening.CLIENTS: LIMITS
        | {
            "controller_id", "class_of_controllers", "list_document_id", "list_system", "list_person",
            "representative_id", "representative_absent_because", "dpo_id", "dpo_absent_because",
            "categories_of_processing",
        }
    },
}  # fmt: skip
GUARANTEES: Asked = {
    Transfer: {
        Reopening.TRANSFERS: frozenset({
            "grounds_absent_because", "impact_assessment_id", "impact_assessment_absent_because", "data_as_stated",
            "exporter", "frequency", "supplementary_measures", "note",
        })
    },
    TransferGround: {
        Reopening.TRANSFERS: frozenset({"condition", "module", "concluded_on", "evidence", "document_id"})
    },
}  # fmt: skip
"""What Swiss law asks for beside Article 30: on what a transfer rests."""
PARTS = (Purpose, DataUse, Disclosure, ClientController, Transfer)


@consequence
def reopen(opened: Recording, versions: list[Version]) -> bool:
    """Sets approved activities of which something that Article 30 asks was edited back into review, and says what it was.
    What is in review remembers who changed it last. Returns whether anything was written.

    Queries: one where only parts were edited, one or two where grounds of transfers were; more for each activity that
    it writes. Raises ValidationError where an activity is made approved otherwise than by approving it.
    """
    concerned = _concerned(versions)
    if not concerned:
        return False
    rows = _rows(concerned)
    wrote = False
    for pk, written in concerned.items():
        row = rows.get(pk)
        if row is None:
            continue
        before = _status_before(row, written)
        if row["status"] == APPROVED and before != APPROVED:
            _refuse_unless_approved(pk, versions)
        elif row["status"] in (APPROVED, IN_REVIEW) and before == row["status"]:
            wrote |= _consider(opened, row, written)
    return wrote


def asked_items(role: str, written: Iterable[Version], *, guarantees: bool) -> list[Reopening]:
    """Which items that Article 30 asks of an activity in this role were edited, in the order of the article."""
    asked = PROCESSOR if role == ProcessingActivity.Role.PROCESSOR else CONTROLLER
    found = {
        item
        for version in written
        for table in ((asked, GUARANTEES) if guarantees else (asked,))
        for item, columns in table.get(version.tracked.model, {}).items()
        if columns & version.changed
    }
    return [item for item in Reopening if item in found]


def _concerned(versions: list[Version]) -> dict[int, list[Version]]:
    """Number of an activity → what was written of it and its parts; of a part that moved, at both."""
    found: dict[int, list[Version]] = defaultdict(list)
    grounds = [version for version in versions if version.tracked.model is TransferGround]
    of_transfer = _activities_of(grounds, versions) if grounds else {}
    for version in versions:
        for key in _activities(version, of_transfer):
            found[key].append(version)
    return found


def _activities(version: Version, of_transfer: dict[int, int]) -> set[int]:
    model = version.tracked.model
    if model is ProcessingActivity:
        return {version.pk} if version.type != DELETED else set()
    if model is TransferGround:
        return {of_transfer[key] for key in (version.fields["transfer_id"],) if key in of_transfer}
    if model not in PARTS:
        return set()
    keys = {version.fields["activity_id"], version.fields_before.get("activity_id")}
    return {key for key in keys if key is not None}


def _activities_of(grounds: list[Version], versions: list[Version]) -> dict[int, int]:
    """Number of a transfer → that of its activity, where it is one of an activity."""
    known = {
        version.pk: version.fields["activity_id"] for version in versions if version.tracked.model is Transfer
    }
    others = {ground.fields["transfer_id"] for ground in grounds} - known.keys()
    if others:
        known |= dict(Transfer._base_manager.filter(pk__in=others).values_list("pk", "activity_id"))
    return {pk: activity for pk, activity in known.items() if activity is not None}


def _rows(concerned: dict[int, list[Version]]) -> dict[int, dict[str, Any]]:
    """The activities as they are about to be sealed."""
    rows = {
        version.pk: version.fields
        for written in concerned.values()
        for version in written
        if version.tracked.model is ProcessingActivity
    }
    others = concerned.keys() - rows.keys()
    if others:
        found = ProcessingActivity._base_manager.filter(pk__in=others)
        rows |= {row["id"]: row for row in found.values(*NEEDED)}
    return rows


def _status_before(row: dict[str, Any], written: list[Version]) -> str:
    """The status that the activity had; empty for a new one."""
    own = [version for version in written if version.tracked.model is ProcessingActivity]
    return str(own[0].fields_before.get("status", "")) if own else str(row["status"])


def _refuse_unless_approved(pk: int, versions: list[Version]) -> None:
    kept = any(
        version.type == CREATED and version.fields["activity_id"] == pk
        for version in versions
        if version.tracked.model is Approval
    )
    if not kept:
        raise ValidationError(
            {"status": _("An activity becomes approved when somebody approves it, not by writing so.")}
        )


def _consider(opened: Recording, row: dict[str, Any], written: list[Version]) -> bool:
    items = asked_items(row["role"], written, guarantees=_asks_guarantees(row, written))
    edited = any(version.changed - NO_EDITS for version in written)
    if not items and (row["status"] == APPROVED or not edited):
        return False
    activity = ProcessingActivity._base_manager.get(pk=row["id"])
    editor = [opened.actor_id] if opened.actor_id is not None else []
    if row["status"] == APPROVED:
        activity.status, activity.reopened_by, activity.prepared_by = IN_REVIEW, values_of(items), editor
    else:
        asker = activity.prepared_by[:1]
        activity.prepared_by = [*asker, *(number for number in editor if number not in asker)]
        if activity.reopened_by:
            activity.reopened_by = values_of(Reopening(code) for code in {*activity.reopened_by, *items})
    told = {name: getattr(activity, name) for name in ("status", "reopened_by", "prepared_by")}
    if all(row[name] == value for name, value in told.items()):
        return False
    held = opened.wholes.get((ProcessingActivity, activity.pk))
    activity.save()
    # Whoever holds the record that was edited sees what became of it; saved again, it would undo that.
    for name, value in told.items() if held is not None else ():
        setattr(held, name, value)
    return True


def values_of(items: Iterable[Reopening]) -> list[str]:
    """The codes in the order of the article."""
    found = set(items)
    return [item.value for item in Reopening if item in found]


def _asks_guarantees(row: dict[str, Any], written: list[Version]) -> bool:
    if not any(version.tracked.model in GUARANTEES for version in written):
        return False
    regimes = Organisation._base_manager.values_list("regimes", flat=True).get(pk=row["organisation_id"])
    return Regime.CH in regimes
