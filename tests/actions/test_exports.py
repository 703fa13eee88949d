"""Documents as files: who may have them, what they are called, what they cost."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from registry.actions.exports import Export, make_register, make_subprocessors, organisation_called
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


def test_organisation_is_found_by_its_short_name(acme: Organisation) -> None:
    assert organisation_called("acme") == acme
    with pytest.raises(Refused, match=r"^There is no organisation “Acme”\.$"):
        organisation_called("Acme")


@pytest.mark.parametrize("make, items, count", [
    (register, factories.activity, 46),
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
