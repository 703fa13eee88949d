"""The engine: which rules are asked, how grave a finding is, who accepted it until when, and in which order."""

import datetime as dt
from dataclasses import replace

import pytest
from django.apps import apps

from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Waiver
from registry.linter.catalogue import UnknownRule, all_rules
from registry.linter.engine import OFF, lint
from registry.linter.findings import RECORD_TYPES, Finding, Severity
from registry.linter.report import Report
from registry.linter.rule import Profile
from tests.linter.harness import FROM_POLICY, TODAY, activity, inventory, organisation, transcribed, under

RULE = "purpose-missing"
BARE = inventory(activity())


def only(given: Inventory, **values: object) -> Report:
    return lint(given, **{"on": TODAY, "only": [RULE], **values})


def accepted(**values: object) -> Waiver:
    return Waiver(**{"id": 1, "rule": RULE, "reason": "Being written", **values})


def test_a_finding_says_all_there_is_to_say() -> None:
    assert only(BARE).findings == (
        Finding(
            rule="purpose-missing",
            code="B01",
            severity=Severity.MISSING,
            kind="missing",
            record_type="processingactivity",
            record_id=10,
            record_name="Accounts",
            activity_id=10,
            activity_reference="PA-0001",
            activity_name="Accounts",
            field="purposes",
            message="No purpose is recorded.",
            hint="Say what the data are processed for, one purpose a line.",
            article="Art. 30(1)(b) GDPR",
            blocks=True,
        ),
    )


def test_the_articles_are_those_of_every_regime() -> None:
    (finding,) = only(under("EU", "UK", "CH", of=BARE)).findings
    assert finding.article == "Art. 30(1)(b) GDPR; Art. 30(1)(b) UK GDPR; Art. 12(2)(b) FADP"
    (finding,) = only(under("CH", of=BARE)).findings
    assert finding.article == "Art. 12(2)(b) FADP"
    (finding,) = only(under(of=BARE)).findings
    assert finding.article == "Art. 30(1)(b) GDPR"


@pytest.mark.parametrize("regime, first", [("EU", (2018, 5, 25)), ("UK", (2021, 1, 1)), ("CH", (2023, 9, 1))])
def test_nothing_is_found_before_a_law_applies(regime: str, first: tuple[int, int, int]) -> None:
    given, day = under(regime, of=BARE), dt.date(*first)
    assert len(only(given, on=day).findings) == 1
    assert only(given, on=day - dt.timedelta(days=1)).findings == ()


def test_what_was_not_in_force_is_not_looked_at() -> None:
    ended = inventory(activity(in_force_until=dt.date(2026, 11, 19)))
    assert only(ended).findings == ()
    assert len(only(ended, on=dt.date(2026, 11, 19)).findings) == 1


def test_a_register_that_cites_its_own_policy_is_not_a_transcription() -> None:
    cited = inventory(activity(citations=FROM_POLICY), notices=transcribed(BARE).notices)
    (finding,) = only(cited).findings
    assert finding.message == "No purpose is recorded."


def test_profiles_include_one_another() -> None:
    asked = [set(lint(BARE, on=TODAY, profile=profile).rules) for profile in Profile]
    assert asked[0] <= asked[1] <= asked[2]
    assert asked[2] == {rule.slug for rule in all_rules() if not rule.off}


def test_an_organisation_sees_a_rule_as_it_likes() -> None:
    (finding,) = only(BARE, severities={RULE: "hint"}).findings
    assert (finding.severity, finding.blocks) == (Severity.HINT, False)
    assert RULE in lint(BARE, on=TODAY).rules
    assert RULE not in lint(BARE, on=TODAY, severities={RULE: OFF}).rules
    assert lint(BARE, on=TODAY, severities={"gone-by-now": "hint"}).rules == lint(BARE, on=TODAY).rules


def test_what_is_recorded_counts_where_nothing_else_is_said() -> None:
    seen = replace(BARE, organisation=organisation(severities=(f"{RULE}=hint", "owner-missing=off")))
    assert [finding.severity for finding in only(seen).findings] == [Severity.HINT]
    assert [finding.severity for finding in only(seen, severities={}).findings] == [Severity.MISSING]
    everything = Profile.EVERYTHING
    assert "owner-missing" not in lint(seen, on=TODAY, profile=everything).rules
    assert "owner-missing" in lint(BARE, on=TODAY, profile=everything).rules
    waived = replace(BARE, waivers=(accepted(until=TODAY),))
    assert (only(waived).findings, len(only(waived).accepted)) == ((), 1)
    assert len(only(waived, waivers=()).findings) == 1


def test_a_rule_that_is_off_at_first_is_asked_where_the_organisation_names_it() -> None:
    def asked(*severities: str) -> bool:
        seen = replace(BARE, organisation=organisation(severities=severities))
        return "review-never" in lint(seen, on=TODAY, profile=Profile.EVERYTHING).rules

    assert [asked(), asked("review-never=off"), asked("review-never=hint")] == [False, False, True]
    named = replace(BARE, organisation=organisation(severities=("review-never=hint",)))
    assert "review-never" not in lint(named, on=TODAY, profile=Profile.ACCOUNTABILITY).rules


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownRule):
        only(BARE, only=["no-such-rule"])


@pytest.mark.parametrize(
    "about",
    [{}, {"record_type": "processingactivity", "record_id": 10}],
    ids=["the organisation", "the activity"],
)
def test_an_accepted_finding_is_told_apart_until_its_last_day(about: dict[str, object]) -> None:
    waiver = accepted(until=TODAY, **about)
    report = only(BARE, waivers=[waiver])
    assert report.findings == ()
    assert [(one.finding.rule, one.waiver) for one in report.accepted] == [(RULE, waiver)]
    after = only(BARE, waivers=[waiver], on=TODAY + dt.timedelta(days=1))
    assert [finding.lapsed_on for finding in after.findings] == [TODAY]
    assert after.accepted == ()


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "another"},
        {"record_type": "processingactivity", "record_id": 11},
        {"record_type": "service", "record_id": 10},
    ],
)
def test_an_accepted_finding_covers_no_other(other: dict[str, object]) -> None:
    report = only(BARE, waivers=[accepted(until=dt.date(2020, 1, 1), **other), accepted(**other)])
    assert [finding.lapsed_on for finding in report.findings] == [None]


def test_findings_stand_in_one_order() -> None:
    first, second = activity(), activity(id=11, reference="PA-0002", name="Billing")
    report = only(inventory(second, first))
    assert [finding.activity_reference for finding in report.findings] == ["PA-0001", "PA-0002"]
    finding = report.findings[0]
    graver = replace(finding, severity=Severity.HINT, activity_reference="")
    whole = replace(finding, activity_reference="", activity_id=None)
    assert sorted([graver, whole, finding], key=lambda one: one.order) == [finding, whole, graver]


def test_a_report_knows_how_grave_it_is() -> None:
    report = only(BARE, severities={RULE: "check"})
    assert [report.reaches(level) for level in Severity] == [False, True, True]
    assert [only(BARE, waivers=[accepted()]).reaches(level) for level in Severity] == [False, False, False]


def test_kinds_of_records_are_named_like_their_models() -> None:
    assert set(RECORD_TYPES.values()) <= {model._meta.model_name for model in apps.get_models()}
