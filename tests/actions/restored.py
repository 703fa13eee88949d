"""What tests of restoring share: an activity with everything, plans, and how they are told."""

import datetime as dt
from typing import Any

from django.db.models import Q

from registry.actions.restore_plans import RestorePlan
from registry.actions.restoring import plan_restore
from registry.ledger.history import tracked
from registry.ledger.rows import live_rows, past_rows
from registry.models import (
    Citation,
    Clarification,
    DataCategory,
    DataUse,
    Disclosure,
    LegalBasis,
    Organisation,
    ProcessingActivity,
    Purpose,
    Revision,
    Transfer,
    TransferGround,
)
from tests import factories


def now(owner: Organisation) -> int:
    """The number of the newest revision."""
    return Revision.objects.filter(organisation=owner).latest("number").number


def plan(record: Any, number: int, by: Any = None) -> RestorePlan:
    return plan_restore(type(record), record.pk, revision=number, by=by)


def moves(found: RestorePlan) -> list[tuple[str, str, str]]:
    """Kind of record, name, and what happens to it."""
    said = {(True, False): "comes back", (False, False): "changes back", (False, True): "goes"}
    return [
        (move.model._meta.model_name or "", move.name, said[move.before is None, move.after is None])
        for move in found.moves
    ]


def rows_of(*models: Any, at: dt.datetime | None = None) -> dict[str, Any]:
    """Everything that tables hold, today or as of an instant."""
    tables = [tracked(model) for model in models]
    read = (
        (lambda table: live_rows(table, Q()))
        if at is None
        else (lambda table: past_rows(table, Q(), as_of=at))
    )
    return {table.label: sorted(read(table), key=lambda row: row["id"]) for table in tables}


ACTIVITY = (
    ProcessingActivity,
    Purpose,
    DataUse,
    Disclosure,
    Transfer,
    TransferGround,
    Citation,
    Clarification,
)


def whole(acme: Organisation, parts: int = 1, *, named: str = "") -> ProcessingActivity:
    """An activity with so many parts of each kind; `named` tells those of one organisation apart."""
    measure = factories.measure(acme, title=f"Encryption {named}".strip())
    activity = factories.activity(acme, measures=[measure], department="Finance")
    for number in range(parts):
        purpose = factories.purpose(activity, legal_bases=[factories.shared(LegalBasis, "6.1.b")])
        rule = factories.retention(acme, name=f"Rule {named}{number}")
        factories.data_use(activity, purposes=[purpose], retention=rule)
        factories.disclosure(activity, data_categories=[factories.shared(DataCategory, "name")])
        factories.ground(factories.transfer(acme, activity=activity))
        factories.citation(purpose, "text")
        factories.clarification(purpose)
    return activity


def turned_around(activity: ProcessingActivity) -> None:
    """Every part removed or changed, and others added."""
    with factories.writing(activity.organisation):
        factories.changed(activity, department="Law", measures=[])
        for model in (Citation, Clarification, DataUse, Purpose, TransferGround):
            for record in model.objects.all():
                record.delete()
        for disclosure in Disclosure.objects.all():
            factories.changed(disclosure, reason="Elsewhere", data_categories=[])
        Transfer.objects.all()[0].delete()
        factories.purpose(activity, text="Another")
        factories.ground(factories.transfer(activity.organisation, activity=activity, destination="IN"))
