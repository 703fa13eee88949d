"""Impact assessments (Art. 35, 36): whether one is needed, whether it is done, and whether it still holds."""

import datetime as dt
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity
from registry.documents.records.evidence import Assessment
from registry.documents.wording import data_words, day
from registry.law.regimes import Regime
from registry.linter.abroad import calendar, years_later
from registry.linter.bases import YES, code_of
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule
from registry.linter.rules.subjects import DONE, IMPACT

REQUIRED, NOT_REQUIRED = "required", "not-required"
EVALUATION, DECISIONS, LARGE_SCALE = "evaluation", "decisions", "large-scale"
ENOUGH = 2
"""Criteria of WP248 from which on an assessment is called for in most cases."""
FRESH = 3
"""Years for which an assessment counts unless its own next review is recorded: a default of our own."""
HIGH = re.compile(r"\b(high|hohe?s?|hoch|élevée?)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(not?|nicht|kein\w*|pas|non)\b", re.IGNORECASE)
CONSULTED = re.compile(r"consult|konsult|\bArt(icle|\.|ikel)? ?36\b", re.IGNORECASE)


@rule(
    "dpia-35-3-a",
    code="I01",
    title=gettext_lazy("Evaluation of people without an impact assessment"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("35(3)(a)"),
    why=gettext_lazy(
        "Decisions with legal or similar effects that rest on systematic and extensive evaluation are assessed first."
    ),
    fix=gettext_lazy("Carry out the impact assessment and record it, or correct the screening."),
)
def dpia_evaluation(context: Context) -> Iterator[Found]:
    for activity in _unassessed(context):
        if _evaluates(activity):
            mild = _begun(activity) or LARGE_SCALE not in _criteria(activity)
            yield context.found(
                activity,
                field="assessments",
                severity=Severity.CHECK if mild else None,
                message=_(
                    "People are evaluated and decided on, and no impact assessment that is done is recorded."
                ),
                transcribed=_(
                    "People are evaluated and decided on, and the policy states no impact assessment."
                ),
            )


@rule(
    "dpia-35-3-b",
    code="I02",
    title=gettext_lazy("Sensitive data on a large scale without an impact assessment"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("35(3)(b)", fadp="22(2)(a)"),
    why=gettext_lazy("Special categories and criminal data on a large scale are assessed first."),
    fix=gettext_lazy("Carry out the impact assessment and record it, or correct the screening."),
)
def dpia_sensitive(context: Context) -> Iterator[Found]:
    for activity in _unassessed(context):
        found = delicate(activity)
        if LARGE_SCALE in _criteria(activity) and found:
            yield context.found(
                activity,
                field="assessments",
                severity=Severity.CHECK if _begun(activity) else None,
                message=_(
                    "Used on a large scale, and no impact assessment that is done is recorded: %(data)s."
                ),
                transcribed=_("Used on a large scale, and the policy states no impact assessment: %(data)s."),
                data="; ".join(found),
            )


@rule(
    "dpia-wp248-two",
    code="I04",
    title=gettext_lazy("An impact assessment seems to be needed"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("35(1)", fadp="22(1)"),
    guidance="WP248 rev. 01",
    why=gettext_lazy("Where two of the nine criteria are met, a high risk is likely in most cases."),
    fix=gettext_lazy(
        "Carry out the impact assessment and record it; or record as the outcome of one why none is needed."
    ),
)
def dpia_two_criteria(context: Context) -> Iterator[Found]:
    counted = Regime.EU in context.regimes or Regime.UK in context.regimes
    for activity in _unassessed(context):
        if _evaluates(activity) or (LARGE_SCALE in _criteria(activity) and delicate(activity)):
            continue  # for which there are rules of their own
        outcome = code_of(activity.screening_outcome)
        met = [criterion.label for criterion in activity.screening_criteria]
        if outcome == REQUIRED:
            yield context.found(
                activity,
                field="assessments",
                message=_(
                    "By its screening the activity needs an impact assessment, and none that is done is recorded."
                ),
            )
        elif counted and len(met) >= ENOUGH and not (outcome == NOT_REQUIRED and _reasoned(activity)):
            yield context.found(
                activity,
                field="assessments",
                message=_(
                    "Criteria for a high risk are met, and no impact assessment that is done is recorded: %(met)s."
                ),
                met="; ".join(met),
            )


@rule(
    "dpia-not-needed-unreasoned",
    code="I06",
    title=gettext_lazy("No impact assessment needed, without a reason"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(2)"),
    guidance="WP248 rev. 01",
    why=gettext_lazy("Who decides against an assessment should be able to say why."),
    fix=gettext_lazy("Record the reason as the outcome of an impact assessment, or attach the screening."),
)
def dpia_unreasoned(context: Context) -> Iterator[Found]:
    for activity in _unassessed(context):
        met = activity.screening_criteria
        refused = code_of(activity.screening_outcome) == NOT_REQUIRED
        if refused and len(met) == 1 and not _reasoned(activity):
            yield context.found(
                activity,
                field="screening_outcome",
                message=_(
                    "No impact assessment is said to be needed though this is met, and no reason is recorded: %(met)s."
                ),
                met=met[0].label,
            )


@rule(
    "dpia-dpo-advice",
    code="I07",
    title=gettext_lazy("Impact assessment without the officer's advice"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("35(2)"),
    why=gettext_lazy("Where there is a data protection officer, their advice is sought."),
    fix=gettext_lazy("Ask the officer, and record the advice with the assessment."),
)
def dpia_advice(context: Context) -> Iterator[Found]:
    for assessment, _users in _done(context):
        if context.organisation.dpo is not None and not assessment.dpo_advice:
            yield context.found(
                assessment,
                field="dpo_advice",
                message=_("No advice of the data protection officer is recorded with “%(title)s”."),
                transcribed=_("The policy states no advice of the data protection officer on “%(title)s”."),
                title=assessment.title,
            )


@rule(
    "dpia-stale",
    code="I08",
    title=gettext_lazy("Impact assessment out of date"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("35(11)"),
    guidance="Three years are a default of this software",
    why=gettext_lazy("When the risk changes, it is looked at again whether the assessment still holds."),
    fix=gettext_lazy("Review the assessment, and record the day and when the next review is due."),
)
def dpia_stale(context: Context) -> Iterator[Found]:
    for assessment, users in _done(context):
        due, made = assessment.next_review_on, assessment.assessed_on
        changed = [
            first for one in users for first in _beginnings(one) if made and made < first <= context.on
        ]
        if due is not None and due < context.on:
            yield context.found(
                assessment,
                field="next_review_on",
                message=_("The impact assessment “%(title)s” was due for review on %(due)s."),
                due=day(due),
                title=assessment.title,
            )
        elif changed:
            yield context.found(
                assessment,
                field="assessed_on",
                message=_(
                    "The impact assessment “%(title)s” is of %(made)s, and what it is about changed on %(changed)s."
                ),
                changed=day(max(changed)),
                title=assessment.title,
                made=day(made),
            )
        elif made and due is None and years_later(made, FRESH) < calendar(context.on):
            yield context.found(
                assessment,
                field="assessed_on",
                message=_("The impact assessment “%(title)s” is of %(made)s, more than three years ago."),
                title=assessment.title,
                made=day(made),
            )


@rule(
    "dpia-high-residual",
    code="I09",
    title=gettext_lazy("A high risk remains without prior consultation"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("36(1)", fadp="23(1)"),
    why=gettext_lazy("Where a high risk remains despite all measures, the authority is consulted first."),
    fix=gettext_lazy(
        "Record the consultation in the outcome of the assessment, or correct the residual risk."
    ),
)
def dpia_high_residual(context: Context) -> Iterator[Found]:
    advised = context.regimes == (Regime.CH,)
    for assessment, _users in _done(context):
        risk = assessment.residual_risk.strip()
        told = CONSULTED.search(assessment.outcome) or (advised and assessment.dpo_advice)
        if HIGH.search(risk) and not DENIED.search(risk) and not told:
            yield context.found(
                assessment,
                field="residual_risk",
                severity=None if HIGH.fullmatch(risk) else Severity.CHECK,
                message=_(
                    "By “%(title)s” a high risk remains (%(risk)s), and no prior consultation is recorded."
                ),
                title=assessment.title,
                risk=risk,
            )


def delicate(activity: Activity) -> list[str]:
    """The special categories and criminal data that it uses."""
    found = [
        data_words(use)
        for use in activity.data_uses
        if use.category and (use.category.special or use.category.criminal)
    ]
    return list(dict.fromkeys(found))


def _unassessed(context: Context) -> Iterator[Activity]:
    """The activities of Part A without an impact assessment that was done by the day."""
    return (
        one for one in context.controlled if not any(_holds(made, context.on) for made in one.assessments)
    )


def _holds(assessment: Assessment, on: dt.date) -> bool:
    done = code_of(assessment.kind) == IMPACT and code_of(assessment.status) == DONE
    return done and (assessment.assessed_on is None or assessment.assessed_on <= on)


def _done(context: Context) -> Iterator[tuple[Assessment, list[Activity]]]:
    """The impact assessments that were done by the day, each once, with the activities that they are about."""
    found: dict[int, tuple[Assessment, list[Activity]]] = {}
    for activity in context.controlled:
        for one in activity.assessments:
            if _holds(one, context.on):
                found.setdefault(one.id, (one, []))[1].append(activity)
    yield from found.values()


def _begun(activity: Activity) -> bool:
    """Whether an impact assessment is planned, under way, or was found not to be needed."""
    return any(code_of(one.kind) == IMPACT for one in activity.assessments)


def _reasoned(activity: Activity) -> bool:
    """Whether something says why no impact assessment is needed."""
    said = any(code_of(one.kind) == IMPACT and one.outcome for one in activity.assessments)
    return said or bool(activity.documents)


def _criteria(activity: Activity) -> set[str]:
    return {criterion.code for criterion in activity.screening_criteria}


def _evaluates(activity: Activity) -> bool:
    """Whether people are evaluated, and decisions about them rest on it."""
    criteria = _criteria(activity)
    return EVALUATION in criteria and (DECISIONS in criteria or code_of(activity.automated_decisions) == YES)


def _beginnings(activity: Activity) -> Iterator[dt.date]:
    """The days on which purposes, data, recipients and transfers of an activity began, as far as they are known."""
    for parts in (activity.purposes, activity.data_uses, activity.disclosures, activity.transfers):
        yield from (one.in_force_from for one in parts if one.in_force_from is not None)
