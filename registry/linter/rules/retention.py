"""How long data are kept (Art. 30(1)(f)): a period or criterion that ends, counted from something, by a named law."""

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, DataUse, RetentionRule
from registry.documents.wording import data_words, limit_words
from registry.law.periods import period_days, period_of
from registry.linter.bases import OBLIGATION, code_of, grounds_of, served
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

ELSEWHERE = "elsewhere"
ENDLESS = re.compile(
    r"\b(indefinitely|indefinite|forever|unlimited|permanently|until further notice|for all time"
    r"|unbegrenzt|unbefristet|dauerhaft|bis auf weiteres"
    r"|indéfiniment|sans limitation|illimitée?)",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b((can)?not|\w+n['’]t|never|no longer|nicht|nie|ne)\b[^.;]*$", re.IGNORECASE)
ARCHIVING = re.compile(r"\barchiv|\bArt(icle|\.)? ?89\b", re.IGNORECASE)
AS_NEEDED = re.compile(
    r"\b(necessary|needed|required|erforderlich|notwendig|nötig|nécessaire)", re.IGNORECASE
)
ASKED_FOR = re.compile(r"\b(needs?|requires?|erfordern|erfordert|nécessitent|nécessite)\b", re.IGNORECASE)
LEGAL = re.compile(
    r"\b(law|laws|legal|legally|statutory|regulations?|gesetz\w*|rechtlich\w*|loi|légal\w*)\b", re.IGNORECASE
)
ON_REQUEST = re.compile(
    r"\b((up)?on (the )?request|requests? (for )?(deletion|erasure)|deletion request|request for erasure"
    r"|auf (anfrage|antrag|verlangen)|sur demande)",
    re.IGNORECASE,
)
SAID_PERIOD = re.compile(r"\b\d+ (?:day|week|month|year)s?\b", re.IGNORECASE)


@rule(
    "retention-missing",
    code="E01",
    title=gettext_lazy("No time limit for erasure"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(f)", fadp="12(2)(e)"),
    guidance="Art. 5(1)(e) GDPR",
    why=gettext_lazy(
        "The record gives, where possible, the time limits for erasing the different categories of data."
    ),
    fix=gettext_lazy(
        "Choose a period or a criterion for each category of data, or say why none can be given."
    ),
)
def retention_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        without = [
            use for use in activity.data_uses if not use.retention and not use.retention_absent_because
        ]
        if len(without) > 1 and len(without) == len(activity.data_uses):
            yield context.found(
                activity,
                field="data_uses",
                message=_("No time limit for erasure is recorded for any of the data."),
                transcribed=_("The policy states no time limit for erasure for any of the data."),
            )
            continue
        for use in without:
            yield context.found(
                use,
                field="retention",
                activity=activity,
                message=_("No time limit for erasure is recorded for “%(data)s”."),
                transcribed=_("The policy states no time limit for erasure for “%(data)s”."),
                data=data_words(use),
            )
    for limit in _limits(context):
        if code_of(limit.kind) == ELSEWHERE:
            yield context.found(
                limit,
                field="where",
                severity=Severity.CHECK,
                message=_("The time limit “%(name)s” is stated elsewhere and was not seen."),
                name=limit.name,
            )


@rule(
    "retention-indefinite",
    code="E02",
    title=gettext_lazy("Kept without end"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("5(1)(e)", fadp="6(4)"),
    why=gettext_lazy(
        "Data are kept no longer than their purposes need, archives in the public interest apart."
    ),
    fix=gettext_lazy(
        "Record a period or the event that ends the need; for an archive, say on which law it rests."
    ),
)
def retention_indefinite(context: Context) -> Iterator[Found]:
    for limit in _limits(context):
        text = f"{limit.name}. {limit.criterion}"
        endless = ENDLESS.search(text)
        archive = ARCHIVING.search(f"{text} {limit.law_cited}")
        if endless and not limit.period and not archive and not DENIED.search(text[: endless.start()]):
            yield context.found(
                limit,
                field="criterion",
                message=_("The time limit “%(name)s” has no end: “%(words)s”."),
                name=limit.name,
                words=endless.group(),
            )


@rule(
    "retention-vague",
    code="E03",
    title=gettext_lazy("As long as necessary"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=gdpr("30(1)(f)", fadp="12(2)(e)"),
    guidance="Art. 13(2)(a) GDPR; WP260",
    why=gettext_lazy("“As long as necessary” repeats the law; nobody can tell from it when data are erased."),
    fix=gettext_lazy("Record a period, or the event or the law that ends the need."),
)
def retention_vague(context: Context) -> Iterator[Found]:
    for limit in _limits(context):
        if _vague(limit):
            yield context.found(
                limit,
                field="criterion",
                message=_("The time limit is no period, only that data are kept as needed: “%(criterion)s”"),
                transcribed=_("The policy states a criterion instead of a period: “%(criterion)s”"),
                criterion=limit.criterion or limit.name,
            )


@rule(
    "retention-not-per-category",
    code="E04",
    title=gettext_lazy("One time limit for different data"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("30(1)(f)"),
    why=gettext_lazy(
        "The record gives the time limits of the different categories of data, not one for all."
    ),
    fix=gettext_lazy(
        "Give each category its own time limit, or accept the finding where one limit is meant for all."
    ),
)
def retention_not_per_category(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        given = [use.retention for use in activity.data_uses if use.retention]
        alike = len({limit.id for limit in given}) == 1
        if alike and len(given) > 1 and len(given) == len(activity.data_uses):
            yield context.found(
                activity,
                field="data_uses",
                message=_("One time limit, “%(name)s”, is recorded for all categories of data."),
                transcribed=_(
                    "One time limit, “%(name)s”, is taken from the policy for all categories of data."
                ),
                name=given[-1].name,
            )


@rule(
    "retention-no-start",
    code="E05",
    title=gettext_lazy("Period that starts nowhere"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("5(1)(e)", fadp="6(4)"),
    why=gettext_lazy("A period ends only where it is known what it is counted from."),
    fix=gettext_lazy("Record what the period is counted from, for instance “end of the contract”."),
)
def retention_no_start(context: Context) -> Iterator[Found]:
    for limit in _limits(context):
        if limit.period and not limit.start_event:
            yield context.found(
                limit,
                field="start_event",
                message=_("It is not recorded what the time limit “%(limit)s” is counted from."),
                transcribed=_("The policy does not state what the time limit “%(limit)s” is counted from."),
                limit=limit_words(limit),
            )


@rule(
    "retention-law-uncited",
    code="E06",
    title=gettext_lazy("Kept because of a law that is not named"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("5(1)(e)", fadp="6(4)"),
    guidance="EDPB report of 10 February 2026",
    why=gettext_lazy("Only the law that asks for it tells whether a period is right and when it changes."),
    fix=gettext_lazy("Cite the law at the time limit."),
)
def retention_law_uncited(context: Context) -> Iterator[Found]:
    owed = _owed_by_law(context)
    for limit in _limits(context):
        by_law = limit.id in owed or LEGAL.search(limit.criterion)
        if by_law and not limit.law_cited and not _vague(limit):
            yield context.found(
                limit,
                field="law_cited",
                message=_("No law is cited for the time limit “%(name)s”, which one asks for."),
                transcribed=_("The policy cites no law for the time limit “%(name)s”, which one asks for."),
                name=limit.name,
            )


@rule(
    "retention-conflict",
    code="E07",
    title=gettext_lazy("The same data for the same purpose, kept differently"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(2)"),
    why=gettext_lazy(
        "Two time limits for the same data and purpose: one of them is wrong, or a difference is not said."
    ),
    fix=gettext_lazy("Use one time limit, or say in the purposes what differs."),
)
def retention_conflict(context: Context) -> Iterator[Found]:
    first: dict[tuple[int, str], tuple[Activity, RetentionRule]] = {}
    for activity in context.controlled:
        for use in activity.data_uses:
            for key in _kept_for(activity, use):
                assert use.retention is not None, "only data with a time limit have a key"
                other, limit = first.setdefault(key, (activity, use.retention))
                if other.id != activity.id and limit.id != use.retention.id:
                    yield context.found(
                        use,
                        field="retention",
                        activity=activity,
                        message=_(
                            "“%(data)s” is kept otherwise in %(other)s for the same purpose: “%(limit)s”."
                        ),
                        data=data_words(use),
                        other=other.reference,
                        limit=limit.name,
                    )
                    break


@rule(
    "retention-on-request-only",
    code="E08",
    title=gettext_lazy("Erased on request only"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("5(1)(e)", fadp="6(4)"),
    why=gettext_lazy("Erasing is the controller's own duty; people need not ask for it."),
    fix=gettext_lazy("Add the period or the event after which data are erased without a request."),
)
def retention_on_request_only(context: Context) -> Iterator[Found]:
    for limit in _limits(context):
        if limit.period and limit.criterion:
            continue
        if ON_REQUEST.search(limit.start_event if limit.period else limit.criterion):
            yield context.found(
                limit,
                field="criterion",
                message=_("The time limit “%(name)s” begins only when somebody asks for erasure."),
                transcribed=_("The policy states no end of “%(name)s” but a request for erasure."),
                name=limit.name,
            )


@rule(
    "backup-longer",
    code="E09",
    title=gettext_lazy("Backups kept longer"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(1)(e)", fadp="6(4)"),
    guidance="EDPB report of 10 February 2026",
    why=gettext_lazy("What is in a backup is not erased yet."),
    fix=gettext_lazy("Shorten the rotation of the backups, or say in the exceptions why it is longer."),
    off=True,
)
def backup_longer(context: Context) -> Iterator[Found]:
    for limit in _limits(context):
        longest = max(
            (period_days(period_of(text)) for text in SAID_PERIOD.findall(limit.backups)), default=0
        )
        if limit.period and longest > period_days(limit.period) and not limit.exceptions:
            yield context.found(
                limit,
                field="backups",
                message=_("The backups of “%(name)s” are kept longer than the data."),
                name=limit.name,
            )


@rule(
    "deletion-owner-missing",
    code="E10",
    title=gettext_lazy("What happens at the end is not said"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(2)"),
    why=gettext_lazy("A time limit is kept only where it is settled what happens when it ends."),
    fix=gettext_lazy("Choose what happens at the end: erase, anonymise, return or archive."),
    off=True,
)
def deletion_owner_missing(context: Context) -> Iterator[Found]:
    for limit in _limits(context):
        if limit.at_the_end is None:
            yield context.found(
                limit,
                field="at_the_end",
                message=_("It is not recorded what happens to the data when “%(name)s” ends."),
                name=limit.name,
            )


def _limits(context: Context) -> tuple[RetentionRule, ...]:
    """The time limits in use in Part A, each once."""
    uses = (use for activity in context.controlled for use in activity.data_uses)
    return tuple({use.retention.id: use.retention for use in uses if use.retention}.values())


def _vague(limit: RetentionRule) -> bool:
    """Whether it says no more than that data are kept while they are needed."""
    text = limit.criterion or limit.name
    counted = limit.period or limit.start_event or limit.law_cited
    said = AS_NEEDED.search(text) or (ASKED_FOR.search(text) and not LEGAL.search(text))
    return bool(said) and not counted and code_of(limit.kind) != ELSEWHERE


def _owed_by_law(context: Context) -> set[int]:
    """The numbers of time limits that only purposes use which rest on a legal duty."""
    resting: dict[int, bool] = defaultdict(lambda: True)
    for activity in context.controlled:
        for use in activity.data_uses:
            purposes = served(activity, use)
            owed = bool(purposes) and all(grounds_of(purpose) == {OBLIGATION} for purpose in purposes)
            if use.retention is not None:
                resting[use.retention.id] &= owed
    return {number for number, owed in resting.items() if owed}


def _kept_for(activity: Activity, use: DataUse) -> Iterator[tuple[int, str]]:
    """Data and purpose as two activities can share them; only where the purposes of the data were chosen."""
    if use.category is None or use.retention is None or not use.purposes:
        return
    for purpose in served(activity, use):
        if purpose.category is not None:
            yield use.category.id, purpose.category.code
