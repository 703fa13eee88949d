"""The form of an activity: which panels there are, what each says, and what is left out."""

import datetime as dt
from typing import Any

from django.test import Client

from registry.models import DataCategory, DataSubjectCategory, LegalBasis, Organisation, ProcessingActivity
from tests import factories
from tests.admin.pages import form_data, typed
from tests.admin.records import revisions, url

PROCESSOR = ProcessingActivity.Role.PROCESSOR


def form(client: Client, activity: Any, **query: Any) -> Any:
    return client.get(url("processingactivity", "change", activity.pk, **query))


def shown(response: Any) -> list[str]:
    """The panels that are there from the beginning, with their letters."""
    walk = response.context["walk"]
    return [f"({step.current.letter}){step.key}" for step in walk.steps if step.open]


def step(response: Any, key: str) -> Any:
    return next(one for one in response.context["walk"].steps if one.key == key)


def said(response: Any, key: str) -> tuple[str, tuple[str, ...]]:
    """State and missing items of a panel."""
    letter = step(response, key).standing.letter
    return letter.state.value, letter.missing


def test_controller_walks_from_a_to_g(acme: Organisation, officer: Client) -> None:
    for role in ("controller", "joint", ""):
        page = form(officer, factories.activity(acme, role=role))
        assert shown(page) == [
            "()activity", "(a)identity", "(b)purposes", "(c)categories", "(d)recipients", "(e)transfers",
            "(f)retention", "(g)measures", "()beyond",
        ]  # fmt: skip


def test_processor_walks_from_a_to_d(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, role=PROCESSOR)
    letters = ["()activity", "(a)identity", "(b)processing", "(c)transfers", "(d)measures", "()beyond"]
    assert shown(form(officer, activity)) == letters
    factories.purpose(activity)
    page = form(officer, activity)
    assert shown(page) == [*letters, "()also"]
    assert "Recorded nevertheless, although it is not asked of a processor." in page.content.decode()
    recorded = {block.key: block.recorded for block in step(page, "also").blocks}
    assert recorded == {"joint": False, "purposes": True, "data_uses": False}


def test_ticked_questions_are_closed_with_the_form(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    activity = factories.activity(acme)
    asked = [
        factories.clarification(activity, "role"),
        factories.clarification(factories.purpose(activity), "text"),
        factories.clarification(activity, "owner"),
        factories.clarification(factories.party(acme)),
        factories.clarification(other),
    ]
    before = len(revisions(acme))
    data = typed(form(officer, activity))
    ticked = [str(asked[index].pk) for index in (0, 1, 3, 4)]
    officer.post(url("processingactivity", "change", activity.pk), {**data, "answered": [*ticked, "x"]})
    for one in asked:
        one.refresh_from_db()
    assert [one.closed_on is not None for one in asked] == [True, True, False, False, False]
    assert len(revisions(acme)) == before + 1
    open_now = step(form(officer, activity), "activity").standing.questions
    assert [one.key for one in open_now] == [asked[2].pk]


def test_new_record_can_begin_as_a_processors(acme: Organisation, officer: Client) -> None:
    page = officer.get(url("processingactivity", "add", role="processor"))
    assert "(b)processing" in shown(page)
    assert form_data(page)["role"] == "processor"
    assert said(page, "processing") == ("missing", ("Categories of processing for each controller",))


def test_panels_say_what_is_missing(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, transfers_absent_because="All stays here")
    email, people = DataCategory.objects.get(code="email-address"), DataSubjectCategory.objects.first()
    factories.data_use(activity, category=email, subjects=[people], retention_absent_because="Not known yet")
    page = form(officer, activity)
    assert {
        key: said(page, key) for key in ("purposes", "categories", "recipients", "transfers", "retention")
    } == {
        "purposes": ("missing", ("Purposes",)),
        "categories": ("filled", ()),
        "recipients": ("missing", ("Categories of recipients",)),
        "transfers": ("not-applicable", ()),
        "retention": ("filled", ()),
    }
    assert "Not applicable: All stays here" in step(page, "transfers").standing.printed


def test_empty_form_inherits_from_the_organisation(acme: Organisation, officer: Client) -> None:
    measure = factories.measure(acme)
    page = officer.get(url("processingactivity", "add"))
    assert said(page, "measures") == ("filled", ())
    lines = step(page, "measures").standing.beside[0].lines
    assert [(line.text, line.url) for line in lines] == [
        ("Encryption in transit", url("securitymeasure", "change", measure.pk))
    ]


def test_officers_come_from_the_organisation(acme: Organisation, officer: Client) -> None:
    factories.changed(acme, dpo=factories.party(acme, name="Dora Poe"))
    beside = step(form(officer, factories.activity(acme)), "identity").standing.beside[0]
    assert [(line.text, line.value.texts) for line in beside.lines] == [
        ("Controller", ("Acme",)),
        ("Representative: European Union", ("Missing",)),
        ("Data protection officer", ("Dora Poe",)),
    ]
    assert beside.url == url("organisation", "change", acme.pk) + "#id_dpo"


def test_time_limits_are_listed_with_the_way_to_their_fields(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    factories.data_use(activity, retention=factories.retention(acme))
    factories.data_use(activity, as_stated="Invoices", position=1)
    page = form(officer, activity)
    lines = step(page, "retention").standing.beside[0].lines
    assert [(line.text, line.value.texts[0], line.url) for line in lines] == [
        ("E-mail address", "30 days", "#id_data_uses-0-retention"),
        ("Invoices", "Missing", "#id_data_uses-1-retention"),
    ]
    assert 'id="id_data_uses-1-retention"' in page.content.decode()


def test_transfers_of_services_are_shown_where_they_are_written(acme: Organisation, officer: Client) -> None:
    activity, service = factories.activity(acme), factories.some_service(acme)
    factories.disclosure(activity, service=service)
    silent = step(form(officer, activity), "transfers").standing.beside[0].lines
    assert [(line.value.texts[0], line.url) for line in silent] == [
        ("Missing", url("service", "change", service.pk))
    ]
    transfer = factories.transfer(acme, service=service)
    factories.transfer(acme, activity=activity, destination="JP")
    lines = step(form(officer, activity), "transfers").standing.beside[0].lines
    assert [(line.text, line.value.texts[0], line.url) for line in lines] == [
        ("Vendor, through: Hosting", "United States of America", url("transfer", "change", transfer.pk))
    ]


def test_open_questions_stand_beside_what_they_ask(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    use = factories.data_use(activity)
    question = factories.clarification(use, "retention", question="How long?", until=dt.date(2030, 5, 3))
    free = factories.clarification(activity, "purposes", who="", question="What for?")
    factories.clarification(activity, "purposes", question="Answered", closed_on=dt.date(2020, 1, 1))
    page = form(officer, activity)
    asked = {one.key: [(q.question, q.who, q.url) for q in one.standing.questions]
             for one in page.context["walk"].steps if one.standing.questions}  # fmt: skip
    assert asked == {
        "retention": [
            ("How long?", "Privacy officer, until 3 May 2030", url("clarification", "change", question.pk))
        ],
        "purposes": [("What for?", "nobody has taken it on", url("clarification", "change", free.pk))],
    }


def test_question_can_be_asked_from_the_form(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    page = officer.get(form(officer, activity).context["walk"].ask)
    assert form_data(page)["record_type"] == "processingactivity"
    assert form_data(page)["record_id"] == str(activity.pk)


def beyond(acme: Organisation) -> ProcessingActivity:
    """An activity with something beyond the article, of an organisation whose forms do not ask for it."""
    factories.changed(acme, beyond_article_30=False)
    activity = factories.activity(acme, systems="A ledger")
    factories.purpose(activity, legal_bases=[LegalBasis.objects.get(code="6.1.b")])
    return activity


def test_what_goes_beyond_can_be_left_out_and_stays(acme: Organisation, officer: Client) -> None:
    activity = beyond(acme)
    page = form(officer, activity)
    factories.clarification(activity, "screening_outcome", question="Is the risk high?")
    asked = step(form(officer, activity), "activity").standing.questions
    assert [one.question for one in asked] == ["Is the risk high?"]
    names = form_data(page)
    assert [name for name in names if "legal_bases" in name or name in ("systems", "documents")] == []
    assert (
        "More is recorded of this activity than the forms of this organisation ask for"
        in page.content.decode()
    )
    before = len(revisions(acme))
    data = typed(form(officer, activity), name="Renamed", **{"purposes-0-text": "To pay"})
    assert officer.post(url("processingactivity", "change", activity.pk), data).status_code == 302
    activity.refresh_from_db()
    kept = [basis.code for basis in activity.purposes.get().legal_bases.all()]
    assert (activity.name, activity.systems, kept) == ("Renamed", "A ledger", ["6.1.b"])
    assert len(revisions(acme)) == before + 1


def test_what_goes_beyond_is_shown_when_asked_for(acme: Organisation, officer: Client) -> None:
    activity = beyond(acme)
    change = url("processingactivity", "change", activity.pk, beyond="1")
    page = officer.get(change)
    names = form_data(page)
    assert (names["systems"], "purposes-0-legal_bases" in names) == ("A ledger", True)
    response = officer.post(change, {**typed(page, systems="Two"), "_continue": "1"})
    assert response.headers["Location"] == change
    activity.refresh_from_db()
    assert activity.systems == "Two"


def test_nothing_beyond_needs_no_word(acme: Organisation, officer: Client) -> None:
    factories.changed(acme, beyond_article_30=False)
    activity = factories.activity(acme)
    factories.purpose(activity)
    assert "()beyond" not in shown(form(officer, activity))


def test_message_leads_on_from_what_was_saved(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    change = url("processingactivity", "change", activity.pk)
    page = officer.post(change, {**typed(officer.get(change), name="Payroll"), "_continue": "1"}, follow=True)
    said = str(next(iter(page.context["messages"])))
    links = (
        url("processingactivity", "changelist"),
        url("organisation", "register", acme.pk),
        url("processingactivity", "history", activity.pk),
    )
    assert "PA-0001 Payroll" in said
    assert [f'href="{link}"' in said for link in links] == [True] * 3


def test_auditor_walks_the_same_way(acme: Organisation, auditor: Client) -> None:
    activity = factories.activity(acme)
    factories.data_use(activity, retention=factories.retention(acme))
    factories.ground(factories.transfer(acme, activity=activity))
    page = form(auditor, activity)
    assert shown(page)[:3] == ["()activity", "(a)identity", "(b)purposes"]
    text = page.content.decode()
    assert [word in text for word in ("Thirty days", "United States of America", "preview.js")] == [
        True,
        True,
        False,
    ]
