"""Published policies, and what they promise beyond the activities."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope, references
from registry.documents.citing import detail, details, headline, said, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity
from registry.documents.records.notices import Notice, Statement
from registry.documents.register import Column, Grid
from registry.documents.values import Line, Value, filled
from registry.documents.wording import day, in_force_words, label, remarked


def notices(scope: Scope) -> tuple[Grid, ...]:
    """The notices in one table, then the statements of each."""
    edition, found = scope.edition, scope.edition.inventory.notices
    published = Grid(
        key="notices",
        heading=_("Privacy notices"),
        columns=(
            Column(key="notice", heading=_("Notice"), weight=3),
            Column(key="dated", heading=_("Dated"), weight=2),
            Column(key="in-force", heading=_("In force"), weight=2),
            Column(key="address", heading=_("Address"), weight=3),
            Column(key="activities", heading=_("Activities covered"), weight=2),
        ),
        rows=tuple(_notice(edition, notice, scope.activities) for notice in found),
    )
    return (published, *(_statements(edition, notice) for notice in found if notice.statements))


def _notice(edition: Edition, notice: Notice, activities: Iterable[Activity]) -> tuple[Value, ...]:
    captured = detail(edition, notice, "note", notice.note)
    seen = details(edition, notice, ("captured_on", _("Captured on %(what)s"), day(notice.captured_on)))
    return (
        filled(Line(text=notice.title), captured, *seen),
        said(edition, notice, "version_date", day(notice.version_date)),
        said(edition, notice, "in_force_from", in_force_words(notice)),
        said(edition, notice, "url", notice.url),
        references(one for one in activities if one.id in notice.activities),
    )


def _statements(edition: Edition, notice: Notice) -> Grid:
    return Grid(
        key=f"statements-{notice.id}",
        heading=_("What it says: %(notice)s")
        % {"notice": remarked(notice.title, [day(notice.version_date)])},
        columns=(
            Column(key="subject", heading=_("Subject"), weight=3),
            Column(key="said", heading=_("What is said"), weight=5),
            Column(key="how", heading=_("How and when"), weight=4),
        ),
        rows=tuple(_statement(edition, statement) for statement in notice.statements),
    )


def _statement(edition: Edition, statement: Statement) -> tuple[Value, ...]:
    kind = label(statement.kind)
    subject = headline(edition, statement, "kind", remarked(kind, [label(statement.right)]))
    quote = f"“{statement.quote}”" if statement.quote else ""
    return (
        filled(subject),
        stated(
            edition,
            statement,
            "text",
            detail(edition, statement, "text", statement.text),
            detail(edition, statement, "quote", quote),
        ),
        _how(edition, statement),
    )


def _how(edition: Edition, statement: Statement) -> Value:
    lines: Iterator[Line] = details(
        edition,
        statement,
        ("route", _("Route: %(what)s"), statement.route),
        ("response_time", _("Response: %(what)s"), statement.response_time),
        ("change", _("Change: %(what)s"), statement.change),
        ("channel", _("Announced by: %(what)s"), statement.channel),
        ("lead_time", _("Lead time: %(what)s"), statement.lead_time),
    )
    return stated(edition, statement, "route", *lines)
