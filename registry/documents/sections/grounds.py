"""On which grounds data leave (Art. 44 to 49), each with its validity on the day."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import detail, details, headline, said, stated
from registry.documents.edition import Edition
from registry.documents.records.services import Ground, Transfer
from registry.documents.register import Column, Grid
from registry.documents.sections.leaving import Leaving, destination, importer
from registry.documents.values import MISSING, Line, Value
from registry.documents.wording import day, label, validity_words


def grounds_grid(edition: Edition, found: Iterable[Leaving]) -> Grid:
    """One row per transfer."""
    return Grid(
        key="grounds",
        heading=_("Grounds of the transfers"),
        columns=(
            Column(key="destination", heading=_("To"), weight=2),
            Column(key="importer", heading=_("Recipient"), weight=2),
            Column(key="grounds", heading=_("Grounds and safeguards"), weight=4),
            Column(key="assessment", heading=_("Transfer impact assessment"), weight=2),
            Column(key="details", heading=_("Details"), weight=3),
        ),
        rows=tuple(
            (
                destination(edition, one),
                importer(edition, one),
                grounds(edition, one.transfer),
                _assessment(edition, one.transfer),
                stated(edition, one.transfer, "data_as_stated", *_details(edition, one.transfer)),
            )
            for one in found
            if one.transfer is not None
        ),
    )


def grounds(edition: Edition, transfer: Transfer | None) -> Value:
    """The mechanisms of a transfer; why none is needed, or that they are missing."""
    if transfer is None:
        return MISSING
    lines = [line for ground in transfer.grounds for line in _ground(edition, ground)]
    return stated(edition, transfer, "grounds", *lines, reason=transfer.grounds_absent_because)


def ground_line(edition: Edition, ground: Ground) -> Line:
    """The mechanism with its module and whether it could be relied on that day; `code` is the mechanism."""
    mechanism = ground.mechanism
    concluded = _("concluded on %(day)s") % {"day": day(ground.concluded_on)} if ground.concluded_on else ""
    remarks = (mechanism.article, label(ground.module), concluded, validity_words(mechanism, edition.on))
    return headline(edition, ground, "mechanism", mechanism.name, code=mechanism.slug, remarks=remarks)


def _ground(edition: Edition, ground: Ground) -> Iterator[Line]:
    yield ground_line(edition, ground)
    yield detail(edition, ground, "evidence", ground.evidence)
    if ground.document is not None:
        yield detail(edition, ground, "document", ground.document.title)


def _assessment(edition: Edition, transfer: Transfer) -> Value:
    done = transfer.impact_assessment
    reason = transfer.impact_assessment_absent_because
    return said(edition, transfer, "impact_assessment", done.title if done else "", reason=reason)


def _details(edition: Edition, transfer: Transfer) -> Iterator[Line]:
    return details(
        edition,
        transfer,
        ("data_as_stated", _("Data: %(what)s"), transfer.data_as_stated),
        ("exporter", _("Exporter: %(what)s"), label(transfer.exporter)),
        ("frequency", _("Frequency: %(what)s"), label(transfer.frequency)),
        ("authority_informed_on", _("Authority informed on %(what)s"), day(transfer.authority_informed_on)),
        ("subjects_informed_on", _("Data subjects informed on %(what)s"), day(transfer.subjects_informed_on)),
        ("supplementary_measures", _("Supplementary measures: %(what)s"), transfer.supplementary_measures),
        ("note", _("Note: %(what)s"), transfer.note),
    )
