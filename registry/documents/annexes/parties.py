"""Everyone outside the organisation that the register names."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope
from registry.documents.citing import details, said, stated
from registry.documents.contacts import contact_lines
from registry.documents.edition import Edition
from registry.documents.records.parties import Party
from registry.documents.register import Column, Grid
from registry.documents.values import Line, filled
from registry.documents.wording import label


def parties(scope: Scope) -> tuple[Grid, ...]:
    edition = scope.edition
    grid = Grid(
        key="parties",
        heading=_("Companies and persons"),
        columns=(
            Column(key="party", heading=_("Name and contact details"), weight=5),
            Column(key="kind", heading=_("Kind"), weight=2),
            Column(key="details", heading=_("Details"), weight=4),
        ),
        rows=tuple(
            (
                filled(*contact_lines(edition, one)),
                said(edition, one, "kind", label(one.kind)),
                stated(edition, one, "registration_number", *_details(edition, one)),
            )
            for one in edition.inventory.parties
        ),
        empty=filled(_("None recorded")),
    )
    return (grid,)


def _details(edition: Edition, party: Party) -> Iterator[Line]:
    return details(
        edition,
        party,
        ("trading_names", _("Trading names: %(what)s"), party.trading_names),
        ("registration_number", _("Registration number: %(what)s"), party.registration_number),
        ("note", _("Note: %(what)s"), party.note),
    )
