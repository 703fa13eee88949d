"""postr as its policy of 2025 states it, value for value."""

import datetime as dt

import pytest

from registry.actions.examples.loading import FOLDER, load_example
from registry.models import (
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
    TransferGround,
)
from tests.actions.transcribed import by_activity, read_fields, recipients, rows
from tests.conftest import Keep

pytestmark = pytest.mark.any_database

MAIL = "support@minnerlabs.com"
WHERE = "Depending on where the person is"
DAYS = "Within 30 days of receiving the request"
EVERYWHERE = ["courts", "other-authorities", "acquirers"]
"""Recipients that the policy states for all information."""
KEPT_BY = ["Firebase", "Vercel", "MongoDB"]
PLATFORMS = ["X (Twitter)", "Instagram", "TikTok", "Threads", "Bluesky", "YouTube"]
MODELS = ["OpenAI", "X.AI"]
ANALYTICS = ["Google Analytics", "PostHog", "Sentry"]
NEEDED = "As long as needed"
TWO_YEARS = "Two years after account deletion at most"
ACTIVE = "While the account is active"


@pytest.fixture(scope="module")
def loaded(keep: Keep) -> Organisation:
    return keep(lambda: load_example(FOLDER / "postr.yaml").organisation)


@pytest.fixture
def postr(loaded: Organisation, db: None) -> Organisation:
    return Organisation.objects.get(pk=loaded.pk)


def test_postr_is_an_address_and_no_company(postr: Organisation) -> None:
    assert (postr.name, postr.legal_name, postr.email, postr.website) == ("postr", "", MAIL, "")
    assert (postr.postal_address, postr.country, postr.phone) == ("", "", "")
    assert (postr.dpo, postr.dpo_absent_because) == (None, "")
    assert (postr.eu_representative, postr.eu_representative_absent_because) == (None, "")
    assert (postr.regimes, postr.territorial_basis) == (["EU"], "")
    assert postr.contact_note == (
        "The policy speaks in the first person and names no person or company behind postr; minnerlabs.com appears "
        "only in the e-mail address."
    )
    assert postr.note == (
        "Transcribed from the policy published on 1 January 2025, not issued by or for postr; "
        "roles and regimes are our reading."
    )


def test_postr_policy_has_a_date_and_no_day_of_effect(postr: Organisation) -> None:
    fields = "version_date", "captured_on", "in_force_from"
    assert rows(PrivacyNotice, postr, *fields) == [(dt.date(2025, 1, 1), None, None)]
    assert set(rows(ProcessingActivity, postr, "in_force_from", "in_force_until")) == {(None, None)}


def test_postr_names_companies_and_nothing_else_of_them(postr: Organisation) -> None:
    names = [*KEPT_BY, "Stripe", "Resend", *MODELS, *ANALYTICS, *PLATFORMS]
    assert rows(Party, postr, "name", "legal_name", "country", "website") == [
        (name, "", "", "") for name in names
    ]


def test_postr_uses_these_services(postr: Organisation) -> None:
    fields = "party__name", "name", "category__code", "their_role", "own_use", "model_training"
    assert rows(Service, postr, *fields) == [
        ("Firebase", "Cloud hosting and storage", "hosting", "processor", "", ""),
        ("Vercel", "Cloud hosting and storage", "hosting", "processor", "", ""),
        ("Firebase", "Authentication (Firebase Auth)", "identity", "processor", "", ""),
        ("MongoDB", "Database services", "cloud-infrastructure", "processor", "", ""),
        ("Stripe", "Payments and subscriptions", "payment", "processor", "", ""),
        ("Resend", "E-mail", "email-delivery", "processor", "", ""),
        ("Google Analytics", "Analytics and monitoring", "analytics", "processor", "", ""),
        ("PostHog", "Analytics and monitoring", "analytics", "processor", "", ""),
        ("Sentry", "Analytics and monitoring", "monitoring", "processor", "", ""),
        ("OpenAI", "AI models", "ai-models", "", "", ""),
        ("X.AI", "AI models (Grok)", "ai-models", "", "", ""),
        *(
            (name, "Connected social media platform", "social-media-platforms", "instructed", "", "")
            for name in PLATFORMS
        ),
        (None, "Other connected social media platforms", "social-media-platforms", "instructed", "", ""),
    ]
    places = rows(Service, postr, "contracting_place", "hosting_places", "access_places")
    assert places == [("", [], [])] * 18


def test_postr_roles_are_read_from_context(postr: Organisation) -> None:
    assert set(rows(ProcessingActivity, postr, "role")) == {("controller",)}
    assert read_fields(postr) == {
        ("organisation", "regimes"),
        ("service", "our_role"),
        ("service", "their_role"),
        ("processingactivity", "name"),
        ("processingactivity", "role"),
        ("datause", "retention"),
        ("datause", "subjects"),
        ("subprocessor", "kind"),
    }


def test_postr_states_purposes_without_legal_bases(postr: Organisation) -> None:
    assert rows(Purpose, postr, "activity__name", "category__code", "legal_bases") == [
        ("User accounts and running the service", "service-provision", None),
        ("Scheduling and publishing posts", "requested-service-provision", None),
        ("Analytics of social media performance", "requested-service-provision", None),
        ("Content generation with AI models", "requested-service-provision", None),
        ("Content generation with AI models", "service-monitoring", None),
        ("Payments and subscriptions", "payment-management", None),
        ("Communication and support", "communication-management", None),
        ("Analysis of use, personalisation and new features", "service-usage-analytics", None),
        ("Analysis of use, personalisation and new features", "service-personalisation", None),
        ("Analysis of use, personalisation and new features", "improve-existing-products-and-services", None),
        ("Technical faults and security", "enforce-security", None),
        ("Compliance with the law and protection of the service", "legal-compliance", None),
    ]


def test_postr_keeps_data_by_five_rules(postr: Organisation) -> None:
    fields = "name", "kind", "period", "start_event", "criterion", "condition"
    assert rows(RetentionRule, postr, *fields) == [
        (
            NEEDED,
            "criterion",
            "",
            "",
            "As long as providing the service and fulfilling the purposes of the policy require it.",
            "",
        ),
        (ACTIVE, "criterion", "", "", "While the account is active.", ""),
        (TWO_YEARS, "at-most", "P2Y", "deletion of the account", "", ""),
        (
            "As financial regulations require",
            "criterion",
            "",
            "",
            "As financial regulations require; which ones is not stated.",
            "",
        ),
        (
            "Longer as the law requires",
            "criterion",
            "",
            "",
            "Longer than other data where the law requires it; which law is not stated.",
            "May be kept longer",
        ),
    ]


def test_postr_uses_these_data_for_so_long(postr: Organisation) -> None:
    assert by_activity(DataUse, postr, "as_stated") == {
        "PA-0001": ["", "", "", "Session cookies", "Preference cookies"],
        "PA-0002": [
            "Social media posts and other content created or uploaded",
            "Images and videos",
            "Profile information from connected platforms",
            "OAuth tokens",
            "Platform-specific identifiers",
        ],
        "PA-0003": [
            "Profile information",
            "Followers and engagement metrics",
            "Publicly available posts and engagement data",
        ],
        "PA-0004": ["Content prompts", "Generated content", "AI model preferences", "Usage statistics"],
        "PA-0005": ["Billing details"],
        "PA-0006": ["Messages to postr", "Feedback", "Support requests", ""],
        "PA-0007": [
            "Interaction with the service and time spent",
            "Features used",
            "",
            "Browser type",
            "",
            "",
            "Analytics cookies",
            "Performance metrics",
            "Usage patterns",
            "Patterns of feature use and user interactions",
        ],
        "PA-0008": ["", "Technical logs", "Performance monitoring data"],
        "PA-0009": ["Legal and compliance data"],
    }
    assert by_activity(DataUse, postr, "retention__name") == {
        "PA-0001": [ACTIVE, ACTIVE, ACTIVE, NEEDED, NEEDED],
        "PA-0002": [TWO_YEARS, TWO_YEARS, NEEDED, NEEDED, NEEDED],
        "PA-0003": [NEEDED, NEEDED, TWO_YEARS],
        "PA-0004": [TWO_YEARS, TWO_YEARS, NEEDED, NEEDED],
        "PA-0005": ["As financial regulations require"],
        "PA-0006": [NEEDED, NEEDED, NEEDED, ACTIVE],
        "PA-0007": [NEEDED] * 7 + [TWO_YEARS] * 3,
        "PA-0008": [TWO_YEARS, TWO_YEARS, TWO_YEARS],
        "PA-0009": ["Longer as the law requires"],
    }
    assert by_activity(DataUse, postr, "category__code")["PA-0007"] == [
        "usage-data",
        "feature-usage",
        "ip-address",
        "browser-data",
        "operating-system",
        "device-identifier",
        "tracking-data",
        "performance-metrics",
        "usage-data",
        "feature-usage",
    ]


def test_postr_gives_data_to_these_recipients(postr: Organisation) -> None:
    assert recipients(postr) == {
        "PA-0001": ["Firebase", "Firebase", "Vercel", "MongoDB", *EVERYWHERE],
        "PA-0002": [*PLATFORMS, "social-media-platforms", *KEPT_BY, *EVERYWHERE],
        "PA-0003": [*KEPT_BY, *EVERYWHERE],
        "PA-0004": [*MODELS, *KEPT_BY, *EVERYWHERE],
        "PA-0005": ["Stripe", *EVERYWHERE],
        "PA-0006": ["Resend", *EVERYWHERE],
        "PA-0007": [*ANALYTICS, *EVERYWHERE],
        "PA-0008": ["Sentry", *EVERYWHERE],
        "PA-0009": EVERYWHERE,
    }


def test_postr_transfers_to_countries_that_it_does_not_name(postr: Organisation) -> None:
    fields = "service", "activity", "exporter", "importer", "destination", "condition"
    assert rows(Transfer, postr, *fields) == [(None, None, "", None, "", "May take place")]
    assert rows(TransferGround, postr, "mechanism__slug", "module") == [
        ("scc-unspecified", ""),
        ("adequacy-unspecified", ""),
        ("other-unspecified", ""),
    ]


def test_postr_protects_data_so(postr: Organisation) -> None:
    assert rows(SecurityMeasure, postr, "title", "measure_type__code", "letter") == [
        ("Encryption in transit", "encryption-in-transit", "a"),
        ("Encryption at rest", "encryption-at-rest", "a"),
        ("Secure authentication", "authentication", "b"),
        ("Regular security assessments", "security-review", "d"),
        ("Monitoring", None, ""),
        ("Access controls", "access-control", "b"),
        ("Training of employees", "staff-training", "b"),
        ("Secure API integrations", "web-security", "b"),
    ]


def test_postr_grants_rights_within_thirty_days(postr: Organisation) -> None:
    rights = NoticeStatement.objects.filter(organisation=postr, kind__in=("right", "request-route"))
    assert list(rights.values_list("right", "route", "response_time", "condition")) == [
        ("access", MAIL, DAYS, WHERE),
        ("portability", MAIL, DAYS, WHERE),
        ("rectification", f"Account settings, or {MAIL}", DAYS, WHERE),
        ("erasure", MAIL, DAYS, WHERE),
        ("opt-out", "Account settings", "", WHERE),
        ("", MAIL, DAYS, ""),
        ("other", "Account settings", "", "Where accounts of platforms are connected"),
    ]


def test_postr_announces_material_changes_in_three_ways(postr: Organisation) -> None:
    changes = NoticeStatement.objects.filter(organisation=postr, kind="changes")
    assert list(changes.values_list("change", "channel", "lead_time")) == [
        ("Material changes", "Posted on the website", ""),
        ("Material changes", "E-mail", ""),
        ("Material changes", "Notification in the app", ""),
        ("Any change", "", ""),
    ]


def test_postr_promises_no_sale_and_no_children(postr: Organisation) -> None:
    promises = NoticeStatement.objects.filter(organisation=postr, kind__in=("no-sale", "children"))
    assert list(promises.values_list("kind", "text", "route")) == [
        ("no-sale", "Personal information is not sold.", ""),
        (
            "children",
            "The service is not meant for children under 13, and none of their information is knowingly collected.",
            "",
        ),
        (
            "children",
            "A parent or guardian who believes that a child has given information is asked to get in touch at once.",
            MAIL,
        ),
    ]


def test_postr_lists_whom_its_policy_names(postr: Organisation) -> None:
    running, watching = "Operation of the service", "Analytics and monitoring"
    own, platforms = "own-processing", "Social media platforms"
    fields = "group", "service__party__name", "kind", "effective_on"
    assert rows(Subprocessor, postr, *fields) == [
        *((running, name, own, None) for name in [*KEPT_BY, "Resend", "Firebase", "Stripe"]),
        *((watching, name, own, None) for name in ANALYTICS),
        *(("AI models", name, "", None) for name in MODELS),
        *((platforms, name, "instructed", None) for name in [*PLATFORMS, None]),
    ]
