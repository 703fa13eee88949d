"""Items of retention rules, measures, notices with their statements, assessments and documents."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.compared.items import Kind, View, condition, in_force, item, option, order
from registry.documents.records import activities, evidence
from registry.documents.records import notices as records
from registry.documents.values import Line
from registry.documents.wording import label, remarked
from registry.law.facts import MeasureLetter
from registry.law.periods import is_period, period_words


def rule() -> Kind:
    return Kind(
        table="retentionrule",
        type=activities.RetentionRule,
        what=_("Retention rule"),
        called=lambda record: str(record.name),
        section="retention",
        items=(
            item("name", _("Name")),
            item("kind", _("Kind"), section="retention"),
            option("period", _("Period"), section="retention", says=_period),
            option("criterion", _("Criterion"), section="retention"),
            option("start_event", _("Counted from"), section="retention"),
            option("configurable_by_client", _("The client can set another period"), section="retention"),
            option("at_the_end", _("At the end"), section="retention"),
            option("backups", _("Backups"), section="retention"),
            option("exceptions", _("Exceptions"), section="retention"),
            option("law_cited", _("Law")),
            option("where", _("Stated in")),
            condition(),
        ),
    )


def _period(record: Any, _view: View) -> Iterator[Line]:
    period = record.period
    yield Line(text=period_words(period) if is_period(period) else period, code=period)


def measure() -> Kind:
    return Kind(
        table="securitymeasure",
        type=activities.Measure,
        what=_("Security measure"),
        called=lambda record: str(record.title),
        section="measures",
        items=(
            item("title", _("Title"), section="measures"),
            item("description", _("Description"), section="measures"),
            item("organisation_wide", _("For the whole organisation"), section="measures"),
            item("kind", _("Kind")),
            option("measure_type", _("Kind of measure")),
            item("letter", _("Aim (Art. 32(1))"), says=_aim),
            condition(),
        ),
    )


def _aim(record: Any, _view: View) -> Iterator[Line]:
    labels = {letter.value: f"({letter.value}) {letter.label}" for letter in MeasureLetter}
    yield Line(text=labels.get(record.letter, record.letter), code=record.letter)


def notice() -> Kind:
    return Kind(
        table="privacynotice",
        type=records.Notice,
        what=_("Privacy notice"),
        called=lambda record: str(record.title),
        items=(
            item("title", _("Title")),
            item("version_date", _("Dated")),
            option("captured_on", _("Captured on")),
            in_force(),
            item("url", _("Address")),
            item("activities", _("Activities covered"), says=_covered, asked=False),
            option("text", _("Text")),
            option("note", _("Note")),
        ),
        parts=(("statements", statement()),),
    )


def _covered(record: Any, view: View) -> Iterator[Line]:
    return (Line(text=view.activities.get(number, f"#{number}")) for number in record.activities)


def statement() -> Kind:
    return Kind(
        table="noticestatement",
        type=records.Statement,
        what=_("What it says"),
        called=lambda record: remarked(label(record.kind), [label(record.right)]),
        items=(
            item("kind", _("Subject")),
            option("right", _("Right")),
            item("text", _("What is said")),
            option("quote", _("Quote")),
            option("route", _("Route")),
            option("response_time", _("Response")),
            option("change", _("Which change")),
            option("channel", _("Announced by")),
            option("lead_time", _("Lead time")),
            condition(),
            order(),
        ),
    )


def assessment() -> Kind:
    return Kind(
        table="assessment",
        type=evidence.Assessment,
        what=_("Assessment"),
        called=lambda record: str(record.title),
        items=(
            item("title", _("Title")),
            item("kind", _("Kind")),
            item("status", _("Status")),
            item("assessed_on", _("Date")),
            item("outcome", _("Outcome")),
            option("residual_risk", _("Residual risk")),
            option("dpo_advice", _("Advice of the data protection officer")),
            option("next_review_on", _("Next review")),
            option("document", _("Document")),
        ),
    )


def document() -> Kind:
    return Kind(
        table="document",
        type=evidence.Document,
        what=_("Document"),
        called=lambda record: str(record.title),
        items=(
            item("title", _("Title")),
            item("kind", _("Kind")),
            item("dated", _("Date")),
            option("filename", _("File")),
            option("media_type", _("Type")),
            option("size", _("Size in bytes")),
            option("sha256", _("SHA-256")),
            option("url", _("Address")),
            option("note", _("Note")),
        ),
    )


def waiver() -> Kind:
    return Kind(
        table="waiver",
        type=evidence.Waiver,
        what=_("Accepted finding"),
        called=lambda record: str(record.rule),
        items=(
            item("rule", _("Rule")),
            option("record_type", _("Kind of record")),
            option("record_id", _("Number of the record")),
            item("reason", _("Reason")),
            item("until", _("Accepted until")),
        ),
    )
