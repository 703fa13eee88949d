"""Transfers to third countries or international organisations: letter (e), and letter (c) of the processor's record."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import absent, detail, missing, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity
from registry.documents.records.services import Transfer
from registry.documents.register import Column, Fact, Grid
from registry.documents.sections.grounds import grounds_grid
from registry.documents.sections.leaving import Leaving, destination, importer, leaving, through
from registry.documents.values import MISSING, Line, Value, filled, lacking, not_applicable
from registry.documents.wording import day, place_line

COMPELLING = "d49-li"
"""Compelling legitimate interests, Art. 49(1), second subparagraph: the one ground whose safeguards the record shows."""


def transfers(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    """Where data go and to whom. The grounds are not asked for, but for compelling interests and by Swiss law."""
    found = leaving(edition, activity)
    grid = Grid(
        key="transfers",
        heading=_("Transfers"),
        columns=(
            Column(key="destination", heading=_("Third country or international organisation"), weight=3),
            Column(key="importer", heading=_("Recipient"), weight=3),
            Column(key="through", heading=_("Through"), weight=3),
        ),
        rows=tuple(_row(edition, one) for one in found),
        empty=stated(edition, activity, "transfers", reason=activity.transfers_absent_because),
    )
    known = [one for one in found if one.transfer is not None]
    return (
        grid,
        *_said(edition, activity, beside=bool(found)),
        *((_safeguards(edition, known),) if known else ()),
        *((grounds_grid(edition, known),) if known and edition.says_guarantees else ()),
    )


def _row(edition: Edition, one: Leaving) -> tuple[Value, ...]:
    return destination(edition, one), importer(edition, one), through(one)


def _said(edition: Edition, activity: Activity, *, beside: bool) -> Iterator[Fact]:
    """What is said of transfers in general, and the activity's reason for none where services have some."""
    if activity.transfers_as_stated:
        line = detail(edition, activity, "transfers_as_stated", activity.transfers_as_stated)
        yield Fact(key="as-stated", heading=_("What is said of transfers"), value=filled(line))
    if beside and activity.transfers_absent_because:
        value = absent(edition, activity, "transfers", activity.transfers_absent_because)
        yield Fact(key="none", heading=_("Transfers by the activity itself"), value=value)


def _safeguards(edition: Edition, found: list[Leaving]) -> Fact:
    heading = _("Safeguards where compelling legitimate interests are relied on")
    return Fact(key="safeguards", heading=heading, value=_documented(edition, found))


def _documented(edition: Edition, found: list[Leaving]) -> Value:
    """The documentation that Art. 49(6) asks for; of a transfer without known grounds it is not known either."""
    moved = [one.transfer for one in found if one.transfer]
    relying = [one for one in moved if any(ground.mechanism.slug == COMPELLING for ground in one.grounds)]
    if any(transfer.safeguards for transfer in relying):
        return filled(*(line for transfer in relying for line in _documentation(edition, transfer)))
    if relying:
        return missing(edition, relying[0], "safeguards")
    if any(not transfer.grounds and not transfer.grounds_absent_because for transfer in moved):
        return MISSING
    return not_applicable(_("no recorded transfer relies on them"))


def _documentation(edition: Edition, transfer: Transfer) -> Iterator[Line]:
    where = place_line(transfer.destination).text or transfer.international_organisation
    said = transfer.safeguards or _("missing")
    words = {"where": where, "safeguards": said}
    text = _("%(where)s: %(safeguards)s") % words if where else said
    yield detail(edition, transfer, "safeguards", text) if transfer.safeguards else lacking(text)
    for field, sentence, date in (
        ("authority_informed_on", _("Authority informed on %(day)s"), transfer.authority_informed_on),
        ("subjects_informed_on", _("Data subjects informed on %(day)s"), transfer.subjects_informed_on),
    ):
        if date:
            yield detail(edition, transfer, field, sentence % {"day": day(date)})
