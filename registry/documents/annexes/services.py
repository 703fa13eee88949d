"""Who processes data for the organisation, and on what terms."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from registry.documents.annexes.scope import Scope, references
from registry.documents.citing import detail, details, headline, role_line, said, stated
from registry.documents.contacts import contact_lines
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity
from registry.documents.records.services import Service
from registry.documents.register import Column, Grid
from registry.documents.sections.recipients import place_lines
from registry.documents.values import Line, Value, filled
from registry.documents.wording import day, label, provider, remarked

ROLES = ("processor", "sub-processor")


def services(scope: Scope) -> tuple[Grid, ...]:
    """Processors, sub-processors, and the others; in the full edition also the terms of each."""
    found, users = scope.services(), scope.users()
    by_role = {role: [one for one in found if _role(one) == role] for role in ROLES}
    others = [one for one in found if _role(one) not in ROLES]
    grids = (
        _grid(scope, "processors", _("Processors"), by_role["processor"], users),
        _grid(scope, "sub-processors", _("Sub-processors"), by_role["sub-processor"], users),
        _grid(scope, "others", _("Other services, and those whose role is missing"), others, users),
    )
    shown = tuple(grid for grid in grids if grid.rows) or grids[:1]
    return (*shown, _terms(scope.edition, found)) if scope.edition.full and found else shown


def _role(service: Service) -> str:
    return service.their_role.code if service.their_role else ""


def _grid(
    scope: Scope,
    key: str,
    heading: str,
    found: Iterable[Service],
    users: dict[int, tuple[Activity, ...]],
) -> Grid:
    edition = scope.edition
    return Grid(
        key=key,
        heading=heading,
        columns=(
            Column(key="provider", heading=_("Provider"), weight=4),
            Column(key="service", heading=_("Service"), weight=3),
            Column(key="role", heading=_("Role"), weight=2),
            Column(key="places", heading=_("Places"), weight=3),
            Column(key="activities", heading=_("Activities"), weight=2),
        ),
        rows=tuple(
            (
                _provider(edition, one),
                filled(headline(edition, one, "name", one.name), *_described(edition, one)),
                stated(edition, one, "their_role", role_line(edition, one, "their_role", one.their_role)),
                stated(edition, one, "hosting_places", *place_lines(edition, one)),
                references(users.get(one.id, ())),
            )
            for one in found
        ),
    )


def _provider(edition: Edition, service: Service) -> Value:
    """The company with its contact details, which are asked for of processors; or the category of providers."""
    if service.party is not None:
        return filled(*contact_lines(edition, service.party, asked=_role(service) in ROLES))
    return said(edition, service, "party", provider(service))


def _described(edition: Edition, service: Service) -> Iterator[Line]:
    yield detail(edition, service, "description", service.description)
    if edition.full:
        yield from details(edition, service, ("our_role", _("Our role: %(what)s"), label(service.our_role)))


def _terms(edition: Edition, found: Iterable[Service]) -> Grid:
    return Grid(
        key="terms",
        heading=_("Terms and assurances"),
        columns=(
            Column(key="service", heading=_("Service"), weight=3),
            Column(key="agreement", heading=_("Agreement"), weight=3),
            Column(key="own-use", heading=_("Uses data for purposes of its own"), weight=2),
            Column(key="training", heading=_("Trains models with them"), weight=2),
            Column(key="assurances", heading=_("Assurances"), weight=4),
        ),
        rows=tuple(
            (
                filled(Line(text=f"{provider(one)}: {one.name}")),
                stated(
                    edition, one, "agreement", *_agreements(edition, one), reason=one.agreement_absent_because
                ),
                _own_use(edition, one),
                said(edition, one, "model_training", label(one.model_training)),
                stated(edition, one, "guarantees_reviewed_on", *_assurances(edition, one)),
            )
            for one in found
        ),
    )


def _agreements(edition: Edition, service: Service) -> Iterator[Line]:
    for agreement in service.agreements:
        yield headline(edition, agreement, "title", agreement.title)


def _own_use(edition: Edition, service: Service) -> Value:
    text = remarked(label(service.own_use), [service.own_use_note]) or service.own_use_note
    return said(edition, service, "own_use", text)


def _assurances(edition: Edition, service: Service) -> Iterator[Line]:
    checked = _("checked on %(day)s") % {"day": day(service.dpf_checked_on)}
    listed = remarked(service.dpf_entity, [checked if service.dpf_checked_on else ""])
    return details(
        edition,
        service,
        ("certifications", _("Certifications: %(what)s"), service.certifications),
        ("dpf_entity", _("On the Data Privacy Framework list as: %(what)s"), listed),
        ("guarantees_reviewed_on", _("Guarantees reviewed on %(what)s"), day(service.guarantees_reviewed_on)),
    )
