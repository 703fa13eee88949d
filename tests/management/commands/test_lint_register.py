"""`lint_register` and `list_rules`: findings, an exit code, or one plain sentence."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from registry.actions.examples.loading import FOLDER, load_example
from registry.linter.handbook import as_markdown, as_text
from registry.models import Organisation
from tests import factories as make
from tests.management.commands.running import run

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@pytest.fixture
def acme(db: None, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """One activity without a purpose, recorded on 4 May 2026."""
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC))
    owner = make.organisation(email="privacy@acme.example")
    make.activity(owner, joint_controllers_absent_because="It decides alone")
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return owner


TEXT = """\
Acme: findings on 20 November 2026, profile “Article 30”
missing or contradictory: 1; to check: 0; 0 hints; accepted: 0; not assessed: 0

MISSING OR CONTRADICTORY
  PA-0001 Running accounts
    No purpose is recorded. [purpose-missing; Art. 30(1)(b) GDPR]
"""


def test_findings_end_with_exit_code_one(acme: Organisation, capfdbinary: Any) -> None:
    ended = run(capfdbinary, "lint_register", "acme", "--rule", "purpose-missing")
    assert (ended.code, ended.out.decode(), ended.err) == (1, TEXT, "")


@pytest.mark.parametrize(
    "rule, level, code",
    [
        ("purpose-missing", "hint", 1),
        ("purpose-missing", "never", 0),
        ("owner-missing", "missing", 0),
        ("owner-missing", "check", 1),
        ("dpo-conflict", "hint", 0),
    ],
)
def test_the_level_decides_on_the_exit_code(
    acme: Organisation, capfdbinary: Any, rule: str, level: str, code: int
) -> None:
    assert run(capfdbinary, "lint_register", "acme", "--rule", rule, "--fail-level", level).code == code


def test_the_day_and_the_instant_are_those_asked_for(acme: Organisation, capfdbinary: Any) -> None:
    before = run(capfdbinary, "lint_register", "acme", "--rule", "purpose-missing", "--on", "2018-05-24")
    assert (before.code, before.out.decode().splitlines()[0]) == (
        0,
        "Acme: findings on 24 May 2018, profile “Article 30”",
    )
    unrecorded = run(
        capfdbinary, "lint_register", "acme", "--rule", "purpose-missing", "--as-of", "2026-05-03"
    )
    assert unrecorded.code == 0
    recorded = run(capfdbinary, "lint_register", "acme", "--rule", "purpose-missing", "--as-of", "2026-05-04")
    assert recorded.code == 1


def test_the_profile_is_the_organisations_own_where_none_is_named(
    acme: Organisation, capfdbinary: Any
) -> None:
    def asked(*arguments: str) -> tuple[str, bool]:
        ended = run(capfdbinary, "lint_register", "acme", "--format", "json", *arguments)
        (found,) = json.loads(ended.out)
        return found["profile"], "owner-missing" in found["rules"]

    assert asked() == ("art30", False)
    assert asked("--profile", "accountability") == ("accountability", True)
    make.changed(acme, profile="everything")
    assert asked() == ("everything", True)
    assert asked("--profile", "art30") == ("art30", False)


def test_all_organisations_are_checked_where_none_is_named(acme: Organisation, capfdbinary: Any) -> None:
    make.organisation(slug="zenith", name="Zenith")
    every = run(capfdbinary, "lint_register", "--format", "json", "--rule", "purpose-missing")
    assert [(one["organisation"], len(one["findings"])) for one in json.loads(every.out)] == [
        ("acme", 1),
        ("zenith", 0),
    ]
    one = run(capfdbinary, "lint_register", "zenith", "zenith", "--format", "json")
    assert [one["organisation"] for one in json.loads(one.out)] == ["zenith"]


def test_an_accepted_finding_does_not_count(acme: Organisation, capfdbinary: Any) -> None:
    make.waiver(acme, until=NOW.date())
    ended = run(capfdbinary, "lint_register", "acme", "--rule", "purpose-missing")
    assert ended.code == 0
    assert "accepted until 20 November 2026: Being written" in ended.out.decode()
    later = run(capfdbinary, "lint_register", "acme", "--rule", "purpose-missing", "--on", "2026-11-21")
    assert (later.code, "was accepted until 20 November 2026" in later.out.decode()) == (1, True)


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("nobody",), "There is no organisation “nobody”.\n"),
        (("--on", "soon"), "“soon” is not a day: write it like 2018-10-19.\n"),
        (("--rule", "no-rule"), "There is no rule “no-rule”; list_rules names them all.\n"),
        (
            ("--profile", "all"),
            "“all” is not a known profile: choose art30, accountability or everything.\n",
        ),
        (("--format", "pdf"), "“pdf” is not a known format: choose text or json.\n"),
        (("--fail-level", "x"), "“x” is not a known level: choose missing, check, hint or never.\n"),
    ],
)
def test_what_is_not_possible_is_one_sentence(
    acme: Organisation, capfdbinary: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = run(capfdbinary, "lint_register", *arguments)
    assert (ended.code, ended.out, ended.err) == (2, b"", sentence)


def test_rules_are_listed_in_each_format(capfdbinary: Any) -> None:
    assert run(capfdbinary, "list_rules").out.decode() == as_text()
    assert run(capfdbinary, "list_rules", "--format", "markdown").out.decode() == as_markdown()
    listed = json.loads(run(capfdbinary, "list_rules", "--format", "json").out)
    assert [one["code"] for one in listed] == sorted(one["code"] for one in listed)
    refused = run(capfdbinary, "list_rules", "--format", "pdf")
    assert (refused.code, refused.err) == (
        2,
        "“pdf” is not a known format: choose text, json or markdown.\n",
    )


GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "lint"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_the_examples_speak_as_they_were_read(db: None, capfdbinary: Any, path: Path) -> None:
    slug, _dash, day = path.stem.partition("-")
    load_example(FOLDER / f"{slug}.yaml")
    arguments = (slug, "--profile", "everything", "--on", day or "2026-11-20", "--fail-level", "never")
    assert run(capfdbinary, "lint_register", *arguments).out.decode() == path.read_text()
