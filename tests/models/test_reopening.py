"""What an edit does to an approval: it is reopened exactly where what Article 30 asks reads otherwise."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models, transaction

from registry.actions.copying import copy_activity
from registry.documents.approved import approved, asked_fingerprint
from registry.inventory import read_inventory
from registry.ledger.recording import recording
from registry.models import (
    Channel,
    ClientController,
    DataUse,
    Disclosure,
    Organisation,
    Party,
    ProcessingActivity,
    Purpose,
    Revision,
    Service,
    Transfer,
    TransferGround,
    TransferMechanism,
    User,
)
from registry.models.fields import PlaceField, PlacesField
from tests import factories
from tests.canaries import CanaryOrganisation

ON = dt.date(2026, 11, 20)
PARTS = (Purpose, DataUse, Disclosure, ClientController, Transfer, TransferGround)
STRUCTURE = {"id", "organisation", "activity", "transfer", "position", "reference"}
STEPS = {"status", "reopened_by", "prepared_by"}


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


@pytest.fixture
def anna(acme: Organisation) -> User:
    return factories.account(acme, username="anna")


def state(activity: ProcessingActivity) -> tuple[str, list[str]]:
    activity.refresh_from_db()
    return activity.status, activity.reopened_by


def another(field: Any, record: Any) -> Any:
    """Another value that the field can hold beside what the record says."""
    value = getattr(record, field.name)
    match field:
        case models.ManyToManyField():
            return []
        case models.ForeignKey():
            return other_link(field, record)
        case models.BooleanField():
            return not value
        case models.DateField():
            return value + dt.timedelta(days=1)
        case PlacesField():
            return ["IS"]
        case PlaceField():
            return "IS"
        case models.CharField() if field.choices:
            return next(code for code, _label in field.choices if code not in ("", value))
        case models.JSONField():
            return ["sensitive"]
        case models.PositiveSmallIntegerField():
            return 12
    return f"{value} otherwise"


def other_link(field: Any, record: Any) -> Any:
    others = field.related_model._base_manager.exclude(pk=getattr(record, field.attname))
    if field.related_model is TransferMechanism:
        return others.get(slug="scc-unspecified")
    if not hasattr(field.related_model, "organisation"):
        return others.first()
    own = others.filter(organisation=record.organisation)
    return own.first() or others.filter(organisation=None).first()


def edits(record: Any) -> Iterator[dict[str, Any]]:
    """One edit for each field: another value, and for what may give a reason for its absence that reason."""
    fields = [*record._meta.concrete_fields, *record._meta.many_to_many]
    names = {field.name for field in fields}
    for field in fields:
        if field.name in STRUCTURE | STEPS:
            continue
        if not field.name.endswith("_absent_because"):
            yield {field.name: another(field, record)}
        elif (value := field.name.removesuffix("_absent_because")) in names:
            empty: Any = [] if record._meta.get_field(value).many_to_many else None
            yield {field.name: "There is none", value: empty}


def fingerprints(owner: Organisation, *activities: ProcessingActivity) -> list[str]:
    inventory = read_inventory(organisation=owner)
    return [asked_fingerprint(approved(inventory, one.pk, on=ON).art30) for one in activities]


ALTHOUGH_READ_ALIKE: dict[str, set[tuple[str, str]]] = {
    "joint": {("processingactivity", "inherits_measures"), ("disclosure", "category")},
    "processor": {("processingactivity", "inherits_measures"), ("disclosure", "condition")},
}
"""Role → what reopens although today's sheet reads as before, beside days in force: here the measure of the whole
organisation is one of its own as well, the recipient's category is that of its service, and of recipients a processor is
only asked for other processors."""


@pytest.mark.slow
@pytest.mark.parametrize("regimes", [["EU"], ["EU", "CH"]])
def test_an_edit_reopens_exactly_where_the_sheet_reads_otherwise(db: None, regimes: list[str]) -> None:
    """Every field of an activity and its parts, as controller and as processor."""
    canary = CanaryOrganisation()
    owner = factories.changed(canary.organisation, regimes=regimes)
    for activity in (canary.controller, canary.processor):
        factories.party(owner, name=f"Somebody else than the {activity.role}")
        factories.approved(activity)
        (before,) = fingerprints(owner, activity)
        parts = [part for model in PARTS for part in _parts(model, activity)]
        found = {}
        for record in (activity, *parts):
            for edit in edits(record):
                with transaction.atomic(), suppress(ValidationError):
                    fresh = type(record).objects.get(pk=record.pk)
                    factories.changed(fresh, **edit)
                    (after,) = fingerprints(owner, activity)
                    reopened = ProcessingActivity.objects.get(pk=activity.pk).status == "in-review"
                    found[record._meta.model_name, record.pk, *edit] = (after != before, reopened)
                    transaction.set_rollback(True)  # and nothing else refused it
        assert len(found) > 80
        assert [key for key, (reads_otherwise, reopened) in found.items() if reads_otherwise > reopened] == []
        more = {(key[0], key[2]) for key, (otherwise, reopened) in found.items() if reopened > otherwise}
        assert {key for key in more if not key[1].startswith("in_force")} == ALTHOUGH_READ_ALIKE[
            activity.role
        ]


def _parts(model: Any, activity: ProcessingActivity) -> list[Any]:
    if model is TransferGround:
        return list(model.objects.filter(transfer__activity=activity))
    return list(model.objects.filter(activity=activity))


def test_each_way_of_editing_reopens_in_the_same_revision(acme: Organisation, anna: User) -> None:
    """Columns, links, parts that come, go and change, transfers with their grounds, and a transfer that moves away."""
    activity, neighbour = factories.complete(acme), factories.complete(acme, name="Letters")
    transfer = factories.transfer(acme, activity=neighbour, condition="where enabled")
    ground = factories.ground(transfer)
    ways: list[tuple[ProcessingActivity, Any, list[str]]] = [
        (activity, lambda: factories.changed(_fresh(activity), role="joint", name="Mail"), ["name", "role"]),
        (activity, lambda: factories.changed(_fresh(activity), measures=[]), ["measures"]),
        (activity, lambda: factories.purpose(_fresh(activity), text="To bill"), ["purposes"]),
        (activity, lambda: factories.changed(activity.data_uses.get(), subjects=[]), ["data"]),
        (activity, lambda: factories.deleted(activity.disclosures.get()), ["recipients"]),
        (activity, lambda: factories.transfer(acme, activity=_fresh(activity)), ["transfers"]),
        (neighbour, lambda: factories.changed(_fresh(ground), in_force_until=ON), ["transfers"]),
        (neighbour, lambda: factories.deleted(_fresh(ground)), ["transfers"]),
        (neighbour, lambda: factories.changed(_fresh(transfer), activity=activity), ["transfers"]),
    ]
    for edited, way, items in ways:
        factories.approved(edited)
        before = Revision.objects.filter(organisation=acme).count()
        with recording(by=anna, organisation=acme, channel=Channel.COMMAND):
            way()
        assert state(edited) == ("in-review", items)
        assert edited.prepared_by == [anna.pk]
        assert Revision.objects.filter(organisation=acme).count() == before + 1
        versions = edited.history.order_by("-history_id")
        assert [version.status for version in versions[:2]] == ["in-review", "approved"]
    assert state(activity)[1] == ["transfers"]  # the one that moved there, and that of before


def _fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def test_what_goes_beyond_article_30_reopens_nothing(acme: Organisation) -> None:
    activity = factories.approved(factories.complete(acme))
    factories.changed(activity, owner="Ada", department="Sales", description="More", next_review_on=ON)
    factories.changed(activity.purposes.get(), interest="Growth", law_cited="BGB", position=3)
    factories.changed(activity.data_uses.get(), source="The person", mandatory="yes", note="Seldom")
    factories.citation(activity)
    factories.clarification(activity)
    factories.changed(activity, assessments=[factories.assessment(acme)])
    copy_activity(activity, by=None)
    assert state(activity) == ("approved", [])


def test_what_a_shared_record_says_reopens_nothing_but_reads_otherwise(acme: Organisation) -> None:
    activity = factories.approved(factories.complete(acme))
    (before,) = fingerprints(acme, activity)
    for edit in (
        lambda: factories.changed(
            Party.objects.get(name__startswith="Vendor"), postal_address="2 Side Street"
        ),
        lambda: factories.changed(Service.objects.get(), hosting_places=["DE"]),
        lambda: factories.changed(activity.data_uses.get().retention, period="P60D"),
        lambda: factories.changed(activity.measures.get(), description="Locked rooms"),
        lambda: factories.measure(acme, title="For all"),
    ):
        edit()
        (after,) = fingerprints(acme, activity)
        assert (state(activity), after != before) == (("approved", []), True)
        before = after


def test_further_edits_add_to_what_reopened_it(acme: Organisation, anna: User) -> None:
    activity = factories.approved(factories.complete(acme))
    factories.changed(activity, name="Letters")
    assert (activity.status, activity.reopened_by) == ("in-review", ["name"])  # whoever holds it is told
    with recording(by=anna, organisation=acme, channel=Channel.COMMAND):
        factories.purpose(activity, text="To bill")
    assert (state(activity), activity.prepared_by) == (("in-review", ["name", "purposes"]), [anna.pk])
    factories.approved(activity)
    assert state(activity) == ("approved", [])


def test_an_edit_without_a_change_leaves_the_approval(acme: Organisation) -> None:
    activity = factories.approved(factories.complete(acme))
    before = Revision.objects.count()
    factories.changed(activity, name=activity.name)
    factories.changed(activity.purposes.get(), text=activity.purposes.get().text)
    assert (state(activity), Revision.objects.count()) == (("approved", []), before)


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_what_is_not_approved_is_not_reopened(status: str, acme: Organisation) -> None:
    activity = factories.complete(acme, status=status)
    factories.changed(activity, name="Letters")
    assert state(activity) == (status, [])
