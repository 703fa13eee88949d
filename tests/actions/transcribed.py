"""Reading back what an example's file became."""

from typing import Any

from django.db import models

from registry.models import Citation, Disclosure, Organisation, ProcessingActivity


def rows(model: type[models.Model], organisation: Organisation, *fields: str) -> list[tuple[Any, ...]]:
    """The organisation's records of one kind, in the order of the file."""
    return list(model._default_manager.filter(organisation=organisation).order_by("pk").values_list(*fields))


def by_activity(model: type[models.Model], organisation: Organisation, field: str) -> dict[str, list[Any]]:
    """Reference of each activity → that field of its records."""
    found: dict[str, list[Any]] = {
        reference: [] for (reference,) in rows(ProcessingActivity, organisation, "reference")
    }
    for reference, value in rows(model, organisation, "activity__reference", field):
        found[reference].append(value)
    return found


def recipients(organisation: Organisation) -> dict[str, list[str]]:
    """Reference of each activity → the company behind each recipient, or the code of its category."""
    return {
        activity.reference: [recipient(disclosure) for disclosure in activity.disclosures.all()]
        for activity in ProcessingActivity.objects.filter(organisation=organisation)
    }


def recipient(disclosure: Disclosure) -> str:
    if disclosure.service is None:
        return disclosure.category.code
    return disclosure.service.party.name if disclosure.service.party else disclosure.service.category.code


def read_fields(organisation: Organisation) -> set[tuple[str, str]]:
    """Kind of record and field of everything that is read from context."""
    read = Citation.objects.filter(organisation=organisation, standing="read")
    return set(read.values_list("record_type", "field"))
