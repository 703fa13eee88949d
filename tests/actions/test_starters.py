"""Usual activities: each asks everything, states nothing, and prints as missing until somebody answers."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from registry.actions.examples.source import BadExample
from registry.actions.refused import Refused
from registry.actions.starters import (
    BEYOND,
    CONTROLLER_ITEMS,
    FOLDER,
    PROCESSOR_ITEMS,
    Group,
    Starter,
    read_starter,
    start_activities,
    start_activity,
    starters,
    starters_called,
)
from registry.documents.completeness import statements
from registry.documents.register import Sheet
from registry.documents.registers import register
from registry.documents.values import State
from registry.inventory import read_inventory
from registry.ledger.chain import verify_chain
from registry.models import Clarification, Organisation, ProcessingActivity, Revision
from tests import factories

pytestmark = pytest.mark.any_database

ON = dt.date(2026, 11, 20)
EVERYONE = [one.slug for one in starters()]


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


def called(slug: str) -> Starter:
    return starters_called([slug])[0]


def sheet(owner: Organisation, *, content: str = "art30") -> Sheet:
    """The only sheet of the organisation's register."""
    document = register(read_inventory(organisation=owner), on=ON, content=content)
    (found,) = (one for part in document.parts for one in part.sheets)
    return found


def said(printed: Sheet) -> Iterator[tuple[str, str, str, State]]:
    """Letter, heading, text and state of everything that a sheet says about its activity."""
    of_the_organisation = ("controller", "processor", "representative", "officer")
    for section in printed.sections:
        for key, heading, value in statements(section):
            if not key.startswith(of_the_organisation) or key == "controllers":
                yield section.letter, heading, "; ".join(value.texts), value.state


def test_there_are_usual_activities_for_every_group() -> None:
    assert len(EVERYONE) == len(set(EVERYONE)) == len(list(FOLDER.glob("*.yaml")))
    assert len(EVERYONE) >= 25
    assert {one.group for one in starters()} == set(Group)
    assert len({one.name for one in starters()}) == len(EVERYONE)


@pytest.mark.parametrize("slug", EVERYONE)
def test_every_letter_is_asked_as_a_question(slug: str) -> None:
    starter = called(slug)
    items = PROCESSOR_ITEMS if starter.group is Group.PROCESSOR else CONTROLLER_ITEMS
    assert tuple(starter.article_30) == items
    assert set(starter.beyond) <= BEYOND
    questions = [*starter.article_30.values(), *starter.beyond.values()]
    assert [text for text in questions if "?" not in text] == []
    assert [text for text in questions if not 20 <= len(text) <= 400 or "\n" in text] == []
    assert len(set(questions)) == len(questions)
    assert (starter.name, starter.about) == (starter.name.strip(), starter.about.strip())
    assert starter.about.endswith(".")


@pytest.mark.parametrize("slug", EVERYONE)
def test_draft_says_only_that_everything_is_missing(slug: str, acme: Organisation) -> None:
    draft = start_activity(called(slug), organisation=acme, by=None)
    facts = {
        field.name: getattr(draft, field.name)
        for field in ProcessingActivity._meta.concrete_fields
        if getattr(draft, field.name) != field.get_default()
    }
    role = {"role": "processor"} if called(slug).group is Group.PROCESSOR else {}
    assert facts == {
        "id": draft.pk, "organisation": acme, "reference": "PA-0001", "name": called(slug).name, **role,
    }  # fmt: skip
    assert {(text, state) for _letter, _heading, text, state in said(sheet(acme))} == {
        ("Missing", State.MISSING)
    }


@pytest.mark.parametrize("slug", ["payroll", "hosting"])
def test_whoever_takes_a_question_on_stands_at_its_item(slug: str, acme: Organisation) -> None:
    """So every question of Article 30 is about an item that documents look for."""
    start_activity(called(slug), organisation=acme, by=None)
    for question in Clarification.objects.all():
        factories.changed(question, who=f"Asker of {question.field}")
    texts = [text for *_where, text, _state in said(sheet(acme))]
    texts += [text for fact in sheet(acme).facts for text in fact.value.texts]
    items = [
        item for item in called(slug).article_30 if not any(f"Asker of {item}" in text for text in texts)
    ]
    assert items == []


def test_sheet_of_payroll(acme: Organisation) -> None:
    start_activity(called("payroll"), organisation=acme, by=None)
    printed = sheet(acme)
    assert (printed.reference, printed.title) == ("PA-0001", "Payroll")
    assert [(fact.heading, fact.value.texts) for fact in printed.facts if fact.key in ("role", "status")] == [
        ("Our role", ("Missing",)),
        ("Status", ("Draft",)),
    ]
    assert [(letter, heading, text) for letter, heading, text, _state in said(printed)] == [
        ("a", "Joint controllers", "Missing"),
        ("b", "Purposes", "Missing"),
        ("c", "Categories of data subjects", "Missing"),
        ("c", "Categories of personal data", "Missing"),
        ("d", "Categories of recipients", "Missing"),
        ("e", "Transfers", "Missing"),
        ("f", "Time limits for erasure", "Missing"),
        ("g", "Measures", "Missing"),
    ]
    full = [entry for one in sheet(acme, content="full").sections for entry in one.entries]
    (questions,) = (entry for entry in full if entry.key == "questions")
    assert questions.value.texts == tuple(called("payroll").questions(beyond=True).values())


def test_several_are_started_in_one_revision(acme: Organisation) -> None:
    officer = factories.account(acme)
    before = Revision.objects.filter(organisation=acme).count()
    chosen = starters_called(["website", "payroll"])
    made = start_activities(chosen, organisation=acme, by=officer, reason="We begin.")
    assert [(one.reference, one.name, one.status) for one in made] == [
        ("PA-0001", "Payroll", "draft"),
        ("PA-0002", "Website and server logs", "draft"),
    ]
    revision = Revision.objects.filter(organisation=acme).latest("number")
    assert (revision.number, revision.actor_id, revision.channel, revision.reason) == (
        before + 1, officer.pk, "admin",
        "Started from the usual activities Payroll and Website and server logs. We begin.",
    )  # fmt: skip
    assert verify_chain(acme.pk) is None


def test_questions_are_open_and_nobody_took_them_on(acme: Organisation) -> None:
    draft = start_activity(called("payroll"), organisation=acme, by=None, name="Wages")
    found = Clarification.objects.all()
    assert {(one.record_type, one.record_id, one.who, one.until, one.closed_on) for one in found} == {
        ("processingactivity", draft.pk, "", None, None)
    }
    assert {one.field: one.question for one in found} == called("payroll").questions(beyond=True)
    assert draft.name == "Wages"


def test_nothing_beyond_article_30_is_asked_where_nobody_wants_it(acme: Organisation) -> None:
    factories.changed(acme, beyond_article_30=False)
    start_activity(called("payroll"), organisation=acme, by=None)
    assert {one.field for one in Clarification.objects.all()} == set(CONTROLLER_ITEMS)


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_only_officers_start_activities(role: str, acme: Organisation) -> None:
    stranger = factories.account(factories.organisation(name="Other", slug="other"), username="stranger")
    for by in (factories.account(acme, role=role), stranger):
        with pytest.raises(PermissionDenied):
            start_activity(called("payroll"), organisation=acme, by=by)
    assert (ProcessingActivity.objects.count(), Clarification.objects.count()) == (0, 0)


def test_what_cannot_be_started_is_said(acme: Organisation) -> None:
    with pytest.raises(Refused, match="There is no usual activity “alchemy”"):
        starters_called(["payroll", "alchemy"])
    with pytest.raises(Refused, match="Tick at least one usual activity"):
        start_activities([], organisation=acme, by=None)
    with pytest.raises(Refused, match="control character"):
        start_activity(called("payroll"), organisation=acme, by=None, name="a\x07b")
    assert ProcessingActivity.objects.count() == 0


GOOD = (FOLDER / "payroll.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text,why",
    [
        (GOOD + "colour: red\n", "bad.yaml: colour: This key is not known here."),
        (GOOD + "  colour: red?\n", "bad.yaml: beyond.colour: This key is not known here."),
        (GOOD.replace("  subjects:", "  nobody:"), "bad.yaml: article_30.nobody: This key is not known here."),
        (GOOD.replace("group: people", "group: pets"), ("bad.yaml: group: This must be people, customers, operations or "
            "processor.")),
        (GOOD.replace("group: people", "group: processor"), "bad.yaml: article_30.role: This key is not known here."),
        (GOOD.replace("name: Payroll\n", ""), "bad.yaml: name: This is empty; leave out what is not stated."),
        ("name: X\ngroup: people\nabout: X.\n", "bad.yaml: article_30.role: This question is missing."),
        ("- x\n", "bad.yaml: This must be a mapping of keys to values."),
    ],
)  # fmt: skip
def test_bad_file_is_refused_with_its_place(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadExample) as refused:
        read_starter(path)
    assert str(refused.value) == why


def test_readme_names_every_key() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    keys: set[Any] = {"name", "group", "about", "article_30", "beyond", *Group.values}
    assert [
        key
        for key in sorted(keys | {*CONTROLLER_ITEMS, *PROCESSOR_ITEMS} | BEYOND)
        if f"`{key}`" not in readme
    ] == []
