"""Every column of every recorded model is read, or there is a reason why not."""

import dataclasses

import pytest

from registry import models
from registry.documents.records import activities, evidence, notices, parties, services, terms
from registry.ledger.history import tracked_models
from registry.models import Record

VALUES: dict[type[Record], type] = {
    models.AdequacyDecision: terms.Adequacy,
    models.Agreement: services.Agreement,
    models.Assessment: evidence.Assessment,
    models.Citation: evidence.Citation,
    models.Clarification: evidence.Question,
    models.ClientController: activities.Client,
    models.DataCategory: terms.DataCategory,
    models.DataSubjectCategory: terms.DataSubjectCategory,
    models.DataUse: activities.DataUse,
    models.Disclosure: activities.Disclosure,
    models.Document: evidence.Document,
    models.EconomicAreaMember: terms.AreaMember,
    models.LegalBasis: terms.LegalBasis,
    models.MeasureType: terms.MeasureType,
    models.NoticeStatement: notices.Statement,
    models.Organisation: parties.Organisation,
    models.Party: parties.Party,
    models.PrivacyNotice: notices.Notice,
    models.ProcessingActivity: activities.Activity,
    models.Purpose: activities.Purpose,
    models.PurposeCategory: terms.PurposeCategory,
    models.RecipientCategory: terms.RecipientCategory,
    models.RetentionRule: activities.RetentionRule,
    models.SecurityMeasure: activities.Measure,
    models.Service: services.Service,
    models.Subprocessor: services.Subprocessor,
    models.Transfer: services.Transfer,
    models.TransferGround: services.Ground,
    models.TransferMechanism: terms.Mechanism,
    models.Waiver: evidence.Waiver,
}

READ_APART = {models.Approval: "what was approved is read for registers of approved content alone"}
READ_OTHERWISE = {
    "organisation": "each reading is of one organisation",
    "activity": "nested in the activity; a transfer keeps the number",
    "transfer": "nested in the transfer",
    "notice": "nested in the notice, or the title and date of what is cited",
    "service": "resolved; a transfer keeps the number",
    "record_type": "attached to the record",
    "record_id": "attached to the record",
    "standing": "read or stated: a flag",
    "document": "resolved, or the title and date of what is cited",
    "file": "the file itself; its fingerprint is read",
    "parent": "another organisation's record is its own",
    "id": "what is said about a record has no number of its own",
}


@pytest.mark.parametrize("model", VALUES, ids=lambda model: model.__name__)
def test_every_column_is_read(model: type[Record]) -> None:
    read = {field.name for field in dataclasses.fields(VALUES[model])}
    columns = {field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}
    assert columns - read - READ_OTHERWISE.keys() == set()


def test_every_recorded_model_is_read() -> None:
    assert {tracked.model for tracked in tracked_models()} == {*VALUES, *READ_APART}
