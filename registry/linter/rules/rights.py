"""What data subjects are told, and the rights that notices open to them (Art. 13 to 21)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, Purpose
from registry.documents.records.notices import Statement
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

OBJECTING = ("objection", "opt-out")
ROUTE = "request-route"
OBJECTED_TO = ("6.1.e", "6.1.f", "uk.6.1.e", "uk.6.1.f")
PORTABLE = ("6.1.a", "6.1.b", "uk.6.1.a", "uk.6.1.b")
OBLIGED = ("6.1.c", "uk.6.1.c")
DIRECT_MARKETING = "direct-marketing"


@rule(
    "notice-missing",
    code="J01",
    title=gettext_lazy("No privacy notice covers the activity"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("13, 14", fadp="19"),
    guidance="Art. 13(4), 14(5) GDPR; Art. 20 FADP",
    why=gettext_lazy(
        "People must be told what happens to their data, unless they know or the law makes an exception."
    ),
    fix=gettext_lazy(
        "Link the notice that covers it, or accept the finding with the exception that applies."
    ),
)
def notice_missing(context: Context) -> Iterator[Found]:
    without = [activity for activity in context.controlled if activity.id not in context.notices]
    if len(without) > 1 and len(without) == len(context.controlled):
        message = _("No privacy notice is recorded that covers any activity.")
        yield context.found(context.organisation, message=message)
        return
    for activity in without:
        yield context.found(activity, message=_("No privacy notice is recorded that covers this activity."))


@rule(
    "objection-missing",
    code="J04",
    title=gettext_lazy("No way to object"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("21(1) to (4)"),
    why=gettext_lazy(
        "Whoever is relied on to tolerate processing must be told, clearly and apart, that they may object."
    ),
    fix=gettext_lazy("Record with the notice the right to object and how it is exercised."),
)
def objection_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if activity.id not in context.notices or not any(map(_may_be_objected_to, activity.purposes)):
            continue  # without a notice, another rule asks for one
        said = _statements(context, activity)
        if not _rights(said) & set(OBJECTING):
            general = any(one.kind is not None and one.kind.code == ROUTE for one in said)
            yield context.found(
                activity,
                field="purposes",
                message=_("No notice that covers this activity tells of the right to object."),
                transcribed=_("The policy does not tell of the right to object."),
                severity=Severity.HINT if general else None,
            )


@rule(
    "portability-hint",
    code="J05",
    title=gettext_lazy("Portability is not among the rights that are told"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("20(1)", fadp="28"),
    off=True,
    why=gettext_lazy(
        "Data given on consent or for a contract, and processed by machine, people may take along."
    ),
    fix=gettext_lazy("Record the right with the notice, or accept the finding where nothing is automated."),
)
def portability_hint(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        told = _rights(_statements(context, activity))
        if told and "portability" not in told and any(_rests_on(one, PORTABLE) for one in activity.purposes):
            yield context.found(
                activity,
                field="purposes",
                message=_("The notices that cover this activity tell of rights, and not of portability."),
                transcribed=_("The policy tells of rights, and not of portability."),
            )


@rule(
    "erasure-vs-obligation",
    code="J06",
    title=gettext_lazy("Erasure is promised without limits"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("17(3)(b)"),
    why=gettext_lazy(
        "What a law obliges to keep cannot be erased on request; a promise without limits misleads."
    ),
    fix=gettext_lazy("Record the condition under which the right holds, or limit the promise."),
)
def erasure_vs_obligation(context: Context) -> Iterator[Found]:
    obliged = {
        activity.id
        for activity in context.controlled
        if any(_rests_on(purpose, OBLIGED) for purpose in activity.purposes)
    }
    for notice in context.edition.inventory.notices:
        if obliged.intersection(notice.activities):
            for one in notice.statements:
                if one.right is not None and one.right.code == "erasure" and not one.condition:
                    yield context.found(
                        one,
                        field="condition",
                        message=_(
                            "Erasure is promised without limits, and a law obliges to keep some of the data."
                        ),
                    )


def _statements(context: Context, activity: Activity) -> list[Statement]:
    return [one for notice in context.notices.get(activity.id, ()) for one in notice.statements]


def _rights(said: list[Statement]) -> set[str]:
    return {one.right.code for one in said if one.right is not None}


def _rests_on(purpose: Purpose, bases: tuple[str, ...]) -> bool:
    return any(basis.code in bases for basis in purpose.legal_bases)


def _may_be_objected_to(purpose: Purpose) -> bool:
    marketing = purpose.category is not None and purpose.category.code == DIRECT_MARKETING
    return marketing or _rests_on(purpose, OBJECTED_TO)
