"""Exceptions of Art. 49: narrow, mostly occasional, and not for everybody."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity
from registry.documents.records.services import Ground
from registry.law.regimes import Regime
from registry.linter.abroad import SETTLED, Moved, footing, grounded
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

COMPELLING = "d49-li"
OCCASIONAL = ("d49-b", "d49-c", "d49-e")
NARROW = ("d49-a", "d49-d", "d49-f")
NOT_FOR_AUTHORITIES = ("d49-a", "d49-b", "d49-c", COMPELLING)
PUBLIC_TASK = ("6.1.e", "uk.6.1.e")
SYSTEMATIC = "systematic"
YES = "yes"


@rule(
    "derogation-systematic",
    code="G19",
    title=gettext_lazy("An exception is used again and again"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("49(1)"),
    guidance="EDPB Guidelines 2/2018; recital 111",
    why=gettext_lazy(
        "Exceptions are for single cases; what goes out regularly needs adequacy or safeguards."
    ),
    fix=gettext_lazy("Agree safeguards such as standard clauses for the regular transfer."),
)
def derogation_systematic(context: Context) -> Iterator[Found]:
    for one, ground in _exceptions(context, (COMPELLING, *OCCASIONAL, *NARROW)):
        if one.transfer.frequency is None or one.transfer.frequency.code != SYSTEMATIC:
            continue
        slug = ground.mechanism.slug
        message = (
            _(
                "The transfer is systematic, and compelling legitimate interests allow none that is repetitive."
            )
            if slug == COMPELLING
            else _(
                "The transfer is systematic, and the exception “%(ground)s” is one for occasional transfers."
            )
            if slug in OCCASIONAL
            else _("The transfer is systematic, and the exception “%(ground)s” is read narrowly.")
        )
        yield _told(context, one, ground, message, severity=Severity.CHECK if slug in NARROW else None)


@rule(
    "derogation-public-authority",
    code="G20",
    title=gettext_lazy("An exception that public authorities do not have"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("49(3)"),
    why=gettext_lazy(
        "In the exercise of public powers, consent, contracts and compelling interests allow no transfer."
    ),
    fix=gettext_lazy(
        "Record another ground, such as an arrangement between public bodies or public interest."
    ),
)
def derogation_public_authority(context: Context) -> Iterator[Found]:
    public = context.organisation.public_body
    if public is None or public.code != YES:
        return
    for one, ground in _exceptions(context, NOT_FOR_AUTHORITIES):
        sovereign = any(map(_by_public_task, _concerned(context, one)))
        message = _(
            "A public body relies on the exception “%(ground)s”, which its public powers do not allow."
        )
        yield _told(context, one, ground, message, severity=None if sovereign else Severity.CHECK)


@rule(
    "derogation-li-undocumented",
    code="G21",
    title=gettext_lazy("Compelling legitimate interests are not documented"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(e), 49(1), 49(6)"),
    why=gettext_lazy(
        "For this exception the record itself must show the safeguards; the authority and people are told."
    ),
    fix=gettext_lazy("Document the assessment and the safeguards, and the days on which both were informed."),
)
def derogation_li_undocumented(context: Context) -> Iterator[Found]:
    for one, _ground in _exceptions(context, (COMPELLING,)):
        transfer = one.transfer
        if not transfer.safeguards:
            yield context.found(
                transfer,
                field="safeguards",
                activity=one.activity,
                message=_("The suitable safeguards are not documented."),
                transcribed=_("The policy does not document the suitable safeguards."),
            )
        if transfer.authority_informed_on is None:
            yield context.found(
                transfer,
                field="authority_informed_on",
                activity=one.activity,
                message=_("It is not recorded when the supervisory authority was informed."),
                severity=Severity.CHECK,
            )
        if transfer.subjects_informed_on is None:
            yield context.found(
                transfer,
                field="subjects_informed_on",
                activity=one.activity,
                message=_("It is not recorded when the data subjects were informed."),
                severity=Severity.CHECK,
            )


def _exceptions(context: Context, slugs: Iterable[str]) -> Iterator[tuple[Moved, Ground]]:
    """The grounds that are one of these exceptions, where nothing firmer carries the transfer."""
    regime = Regime.EU if Regime.EU in context.regimes else Regime.UK
    for one, ground in grounded(context):
        if ground.mechanism.slug in slugs and footing(context, one.transfer, regime=regime) not in SETTLED:
            yield one, ground


def _told(context: Context, one: Moved, ground: Ground, message: str, *, severity: Severity | None) -> Found:
    """Not assessed where only British law applies, whose exceptions are not transcribed."""
    name = ground.mechanism.name
    if Regime.EU not in context.regimes:
        return context.unassessed(
            ground,
            field="mechanism",
            activity=one.activity,
            message=_("Whether British law allows the exception “%(ground)s” here is not assessed."),
            ground=name,
        )
    return context.found(
        ground, field="mechanism", activity=one.activity, message=message, severity=severity, ground=name
    )


def _concerned(context: Context, one: Moved) -> tuple[Activity, ...]:
    """The activities whose data go: the one, those that use the service, or all that we answer for."""
    if one.activity is not None:
        return (one.activity,)
    return context.users.get(one.service.id, ()) if one.service else context.controlled


def _by_public_task(activity: Activity) -> bool:
    return any(basis.code in PUBLIC_TASK for purpose in activity.purposes for basis in purpose.legal_bases)
