"""Any table at any instant."""

from registry.ledger.rows import rows
from registry.models import DataCategory, Organisation, Party, ProcessingActivity, Revision, SecurityMeasure
from tests.ledger.conftest import Write


def instant(acme: Organisation, number: int) -> object:
    return Revision.objects.get(organisation=acme, number=number).instant


def names(model: type, acme: Organisation, as_of: object) -> list[tuple[str, object]]:
    found = rows(model, organisation_id=acme.pk, as_of=as_of)
    return [(row["name"], row.get("measures")) for row in found]


def test_rows_show_each_instant(acme: Organisation, write: Write) -> None:
    with write():
        measure = SecurityMeasure.objects.create(organisation=acme, title="Locks")
        activity = ProcessingActivity.objects.create(organisation=acme, name="Payroll")
    with write():
        activity.measures.add(measure)
    with write():
        activity.name = "Salaries"
        activity.save()
    with write():
        activity.delete()
    seen = [names(ProcessingActivity, acme, instant(acme, number)) for number in (1, 2, 3, 4, 5)]
    assert seen == [[], [("Payroll", [])], [("Payroll", [measure.pk])], [("Salaries", [measure.pk])], []]


def test_rows_as_of_ignore_the_live_tables(acme: Organisation, write: Write) -> None:
    with write():
        Party.objects.create(organisation=acme, name="Vendor")
    now = instant(acme, 2)
    assert rows(Party, organisation_id=acme.pk, as_of=now) == rows(Party, organisation_id=acme.pk, as_of=None)
    Party._base_manager.update(name="garbage")
    assert names(Party, acme, now) == [("Vendor", None)]
    assert names(Party, acme, None) == [("garbage", None)]


def test_rows_hold_shared_vocabulary_and_no_other_organisation(acme: Organisation, write: Write) -> None:
    with write():
        DataCategory.objects.create(organisation=acme, code="own", label="Own")
    found = rows(DataCategory, organisation_id=acme.pk, as_of=None)
    assert {row["organisation_id"] for row in found} == {None, acme.pk}
    assert {
        row["organisation_id"] for row in rows(DataCategory, organisation_id=acme.pk + 1, as_of=None)
    } == {None}


def test_rows_query_count_is_constant(
    acme: Organisation, write: Write, django_assert_num_queries: object
) -> None:
    with write():
        for name in ("A", "B", "C"):
            ProcessingActivity.objects.create(organisation=acme, name=name)
    for as_of in (None, instant(acme, 2)):
        with django_assert_num_queries(5):
            rows(ProcessingActivity, organisation_id=acme.pk, as_of=as_of)
