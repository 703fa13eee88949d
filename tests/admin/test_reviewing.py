"""“Reviewed, nothing to change” from the form, from Home and from the list: what is noted, refused and kept."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.admin.due import SHOWN
from registry.documents.days import months_after
from registry.models import Membership, Organisation, ProcessingActivity
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import form_data, typed
from tests.admin.records import revisions, url
from tests.admin.test_home import cost, page, text

TODAY = timezone.now().date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def overdue(acme: Organisation) -> ProcessingActivity:
    return factories.activity(acme, review_interval_months=12, next_review_on=TODAY - DAY)


def form(activity: ProcessingActivity) -> str:
    return url("processingactivity", "change", activity.pk)


def review(activity: ProcessingActivity) -> str:
    return url("processingactivity", "review", activity.pk)


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def days(activity: ProcessingActivity) -> tuple[dt.date | None, dt.date | None]:
    activity.refresh_from_db()
    return activity.last_reviewed_on, activity.next_review_on


def words(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def test_one_click_on_the_form_notes_the_review_with_its_reason(
    overdue: ProcessingActivity, officer: Client
) -> None:
    opened = officer.get(form(overdue))
    assert f'formaction="{review(overdue)}"' in opened.content.decode()
    assert opened.context["review"]["overdue"] == "overdue"
    data = form_data(opened) | {"reason_for_change": "asked the team"}
    response = officer.post(review(overdue), data, follow=True)
    again = months_after(TODAY, 12)
    assert days(overdue) == (TODAY, again)
    assert said(response) == [
        f"“PA-0001 Running accounts” is reviewed; the next review is on {words(again)}."
    ]
    assert response.redirect_chain[-1][0] == form(overdue)
    assert revisions(overdue.organisation)[-1] == (
        "admin", user_of(officer).pk, "Reviewed, nothing to change: asked the team"
    )  # fmt: skip
    assert response.context["review"] == {
        "last": f"last reviewed on {words(TODAY)}", "next": f"next review on {words(again)}", "overdue": "", "url": ""
    }  # fmt: skip
    history = officer.get(url("processingactivity", "history", overdue.pk)).content.decode()
    assert [words_ in history for words_ in ("olga", "Reviewed, nothing to change", "Last reviewed on")] == [
        True
    ] * 3


def test_second_click_of_a_day_says_so_and_writes_nothing(
    overdue: ProcessingActivity, officer: Client
) -> None:
    data = form_data(officer.get(form(overdue)))
    officer.post(review(overdue), data, follow=True)
    before = revisions(overdue.organisation)
    sentence = f"“PA-0001 Running accounts” was reviewed on {words(TODAY)} already; nothing was written."
    for again in (data, {"back": "home"}):
        assert said(officer.post(review(overdue), again, follow=True)) == [sentence]
    typed_too = officer.post(review(overdue), data | {"description": "Typed, not saved"})
    assert typed_too.status_code == 409
    assert [words_ in typed_too.content.decode() for words_ in (sentence, "Typed, not saved")] == [True, True]
    assert revisions(overdue.organisation) == before


def test_without_interval_the_page_says_that_nothing_is_planned(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    response = officer.post(review(activity), {"back": "home"}, follow=True)
    assert days(activity) == (TODAY, None)
    assert said(response) == [
        "“PA-0001 Running accounts” is reviewed. No interval is set, so no next review is planned; set one in the form."
    ]
    assert response.redirect_chain[-1][0] == reverse("admin:index")


@pytest.mark.parametrize("change", [
    {"description": "Typed, not saved"},
    {"purposes-0-text": "Typed, not saved"},
    {"answered": "1"},
])  # fmt: skip
def test_what_is_typed_is_kept_and_nothing_counts_as_reviewed(
    overdue: ProcessingActivity, officer: Client, change: dict[str, str]
) -> None:
    factories.purpose(overdue)
    before = revisions(overdue.organisation)
    response = officer.post(review(overdue), form_data(officer.get(form(overdue))) | change)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "the activity does not count as reviewed: something was changed here" in shown
    if "answered" not in change:
        assert "Typed, not saved" in shown
    assert f'action="{form(overdue)}"' in shown
    assert (revisions(overdue.organisation), days(overdue)[0]) == (before, None)
    saved = officer.post(form(overdue), typed(response))
    assert saved.status_code == 302
    assert len(revisions(overdue.organisation)) - len(before) == ("answered" not in change)


def test_review_is_refused_where_somebody_changed_the_activity_meanwhile(
    overdue: ProcessingActivity, officer: Client
) -> None:
    data = form_data(officer.get(form(overdue)))
    factories.purpose(overdue)
    response = officer.post(review(overdue), data, follow=True)
    assert said(response) == [
        "“PA-0001 Running accounts” was changed after you opened it: read it again, then say that it is reviewed."
    ]
    typed_too = officer.post(review(overdue), data | {"description": "Typed, not saved"})
    assert typed_too.status_code == 409
    assert "Typed, not saved" in typed_too.content.decode()
    assert days(overdue)[0] is None


def test_who_may_review(overdue: ProcessingActivity, auditor: Client, sign_in: SignIn) -> None:
    stranger = sign_in(factories.organisation(slug="other"), username="stranger")
    keeper = sign_in(overdue.organisation, role=Membership.Role.ADMINISTRATOR, username="keeper")
    answers = [client.post(review(overdue)).status_code for client in (auditor, keeper, stranger, Client())]
    assert answers == [403, 403, 404, 302]
    changelist = url("processingactivity", "changelist")
    ticked = {"action": "mark_reviewed", "index": "0", "_selected_action": overdue.pk}
    assert [client.post(changelist, ticked).status_code for client in (auditor, stranger)] == [403, 404]
    assert days(overdue)[0] is None
    assert f'formaction="{review(overdue)}"' not in auditor.get(form(overdue)).content.decode()
    assert "_selected_action" not in auditor.get(changelist).content.decode()
    assert review(overdue) not in page(auditor).content.decode()


def test_review_is_posted_and_only_with_the_token(overdue: ProcessingActivity, officer: Client) -> None:
    assert officer.get(review(overdue)).status_code == 405
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(user_of(officer))
    assert careful.post(review(overdue)).status_code == 403
    assert days(overdue)[0] is None


def test_several_are_reviewed_from_the_list(acme: Organisation, other: Organisation, officer: Client) -> None:
    first, second = factories.activity(acme), factories.activity(acme, name="Payroll")
    ended, theirs = factories.activity(acme, status="retired"), factories.activity(other)
    changelist = url("processingactivity", "changelist")
    shown = officer.get(changelist).content.decode()
    assert shown.count('name="_selected_action"') == 2
    assert ['aria-label="Tick PA-0002 Payroll"' in shown, 'data-heading="Tick"' in shown] == [True, True]
    assert "action-toggle" not in shown
    ticked = {"action": "mark_reviewed", "index": "0"}
    response = officer.post(
        changelist, {**ticked, "_selected_action": [first.pk, second.pk, ended.pk]}, follow=True
    )
    assert said(response) == [
        "2 activities are reviewed.",
        "“PA-0003 Running accounts” is no longer carried out: there is nothing to review.",
    ]
    assert (days(first), days(second), days(ended)) == ((TODAY, None), (TODAY, None), (None, None))
    for wrong in ([theirs.pk], [first.pk, theirs.pk], ["x"], ["0"]):
        assert officer.post(changelist, {**ticked, "_selected_action": wrong}).status_code == 404
    nothing = officer.post(changelist, ticked, follow=True)
    assert said(nothing)[0].startswith("Items must be selected")
    deleting = officer.post(
        changelist, {**ticked, "action": "delete_selected", "_selected_action": [first.pk]}, follow=True
    )
    assert said(deleting) == ["No action selected."]


def test_the_list_costs_the_same_with_ticks(acme: Organisation, officer: Client) -> None:
    def price() -> int:
        with CaptureQueriesContext(connection) as captured:
            officer.get(url("processingactivity", "changelist"))
        return len(captured)

    factories.activity(acme)
    price()
    costs = [price()]
    for _one in range(2):
        factories.activity(acme)
    price()
    assert [*costs, price()] == [7, 7]


def test_home_lists_what_is_due_with_one_click_each(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    assert page(officer).context["due"] == ()
    soon = factories.activity(acme, name="Soon", next_review_on=TODAY + 30 * DAY)
    late = factories.activity(acme, name="Late", next_review_on=TODAY - DAY)
    factories.activity(acme, name="Later", next_review_on=TODAY + 31 * DAY)
    factories.activity(acme, name="Past", status="retired", next_review_on=TODAY - DAY)
    factories.activity(other, name="Theirs", next_review_on=TODAY - DAY)
    shown = page(officer)
    assert [(one.name, one.remark, one.day) for one in shown.context["due"]] == [
        (str(late), "overdue since", words(TODAY - DAY)),
        (str(soon), "due on", words(TODAY + 30 * DAY)),
    ]
    assert f'action="{review(late)}"' in shown.content.decode()
    assert "Due for review" in text(shown)
    officer.post(review(late), {"back": "home"})
    assert [one.name for one in page(officer).context["due"]] == [str(soon)]
    for _one in range(SHOWN):
        factories.activity(acme, next_review_on=TODAY)
    assert len(page(officer).context["due"]) == SHOWN


def test_home_costs_one_query_more_where_reviews_are_due(acme: Organisation, officer: Client) -> None:
    costs = []
    for count in (1, 2):
        for _one in range(count):
            factories.activity(acme, next_review_on=TODAY)
        page(officer)
        costs.append(cost(officer))
    assert costs == [12, 12]


@pytest.mark.parametrize("values, proposed", [
    ({"review_interval_months": "12"}, months_after(TODAY, 12)),
    ({"review_interval_months": "12", "last_reviewed_on": "2026-01-31"}, dt.date(2027, 1, 31)),
    ({"review_interval_months": "12", "next_review_on": "2030-05-01"}, dt.date(2030, 5, 1)),
    ({"description": "no interval"}, None),
])  # fmt: skip
def test_an_interval_proposes_the_next_review(
    acme: Organisation, officer: Client, values: dict[str, str], proposed: dt.date | None
) -> None:
    activity = factories.activity(acme)
    assert officer.post(form(activity), typed(officer.get(form(activity)), **values)).status_code == 302
    assert days(activity)[1] == proposed
    # Whoever takes the proposal away again is not contradicted.
    officer.post(form(activity), typed(officer.get(form(activity)), next_review_on=""))
    assert days(activity)[1] is None
