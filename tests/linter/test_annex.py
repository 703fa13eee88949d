"""A report as the annex of a register: what is shared first, each record once, what is accepted apart."""

import datetime as dt
from dataclasses import replace

from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Waiver
from registry.documents.register import Findings
from registry.linter.annex import KINDS, findings_of
from registry.linter.engine import found_in
from registry.linter.findings import RECORD_TYPES
from tests.linter.harness import (
    TODAY,
    activity,
    choice,
    inventory,
    organisation,
    party,
    service,
    under,
    using,
)
from tests.linter.harness import data_use as use
from tests.linter.harness import disclosure as slot

ACCEPTED = Waiver(
    id=1, rule="purpose-missing", record_type="processingactivity", record_id=10, reason="Being written",
    until=TODAY,
)  # fmt: skip
BOTH = inventory(
    activity(id=11, reference="PA-0001", name="Sending", role=choice("processor")),
    activity(id=10, reference="PA-0002", name="Accounts"),
)


def records(found: Findings, key: str) -> list[tuple[str, str, str]]:
    """Kind, reference and name of each record under one heading."""
    (group,) = [one for one in found.groups if one.key == key]
    return [(one.kind, one.reference, one.name) for one in group.records]


def rules(found: Findings, key: str) -> list[str]:
    (group,) = [one for one in found.groups if one.key == key]
    return [noted.rule for record in group.records for noted in record.noted]


def facts(found: Findings) -> dict[str, tuple[str, ...]]:
    return {fact.key: fact.value.texts for fact in found.facts}


def test_a_finding_says_how_much_it_matters_where_it_stands_and_what_to_do() -> None:
    found = findings_of(inventory(activity()), on=TODAY)
    (group,) = [one for one in found.groups if one.key == "activities"]
    (record,) = group.records
    assert (record.kind, record.reference, record.name) == ("", "PA-0001", "Accounts")
    (noted,) = [one for one in record.noted if one.rule == "purpose-missing"]
    assert (noted.severity.text, noted.severity.code) == ("Missing or contradictory", "missing")
    assert (noted.kind.text, noted.kind.code) == ("Missing in the record", "missing")
    assert (noted.article, noted.messages) == ("Art. 30(1)(b) GDPR", ("No purpose is recorded.",))
    assert noted.fix == "Say what the data are processed for, one purpose a line."
    assert (noted.because, noted.until, noted.lapsed_on) == ("", None, None)


def test_what_is_shared_comes_first_and_activities_as_they_are_printed() -> None:
    hosting = service()
    given = replace(
        BOTH,
        organisation=organisation(profile=choice("everything")),
        activities=tuple(replace(one, disclosures=(slot(service=hosting),)) for one in BOTH.activities),
        services=(hosting,),
    )
    found = findings_of(given, on=TODAY)
    assert [group.key for group in found.groups] == ["shared", "activities", "accepted", "not-assessed"]
    shared = records(found, "shared")
    assert shared[0] == ("Organisation", "", "Acme")
    assert shared.count(("Service", "", "Vendor: Hosting")) == 1
    assert records(found, "activities") == [("", "PA-0002", "Accounts"), ("", "PA-0001", "Sending")]


def test_records_that_read_alike_stand_together() -> None:
    profile = choice("everything")
    twins = using(service(id=80), service(id=81), service(id=82, party=party(id=21, name="Another")))
    given = replace(twins, organisation=organisation(profile=profile))
    services = [one for one in records(findings_of(given, on=TODAY), "shared") if one[0] == "Service"]
    assert services == [("Service", "", "Another: Hosting"), ("Service", "", "Vendor: Hosting")]


def test_what_to_do_is_said_once_for_all_that_one_rule_finds_in_a_record() -> None:
    given = inventory(activity(data_uses=(use(id=13, subjects=()), use(id=14, subjects=()), use(id=15))))
    report = found_in(given, on=TODAY)
    found = findings_of(given, on=TODAY)
    said = [noted for group in found.groups for record in group.records for noted in record.noted]
    assert sum(len(noted.messages) for noted in said) == len(report.findings)
    assert len(said) < len(report.findings)


def test_what_is_accepted_is_told_apart_until_its_last_day() -> None:
    given = replace(BOTH, waivers=(ACCEPTED,))
    found = findings_of(given, on=TODAY)
    assert "purpose-missing" not in rules(found, "activities")
    (group,) = [one for one in found.groups if one.key == "accepted"]
    ((noted,),) = [record.noted for record in group.records]
    assert (noted.rule, noted.because, noted.until) == ("purpose-missing", "Being written", TODAY)
    after = findings_of(given, on=TODAY + dt.timedelta(days=1))
    assert records(after, "accepted") == []
    (group,) = [one for one in after.groups if one.key == "activities"]
    lapsed = [
        one.lapsed_on for record in group.records for one in record.noted if one.rule == "purpose-missing"
    ]
    assert lapsed == [TODAY]
    assert (facts(found)["accepted"], facts(after)["accepted"]) == (("1 finding",), ("None",))


def test_facts_count_and_name_what_was_asked() -> None:
    report = found_in(BOTH, on=TODAY)
    missing, check = (sum(one.severity == level for one in report.findings) for level in ("missing", "check"))
    said = facts(findings_of(BOTH, on=TODAY))
    assert said["profile"] == ("Article 30", f"{len(report.rules)} rules")
    assert said["found"][:2] == (f"Missing or contradictory: {missing}", f"Check: {check}")
    assert (said["law"], said["not-assessed"]) == (("European Union",), ("None",))
    wider = replace(BOTH, organisation=organisation(profile=choice("everything")))
    assert facts(findings_of(under("EU", "CH", of=wider), on=TODAY))["law"] == (
        "European Union",
        "Switzerland",
    )
    assert facts(findings_of(wider, on=TODAY))["profile"][0] == "Everything"


def test_nothing_found_is_said_plainly_and_so_is_why() -> None:
    before = findings_of(BOTH, on=dt.date(2018, 5, 24))
    assert facts(before)["found"] == ("Nothing was found",)
    assert facts(before)["law"] == ("None yet on this day: nothing is asked",)
    assert [group.empty for group in before.groups if not group.records] == [
        "Nothing was found here.",
        "Nothing was found in any activity.",
        "No finding is accepted on this day.",
        "Whatever was asked could be assessed.",
    ]
    assert facts(findings_of(Inventory(), on=TODAY))["found"] == (
        "Nothing was recorded by then, so that nothing could be found",
    )


def test_one_part_leaves_out_the_activities_of_the_other_and_says_so() -> None:
    parts = {part: findings_of(BOTH, on=TODAY, part=part) for part in ("all", "controller", "processor")}
    assert {part: [one[1] for one in records(found, "activities")] for part, found in parts.items()} == {
        "all": ["PA-0002", "PA-0001"],
        "controller": ["PA-0002"],
        "processor": ["PA-0001"],
    }
    assert {part: "left-out" in facts(found) for part, found in parts.items()} == {
        "all": False,
        "controller": True,
        "processor": True,
    }
    assert records(parts["controller"], "shared") == records(parts["all"], "shared")


def test_every_kind_of_record_has_a_name() -> None:
    assert set(KINDS) == set(RECORD_TYPES.values())
