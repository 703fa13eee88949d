"""Which transfers concern an activity, and from where to whom they go."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.documents.citing import detail, headline, missing, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity
from registry.documents.records.services import Service, Transfer
from registry.documents.values import MISSING, Value, filled
from registry.documents.wording import place_line, provider


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """A transfer with the service that it comes with; None where nothing is recorded of transfers by that service."""

    transfer: Transfer | None = None
    service: Service | None = None


def leaving(edition: Edition, activity: Activity) -> tuple[Leaving, ...]:
    """The activity's own transfers, those of the services it uses, and those of the organisation as a whole.

    A service of which neither a transfer nor a reason is recorded stands for what is missing, unless the activity says
    that there is no transfer or names the provider as importer itself.
    """
    own = [Leaving(transfer=transfer) for transfer in activity.transfers]
    settled = {transfer.importer.id for transfer in activity.transfers if transfer.importer}
    silent = bool(activity.transfers_absent_because)
    used = {one.service.id: one.service for one in activity.disclosures if one.service}
    for service in used.values():
        own += [Leaving(transfer=transfer, service=service) for transfer in service.transfers]
        named = service.party is not None and service.party.id in settled
        if not service.transfers and (service.transfers_absent_because or not (silent or named)):
            own.append(Leaving(service=service))
    general = () if silent else edition.general_transfers
    return (*own, *(Leaving(transfer=transfer) for transfer in general))


def destination(edition: Edition, one: Leaving) -> Value:
    """The country or international organisation; why there is none, or that it is missing."""
    transfer, service = one.transfer, one.service
    if transfer is None:
        assert service is not None, "a row stands for a transfer or for a service"
        return stated(edition, service, "transfers", reason=service.transfers_absent_because)
    if transfer.international_organisation:
        name = transfer.international_organisation
        return filled(headline(edition, transfer, "international_organisation", name))
    if not transfer.destination:
        return missing(edition, transfer, "", "destination")
    place = place_line(transfer.destination)
    return filled(headline(edition, transfer, "destination", place.text, code=place.code))


def importer(edition: Edition, one: Leaving) -> Value:
    """Who receives the data there; for a service, its provider."""
    transfer, service = one.transfer, one.service
    if transfer is not None and transfer.importer is not None:
        return filled(detail(edition, transfer, "importer", transfer.importer.name))
    if transfer is not None and transfer.importer_as_stated:
        return filled(detail(edition, transfer, "importer_as_stated", transfer.importer_as_stated))
    if service is not None:
        return filled(provider(service))
    return missing(edition, transfer, "importer", "importer_as_stated") if transfer else MISSING


def through(one: Leaving) -> Value:
    """What the transfer belongs to."""
    if one.service is not None:
        return filled(one.service.name)
    of_activity = one.transfer is not None and one.transfer.activity_id is not None
    return filled(_("The activity itself") if of_activity else _("The organisation as a whole"))
