"""Differences as files: who may have one, which moments make sense, and how often the database is asked."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from registry.actions.comparisons import make_difference
from registry.actions.refused import Refused
from registry.models import Membership, Organisation
from tests import factories as make

QUERIES = 92
"""Two inventories of 45, revisions, histories; no account wrote here."""
EARLY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def acme(db: None) -> Organisation:
    return make.organisation(timezone="Europe/Berlin")


def made(owner: Organisation, **values: Any) -> Any:
    now = timezone.now()
    known = {"since": EARLY, "until": None, "on": None, "format": "json", "by": None, "now": now}
    return make_difference(owner, **{**known, **values})


def test_members_may_compare_and_others_may_not(acme: Organisation) -> None:
    auditor = make.account(acme, role=Membership.Role.AUDITOR)
    stranger = make.account(make.organisation(name="Other", slug="other"), username="stranger")
    assert b'"added"' in made(acme, by=auditor).content
    with pytest.raises(PermissionDenied):
        made(acme, by=stranger)


def test_the_later_moment_first_is_refused_in_one_sentence(acme: Organisation) -> None:
    with pytest.raises(Refused) as refused:
        made(acme, since=EARLY + dt.timedelta(days=1), until=EARLY)
    assert str(refused.value) == (
        "2 January 2026, 01:00:00 CET (Europe/Berlin) is later than 1 January 2026, 01:00:00 CET (Europe/Berlin): "
        "name the earlier moment first."
    )
    with pytest.raises(Refused):
        made(acme, since=None, until=EARLY)


def test_an_unknown_format_is_refused(acme: Organisation) -> None:
    with pytest.raises(Refused, match=r"^“docx” is not a known format: choose text, html, pdf or json\.$"):
        made(acme, format="docx")


def test_days_are_those_of_the_moments_where_the_organisation_is(acme: Organisation) -> None:
    found = json.loads(made(acme, since=dt.datetime(2026, 1, 1, 23, 30, tzinfo=dt.UTC)).content)
    document = found["document"]
    assert document["before"]["on"] == "2026-01-02"
    assert document["before"]["timezone"] == document["after"]["timezone"] == "Europe/Berlin"
    assert found["stamp"]["since"] == "2026-01-01T23:30:00.000000+00:00"
    asked = json.loads(made(acme, on=dt.date(2018, 10, 19)).content)["document"]
    assert (asked["before"]["on"], asked["after"]["on"]) == ("2018-10-19", "2018-10-19")


def test_file_is_named_for_the_days_even_before_the_first_record(acme: Organisation) -> None:
    until = EARLY + dt.timedelta(days=2)
    assert made(acme, until=until, format="text").filename == "regesta-acme-changes-2026-01-01-2026-01-03.txt"


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_constant(acme: Organisation, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        activity = make.activity(acme, name=f"Activity {number}")
        make.purpose(activity)
        make.disclosure(activity)
    with django_assert_num_queries(QUERIES):
        export = made(acme)
    assert export.content.count(b'"table": "processingactivity"') == count
