"""Findings on forms: beside the field that they are about, once for each cause, only of what is recorded."""

import re
from typing import Any

import pytest
from django.test import Client

from registry.models import Organisation
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn
from tests.admin.pages import typed
from tests.admin.records import url
from tests.admin.test_finding import page as all_findings
from tests.admin.test_finding import told


def opened(client: Client, record: Any, **query: Any) -> Any:
    response = client.get(url(record._meta.model_name, "change", record.pk, **query))
    assert response.status_code == 200
    return response


def panels(response: Any) -> dict[str, list[Any]]:
    """Panel → the findings in it."""
    return {
        step.key: list(step.standing.found.noted)
        for step in response.context["walk"].steps
        if step.standing.found and step.standing.found.noted
    }


def anchors(response: Any) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', response.content.decode()))


@pytest.fixture
def asked(acme: Organisation) -> Organisation:
    factories.changed(acme, profile="everything", beyond_article_30=True)
    return acme


def test_each_panel_has_the_findings_of_its_letter(asked: Organisation, officer: Client) -> None:
    activity = factories.activity(asked, role="controller")
    purpose = factories.purpose(activity)
    shown = opened(officer, activity)
    found = panels(shown)
    count = sum(len(noted) for noted in found.values())
    own = [one for _slug, one in told(all_findings(officer, asked)) if str(activity) in (one.activity, one.record)
           or one.activity or f"/processingactivity/{activity.pk}/" in one.url]  # fmt: skip
    assert count == len(own) > 3
    (basis,) = [one for one in found["purposes"] if one.url == "#id_purposes-0-legal_bases"]
    assert basis.article.startswith("Art. 6(1)")
    assert f"record_id={purpose.pk}" in basis.accept
    ways = [one.url for noted in found.values() for one in noted]
    assert [way for way in ways if way[:1] == "#" and way[1:] not in anchors(shown)] == []


def test_what_is_found_in_a_service_stands_on_its_form_and_is_counted_elsewhere(
    asked: Organisation, officer: Client
) -> None:
    service = factories.service(asked, hosting_places=["US"], contracting_place="US", their_role="processor")
    activity = factories.activity(asked, role="controller")
    factories.disclosure(activity, service=service)
    noted = opened(officer, service).context["found"].noted
    assert len(noted) > 0
    (used,) = [
        step.standing.found.services
        for step in opened(officer, activity).context["walk"].steps
        if step.standing.found and step.standing.found.services
    ]
    assert [(one.count, one.url) for one in used] == [(len(noted), url("service", "change", service.pk))]
    assert opened(officer, factories.service(asked, name="Unused")).context["found"].services == ()


def test_organisation_leads_to_the_field(asked: Organisation, officer: Client) -> None:
    shown = opened(officer, asked)
    ways = [one.url for one in shown.context["found"].noted]
    assert "#id_dpo" in ways
    assert [way for way in ways if way[1:] not in anchors(shown)] == []


def test_what_is_typed_is_not_judged(asked: Organisation, officer: Client) -> None:
    activity = factories.activity(asked, role="controller")
    data = typed(opened(officer, activity), name="")
    shown = officer.post(url("processingactivity", "change", activity.pk), data)
    assert shown.status_code == 200
    assert panels(shown) == {}
    assert all(
        not step.standing.found
        for step in officer.get(url("processingactivity", "add")).context["walk"].steps
    )


def test_who_reads_sees_findings_and_accepts_none(
    asked: Organisation, officer: Client, auditor: Client
) -> None:
    activity = factories.activity(asked, role="controller")
    writing, reading = panels(opened(officer, activity)), panels(opened(auditor, activity))
    assert {key: [one.message for one in noted] for key, noted in writing.items()} == {
        key: [one.message for one in noted] for key, noted in reading.items()
    }
    assert all(one.accept for noted in writing.values() for one in noted)
    assert not any(one.accept for noted in reading.values() for one in noted)


def test_nobody_sees_what_was_found_elsewhere(acme: Organisation, sign_in: SignIn) -> None:
    owner, records = aviary()
    factories.changed(owner, profile="everything")
    stranger = sign_in(acme, username="stranger")
    mine = factories.activity(acme, role="controller")
    assert CANARY not in opened(stranger, mine).content.decode()
    assert CANARY not in opened(stranger, acme).content.decode()
    theirs = next(one for one in records if one._meta.model_name == "service")
    assert stranger.get(url("service", "change", theirs.pk)).status_code == 404
