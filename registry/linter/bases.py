"""What purposes rest on, and which data and people they concern; the words that several rules share."""

from collections.abc import Iterator, Sequence

from registry.documents.records.activities import Activity, DataUse, Purpose
from registry.documents.records.terms import Choice, DataSubjectCategory, LegalBasis
from registry.law.facts import LegalBasisKind
from registry.linter.context import Context
from registry.linter.findings import Found

CONSENT, CONTRACT, OBLIGATION, VITAL, TASK, INTERESTS = "6.1.a", "6.1.b", "6.1.c", "6.1.d", "6.1.e", "6.1.f"
RECOGNISED_INTERESTS = "6.1.ea"
EXPLICIT_CONSENT = "9.2.a"
YES = "yes"
Words = tuple[str, str]
"""A sentence, and the one about what was taken from a policy."""
UK_PREFIX = "uk."


def code_of(choice: Choice | None) -> str:
    return choice.code if choice else ""


def article_of(basis: LegalBasis) -> str:
    """The article's number, the same under each regime: “6.1.f” of `6.1.f` and of `uk.6.1.f`."""
    return basis.code.removeprefix(UK_PREFIX)


def grounds_of(purpose: Purpose) -> frozenset[str]:
    """The numbers of the articles of its legal bases, without conditions for special categories."""
    return frozenset(article_of(basis) for basis in purpose.legal_bases if _lawful(basis))


def condition_of(purpose: Purpose) -> str:
    """The number of its condition for special categories: “9.2.h”; empty without one."""
    return article_of(purpose.special_condition) if purpose.special_condition else ""


def served(activity: Activity, use: DataUse) -> tuple[Purpose, ...]:
    """The purposes that data serve; none chosen means all of the activity."""
    return tuple(one for one in activity.purposes if not use.purposes or one.id in use.purposes)


def serving(activity: Activity, purpose: Purpose) -> Iterator[DataUse]:
    """The data that serve a purpose."""
    return (use for use in activity.data_uses if not use.purposes or purpose.id in use.purposes)


def people_of(activity: Activity, purpose: Purpose) -> dict[str, DataSubjectCategory]:
    """Whose data serve a purpose, by code."""
    return {one.code: one for use in serving(activity, purpose) for one in use.subjects}


def each_or_all(
    context: Context,
    activity: Activity,
    lacking: Sequence[Purpose],
    *,
    among: int,
    field: str,
    each: Words,
    all_of_them: Words,
) -> Iterator[Found]:
    """What several purposes of an activity lack, told once where all of those asked (`among`) lack it."""
    if len(lacking) > 1 and len(lacking) == among:
        message, transcribed = all_of_them
        yield context.found(activity, field="purposes", message=message, transcribed=transcribed)
        return
    message, transcribed = each
    for purpose in lacking:
        yield context.found(
            purpose,
            field=field,
            activity=activity,
            message=message,
            transcribed=transcribed,
            purpose=purpose.text,
        )


def everybody(activity: Activity) -> dict[str, DataSubjectCategory]:
    """Whose data an activity uses, by code."""
    return {one.code: one for use in activity.data_uses for one in use.subjects}


def _lawful(basis: LegalBasis) -> bool:
    return code_of(basis.kind) == LegalBasisKind.LAWFUL_BASIS
