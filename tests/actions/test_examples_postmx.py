"""PostMX as its policy states it, value for value."""

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
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    SecurityMeasure,
    Service,
    Subprocessor,
    Transfer,
)
from tests.actions.transcribed import by_activity, read_fields, recipients, rows
from tests.conftest import Keep

pytestmark = pytest.mark.any_database

NEEDED = "May receive data, and only what operating the service needs"


@pytest.fixture(scope="module")
def loaded(keep: Keep) -> Organisation:
    return keep(lambda: load_example(FOLDER / "postmx.yaml").organisation)


@pytest.fixture
def postmx(loaded: Organisation, db: None) -> Organisation:
    return Organisation.objects.get(pk=loaded.pk)


def test_postmx_is_a_name_and_nothing_more(postmx: Organisation) -> None:
    stated = (
        postmx.legal_name,
        postmx.email,
        postmx.phone,
        postmx.website,
        postmx.postal_address,
        postmx.country,
    )
    assert (postmx.name, stated) == ("PostMX", ("", "", "", "", "", ""))
    assert (postmx.regimes, postmx.territorial_basis, postmx.notice_days) == ([], "", None)
    assert (postmx.dpo, postmx.eu_representative, postmx.supervisory_authority) == (None, None, None)
    notice = PrivacyNotice.objects.get(organisation=postmx)
    assert (notice.version_date, notice.captured_on, notice.url, notice.in_force_from) == (
        None,
        None,
        "",
        None,
    )
    assert postmx.note == (
        "Transcribed from a published policy (date not stated), not issued by or for PostMX; "
        "roles and regimes are our reading."
    )


def test_postmx_names_no_company_no_basis_and_no_transfer(postmx: Organisation) -> None:
    assert (rows(Party, postmx), rows(Agreement, postmx), rows(Transfer, postmx)) == ([], [], [])
    assert {basis for (basis,) in rows(Purpose, postmx, "legal_bases__code")} == {None}
    providers = rows(Service, postmx, "name", "category__code", "our_role", "their_role", "condition")
    assert providers == [
        ("Infrastructure", "infrastructure", "", "processor", NEEDED),
        ("Analytics", "analytics", "", "processor", NEEDED),
        ("Messaging", "messaging", "", "processor", NEEDED),
        ("Payment", "payment", "", "processor", NEEDED),
    ]
    assert rows(Subprocessor, postmx, "service__name", "kind", "effective_on", "condition") == [
        (name, "", None, NEEDED) for name in ("Infrastructure", "Analytics", "Messaging", "Payment")
    ]


def test_postmx_uses_the_data_it_lists(postmx: Organisation) -> None:
    activities = rows(ProcessingActivity, postmx, "reference", "name", "role")
    assert activities == [
        ("PA-0001", "Customer accounts and access", "controller"),
        ("PA-0002", "Receiving and delivering messages for customers", "processor"),
        ("PA-0003", "Billing", "controller"),
        ("PA-0004", "Support", "controller"),
        ("PA-0005", "Security and prevention of abuse", "controller"),
        ("PA-0006", "Reliability and performance", "controller"),
        ("PA-0007", "Legal obligations and legal process", "controller"),
    ]
    assert by_activity(DataUse, postmx, "category__code") == {
        "PA-0001": ["account-data", "api-key", "inbox-label", "webhook-data"],
        "PA-0002": ["message-metadata", "timestamps", "webhook-data", "api-payload"],
        "PA-0003": ["billing-details", "account-data"],
        "PA-0004": ["support-communications", "account-data"],
        "PA-0005": ["ip-address", "request-identifier", "timestamps", None, "api-key"],
        "PA-0006": ["request-identifier", "timestamps", None, None],
        "PA-0007": [None],
    }
    assert rows(RetentionRule, postmx, "kind", "period", "configurable_by_client") == [
        ("criterion", "", "yes")
    ]
    assert {rule for (rule,) in rows(DataUse, postmx, "retention__name")} == {"As long as needed"}


def test_postmx_purposes_and_recipients(postmx: Organisation) -> None:
    assert by_activity(Purpose, postmx, "text") == {
        "PA-0001": [
            "To support customer accounts",
            "To provide and maintain the service",
            "To authenticate requests",
        ],
        "PA-0002": ["To create inboxes and receive messages", "To deliver messages and webhooks"],
        "PA-0003": ["To process billing", "To reconcile billing"],
        "PA-0004": ["To respond to support requests"],
        "PA-0005": [
            "To detect abuse",
            "To enforce rate limits and scopes",
            "To support the analysis of security",
            "To protect the service and its users",
        ],
        "PA-0006": [
            "To improve reliability",
            "To troubleshoot incidents",
            "To verify the performance of the platform",
        ],
        "PA-0007": [
            "To meet legal obligations",
            "To disclose what law, regulation or valid legal process requires",
        ],
    }
    assert recipients(postmx) == {
        "PA-0001": ["infrastructure"],
        "PA-0002": ["infrastructure", "messaging"],
        "PA-0003": ["payment"],
        "PA-0004": [],
        "PA-0005": ["infrastructure", "required-by-law"],
        "PA-0006": ["infrastructure", "analytics"],
        "PA-0007": ["required-by-law"],
    }


def test_postmx_protects_by_five_measures(postmx: Organisation) -> None:
    assert rows(SecurityMeasure, postmx, "title", "kind", "letter") == [
        ("Encryption in transit", "technical", "a"),
        ("Access control", "technical", "b"),
        ("Isolation of environments", "technical", "b"),
        ("Logging", "technical", "b"),
        ("Monitoring for suspicious activity", "technical", "b"),
    ]


def test_postmx_promises_and_rights(postmx: Organisation) -> None:
    said = rows(NoticeStatement, postmx, "kind", "right", "route", "response_time")
    assert said == [
        ("no-sale", "", "", ""),
        ("law-enforcement", "", "", ""),
        ("other", "", "", ""),
        *[
            ("right", right, "", "")
            for right in ("access", "rectification", "portability", "restriction", "erasure")
        ],
        ("request-route", "", "Dashboard", ""),
        ("other", "", "", ""),
        ("other", "", "", ""),
        ("disclaimer", "", "", ""),
    ]


def test_postmx_acts_for_customers_as_we_read_it(postmx: Organisation) -> None:
    assert rows(ClientController, postmx, "activity__reference", "class_of_controllers", "controller") == [
        ("PA-0002", "Customers of the service", None)
    ]
    role = Citation.objects.filter(organisation=postmx, record_type="processingactivity", field="role")
    assert {(citation.standing, bool(citation.read_because)) for citation in role} == {("read", True)}
    assert read_fields(postmx) == {
        ("processingactivity", "name"),
        ("processingactivity", "role"),
        ("service", "their_role"),
        ("datause", "subjects"),
        ("clientcontroller", ""),
        ("retentionrule", "configurable_by_client"),
    }
