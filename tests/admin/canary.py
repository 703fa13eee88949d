"""An organisation with a canary in every text that it keeps: wherever one sings, something leaked."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import models

from registry.documents.approved import SCHEMA, Approved
from registry.documents.register import Sheet
from registry.ledger.history import tracked_models
from registry.ledger.recording import recording
from registry.models import Approval, Channel, Organisation, OwnedRecord, User
from registry.models.vocabulary import Term
from tests import factories

CANARY = "canary"
EXACT = {"period", "timezone", "record_type", "language"}
"""Texts that cannot hold just anything."""
TOGETHER = {
    "processingactivity": {"recipients_absent_because", "transfers_absent_because", "joint_controllers_absent_because",
                           "measures_absent_because"},
    "datause": {"retention_absent_because"},
    "transfer": {"grounds_absent_because"},
}  # fmt: skip
"""Reasons for the absence of what the records of this organisation have."""


def songs(record: models.Model) -> dict[str, str]:
    """A canary for each text of a record."""
    name = record._meta.model_name
    silent = EXACT | TOGETHER.get(name, set())
    found = {}
    for field in record._meta.concrete_fields:
        if (
            not isinstance(field, models.CharField | models.TextField)
            or field.choices
            or field.name in silent
        ):
            continue
        match field:
            case models.URLField():
                found[field.name] = f"https://{CANARY}.example/{name}/{field.name}"
            case models.EmailField():
                found[field.name] = f"{CANARY}@{field.name.replace('_', '-')}.example"
            case models.SlugField():
                found[field.name] = f"{CANARY}-{name}"
            case _ if getattr(field, "known", None) or field.get_internal_type() == "JSONField":
                continue
            case _ if field.max_length and field.max_length < 20:
                continue  # the code of a place
            case _:
                found[field.name] = f"{CANARY} {name} {field.name}"[: field.max_length or 100]
    return found


def aviary() -> tuple[Organisation, list[Any]]:
    """The organisation, and one record of every kind that it can keep, all linked to each other."""
    owner = factories.organisation(name="Canary", slug="canary")
    with recording(by=None, organisation=owner, channel=Channel.EXAMPLE, reason=f"{CANARY} reason"):
        records = list(_records(owner))
    kinds = {table.model for table in tracked_models() if issubclass(table.model, OwnedRecord | Term)}
    assert kinds | {Organisation} == {type(record) for record in records}
    with recording(by=None, organisation=owner, channel=Channel.EXAMPLE):
        for record in records:
            if not isinstance(record, Approval):  # which sang from the beginning, and never changes
                factories.changed(record, **songs(record))
    factories.account(owner, username=f"{CANARY}-keeper", is_staff=True)
    return owner, records


def _records(owner: Organisation) -> Any:
    yield owner
    party = factories.party(owner)
    document = factories.document(owner, file=ContentFile(CANARY.encode(), name="evidence"), sha256=CANARY)
    terms = {
        table.model: factories.made(
            table.model, organisation=owner, code="x", label="x", **_kind(table.model)
        )
        for table in tracked_models()
        if issubclass(table.model, Term)
    }
    data, subjects, recipients, kind_of_purpose, kind = (
        next(term for model, term in terms.items() if model._meta.model_name == name)
        for name in (
            "datacategory",
            "datasubjectcategory",
            "recipientcategory",
            "purposecategory",
            "measuretype",
        )
    )
    yield from (party, document, *terms.values())
    service = factories.service(owner, party=party, category=recipients)
    agreement = factories.agreement(owner, party=party, services=[service], document=document)
    assessment, rule = factories.assessment(owner, document=document), factories.retention(owner)
    measure = factories.measure(owner, measure_type=kind)
    activity = factories.activity(
        owner, joint_controllers=[party], joint_arrangement=agreement, measures=[measure],
        assessments=[assessment], documents=[document],
    )  # fmt: skip
    yield from (service, agreement, assessment, rule, measure, activity)
    purpose = factories.purpose(activity, category=kind_of_purpose, balancing_test=assessment)
    yield purpose
    yield factories.data_use(activity, category=data, subjects=[subjects], purposes=[purpose], retention=rule)
    yield factories.disclosure(activity, service=service, data_categories=[data])
    yield factories.client(activity, controller=party, list_document=document, contract=agreement)
    transfer = factories.transfer(
        owner, activity=activity, importer=party, destination="", impact_assessment=None
    )
    notice = factories.notice(owner, activities=[activity])
    yield factories.approval(activity, document=_sung(activity))
    yield from (transfer, factories.ground(transfer, document=document), notice, factories.statement(notice))
    yield factories.subprocessor(owner, service=service, data_categories=[data])
    yield factories.citation(activity, notice=notice, document=document)
    yield factories.clarification(party)
    yield factories.waiver(owner, record_type="party", record_id=party.pk)


def _sung(activity: Any) -> Approved:
    sheet = Sheet(reference=activity.reference, title=f"{CANARY} approved", facts=(), sections=())
    days = {"in_force_from": None, "in_force_until": None}
    return Approved(schema=SCHEMA, language="en", part="controller", art30=sheet, full=sheet, **days)


def _kind(model: Any) -> dict[str, str]:
    return {"kind": "technical"} if model._meta.model_name == "measuretype" else {}


def keeper() -> User:
    return User.objects.get(username=f"{CANARY}-keeper")
