"""Special categories (Art. 9), criminal data (Art. 10) and national identification numbers (Art. 87)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, DataUse, Purpose
from registry.documents.wording import data_words
from registry.law.regimes import Regime
from registry.linter.bases import EXPLICIT_CONSENT, INTERESTS, condition_of, grounds_of, served, serving
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule, union

BY_LAW = frozenset({"9.2.b", "9.2.g", "9.2.h", "9.2.i", "9.2.j"})
"""The conditions that need a law; (b) has a collective agreement too, (h) a contract with a health professional."""
BY_AGREEMENT = frozenset({"9.2.b", "9.2.h"})
SCHEDULE_1 = re.compile(r"\bsch(edule|\.)?\s*1\b", re.IGNORECASE)
PICTURES_AND_VOICES = frozenset({"photograph", "images-and-recordings", "call-recording", "cctv-images"})
TELLING = frozenset({"precise-location", "family-members", "nationality"})


@rule(
    "special-no-art9",
    code="C01",
    title=gettext_lazy("Special categories without a condition"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("9(2)"),
    why=gettext_lazy("Special categories may be used only under one of the conditions of Art. 9(2)."),
    fix=gettext_lazy("Choose the condition at the purpose that the data serve."),
)
def special_no_art9(context: Context) -> Iterator[Found]:
    for activity, use in _uses(context, "special"):
        purposes = served(activity, use)
        if not any(map(condition_of, purposes)) and not _interests_alone(purposes):
            yield context.found(
                use,
                field="category",
                activity=activity,
                message=_("No condition for special categories is recorded for “%(data)s”."),
                transcribed=_("The policy states no condition for special categories for “%(data)s”."),
                data=data_words(use),
            )


@rule(
    "li-special-category",
    code="B12",
    title=gettext_lazy("Special categories on legitimate interests alone"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("9(1) and 9(2)"),
    why=gettext_lazy("Legitimate interests are no condition for special categories."),
    fix=gettext_lazy("Choose a condition of Art. 9(2) as well, or stop using these data."),
)
def li_special_category(context: Context) -> Iterator[Found]:
    for activity, use in _uses(context, "special"):
        purposes = served(activity, use)
        if not any(map(condition_of, purposes)) and _interests_alone(purposes):
            yield context.found(
                use,
                field="category",
                activity=activity,
                message=_("“%(data)s” is used on legitimate interests alone."),
                data=data_words(use),
            )


@rule(
    "art9-without-special",
    code="C02",
    title=gettext_lazy("Condition for special categories without such data"),
    kind=Class.CONTRADICTION,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("9(2)"),
    why=gettext_lazy("Either the condition is superfluous or a special category is missing from the data."),
    fix=gettext_lazy("Add the special category to the data, or remove the condition."),
)
def art9_without_special(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        special = any(use.category and use.category.special for use in serving(activity, purpose))
        if condition_of(purpose) and not special:
            yield context.found(
                purpose,
                field="special_condition",
                activity=activity,
                message=_("“%(purpose)s” has a condition for special categories, but no such data serve it."),
                purpose=purpose.text,
            )


@rule(
    "art9-explicit-consent",
    code="C03",
    title=gettext_lazy("Explicit consent without proof or withdrawal"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("9(2)(a)"),
    guidance="Art. 7 GDPR",
    why=gettext_lazy("Explicit consent has to be shown, and can be withdrawn at any time."),
    fix=gettext_lazy("Record how the explicit consent is proven and how it is withdrawn."),
)
def art9_explicit_consent(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        if condition_of(purpose) != EXPLICIT_CONSENT:
            continue
        if not purpose.consent_proof:
            yield context.found(
                purpose,
                field="consent_proof",
                activity=activity,
                message=_("It is not recorded how explicit consent to “%(purpose)s” is proven."),
                transcribed=_("The policy does not state how explicit consent to “%(purpose)s” is proven."),
                purpose=purpose.text,
            )
        if not purpose.withdrawal_route:
            yield context.found(
                purpose,
                field="withdrawal_route",
                activity=activity,
                message=_("It is not recorded how explicit consent to “%(purpose)s” is withdrawn."),
                transcribed=_(
                    "The policy does not state how explicit consent to “%(purpose)s” is withdrawn."
                ),
                purpose=purpose.text,
            )


@rule(
    "art9-law-uncited",
    code="C04",
    title=gettext_lazy("Condition by law without the law"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=union("9(2)(b) and (g) to (j)"),
    why=gettext_lazy(
        "These conditions exist only by a law; a collective agreement or a contract with a health professional may do."
    ),
    fix=gettext_lazy(
        "Cite the law or, where the condition allows it, explain the agreement or the contract."
    ),
)
def art9_law_uncited(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        condition = condition_of(purpose)
        agreed = condition in BY_AGREEMENT and purpose.bases_explained
        if condition in BY_LAW and not _of_the_uk(purpose) and not purpose.law_cited and not agreed:
            yield context.found(
                purpose,
                field="law_cited",
                activity=activity,
                message=_(
                    "No law is cited for the condition under which “%(purpose)s” uses special categories."
                ),
                transcribed=_(
                    "The policy cites no law for the condition under which “%(purpose)s” uses special categories."
                ),
                purpose=purpose.text,
            )


@rule(
    "criminal-no-art10",
    code="C06",
    title=gettext_lazy("Criminal data without authority or law"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("10"),
    why=gettext_lazy(
        "Data on convictions and offences may be used only under official authority or where a law allows it."
    ),
    fix=gettext_lazy("Record the authority or the law at the purpose that the data serve."),
)
def criminal_no_art10(context: Context) -> Iterator[Found]:
    for activity, use in _uses(context, "criminal"):
        if not any(purpose.criminal_authority for purpose in served(activity, use)):
            yield context.found(
                use,
                field="category",
                activity=activity,
                message=_("No authority and no law is recorded for the use of “%(data)s”."),
                transcribed=_("The policy states no authority and no law for the use of “%(data)s”."),
                data=data_words(use),
            )


@rule(
    "national-id-uncited",
    code="C07",
    title=gettext_lazy("National identification number without its rule"),
    kind=Class.LAWFULNESS,
    severity=Severity.HINT,
    profile=Profile.ACCOUNTABILITY,
    sources=union("87"),
    why=gettext_lazy("National law may say when such a number may be used."),
    fix=gettext_lazy("Cite the national rule at the purpose that the number serves."),
)
def national_id_uncited(context: Context) -> Iterator[Found]:
    for activity, use in _uses(context, "national_id"):
        if not any(purpose.law_cited for purpose in served(activity, use)):
            yield context.found(
                use,
                field="category",
                activity=activity,
                message=_("No national rule is cited for the use of “%(data)s”."),
                transcribed=_("The policy cites no national rule for the use of “%(data)s”."),
                data=data_words(use),
            )


@rule(
    "biometric-identification-flag",
    code="C08",
    title=gettext_lazy("Pictures or voices: used to identify?"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("4(14)"),
    guidance="Recital 51 GDPR",
    why=gettext_lazy(
        "Pictures and voices are biometric data only where they serve to identify a person uniquely."
    ),
    fix=gettext_lazy("Say in the note of the data whether they are used for unique identification."),
    off=True,
)
def biometric_identification_flag(context: Context) -> Iterator[Found]:
    for activity, use in _unremarked(context, PICTURES_AND_VOICES):
        yield context.found(
            use,
            field="note",
            activity=activity,
            message=_("It is not recorded whether “%(data)s” serves to identify people uniquely."),
            data=data_words(use),
        )


@rule(
    "inferred-special",
    code="C09",
    title=gettext_lazy("Data that may tell something special"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("9(1)"),
    guidance="C-184/20",
    why=gettext_lazy("What reveals a special category indirectly is one as well."),
    fix=gettext_lazy("Say in the note of the data what can and what cannot be inferred from them."),
    off=True,
)
def inferred_special(context: Context) -> Iterator[Found]:
    for activity, use in _unremarked(context, TELLING):
        yield context.found(
            use,
            field="note",
            activity=activity,
            message=_("“%(data)s” may reveal a special category, and no note says whether it does."),
            data=data_words(use),
        )


@rule(
    "uk-schedule1-missing",
    code="C10",
    title=gettext_lazy("Condition of Schedule 1 not named"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources={Regime.UK: "DPA 2018 Schedule 1"},
    why=gettext_lazy(
        "In the United Kingdom these conditions, and the use of criminal data, hold only under one of Schedule 1."
    ),
    fix=gettext_lazy(
        "Cite the paragraph of Schedule 1 of the DPA 2018, and the policy document where that paragraph asks for one."
    ),
)
def uk_schedule1_missing(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        criminal = any(use.category and use.category.criminal for use in serving(activity, purpose))
        asked = criminal or (condition_of(purpose) in BY_LAW and _of_the_uk(purpose))
        cited = f"{purpose.law_cited} {purpose.criminal_authority}"
        if asked and not SCHEDULE_1.search(cited):
            yield context.found(
                purpose,
                field="law_cited",
                activity=activity,
                severity=Severity.CHECK if cited.strip() else None,
                message=_("No condition of Schedule 1 of the DPA 2018 is cited for “%(purpose)s”."),
                transcribed=_(
                    "The policy cites no condition of Schedule 1 of the DPA 2018 for “%(purpose)s”."
                ),
                purpose=purpose.text,
            )


def _uses(context: Context, flag: str) -> Iterator[tuple[Activity, DataUse]]:
    """The uses of data whose category bears the flag, in activities of Part A that have a purpose."""
    for activity in context.controlled:
        for use in activity.data_uses:
            if activity.purposes and use.category is not None and getattr(use.category, flag):
                yield activity, use


def _unremarked(context: Context, codes: frozenset[str]) -> Iterator[tuple[Activity, DataUse]]:
    for activity in context.controlled:
        for use in activity.data_uses:
            if use.category is not None and use.category.code in codes and not use.note:
                yield activity, use


def _interests_alone(purposes: tuple[Purpose, ...]) -> bool:
    return {ground for purpose in purposes for ground in grounds_of(purpose)} == {INTERESTS}


def _of_the_uk(purpose: Purpose) -> bool:
    return purpose.special_condition is not None and purpose.special_condition.regime == Regime.UK
