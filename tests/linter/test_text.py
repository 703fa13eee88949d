"""A report as text and as data, whole."""

import datetime as dt
from dataclasses import replace

from registry.documents.records.evidence import Waiver
from registry.linter.engine import lint
from registry.linter.findings import Severity
from registry.linter.report import Report
from registry.linter.rule import Profile
from registry.linter.text import as_data, as_text
from tests.linter.harness import TODAY, activity, data_use, inventory, purpose

ACCEPTED = Waiver(
    id=3, rule="subjects-missing", record_type="processingactivity", record_id=10, reason="Soon", until=TODAY
)
LAPSED = Waiver(id=4, rule="purpose-missing", reason="Was soon", until=TODAY - dt.timedelta(days=1))
FOUND = inventory(
    activity(joint_controllers_absent_because="Acme decides alone"),
    activity(
        id=11,
        reference="PA-0002",
        name="Billing",
        joint_controllers_absent_because="Acme decides alone",
        purposes=(purpose(),),
        data_uses=(data_use(),),
    ),
    waivers=(ACCEPTED, LAPSED),
)
ASKED = [
    "purpose-missing",
    "subjects-missing",
    "legal-basis-missing",
    "dpo-contact-missing",
    "retention-missing",
]

TEXT = """\
Acme: findings on 20 November 2026, profile “Article 30”
missing or contradictory: 3; to check: 1; 0 hints; accepted: 1; not assessed: 1

MISSING OR CONTRADICTORY
  PA-0001 Accounts
    No purpose is recorded. [purpose-missing; Art. 30(1)(b) GDPR; was accepted until 19 November 2026]
  PA-0002 Billing
    No legal basis is recorded for the purpose “To keep accounts”. [legal-basis-missing; Art. 6(1) GDPR]
    No time limit for erasure is recorded for “Name”. [retention-missing; Art. 30(1)(f) GDPR]

CHECK
  Acme
    It is not recorded whether there is a data protection officer. [dpo-contact-missing; Art. 30(1)(a) GDPR]

ACCEPTED
  PA-0001 Accounts
    No category of data subjects is recorded. [subjects-missing; accepted until 20 November 2026: Soon]

NOT ASSESSED
  no. 10
    Nobody knows. [purpose-missing; Art. 30(1)(b) GDPR]
"""


def reported() -> Report:
    report = lint(FOUND, on=TODAY, only=ASKED)
    nameless = replace(
        report.findings[0], activity_reference="", record_name="", message="Nobody knows.", lapsed_on=None
    )
    return replace(report, not_assessed=(nameless,))


def test_a_report_is_read_from_the_gravest_on() -> None:
    assert as_text(reported(), name="Acme") == TEXT


def test_a_report_without_findings_is_two_lines() -> None:
    text = as_text(Report(on=TODAY, profile=Profile.EVERYTHING), name="Acme")
    assert text == (
        "Acme: findings on 20 November 2026, profile “Everything”\n"
        "missing or contradictory: 0; to check: 0; 0 hints; accepted: 0; not assessed: 0\n"
    )


def test_a_report_as_data_holds_every_field() -> None:
    data = as_data(reported(), slug="acme", name="Acme")
    assert {
        key: value for key, value in data.items() if key not in ("findings", "accepted", "not_assessed")
    } == {
        "organisation": "acme",
        "name": "Acme",
        "on": "2026-11-20",
        "profile": "art30",
        "rules": ASKED,
    }
    assert data["findings"][0] == {
        "rule": "purpose-missing",
        "code": "B01",
        "severity": "missing",
        "kind": "missing",
        "record_type": "processingactivity",
        "record_id": 10,
        "record_name": "Accounts",
        "activity_id": 10,
        "activity_reference": "PA-0001",
        "activity_name": "Accounts",
        "field": "purposes",
        "message": "No purpose is recorded.",
        "hint": "Say what the data are processed for, one purpose a line.",
        "article": "Art. 30(1)(b) GDPR",
        "blocks": True,
        "lapsed_on": "2026-11-19",
    }
    assert [(one["finding"]["rule"], one["reason"], one["until"]) for one in data["accepted"]] == [
        ("subjects-missing", "Soon", "2026-11-20")
    ]
    assert [one["message"] for one in data["not_assessed"]] == ["Nobody knows."]


def test_severities_stand_in_their_order() -> None:
    order = [finding.severity for finding in reported().findings]
    assert order == sorted(order, key=list(Severity).index)
