"""Documents as files: who may have them, what they are called, what they cost."""

import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from registry.actions.exports import (
    Export,
    make_register,
    make_subprocessors,
    organisation_called,
    read_register,
)
from registry.actions.refused import Refused
from registry.models import Membership, Organisation, User
from tests import factories

ON = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


def register(owner: Organisation, **values: Any) -> Export:
    asked = {
        "as_of": None,
        "on": ON,
        "content": "art30",
        "part": "all",
        "format": "json",
        "by": None,
        "now": NOW,
    }
    return make_register(owner, **{**asked, **values})


def listed(owner: Organisation, **values: Any) -> Export:
    asked = {"as_of": None, "on": ON, "format": "json", "by": None, "now": NOW}
    return make_subprocessors(owner, **{**asked, **values})


@pytest.mark.parametrize("make", [register, listed])
@pytest.mark.parametrize("role", Membership.Role)
def test_members_of_every_role_read(acme: Organisation, make: Callable[..., Export], role: str) -> None:
    member = factories.account(acme, role=role, first_name="Mia", last_name="Member")
    made = json.loads(make(acme, by=member).content)
    assert made["stamp"] == {
        "as_of": None,
        "made_at": "2026-11-20T12:00:00.000000+00:00",
        "made_by": "Mia Member",
    }


@pytest.mark.parametrize("make", [register, listed])
def test_strangers_do_not(acme: Organisation, make: Callable[..., Export]) -> None:
    other = factories.organisation(name="Other", slug="other")
    asleep = factories.account(acme, username="asleep", is_active=False)
    for stranger in (factories.account(other), factories.account(username="nobody"), asleep):
        with pytest.raises(PermissionDenied):
            make(acme, by=stranger)


def test_copies_say_who_made_them(acme: Organisation) -> None:
    nameless = factories.account(acme, username="olga")
    makers = [json.loads(register(acme, by=by).content)["stamp"]["made_by"] for by in (nameless, None)]
    assert makers == ["olga", "the command line"]


@pytest.mark.parametrize("values, filename, media_type", [
    ({"format": "pdf"}, "regesta-acme-register-2026-11-20.pdf", "application/pdf"),
    ({"content": "full"}, "regesta-acme-register-full-2026-11-20.json", "application/json"),
    (
        {"as_of": dt.datetime(2001, 1, 1, tzinfo=dt.UTC)},
        "regesta-acme-register-2026-11-20.json",
        "application/json",
    ),
])  # fmt: skip
def test_files_are_named_after_what_they_show(
    acme: Organisation, values: dict[str, Any], filename: str, media_type: str
) -> None:
    made = register(acme, **values)
    assert (made.filename, made.media_type) == (filename, media_type)


def test_list_is_named_after_what_it_shows(acme: Organisation) -> None:
    made = listed(acme, format="csv")
    assert (made.filename, made.media_type) == (
        "regesta-acme-subprocessors-2026-11-20.csv",
        "text/csv; charset=utf-8",
    )


def test_parts_are_those_asked_for(acme: Organisation) -> None:
    parts = {
        part: [one["key"] for one in json.loads(register(acme, part=part).content)["document"]["parts"]]
        for part in ("all", "controller", "processor")
    }
    assert parts == {
        "all": ["controller", "processor"],
        "controller": ["controller"],
        "processor": ["processor"],
    }


FULL = {"content": "full", "findings": True}
FOR_INSIDE = (
    "Findings are for inside and go with everything recorded only: choose that as content, or no findings."
)
AS_APPROVED = (
    "Findings are about what is recorded, not about what was approved: choose that as state, or no findings."
)


def found(made: Export, key: str) -> set[str]:
    """The rules under one heading of the annex of findings."""
    annex = json.loads(made.content)["document"]["annexes"][-1]
    (group,) = [one for one in annex["findings"]["groups"] if one["key"] == key]
    return {noted["rule"] for record in group["records"] for noted in record["noted"]}


def test_findings_are_those_of_the_moment_and_of_the_day(acme: Organisation) -> None:
    activity = factories.activity(acme, role="controller")
    bare = activity.history.latest("history_id").history_date
    waived = factories.waiver(
        acme, record_type="processingactivity", record_id=activity.pk, until=dt.date(2026, 11, 20)
    )
    accepted = waived.history.latest("history_id").history_date
    factories.purpose(activity)
    made = {
        (as_of, on): register(acme, as_of=as_of, on=on, **FULL)
        for as_of, on in ((bare, ON), (accepted, ON), (accepted, ON + dt.timedelta(days=1)), (None, ON))
    }
    rule = "purpose-missing"
    assert [(rule in found(one, "activities"), rule in found(one, "accepted")) for one in made.values()] == [
        (True, False),
        (False, True),
        (True, False),
        (False, False),
    ]
    assert found(register(acme, on=dt.date(2018, 5, 24), **FULL), "shared") == set()
    assert made[None, ON].filename == "regesta-acme-register-full-findings-2026-11-20.json"


def test_findings_are_only_where_they_are_asked_for(acme: Organisation) -> None:
    activity = factories.activity(acme, role="controller")
    with_them, without = (
        json.loads(register(acme, **{**FULL, "findings": asked}).content)["document"]
        for asked in (True, False)
    )
    assert [annex["key"] for annex in with_them["annexes"]] == [
        *(annex["key"] for annex in without["annexes"]),
        "findings",
    ]
    assert {**with_them, "annexes": with_them["annexes"][:-1]} == without
    assert activity.reference in json.dumps(with_them["annexes"][-1])


@pytest.mark.parametrize(
    "values, sentence", [({"content": "art30"}, FOR_INSIDE), ({"state": "approved"}, AS_APPROVED)]
)
def test_findings_do_not_go_where_they_do_not_belong(
    acme: Organisation, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        register(acme, **{**FULL, **values})
    assert str(refused.value) == sentence
    with pytest.raises(ValueError, match="findings are no part"):
        read_register(acme, as_of=None, on=ON, part="all", **{**FULL, **values})


def test_strangers_get_no_findings(acme: Organisation) -> None:
    stranger = factories.account(factories.organisation(name="Other", slug="other"))
    with pytest.raises(PermissionDenied):
        register(acme, by=stranger, **FULL)


def test_nobody_is_named_who_accepted(acme: Organisation) -> None:
    factories.activity(acme, role="controller")
    factories.waiver(acme, reason="Being written")
    made = register(acme, by=factories.account(acme, username="olga"), **FULL).content.decode()
    document = made.partition('"stamp":')[0]
    assert ("Being written" in document, "olga" in document) == (True, False)


def test_organisation_is_found_by_its_short_name(acme: Organisation) -> None:
    assert organisation_called("acme") == acme
    with pytest.raises(Refused, match=r"^There is no organisation “Acme”\.$"):
        organisation_called("Acme")


@pytest.mark.parametrize("make, items, count", [
    (register, factories.activity, 46),
    (partial(register, **FULL), factories.activity, 46),
    (listed, factories.subprocessor, 46),
])  # fmt: skip
@pytest.mark.parametrize("number", [1, 3])
def test_queries(
    acme: Organisation, make: Callable[..., Export], items: Callable[..., Any], count: int, number: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for turn in range(number):
        values = {"name": f"{turn}"} if items is factories.activity else {}
        items(acme, **values)
    officer = User.objects.get(pk=factories.account(acme).pk)
    with django_assert_num_queries(count):
        make(acme, by=officer)
