"""Records for tests: plain functions with honest defaults, each one revision unless a recording is open."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils import timezone

from registry.documents.approved import Approved, asked_fingerprint
from registry.documents.approved import approved as approved_document
from registry.documents.canonical import encode, fingerprint
from registry.inventory import read_inventory
from registry.ledger.errors import NotRecording
from registry.ledger.recording import current, recording
from registry.models import (
    Agreement,
    Approval,
    Assessment,
    Channel,
    Citation,
    Clarification,
    ClientController,
    DataSubjectCategory,
    DataUse,
    Disclosure,
    Document,
    Membership,
    NoticeStatement,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    SecurityMeasure,
    Service,
    Subprocessor,
    Transfer,
    TransferGround,
    TransferMechanism,
    User,
    Waiver,
)


@contextmanager
def writing(owner: Organisation | None) -> Iterator[None]:
    """The recording that is open or, where none is, one of its own. None: shared reference data."""
    try:
        current()
    except NotRecording:
        with recording(by=None, organisation=owner, channel=Channel.COMMAND, reason="test"):
            yield
    else:
        yield


def saved(record: Any, **links: list[models.Model]) -> Any:
    """Saves a record with its many-to-many links."""
    with writing(record if isinstance(record, Organisation) else getattr(record, "organisation", None)):
        record.save()
        for name, targets in links.items():
            getattr(record, name).set(targets)
    return record


def changed(record: Any, **values: Any) -> Any:
    """Saves new values of a record; lists are many-to-many links."""
    links = {name for name in values if record._meta.get_field(name).many_to_many}
    for name in values.keys() - links:
        setattr(record, name, values[name])
    return saved(record, **{name: values[name] for name in links})


def deleted(record: Any) -> None:
    with writing(record.organisation):
        record.delete()


def shared(model: Any, code: str) -> Any:
    """A term of the shared vocabulary by its code."""
    if model is TransferMechanism:
        return model.objects.get(slug=code)
    own = {"organisation": None} if hasattr(model, "organisation") else {}
    return model.objects.get(code=code, **own)


def made(model: Any, /, **values: Any) -> Any:
    """A record of any model from values and many-to-many links."""
    links = {name: values.pop(name) for name in list(values) if model._meta.get_field(name).many_to_many}
    return saved(model(**values), **links)


def organisation(**values: Any) -> Organisation:
    return made(Organisation, **{"name": "Acme", "slug": "acme", **values})


def account(owner: Organisation | None = None, *, role: str = Membership.Role.OFFICER, **values: Any) -> User:
    """An account that may sign in, with a role in the organisation where one is given."""
    user = User.objects.create_user(**{"username": role, "password": "correct horse battery", **values})
    if owner is not None:
        Membership.objects.create(user=user, organisation=owner, role=role)
    return user


def party(owner: Organisation, **values: Any) -> Party:
    return made(Party, organisation=owner, **{"name": "Vendor", **values})


def service(owner: Organisation, **values: Any) -> Service:
    """A service; its provider is made where neither a party nor a category is given."""
    with writing(owner):
        if not {"party", "category"} & values.keys():
            values["party"] = Party.objects.filter(organisation=owner, name="Vendor").first() or party(owner)
        return made(Service, organisation=owner, **{"name": "Hosting", **values})


def some_service(owner: Organisation) -> Service:
    """The service that `service` makes, made once."""
    return Service.objects.filter(organisation=owner, name="Hosting").first() or service(owner)


def agreement(owner: Organisation, **values: Any) -> Agreement:
    kind = Agreement.Kind.PROCESSING
    return made(Agreement, organisation=owner, **{"kind": kind, "title": "Processing agreement", **values})


def activity(owner: Organisation, **values: Any) -> ProcessingActivity:
    """An activity; one that is to be approved is recorded first and approved in a revision of its own."""
    defaults = {"name": "Running accounts", "role": ProcessingActivity.Role.CONTROLLER}
    if values.get("status") == ProcessingActivity.Status.APPROVED:
        return approved(activity(owner, **{**values, "status": ProcessingActivity.Status.IN_REVIEW}))
    return made(ProcessingActivity, organisation=owner, **{**defaults, **values})


def approved(one: ProcessingActivity, **values: Any) -> ProcessingActivity:
    """The activity as if somebody had approved it as it is, complete or not."""
    one.refresh_from_db()
    on = values.pop("on", timezone.now().date())
    document = approved_document(read_inventory(organisation=one.organisation), one.pk, on=on)
    with writing(one.organisation):
        approval(one, document=document, on=on, **values)
        return changed(one, status=ProcessingActivity.Status.APPROVED, reopened_by=[], prepared_by=[])


def approval(one: ProcessingActivity, *, document: Approved, **values: Any) -> Approval:
    """An approval that keeps a document; the activity stays as it is."""
    defaults = {
        "organisation": one.organisation,
        "number": Approval.objects.filter(activity=one).count() + 1,
        "on": timezone.now().date(),
        "content": encode(document),
        "schema": document.schema,
        "sha256": fingerprint(document),
        "asked_sha256": asked_fingerprint(document.art30),
        "approved_by": 1,
    }
    return made(Approval, activity=one, **{**defaults, **values})


def complete(owner: Organisation, **values: Any) -> ProcessingActivity:
    """An activity as controller of which nothing is missing that Article 30 asks for, with one part of each kind."""
    with writing(owner):
        none = {f"{office}_absent_because": "Not needed" for office in ("dpo", "eu_representative")}
        changed(owner, postal_address="1 Main Street", email="privacy@acme.example", **none)
        one = activity(
            owner,
            **{
                "joint_controllers_absent_because": "It decides alone",
                "measures": [measure(owner, title=f"Measure {ProcessingActivity.objects.count()}")],
                **values,
            },
        )
        purpose(one)
        person = DataSubjectCategory.objects.filter(organisation=None).first()
        rule = retention(owner, name=f"Rule {one.pk}")
        data_use(one, subjects=[person], retention=rule)
        vendor = party(owner, name=f"Vendor {one.pk}", email="info@vendor.example")
        used = service(
            owner, party=vendor, their_role="processor", transfers_absent_because="Stays in the Union"
        )
        disclosure(one, service=used)
    return one


def purpose(part_of: ProcessingActivity, **values: Any) -> Purpose:
    defaults = {"organisation": part_of.organisation, "text": "To run the account"}
    return made(Purpose, activity=part_of, **{**defaults, **values})


def data_use(part_of: ProcessingActivity, **values: Any) -> DataUse:
    defaults = {"organisation": part_of.organisation, "as_stated": "E-mail address"}
    return made(DataUse, activity=part_of, **{**defaults, **values})


def disclosure(part_of: ProcessingActivity, **values: Any) -> Disclosure:
    with writing(part_of.organisation):
        if not {"service", "party", "category"} & values.keys():
            values["service"] = some_service(part_of.organisation)
        return made(Disclosure, activity=part_of, organisation=part_of.organisation, **values)


def client(part_of: ProcessingActivity, **values: Any) -> ClientController:
    defaults = {"organisation": part_of.organisation, "class_of_controllers": "Customers of the service"}
    return made(ClientController, activity=part_of, **{**defaults, **values})


def transfer(owner: Organisation, **values: Any) -> Transfer:
    return made(Transfer, organisation=owner, **{"destination": "US", **values})


def ground(part_of: Transfer, code: str = "scc-unspecified", **values: Any) -> TransferGround:
    mechanism = shared(TransferMechanism, code)
    return made(
        TransferGround, transfer=part_of, organisation=part_of.organisation, mechanism=mechanism, **values
    )


def retention(owner: Organisation, **values: Any) -> RetentionRule:
    defaults = {"name": "Thirty days", "kind": RetentionRule.Kind.EXACT, "period": "P30D"}
    return made(RetentionRule, organisation=owner, **{**defaults, **values})


def measure(owner: Organisation, **values: Any) -> SecurityMeasure:
    return made(SecurityMeasure, organisation=owner, **{"title": "Encryption in transit", **values})


def assessment(owner: Organisation, **values: Any) -> Assessment:
    defaults = {"kind": Assessment.Kind.IMPACT, "title": "Impact assessment"}
    return made(Assessment, organisation=owner, **{**defaults, **values})


def document(owner: Organisation, **values: Any) -> Document:
    return made(Document, organisation=owner, **{"title": "Contract", **values})


def notice(owner: Organisation, **values: Any) -> PrivacyNotice:
    return made(PrivacyNotice, organisation=owner, **{"title": "Privacy policy", **values})


def statement(part_of: PrivacyNotice, **values: Any) -> NoticeStatement:
    defaults = {"organisation": part_of.organisation, "kind": NoticeStatement.Kind.OTHER}
    return made(NoticeStatement, notice=part_of, **{**defaults, **values})


def subprocessor(owner: Organisation, **values: Any) -> Subprocessor:
    with writing(owner):
        if "service" not in values:
            values["service"] = some_service(owner)
        return made(Subprocessor, organisation=owner, **values)


def citation(record: Any, field: str = "", **values: Any) -> Citation:
    """A place in a source; of a record as a whole unless a field is named."""
    return made(Citation, **_about(record, field), **values)


def clarification(record: Any, field: str = "", **values: Any) -> Clarification:
    defaults = {"who": "Privacy officer", "question": "Which is it?"}
    return made(Clarification, **_about(record, field), **{**defaults, **values})


def waiver(owner: Organisation, **values: Any) -> Waiver:
    defaults = {"rule": "purpose-missing", "reason": "Being written", "until": dt.date(2030, 5, 3)}
    return made(Waiver, organisation=owner, **{**defaults, **values})


def _about(record: Any, field: str) -> dict[str, Any]:
    owner = record if isinstance(record, Organisation) else record.organisation
    return {
        "organisation": owner,
        "record_type": record._meta.model_name,
        "record_id": record.pk,
        "field": field,
    }
