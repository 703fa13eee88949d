"""Every rule, by its examples: what fires it, and what leaves it silent."""

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

from registry.linter.catalogue import all_rules
from registry.linter.findings import RECORD_TYPES
from tests.linter.harness import Examples, records_of, report, told

FOLDER = Path(__file__).parent / "examples"


def gathered() -> dict[str, Examples]:
    """The examples of every file, each rule's in one file only."""
    found: dict[str, Examples] = {}
    for module in pkgutil.iter_modules([str(FOLDER)], "tests.linter.examples."):
        own = import_module(module.name).EXAMPLES
        assert not set(own) & set(found), f"{module.name} repeats a rule"
        found.update(own)
    return found


EXAMPLES = gathered()
SLUGS = sorted(EXAMPLES)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_rule_fires(slug: str) -> None:
    for place, (case, expected) in enumerate(EXAMPLES[slug].fires):
        assert (place, [*map(told, report(slug, case).findings)]) == (place, list(expected))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_rule_stays_silent(slug: str) -> None:
    for place, case in enumerate(EXAMPLES[slug].silent):
        said = report(slug, case)
        assert (place, [*map(told, (*said.findings, *said.not_assessed))]) == (place, [])


@pytest.mark.parametrize("slug", SLUGS)
def test_a_rule_says_what_it_does_not_assess(slug: str) -> None:
    for place, (case, expected) in enumerate(EXAMPLES[slug].not_assessed):
        assert (place, [*map(told, report(slug, case).not_assessed)]) == (place, list(expected))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_finding_leads_to_an_item_that_its_record_has(slug: str) -> None:
    for case, _expected in EXAMPLES[slug].fires:
        records = records_of(case.inventory)
        for finding in report(slug, case).findings:
            record = records[finding.record_type, finding.record_id]
            assert not finding.field or hasattr(record, finding.field)


PARTS = ("purposes", "data_uses", "disclosures", "clients", "transfers")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_finding_of_a_part_names_its_activity(slug: str) -> None:
    for place, (case, _expected) in enumerate(EXAMPLES[slug].fires):
        owners = {
            (RECORD_TYPES[type(part)], part.id): activity.id
            for activity in case.inventory.activities
            for name in PARTS
            for part in getattr(activity, name)
        }
        owners |= {("processingactivity", one.id): one.id for one in case.inventory.activities}
        said = report(slug, case)
        for finding in (*said.findings, *said.not_assessed):
            owner = owners.get((finding.record_type, finding.record_id), finding.activity_id)
            assert (place, finding.activity_id) == (place, owner)


def test_every_rule_has_both_examples() -> None:
    assert sorted(EXAMPLES) == sorted(rule.slug for rule in all_rules())
    assert [slug for slug, own in EXAMPLES.items() if not own.fires or not own.silent] == []
    assert [
        slug for slug, own in EXAMPLES.items() if not all(expected for _case, expected in own.fires)
    ] == []
