"""What a careful reader of each policy would look for in its register."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from registry.actions.examples.loading import load_example
from registry.actions.examples.source import FOLDER
from registry.models import (
    Agreement,
    Citation,
    ClientController,
    DataUse,
    Disclosure,
    NoticeStatement,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    SecurityMeasure,
    Service,
    Subprocessor,
    Transfer,
    TransferGround,
)


@pytest.fixture
def load(db: None) -> Callable[[str], Organisation]:
    return lambda slug: load_example(FOLDER / f"{slug}.yaml").organisation


def rows(model: Any, organisation: Organisation, *names: str, **where: Any) -> list[Any]:
    """The named columns of an organisation's records, sorted; plain values where one column is asked."""
    found = model.objects.filter(organisation=organisation, **where).values_list(*names)
    return sorted(row[0] if len(names) == 1 else row for row in found)


def counts(organisation: Organisation) -> dict[str, int]:
    models = (
        ProcessingActivity, Purpose, DataUse, Disclosure, ClientController, Party, Service, Transfer, TransferGround,
        RetentionRule, SecurityMeasure, Agreement, NoticeStatement, Subprocessor,
    )  # fmt: skip
    return {model.__name__: n for model in models if (n := len(rows(model, organisation, "pk")))}


def rights(organisation: Organisation) -> set[str]:
    return set(rows(NoticeStatement, organisation, "right", kind="right"))


def kinds(organisation: Organisation) -> set[str]:
    return set(rows(NoticeStatement, organisation, "kind"))


def test_postmx_is_as_bare_as_its_policy(load: Callable[[str], Organisation]) -> None:
    postmx = load("postmx")
    assert counts(postmx) == {
        "ProcessingActivity": 7, "Purpose": 17, "DataUse": 22, "Disclosure": 9, "ClientController": 1, "Service": 4,
        "RetentionRule": 1, "SecurityMeasure": 5, "NoticeStatement": 12, "Subprocessor": 4,
    }  # fmt: skip
    assert (postmx.legal_name, postmx.email, postmx.postal_address, postmx.country, postmx.regimes) == (
        "",
        "",
        "",
        "",
        [],
    )
    assert not LegalBasis.objects.filter(
        pk__in=rows(Purpose, postmx, "legal_bases", legal_bases__gt=0)
    ).exists()
    assert rows(Service, postmx, "name", "party", "our_role", "their_role") == [
        ("Analytics", None, "", "processor"),
        ("Infrastructure", None, "", "processor"),
        ("Messaging", None, "", "processor"),
        ("Payment", None, "", "processor"),
    ]
    assert {use.category.code if use.category else use.as_stated for use in DataUse.objects.filter(organisation=postmx)} == {
        "account-data", "billing-details", "api-key", "inbox-label", "message-metadata", "webhook-data", "timestamps",
        "request-identifier", "ip-address", "Region", "support-communications", "api-payload", "Limited data",
    }  # fmt: skip
    assert rights(postmx) == {"access", "rectification", "portability", "restriction", "erasure"}
    assert rows(Subprocessor, postmx, "kind") == ["", "", "", ""]


def test_postmx_acts_for_its_customers_as_we_read_it(load: Callable[[str], Organisation]) -> None:
    postmx = load("postmx")
    activity = ProcessingActivity.objects.get(organisation=postmx, role="processor")
    citation = Citation.objects.filter(
        organisation=postmx, record_type="processingactivity", record_id=activity.pk, field="role"
    ).first()
    assert citation is not None
    assert (citation.standing, citation.section) == ("read", "1 Overview")
    assert rows(ClientController, postmx, "class_of_controllers", "controller") == [
        ("Customers of the service", None)
    ]


def test_postmcp_names_providers_and_platforms(load: Callable[[str], Organisation]) -> None:
    postmcp = load("postmcp")
    assert counts(postmcp) == {
        "ProcessingActivity": 6, "Purpose": 11, "DataUse": 15, "Disclosure": 20, "ClientController": 1, "Party": 13,
        "Service": 14, "Transfer": 2, "TransferGround": 4, "RetentionRule": 3, "SecurityMeasure": 1,
        "NoticeStatement": 17, "Subprocessor": 14,
    }  # fmt: skip
    assert (postmcp.email, postmcp.legal_name, postmcp.regimes) == ("privacy@postmcp.dev", "", ["EU"])
    entries = [
        (entry.kind, entry.service.party.name if entry.service.party else "")
        for entry in Subprocessor.objects.filter(organisation=postmcp)
    ]
    assert entries == [
        *[("sub-processor", name) for name in ("Clerk", "Stripe", "Vercel", "Railway", "Hetzner")],
        *[("instructed", name) for name in ("LinkedIn", "X", "Mastodon", "Bluesky")],
        *[("instructed", name) for name in ("Threads", "Reddit", "TikTok", "YouTube")],
        ("instructed", ""),
    ]
    places = Service.objects.filter(organisation=postmcp, party__name__in=("Hetzner", "Railway", "Vercel"))
    assert {service.party.name: service.hosting_places for service in places if service.party} == {
        "Hetzner": ["DE"],
        "Railway": [],
        "Vercel": ["EEA"],
    }


def test_postmcp_transfers_on_two_grounds_and_keeps_by_criterion(
    load: Callable[[str], Organisation],
) -> None:
    postmcp = load("postmcp")
    grounds = (
        "transfer__service__party__name",
        "transfer__destination",
        "mechanism__slug",
        "transfer__condition",
    )
    assert rows(TransferGround, postmcp, *grounds) == [
        ("Clerk", "US", "eu-us-dpf", "May take place"),
        ("Clerk", "US", "scc-unspecified", "May take place"),
        ("Stripe", "US", "eu-us-dpf", "May take place"),
        ("Stripe", "US", "scc-unspecified", "May take place"),
    ]
    assert rows(RetentionRule, postmcp, "name", "kind", "period", "criterion") == [
        ("OAuth tokens", "criterion", "", "While the connection is active."),
        ("Operational logs", "elsewhere", "", ""),
        ("Post payloads", "elsewhere", "", ""),
    ]
    promises = {"no-sale", "no-training", "no-advertising", "cookies", "changes", "contact", "request-route"}
    assert kinds(postmcp) == promises | {"right", "other"}
    assert rows(NoticeStatement, postmcp, "channel", kind="changes") == [
        "E-mail to workspace owners",
        "The page of the policy",
    ]


def test_mailaki_keeps_for_stated_periods(load: Callable[[str], Organisation]) -> None:
    mailaki = load("mailaki")
    assert counts(mailaki) == {
        "ProcessingActivity": 10, "Purpose": 21, "DataUse": 28, "Disclosure": 9, "ClientController": 1, "Service": 5,
        "Transfer": 1, "TransferGround": 2, "RetentionRule": 5, "SecurityMeasure": 5, "Agreement": 1,
        "NoticeStatement": 31, "Subprocessor": 5,
    }  # fmt: skip
    columns = ("name", "kind", "period", "configurable_by_client", "at_the_end")
    assert rows(RetentionRule, mailaki, *columns) == [
        ("Account data", "at-most", "P30D", "", "either"),
        ("Bodies of e-mails", "criterion", "", "", ""),
        ("E-mail delivery logs", "default", "P90D", "yes", ""),
        ("Financial records", "at-most", "P7Y", "", ""),
        ("Other data of the account's holder", "at-most", "P30D", "", "either"),
    ]
    assert rows(SecurityMeasure, mailaki, "title", "description", organisation_wide=True) == [
        ("Access controls", ""),
        ("Encryption at rest", "AES-256."),
        ("Encryption in transit", "TLS 1.3."),
        ("Regular security reviews", ""),
    ]
    delivered = DataUse.objects.filter(organisation=mailaki, activity__role="processor")
    assert [use.category.code for use in delivered if use.category] == [
        "recipient-address", "subject-line", "timestamps", "delivery-event", "open-event", "click-event",
        "message-content",
    ]  # fmt: skip


def test_mailaki_hides_its_address_and_transfers_to_the_united_states(
    load: Callable[[str], Organisation],
) -> None:
    mailaki = load("mailaki")
    assert (mailaki.legal_name, mailaki.email, mailaki.postal_address) == ("Mailaki, Inc.", "", "")
    assert "obscured" in mailaki.contact_note
    assert (mailaki.country, mailaki.regimes, mailaki.notice_days) == ("US", ["EU"], None)
    assert rows(TransferGround, mailaki, "transfer__destination", "mechanism__slug") == [
        ("US", "other-unspecified"),
        ("US", "scc-unspecified"),
    ]
    (agreement,) = Agreement.objects.filter(organisation=mailaki)
    assert (agreement.kind, agreement.services.count()) == ("art28", 5)
    law = {"access", "rectification", "erasure", "portability", "objection", "restriction"}
    assert rights(mailaki) == law | {"other", "opt-out"}
    times = NoticeStatement.objects.filter(
        organisation=mailaki, right__in=law, condition__startswith="Depending"
    )
    assert {right.response_time for right in times} == {
        "Within 30 days; for requests under the GDPR, within the time the law sets"
    }
    assert {"children", "breach", "law-enforcement", "business-transfer", "changes", "no-sale"} <= kinds(
        mailaki
    )


def test_mailgun_is_in_force_thirty_days_after_its_date(load: Callable[[str], Organisation]) -> None:
    mailgun = load("mailgun")
    notice = PrivacyNotice.objects.get(organisation=mailgun)
    assert (notice.version_date, notice.in_force_from, notice.captured_on) == (
        dt.date(2018, 8, 31),
        dt.date(2018, 9, 30),
        dt.date(2018, 10, 19),
    )
    assert set(rows(ProcessingActivity, mailgun, "role", "in_force_from")) == {
        ("controller", dt.date(2018, 9, 30))
    }
    assert (mailgun.name, mailgun.legal_name) == ("Mailgun", "Mailgun Technologies, Inc.")
    assert (mailgun.email, mailgun.eu_representative and mailgun.eu_representative.name) == (
        "privacy@mailgun.com",
        "VeraSafe",
    )
    assert rows(TransferGround, mailgun, "mechanism__slug") == ["privacy-shield", "scc-unspecified"]
    assert set(rows(Purpose, mailgun, "legal_bases__code", "allocation")) == {
        ("6.1.a", "whole"),
        ("6.1.b", "whole"),
    }
    assert rows(NoticeStatement, mailgun, "response_time", right="opt-out") == ["Within 10 days"]


def test_mailgun_names_its_vendors(load: Callable[[str], Organisation]) -> None:
    assert rows(Party, load("mailgun"), "name") == [
        "ARIN (American Registry for Internet Numbers)", "AWS", "Customer.io", "Disqus", "Drift", "GitHub", "Google",
        "Hubspot", "KISSMetrics", "Mixpanel", "Moz", "Pendo", "Rackspace", "Segment", "SoftLayer", "Stripe", "Twitter",
        "VWO", "VeraSafe", "Zendesk",
    ]  # fmt: skip


def test_postr_names_its_vendors_and_platforms(load: Callable[[str], Organisation]) -> None:
    postr = load("postr")
    assert (postr.legal_name, postr.email) == ("", "support@minnerlabs.com")
    assert rows(Party, postr, "name") == [
        "Bluesky", "Firebase", "Google Analytics", "Instagram", "MongoDB", "OpenAI", "PostHog", "Resend", "Sentry",
        "Stripe", "Threads", "TikTok", "Vercel", "X (Twitter)", "X.AI", "YouTube",
    ]  # fmt: skip
    assert PrivacyNotice.objects.get(organisation=postr).version_date == dt.date(2025, 1, 1)
    assert rows(TransferGround, postr, "mechanism__slug") == [
        "adequacy-unspecified",
        "other-unspecified",
        "scc-unspecified",
    ]
    assert ("at-most", "P2Y") in rows(RetentionRule, postr, "kind", "period")
    assert {"children", "no-sale", "changes", "cookies", "law-enforcement"} <= kinds(postr)
