"""Mailgun as its policy of 2018 states it, value for value."""

import datetime as dt

import pytest

from registry.actions.examples.loading import FOLDER, load_example
from registry.models import (
    ClientController,
    DataUse,
    NoticeStatement,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    Revision,
    SecurityMeasure,
    Service,
    Subprocessor,
    Transfer,
)
from tests.actions.transcribed import by_activity, read_fields, recipients, rows
from tests.conftest import Keep

pytestmark = pytest.mark.any_database

IN_FORCE = dt.date(2018, 9, 30)
EVERYWHERE = ["other-authorities", "acquirers"]
"""Recipients that the policy states for all personal data."""
AROUND = [
    "Disqus",
    "Drift",
    "Mixpanel",
    "VWO",
    "KISSMetrics",
    "Moz",
    "Segment",
    "Google",
    "GitHub",
    "Twitter",
]
HOSTS = ["AWS", "SoftLayer", "Rackspace"]
ARIN = "ARIN (American Registry for Internet Numbers)"
CUSTOMER_WORK = ["Pendo", "Customer.io", "Hubspot", "Zendesk"]


@pytest.fixture(scope="module")
def loaded(keep: Keep) -> Organisation:
    return keep(lambda: load_example(FOLDER / "mailgun.yaml").organisation)


@pytest.fixture
def mailgun(loaded: Organisation, db: None) -> Organisation:
    return Organisation.objects.get(pk=loaded.pk)


def test_mailgun_is_reached_as_stated(mailgun: Organisation) -> None:
    assert (mailgun.name, mailgun.legal_name, mailgun.email, mailgun.website) == (
        "Mailgun",
        "Mailgun Technologies, Inc.",
        "privacy@mailgun.com",
        "https://mailgun.com/",
    )
    assert (mailgun.postal_address, mailgun.country) == (
        "548 Market St. #43099\nSan Francisco, CA 94104",
        "US",
    )
    assert (mailgun.regimes, mailgun.territorial_basis) == (["EU"], "3.2")
    assert mailgun.note == (
        "Transcribed from the policy published on 31 August 2018, not issued by or for Mailgun Technologies, Inc.; "
        "roles and regimes are our reading."
    )


def test_mailgun_is_represented_by_verasafe(mailgun: Organisation) -> None:
    representative = mailgun.eu_representative
    assert (representative.name, representative.legal_name, representative.country) == ("VeraSafe", "", "IE")
    assert representative.postal_address.splitlines() == [
        "VeraSafe Ireland Ltd",
        "Unit 3D North Point House",
        "North Point Business Park",
        "New Mallow Road",
        "Cork T23AT2P",
        "Ireland",
    ]
    assert (
        representative.contact_form
        == "https://www.verasafe.com/privacy-services/contact-article-27-representative"
    )


def test_what_mailgun_does_not_state_is_missing(mailgun: Organisation) -> None:
    assert (mailgun.dpo, mailgun.dpo_absent_because) == (None, "")
    assert (mailgun.uk_representative, mailgun.uk_representative_absent_because) == (None, "")
    assert (mailgun.supervisory_authority, mailgun.phone, mailgun.notice_days) == (None, "", None)
    assert rows(Party, mailgun, "name", "legal_name", "country", "website")[1:] == [
        (name, "", "", "")
        for name in [
            *HOSTS,
            "Stripe",
            *AROUND,
            *CUSTOMER_WORK,
            ARIN,
        ]
    ]


def test_mailgun_acts_as_controller_alone(mailgun: Organisation) -> None:
    assert rows(ProcessingActivity, mailgun, "reference", "name", "role") == [
        ("PA-0001", "Customer accounts and the platform", "controller"),
        ("PA-0002", "Dedicated IP addresses", "controller"),
        ("PA-0003", "Enquiries, support and live chat", "controller"),
        ("PA-0004", "Newsletters, marketing and announcements", "controller"),
        ("PA-0005", "Billing and collection", "controller"),
        ("PA-0006", "Prevention of fraud and of use against the terms", "controller"),
        ("PA-0007", "Website, cookies and third-party services around it", "controller"),
        ("PA-0008", "Compliance with the law and requests by authorities", "controller"),
    ]
    assert rows(ClientController, mailgun) == []


def test_mailgun_states_roles_for_itself_and_leaves_ours_to_read(mailgun: Organisation) -> None:
    roles = rows(Service, mailgun, "party__name", "our_role", "their_role", "hosting_places")
    hosted = ["US", "EUROPE"]
    assert roles == [
        *((name, "controller", "processor", hosted) for name in HOSTS),
        ("Stripe", "controller", "processor", []),
        *((name, "controller", "", []) for name in AROUND),
        *((name, "controller", "processor", []) for name in CUSTOMER_WORK),
        (ARIN, "controller", "controller", []),
    ]
    assert read_fields(mailgun) == {
        ("organisation", "country"),
        ("organisation", "website"),
        ("organisation", "regimes"),
        ("organisation", "territorial_basis"),
        ("party", "country"),
        ("service", "their_role"),
        ("transfer", ""),
        ("transfer", "destination"),
        ("transferground", ""),
        ("processingactivity", "name"),
        ("datause", "category"),
        ("datause", "subjects"),
        ("subprocessor", "kind"),
    }


def test_mailgun_transfers_under_the_privacy_shield_and_clauses(mailgun: Organisation) -> None:
    whose = "service__party__name", "importer_as_stated"
    fields = *whose, "destination", "grounds__mechanism__slug", "grounds__module", "in_force_from"
    assert rows(Transfer, mailgun, *fields) == [
        *((name, "", "US", "scc-unspecified", "", IN_FORCE) for name in HOSTS),
        (None, "Mailgun Technologies, Inc.", "US", "privacy-shield", "", IN_FORCE),
        (
            None,
            "Processors or controllers of Mailgun, none of them named",
            "",
            "scc-unspecified",
            "",
            IN_FORCE,
        ),
    ]


def test_mailgun_gives_its_legal_bases_for_the_whole(mailgun: Organisation) -> None:
    purposes = Purpose.objects.filter(organisation=mailgun)
    assert {purpose.allocation for purpose in purposes} == {"whole"}
    assert {tuple(basis.code for basis in purpose.legal_bases.all()) for purpose in purposes} == {
        ("6.1.a", "6.1.b")
    }
    assert rows(Purpose, mailgun, "activity__reference", "category__code", "condition") == [
        ("PA-0001", "service-provision", ""),
        ("PA-0001", "account-management", ""),
        ("PA-0001", "requested-service-provision", ""),
        ("PA-0001", "vendor-management", ""),
        ("PA-0002", "requested-service-provision", "For customers that ask for one"),
        ("PA-0003", "communication-for-customer-care", ""),
        ("PA-0003", "communication-management", ""),
        ("PA-0004", "direct-marketing", ""),
        ("PA-0005", "payment-management", "For customers of a paid plan"),
        ("PA-0006", "fraud-prevention-and-detection", ""),
        ("PA-0007", "technical-service-provision", ""),
        ("PA-0007", "user-interface-personalisation", ""),
        ("PA-0007", "service-usage-analytics", ""),
        ("PA-0007", "service-optimisation", "May take place"),
        ("PA-0008", "legal-compliance", ""),
    ]


def test_mailgun_keeps_data_by_one_criterion(mailgun: Organisation) -> None:
    rule = RetentionRule.objects.get(organisation=mailgun)
    assert (rule.kind, rule.period, rule.at_the_end) == ("criterion", "", "delete")
    assert rule.criterion == (
        "While needed to provide the services. A customer can end all uses described at any time by deleting the "
        "account in the dashboard."
    )
    assert rule.backups == "Copies may stay in backups; for how long is not stated."
    assert rule.exceptions == (
        "Some information may have to be kept because the law requires it or for legitimate business purposes of "
        "Mailgun."
    )
    assert set(rows(DataUse, mailgun, "retention")) == {(rule.pk,)}


def test_mailgun_uses_these_data(mailgun: Organisation) -> None:
    registered = ["name", "company-name", "email-address", "postal-address"]
    assert by_activity(DataUse, mailgun, "category__code") == {
        "PA-0001": [*registered, "contact-data", "domain-name", "login-credentials", "request-logs"],
        "PA-0002": ["contact-data", "ip-address"],
        "PA-0003": ["contact-data", "support-communications", None],
        "PA-0004": ["name", "company-name", "email-address", "tracking-data"],
        "PA-0005": ["payment-card", *registered],
        "PA-0006": [None],
        "PA-0007": ["tracking-data", "session-data", "preferences", "browsing-behaviour", "user-content"],
        "PA-0008": [None],
    }


def test_mailgun_gives_data_to_these_recipients(mailgun: Organisation) -> None:
    assert recipients(mailgun) == {
        "PA-0001": [*HOSTS, *EVERYWHERE],
        "PA-0002": [ARIN, *EVERYWHERE],
        "PA-0003": [*CUSTOMER_WORK, *EVERYWHERE],
        "PA-0004": EVERYWHERE,
        "PA-0005": ["Stripe", *EVERYWHERE],
        "PA-0006": EVERYWHERE,
        "PA-0007": [*HOSTS, *AROUND, "public", *EVERYWHERE],
        "PA-0008": EVERYWHERE,
    }


def test_mailgun_protects_data_so(mailgun: Organisation) -> None:
    assert rows(SecurityMeasure, mailgun, "title", "measure_type__code", "letter", "organisation_wide") == [
        ("Generally accepted standards of protection", None, "", True),
        ("Top-tier data centres", "data-centre-security", "b", True),
        ("Frequent audits of the data centres' controls", "security-audit", "d", True),
        ("Vulnerability scans", "vulnerability-scan", "d", True),
        ("Annual penetration test", "penetration-test", "d", True),
        ("Background checks of employees", "background-checks", "b", True),
        ("Non-disclosure agreements of employees", "confidentiality-agreement", "b", True),
    ]


def test_mailgun_grants_rights_by_these_routes(mailgun: Organisation) -> None:
    mail = "privacy@mailgun.com"
    rights = NoticeStatement.objects.filter(organisation=mailgun, kind="right").values_list(
        "right", "route", "response_time"
    )
    assert list(rights) == [
        ("erasure", "Account Settings in the Mailgun Dashboard, at any time", ""),
        ("access", mail, ""),
        ("rectification", mail, ""),
        ("erasure", mail, ""),
        ("withdrawal", mail, ""),
        ("opt-out", mail, "Within 10 days"),
        ("objection", mail, ""),
        ("restriction", mail, ""),
        ("portability", mail, ""),
        ("complaint", "", ""),
    ]
    opt_out = NoticeStatement.objects.get(organisation=mailgun, right="opt-out")
    assert opt_out.condition == "Not from messages that belong to the service"


def test_mailgun_takes_complaints_by_these_routes(mailgun: Organisation) -> None:
    complaints = NoticeStatement.objects.filter(organisation=mailgun, kind="complaint")
    assert list(complaints.values_list("route", "condition")) == [
        (
            "https://www.privacyshield.gov/article?id=How-to-Submit-a-Complaint",
            "Under certain conditions, once other ways of resolving the dispute are exhausted",
        ),
        (
            "https://feedback-form.truste.com/watchdog/request",
            "Where Mailgun has not addressed the concern satisfactorily",
        ),
    ]


def test_mailgun_announces_changes_so(mailgun: Organisation) -> None:
    changes = NoticeStatement.objects.filter(organisation=mailgun, kind="changes")
    assert list(changes.values_list("change", "channel", "lead_time", "condition")) == [
        ("Any change", "Posted in the policy", "Takes effect 30 days after the date of the update", ""),
        (
            "Significant changes",
            "Other means, for instance e-mail or a banner on the website",
            "Before the change takes effect",
            "May be notified",
        ),
        ("Any change", "", "Before the new effective date", ""),
    ]


def test_mailgun_lists_providers_without_calling_them_subprocessors(mailgun: Organisation) -> None:
    fields = "group", "service__party__name", "kind", "effective_on"
    assert rows(Subprocessor, mailgun, *fields) == [
        *(("Hosting", name, "own-processing", None) for name in HOSTS),
        ("Payments", "Stripe", "own-processing", None),
        *(("Work with customers", name, "own-processing", None) for name in CUSTOMER_WORK),
        *(("Around the website", name, "", None) for name in AROUND),
    ]


def test_mailgun_is_in_force_from_the_day_its_policy_takes_effect(mailgun: Organisation) -> None:
    fields = "version_date", "captured_on", "in_force_from", "in_force_until"
    assert rows(PrivacyNotice, mailgun, *fields) == [
        (dt.date(2018, 8, 31), dt.date(2018, 10, 19), IN_FORCE, None)
    ]
    for model in (ProcessingActivity, Service, Transfer):
        assert set(rows(model, mailgun, "in_force_from", "in_force_until")) == {(IN_FORCE, None)}


def test_mailgun_is_recorded_when_it_is_loaded(mailgun: Organisation) -> None:
    revision = Revision.objects.get(organisation=mailgun)
    recorded = ProcessingActivity.history.filter(organisation_id=mailgun.pk)
    assert {version.history_date for version in recorded} == {revision.instant}
    assert revision.instant == revision.recorded_at
