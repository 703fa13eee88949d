"""Contracts with processors (Art. 28(3)): whether there is one, whether it still runs, and what it lacks."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.services import Agreement
from registry.documents.wording import day, provider
from registry.linter.context import Context
from registry.linter.engaged import (
    begun,
    bound_by_clauses,
    concluding,
    contracted,
    ended,
    is_concluded,
    running,
)
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule


@rule(
    "processor-no-dpa",
    code="F03",
    title=gettext_lazy("No contract with a processor"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(3)", fadp="9(1)"),
    guidance="Implementing Decision (EU) 2021/914, recital 9",
    why=gettext_lazy("A processor works on a contract, or another act of law, that binds it."),
    fix=gettext_lazy(
        "Record the contract with the day of its conclusion, or the standard terms with version and acceptance."
    ),
)
def processor_no_dpa(context: Context) -> Iterator[Found]:
    for service, contracts in contracted(context):
        explained = service.agreement_absent_because or bound_by_clauses(service)
        if not contracts and not explained:
            yield context.found(
                service,
                field="agreements",
                # Contracts are not to be found in a policy; and who is meant by a category is not known.
                severity=Severity.CHECK if context.transcribed(service) or service.party is None else None,
                message=_("No contract with %(provider)s as processor is recorded for “%(service)s”."),
                transcribed=_("The policy states no contract with %(provider)s as processor."),
                provider=provider(service),
                service=service.name,
            )
        elif contracts and not any(begun(one, context.on) for one in contracts):
            yield context.found(
                service,
                field="agreements",
                message=_(
                    "The contract with %(provider)s as processor for “%(service)s” was concluded only on %(day)s."
                ),
                day=day(min(first for one in contracts for first in concluding(one))),
                provider=provider(service),
                service=service.name,
            )


@rule(
    "dpa-expired",
    code="F04",
    title=gettext_lazy("The contract with a processor has ended"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(3)", fadp="9(1)"),
    why=gettext_lazy("After its last day a contract binds nobody, and the processing goes on without one."),
    fix=gettext_lazy("Record the contract that follows, correct its last day, or end the service."),
)
def dpa_expired(context: Context) -> Iterator[Found]:
    last: dict[int, Agreement] = {}
    going_on: dict[int, list[str]] = {}
    for service, contracts in contracted(context):
        past = [one for one in contracts if begun(one, context.on)]
        if past and all(ended(one, context.on) for one in past):
            newest = max(past, key=lambda one: (one.valid_until, one.id))
            last[newest.id] = newest
            going_on.setdefault(newest.id, []).append(service.name)
    for number, agreement in last.items():
        yield context.found(
            agreement,
            field="valid_until",
            message=_("The contract “%(title)s” ended on %(day)s, and these services go on: %(services)s."),
            title=agreement.title,
            day=day(agreement.valid_until),
            services="; ".join(going_on[number]),
        )


@rule(
    "dpa-clauses-incomplete",
    code="F05",
    title=gettext_lazy("The contract with a processor lacks something"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(3)"),
    why=gettext_lazy(
        "The contract says subject matter, duration, nature and purpose, data and people, and what (a) to (h) ask for."
    ),
    fix=gettext_lazy(
        "Check the contract against Art. 28(3), first sentence included; record the day, and what it lacks."
    ),
)
def dpa_clauses_incomplete(context: Context) -> Iterator[Found]:
    for agreement in _running(context):
        if agreement.lacking:
            yield context.found(
                agreement,
                field="lacking",
                message=_("The contract “%(title)s” lacks: %(lacking)s"),
                title=agreement.title,
                lacking=agreement.lacking,
            )
        elif agreement.checked_on is None and is_concluded(agreement):
            yield context.found(
                agreement,
                field="checked_on",
                severity=Severity.HINT,
                message=_("It is not recorded that the contract “%(title)s” was checked against Art. 28(3)."),
                transcribed=_(
                    "The policy does not state that the contract “%(title)s” was checked against Art. 28(3)."
                ),
                title=agreement.title,
            )


@rule(
    "dpa-only-available",
    code="F06",
    title=gettext_lazy("The contract with a processor may not be concluded"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(3), 28(9)", fadp="9(1)"),
    why=gettext_lazy("A contract that a provider offers binds it only once it is concluded."),
    fix=gettext_lazy("Record when it was signed or accepted, and of standard terms the version."),
)
def dpa_only_available(context: Context) -> Iterator[Found]:
    found: dict[int, Agreement] = {}
    for _service, contracts in contracted(context):
        current = [one for one in contracts if running(one, context.on)]
        if not any(map(is_concluded, current)):
            found.update((one.id, one) for one in current)
    for agreement in found.values():
        if concluding(agreement):
            yield context.found(
                agreement,
                field="version",
                message=_("It is not recorded which version of the standard terms “%(title)s” was accepted."),
                transcribed=_(
                    "The policy does not state which version of the standard terms “%(title)s” was accepted."
                ),
                title=agreement.title,
            )
        else:
            yield context.found(
                agreement,
                field="signed_on",
                message=_("It is not recorded when the contract “%(title)s” was signed or accepted."),
                transcribed=_(
                    "The policy does not state when the contract “%(title)s” was signed or accepted."
                ),
                title=agreement.title,
            )


def _running(context: Context) -> Iterator[Agreement]:
    """The contracts that run with anybody who is engaged, each once."""
    found: dict[int, Agreement] = {}
    for _service, contracts in contracted(context):
        found.update((one.id, one) for one in contracts if running(one, context.on))
    yield from found.values()
