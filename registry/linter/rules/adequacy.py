"""Grounds of transfers by their dates: whether a mechanism still holds, and whether a decision covers the place."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.footing import Footing
from registry.documents.records.services import Ground, Transfer
from registry.documents.records.terms import Adequacy
from registry.documents.wording import day
from registry.law.facts import AdequacyKind
from registry.law.regimes import Regime
from registry.law.territory import Standing, StandingKind
from registry.law.validity import in_force
from registry.linter.abroad import (
    ADEQUACY,
    Moved,
    footing,
    grounded,
    is_adequacy,
    is_framework,
    moved,
    stands,
)
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

SOON = 180
"""Days before the end of a decision from which on one is told: a default of our own."""
SETTLED_BY_PLACE = (StandingKind.HOME, StandingKind.ECONOMIC_AREA, StandingKind.BRIDGED)
AUTHORITY = "authority"


@rule(
    "mechanism-invalid-on-date",
    code="G05",
    title=gettext_lazy("A mechanism that is not valid on the day"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources={
        **gdpr("44 to 46"),
        Regime.CH: "Art. 16(2) FADP",
    },
    guidance="C-362/14, C-311/18, Implementing Decision (EU) 2021/914 Art. 4, DPA 2018 Schedule 21",
    why=gettext_lazy(
        "What was annulled or repealed allows nothing from that day on, whatever the contract says."
    ),
    fix=gettext_lazy("Give the ground its last day, and record the one that the transfer rests on now."),
)
def mechanism_invalid_on_date(context: Context) -> Iterator[Found]:
    for one, ground in grounded(context):
        mechanism = ground.mechanism
        if mechanism.regime not in context.regimes:
            continue
        last, agreed = mechanism.no_new_use_after, ground.concluded_on
        if mechanism.valid_until and mechanism.valid_until < context.on:
            message = _("%(mechanism)s could be relied on until %(day)s.")
            transcribed = _("The policy relies on %(mechanism)s, which could be relied on until %(day)s.")
            turned: dt.date | None = mechanism.valid_until
        elif mechanism.valid_from and context.on < mechanism.valid_from:
            message = _("%(mechanism)s could be relied on only from %(day)s on.")
            transcribed, turned = "", mechanism.valid_from
        elif last and agreed and last < agreed:
            message = _("%(mechanism)s could be newly agreed until %(day)s.")
            transcribed, turned = "", last
        else:
            continue
        yield context.found(
            ground,
            field="mechanism",
            activity=one.activity,
            message=message,
            transcribed=transcribed,
            mechanism=mechanism.name,
            day=day(turned),
        )


@rule(
    "adequacy-out-of-scope",
    code="G06",
    title=gettext_lazy("Adequacy is relied on where no decision reaches"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=ADEQUACY,
    why=gettext_lazy(
        "A decision covers the country, the sector or the importers that it names, and nothing beside."
    ),
    fix=gettext_lazy(
        "Record the framework that the importer is certified to, or safeguards such as standard clauses."
    ),
)
def adequacy_out_of_scope(context: Context) -> Iterator[Found]:
    for one, ground in _claims(context):
        if one.transfer.international_organisation:
            if not _decisions(context, one.transfer, ground, begun_by=None):
                yield _beyond(
                    context, one, ground, severity=Severity.CHECK
                )  # it may go by another name there
            continue
        found = stands(context, one.transfer.destination, regime=Regime[ground.mechanism.regime])
        if found.kind is StandingKind.NOT_ASSESSED:
            yield context.unassessed(
                ground,
                field="mechanism",
                activity=one.activity,
                message=_("%(where)s: whether it is adequate is not assessed."),
                where=one.where,
            )
        elif found.kind is StandingKind.THIRD_COUNTRY:
            if not _to_come(context, one.transfer, ground):
                yield _beyond(context, one, ground)
        else:
            yield from _outside(context, one, ground, found)


@rule(
    "adequacy-not-yet",
    code="G07",
    title=gettext_lazy("Adequacy is relied on before the decision"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=ADEQUACY,
    why=gettext_lazy("Before its first day a decision allows no transfer."),
    fix=gettext_lazy(
        "Give the ground the first day of the decision, and record what the transfer rested on before."
    ),
)
def adequacy_not_yet(context: Context) -> Iterator[Found]:
    for one, ground in _claims(context):
        found = _to_come(context, one.transfer, ground)
        if found:
            yield context.found(
                ground,
                field="mechanism",
                activity=one.activity,
                message=_("%(where)s: adequate only from %(day)s on (%(instrument)s)."),
                where=one.where,
                day=day(found.valid_from),
                instrument=found.instrument,
            )


@rule(
    "adequacy-expiring",
    code="G08",
    title=gettext_lazy("A decision on adequacy ends soon"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=ADEQUACY,
    why=gettext_lazy("After its last day the transfer needs another ground; that takes time to agree."),
    fix=gettext_lazy("Watch for a renewal, and prepare safeguards such as standard clauses."),
)
def adequacy_expiring(context: Context) -> Iterator[Found]:
    then = context.on + dt.timedelta(days=SOON + 1)
    for one in moved(context):
        for regime in context.regimes:
            found = stands(context, one.transfer.destination, regime=regime)
            later = stands(context, one.transfer.destination, regime=regime, on=then)
            if found.valid_until is None or later.kind is StandingKind.ADEQUATE:
                continue
            if footing(context, one.transfer, regime=regime) is Footing.ADEQUATE:
                yield context.found(
                    one.transfer,
                    field="destination",
                    activity=one.activity,
                    message=_(
                        "%(where)s: the decision that it is adequate ends on %(day)s (%(instrument)s)."
                    ),
                    where=one.where,
                    day=day(found.valid_until),
                    instrument=found.instrument,
                )


def _outside(context: Context, one: Moved, ground: Ground, found: Standing) -> Iterator[Found]:
    """What the decision on an adequate place leaves out."""
    if is_framework(ground.mechanism):
        if not _names(context, found.decision, ground):
            yield _beyond(context, one, ground)
    elif found.adequacy == AdequacyKind.CERTIFIED:
        yield _certified_only(context, one, ground)
    elif found.adequacy == AdequacyKind.SECTORAL and _to_authority(one):
        yield _sector_only(context, one, ground, found.scope_limit)


def _claims(context: Context) -> Iterator[tuple[Moved, Ground]]:
    """The grounds that rely on adequacy under a regime of ours and could be relied on, each with where data go.

    Left out is what goes to no place that is named, and to one that needs no decision.
    """
    for one, ground in grounded(context):
        mechanism = ground.mechanism
        known = is_adequacy(mechanism) or is_framework(mechanism)
        if not known or mechanism.regime not in context.regimes or not in_force(mechanism, context.on):
            continue
        place = one.transfer.destination
        found = stands(context, place, regime=Regime[mechanism.regime]).kind
        unplaced = place == "" or found is StandingKind.NOT_ONE_COUNTRY or found in SETTLED_BY_PLACE
        if one.transfer.international_organisation or not unplaced:
            yield one, ground


def _decisions(
    context: Context, transfer: Transfer, ground: Ground, *, begun_by: dt.date | None
) -> list[Adequacy]:
    """The decisions on what the transfer names, under the law of the ground; only those begun by a day, if given."""
    name = transfer.international_organisation.casefold()
    return [
        row
        for row in context.edition.inventory.adequacy
        if row.regime == ground.mechanism.regime
        and (row.name.casefold() == name if name else row.place == transfer.destination)
        and (begun_by is None or row.valid_from is None or row.valid_from <= begun_by)
    ]


def _to_come(context: Context, transfer: Transfer, ground: Ground) -> Adequacy | None:
    """The first decision on what the transfer names, where none had begun by the day."""
    if _decisions(context, transfer, ground, begun_by=context.on):
        return None
    known = _decisions(context, transfer, ground, begun_by=None)
    return min(known, key=lambda row: (row.valid_from or dt.date.max, row.code), default=None)


def _names(context: Context, decision: str, ground: Ground) -> bool:
    """Whether the decision is the one that the mechanism of the ground is about."""
    rows = context.edition.inventory.adequacy
    return any(row.code == decision and row.mechanism == ground.mechanism.slug for row in rows)


def _to_authority(one: Moved) -> bool:
    party = one.transfer.importer or (one.service.party if one.service else None)
    return party is not None and party.kind is not None and party.kind.code == AUTHORITY


def _beyond(context: Context, one: Moved, ground: Ground, *, severity: Severity | None = None) -> Found:
    return context.found(
        ground,
        field="mechanism",
        activity=one.activity,
        message=_("%(where)s: “%(mechanism)s” did not cover it on %(day)s."),
        severity=severity,
        mechanism=ground.mechanism.name,
        where=one.where,
        day=day(context.on),
    )


def _certified_only(context: Context, one: Moved, ground: Ground) -> Found:
    """Milder, for a decision that is not named may be meant to be the framework's."""
    return context.found(
        ground,
        field="mechanism",
        activity=one.activity,
        message=_(
            "%(where)s: only certified importers are adequate, and the ground names no framework of theirs."
        ),
        severity=Severity.CHECK,
        where=one.where,
    )


def _sector_only(context: Context, one: Moved, ground: Ground, limit: str) -> Found:
    return context.found(
        ground,
        field="mechanism",
        activity=one.activity,
        message=_("%(where)s: the importer is a public authority, and the decision is limited: %(limit)s."),
        severity=Severity.CHECK,
        where=one.where,
        limit=limit,
    )
