"""The pictures: what they show of which moment, as a page and as a file, and to whom."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from registry.models import DataSubjectCategory, Organisation, ProcessingActivity
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn
from tests.admin.records import url
from tests.admin.test_queries import cost, service, whole

INVENTORY = 45
SVG = "image/svg+xml; charset=utf-8"


def flow(owner: Organisation, **values: Any) -> ProcessingActivity:
    """An activity with data of customers at a vendor in Germany."""
    made = factories.activity(owner, name="Accounts", **values)
    customers = DataSubjectCategory.objects.get(code="customers")
    factories.data_use(made, subjects=[customers])
    factories.disclosure(made, service=factories.service(owner, hosting_places=["DE"]))
    return made


def pages(owner: Organisation, activity: ProcessingActivity) -> dict[str, str]:
    return {
        "flow": url("processingactivity", "picture", activity.pk),
        "flow file": url("processingactivity", "picture_file", activity.pk),
        "map": url("organisation", "map", owner.pk),
        "map file": url("organisation", "map_file", owner.pk),
    }


def titles(page: str) -> list[str]:
    """The names of the pictures on a page."""
    return [unescape(found) for found in re.findall(r'<svg[^>]*><title id="[^"]*">([^<]*)</title>', page)]


def test_flow_is_shown_in_words_as_picture_and_as_table(acme: Organisation, auditor: Client) -> None:
    activity = flow(acme)
    page = unescape(auditor.get(pages(acme, activity)["flow"]).content.decode())
    assert titles(page) == [f"Data flow: {activity.reference} Accounts"] * 2
    said = (
        "Recipients: Vendor; Places: Germany (Inside the EU/EEA)",
        "Vendor: Hosting (role missing; hosted)",
        "As recorded now, ",
        "; in force on ",
    )
    assert [text for text in said if text not in page] == []
    assert "style=" not in page
    assert f'href="{pages(acme, activity)["flow file"]}"' in page


def test_map_shows_every_place(acme: Organisation, auditor: Client) -> None:
    page = auditor.get(pages(acme, flow(acme))["map"]).content.decode()
    assert titles(page) == ["Where the data of Acme go"] * 2
    assert "Inside the EU/EEA: Germany" in page
    assert "style=" not in page


@pytest.mark.parametrize("name", ["flow", "map"])
def test_file_is_the_picture_alone(name: str, acme: Organisation, auditor: Client) -> None:
    activity = flow(acme)
    response = auditor.get(pages(acme, activity)[f"{name} file"], {"on": "2026-01-31"})
    kind = {"flow": activity.reference.lower(), "map": "map"}[name]
    assert response.headers["Content-Type"] == SVG
    assert (
        response.headers["Content-Disposition"]
        == f'attachment; filename="regesta-acme-{kind}-2026-01-31.svg"'
    )
    assert response.content.startswith(b"<svg xmlns=")
    assert b"Germany" in response.content
    (below,) = re.findall(r">(As recorded now, [^<]*)<", response.content.decode())
    assert below.endswith(" UTC; in force on 31 January 2026.")


@pytest.mark.parametrize("name", ["flow", "map"])
def test_pictures_are_of_the_moment_asked_for(name: str, acme: Organisation, auditor: Client) -> None:
    activity = flow(acme)
    before = timezone.now().isoformat()
    factories.disclosure(activity, service=factories.service(acme, name="Mail", hosting_places=["FR"]))
    address = pages(acme, activity)[name]
    assert "France" in auditor.get(address).content.decode()
    past = auditor.get(address, {"as_of": before}).content.decode()
    assert ("France" in past, "Germany" in past, "As recorded by" in past) == (False, True, True)


def test_flow_shows_what_was_in_force_on_the_day(acme: Organisation, auditor: Client) -> None:
    activity = flow(acme)
    ended = {"in_force_until": dt.date(2020, 12, 31), "hosting_places": ["FR"]}
    factories.disclosure(activity, service=factories.service(acme, name="Mail", **ended))
    found = [
        "France" in auditor.get(pages(acme, activity)["flow"], {"on": day}).content.decode()
        for day in ("2020-12-31", "2021-01-01")
    ]
    assert found == [True, False]


@pytest.mark.parametrize("name", ["flow", "flow file", "map", "map file"])
def test_before_it_was_recorded_there_is_no_picture(name: str, acme: Organisation, auditor: Client) -> None:
    page = auditor.get(pages(acme, flow(acme))[name], {"as_of": "2018-10-19"})
    assert page.status_code == 200
    assert "At that moment it was not recorded yet." in page.content.decode()
    assert titles(page.content.decode()) == []


@pytest.mark.parametrize("name", ["flow", "flow file", "map", "map file"])
@pytest.mark.parametrize(
    "query,message",
    [
        ({"on": "soon"}, "“soon” is not a day: write it like 2018-10-19."),
        ({"as_of": "9999-12-31"}, "is in the future"),
    ],
)
def test_what_is_no_moment_is_said_and_kept(
    query: dict[str, str], message: str, name: str, acme: Organisation, auditor: Client
) -> None:
    response = auditor.get(pages(acme, flow(acme))[name], query)
    page = unescape(response.content.decode())
    (typed,) = query.values()
    assert response.status_code == 400
    assert (message in page, f'value="{typed}"' in page) == (True, True)


def test_nothing_recorded_is_said(acme: Organisation, auditor: Client) -> None:
    addresses = pages(acme, factories.activity(acme))
    assert "Recipients: Missing" in auditor.get(addresses["flow"]).content.decode()
    empty = factories.organisation(name="New", slug="new")
    factories.account(empty, username="new")
    auditor.force_login(factories.account(empty, username="nora", is_staff=True))
    page = auditor.get(url("organisation", "map", empty.pk)).content.decode()
    assert page.count("No recipient and no place is recorded.") > 2


def test_pictures_are_linked_beside_the_forms(acme: Organisation, officer: Client) -> None:
    activity = flow(acme)
    addresses = pages(acme, activity)
    assert (
        f'href="{addresses["flow"]}"'
        in officer.get(url("processingactivity", "change", activity.pk)).content.decode()
    )
    assert (
        f'href="{addresses["map"]}"' in officer.get(url("organisation", "change", acme.pk)).content.decode()
    )


def test_strangers_find_nothing_and_canaries_do_not_sing(other: Organisation, sign_in: SignIn) -> None:
    owner, records = aviary()
    activity = next(record for record in records if isinstance(record, ProcessingActivity))
    addresses = pages(owner, activity)
    stranger, keeper = sign_in(other), sign_in(owner, username="keeper")
    for address in addresses.values():
        assert CANARY in keeper.get(address).content.decode()
        answer = stranger.get(address)
        assert answer.status_code == 404
        assert CANARY not in answer.content.decode().replace(address, "")
        assert Client().get(address).status_code == 302
        assert keeper.post(address).status_code == 405


def test_picture_of_what_does_not_exist_is_not_found(
    acme: Organisation, officer: Client, root: Client
) -> None:
    for client in (officer, root):
        assert client.get(url("processingactivity", "picture", 10**9)).status_code == 404
        assert client.get(url("organisation", "map", 10**9)).status_code == 404


def test_pictures_cost_the_same_for_one_and_three(acme: Organisation, officer: Client) -> None:
    activity = whole(acme, 1)
    factories.disclosure(activity, service=service(acme, 50))
    addresses = pages(acme, activity)
    officer.get(addresses["flow"])

    def costs() -> list[int]:
        return [cost(officer, address) for address in addresses.values()]

    assert costs() == [INVENTORY + 2, INVENTORY + 2, INVENTORY + 1, INVENTORY + 1]
    for number in (2, 3):
        whole(acme, number, rows=3)
        factories.disclosure(activity, service=service(acme, 50 + number))
    assert costs() == [INVENTORY + 2, INVENTORY + 2, INVENTORY + 1, INVENTORY + 1]
