"""The register of what was approved: composed of what was kept, as of any instant, in every format."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.actions.exports import make_register
from registry.actions.refused import Refused
from registry.inventory import read_inventory
from registry.ledger.history import tracked_models
from registry.models import Approval, Organisation, Party, Revision
from registry.models.fields import LineField, ProseField
from registry.render.formats import FORMATS
from tests import factories
from tests.canaries import CanaryOrganisation
from tests.test_canaries import texts

ON = dt.date(2026, 11, 20)


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


def export(owner: Organisation, **values: Any) -> Any:
    asked = {
        "as_of": None,
        "on": ON,
        "content": "art30",
        "part": "all",
        "format": "json",
        "state": "approved",
    }
    return make_register(owner, by=None, now=timezone.now(), **{**asked, **values})


def document(owner: Organisation, **values: Any) -> dict[str, Any]:
    return json.loads(export(owner, **values).content)["document"]


def titles(owner: Organisation, **values: Any) -> list[str]:
    return [sheet["title"] for part in document(owner, **values)["parts"] for sheet in part["sheets"]]


def scope(made: dict[str, Any]) -> dict[str, list[str]]:
    """What the cover says of the register itself."""
    section = next(section for section in made["cover"] if section["key"] == "scope")
    return {fact["key"]: [line["text"] for line in fact["value"]["lines"]] for fact in section["entries"]}


def facts(made: dict[str, Any]) -> list[dict[str, list[str]]]:
    sheets = [sheet for part in made["parts"] for sheet in part["sheets"]]
    return [
        {fact["key"]: [line["text"] for line in fact["value"]["lines"]] for fact in sheet["facts"]}
        for sheet in sheets
    ]


def last_instant(owner: Organisation) -> dt.datetime:
    return Revision.objects.filter(organisation=owner).latest("number").instant


def test_sheets_are_those_of_the_latest_approval_and_say_so(acme: Organisation) -> None:
    first = factories.approved(factories.complete(acme, name="Accounts"), on=dt.date(2026, 3, 3))
    factories.complete(acme, name="Never", status="in-review")
    factories.changed(factories.approved(factories.complete(acme, name="Past")), status="retired")
    ended = factories.complete(acme, name="Ended", in_force_until=dt.date(2026, 1, 31))
    factories.approved(ended, on=dt.date(2025, 12, 1))
    second = factories.approved(factories.complete(acme, name="Letters"), on=dt.date(2026, 4, 4), alone=True)
    factories.changed(second, name="Unapproved letters")
    made = document(acme)
    kept = {one.activity_id: one.history.get().revision.number for one in Approval.objects.all()}
    assert [fact["approved"] for fact in facts(made)] == [
        ["3 March 2026", f"Approval 1, revision {kept[first.pk]}"],
        [
            "4 April 2026",
            f"Approval 1, revision {kept[second.pk]} (prepared and approved by the same person)",
        ],
    ]
    assert (made["state"], made["schema"], made["annexes"]) == ("approved", "regesta.register/3", [])
    assert titles(acme) == ["Accounts", "Letters"]
    assert titles(acme, on=dt.date(2026, 1, 31)) == ["Accounts", "Ended", "Letters"]
    assert titles(acme, part="processor") == []
    said = scope(made)
    assert said["activities"] == [
        "2 activities",
        "1 of them was edited after its approval; the edits are not shown",
    ]
    assert said["left-out"] == [
        "1 activity that was never approved",
        "2 activities that are retired or not in force on this day",
    ]
    assert said["annexes"][0].startswith("None: they would say what is recorded")
    assert scope(document(acme, state="current")).keys() == {"activities", "regimes"}


def test_register_of_approved_content_is_read_as_of_any_instant(acme: Organisation) -> None:
    before = last_instant(acme)
    activity = factories.approved(factories.complete(acme, name="First"))
    then = last_instant(acme)
    factories.approved(factories.changed(activity, name="Second"))
    factories.changed(activity, name="Third")
    found = [titles(acme, as_of=instant) for instant in (before, then, None)]
    assert found == [[], ["First"], ["Second"]]
    assert titles(acme, state="current") == ["Third"]


def test_role_of_the_approval_decides_the_part(acme: Organisation) -> None:
    activity = factories.approved(factories.complete(acme))
    factories.changed(activity, role="processor")
    parts = {part["key"]: len(part["sheets"]) for part in document(acme)["parts"]}
    assert parts == {"controller": 1, "processor": 0}


def test_file_says_which_register_it_is(acme: Organisation) -> None:
    named = [
        export(acme, content=content, state=state).filename
        for content in ("art30", "full")
        for state in ("current", "approved")
    ]
    assert named == [
        "regesta-acme-register-2026-11-20.json",
        "regesta-acme-register-approved-2026-11-20.json",
        "regesta-acme-register-full-2026-11-20.json",
        "regesta-acme-register-full-approved-2026-11-20.json",
    ]
    pages = {
        state: export(acme, state=state, format="html").content.decode() for state in ("current", "approved")
    }
    said = {"current": "As recorded, whether approved or not", "approved": "As approved: each activity"}
    for state, page in pages.items():
        assert [words in page for words in said.values()] == [words == said[state] for words in said.values()]
    assert "As approved · Revision" in pages["approved"].partition("colophon")[2]
    assert "As approved" not in pages["current"]
    with pytest.raises(Refused, match="“draft” is not a known state: choose current or approved"):
        export(acme, state="draft")


def test_reading_approvals_is_one_query_more(acme: Organisation) -> None:
    def cost(state: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            export(acme, state=state)
        return len(captured)

    factories.approved(factories.complete(acme))
    first = cost("current"), cost("approved")
    for _number in (2, 3):
        factories.approved(factories.complete(acme))
    assert (first, (cost("current"), cost("approved"))) == ((45, 46), (45, 46))


LEAK = "Unapproved"


@pytest.mark.any_database
def test_no_format_of_the_approved_register_shows_an_unapproved_edit(db: None, tmp_path: Path) -> None:
    """Every text of every record is edited after the approval: the register as recorded says so, the other does not."""
    canary = CanaryOrganisation()
    owner = canary.organisation
    before = document(owner, content="full")["parts"]
    offices = {one.pk for one in canary.parties.values()}  # on the cover, which says what is recorded
    with factories.writing(owner):
        for table in tracked_models():
            if table.by_organisation and table.model is not Approval:
                for record in table.model.objects.filter(organisation=owner):
                    if not (isinstance(record, Party) and record.pk in offices):
                        _sing(record)
    assert titles(owner, state="current") == [f"{LEAK}{one.id}" for one in _activities(owner)]
    current = texts("json", export(owner, content="full", state="current").content, tmp_path)
    assert current.count(LEAK) > 200
    assert document(owner, content="full")["parts"] == before
    for content in ("art30", "full"):
        for name in FORMATS:
            made = texts(name, export(owner, content=content, format=name).content, tmp_path)
            assert (LEAK in made, "Canary" in made) == (False, True), (content, name)


def _activities(owner: Organisation) -> list[Any]:
    return list(read_inventory(organisation=owner).activities)


def _sing(record: Any) -> None:
    """Every free text of a record says that nobody has approved it."""
    for field in record._meta.concrete_fields:
        free = isinstance(field, LineField | ProseField) and not field._validators and not field.choices
        if free and getattr(record, field.name) and field.name not in ("reference", "record_type", "field"):
            setattr(record, field.name, f"{LEAK}{record.pk}")
    record.save()
