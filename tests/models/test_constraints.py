"""What the database itself refuses, and what it lets through: both sides of each rule."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from registry.ledger.recording import recording
from registry.models import (
    Channel,
    Citation,
    ClientController,
    DataUse,
    Disclosure,
    Organisation,
    Party,
    ProcessingActivity,
    RecipientCategory,
    RetentionRule,
    Service,
    Transfer,
)

EARLY, LATE = dt.date(2020, 1, 1), dt.date(2021, 1, 1)


class World:
    """One row of everything that others point to."""

    def __init__(self) -> None:
        self.acme = Organisation(name="Acme", slug="acme")
        with recording(by=None, organisation=self.acme, channel=Channel.COMMAND):
            self.acme.save()
            self.party = Party.objects.create(organisation=self.acme, name="Vendor")
            self.service = Service.objects.create(organisation=self.acme, name="Hosting", party=self.party)
            self.activity = ProcessingActivity.objects.create(organisation=self.acme, name="Payroll")
            self.rule = RetentionRule.objects.create(
                organisation=self.acme, name="Month", kind="exact", period="P1M"
            )
            self.transfer = Transfer.objects.create(
                organisation=self.acme, service=self.service, destination="US"
            )
            self.use = DataUse.objects.create(activity=self.activity, as_stated="Salaries")
            self.disclosure = Disclosure.objects.create(activity=self.activity, service=self.service)
            self.client = ClientController.objects.create(
                activity=self.activity, class_of_controllers="customers"
            )
            self.citation = Citation.objects.create(organisation=self.acme, record_type="party", record_id=1)
        self.category = RecipientCategory.objects.get(code="hosting", organisation=None)


@pytest.fixture
def world(db: None) -> World:
    return World()


CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("acme", {"eu_representative": "party"}, {"eu_representative": "party", "eu_representative_absent_because": "x"}),
    ("acme", {"uk_representative": "party"}, {"uk_representative": "party", "uk_representative_absent_because": "x"}),
    ("acme", {"ch_representative": "party"}, {"ch_representative": "party", "ch_representative_absent_because": "x"}),
    ("acme", {"dpo_absent_because": "x"}, {"dpo": "party", "dpo_absent_because": "x"}),
    ("use", {"retention": "rule"}, {"retention": "rule", "retention_absent_because": "x"}),
    ("use", {"as_stated": "", "category_id": 1}, {"as_stated": "", "category_id": None}),
    ("client", {"dpo": "party"}, {"dpo": "party", "dpo_absent_because": "x"}),
    ("client", {"representative": "party"}, {"representative": "party", "representative_absent_because": "x"}),
    ("client", {"class_of_controllers": "", "controller": "party"}, {"class_of_controllers": ""}),
    ("service", {"party": None, "category": "category"}, {"party": None, "category": None}),
    ("rule", {"period": "P2M"}, {"period": ""}),
    ("rule", {"kind": "criterion", "criterion": "while active"}, {"kind": "criterion", "criterion": ""}),
    ("transfer", {"service": None, "activity": "activity"}, {"activity": "activity"}),
    ("transfer", {"destination": "", "international_organisation": "EPO"}, {"international_organisation": "EPO"}),
    ("disclosure", {"service": None, "category": "category"}, {"service": None}),
    ("disclosure", {"category": "category"}, {"party": "party"}),
    ("citation", {"standing": "read", "read_because": "x"}, {"standing": "read", "read_because": ""}),
    ("activity", {"in_force_from": EARLY, "in_force_until": EARLY}, {"in_force_from": LATE, "in_force_until": EARLY}),
    ("service", {"in_force_until": EARLY}, {"in_force_from": LATE, "in_force_until": EARLY}),
]  # fmt: skip


@pytest.mark.parametrize("name, allowed, refused", CASES)
def test_database_lets_one_side_through_and_refuses_the_other(
    world: World, name: str, allowed: dict[str, Any], refused: dict[str, Any]
) -> None:
    row: models.Model = getattr(world, name)
    rows = type(row)._base_manager.filter(pk=row.pk)

    def values(case: dict[str, Any]) -> dict[str, Any]:
        return {
            field: getattr(world, value, value) if isinstance(value, str) else value
            for field, value in case.items()
        }

    with transaction.atomic():
        assert rows.update(**values(allowed)) == 1
        transaction.set_rollback(True)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values(refused))
