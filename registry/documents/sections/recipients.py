"""To whom data are given: letter (d). Access within the organisation is not a disclosure (Art. 4(9))."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import citations, cited_line, detail, headline, role_line, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, Disclosure
from registry.documents.records.services import Service
from registry.documents.register import Column, Fact, Grid
from registry.documents.values import Line, Value, filled
from registry.documents.wording import names, provider
from registry.law.facts import RecipientKind

AUTHORITIES = ("authority", "international")


def recipients(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    grid = Grid(
        key="recipients",
        heading=_("Categories of recipients"),
        columns=(
            Column(key="recipient", heading=_("Recipient"), weight=3),
            Column(key="service", heading=_("Service or reason"), weight=3),
            Column(key="role", heading=_("Role"), weight=2),
            Column(key="data", heading=_("Personal data"), weight=3),
            Column(key="places", heading=_("Places"), weight=2),
        ),
        rows=tuple(_row(edition, disclosure) for disclosure in activity.disclosures),
        empty=stated(edition, activity, "recipients", reason=activity.recipients_absent_because),
    )
    return (grid,)


def _row(edition: Edition, disclosure: Disclosure) -> tuple[Value, ...]:
    """The article asks who receives data; the rest says more, and is missing in the full edition only."""
    return (
        filled(*_recipient(edition, disclosure)),
        _more(edition, disclosure, "reason", *_service(edition, disclosure)),
        _more(edition, disclosure, "role", _role(edition, disclosure)),
        _more(edition, disclosure, "data_categories", *_data(edition, disclosure)),
        _more(edition, disclosure, "places", *_places(edition, disclosure)),
    )


def _more(edition: Edition, disclosure: Disclosure, field: str, *lines: Line) -> Value:
    if edition.full or any(line.text for line in lines):
        return stated(edition, disclosure, field, *lines)
    return filled(_("Not stated"))


def _recipient(edition: Edition, disclosure: Disclosure) -> Iterator[Line]:
    """Who it is by name, then by category; what is cited for the whole stands at the first."""
    service, category = disclosure.service, disclosure.category
    category = category or (service.category if service else None)
    party = service.party if service else disclosure.party
    if party is not None:
        yield headline(edition, disclosure, "service" if service else "party", party.name)
    if category is not None:
        say = detail if party is not None else headline
        yield say(edition, disclosure, "category", category.label, code=category.code)


def _service(edition: Edition, disclosure: Disclosure) -> Iterator[Line]:
    if disclosure.service is not None:
        yield headline(edition, disclosure.service, "name", disclosure.service.name)
    yield detail(edition, disclosure, "reason", disclosure.reason)


def _role(edition: Edition, disclosure: Disclosure) -> Line:
    """The role of the service or, for others, whether they are an authority or third party by their kind."""
    if disclosure.service is not None:
        return role_line(edition, disclosure.service, "their_role", disclosure.service.their_role)
    party, category = disclosure.party, disclosure.category
    if party is not None and party.kind and party.kind.code in AUTHORITIES:
        return Line(text=party.kind.label, code=party.kind.code)
    if category is not None and category.kind and category.kind.code != RecipientKind.PROCESSOR:
        return Line(text=category.kind.label, code=category.kind.code)
    return Line(text="")


def _data(edition: Edition, disclosure: Disclosure) -> Iterator[Line]:
    cited = citations(disclosure, "data_categories")
    for category in disclosure.data_categories:
        yield cited_line(edition, category.label, cited, code=category.code)
    yield detail(edition, disclosure, "data_as_stated", disclosure.data_as_stated)


def _places(edition: Edition, disclosure: Disclosure) -> Iterator[Line]:
    """Those of the disclosure where it narrows them, else those of the service."""
    if disclosure.places:
        yield detail(
            edition, disclosure, "places", names(disclosure.places), code=" ".join(disclosure.places)
        )
    elif disclosure.service is not None:
        yield from place_lines(edition, disclosure.service)


def place_lines(edition: Edition, service: Service) -> Iterator[Line]:
    """Where a service hosts data, where it is accessed from, and where its contracting entity sits."""
    places = (
        ("hosting_places", _("Hosted in: %(places)s"), service.hosting_places),
        ("access_places", _("Accessed from: %(places)s"), service.access_places),
        (
            "contracting_place",
            _("Contracting entity in: %(places)s"),
            (service.contracting_place,) if service.contracting_place else (),
        ),
    )
    for field, sentence, codes in places:
        if codes:
            text = sentence % {"places": names(codes)}
            yield detail(edition, service, field, text, code=" ".join(codes))
    yield detail(edition, service, "places_note", service.places_note)


def named(edition: Edition, service: Service) -> Line:
    """The provider of a service, with what is cited for the service as a whole."""
    return headline(edition, service, "party", provider(service))
