"""What rules find: first as found in a record, then as told."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.documents.records.activities import (
    Activity,
    Client,
    DataUse,
    Disclosure,
    Measure,
    Purpose,
    RetentionRule,
)
from registry.documents.records.evidence import Assessment, Document, Recorded
from registry.documents.records.notices import Notice, Statement
from registry.documents.records.parties import Organisation, Party
from registry.documents.records.services import Agreement, Ground, Service, Subprocessor, Transfer
from registry.documents.wording import data_words, place_line, provider
from registry.law.labelled import Labelled


class Severity(Labelled):
    """How much a finding matters, from the gravest on; these words stand on screen."""

    MISSING = "missing", _("Missing or contradictory")
    CHECK = "check", _("Check")
    HINT = "hint", _("Hint")


RANK = {severity: place for place, severity in enumerate(Severity)}

RECORD_TYPES: dict[type[Recorded], str] = {
    Activity: "processingactivity",
    Agreement: "agreement",
    Assessment: "assessment",
    Client: "clientcontroller",
    DataUse: "datause",
    Disclosure: "disclosure",
    Document: "document",
    Ground: "transferground",
    Measure: "securitymeasure",
    Notice: "privacynotice",
    Organisation: "organisation",
    Party: "party",
    Purpose: "purpose",
    RetentionRule: "retentionrule",
    Service: "service",
    Statement: "noticestatement",
    Subprocessor: "subprocessor",
    Transfer: "transfer",
}
"""The name of each kind of record, as citations and accepted findings know it."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a rule found in a record. `activity` is the one it is part of or is told under; None where it is of none.

    `field` is the item of the record to look at, "" for the whole. `severity` is given where it is milder or graver
    than the rule's own. `assessed` is False where the law's list is not filled, so that nothing is claimed.
    """

    record: Recorded
    field: str
    message: str
    activity: Activity | None = None
    severity: Severity | None = None
    assessed: bool = True


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding as told. `article` cites every regime it rests on; `lapsed_on` is the last day on which it was accepted.

    `activity_id` and `activity_reference` are None and "" where it is of no activity.
    """

    rule: str
    code: str
    severity: Severity
    kind: str
    record_type: str
    record_id: int
    record_name: str
    activity_id: int | None = None
    activity_reference: str = ""
    activity_name: str = ""
    field: str = ""
    message: str
    hint: str
    article: str
    blocks: bool = False
    lapsed_on: dt.date | None = None

    @property
    def order(self) -> tuple[Any, ...]:
        """Gravest first, then by activity and rule; what is of no activity comes last, by record and rule. Total."""
        record = (self.record_type, self.record_name.casefold(), self.record_id)
        reference = self.activity_reference
        within = (reference, self.code, *record) if reference else (*record, self.code)
        return (RANK[self.severity], not reference, *within, self.field, self.message)


def record_name(record: Recorded) -> str:
    """What people call a record; empty where it has no name of its own."""
    match record:
        case Purpose():
            return record.text
        case DataUse():
            return data_words(record)
        case Disclosure():
            return recipient_name(record)
        case Client():
            return record.controller.name if record.controller else record.class_of_controllers
        case Transfer():
            place = record.international_organisation or place_line(record.destination).text
            return place or _transfer_to(record)
        case Ground():
            return record.mechanism.name
        case Subprocessor():
            return provider(record.service) or record.service.name
        case Statement():
            return record.text
    return str(getattr(record, "name", "") or getattr(record, "title", ""))


def _transfer_to(transfer: Transfer) -> str:
    """What a transfer to a place that is not named is called: by who receives it, if that is known."""
    importer = transfer.importer.name if transfer.importer else transfer.importer_as_stated
    return importer or str(_("Transfer to a place that is not named"))


def recipient_name(disclosure: Disclosure) -> str:
    """The company, else the service or the category of recipients."""
    if disclosure.service is not None:
        return provider(disclosure.service) or disclosure.service.name
    if disclosure.party is not None:
        return disclosure.party.name
    return disclosure.category.label if disclosure.category else ""
