"""Which annexes a register has, in which order."""

from django.utils.translation import gettext as _

from registry.documents.annexes.evidence import evidence
from registry.documents.annexes.measures import measures
from registry.documents.annexes.notices import notices
from registry.documents.annexes.parties import parties
from registry.documents.annexes.retention import schedule
from registry.documents.annexes.scope import Scope
from registry.documents.annexes.services import services
from registry.documents.annexes.transfers import by_country
from registry.documents.edition import Edition
from registry.documents.pictures import map_in
from registry.documents.records.activities import Activity
from registry.documents.register import Annex, Grid
from registry.law.articles import Part as Side


def annexes(edition: Edition, sides: dict[Side, tuple[Activity, ...]], *, whole: bool) -> tuple[Annex, ...]:
    """Four annexes, and four more in the full edition, the last a map. Time limits are not asked of a processor.

    `whole`: both records are shown, so that also what no activity uses is listed.
    """
    scope = Scope(edition=edition, sides=sides, whole=whole)
    found: list[tuple[str, str, tuple[Grid, ...]]] = [
        ("services", _("Processors, sub-processors and other services"), services(scope)),
        ("transfers", _("Transfers by country"), by_country(scope)),
        ("measures", _("Security measures"), measures(scope)),
    ]
    if edition.full or Side.CONTROLLER in sides:
        found.append(("retention", _("Retention schedule"), schedule(scope)))
    if edition.full:
        found += [
            ("notices", _("Privacy notices and what they say"), notices(scope)),
            ("evidence", _("Contracts, assessments and documents"), evidence(scope)),
            ("parties", _("Companies and persons"), parties(scope)),
        ]
    listed = tuple(
        Annex(key=key, number=number, heading=heading, grids=grids)
        for number, (key, heading, grids) in enumerate(found, start=1)
    )
    return (*listed, _map(scope, number=len(listed) + 1)) if edition.full else listed


def _map(scope: Scope, *, number: int) -> Annex:
    shown = map_in(scope.edition, scope.activities, whole=scope.whole)
    return Annex(key="places", number=number, heading=_("Where the data go"), grids=(), map=shown)
