"""How long each category of data is kept: letter (f)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import absent, citations, cited_line, detail, details, missing, stated
from registry.documents.edition import Edition
from registry.documents.grids import joined
from registry.documents.records.activities import Activity, DataUse, RetentionRule
from registry.documents.register import Column, Fact, Grid
from registry.documents.sections.categories import data_line, subject_lines
from registry.documents.values import Line, Value, filled
from registry.documents.wording import label, limit_words

YES = "yes"


def retention(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    """Categories of data that share people, purposes and limit stand in one row."""
    grid = Grid(
        key="retention",
        heading=_("Time limits for erasure"),
        columns=(
            Column(key="data", heading=_("Personal data"), weight=3),
            Column(key="subjects", heading=_("Data subjects"), weight=2),
            Column(key="purposes", heading=_("Purposes"), weight=3),
            Column(key="limit", heading=_("Time limit"), weight=4),
        ),
        rows=joined((_row(edition, activity, use) for use in activity.data_uses), column=0),
        empty=missing(edition, activity, "retention", "data_uses"),
    )
    return (grid,)


def limit(edition: Edition, use: DataUse) -> Value:
    """The time limit of one category of data; not possible (why), or missing."""
    if use.retention is not None:
        return filled(*limit_lines(edition, use.retention, use=use))
    if use.retention_absent_because:
        return absent(edition, use, "retention", use.retention_absent_because, impossible=True)
    return missing(edition, use, "retention")


def limit_lines(edition: Edition, rule: RetentionRule, *, use: DataUse | None = None) -> Iterator[Line]:
    """The limit, then what qualifies it. Cited for it is what is cited for the rule and for its use here."""
    cited = citations(rule, "", "kind", "period", "criterion", "start_event")
    cited += citations(use, "retention") if use else []
    yield cited_line(edition, limit_words(rule), cited, code=rule.period, remarks=[rule.condition])
    if _kind(rule) != "criterion":
        yield detail(edition, rule, "criterion", rule.criterion)
    if rule.configurable_by_client and rule.configurable_by_client.code == YES:
        yield detail(edition, rule, "configurable_by_client", _("The client can set another period"))
    ends = (
        ("at_the_end", _("At the end: %(what)s"), label(rule.at_the_end)),
        ("backups", _("Backups: %(what)s"), rule.backups),
        ("exceptions", _("Exceptions: %(what)s"), rule.exceptions),
    )
    behind = (
        ("law_cited", _("Law: %(what)s"), rule.law_cited),
        ("where", _("Stated in: %(what)s"), "" if _kind(rule) == "elsewhere" else rule.where),
    )
    yield from details(edition, rule, *ends, *(behind if edition.full else ()))


def _row(edition: Edition, activity: Activity, use: DataUse) -> tuple[Value, ...]:
    return (
        filled(data_line(edition, use)),
        stated(edition, use, "subjects", *subject_lines(edition, [use])),
        filled(*_served(edition, activity, use)),
        limit(edition, use),
    )


def _served(edition: Edition, activity: Activity, use: DataUse) -> Iterator[Line]:
    """The purposes that the data serve; none chosen means all."""
    if not use.purposes:
        yield detail(edition, use, "purposes", _("All purposes of the activity"))
    for purpose in activity.purposes:
        if purpose.id in use.purposes:
            yield detail(edition, use, "purposes", purpose.text)


def _kind(rule: RetentionRule) -> str:
    return rule.kind.code if rule.kind else ""
