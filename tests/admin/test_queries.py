"""How many queries each page costs: a literal number, the same for one record or row and for three."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.models import (
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    MeasureType,
    Organisation,
    RecipientCategory,
)
from tests import factories
from tests.admin.pages import typed
from tests.admin.records import OWNED, url

SIGNED_IN = 3
"""Session, account, roles; the administrator of all has no roles to ask for."""
Make = Callable[[Organisation, int], Any]


def terms(model: str) -> Make:
    def make(owner: Organisation, number: int) -> Any:
        kind = apps.get_model("registry", model)
        values = {"kind": "technical"} if model == "measuretype" else {}
        return factories.made(kind, organisation=owner, code=f"own-{number}", label=f"Own {number}", **values)

    return make


def service(owner: Organisation, number: int) -> Any:
    party = factories.party(owner, name=f"Vendor {number}")
    return factories.service(owner, party=party, category=factories.shared(RecipientCategory, "hosting"))


def subprocessor(owner: Organisation, number: int) -> Any:
    return factories.subprocessor(owner, service=service(owner, number))


def whole(owner: Organisation, number: int, rows: int = 1) -> Any:
    """An activity with so many parts of each kind, all linked to something."""
    activity = factories.activity(owner, joint_controllers=[factories.party(owner, name=f"Joint {number}")])
    email, person = DataCategory.objects.get(code="email-address"), DataSubjectCategory.objects.first()
    for row in range(rows):
        bases = [LegalBasis.objects.get(code="6.1.b")]
        purpose = factories.purpose(activity, legal_bases=bases, balancing_test=factories.assessment(owner))
        rule = factories.retention(owner, name=f"Rule {number} {row}")
        factories.data_use(activity, category=email, subjects=[person], purposes=[purpose], retention=rule)
        factories.disclosure(activity, service=service(owner, number * 10 + row), data_categories=[email])
        factories.client(activity, controller=factories.party(owner, name=f"Client {number} {row}"))
        factories.ground(
            factories.transfer(
                owner, activity=activity, importer=factories.party(owner, name=f"Abroad {number} {row}")
            )
        )
        factories.clarification(purpose)
    return activity


def transfer(owner: Organisation, number: int, rows: int = 1) -> Any:
    made = factories.transfer(owner, service=service(owner, number))
    for _row in range(rows):
        factories.ground(made, document=factories.document(owner))
    return made


def notice(owner: Organisation, number: int, rows: int = 1) -> Any:
    made = factories.notice(owner, activities=[factories.activity(owner)])
    for _row in range(rows):
        factories.statement(made)
    return made


MAKE: dict[str, Make] = {
    "agreement": lambda owner, number: factories.agreement(
        owner, services=[service(owner, number)], party=factories.party(owner, name=f"P {number}")
    ),
    "assessment": lambda owner, number: factories.assessment(owner, document=factories.document(owner)),
    "citation": lambda owner, number: factories.citation(
        owner, document=factories.document(owner), notice=factories.notice(owner)
    ),
    "clarification": lambda owner, number: factories.clarification(owner),
    "datacategory": terms("datacategory"),
    "datasubjectcategory": terms("datasubjectcategory"),
    "document": lambda owner, number: factories.document(owner),
    "measuretype": terms("measuretype"),
    "party": lambda owner, number: factories.party(owner, name=f"Party {number}"),
    "privacynotice": notice,
    "processingactivity": whole,
    "purposecategory": terms("purposecategory"),
    "recipientcategory": terms("recipientcategory"),
    "retentionrule": lambda owner, number: factories.retention(owner, name=f"Rule {number}"),
    "securitymeasure": lambda owner, number: factories.measure(
        owner, title=f"M {number}", measure_type=MeasureType.objects.first()
    ),
    "service": service,
    "subprocessor": subprocessor,
    "transfer": transfer,
    "waiver": lambda owner, number: factories.waiver(
        owner, record_type="party", record_id=factories.party(owner, name=f"P {number}").pk
    ),
}


COSTS: dict[str, tuple[int, int, int, int, int, int]] = {
    "agreement": (3, 6, 9, 19, 7, 8),
    "assessment": (2, 6, 6, 15, 5, 9),
    "citation": (4, 6, 7, 17, 7, 5),
    "clarification": (3, 6, 5, 15, 5, 5),
    "datacategory": (2, 6, 6, 17, 5, 13),
    "datasubjectcategory": (2, 6, 5, 14, 4, 7),
    "document": (2, 6, 5, 14, 4, 12),
    "measuretype": (3, 6, 5, 14, 4, 6),
    "party": (2, 6, 5, 14, 4, 19),
    "privacynotice": (2, 6, 8, 19, 7, 9),
    "processingactivity": (50, 51, 77, 38, 30, 27),
    "purposecategory": (2, 6, 6, 17, 5, 9),
    "recipientcategory": (2, 6, 5, 14, 4, 7),
    "retentionrule": (2, 6, 5, 14, 4, 6),
    "securitymeasure": (3, 6, 6, 15, 5, 7),
    "service": (3, 6, 8, 16, 6, 10),
    "subprocessor": (2, 6, 7, 18, 6, 6),
    "transfer": (4, 6, 10, 16, 8, 7),
    "waiver": (4, 6, 5, 15, 5, 5),
}
"""Model → list, empty form, form, unchanged save, history, question before deleting. The list of activities is that of
an organisation that was changed; for one that was not see `test_activity_list.py`."""


def cost(client: Client, address: str, data: Any = None) -> int:
    """Queries beyond those of signing in."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address) if data is None else client.post(address, data)
    assert response.status_code == (200 if data is None else 302)
    return len(captured) - SIGNED_IN


@pytest.mark.parametrize("model", MAKE)
def test_pages_cost_the_same_for_one_and_three(model: str, acme: Organisation, officer: Client) -> None:
    record = MAKE[model](acme, 1)
    change = url(model, "change", record.pk)

    def costs() -> tuple[int, ...]:
        typed_nothing = typed(officer.get(change))  # which also fills Django's own caches
        return (
            cost(officer, url(model, "changelist")),
            cost(officer, url(model, "add")),
            cost(officer, change),
            cost(officer, change, typed_nothing),
            cost(officer, url(model, "history", record.pk)),
            cost(officer, url(model, "delete", record.pk)),
        )

    assert costs() == COSTS[model]
    for number in (2, 3):
        MAKE[model](acme, number)
    assert costs() == COSTS[model]


def test_every_kind_of_record_is_counted() -> None:
    assert set(MAKE) == set(COSTS) == set(OWNED)


WRITTEN = ("-text", "-source", "-reason", "-evidence", "-instructions", "-data_as_stated")


@pytest.mark.parametrize(
    "make,model,read,unchanged,changed,per_row",
    [
        (whole, "processingactivity", 77, 38, 126, 61),
        (transfer, "transfer", 10, 16, 30, 7),
        (notice, "privacynotice", 8, 19, 27, 2),
    ],
)
def test_form_is_read_and_left_alone_at_one_cost_whatever_its_rows(
    make: Any,
    model: str,
    read: int,
    unchanged: int,
    changed: int,
    per_row: int,
    acme: Organisation,
    officer: Client,
) -> None:
    """Reading and saving unchanged cost the same for one row, three and ten; a changed row of each kind costs `per_row`."""
    for rows in (1, 3, 10):
        change = url(model, "change", make(acme, 10 * rows, rows).pk)
        data = typed(officer.get(change))
        better = {name: f"{value} x" for name, value in data.items() if name.endswith(WRITTEN)}
        found = (
            cost(officer, change),
            cost(officer, change, data),
            cost(officer, change, {**data, **better}),
        )
        assert found == (read, unchanged, changed + (rows - 1) * per_row)


def test_history_costs_the_same_however_long(acme: Organisation, officer: Client) -> None:
    activity = whole(acme, 1)
    history = url("processingactivity", "history", activity.pk)
    first = cost(officer, history)
    for number in range(3):
        factories.changed(activity, name=f"Name {number}")
    assert (first, cost(officer, history)) == (30, 30)


def test_refusal_costs_the_same_however_much_changed(acme: Organisation, officer: Client) -> None:
    activity = whole(acme, 1)
    change = url("processingactivity", "change", activity.pk)

    def refused() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert officer.post(change, typed(opened)).status_code == 409
        return len(captured) - SIGNED_IN

    opened = officer.get(change)
    factories.changed(activity, name="One")
    first = refused()
    opened = officer.get(change)
    for number in range(3):
        factories.changed(activity, name=f"Name {number}")
    assert (first, refused()) == (113, 113)


def test_answers_to_typing_cost_the_same_for_one_and_three(acme: Organisation, officer: Client) -> None:
    asked = {
        "app_label": "registry",
        "model_name": "disclosure",
        "field_name": "service",
        "organisation": acme.pk,
    }
    address, found = reverse("admin:autocomplete", query=asked), []
    for number in (1, 2, 3):
        service(acme, number)
        found.append(cost(officer, address))
    assert found == [2, 2, 2]


def test_several_organisations_cost_one_filter_more(
    acme: Organisation, other: Organisation, root: Client
) -> None:
    found = []
    for number in (1, 2, 3):
        service(acme, number)
        service(other, number)
        found.append(cost(root, url("service", "changelist")))
    assert found == [3, 3, 3]


def test_roles_and_accounts_cost_the_same_for_one_and_three(acme: Organisation, root: Client) -> None:
    found = []
    for number in (1, 2, 3):
        factories.account(acme, username=f"account-{number}")
        found.append((cost(root, url("membership", "changelist")), cost(root, url("user", "changelist"))))
    assert found == [(4, 2)] * 3
