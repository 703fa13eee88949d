"""Why data are processed: letter (b); and what is processed for each controller: Art. 30(2)(b)."""

from django.utils.translation import gettext as _

from registry.documents.citing import headline, missing, said, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, Purpose
from registry.documents.register import Column, Fact, Grid
from registry.documents.sections.identity import client_line
from registry.documents.values import Line, filled

MAIN = "main"


def purposes(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    lines = [purpose_line(edition, purpose) for purpose in activity.purposes]
    value = stated(edition, activity, "purposes", *lines)
    return (Fact(key="purposes", heading=_("Purposes"), value=value),)


def purpose_line(edition: Edition, purpose: Purpose) -> Line:
    """The purpose in its own words; `code` is the kind of purpose."""
    importance = purpose.importance
    remark = importance.label if importance and importance.code != MAIN else ""
    code = purpose.category.code if purpose.category else ""
    return headline(edition, purpose, "text", purpose.text, code=code, remarks=[remark])


def processing(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    """The categories of processing carried out for each controller."""
    field = "categories_of_processing"
    grid = Grid(
        key="processing",
        heading=_("Categories of processing for each controller"),
        columns=(
            Column(key="controller", heading=_("Controller"), weight=2),
            Column(key="processing", heading=_("Categories of processing"), weight=4),
        ),
        rows=tuple(
            (
                filled(client_line(edition, client)),
                said(edition, client, field, client.categories_of_processing),
            )
            for client in activity.clients
        ),
        empty=missing(edition, activity, field, "clients"),
    )
    return (grid,)
