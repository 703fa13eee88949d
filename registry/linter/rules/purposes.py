"""Purposes (Art. 30(1)(b)): each there, said in words that mean something, and compatible with the first."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.law.regimes import Regime
from registry.linter.bases import CONSENT, code_of, grounds_of
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule, union

FURTHER = "further"
COMPATIBILITY, DONE = "compatibility", "done"
EMPTY_PHRASES = frozenset(
    {
        "business", "business purposes", "business operations", "general purposes", "internal purposes",
        "it", "it purposes", "data processing", "processing", "administration", "operations", "various",
        "improve our services", "improve our service", "improving our services", "our legitimate interests",
        "other", "other purposes", "legal purposes", "future research", "n/a", "tbd",
        "geschäftszwecke", "geschäftliche zwecke", "datenverarbeitung", "verwaltung", "verbesserung unserer dienste",
        "sonstiges", "diverses", "edv",
        "besoins de l'entreprise", "fins commerciales", "traitement des données", "améliorer nos services", "divers",
    }
)  # fmt: skip
"""Whole purposes that say nothing, in English, German and French."""
LEADING = re.compile(r"^(to|for|zur|zum|für|pour)\s+")


def plain(text: str) -> str:
    """The text as it is compared: lower case, single spaces, without a leading “to” and a full stop."""
    folded = " ".join(text.casefold().replace("’", "'").split()).rstrip(".")
    return LEADING.sub("", folded)


@rule(
    "purpose-missing",
    code="B01",
    title=gettext_lazy("No purpose"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(b)", fadp="12(2)(b)"),
    guidance="Art. 5(1)(b) GDPR",
    why=gettext_lazy("Without its purpose nobody can judge whether processing is necessary or allowed."),
    fix=gettext_lazy("Say what the data are processed for, one purpose a line."),
)
def purpose_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if not activity.purposes:
            yield context.found(
                activity,
                field="purposes",
                message=_("No purpose is recorded."),
                transcribed=_("The policy states no purpose."),
            )


@rule(
    "purpose-vague",
    code="B02",
    title=gettext_lazy("Purpose that says nothing"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("5(1)(b)", fadp="6(3)"),
    guidance="WP203",
    why=gettext_lazy("A purpose is specified: a reader can tell what is done with the data and what is not."),
    fix=gettext_lazy(
        "Say what is to be achieved, for instance “To pay salaries” instead of “Administration”."
    ),
)
def purpose_vague(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        if plain(purpose.text) in EMPTY_PHRASES:
            yield context.found(
                purpose,
                field="text",
                activity=activity,
                message=_("The purpose “%(purpose)s” does not say what the data are used for."),
                purpose=purpose.text,
            )


@rule(
    "purpose-is-a-system",
    code="B03",
    title=gettext_lazy("A system instead of a purpose"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("30(1)(b)", fadp="12(2)(b)"),
    why=gettext_lazy("The name of a system or of a company says with what data are processed, not what for."),
    fix=gettext_lazy("Say what the system is used for, and name it among the systems or the recipients."),
)
def purpose_is_a_system(context: Context) -> Iterator[Found]:
    known = {service.name for service in context.recorded.services}
    known |= {party.name for party in context.recorded.parties}
    shared = {plain(name) for name in known}
    for activity, purpose in context.purposes:
        own = {plain(name) for name in re.split(r"[\n,;]", activity.systems)}
        if plain(purpose.text) in shared | own:
            yield context.found(
                purpose,
                field="text",
                activity=activity,
                message=_("The purpose “%(purpose)s” is the name of a system or of a company."),
                purpose=purpose.text,
            )


@rule(
    "further-purpose-untested",
    code="B18",
    title=gettext_lazy("Further purpose without a test of compatibility"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources={
        **union("6(4)"),
        Regime.UK: "Art. 6(4) UK GDPR (Art. 8A from 5 February 2026)",
        Regime.CH: "Art. 6(3) FADP",
    },
    guidance="Art. 5(1)(b) GDPR",
    why=gettext_lazy(
        "Data collected for one purpose serve another one only with consent, by law, or where the two are compatible."
    ),
    fix=gettext_lazy("Record the assessment of compatibility, the consent or the law relied on."),
)
def further_purpose_untested(context: Context) -> Iterator[Found]:
    for activity, purpose in context.purposes:
        tested = any(
            code_of(one.kind) == COMPATIBILITY and code_of(one.status) == DONE for one in activity.assessments
        )
        allowed = CONSENT in grounds_of(purpose) or purpose.law_cited
        if code_of(purpose.importance) == FURTHER and not tested and not allowed:
            yield context.found(
                purpose,
                field="importance",
                activity=activity,
                message=_(
                    "No test of compatibility, consent or law is recorded for the further purpose “%(purpose)s”."
                ),
                transcribed=_(
                    "The policy states no test of compatibility, consent or law for the further purpose “%(purpose)s”."
                ),
                purpose=purpose.text,
            )
