"""Consent (Art. 7 and 8) and legitimate interests (Art. 6(1)(f)): what each demands of whoever relies on it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, Purpose
from registry.documents.wording import day
from registry.law.regimes import Regime
from registry.linter.bases import (
    CONSENT,
    EXPLICIT_CONSENT,
    INTERESTS,
    RECOGNISED_INTERESTS,
    YES,
    code_of,
    condition_of,
    each_or_all,
    grounds_of,
    people_of,
)
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

WORKERS = frozenset({"applicants", "employees", "temporary-workers", "trainees"})
YOUNG = frozenset({"children", "pupils"})
BALANCING, DONE = "lia", "done"
WITHDRAWAL, ABOUT_CHILDREN = "withdrawal", "children"
OF_CHILDREN = re.compile(
    r"\b(child|minor|pupil|kinder|kindes|minderjährig|schüler|enfant|mineur)", re.IGNORECASE
)


@rule(
    "consent-no-withdrawal",
    code="B06",
    title=gettext_lazy("Consent without a way to withdraw it"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("7(3)"),
    guidance="Art. 13(2)(c) GDPR",
    why=gettext_lazy("Consent is as easy to withdraw as to give, and people are told how."),
    fix=gettext_lazy("Record how consent is withdrawn."),
)
def consent_no_withdrawal(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        asked = () if _withdrawal_told(context, activity) else _on_plain_consent(activity)
        lacking = [purpose for purpose in asked if not purpose.withdrawal_route]
        if not lacking:
            continue  # before anything is put into words
        yield from each_or_all(
            context,
            activity,
            lacking,
            among=len(asked),
            field="withdrawal_route",
            each=(
                _("It is not recorded how consent to “%(purpose)s” is withdrawn."),
                _("The policy does not state how consent to “%(purpose)s” is withdrawn."),
            ),
            all_of_them=(
                _("It is not recorded how consent is withdrawn."),
                _("The policy does not state how consent is withdrawn."),
            ),
        )


@rule(
    "consent-no-record",
    code="B07",
    title=gettext_lazy("Consent without proof"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("7(1)"),
    why=gettext_lazy("Whoever relies on consent has to be able to show that it was given."),
    fix=gettext_lazy("Record where consents are kept."),
)
def consent_no_record(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        asked = _on_plain_consent(activity)
        lacking = [purpose for purpose in asked if not purpose.consent_proof]
        if not lacking:
            continue  # before anything is put into words
        yield from each_or_all(
            context,
            activity,
            lacking,
            among=len(asked),
            field="consent_proof",
            each=(
                _("It is not recorded how consent to “%(purpose)s” is proven."),
                _("The policy does not state how consent to “%(purpose)s” is proven."),
            ),
            all_of_them=(
                _("It is not recorded how consent is proven."),
                _("The policy does not state how consent is proven."),
            ),
        )


@rule(
    "consent-imbalance",
    code="B08",
    title=gettext_lazy("Consent of people who can hardly refuse"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)(a) and 7(4)"),
    guidance="Recital 43 GDPR; EDPB Guidelines 05/2020",
    why=gettext_lazy("Towards an employer or a public authority consent is rarely given freely."),
    fix=gettext_lazy("Choose another basis, or explain why refusing has no disadvantage."),
)
def consent_imbalance(context: Context) -> Iterator[Found]:
    public = code_of(context.organisation.public_body) == YES
    for activity, purpose in _relying_on(context, CONSENT):
        dependent = any(code in WORKERS for code in people_of(activity, purpose))
        if (public or dependent) and not purpose.bases_explained:
            yield context.found(
                purpose,
                field="bases_explained",
                activity=activity,
                message=_("“%(purpose)s” rests on the consent of people who can hardly refuse it."),
                purpose=purpose.text,
            )


@rule(
    "child-consent-parental",
    code="D04",
    title=gettext_lazy("Consent of children without that of their parents"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("8"),
    why=gettext_lazy(
        "For online services offered to a child below the age of national law (13 to 16), parents have to agree."
    ),
    fix=gettext_lazy("Explain at the bases how age and the agreement of parents are checked."),
)
def child_consent_parental(context: Context) -> Iterator[Found]:
    for activity, purpose in _relying_on(context, CONSENT):
        young = any(code in YOUNG for code in people_of(activity, purpose))
        if young and not purpose.bases_explained and not _told(context, activity, kind=ABOUT_CHILDREN):
            yield context.found(
                purpose,
                field="bases_explained",
                activity=activity,
                message=_(
                    "“%(purpose)s” rests on the consent of children; nothing is recorded of age and parents."
                ),
                transcribed=_(
                    "“%(purpose)s” rests on the consent of children; the policy states nothing of age and parents."
                ),
                purpose=purpose.text,
            )


@rule(
    "li-interest-missing",
    code="B09",
    title=gettext_lazy("Legitimate interests without the interest"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)(f)"),
    guidance="Art. 13(1)(d) GDPR",
    why=gettext_lazy("Only an interest that is named, and whose it is, can be weighed and told."),
    fix=gettext_lazy("Record the interest pursued and whose it is."),
)
def li_interest_missing(context: Context) -> Iterator[Found]:
    for activity, purpose in _relying_on(context, INTERESTS):
        if not purpose.interest:
            yield context.found(
                purpose,
                field="interest",
                activity=activity,
                message=_("No legitimate interest is recorded for the purpose “%(purpose)s”."),
                transcribed=_("The policy names no legitimate interest for the purpose “%(purpose)s”."),
                purpose=purpose.text,
            )
        elif not purpose.interest_holder:
            yield context.found(
                purpose,
                field="interest_holder",
                activity=activity,
                message=_("It is not recorded whose interest the purpose “%(purpose)s” serves."),
                transcribed=_("The policy does not state whose interest the purpose “%(purpose)s” serves."),
                purpose=purpose.text,
            )


@rule(
    "li-no-balancing",
    code="B10",
    title=gettext_lazy("Legitimate interests without a balancing test"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)(f)"),
    guidance="Art. 5(2) GDPR; EDPB Guidelines 1/2024",
    why=gettext_lazy(
        "The basis holds only where the interests of the people do not weigh more, and this is shown."
    ),
    fix=gettext_lazy("Record the balancing of interests as an assessment, and review it when it is due."),
)
def li_no_balancing(context: Context) -> Iterator[Found]:
    for activity, purpose in _relying_on(context, INTERESTS):
        test = purpose.balancing_test
        if test is None or code_of(test.kind) != BALANCING or code_of(test.status) != DONE:
            yield context.found(
                purpose,
                field="balancing_test",
                activity=activity,
                message=_("No balancing of interests that is done is recorded for “%(purpose)s”."),
                transcribed=_("The policy states no balancing of interests for “%(purpose)s”."),
                purpose=purpose.text,
            )
        elif test.next_review_on is not None and test.next_review_on < context.on:
            yield context.found(
                purpose,
                field="balancing_test",
                activity=activity,
                message=_("The balancing of interests for “%(purpose)s” was due for review on %(day)s."),
                purpose=purpose.text,
                day=day(test.next_review_on),
            )


@rule(
    "li-public-authority",
    code="B11",
    title=gettext_lazy("Legitimate interests of a public body"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1), second subparagraph,"),
    why=gettext_lazy(
        "Public authorities cannot rely on legitimate interests in the performance of their tasks."
    ),
    fix=gettext_lazy("Choose the public task and its law, or explain why this is not one of the tasks."),
)
def li_public_authority(context: Context) -> Iterator[Found]:
    if code_of(context.organisation.public_body) != YES:
        return
    barred = {INTERESTS, RECOGNISED_INTERESTS} if Regime.UK in context.regimes else {INTERESTS}
    for activity, purpose in context.purposes:
        if grounds_of(purpose) & barred and not purpose.bases_explained:
            yield context.found(
                purpose,
                field="bases_explained",
                activity=activity,
                message=_(
                    "A public body relies on legitimate interests for “%(purpose)s”, which its tasks may bar."
                ),
                purpose=purpose.text,
            )


@rule(
    "child-li",
    code="D05",
    title=gettext_lazy("Balancing test that does not mention the children"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)(f)"),
    guidance="Recital 38 GDPR",
    why=gettext_lazy("The interests of a child weigh more, in particular against profiling and advertising."),
    fix=gettext_lazy("Weigh the interests of the children in the assessment, and say so in its outcome."),
)
def child_li(context: Context) -> Iterator[Found]:
    for activity, purpose in _relying_on(context, INTERESTS):
        test = purpose.balancing_test
        young = any(code in YOUNG for code in people_of(activity, purpose))
        if young and test is not None and not OF_CHILDREN.search(f"{test.title} {test.outcome}"):
            yield context.found(
                purpose,
                field="balancing_test",
                activity=activity,
                message=_("The balancing of interests for “%(purpose)s” does not mention the children."),
                purpose=purpose.text,
            )


def _relying_on(context: Context, article: str) -> Iterator[tuple[Activity, Purpose]]:
    return ((activity, purpose) for activity, purpose in context.purposes if article in grounds_of(purpose))


def _on_plain_consent(activity: Activity) -> tuple[Purpose, ...]:
    """The purposes that rest on consent; explicit consent is looked at by a rule of its own."""
    return tuple(
        purpose
        for purpose in activity.purposes
        if CONSENT in grounds_of(purpose) and condition_of(purpose) != EXPLICIT_CONSENT
    )


def _withdrawal_told(context: Context, activity: Activity) -> bool:
    """Whether a notice that covers the activity says how consent is withdrawn."""
    statements = (one for notice in context.notices.get(activity.id, ()) for one in notice.statements)
    return any(code_of(one.right) == WITHDRAWAL and one.route for one in statements)


def _told(context: Context, activity: Activity, *, kind: str) -> bool:
    statements = (one for notice in context.notices.get(activity.id, ()) for one in notice.statements)
    return any(code_of(one.kind) == kind for one in statements)
