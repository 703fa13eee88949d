"""Legal bases (Art. 6): each purpose rests on one, the right one, of a law that applies."""

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, Purpose
from registry.documents.wording import day
from registry.law.regimes import Regime
from registry.law.tables import ancestors
from registry.law.tables import purposes as purpose_table
from registry.law.validity import in_force
from registry.linter.bases import (
    CONSENT,
    CONTRACT,
    OBLIGATION,
    RECOGNISED_INTERESTS,
    TASK,
    VITAL,
    article_of,
    code_of,
    each_or_all,
    grounds_of,
    people_of,
)
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

WHOLE = "whole"
BEYOND_A_CONTRACT = frozenset(
    {
        "marketing",
        "advertising",
        "service-usage-analytics",
        "fraud-prevention-and-detection",
        "improve-existing-products-and-services",
    }
)
THIRD_PERSONS = frozenset(
    {
        "authority-contacts",
        "depicted-people",
        "employees-relatives",
        "followers",
        "message-recipients",
        "message-senders",
        "partner-contacts",
        "supplier-contacts",
    }
)
"""People who are usually not the party to the contract that a purpose serves."""


@rule(
    "legal-basis-missing",
    code="B04",
    title=gettext_lazy("No legal basis"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)"),
    guidance="Art. 13(1)(c) GDPR",
    why=gettext_lazy(
        "Processing is lawful only on one of the bases of the article, and people are told which."
    ),
    fix=gettext_lazy("Choose the legal basis of each purpose."),
)
def legal_basis_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        without = [purpose for purpose in activity.purposes if not grounds_of(purpose)]
        if not without:
            continue  # before anything is put into words
        yield from each_or_all(
            context,
            activity,
            without,
            among=len(activity.purposes),
            field="legal_bases",
            each=(
                _("No legal basis is recorded for the purpose “%(purpose)s”."),
                _("The policy states no legal basis for the purpose “%(purpose)s”."),
            ),
            all_of_them=(
                _("No legal basis is recorded for any of the purposes."),
                _("The policy states no legal basis for any of the purposes."),
            ),
        )


@rule(
    "legal-basis-multiple",
    code="B05",
    title=gettext_lazy("Several legal bases for one purpose"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)"),
    guidance="EDPB Guidelines 05/2020, paragraphs 121 to 123",
    why=gettext_lazy(
        "People can rely on what they are told only where one basis is fixed for each purpose; consent is never a spare one."
    ),
    fix=gettext_lazy("Keep one basis for each purpose, or say which basis is for what."),
)
def legal_basis_multiple(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        several = [purpose for purpose in activity.purposes if len(grounds_of(purpose)) > 1]
        own = [purpose for purpose in several if code_of(purpose.allocation) != WHOLE]
        for purpose in own:
            if CONSENT in grounds_of(purpose):
                yield context.found(
                    purpose,
                    field="legal_bases",
                    activity=activity,
                    message=_("The purpose “%(purpose)s” rests on consent and on another legal basis."),
                    purpose=purpose.text,
                )
            elif not purpose.bases_explained:
                yield context.found(
                    purpose,
                    field="bases_explained",
                    activity=activity,
                    message=_(
                        "The purpose “%(purpose)s” rests on several legal bases, and nobody says which is for what."
                    ),
                    purpose=purpose.text,
                )
        if any(not purpose.bases_explained for purpose in several if purpose not in own):
            yield context.found(
                activity,
                field="purposes",
                message=_("Legal bases are recorded for the whole and not allocated to the purposes."),
                transcribed=_(
                    "The policy states legal bases for the whole and does not allocate them to purposes."
                ),
            )


@rule(
    "law-uncited",
    code="B13",
    title=gettext_lazy("Legal duty or public task without the law"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(3)"),
    why=gettext_lazy("A legal duty and a public task exist only by a law."),
    fix=gettext_lazy("Cite the law that imposes the duty or gives the task."),
)
def law_uncited(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        if grounds_of(purpose) & {OBLIGATION, TASK} and not purpose.law_cited:
            yield context.found(
                purpose,
                field="law_cited",
                activity=activity,
                message=_("No law is cited for the purpose “%(purpose)s”, which rests on one."),
                transcribed=_("The policy cites no law for the purpose “%(purpose)s”, which rests on one."),
                purpose=purpose.text,
            )


@rule(
    "vital-interest-routine",
    code="B14",
    title=gettext_lazy("Vital interests as a usual basis"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)(d)"),
    guidance="Recital 46 GDPR",
    why=gettext_lazy("Vital interests carry processing only where life is at stake and no other basis fits."),
    fix=gettext_lazy(
        "Choose another basis, or explain whose life or health is at stake and why no other fits."
    ),
)
def vital_interest_routine(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        if VITAL in grounds_of(purpose) and not purpose.bases_explained:
            yield context.found(
                purpose,
                field="bases_explained",
                activity=activity,
                message=_("The purpose “%(purpose)s” rests on vital interests, and nobody says why."),
                purpose=purpose.text,
            )


@rule(
    "contract-overreach",
    code="B15",
    title=gettext_lazy("Contract as basis for what goes beyond it"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)(b)"),
    guidance="EDPB Guidelines 2/2019; C-252/21",
    why=gettext_lazy(
        "Advertising, analytics, improvement and prevention of fraud are rarely necessary to perform the contract."
    ),
    fix=gettext_lazy(
        "Choose consent or legitimate interests, or describe why the contract cannot do without."
    ),
)
def contract_overreach(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        if grounds_of(purpose) == {CONTRACT} and _goes_beyond(purpose):
            yield context.found(
                purpose,
                field="legal_bases",
                activity=activity,
                message=_("The purpose “%(purpose)s” is rarely necessary for a contract, on which it rests."),
                purpose=purpose.text,
            )


@rule(
    "contract-with-third-person",
    code="B16",
    title=gettext_lazy("Contract as basis for people who have none"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)(b)"),
    why=gettext_lazy("The basis covers only the people who are party to the contract themselves."),
    fix=gettext_lazy("Add a purpose with its own basis for the people who are not party to the contract."),
)
def contract_with_third_person(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        strangers = sorted(
            person.label
            for code, person in people_of(activity, purpose).items()
            if code in THIRD_PERSONS and grounds_of(purpose) == {CONTRACT}
        )
        if strangers:
            yield context.found(
                purpose,
                field="legal_bases",
                activity=activity,
                message=_(
                    "The purpose “%(purpose)s” rests on a contract to which these are no party: %(people)s."
                ),
                purpose=purpose.text,
                people="; ".join(strangers),
            )


@rule(
    "uk-recognised-li-in-eu",
    code="B17",
    title=gettext_lazy("Recognised legitimate interests where that law does not reach"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("6(1)"),
    guidance="Data (Use and Access) Act 2025",
    why=gettext_lazy(
        "Recognised legitimate interests are a basis of United Kingdom law since 5 February 2026 and of no other law."
    ),
    fix=gettext_lazy("Choose a basis of the law that applies."),
)
def uk_recognised_li_in_eu(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        recognised = [one for one in purpose.legal_bases if article_of(one) == RECOGNISED_INTERESTS]
        if not recognised:
            continue
        if not in_force(recognised[0], context.on):
            yield _recognised(
                context,
                activity,
                purpose,
                _("On %(day)s “%(purpose)s” could not rest on recognised legitimate interests."),
            )
        elif Regime.EU in context.regimes and grounds_of(purpose) == {RECOGNISED_INTERESTS}:
            yield _recognised(
                context,
                activity,
                purpose,
                _(
                    "“%(purpose)s” rests on recognised legitimate interests, which the law of the Union does not know."
                ),
            )


def _recognised(context: Context, activity: Activity, purpose: Purpose, message: str) -> Found:
    return context.found(
        purpose,
        field="legal_bases",
        activity=activity,
        message=message,
        purpose=purpose.text,
        day=day(context.on),
    )


def _goes_beyond(purpose: Purpose) -> bool:
    return purpose.category is not None and purpose.category.code in _beyond_a_contract()


@cache
def _beyond_a_contract() -> frozenset[str]:
    """The codes of these kinds of purpose and of all kinds below them."""
    parents = {fact.code: fact.parents for fact in purpose_table()}
    return frozenset(
        code for code in parents if {code, *ancestors(code, parents=parents)} & BEYOND_A_CONTRACT
    )
