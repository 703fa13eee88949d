"""Frameworks for certified importers: the Data Privacy Framework and its three rows, which never stand for one another."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.footing import SAFEGUARDS
from registry.documents.records.services import Ground, Service, Transfer
from registry.documents.wording import day
from registry.law.facts import MechanismKind
from registry.law.regimes import Regime
from registry.linter.abroad import (
    ADEQUACY,
    calendar,
    is_framework,
    kind_of,
    moved,
    relied_on,
    shipped,
    years_later,
)
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

DATA_PRIVACY_FRAMEWORKS = ("eu-us-dpf", "dpf-uk-ext", "swiss-us-dpf")
FIRST_DAY = shipped("eu-us-dpf").valid_from
FRESH = 1
"""Years for which a look at the list counts, as certifications run a year: a default of our own."""


@rule(
    "dpf-unverified",
    code="G09",
    title=gettext_lazy("The listing of an importer is not verified"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources={**ADEQUACY, Regime.CH: "Art. 16(1) FADP"},
    guidance="Implementing Decision (EU) 2023/1795",
    since=FIRST_DAY,
    why=gettext_lazy(
        "The framework covers an importer only while it is on the list, under the name it stands there."
    ),
    fix=gettext_lazy("Look the importer up on the list; record the entity, the kind of data and the day."),
)
def dpf_unverified(context: Context) -> Iterator[Found]:
    for service in context.services:
        if any(_certified(context, one) for one in service.transfers):
            yield from _unverified(context, service)
    for one in moved(context):
        if one.service is None:
            for ground in _certified(context, one.transfer):
                if not ground.evidence and ground.document is None:
                    yield context.found(
                        ground,
                        field="evidence",
                        activity=one.activity,
                        message=_("Nothing recorded shows that the importer is on the list (%(framework)s)."),
                        transcribed=_(
                            "The policy does not state that the importer is on the list (%(framework)s)."
                        ),
                        framework=ground.mechanism.name,
                    )


@rule(
    "dpf-sole-basis",
    code="G10",
    title=gettext_lazy("The Data Privacy Framework is the only ground"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(2)", fadp="16(2)"),
    guidance="T-553/23; appeal C-703/25 P",
    since=FIRST_DAY,
    why=gettext_lazy(
        "Two earlier frameworks were annulled overnight, and an appeal against this one is pending."
    ),
    fix=gettext_lazy("Agree standard clauses as well, which then take over."),
)
def dpf_sole_basis(context: Context) -> Iterator[Found]:
    alone = _("The Data Privacy Framework is all that the transfer to the United States rests on.")
    for service in context.services:
        if any(_alone(context, one) for one in service.transfers):
            yield context.found(service, field="transfers", message=alone)
    for one in moved(context):
        if one.service is None and _alone(context, one.transfer):
            yield context.found(one.transfer, field="grounds", activity=one.activity, message=alone)


@rule(
    "dpf-wrong-row",
    code="G11",
    title=gettext_lazy("A framework of another law"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources={**ADEQUACY, Regime.CH: "Art. 16(1) FADP"},
    guidance="Implementing Decision (EU) 2023/1795; SI 2023/1028; Federal Council decision of 14 August 2024",
    why=gettext_lazy(
        "An importer certifies to three rows apart: EU-US, UK Extension, Swiss-US. None covers the others."
    ),
    fix=gettext_lazy(
        "Look up which rows the importer is on, and record the one for this law, or other safeguards."
    ),
)
def dpf_wrong_row(context: Context) -> Iterator[Found]:
    for one in moved(context):
        grounds = one.transfer.grounds
        rows = {ground.mechanism.regime for ground in grounds}
        if not rows or not all(is_framework(ground.mechanism) for ground in grounds):
            continue
        for regime in context.regimes:
            if regime not in rows:
                yield context.found(
                    one.transfer,
                    field="grounds",
                    activity=one.activity,
                    message=_(
                        "%(regime)s: no framework under this law is recorded, only one of another law."
                    ),
                    severity=Severity.CHECK if rows & set(context.edition.regimes) else None,
                    regime=regime.label,
                )


def _certified(context: Context, transfer: Transfer) -> list[Ground]:
    """The grounds that are a row of the Data Privacy Framework which could be relied on."""
    return [
        ground
        for ground in transfer.grounds
        if ground.mechanism.slug in DATA_PRIVACY_FRAMEWORKS and relied_on(context, ground)
    ]


def _unverified(context: Context, service: Service) -> Iterator[Found]:
    checked = service.dpf_checked_on
    if not service.dpf_entity:
        yield context.found(
            service,
            field="dpf_entity",
            message=_(
                "It is not recorded under which name the importer is on the Data Privacy Framework List."
            ),
            transcribed=_(
                "The policy does not state under which name the importer is on the Data Privacy Framework List."
            ),
        )
    elif checked is None:
        yield context.found(
            service,
            field="dpf_checked_on",
            message=_("It is not recorded when the Data Privacy Framework List was checked."),
            transcribed=_("The policy does not state when the Data Privacy Framework List was checked."),
        )
    elif years_later(checked, FRESH) < calendar(context.on):
        yield context.found(
            service,
            field="dpf_checked_on",
            message=_("The Data Privacy Framework List was last checked on %(day)s, more than a year ago."),
            day=day(checked),
        )


def _alone(context: Context, transfer: Transfer) -> bool:
    """Whether nothing would take over if the framework fell."""
    return bool(_certified(context, transfer)) and not any(map(_takes_over, transfer.grounds))


def _takes_over(ground: Ground) -> bool:
    mechanism, kind = ground.mechanism, kind_of(ground.mechanism)
    unstated = kind == MechanismKind.UNSPECIFIED and "46" in mechanism.article
    return unstated or kind in SAFEGUARDS
