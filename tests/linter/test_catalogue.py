"""The catalogue of rules: slugs and codes once and for good, and words that a person can use."""

import datetime as dt

import pytest

from registry.documents.inventory import Inventory
from registry.law.regimes import Regime
from registry.linter.catalogue import THEMES, UnknownRule, all_rules, rule_named
from registry.linter.engine import lint
from registry.linter.findings import Severity
from registry.linter.rule import Class, Profile, Rule, gdpr, rule, union
from tests.linter.codes import CODES, LEFT

RULES = all_rules()


def test_slugs_and_codes_are_those_that_were_given() -> None:
    assert [(one.code, one.slug) for one in RULES if CODES.get(one.code) != one.slug] == []
    assert [one.code for one in RULES] == sorted({one.code for one in RULES})


def test_every_rule_says_what_why_and_how_to_fix_it() -> None:
    silent = [one.slug for one in RULES if not all(map(str, (one.title, one.why, one.fix)))]
    assert silent == []
    assert [
        one.slug for one in RULES if not str(one.why).endswith(".") or not str(one.fix).endswith(".")
    ] == []
    assert {one.theme for one in RULES} <= set(THEMES)


def test_a_rule_is_found_by_its_slug() -> None:
    assert [rule_named(one.slug) for one in RULES] == list(RULES)
    with pytest.raises(UnknownRule, match=r"There is no rule “no-such-rule”; list_rules names them all\."):
        rule_named("no-such-rule")


def test_every_rule_is_silent_on_the_empty_inventory() -> None:
    report = lint(Inventory(), on=dt.date(2026, 11, 20), only=[one.slug for one in RULES])
    assert (report.findings, report.accepted, report.not_assessed) == ((), (), ())
    assert len(report.rules) == len(RULES)


@pytest.mark.parametrize(
    "slug, code, sources",
    [("Not A Slug", "A99", {"EU": "x"}), ("fine", "Z01", {"EU": "x"}), ("fine", "A99", {})],
)
def test_what_is_no_declaration_is_refused(slug: str, code: str, sources: dict) -> None:
    with pytest.raises(ValueError, match="is not the declaration of a rule"):
        declare(slug, code=code, sources=sources)


@pytest.mark.parametrize("slug, code", [("purpose-missing", "A99"), ("fine", "B01")])
def test_a_slug_and_a_code_are_given_once(slug: str, code: str) -> None:
    with pytest.raises(ValueError, match="was given before"):
        declare(slug, code=code, sources={"EU": "x"})


def declare(slug: str, *, code: str, sources: dict) -> None:
    rule(
        slug,
        code=code,
        title="t",
        kind=Class.QUALITY,
        severity=Severity.HINT,
        profile=Profile.ART30,
        sources=sources,
        why="w",
        fix="f",
    )(lambda context: ())


def example(**values: object) -> Rule:
    known = {
        "slug": "x",
        "code": "A99",
        "title": "t",
        "kind": Class.MISSING,
        "severity": Severity.MISSING,
        "profile": Profile.ART30,
        "sources": gdpr("6(1)", fadp="12(2)(b)"),
        "why": "w",
        "fix": "f",
        "check": lambda context: (),
    }
    return Rule(**{**known, **values})


def test_a_rule_holds_from_the_first_day_of_each_regime() -> None:
    def held(*day: int, **values: object) -> str:
        return example(**values).cited(example(**values).regimes(Regime, on=dt.date(*day)))

    assert held(2018, 5, 24) == ""
    assert held(2018, 5, 25) == held(2020, 12, 31) == "Art. 6(1) GDPR"
    assert held(2021, 1, 1) == held(2023, 8, 31) == "Art. 6(1) GDPR; Art. 6(1) UK GDPR"
    assert held(2023, 9, 1) == "Art. 6(1) GDPR; Art. 6(1) UK GDPR; Art. 12(2)(b) FADP"
    assert held(2020, 7, 15, since=dt.date(2020, 7, 16)) == ""
    assert held(2020, 7, 16, since=dt.date(2020, 7, 16)) == "Art. 6(1) GDPR"
    ends = {Regime.UK: dt.date(2026, 2, 4)}
    assert held(2026, 2, 4, sources=gdpr("22(2)"), ends=ends) == "Art. 22(2) GDPR; Art. 22(2) UK GDPR"
    assert held(2026, 2, 5, sources=gdpr("22(2)"), ends=ends) == "Art. 22(2) GDPR"
    assert held(2026, 2, 5, sources=union("87")) == "Art. 87 GDPR"


def test_only_what_is_missing_or_contradicts_stands_in_the_way() -> None:
    assert [kind for kind in Class if example(kind=kind).blocks] == [Class.MISSING, Class.CONTRADICTION]
    assert not example(severity=Severity.CHECK).blocks


def test_what_is_no_rule_says_why() -> None:
    asked = {code for code in CODES if code[0] in "FHI"}
    assert asked - {one.code for one in RULES} == set(LEFT)
