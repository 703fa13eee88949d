"""Purposes (Art. 30(1)(b)), and what each rests on: the basis must be there, and be one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule


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
