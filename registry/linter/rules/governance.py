"""Who looks after the record and when; and what in it cannot be true or was not finished."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import fields

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity
from registry.documents.records.evidence import InForce, Recorded
from registry.documents.wording import day
from registry.linter.abroad import moved
from registry.linter.context import Context
from registry.linter.findings import RECORD_TYPES, Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

QUOTED = re.compile(r"“[^”]*”|„[^“]*“|\"[^\"]*\"|«[^»]*»|‘[^’]*’")
PLACEHOLDER = re.compile(
    r"\b(TODO|TBD|TBC|FIXME|XXX+)\b|\[(?:…|\.\.\.|\s*)\]|\b[Tt]o be (?:documented|defined|completed|added)\b|\bLorem ipsum\b"
)


@rule(
    "review-overdue",
    code="L01",
    title=gettext_lazy("Review overdue"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("5(2) and 24(1)"),
    why=gettext_lazy(
        "What was right when it was written is reviewed when the organisation said it would be."
    ),
    fix=gettext_lazy("Review the activity, and record when that was and when the next review is due."),
)
def review_overdue(context: Context) -> Iterator[Found]:
    for activity in context.activities:
        due = activity.next_review_on or _due(activity)
        if due is not None and due < context.on:
            yield context.found(
                activity,
                field="next_review_on",
                message=_("The review was due on %(day)s."),
                day=day(due),
            )


@rule(
    "review-never",
    code="L02",
    title=gettext_lazy("No review foreseen"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(2)"),
    why=gettext_lazy("A record that nobody looks at again grows wrong by itself."),
    fix=gettext_lazy("Record how often the activity is reviewed, or the day of the next review."),
    off=True,
)
def review_never(context: Context) -> Iterator[Found]:
    for activity in context.activities:
        if activity.next_review_on is None and activity.review_interval_months is None:
            yield context.found(activity, field="review_interval_months", message=_("No review is foreseen."))


@rule(
    "owner-missing",
    code="L03",
    title=gettext_lazy("Nobody answers for the activity"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("24"),
    guidance="Art. 5(2) GDPR",
    why=gettext_lazy("Somebody has to know whether the record is still true."),
    fix=gettext_lazy("Record the owner, or at least the department."),
)
def owner_missing(context: Context) -> Iterator[Found]:
    without = [one for one in context.activities if not one.owner and not one.department]
    if len(without) > 1 and len(without) == len(context.activities):
        yield context.found(
            context.organisation,
            message=_("Neither owner nor department is recorded of any activity."),
            transcribed=_("The policy names neither owner nor department of any activity."),
        )
        return
    for activity in without:
        yield context.found(
            activity,
            field="owner",
            message=_("Neither owner nor department is recorded."),
            transcribed=_("The policy names neither owner nor department."),
        )


@rule(
    "placeholder-text",
    code="L04",
    title=gettext_lazy("Placeholder in a text"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=gdpr("30", fadp="12"),
    why=gettext_lazy("The text is printed as it is, and says nothing."),
    fix=gettext_lazy("Write what is meant, or leave the item empty, so that it is printed as missing."),
)
def placeholder_text(context: Context) -> Iterator[Found]:
    for activity, record in _records(context):
        for name in TEXTS[type(record)]:
            text = getattr(record, name)
            # Quotations are looked for only where there is something to quote: this reads every text there is.
            found = PLACEHOLDER.search(text) and PLACEHOLDER.search(QUOTED.sub("", text))
            if found:
                yield context.found(
                    record,
                    field=name,
                    activity=activity,
                    message=_("“%(words)s” stands where something is still to be written."),
                    words=found.group(),
                )


@rule(
    "ended-with-live-links",
    code="L05",
    title=gettext_lazy("Ended, but data still go out"),
    kind=Class.CONTRADICTION,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("5(1)(e)", fadp="6(4)"),
    why=gettext_lazy("When an activity ends, so do its recipients and its transfers."),
    fix=gettext_lazy("Correct the last day of the activity, or that of the recipient or transfer."),
)
def ended_with_live_links(context: Context) -> Iterator[Found]:
    for activity in context.recorded.activities:
        last = activity.in_force_until
        for field, part in _outgoing(activity):
            if last is not None and part.in_force_until is not None and last < part.in_force_until:
                yield context.found(
                    activity,
                    field=field,
                    message=_("The activity ended on %(last)s, but data are said to go out until %(later)s."),
                    last=day(last),
                    later=day(part.in_force_until),
                )


@rule(
    "active-before-start",
    code="L06",
    title=gettext_lazy("Not begun, but data already go out"),
    kind=Class.CONTRADICTION,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("5(1)(d)", fadp="6(5)"),
    why=gettext_lazy("Before an activity begins, nobody receives data from it."),
    fix=gettext_lazy("Correct the first day of the activity, or that of the recipient or transfer."),
)
def active_before_start(context: Context) -> Iterator[Found]:
    for activity in context.recorded.activities:
        first = activity.in_force_from
        for field, part in _outgoing(activity):
            if first is not None and part.in_force_from is not None and part.in_force_from < first:
                yield context.found(
                    activity,
                    field=field,
                    message=_(
                        "The activity begins on %(first)s, but data are said to go out from %(sooner)s."
                    ),
                    first=day(first),
                    sooner=day(part.in_force_from),
                )


@rule(
    "no-activity-for-vendor",
    code="L07",
    title=gettext_lazy("Service that no activity uses"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("30(1)(d)", fadp="12(2)(d)"),
    why=gettext_lazy("A service in use receives data of some activity, or it is not in use any more."),
    fix=gettext_lazy(
        "Add the service to the recipients of the activity that uses it, or record its last day."
    ),
)
def no_activity_for_vendor(context: Context) -> Iterator[Found]:
    for service in context.services:
        if service.id not in context.users:
            yield context.found(
                service,
                message=_("No activity in force gives data to “%(name)s”."),
                name=service.name,
            )


def _due(activity: Activity) -> dt.date | None:
    """The day of the next review by its interval; the last day of a month that is too short."""
    last, months = activity.last_reviewed_on, activity.review_interval_months
    if last is None or months is None:
        return None
    years, month = divmod(last.month - 1 + months, 12)
    year, month = last.year + years, month + 1
    return dt.date(year, month, min(last.day, monthrange(year, month)[1]))


def _outgoing(activity: Activity) -> Iterator[tuple[str, InForce]]:
    for disclosure in activity.disclosures:
        yield "disclosures", disclosure
    for transfer in activity.transfers:
        yield "transfers", transfer


def _records(context: Context) -> Iterator[tuple[Activity | None, Recorded]]:
    """Everything in force that is printed, each record once, with the activity that it is part of."""
    inventory = context.edition.inventory
    yield None, context.organisation
    for activity in context.activities:
        yield activity, activity
        for parts in (activity.purposes, activity.data_uses, activity.disclosures, activity.clients):
            for part in parts:
                yield activity, part
    for one in moved(context):
        yield one.activity, one.transfer
        for ground in one.transfer.grounds:
            yield one.activity, ground
    for records in (
        inventory.services,
        inventory.parties,
        inventory.agreements,
        inventory.retention_rules,
        inventory.measures,
        inventory.assessments,
        inventory.subprocessors,
    ):
        for record in records:
            yield None, record


TEXTS = {kind: tuple(field.name for field in fields(kind) if field.type is str) for kind in RECORD_TYPES}
"""The names of the fields of text of each kind of record."""
