"""The papers behind the register: contracts, assessments, documents."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope
from registry.documents.citing import details, headline, said, stated
from registry.documents.edition import Edition
from registry.documents.records.evidence import Assessment, Document
from registry.documents.records.services import Agreement
from registry.documents.register import Column, Grid
from registry.documents.values import Line, Value, filled
from registry.documents.wording import day, label


def evidence(scope: Scope) -> tuple[Grid, ...]:
    edition, inventory = scope.edition, scope.edition.inventory
    return (
        _grid(
            "agreements",
            _("Contracts"),
            _("Contract"),
            tuple(_agreement(edition, one) for one in inventory.agreements),
        ),
        _grid(
            "assessments",
            _("Assessments"),
            _("Assessment"),
            tuple(_assessment(edition, one) for one in inventory.assessments),
        ),
        _grid(
            "documents",
            _("Documents"),
            _("Document"),
            tuple(_document(edition, one) for one in inventory.documents),
        ),
    )


def _grid(key: str, heading: str, first: str, rows: tuple[tuple[Value, ...], ...]) -> Grid:
    columns = (
        Column(key="title", heading=first, weight=4),
        Column(key="kind", heading=_("Kind"), weight=3),
        Column(key="dated", heading=_("Date"), weight=2),
        Column(key="details", heading=_("Details"), weight=6),
    )
    return Grid(key=key, heading=heading, columns=columns, rows=rows, empty=filled(_("None recorded")))


def _agreement(edition: Edition, one: Agreement) -> tuple[Value, ...]:
    return (
        filled(headline(edition, one, "title", one.title)),
        said(edition, one, "kind", label(one.kind)),
        said(edition, one, "signed_on", day(one.signed_on or one.accepted_on)),
        stated(edition, one, "document", *_agreed(edition, one)),
    )


def _agreed(edition: Edition, one: Agreement) -> Iterator[Line]:
    return details(
        edition,
        one,
        ("party", _("With: %(what)s"), one.party.name if one.party else ""),
        ("version", _("Version: %(what)s"), one.version),
        ("accepted_on", _("Accepted on %(what)s"), day(one.accepted_on)),
        ("valid_until", _("Valid until %(what)s"), day(one.valid_until)),
        ("checked_on", _("Checked against Art. 28(3) on %(what)s"), day(one.checked_on)),
        ("lacking", _("What it lacks: %(what)s"), one.lacking),
        ("authorisation", _("Authorisation of sub-processors: %(what)s"), label(one.authorisation)),
        ("notice_days", _("Days of notice before a change: %(what)s"), _number(one.notice_days)),
        ("end_choice", _("At the end of the contract: %(what)s"), label(one.end_choice)),
        ("document", _("Document: %(what)s"), one.document.title if one.document else ""),
    )


def _assessment(edition: Edition, one: Assessment) -> tuple[Value, ...]:
    return (
        filled(headline(edition, one, "title", one.title)),
        said(edition, one, "kind", label(one.kind)),
        said(edition, one, "assessed_on", day(one.assessed_on)),
        stated(edition, one, "outcome", *_assessed(edition, one)),
    )


def _assessed(edition: Edition, one: Assessment) -> Iterator[Line]:
    return details(
        edition,
        one,
        ("status", _("Status: %(what)s"), label(one.status)),
        ("outcome", _("Outcome: %(what)s"), one.outcome),
        ("residual_risk", _("Residual risk: %(what)s"), one.residual_risk),
        ("dpo_advice", _("Advice of the data protection officer: %(what)s"), one.dpo_advice),
        ("next_review_on", _("Next review: %(what)s"), day(one.next_review_on)),
        ("document", _("Document: %(what)s"), one.document.title if one.document else ""),
    )


def _document(edition: Edition, one: Document) -> tuple[Value, ...]:
    return (
        filled(headline(edition, one, "title", one.title)),
        said(edition, one, "kind", one.kind),
        said(edition, one, "dated", day(one.dated)),
        stated(edition, one, "file", *_kept(edition, one)),
    )


def _kept(edition: Edition, one: Document) -> Iterator[Line]:
    return details(
        edition,
        one,
        ("filename", _("File: %(what)s"), one.filename),
        ("media_type", _("Type: %(what)s"), one.media_type),
        ("size", _("Size in bytes: %(what)s"), _number(one.size)),
        ("sha256", _("SHA-256: %(what)s"), one.sha256),
        ("url", _("Address: %(what)s"), one.url),
        ("note", _("Note: %(what)s"), one.note),
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
