"""What of an activity goes with a copy, what stays behind, and why."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.models import (
    Agreement,
    Assessment,
    ClientController,
    DataCategory,
    DataSubjectCategory,
    DataUse,
    Disclosure,
    Document,
    MeasureType,
    Party,
    Purpose,
    PurposeCategory,
    RecipientCategory,
    Record,
    RetentionRule,
    SecurityMeasure,
    Service,
    Transfer,
    TransferGround,
)
from registry.models.vocabulary import Term

Reason = str | Promise

WHOLE: dict[type[Record], str] = {
    Purpose: "activity",
    DataUse: "activity",
    Disclosure: "activity",
    ClientController: "activity",
    Transfer: "activity",
    TransferGround: "transfer",
}
"""The parts that are copied with an activity, each with the link to its whole; a part leads only to earlier ones."""

NAMES: dict[type[Record], str] = {
    DataCategory: "label",
    DataSubjectCategory: "label",
    PurposeCategory: "label",
    RecipientCategory: "label",
    MeasureType: "label",
    Party: "name",
    RetentionRule: "name",
    SecurityMeasure: "title",
    Service: "name",
}
"""What an organisation keeps for its activities to link to, and the field that another one knows it by. A record leads
only to earlier kinds, or to its own."""

EVIDENCE: tuple[type[Record], ...] = (Agreement, Assessment, Document)
"""What is proof for one organisation and none for another."""

STRUCTURE = frozenset({"id", "organisation"})

NEW_DRAFT = _("A copy starts as a draft; nobody has approved or reviewed it.")
OWN_DAYS = _("A copy has days of its own.")
OWN_EVIDENCE = _("Evidence belongs to the organisation that keeps it.")
OWN_DEEDS = _("What one organisation did or examined, another has not.")
OWN_PEOPLE = _("The other organisation names its own people.")
OWN_NOTES = _("A note of the first organisation, for itself.")
NOT_ASKED_YET = _("In the copy nobody has taken the question on.")

ALWAYS: dict[str, Reason] = {
    "processingactivity.reference": _("Each activity has a reference of its own."),
    "processingactivity.status": NEW_DRAFT,
    "processingactivity.reopened_by": NEW_DRAFT,
    "processingactivity.prepared_by": NEW_DRAFT,
    "processingactivity.last_reviewed_on": NEW_DRAFT,
    "processingactivity.next_review_on": NEW_DRAFT,
    "processingactivity.in_force_from": OWN_DAYS,
    "processingactivity.in_force_until": OWN_DAYS,
    "clarification.who": NOT_ASKED_YET,
    "clarification.until": NOT_ASKED_YET,
}
"""Fields that no copy takes over, and why."""

ELSEWHERE: dict[str, Reason] = {
    "processingactivity.owner": OWN_PEOPLE,
    "processingactivity.owner_email": OWN_PEOPLE,
    "processingactivity.screening_criteria": OWN_DEEDS,
    "processingactivity.screening_outcome": OWN_DEEDS,
    "clientcontroller.list_person": OWN_PEOPLE,
    "clientcontroller.instructions": OWN_EVIDENCE,
    "transfer.safeguards": OWN_DEEDS,
    "transfer.authority_informed_on": OWN_DEEDS,
    "transfer.subjects_informed_on": OWN_DEEDS,
    "transferground.concluded_on": OWN_EVIDENCE,
    "transferground.evidence": OWN_EVIDENCE,
    "party.note": OWN_NOTES,
    "retentionrule.where": OWN_EVIDENCE,
    "service.in_force_from": OWN_DAYS,
    "service.in_force_until": OWN_DAYS,
    "service.agreement_absent_because": OWN_DEEDS,
    "service.transfers_absent_because": OWN_DEEDS,
    "service.certifications": OWN_EVIDENCE,
    "service.dpf_entity": OWN_EVIDENCE,
    "service.dpf_checked_on": OWN_DEEDS,
    "service.guarantees_reviewed_on": OWN_DEEDS,
    **{f"{term._meta.model_name}.retired_on": OWN_DAYS for term in NAMES if issubclass(term, Term)},
}
"""Fields that a copy to another organisation does not take over, and why."""

FIXED: dict[tuple[type[Record], str], Any] = {(SecurityMeasure, "organisation_wide"): False}
"""Fields that have this value in another organisation: what came with one activity is no measure of all."""


def key_of(record: type[models.Model] | models.Model, field: str) -> str:
    """A field as it stands in the tables above."""
    return f"{record._meta.model_name}.{field}"


def fields_of(model: type[Record]) -> Iterator[Any]:
    """The columns and links of a model that say something: all but its number, its owner and its whole."""
    structure = STRUCTURE | {WHOLE.get(model, "")}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.name not in structure:
            yield field


def left_behind(model: type[Record], field: Any, *, elsewhere: bool) -> Reason | None:
    """Why a copy does not take the field over; None where it does."""
    key = key_of(model, field.name)
    if key in ALWAYS or not elsewhere:
        return ALWAYS.get(key)
    return OWN_EVIDENCE if field.related_model in EVIDENCE else ELSEWHERE.get(key)


def copied_fields(model: type[Record], *, elsewhere: bool) -> list[Any]:
    """The fields that a copy takes over."""
    return [field for field in fields_of(model) if left_behind(model, field, elsewhere=elsewhere) is None]


def targets(record: Record, field: Any) -> list[Any]:
    """The records that a link leads to; no query where they were loaded with the record."""
    if field.many_to_many:
        return list(getattr(record, field.name).all())
    found = getattr(record, field.name)
    return [] if found is None else [found]


def with_links(queryset: models.QuerySet) -> models.QuerySet:
    """The queryset with everything that its records link to; one query more for each many-to-many field."""
    meta = queryset.model._meta
    single = [field.name for field in meta.concrete_fields if field.is_relation]
    return queryset.select_related(*single).prefetch_related(*(field.name for field in meta.many_to_many))
