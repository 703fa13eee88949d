"""The catalogue of rules for people: as text, as JSON and as the page `docs/rules.md`."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from registry.law.regimes import Regime
from registry.linter.catalogue import THEMES, all_rules
from registry.linter.rule import Rule

INTRODUCTION = """\
# Rules

What is checked, why, on which article it rests, and how it is fixed. Written by `manage.py list_rules --format markdown`.

*Missing or contradictory* · *Check* · *Hint* say how much a finding matters. Each profile includes the one before:
*Article 30* asks what the article asks, *Accountability* what other articles ask of the same facts, *Everything* the rest.
Only what is missing in the record or contradicts itself can stand in the way of a release. A rule that is *off at first*
runs where the organisation has set how it sees it. Nothing is checked before a law applies: the GDPR from 25 May 2018,
the UK GDPR from 1 January 2021, the FADP from 1 September 2023. Where the list of a law is not filled, the answer is
“not assessed”.
"""


def as_markdown() -> str:
    """The page: every rule under its theme, by code."""
    parts = [INTRODUCTION]
    for theme, rules in groupby(all_rules(), key=lambda rule: rule.theme):
        parts.append(f"\n## {theme}. {THEMES[theme]}\n")
        parts += [_entry(rule) for rule in rules]
    return "".join(parts)


def as_text() -> str:
    """One line for each rule: code, slug, severity, profile, title."""
    return "".join(
        f"{rule.code}  {rule.slug:34} {rule.severity.label:26} {rule.profile.label:16} {rule.title}\n"
        for rule in all_rules()
    )


def as_data() -> list[dict[str, Any]]:
    """Every rule with all that it declares."""
    return [
        {
            "code": rule.code,
            "slug": rule.slug,
            "title": str(rule.title),
            "class": rule.kind.value,
            "severity": rule.severity.value,
            "profile": rule.profile.value,
            "sources": {regime.value: source for regime, source in rule.sources.items()},
            "guidance": rule.guidance,
            "since": rule.since.isoformat() if rule.since else None,
            "ends": {regime.value: last.isoformat() for regime, last in rule.ends.items()},
            "off": rule.off,
            "blocks": rule.blocks,
            "why": str(rule.why),
            "fix": str(rule.fix),
        }
        for rule in all_rules()
    ]


def _entry(rule: Rule) -> str:
    return "\n".join(
        (
            f"\n### {rule.code} `{rule.slug}`\n",
            f"**{rule.title}** · {rule.kind.label} · {' · '.join(_marks(rule))}\n",
            f"{rule.why}\n",
            f"- *Fix:* {rule.fix}",
            f"- *Source:* {'; '.join(dict.fromkeys(rule.sources.values()))}{_further(rule)}\n",
        )
    )


def _marks(rule: Rule) -> Iterator[str]:
    yield str(rule.severity.label)
    yield str(rule.profile.label)
    yield ", ".join(regime.value for regime in Regime if regime in rule.sources)
    if rule.since:
        yield f"since {rule.since.isoformat()}"
    for regime, last in rule.ends.items():
        yield f"{regime.value} until {last.isoformat()}"
    if rule.off:
        yield "off at first"


def _further(rule: Rule) -> str:
    return f" — {rule.guidance}" if rule.guidance else ""
