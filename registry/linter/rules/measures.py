"""Security (Art. 30(1)(g), 32): whether measures are described, where, and whether some kind of them is lacking."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, Measure
from registry.law.facts import MeasureKind, MeasureLetter
from registry.linter.bases import Words, code_of
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule
from registry.linter.rules.impact import delicate

ELSEWHERE = re.compile(
    r"\b(see|refer to|described in|siehe|vgl\.|beschrieben i[mn]|voir)\s[^.]*"
    r"(document|annex|appendix|attach|concept|\btoms?\b|anlage|anhang|dokument|konzept|annexe)",
    re.IGNORECASE,
)
"""Words that point to a description which is somewhere else."""
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
CONCEALING = re.compile(r"encrypt|pseudonym|verschlüssel|chiffr", re.IGNORECASE)


@rule(
    "toms-missing",
    code="H01",
    title=gettext_lazy("No security measure"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(g), 30(2)(d)", fadp="12(2)(f), 12(3)"),
    guidance="Art. 32(1) GDPR",
    why=gettext_lazy("Where possible, the record describes in general how data are protected."),
    fix=gettext_lazy(
        "Record the measures, once for the whole organisation, or why they cannot be described."
    ),
)
def toms_missing(context: Context) -> Iterator[Found]:
    without = [one for one in context.activities if not _measures(one) and not one.measures_absent_because]
    yield from _each_or_all(
        context,
        without,
        among=len(context.activities),
        each=(
            _("No security measure is recorded."),
            _("The policy states no security measure for this activity."),
        ),
        all_of_them=(
            _("No security measure is recorded of any activity."),
            _("The policy states no security measure of any activity."),
        ),
    )


@rule(
    "toms-dangling-reference",
    code="H02",
    title=gettext_lazy("Measures described elsewhere, and nobody can say where"),
    kind=Class.MISSING,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=gdpr("30(1)(g), 30(2)(d)", fadp="12(2)(f), 12(3)"),
    why=gettext_lazy("A record that points to a paper is complete only together with that paper."),
    fix=gettext_lazy("Attach the document to the activity, give its address, or describe the measures here."),
)
def toms_dangling_reference(context: Context) -> Iterator[Found]:
    for measure in _dangling(context):
        yield context.found(
            measure,
            field="description",
            message=_("“%(title)s” points to a description that is not attached."),
            transcribed=_("For “%(title)s” the policy points to a description that is not attached."),
            title=measure.title,
        )
    for activity in context.activities:
        if _points(context, activity.measures_absent_because) and not activity.documents:
            yield context.found(
                activity,
                field="measures_absent_because",
                message=_("The measures are said to be described in a document that is not attached."),
            )


@rule(
    "toms-only-technical",
    code="H03",
    title=gettext_lazy("No organisational measure"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("32(1)", fadp="8(1)"),
    why=gettext_lazy("The article asks for technical and organisational measures."),
    fix=gettext_lazy("Record the organisational measures too, such as rules, roles and training."),
    off=True,
)
def toms_only_technical(context: Context) -> Iterator[Found]:
    described = [one for one in context.activities if _measures(one)]
    lacking = [one for one in described if _lacks(map(_kind, _measures(one)), MeasureKind.ORGANISATIONAL)]
    yield from _each_or_all(
        context,
        lacking,
        among=len(described),
        each=(
            _("No organisational measure is recorded."),
            _("The policy states no organisational measure."),
        ),
        all_of_them=(
            _("No organisational measure is recorded of any activity."),
            _("The policy states no organisational measure of any activity."),
        ),
    )


@rule(
    "toms-special-no-encryption",
    code="H04",
    title=gettext_lazy("Sensitive data neither encrypted nor pseudonymised"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("32(1)(a)"),
    why=gettext_lazy(
        "The article names both measures first; for sensitive data their absence needs a reason."
    ),
    fix=gettext_lazy("Record the encryption or pseudonymisation, or accept the finding with the reason."),
)
def toms_special_no_encryption(context: Context) -> Iterator[Found]:
    for activity in context.activities:
        data = delicate(activity)
        measures = _measures(activity)
        if data and measures and not any(map(_conceals, measures)):
            yield context.found(
                activity,
                field="measures",
                message=_("No encryption or pseudonymisation is recorded for sensitive data: %(data)s."),
                transcribed=_(
                    "The policy states no encryption or pseudonymisation for sensitive data: %(data)s."
                ),
                data="; ".join(data),
            )


@rule(
    "toms-no-testing",
    code="H05",
    title=gettext_lazy("No regular testing of the measures"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("32(1)(d)"),
    why=gettext_lazy("Measures are tested, assessed and evaluated regularly."),
    fix=gettext_lazy("Record how it is tested that the measures work."),
    off=True,
)
def toms_no_testing(context: Context) -> Iterator[Found]:
    described = [one for one in context.activities if _measures(one)]
    lacking = [one for one in described if _lacks(map(_letter, _measures(one)), MeasureLetter.D)]
    yield from _each_or_all(
        context,
        lacking,
        among=len(described),
        each=(
            _("No regular testing of the measures is recorded."),
            _("The policy states no regular testing of the measures."),
        ),
        all_of_them=(
            _("No regular testing of the measures is recorded of any activity."),
            _("The policy states no regular testing of the measures of any activity."),
        ),
    )


def _measures(activity: Activity) -> tuple[Measure, ...]:
    return (*activity.measures, *activity.inherited_measures)


def _each_or_all(
    context: Context, lacking: Sequence[Activity], *, among: int, each: Words, all_of_them: Words
) -> Iterator[Found]:
    """What several activities lack, told once of the organisation where all of those asked (`among`) lack it."""
    if len(lacking) > 1 and len(lacking) == among:
        message, transcribed = all_of_them
        yield context.found(context.organisation, message=message, transcribed=transcribed)
        return
    message, transcribed = each
    for activity in lacking:
        yield context.found(activity, field="measures", message=message, transcribed=transcribed)


def _kind(measure: Measure) -> str:
    return code_of(measure.kind) or (code_of(measure.measure_type.kind) if measure.measure_type else "")


def _letter(measure: Measure) -> str:
    return measure.letter or (measure.measure_type.letter if measure.measure_type else "")


def _lacks(known: Iterator[str], wanted: str) -> bool:
    """Whether none is of a kind; where that of one is not known, it may be that one."""
    found = set(known)
    return wanted not in found and "" not in found


def _conceals(measure: Measure) -> bool:
    said = CONCEALING.search(f"{measure.title} {measure.description}")
    return bool(said) or _letter(measure) == MeasureLetter.A


def _dangling(context: Context) -> Iterator[Measure]:
    """The measures that point elsewhere, each once, unless an activity that they apply to has documents."""
    found: dict[int, Measure] = {}
    settled: set[int] = set()
    for activity in context.activities:
        for measure in _measures(activity):
            if activity.documents:
                settled.add(measure.id)
            elif _points(context, f"{measure.title} {measure.description}"):
                found[measure.id] = measure
    yield from (one for one in found.values() if one.id not in settled)


def _points(context: Context, text: str) -> bool:
    """Whether a text points to a description without saying where it is; the title of a document kept says it."""
    if not ELSEWHERE.search(text) or ADDRESS.search(text):
        return False
    return not any(one.title.casefold() in text.casefold() for one in context.edition.inventory.documents)
