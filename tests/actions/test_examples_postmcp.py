"""PostMCP as its policy states it, value for value."""

import pytest

from registry.actions.examples.loading import FOLDER, load_example
from registry.models import (
    Citation,
    ClientController,
    DataUse,
    NoticeStatement,
    Organisation,
    Party,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    SecurityMeasure,
    Service,
    Subprocessor,
    TransferGround,
)
from tests.actions.transcribed import by_activity, recipients, rows
from tests.conftest import Keep

pytestmark = pytest.mark.any_database

PROVIDERS = ["Clerk", "Stripe", "Vercel", "Railway", "Hetzner"]
RECEIVE = ["LinkedIn", "X", "Mastodon", "Bluesky"]
CONNECT = ["Threads", "Reddit", "TikTok", "YouTube"]
RUN = ["Vercel", "Railway", "Hetzner"]


@pytest.fixture(scope="module")
def loaded(keep: Keep) -> Organisation:
    return keep(lambda: load_example(FOLDER / "postmcp.yaml").organisation)


@pytest.fixture
def postmcp(loaded: Organisation, db: None) -> Organisation:
    return Organisation.objects.get(pk=loaded.pk)


def test_postmcp_is_reached_as_stated(postmcp: Organisation) -> None:
    assert (postmcp.name, postmcp.legal_name, postmcp.email) == ("PostMCP", "", "privacy@postmcp.dev")
    assert (postmcp.country, postmcp.postal_address, postmcp.regimes) == ("", "", ["EU"])
    assert (postmcp.notice_days, postmcp.objection_contact) == (None, "")
    regimes = Citation.objects.filter(organisation=postmcp, record_type="organisation", field="regimes")
    assert [(citation.section, citation.sentence, citation.standing) for citation in regimes] == [
        ("Your rights", "2", "read"),
        ("International transfers", "2", "read"),
    ]


def test_postmcp_names_companies_and_not_where_they_are(postmcp: Organisation) -> None:
    assert rows(Party, postmcp, "name", "country", "legal_name") == [
        (name, "", "") for name in [*PROVIDERS, *RECEIVE, *CONNECT]
    ]
    assert rows(Service, postmcp, "party__name", "name", "their_role", "hosting_places") == [
        ("Clerk", "Authentication and session management", "sub-processor", []),
        ("Stripe", "Billing and payments", "sub-processor", []),
        ("Vercel", "Application hosting", "sub-processor", ["EEA"]),
        ("Railway", "Worker and database infrastructure", "sub-processor", []),
        ("Hetzner", "Worker and database infrastructure", "sub-processor", ["DE"]),
        *((name, "Platform API", "instructed", []) for name in [*RECEIVE, *CONNECT]),
        (None, "APIs of further platforms, not named", "instructed", []),
    ]


def test_postmcp_lists_subprocessors_apart_from_platforms(postmcp: Organisation) -> None:
    entries = rows(Subprocessor, postmcp, "service__party__name", "kind", "condition", "effective_on")
    assert entries == [
        *((name, "sub-processor", "", None) for name in PROVIDERS),
        *((name, "instructed", "", None) for name in RECEIVE),
        *((name, "instructed", "Where the customer connects it", None) for name in CONNECT),
        (None, "instructed", "Where the customer connects one", None),
    ]
    stated = Citation.objects.filter(organisation=postmcp, record_type="subprocessor", standing="stated")
    assert stated.values("record_id").distinct().count() == len(PROVIDERS) + len(RECEIVE) + 1


def test_postmcp_transfers_may_rest_on_two_grounds(postmcp: Organisation) -> None:
    columns = (
        "transfer__service__party__name",
        "transfer__destination",
        "transfer__exporter",
        "mechanism__slug",
    )
    assert rows(TransferGround, postmcp, *columns, "transfer__condition") == [
        (name, "US", "processor", ground, "May take place")
        for name in ("Clerk", "Stripe")
        for ground in ("scc-unspecified", "eu-us-dpf")
    ]
    publishing = ProcessingActivity.objects.get(organisation=postmcp, role="processor")
    assert (
        publishing.transfers_as_stated
        == "Raw post payloads are not transferred out of the processing regions."
    )


def test_postmcp_activities_and_their_data(postmcp: Organisation) -> None:
    assert rows(ProcessingActivity, postmcp, "reference", "name", "role") == [
        ("PA-0001", "Publishing posts for customers", "processor"),
        ("PA-0002", "Workspaces and sign-in", "controller"),
        ("PA-0003", "Billing", "controller"),
        ("PA-0004", "Debugging, incidents and abuse", "controller"),
        ("PA-0005", "Product analytics", "controller"),
        ("PA-0006", "Requests of data subjects and questions about the policy", "controller"),
    ]
    assert by_activity(DataUse, postmcp, "category__code") == {
        "PA-0001": [
            "user-content",
            "images-and-recordings",
            "publication-schedule",
            "authentication-token",
            "webhook-data",
        ],
        "PA-0002": ["email-address", "account-data", "cookie-identifier"],
        "PA-0003": ["usage-data"],
        "PA-0004": ["request-logs", "error-logs", "webhook-data"],
        "PA-0005": ["user-identifier", "usage-data"],
        "PA-0006": ["rights-request"],
    }
    assert recipients(postmcp) == {
        "PA-0001": [*RECEIVE, *CONNECT, "social-media-platforms", *RUN],
        "PA-0002": ["Clerk", *RUN],
        "PA-0003": ["Stripe"],
        "PA-0004": RUN,
        "PA-0005": [],
        "PA-0006": [],
    }
    assert {basis for (basis,) in rows(Purpose, postmcp, "legal_bases__code")} == {None}
    assert rows(ClientController, postmcp, "activity__reference", "class_of_controllers") == [
        ("PA-0001", "Customers of the service")
    ]


def test_postmcp_keeps_as_stated_here_or_elsewhere(postmcp: Organisation) -> None:
    elsewhere = "The retention policy (“data retention”)"
    assert rows(RetentionRule, postmcp, "name", "kind", "period", "criterion", "where", "at_the_end") == [
        ("OAuth tokens", "criterion", "", "While the connection is active.", "", "delete"),
        ("Post payloads", "elsewhere", "", "", elsewhere, ""),
        ("Operational logs", "elsewhere", "", "", elsewhere, ""),
    ]
    assert by_activity(DataUse, postmcp, "retention__name") == {
        "PA-0001": ["Post payloads", "Post payloads", "Post payloads", "OAuth tokens", "Operational logs"],
        "PA-0002": [None, None, None],
        "PA-0003": [None],
        "PA-0004": ["Operational logs", "Operational logs", "Operational logs"],
        "PA-0005": [None, None],
        "PA-0006": [None],
    }


def test_postmcp_states_one_measure_for_one_kind_of_data(postmcp: Organisation) -> None:
    assert rows(SecurityMeasure, postmcp, "title", "letter", "organisation_wide") == [
        ("Encryption of OAuth tokens at rest", "a", False)
    ]
    publishing = ProcessingActivity.objects.get(organisation=postmcp, role="processor")
    assert [measure.letter for measure in publishing.measures.all()] == ["a"]


def test_postmcp_promises_and_rights(postmcp: Organisation) -> None:
    said = rows(NoticeStatement, postmcp, "kind", "right", "route", "condition")
    mail, now = "privacy@postmcp.dev", "At any time"
    assert said == [
        ("no-sale", "", "", ""),
        ("no-training", "", "", ""),
        ("right", "other", "", now),
        ("right", "erasure", "", now),
        ("right", "portability", "", now),
        ("right", "erasure", "", now),
        ("request-route", "", mail, ""),
        ("cookies", "", "", ""),
        ("cookies", "", "", ""),
        ("no-advertising", "", "", ""),
        ("cookies", "", "", "Where enabled"),
        ("other", "", "", ""),
        ("other", "", "", ""),
        ("changes", "", "", ""),
        ("changes", "", "", ""),
        ("contact", "", mail, ""),
        ("contact", "", "Contact page", ""),
    ]
    changes = NoticeStatement.objects.filter(organisation=postmcp, kind="changes")
    assert [(said.change, said.channel, said.lead_time) for said in changes] == [
        ("Material changes", "The page of the policy", ""),
        (
            "More categories of data are collected",
            "E-mail to workspace owners",
            "Before the change takes effect; no period is stated",
        ),
    ]
