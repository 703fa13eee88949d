"""Automated decisions (Art. 22): on what ground, on which data, with which safeguards, and what people are told."""

import datetime as dt
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity
from registry.documents.wording import data_words
from registry.law.regimes import Regime
from registry.linter.bases import EXPLICIT_CONSENT, YES, code_of, condition_of, served
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule, union

PUBLIC_INTEREST = "9.2.g"
AGREED = re.compile(r"contract|vertrag|contrat|consent|einwillig|22\(2\)\([ac]\)", re.IGNORECASE)
"""Words that name a contract or consent."""
BY_LAW = re.compile(r"\b(law|act|statute|gesetz|loi)\b|§|22\(2\)\(b\)", re.IGNORECASE)
"""Words that name a law."""


def reformed(article: str, later: str) -> dict[Regime, str]:
    """An article of the GDPR and of the UK GDPR that another one replaced there on 5 February 2026."""
    return {**union(article), Regime.UK: f"Art. {article} UK GDPR (Art. {later} from 5 February 2026)"}


@rule(
    "adm-no-ground",
    code="I10",
    title=gettext_lazy("Automated decisions without a ground"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("22(2)"),
    ends={Regime.UK: dt.date(2026, 2, 4)},
    why=gettext_lazy(
        "Solely automated decisions with legal or similar effects need a contract, a law or explicit consent."
    ),
    fix=gettext_lazy("Record which of the three the decisions rest on, or let a person decide."),
)
def adm_no_ground(context: Context) -> Iterator[Found]:
    for activity in _deciding(context):
        ground = activity.decision_ground
        if not ground:
            yield context.found(
                activity,
                field="decision_ground",
                message=_("No ground is recorded for the automated decisions."),
                transcribed=_("The policy states no ground for the automated decisions."),
            )
        elif not (AGREED.search(ground) or BY_LAW.search(ground)):
            yield context.found(
                activity,
                field="decision_ground",
                severity=Severity.CHECK,
                message=_(
                    "The ground of the automated decisions names neither contract nor law nor explicit consent."
                ),
            )


@rule(
    "adm-special",
    code="I11",
    title=gettext_lazy("Automated decisions on special categories"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=reformed("22(4)", "22B"),
    why=gettext_lazy(
        "On special categories, decisions are automated only with explicit consent or for a substantial public interest."
    ),
    fix=gettext_lazy(
        "Choose one of the two conditions, keep these data out of the decisions, or let a person decide."
    ),
)
def adm_special(context: Context) -> Iterator[Found]:
    for activity in _deciding(context):
        wrong = _wrongly_conditioned(activity)
        if wrong:
            yield context.found(
                activity,
                field="automated_decisions",
                # With several purposes, the decisions may serve another one.
                severity=Severity.CHECK if len(activity.purposes) > 1 else None,
                message=_(
                    "Decisions are automated, and these data rest neither on explicit consent nor on a substantial public"
                    " interest: %(data)s."
                ),
                data="; ".join(wrong),
            )


@rule(
    "adm-safeguards",
    code="I12",
    title=gettext_lazy("Automated decisions without safeguards"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources={**reformed("22(3)", "22C"), Regime.CH: "Art. 21(2) FADP"},
    why=gettext_lazy("People can ask for a human, say what they think, and contest the decision."),
    fix=gettext_lazy("Record how somebody reaches a human who can change the decision."),
)
def adm_safeguards(context: Context) -> Iterator[Found]:
    for activity in _deciding(context):
        if not activity.decision_safeguards:
            ground = activity.decision_ground
            # Where a law allows the decisions, it lays down the safeguards as well.
            lawful = BY_LAW.search(ground) and not AGREED.search(ground)
            yield context.found(
                activity,
                field="decision_safeguards",
                severity=Severity.CHECK if lawful else None,
                message=_("No way to a human who can change an automated decision is recorded."),
                transcribed=_("The policy states no way to a human who can change an automated decision."),
            )


@rule(
    "adm-notice",
    code="I13",
    title=gettext_lazy("Logic or consequences of automated decisions not described"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("13(2)(f), 14(2)(g)"),
    why=gettext_lazy("People are told how decisions come about and what they mean for them."),
    fix=gettext_lazy("Describe the logic involved and the consequences, and tell people of both."),
)
def adm_notice(context: Context) -> Iterator[Found]:
    for activity in _deciding(context):
        items = {
            "decision_logic": (activity.decision_logic, _("the logic involved")),
            "decision_significance": (activity.decision_significance, _("what they mean for people")),
        }
        lacking = {field: words for field, (said, words) in items.items() if not said}
        if lacking:
            yield context.found(
                activity,
                field=next(iter(lacking)),
                message=_("Of the automated decisions this is not recorded: %(lacking)s."),
                transcribed=_("Of the automated decisions the policy does not state: %(lacking)s."),
                lacking="; ".join(lacking.values()),
            )


def _deciding(context: Context) -> Iterator[Activity]:
    """The activities of Part A with automated decisions."""
    return (one for one in context.controlled if code_of(one.automated_decisions) == YES)


def _wrongly_conditioned(activity: Activity) -> list[str]:
    """The special categories that rest on other conditions only; where there is none, another rule says so."""
    found = []
    for use in activity.data_uses:
        conditions = {condition_of(one) for one in served(activity, use)} - {""}
        fitting = conditions & {EXPLICIT_CONSENT, PUBLIC_INTEREST}
        if use.category and use.category.special and conditions and not fitting:
            found.append(data_words(use))
    return list(dict.fromkeys(found))
