"""Mailaki as its policy states it, value for value."""

import pytest

from registry.actions.examples.loading import FOLDER, load_example
from registry.models import (
    Agreement,
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
    Transfer,
    TransferGround,
)
from tests.actions.transcribed import by_activity, recipients, rows
from tests.conftest import Keep

pytestmark = pytest.mark.any_database

HIDDEN = "E-mail; the address is obscured in the copy"
ANSWER = "Within 30 days; for requests under the GDPR, within the time the law sets"


@pytest.fixture(scope="module")
def loaded(keep: Keep) -> Organisation:
    return keep(lambda: load_example(FOLDER / "mailaki.yaml").organisation)


@pytest.fixture
def mailaki(loaded: Organisation, db: None) -> Organisation:
    return Organisation.objects.get(pk=loaded.pk)


def test_mailaki_hides_its_address(mailaki: Organisation) -> None:
    assert (mailaki.name, mailaki.legal_name) == ("Mailaki", "Mailaki, Inc.")
    assert (mailaki.email, mailaki.postal_address, mailaki.website) == ("", "", "")
    assert "shows it obscured" in mailaki.contact_note
    assert (mailaki.country, mailaki.regimes, mailaki.notice_days) == ("US", ["EU"], None)
    read = Citation.objects.filter(organisation=mailaki, record_type="organisation", standing="read")
    assert {citation.field for citation in read} == {"country", "regimes"}


def test_mailaki_activities_and_their_data(mailaki: Organisation) -> None:
    assert rows(ProcessingActivity, mailaki, "reference", "name", "role") == [
        ("PA-0001", "Customer accounts", "controller"),
        ("PA-0002", "Sending e-mail for customers", "processor"),
        ("PA-0003", "Billing", "controller"),
        ("PA-0004", "Security, rate limits and prevention of abuse", "controller"),
        ("PA-0005", "Support and sales enquiries", "controller"),
        ("PA-0006", "Product updates", "controller"),
        ("PA-0007", "Analysis and improvement of the service", "controller"),
        ("PA-0008", "Website and dashboard", "controller"),
        ("PA-0009", "Requests of data subjects", "controller"),
        ("PA-0010", "Legal process and transfer of the business", "controller"),
    ]
    assert by_activity(DataUse, mailaki, "category__code") == {
        "PA-0001": ["name", "email-address", "company-name", "password"],
        "PA-0002": [
            "recipient-address",
            "subject-line",
            "timestamps",
            "delivery-event",
            "open-event",
            "click-event",
            "message-content",
        ],
        "PA-0003": ["billing-details", "request-logs"],
        "PA-0004": ["request-logs", "timestamps", "request-logs", "request-logs", "ip-address"],
        "PA-0005": ["support-communications"],
        "PA-0006": ["email-address"],
        "PA-0007": ["usage-data"],
        "PA-0008": [
            "browser-data",
            "operating-system",
            "referring-page",
            "session-data",
            "cookie-identifier",
            "browsing-behaviour",
        ],
        "PA-0009": ["rights-request"],
        "PA-0010": [],
    }
    assert rows(ClientController, mailaki, "activity__reference", "class_of_controllers") == [
        ("PA-0002", "Customers of the service")
    ]
    assert {basis for (basis,) in rows(Purpose, mailaki, "legal_bases__code")} == {None}


def test_mailaki_keeps_for_stated_periods(mailaki: Organisation) -> None:
    columns = ("name", "kind", "period", "start_event", "at_the_end", "configurable_by_client")
    assert rows(RetentionRule, mailaki, *columns) == [
        ("Account data", "at-most", "P30D", "deletion of the account", "either", ""),
        ("Other data of the account's holder", "at-most", "P30D", "deletion of the account", "either", ""),
        ("Financial records", "at-most", "P7Y", "", "", ""),
        ("E-mail delivery logs", "default", "P90D", "", "", "yes"),
        ("Bodies of e-mails", "criterion", "", "", "", ""),
    ]
    kept = by_activity(DataUse, mailaki, "retention__name")
    assert set(kept["PA-0001"]) == {"Account data"}
    assert kept["PA-0002"] == ["E-mail delivery logs"] * 6 + ["Bodies of e-mails"]
    assert kept["PA-0003"] == ["Financial records", "Other data of the account's holder"]
    assert set(kept["PA-0008"]) == {None}


def test_mailaki_names_kinds_of_providers_under_agreements(mailaki: Organisation) -> None:
    assert rows(Party, mailaki) == []
    providers = ["Cloud hosting", "Databases", "Payment processing", "Error tracking", "Monitoring tools"]
    assert rows(Service, mailaki, "name", "our_role", "their_role") == [
        (name, "", "processor") for name in providers
    ]
    (agreement,) = Agreement.objects.filter(organisation=mailaki)
    assert (agreement.kind, [service.name for service in agreement.services.order_by("pk")]) == (
        "art28",
        providers,
    )
    assert rows(Subprocessor, mailaki, "service__name", "kind") == [(name, "") for name in providers]
    assert recipients(mailaki) == {
        "PA-0001": ["hosting", "cloud-infrastructure"],
        "PA-0002": ["hosting", "cloud-infrastructure"],
        "PA-0003": ["payment"],
        "PA-0004": ["monitoring", "monitoring"],
        "PA-0005": [],
        "PA-0006": [],
        "PA-0007": [],
        "PA-0008": [],
        "PA-0009": [],
        "PA-0010": ["law-enforcement", "acquirers"],
    }


def test_mailaki_transfers_to_the_united_states(mailaki: Organisation) -> None:
    assert rows(
        Transfer, mailaki, "service", "activity", "destination", "importer_as_stated", "condition"
    ) == [
        (None, None, "US", "Mailaki, Inc.", "Where the person is outside the United States; may take place")
    ]
    required = "Where the law that applies requires it, the GDPR included"
    assert rows(TransferGround, mailaki, "mechanism__slug", "condition") == [
        ("scc-unspecified", required),
        ("other-unspecified", required),
    ]


def test_mailaki_protects_by_stated_measures(mailaki: Organisation) -> None:
    assert rows(SecurityMeasure, mailaki, "title", "description", "letter", "organisation_wide") == [
        ("Encryption in transit", "TLS 1.3.", "a", True),
        ("Encryption at rest", "AES-256.", "a", True),
        ("Access controls", "", "b", True),
        ("Regular security reviews", "", "d", True),
        ("Hashing of passwords", "", "a", False),
    ]


def test_mailaki_rights_have_a_route_and_a_time(mailaki: Organisation) -> None:
    rights = NoticeStatement.objects.filter(organisation=mailaki, kind="right").order_by("position")
    assert [(said.right, said.route, said.response_time) for said in rights] == [
        ("opt-out", "", ""),
        ("access", HIDDEN, ANSWER),
        ("rectification", HIDDEN, ANSWER),
        ("erasure", HIDDEN, ANSWER),
        ("portability", HIDDEN, ANSWER),
        ("objection", HIDDEN, ANSWER),
        ("restriction", HIDDEN, ANSWER),
        ("other", HIDDEN, ""),
        ("erasure", HIDDEN, ""),
        ("opt-out", HIDDEN, ""),
    ]


def test_mailaki_promises(mailaki: Organisation) -> None:
    kinds = [kind for (kind,) in rows(NoticeStatement, mailaki, "kind") if kind not in ("right", "other")]
    assert kinds == [
        "no-sale",
        "no-sale",
        "no-advertising",
        "no-advertising",
        "law-enforcement",
        "business-transfer",
        "cookies",
        "cookies",
        "breach",
        "disclaimer",
        "request-route",
        "children",
        "changes",
        "changes",
        "contact",
    ]
    first = NoticeStatement.objects.filter(organisation=mailaki, kind="changes").order_by("position")[0]
    assert (first.change, first.channel, first.lead_time) == (
        "Material changes",
        "E-mail, or a notice in the service",
        "Before the changes take effect; no period is stated",
    )
