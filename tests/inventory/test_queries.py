"""The number of queries is a constant: live and as of, for few activities and for many."""

from typing import Any

import pytest
from django.utils import timezone

from registry.inventory import read_inventory
from registry.models import DataCategory, LegalBasis, Organisation
from tests import factories as make
from tests.inventory.whole import whole_organisation

QUERIES = 45
"""One for each table and each many-to-many field, one for the last revision, one for first and last instants."""


def more_activities(owner: Organisation, count: int) -> None:
    with make.writing(owner):
        for number in range(count):
            activity = make.activity(owner, name=f"Activity {number}")
            purpose = make.purpose(activity, legal_bases=[make.shared(LegalBasis, "6.1.b")])
            make.data_use(
                activity, category=make.shared(DataCategory, "name"), as_stated="", purposes=[purpose]
            )
            make.disclosure(activity)
            make.ground(make.transfer(owner, activity=activity))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_queries_are_constant(db: None, count: int, django_assert_num_queries: Any) -> None:
    owner = make.organisation()
    more_activities(owner, count)
    with django_assert_num_queries(QUERIES):
        live = read_inventory(organisation=owner)
    with django_assert_num_queries(QUERIES):
        past = read_inventory(organisation=owner, as_of=timezone.now())
    assert len(live.activities) == count
    assert live == past


def test_queries_are_the_same_with_everything_recorded(db: None, django_assert_num_queries: Any) -> None:
    owner = whole_organisation()
    with django_assert_num_queries(QUERIES):
        read_inventory(organisation=owner)
    with django_assert_num_queries(QUERIES):
        read_inventory(organisation=owner, as_of=timezone.now())


@pytest.mark.slow
def test_queries_are_the_same_at_a_thousand_activities(db: None, django_assert_num_queries: Any) -> None:
    owner = make.organisation()
    more_activities(owner, 1_000)
    with django_assert_num_queries(QUERIES):
        live = read_inventory(organisation=owner)
    with django_assert_num_queries(QUERIES):
        past = read_inventory(organisation=owner, as_of=timezone.now())
    assert len(live.activities) == 1_000
    assert live == past
