"""Whose data and which (Art. 30(1)(c)), where they come from, and what calls for a screening of the risk."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, DataUse
from registry.documents.wording import data_words
from registry.linter.bases import code_of, everybody
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule
from registry.linter.rules.consent import WORKERS
from registry.linter.rules.legal_bases import THIRD_PERSONS

IMPACT, DONE = "dpia", "done"
ANONYMOUS = re.compile(r"\b(anonym|aggregat)", re.IGNORECASE)
IDENTIFYING = frozenset(
    {"cookie-identifier", "device-identifier", "platform-identifier", "user-identifier", "request-identifier"}
)
PSEUDONYM = re.compile(r"\b(hash|pseudonym)", re.IGNORECASE)
FREE_TEXT = frozenset(
    {
        "ai-prompt",
        "communications-data",
        "feedback",
        "message-content",
        "support-communications",
        "user-content",
    }
)


@rule(
    "subjects-missing",
    code="D01",
    title=gettext_lazy("No category of data subjects"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(c)", fadp="12(2)(c)"),
    why=gettext_lazy("The record describes whose data are processed."),
    fix=gettext_lazy("Choose the categories of data subjects for each category of data."),
)
def subjects_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if not any(use.subjects for use in activity.data_uses):
            yield context.found(
                activity,
                field="data_uses",
                message=_("No category of data subjects is recorded."),
                transcribed=_("The policy states no category of data subjects for this activity."),
            )


@rule(
    "data-categories-missing",
    code="D02",
    title=gettext_lazy("No category of personal data"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(c)", fadp="12(2)(c)"),
    why=gettext_lazy("The record describes which data are processed."),
    fix=gettext_lazy("Choose the categories of personal data."),
)
def data_categories_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if not activity.data_uses:
            yield context.found(
                activity,
                field="data_uses",
                message=_("No category of personal data is recorded."),
                transcribed=_("The policy states no category of personal data for this activity."),
            )


@rule(
    "data-category-unassigned",
    code="D03",
    title=gettext_lazy("Data of nobody"),
    kind=Class.MISSING,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=gdpr("30(1)(c)", fadp="12(2)(c)"),
    why=gettext_lazy(
        "Where several groups of people are concerned, a reader has to see whose these data are."
    ),
    fix=gettext_lazy("Choose the data subjects of this category of data."),
)
def data_category_unassigned(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        for use in activity.data_uses:
            if not use.subjects and everybody(activity):
                yield context.found(
                    use,
                    field="subjects",
                    activity=activity,
                    message=_("It is not recorded whose data “%(data)s” are."),
                    transcribed=_("The policy does not state whose data “%(data)s” are."),
                    data=data_words(use),
                )


@rule(
    "vulnerable-no-dpia-screening",
    code="D06",
    title=gettext_lazy("Screening for a high risk not done"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("35(1)"),
    guidance="WP248 rev. 01",
    why=gettext_lazy("People who cannot easily refuse or object are one of the signs of a high risk."),
    fix=gettext_lazy("Screen the activity: tick the criteria that are met and record the outcome."),
)
def vulnerable_no_dpia_screening(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if _screened(activity):
            continue
        people = everybody(activity)
        vulnerable = sorted(person.label for person in people.values() if person.vulnerable)
        if vulnerable:
            yield context.found(
                activity,
                field="screening_outcome",
                message=_(
                    "No screening for an impact assessment is recorded, though vulnerable people are concerned: %(people)s."
                ),
                transcribed=_(
                    "The policy states no screening for an impact assessment, though vulnerable people are concerned:"
                    " %(people)s."
                ),
                people="; ".join(vulnerable),
            )
        elif WORKERS & people.keys():
            yield context.found(
                activity,
                field="screening_outcome",
                severity=Severity.HINT,
                message=_("No screening for an impact assessment is recorded, though staff are concerned."),
            )


@rule(
    "free-text-field",
    code="D07",
    title=gettext_lazy("Free text without a word on what belongs there"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(1)(c)"),
    why=gettext_lazy("People write more into free text than is needed."),
    fix=gettext_lazy("Say in the note of the data how little is asked for and what happens to the rest."),
    off=True,
)
def free_text_field(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        for use in activity.data_uses:
            if _category(use) in FREE_TEXT and not use.note:
                yield context.found(
                    use,
                    field="note",
                    activity=activity,
                    message=_("“%(data)s” is free text, and no note says how it is kept to what is needed."),
                    data=data_words(use),
                )


@rule(
    "source-missing",
    code="D08",
    title=gettext_lazy("Source of data about third persons not said"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("14(2)(f)"),
    why=gettext_lazy("People whose data come from somebody else are told from whom."),
    fix=gettext_lazy("Record the source of these data or of the activity."),
)
def source_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        for use in activity.data_uses:
            strangers = sorted(person.label for person in use.subjects if person.code in THIRD_PERSONS)
            if strangers and not use.source and not activity.source_of_data:
                yield context.found(
                    use,
                    field="source",
                    activity=activity,
                    message=_("It is not recorded where “%(data)s” of these people come from: %(people)s."),
                    transcribed=_(
                        "The policy does not state where “%(data)s” of these people come from: %(people)s."
                    ),
                    data=data_words(use),
                    people="; ".join(strangers),
                )


@rule(
    "anonymous-claimed",
    code="D09",
    title=gettext_lazy("Called anonymous beside something that identifies"),
    kind=Class.CONTRADICTION,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("4(1) and 4(5)"),
    guidance="Recital 26 GDPR",
    why=gettext_lazy(
        "Data that can be linked to a person through an identifier or a hash are pseudonymous, not anonymous."
    ),
    fix=gettext_lazy("Call the data pseudonymous, or say why nothing leads back to a person."),
)
def anonymous_claimed(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        linked = any(
            _category(use) in IDENTIFYING or PSEUDONYM.search(data_words(use)) for use in activity.data_uses
        )
        for use in activity.data_uses:
            if linked and ANONYMOUS.search(data_words(use)) and not use.note:
                yield context.found(
                    use,
                    field="note",
                    activity=activity,
                    message=_(
                        "“%(data)s” is said to be anonymous, but the activity uses identifiers as well."
                    ),
                    data=data_words(use),
                )


def _screened(activity: Activity) -> bool:
    done = any(code_of(one.kind) == IMPACT and code_of(one.status) == DONE for one in activity.assessments)
    return done or activity.screening_outcome is not None


def _category(use: DataUse) -> str:
    return use.category.code if use.category else ""
