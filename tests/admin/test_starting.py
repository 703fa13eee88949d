"""Beginning with an activity: from usual ones, from nothing, from a copy; and nobody sees or makes what is not theirs."""

from typing import Any

import pytest
from django.test import Client

from registry.actions.starters import Group, start_activity, starters, starters_called
from registry.models import Clarification, Membership, Organisation, Party, ProcessingActivity, Revision
from tests import factories
from tests.admin.canary import CANARY, aviary
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import form_data, typed
from tests.admin.records import newest, revisions, url
from tests.admin.test_queries import cost, whole

ACTIVITY = "processingactivity"


def text(response: Any) -> str:
    return response.content.decode()


def joined(client: Client, owner: Organisation, *, role: str = "officer") -> Client:
    """The same person with a role in another organisation too."""
    Membership.objects.create(user=user_of(client), organisation=owner, role=role)
    return client


# Starting


def test_start_offers_every_usual_activity(acme: Organisation, officer: Client) -> None:
    page = text(officer.get(url(ACTIVITY, "start")))
    assert [one.slug for one in starters() if f'value="{one.slug}"' not in page] == []
    assert [group.label for group in Group if str(group.label) not in page] == []
    roles = [
        url(ACTIVITY, "add", organisation=acme.pk, role=role) for role in ("controller", "joint", "processor")
    ]
    assert [address for address in roles if address.replace("&", "&amp;") not in page] == []
    assert "Another organisation" not in page


def test_ticked_ones_become_drafts_in_one_revision(acme: Organisation, officer: Client) -> None:
    before = len(revisions(acme))
    data = typed(
        officer.get(url(ACTIVITY, "start")), starter=["payroll", "hosting"], reason_for_change="We begin"
    )
    response = officer.post(url(ACTIVITY, "start"), data, follow=True)
    assert response.redirect_chain == [(url(ACTIVITY, "changelist"), 302)]
    assert revisions(acme)[before:] == [
        ("admin", user_of(officer).pk,
         "Started from the usual activities Payroll and Hosting for customers. We begin"),
    ]  # fmt: skip
    made = ProcessingActivity.objects.order_by("pk")
    assert [(one.name, one.role, one.status) for one in made] == [
        ("Payroll", "", "draft"), ("Hosting for customers", "processor", "draft"),
    ]  # fmt: skip
    assert "2 drafts are started; each says what to ask" in text(response)
    assert all(f'href="{url(ACTIVITY, "change", one.pk)}"' in text(response) for one in made)


def test_one_leads_to_its_form(acme: Organisation, officer: Client) -> None:
    data = typed(officer.get(url(ACTIVITY, "start")), starter="payroll")
    response = officer.post(url(ACTIVITY, "start"), data, follow=True)
    assert response.redirect_chain == [(url(ACTIVITY, "change", newest(ACTIVITY).pk), 302)]
    assert "“PA-0001 Payroll” is a draft now." in text(response)


@pytest.mark.parametrize("slug", ["payroll", "hosting"])
def test_each_question_stands_in_the_step_that_it_is_about(
    slug: str, acme: Organisation, officer: Client
) -> None:
    (starter,) = starters_called([slug])
    draft = start_activity(starter, organisation=acme, by=None)
    page = officer.get(url(ACTIVITY, "change", draft.pk))
    asked = {
        step.key: [question.question for question in step.standing.questions]
        for step in page.context["walk"].steps
        if step.standing.questions
    }
    said = starter.questions(beyond=True)
    assert {key: [name for name in said if said[name] in found] for key, found in asked.items()} == STEPS[
        slug
    ]
    listed = text(officer.get(url("clarification", "changelist", about=f"{ACTIVITY}-{draft.pk}")))
    assert [name for name in said if "_" in name and f">{name}<" in listed] == []


STEPS = {
    "payroll": {
        "activity": ["role", "department", "owner"],
        "identity": ["joint_controllers"],
        "purposes": ["purposes", "legal_bases"],
        "categories": ["subjects", "data_uses"],
        "recipients": ["recipients"],
        "transfers": ["transfers"],
        "retention": ["retention"],
        "measures": ["measures"],
        "beyond": ["source_of_data", "systems", "internal_access", "notices"],
    },
    "hosting": {
        "activity": ["owner"],
        "identity": ["clients", "disclosures"],
        "processing": ["categories_of_processing"],
        "transfers": ["transfers"],
        "measures": ["measures"],
        "beyond": ["scale", "systems", "internal_access"],
    },
}
"""Short name → step of the form → the items that are asked there."""


def test_what_is_there_by_this_name_is_said(acme: Organisation, other: Organisation, officer: Client) -> None:
    factories.activity(acme, name="Payroll")
    factories.activity(other, name="Newsletter")
    page = text(officer.get(url(ACTIVITY, "start")))
    assert ("there as PA-0001" in page, page.count("there as ")) == (True, 1)


def test_questions_beyond_article_30_are_shown_where_they_are_wanted(
    acme: Organisation, officer: Client
) -> None:
    question = next(one for one in starters() if one.slug == "payroll").beyond["department"]
    assert question in text(officer.get(url(ACTIVITY, "start")))
    factories.changed(acme, beyond_article_30=False)
    assert question not in text(officer.get(url(ACTIVITY, "start")))


@pytest.mark.parametrize(
    "wrong,said",
    [
        ({}, "Tick at least one usual activity."),
        ({"starter": ["payroll", "alchemy"]}, "There is no usual activity “alchemy”."),
        ({"starter": ["payroll"], "reason_for_change": "a\x07b"}, "control character"),
    ],
)
def test_what_cannot_be_started_is_said_and_ticks_stay(
    wrong: dict[str, Any], said: str, acme: Organisation, officer: Client
) -> None:
    response = officer.post(url(ACTIVITY, "start"), {"organisation": acme.pk, **wrong})
    assert (response.status_code, said in text(response)) == (400, True)
    ticked = 'id="start-payroll" checked' in text(response)
    assert ticked == ("starter" in wrong)
    assert ProcessingActivity.objects.count() == 0


def test_organisation_is_chosen_first_where_there_are_several(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    joined(officer, other)
    page = text(officer.get(url(ACTIVITY, "start")))
    assert [f'href="?organisation={one.pk}"' in page for one in (acme, other)] == [True, True]
    page = officer.get(url(ACTIVITY, "start", organisation=other.pk))
    officer.post(url(ACTIVITY, "start"), typed(page, starter="payroll"))
    assert newest(ACTIVITY).organisation == other


def test_drafts_are_started_only_where_one_may_add(
    acme: Organisation, other: Organisation, officer: Client, auditor: Client
) -> None:
    joined(officer, other, role="auditor")
    foreign = factories.organisation(name="Foreign", slug="foreign")
    for owner in (other.pk, foreign.pk, 10**30, "x", ""):
        response = officer.post(url(ACTIVITY, "start"), {"organisation": owner, "starter": "payroll"})
        assert response.status_code == 404, owner
    for call in (auditor.get, auditor.post):
        assert (
            call(url(ACTIVITY, "start"), {"organisation": acme.pk, "starter": "payroll"}).status_code == 403
        )
    assert (ProcessingActivity.objects.count(), Clarification.objects.count()) == (0, 0)


def test_list_leads_to_the_start_and_popups_to_the_form(acme: Organisation, officer: Client) -> None:
    page = text(officer.get(url(ACTIVITY, "changelist")))
    assert f'href="{url(ACTIVITY, "start")}" class="addlink"' in page
    page = text(officer.get(url(ACTIVITY, "changelist", _popup=1)))
    assert f'href="{url(ACTIVITY, "add")}' in page
    assert officer.get(url(ACTIVITY, "add")).status_code == 200


def test_activities_to_copy_are_found(acme: Organisation, other: Organisation, officer: Client) -> None:
    joined(officer, other)
    ours, theirs = factories.activity(acme, name="Billing"), factories.activity(other, name="Billing too")
    factories.activity(factories.organisation(name="Foreign", slug="foreign"), name="Billing of strangers")
    factories.activity(acme, name="Support")
    page = officer.get(url(ACTIVITY, "start", organisation=acme.pk, q="bill"))
    assert page.context["found"] == [
        (url(ACTIVITY, "duplicate", ours.pk), ours),
        (url(ACTIVITY, "copy", theirs.pk, to=acme.pk), theirs),
    ]
    page = officer.get(url(ACTIVITY, "start", organisation=acme.pk, q="nothing of that name"))
    assert "No activity has this in its name or reference." in text(page)


# Copying


def test_duplicate_is_looked_at_named_and_made(acme: Organisation, officer: Client) -> None:
    activity = whole(acme, 1)
    address, before = url(ACTIVITY, "duplicate", activity.pk), revisions(acme)
    page = officer.get(address)
    assert [word in text(page) for word in ("Goes along", "Made anew", "Left out")] == [True, False, False]
    assert revisions(acme) == before
    response = officer.post(
        address, {**form_data(page), "name": "For the shop", "reason_for_change": "Why not"}, follow=True
    )
    made = newest(ACTIVITY)
    assert response.redirect_chain == [(url(ACTIVITY, "change", made.pk), 302)]
    assert (made.name, made.reference, made.purposes.count()) == ("For the shop", "PA-0002", 1)
    assert revisions(acme)[len(before):] == [
        ("admin", user_of(officer).pk, "Copied from “PA-0001 Running accounts” of Acme. Why not")
    ]  # fmt: skip
    assert "“PA-0002 For the shop” is a draft now." in text(response)


def test_copy_to_another_organisation_is_looked_at_and_made(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    joined(officer, other)
    activity = factories.changed(whole(acme, 1), owner="Olga <b>")
    address = url(ACTIVITY, "copy", activity.pk, to=other.pk)
    page = officer.get(address)
    shown = (
        "Made anew",
        "Left out",
        "Vendor 10: Hosting",
        "Olga &lt;b&gt;",
        "The other organisation names its own people.",
    )
    assert [word for word in shown if word not in text(page)] == []
    assert Party.objects.filter(organisation=other).count() == 0
    response = officer.post(address, form_data(page))
    assert (response.status_code, newest(ACTIVITY).organisation) == (302, other)


def test_copy_of_what_changed_after_it_was_looked_at_is_shown_again(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    joined(officer, other)
    activity = factories.activity(acme, name="Payroll")
    purpose = factories.purpose(activity, text="To pay people")
    address = url(ACTIVITY, "copy", activity.pk, to=other.pk)
    looked_at = form_data(officer.get(address))
    factories.changed(purpose, text="To pay people in time")
    response = officer.post(address, {**looked_at, "name": "Wages"})
    assert (response.status_code, "was changed after this page was opened" in text(response)) == (400, True)
    assert 'value="Wages"' in text(response)
    assert officer.post(address, {"name": "Wages"}).status_code == 400
    assert ProcessingActivity.objects.count() == 1
    assert officer.post(address, form_data(response)).status_code == 302
    assert newest(ACTIVITY).purposes.get().text == "To pay people in time"


def test_target_is_chosen_from_where_one_may_add(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    third = factories.organisation(name="Third", slug="third")
    joined(joined(officer, other), third, role="auditor")
    activity = factories.activity(acme)
    page = text(officer.get(url(ACTIVITY, "copy", activity.pk)))
    assert [f'href="?to={one.pk}"' in page for one in (other, third, acme)] == [True, False, False]


@pytest.mark.parametrize(
    "name,said", [("", "This field is required."), ("a\x07b", "control character"), ("x" * 301, "301")]
)
def test_name_that_cannot_be_one_is_said_and_kept(
    name: str, said: str, acme: Organisation, officer: Client
) -> None:
    address = url(ACTIVITY, "duplicate", factories.activity(acme).pk)
    response = officer.post(address, {"name": name, "reason_for_change": "kept reason"})
    assert (response.status_code, said in text(response), "kept reason" in text(response)) == (
        400,
        True,
        True,
    )
    assert ProcessingActivity.objects.count() == 1


def test_links_to_copies_stand_where_they_can_be_used(
    acme: Organisation, other: Organisation, officer: Client, auditor: Client, root: Client
) -> None:
    change = url(ACTIVITY, "change", (activity := factories.activity(acme)).pk)
    links = [f'href="{url(ACTIVITY, view, activity.pk)}"' for view in ("duplicate", "copy")]

    def shown(client: Client) -> list[bool]:
        return [link in text(client.get(change)) for link in links]

    assert (shown(officer), shown(auditor), shown(root)) == ([True, False], [False, False], [True, True])
    assert shown(joined(auditor, other)) == [False, True]
    assert shown(joined(officer, other)) == [True, True]


# Who may, and what nobody hears


@pytest.mark.parametrize("role", Membership.Role.values)
def test_strangers_neither_see_nor_copy(role: str, acme: Organisation, sign_in: SignIn) -> None:
    owner, records = aviary()
    (theirs,) = (one for one in records if isinstance(one, ProcessingActivity))
    ours = factories.activity(acme)
    stranger, before = sign_in(acme, role=role), Revision.objects.count()
    addresses = [
        url(ACTIVITY, "duplicate", theirs.pk), url(ACTIVITY, "copy", theirs.pk),
        url(ACTIVITY, "copy", theirs.pk, to=acme.pk), url(ACTIVITY, "copy", theirs.pk, to=owner.pk),
        url(ACTIVITY, "copy", ours.pk, to=owner.pk), url(ACTIVITY, "copy", ours.pk, to=10**30),
    ]  # fmt: skip
    for address in addresses:
        for call in (stranger.get, stranger.post):
            response = call(address, {} if call == stranger.get else {"name": "Mine"})
            assert (response.status_code, CANARY in text(response)) == (404, False), address
    for query in ({"organisation": owner.pk}, {"organisation": acme.pk, "q": CANARY}, {"q": ""}):
        assert CANARY not in text(stranger.get(url(ACTIVITY, "start", **query))).replace(
            f'value="{CANARY}"', ""
        )
    assert Revision.objects.count() == before


def test_canaries_sing_on_the_plan_for_members(acme: Organisation, officer: Client) -> None:
    owner, records = aviary()
    (theirs,) = (one for one in records if isinstance(one, ProcessingActivity))
    joined(officer, owner)
    for address in (url(ACTIVITY, "duplicate", theirs.pk), url(ACTIVITY, "copy", theirs.pk, to=acme.pk)):
        assert CANARY in text(officer.get(address))
    assert CANARY in text(officer.get(url(ACTIVITY, "start", organisation=acme.pk, q=CANARY))).replace(
        f'value="{CANARY}"', ""
    )


def test_members_whose_role_is_too_small_copy_nothing(
    acme: Organisation, other: Organisation, officer: Client, auditor: Client
) -> None:
    activity, before = factories.activity(acme), ProcessingActivity.objects.count
    joined(officer, other, role="auditor")
    refused = [
        (auditor, url(ACTIVITY, "duplicate", activity.pk)),
        (auditor, url(ACTIVITY, "copy", activity.pk)),
        (officer, url(ACTIVITY, "copy", activity.pk, to=other.pk)),
    ]
    for client, address in refused:
        for call in (client.get, client.post):
            assert call(address, {"name": "Mine"} if call == client.post else {}).status_code == 403
    assert before() == 1


def test_looking_writes_nothing(acme: Organisation, other: Organisation, officer: Client) -> None:
    joined(officer, other)
    activity, before = whole(acme, 1), Revision.objects.count()
    for address in (
        url(ACTIVITY, "start", organisation=acme.pk), url(ACTIVITY, "duplicate", activity.pk),
        url(ACTIVITY, "copy", activity.pk, to=other.pk),
    ):  # fmt: skip
        assert officer.get(address).status_code == 200
    assert (Revision.objects.count(), ProcessingActivity.objects.count()) == (before, 1)


def test_pages_cost_the_same_for_one_and_three(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    joined(officer, other)
    found = []
    for rows in (1, 3):
        activity = whole(acme, rows, rows)
        found.append((
            cost(officer, url(ACTIVITY, "start", organisation=acme.pk)),
            cost(officer, url(ACTIVITY, "start", organisation=acme.pk, q="a")),
            cost(officer, url(ACTIVITY, "duplicate", activity.pk)),
            cost(officer, url(ACTIVITY, "copy", activity.pk, to=other.pk)),
        ))  # fmt: skip
    assert found == [(3, 4, 19, 30)] * 2


def test_starting_costs_one_query_a_question(acme: Organisation, officer: Client) -> None:
    """And three for each draft: its reference, and itself. These three have sixteen questions each."""
    factories.activity(acme)
    found = [
        cost(officer, url(ACTIVITY, "start"), {"organisation": acme.pk, "starter": slugs})
        for slugs in (["payroll"], ["payroll", "personnel-files", "customer-management"])
    ]
    assert found == [35, 35 + 2 * (16 + 3)]


# A new organisation


def test_new_organisation_is_told_what_comes_next(root: Client) -> None:
    add = url("organisation", "add")
    data = typed(root.get(add), name="New", slug="new", timezone="Europe/Berlin")
    response = root.post(add, data, follow=True)
    made = Organisation.objects.get(slug="new")
    links = [url("organisation", "change", made.pk) + "#id_dpo", url(ACTIVITY, "start", organisation=made.pk)]
    assert [f'href="{link}"' in text(response) for link in links] == [True, True]
