"""Who is responsible: letter (a) of both records."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import (
    absent,
    citations,
    cited_line,
    details,
    headline,
    missing,
    role_citations,
    stated,
)
from registry.documents.contacts import contact_lines, officer, party_value, representatives
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, Client, Disclosure
from registry.documents.records.parties import Party
from registry.documents.register import Column, Fact, Grid
from registry.documents.values import Line, Value, filled, lacking, not_applicable
from registry.documents.wording import label, provider, remarked

ENGAGED = ("processor", "sub-processor")


def controller_identity(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    """Art. 30(1)(a): by name; the contact details of the organisation and its offices are on the cover."""
    return (
        Fact(key="controller", heading=_("Controller"), value=_organisation(edition)),
        Fact(
            key="joint-controllers",
            heading=_("Joint controllers"),
            value=joint_controllers(edition, activity),
        ),
        *representatives(edition, briefly=True),
        officer(edition, briefly=True),
    )


def processor_identity(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    """Art. 30(2)(a): the processor, those it engages, and each controller with its representative and officer."""
    return (
        Fact(key="processor", heading=_("Processor"), value=_organisation(edition)),
        Fact(
            key="other-processors",
            heading=_("Other processors engaged"),
            value=_engaged(edition, activity),
        ),
        *representatives(edition, briefly=True),
        officer(edition, briefly=True),
        _clients(edition, activity),
    )


def joint_controllers(edition: Edition, activity: Activity) -> Value:
    lines = [line for party in activity.joint_controllers for line in contact_lines(edition, party)]
    reason = activity.joint_controllers_absent_because
    return stated(edition, activity, "joint_controllers", *lines, reason=reason)


def client_line(edition: Edition, client: Client) -> Line:
    """The controller's name, or the class of controllers."""
    if client.controller is not None:
        return headline(edition, client, "controller", client.controller.name)
    return headline(edition, client, "class_of_controllers", client.class_of_controllers)


def _organisation(edition: Edition) -> Value:
    organisation = edition.organisation
    return stated(
        edition, organisation, "name", Line(text=remarked(organisation.name, [organisation.legal_name]))
    )


def _engaged(edition: Edition, activity: Activity) -> Value:
    """Processors and sub-processors among the recipients, and those whose role nobody has stated."""
    if not activity.disclosures:
        reason = activity.recipients_absent_because
        if reason:
            return absent(edition, activity, "recipients", reason)
        return missing(edition, activity, "disclosures", "recipients_absent_because")
    lines = [line for disclosure in activity.disclosures for line in _processor(edition, disclosure)]
    return filled(*lines) if lines else not_applicable(_("no recorded recipient is a processor"))


def _processor(edition: Edition, disclosure: Disclosure) -> Iterator[Line]:
    service = disclosure.service
    if service is None or (service.their_role and service.their_role.code not in ENGAGED):
        return
    role = label(service.their_role) or _("role missing")
    cited = [*citations(disclosure, "", "service", "condition"), *role_citations(service, "their_role")]
    text = f"{provider(service)}: {service.name}"
    yield cited_line(edition, text, cited, remarks=[role, disclosure.condition])


def _clients(edition: Edition, activity: Activity) -> Grid:
    return Grid(
        key="controllers",
        heading=_("Controllers on whose behalf it acts"),
        columns=(
            Column(key="controller", heading=_("Controller"), weight=3),
            Column(key="representative", heading=_("Its representative"), weight=2),
            Column(key="officer", heading=_("Its data protection officer"), weight=2),
        ),
        rows=tuple(_client(edition, client) for client in activity.clients),
        empty=missing(edition, activity, "clients"),
    )


def _client(edition: Edition, client: Client) -> tuple[Value, ...]:
    ways = tuple(_ways_to_name(edition, client))
    if client.controller is not None:
        told = (*contact_lines(edition, client.controller)[1:], *ways)
    else:
        told = ways or (lacking(_("List of their names: missing")),)
    return (
        filled(client_line(edition, client), *told),
        _of_client(edition, client, "representative"),
        _of_client(edition, client, "dpo"),
    )


def _of_client(edition: Edition, client: Client, field: str) -> Value:
    party: Party | None = getattr(client, field)
    reason: str = getattr(client, f"{field}_absent_because")
    return party_value(edition, client, field, party, reason=reason)


def _ways_to_name(edition: Edition, client: Client) -> Iterator[Line]:
    """How each controller of a class can be named; beside a named controller, what its class is."""
    listed = client.list_document.title if client.list_document else ""
    named = client.class_of_controllers if client.controller else ""
    return details(
        edition,
        client,
        ("class_of_controllers", _("One of: %(what)s"), named),
        ("list_document", _("List: %(what)s"), listed),
        ("list_system", _("List produced from: %(what)s"), client.list_system),
        ("list_person", _("List produced by: %(what)s"), client.list_person),
    )
