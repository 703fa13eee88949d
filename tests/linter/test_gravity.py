"""How rules beyond those about the controller's own items are declared, and how grave each of their findings is."""

import datetime as dt

import pytest

from registry.documents.inventory import Inventory
from registry.law.regimes import Regime
from registry.linter.catalogue import rule_named
from registry.linter.findings import RECORD_TYPES
from tests.linter.harness import report
from tests.linter.test_examples import EXAMPLES

DECLARED = {
    "transfer-undeclared": (
        "missing missing art30",
        "Art. 30(1)(e), 30(2)(c) GDPR",
        "MMMCMCMMMMMMMMMMMMMCMMCMMCM",
    ),
    "transfer-contradiction": (
        "contradiction missing art30",
        "Art. 30(1)(e), 30(2)(c) GDPR; Art. 30(1)(e), 30(2)(c) UK GDPR; Art. 12(2)(g) FADP",
        "MMMMMMMMCMMMMMMM",
    ),
    "transfer-country-missing": (
        "missing missing art30",
        "Art. 30(1)(e), 30(2)(c) GDPR; Art. 30(1)(e), 30(2)(c) UK GDPR; Art. 12(2)(g) FADP",
        "MMCMMCCMMMMM",
    ),
    "transfer-no-mechanism": (
        "lawfulness missing accountability",
        "Art. 44 to 46 GDPR; Art. 44 to 46 UK GDPR",
        "MMCMMMMCCMMMMMMM",
    ),
    "mechanism-invalid-on-date": (
        "contradiction missing art30",
        "Art. 44 to 46 GDPR; Art. 44 to 46 UK GDPR; Art. 16(2) FADP",
        "MMMMMMMMMMMMM",
    ),
    "adequacy-out-of-scope": (
        "contradiction missing art30",
        "Art. 45(3) GDPR; Art. 45 UK GDPR (Art. 45A from 5 February 2026)",
        "MMCCMMMMMCCCMM",
    ),
    "adequacy-not-yet": (
        "contradiction missing art30",
        "Art. 45(3) GDPR; Art. 45 UK GDPR (Art. 45A from 5 February 2026)",
        "MMMMM",
    ),
    "adequacy-expiring": (
        "lawfulness check accountability",
        "Art. 45(3) GDPR; Art. 45 UK GDPR (Art. 45A from 5 February 2026)",
        "CCCCCC",
    ),
    "dpf-unverified": (
        "lawfulness check accountability 2023-07-10",
        "Art. 45(3) GDPR; Art. 45 UK GDPR (Art. 45A from 5 February 2026); Art. 16(1) FADP",
        "CCCCCCCCCCCCCC",
    ),
    "dpf-sole-basis": (
        "quality hint everything 2023-07-10",
        "Art. 5(2) GDPR; Art. 5(2) UK GDPR; Art. 16(2) FADP",
        "HHHHHHHH",
    ),
    "dpf-wrong-row": (
        "contradiction missing accountability",
        "Art. 45(3) GDPR; Art. 45 UK GDPR (Art. 45A from 5 February 2026); Art. 16(1) FADP",
        "MMMCMMCCC",
    ),
    "scc-module-missing": (
        "lawfulness missing accountability 2021-06-27",
        "Art. 46 GDPR; Art. 46 UK GDPR; Art. 16(2)(d) FADP",
        "CCCMCCCCCC",
    ),
    "scc-module-role-mismatch": (
        "contradiction missing accountability 2021-06-27",
        "Art. 46 GDPR; Art. 46 UK GDPR; Art. 16(2)(d) FADP",
        "MMMMMMMMMMMMMMMMMMMMM",
    ),
    "scc-915-as-transfer-tool": (
        "contradiction missing accountability 2021-06-27",
        "Art. 28(7), 46 GDPR; Art. 28(7), 46 UK GDPR; Art. 16(2) FADP",
        "MMM",
    ),
    "scc-importer-under-gdpr": ("quality hint everything 2021-06-27", "Art. 3(2), 46 GDPR", "HH"),
    "scc-to-eea": ("quality hint art30", "Art. 44 GDPR", "HHHHH"),
    "tia-missing": ("lawfulness check accountability 2020-07-16", "Art. 46(1) GDPR", "CCCCHCHCCCCCCC"),
    "derogation-systematic": (
        "lawfulness missing accountability",
        "Art. 49(1) GDPR; Art. 49(1) UK GDPR",
        "MMMMCCCMMMM",
    ),
    "derogation-public-authority": (
        "lawfulness missing accountability",
        "Art. 49(3) GDPR; Art. 49(3) UK GDPR",
        "MCMCCCMCMC",
    ),
    "derogation-li-undocumented": (
        "missing missing art30",
        "Art. 30(1)(e), 49(1), 49(6) GDPR; Art. 30(1)(e), 49(1), 49(6) UK GDPR",
        "MCCMCCMM",
    ),
    "uk-scc-without-addendum": (
        "lawfulness missing accountability 2022-03-21",
        "Art. 46 UK GDPR",
        "MMCCMMMMMM",
    ),
    "eea-as-third-country": ("quality check art30", "Art. 44 GDPR", "CCCCCC"),
    "ch-guarantees-missing": ("missing missing art30", "Art. 12(2)(g) FADP", "MMMMM"),
    "notice-missing": (
        "lawfulness check accountability",
        "Art. 13, 14 GDPR; Art. 13, 14 UK GDPR; Art. 19 FADP",
        "CCCCCCC",
    ),
    "objection-missing": (
        "lawfulness check accountability",
        "Art. 21(1) to (4) GDPR; Art. 21(1) to (4) UK GDPR",
        "CCCCCCCHCC",
    ),
    "portability-hint": (
        "quality hint everything",
        "Art. 20(1) GDPR; Art. 20(1) UK GDPR; Art. 28 FADP",
        "HHHHH",
    ),
    "erasure-vs-obligation": ("quality hint everything", "Art. 17(3)(b) GDPR; Art. 17(3)(b) UK GDPR", "HHHH"),
    "pr-no-controller": (
        "missing missing art30",
        "Art. 30(2)(a) GDPR; Art. 30(2)(a) UK GDPR; Art. 12(3) FADP",
        "MMCCMMM",
    ),
    "pr-controller-contact": ("missing missing art30", "Art. 30(2)(a) GDPR; Art. 30(2)(a) UK GDPR", "MMMMM"),
    "pr-no-categories": (
        "missing missing art30",
        "Art. 30(2)(b) GDPR; Art. 30(2)(b) UK GDPR; Art. 12(3) FADP",
        "MMMMM",
    ),
    "pr-no-contract": (
        "lawfulness missing accountability",
        "Art. 28(3) GDPR; Art. 28(3) UK GDPR; Art. 9(1) FADP",
        "MCCMMMM",
    ),
    "pr-transfer-uninstructed": (
        "lawfulness check accountability",
        "Art. 28(3)(a) GDPR; Art. 28(3)(a) UK GDPR",
        "CCCCCCCCCCC",
    ),
    "pr-subprocessors-missing": (
        "lawfulness check accountability",
        "Art. 28(2), 30(2)(a) GDPR; Art. 28(2), 30(2)(a) UK GDPR",
        "CCCCC",
    ),
    "pr-end-of-contract": ("lawfulness hint everything", "Art. 28(3)(g) GDPR; Art. 28(3)(g) UK GDPR", "HH"),
    "mixed-register": (
        "quality check art30",
        "Art. 30(1), 30(2) GDPR; Art. 30(1), 30(2) UK GDPR; Art. 12(2), 12(3) FADP",
        "CCC",
    ),
    "recipient-missing": (
        "missing missing art30",
        "Art. 30(1)(d) GDPR; Art. 30(1)(d) UK GDPR; Art. 12(2)(d) FADP",
        "MMMCCCMM",
    ),
    "processor-not-a-recipient": (
        "contradiction missing art30",
        "Art. 30(1)(d) GDPR; Art. 30(1)(d) UK GDPR; Art. 12(2)(d) FADP",
        "MMMMMCCCCC",
    ),
    "processor-no-dpa": (
        "lawfulness missing accountability",
        "Art. 28(3) GDPR; Art. 28(3) UK GDPR; Art. 9(1) FADP",
        "MMMMMMMCCMMMMMMMMMMCMMMMM",
    ),
    "dpa-expired": (
        "lawfulness missing accountability",
        "Art. 28(3) GDPR; Art. 28(3) UK GDPR; Art. 9(1) FADP",
        "MMMMMMM",
    ),
    "dpa-clauses-incomplete": (
        "lawfulness check accountability",
        "Art. 28(3) GDPR; Art. 28(3) UK GDPR",
        "CCHHHHH",
    ),
    "dpa-only-available": (
        "lawfulness check accountability",
        "Art. 28(3), 28(9) GDPR; Art. 28(3), 28(9) UK GDPR; Art. 9(1) FADP",
        "CCCCCCCCCCCC",
    ),
    "processor-own-purposes": (
        "lawfulness check accountability",
        "Art. 28(10) GDPR; Art. 28(10) UK GDPR; Art. 9(1)(a) FADP",
        "CCCCCC",
    ),
    "subprocessor-unauthorised": (
        "lawfulness missing accountability",
        "Art. 28(2) GDPR; Art. 28(2) UK GDPR; Art. 9(3) FADP",
        "MMMMMMM",
    ),
    "subprocessor-notice-short": (
        "lawfulness check accountability",
        "Art. 28(2) GDPR; Art. 28(2) UK GDPR",
        "CCCCCCCCCCCCCCC",
    ),
    "public-list-drift": (
        "contradiction check accountability",
        "Art. 28(2) GDPR; Art. 28(2) UK GDPR",
        "CCCCCCC",
    ),
    "vendor-due-diligence-old": (
        "lawfulness hint everything",
        "Art. 28(1) GDPR; Art. 28(1) UK GDPR; Art. 9(2) FADP",
        "HHHHHHHHH",
    ),
    "vendor-duplicate": (
        "quality hint everything",
        "Art. 5(1)(d) GDPR; Art. 5(1)(d) UK GDPR; Art. 6(5) FADP",
        "HHHHHHHHHHHHHHHH",
    ),
    "vendor-entity-unclear": (
        "lawfulness check accountability",
        "Art. 28(3), 30(1)(e) GDPR; Art. 28(3), 30(1)(e) UK GDPR",
        "CCHHHHHHCCCCCCHHH",
    ),
    "location-unspecific": (
        "missing check art30",
        "Art. 30(1)(e), 30(2)(c) GDPR; Art. 30(1)(e), 30(2)(c) UK GDPR; Art. 12(2)(g) FADP",
        "CCCCCCCCCC",
    ),
    "toms-missing": (
        "missing missing art30",
        "Art. 30(1)(g), 30(2)(d) GDPR; Art. 30(1)(g), 30(2)(d) UK GDPR; Art. 12(2)(f), 12(3) FADP",
        "MMMMMMMMM",
    ),
    "toms-dangling-reference": (
        "missing check art30",
        "Art. 30(1)(g), 30(2)(d) GDPR; Art. 30(1)(g), 30(2)(d) UK GDPR; Art. 12(2)(f), 12(3) FADP",
        "CCCCCCCCCCC",
    ),
    "toms-only-technical": (
        "quality hint everything",
        "Art. 32(1) GDPR; Art. 32(1) UK GDPR; Art. 8(1) FADP",
        "HHHHHHH",
    ),
    "toms-special-no-encryption": (
        "lawfulness check accountability",
        "Art. 32(1)(a) GDPR; Art. 32(1)(a) UK GDPR",
        "CCCC",
    ),
    "toms-no-testing": ("quality hint everything", "Art. 32(1)(d) GDPR; Art. 32(1)(d) UK GDPR", "HHHHH"),
    "dpia-35-3-a": (
        "lawfulness missing accountability",
        "Art. 35(3)(a) GDPR; Art. 35(3)(a) UK GDPR",
        "MMCCMMCM",
    ),
    "dpia-35-3-b": (
        "lawfulness missing accountability",
        "Art. 35(3)(b) GDPR; Art. 35(3)(b) UK GDPR; Art. 22(2)(a) FADP",
        "MMMCM",
    ),
    "dpia-wp248-two": (
        "lawfulness check accountability",
        "Art. 35(1) GDPR; Art. 35(1) UK GDPR; Art. 22(1) FADP",
        "CCCCCCCCCCC",
    ),
    "dpia-not-needed-unreasoned": ("quality hint everything", "Art. 5(2) GDPR; Art. 5(2) UK GDPR", "HH"),
    "dpia-dpo-advice": ("lawfulness check accountability", "Art. 35(2) GDPR; Art. 35(2) UK GDPR", "CCC"),
    "dpia-stale": ("lawfulness check accountability", "Art. 35(11) GDPR; Art. 35(11) UK GDPR", "CCCCCC"),
    "dpia-high-residual": (
        "lawfulness missing accountability",
        "Art. 36(1) GDPR; Art. 36(1) UK GDPR; Art. 23(1) FADP",
        "MMMCCMMM",
    ),
    "adm-no-ground": ("lawfulness missing accountability", "Art. 22(2) GDPR; Art. 22(2) UK GDPR", "MMMMCC"),
    "adm-special": (
        "lawfulness missing accountability",
        "Art. 22(4) GDPR; Art. 22(4) UK GDPR (Art. 22B from 5 February 2026)",
        "MMMCC",
    ),
    "adm-safeguards": (
        "lawfulness missing accountability",
        "Art. 22(3) GDPR; Art. 22(3) UK GDPR (Art. 22C from 5 February 2026); Art. 21(2) FADP",
        "MMCMMM",
    ),
    "adm-notice": (
        "lawfulness check accountability",
        "Art. 13(2)(f), 14(2)(g) GDPR; Art. 13(2)(f), 14(2)(g) UK GDPR",
        "CCCC",
    ),
}
"""Slug → class, severity, profile and, where it is later than the law's, the first day; the articles; the severities
of all findings of the firing examples in their order, by their first letters."""

OFF = {"portability-hint", "toms-only-technical", "toms-no-testing"}
ENDS = {"adm-no-ground": {Regime.UK: dt.date(2026, 2, 4)}}


def homes(inventory: Inventory) -> dict[tuple[str, int], int]:
    """The activity that a record is part of, by kind and number."""
    found = {}
    for activity in inventory.activities:
        grounds = [ground for one in activity.transfers for ground in one.grounds]
        for one in (activity, *activity.disclosures, *activity.clients, *activity.transfers, *grounds):
            found[RECORD_TYPES[type(one)], one.id] = activity.id
    return found


@pytest.mark.parametrize("slug", DECLARED)
def test_a_rule_is_declared_as_the_law_has_it(slug: str) -> None:
    declared, articles, _findings = DECLARED[slug]
    rule = rule_named(slug)
    since = [rule.since.isoformat()] if rule.since else []
    assert " ".join([rule.kind, rule.severity, rule.profile, *since]) == declared
    assert rule.cited(regime for regime in Regime if regime in rule.sources) == articles
    assert (rule.off, dict(rule.ends)) == (slug in OFF, ENDS.get(slug, {}))


@pytest.mark.parametrize("slug", DECLARED)
def test_a_finding_is_as_grave_as_what_it_claims(slug: str) -> None:
    findings = [one for case, _told in EXAMPLES[slug].fires for one in report(slug, case).findings]
    assert "".join(one.severity[0].upper() for one in findings) == DECLARED[slug][-1]


@pytest.mark.parametrize("slug", DECLARED)
def test_a_finding_is_told_under_the_activity_that_its_record_is_part_of(slug: str) -> None:
    for case, _told in (*EXAMPLES[slug].fires, *EXAMPLES[slug].not_assessed):
        said, known = report(slug, case), homes(case.inventory)
        for one in (*said.findings, *said.not_assessed):
            assert one.activity_id == known.get((one.record_type, one.record_id))
