"""Sub-processors (Art. 28(2)): authorised by the controllers, announced in time, and on the public list."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.days import day_at
from registry.documents.records.services import Agreement, Subprocessor
from registry.documents.wording import day, provider
from registry.linter.bases import code_of
from registry.linter.context import Context
from registry.linter.engaged import SUBPROCESSOR, WORKING, ended, for_clients
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule


@rule(
    "subprocessor-unauthorised",
    code="F08",
    title=gettext_lazy("Sub-processors without authorisation"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(2)", fadp="9(3)"),
    why=gettext_lazy("A processor engages another one only where the controller authorised it in writing."),
    fix=gettext_lazy("Record with the contract whether the authorisation is general or specific."),
)
def subprocessor_unauthorised(context: Context) -> Iterator[Found]:
    for agreement in _contracts(context, engaging=True):
        if agreement.authorisation is None:
            yield context.found(
                agreement,
                field="authorisation",
                message=_(
                    "Sub-processors take part, and no authorisation is recorded with the contract “%(title)s”."
                ),
                transcribed=_(
                    "Sub-processors take part, and the policy states no authorisation in the contract “%(title)s”."
                ),
                title=agreement.title,
            )


@rule(
    "subprocessor-notice-short",
    code="F09",
    title=gettext_lazy("A sub-processor announced too late"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(2)"),
    guidance="Clause 9 of the standard clauses",
    why=gettext_lazy("Under a general authorisation controllers are told in time, so that they can object."),
    fix=gettext_lazy("Correct the days, postpone the first day, or record the announcement."),
)
def subprocessor_notice_short(context: Context) -> Iterator[Found]:
    agreed = _notice(context)
    kept_since = _kept_since(context)
    for entry in _current(context):
        first = entry.postponed_to or entry.effective_on
        if code_of(entry.kind) != SUBPROCESSOR or agreed is None or first is None:
            continue
        name = provider(entry.service)
        if entry.announced_on is None and kept_since is not None and kept_since < first:
            yield context.found(
                entry,
                field="announced_on",
                message=_("%(name)s takes part from %(first)s, and no announcement is recorded."),
                transcribed=_("%(name)s takes part from %(first)s, and the policy states no announcement."),
                name=name,
                first=day(first),
            )
        elif entry.announced_on is not None and (first - entry.announced_on).days < agreed:
            yield context.found(
                entry,
                field="announced_on",
                message=_(
                    "%(name)s takes part from %(first)s. Days of notice given: %(given)d; promised or agreed: %(agreed)d."
                ),
                name=name,
                first=day(first),
                given=(first - entry.announced_on).days,
                agreed=agreed,
            )


@rule(
    "public-list-drift",
    code="F12",
    title=gettext_lazy("The public list and the services differ"),
    kind=Class.CONTRADICTION,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(2)"),
    why=gettext_lazy("Controllers rely on the list to know who works on their data."),
    fix=gettext_lazy("Add the service to the list, or give the entry or the service its last day."),
)
def public_list_drift(context: Context) -> Iterator[Found]:
    current = list(_current(context))
    listed = {entry.service.id for entry in current}
    if current or context.organisation.subprocessor_page:
        for service in for_clients(context):
            if service.id not in listed:
                yield context.found(
                    service,
                    message=_(
                        "%(provider)s (%(service)s) is a sub-processor and does not stand on the public list."
                    ),
                    provider=provider(service),
                    service=service.name,
                )
    for entry in current:
        last = entry.service.in_force_until
        if last is not None and last < context.on:
            yield context.found(
                entry,
                field="ended_on",
                message=_("%(provider)s stands on the public list, but the service ended on %(day)s."),
                provider=provider(entry.service),
                day=day(last),
            )


def _contracts(context: Context, *, engaging: bool = False) -> Iterator[Agreement]:
    """The running contracts with controllers, each once; `engaging`: where somebody else works on their data too."""
    found: dict[int, Agreement] = {}
    for activity in context.processed:
        services = (use.service for use in activity.disclosures if use.service)
        engages = any(code_of(service.their_role) in WORKING for service in services)
        for client in activity.clients:
            contract = client.contract
            if contract is not None and not ended(contract, context.on) and (engages or not engaging):
                found[contract.id] = contract
    yield from found.values()


def _notice(context: Context) -> int | None:
    """The longest notice that the organisation promises or has agreed, in days; None without any."""
    promised = [context.organisation.notice_days, *(one.notice_days for one in _contracts(context))]
    return max((days for days in promised if days is not None), default=None)


def _kept_since(context: Context) -> dt.date | None:
    """The day on which the list was begun: what takes part from a later day could have been announced on it."""
    instants = (entry.listed_at for entry in context.edition.inventory.subprocessors)
    first = min((instant for instant in instants if instant is not None), default=None)
    return day_at(first, timezone=context.organisation.timezone) if first else None


def _current(context: Context) -> Iterator[Subprocessor]:
    """The entries of the list that are announced or in force on the day."""
    for entry in context.edition.inventory.subprocessors:
        withdrawn = entry.withdrawn_on is not None and entry.withdrawn_on <= context.on
        over = entry.ended_on is not None and entry.ended_on < context.on
        if not withdrawn and not over:
            yield entry
