"""Items of services, of the contracts behind them, and of the public list's entries."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.compared.items import (
    Item,
    Kind,
    View,
    condition,
    in_force,
    item,
    option,
    order,
    places,
    service_name,
)
from registry.documents.compared.transfers import transfer, transfer_name
from registry.documents.records import services as records
from registry.documents.values import Line


def service() -> Kind:
    return Kind(
        table="service",
        type=records.Service,
        what=_("Service"),
        called=service_name,
        items=(*_provided(), *_assured()),
        parts=(("transfers", transfer()),),
    )


def _provided() -> tuple[Item, ...]:
    return (
        item("name", _("Service"), section="recipients"),
        item("party", _("Provider"), "category", section="recipients"),
        item("description", _("Description")),
        item("their_role", _("Role"), section="recipients"),
        item("our_role", _("Our role")),
        item("hosting_places", _("Hosted in"), section="recipients", says=places("hosting_places")),
        option("access_places", _("Accessed from"), section="recipients", says=places("access_places")),
        option("contracting_place", _("Contracting entity in"), says=places("contracting_place")),
        option("places_note", _("Note on the places")),
        Item(
            fields=(),
            heading=_("Transfers"),
            section="transfers",
            reason="transfers_absent_because",
            says=lambda record, _view: (Line(text=transfer_name(one)) for one in record.transfers),
        ),
        condition(),
        in_force(),
    )


def _assured() -> tuple[Item, ...]:
    return (
        Item(
            fields=("agreements",),
            heading=_("Agreement"),
            reason="agreement_absent_because",
            through="agreement",
        ),
        item("own_use", _("Uses data for purposes of its own")),
        item("model_training", _("Trains models with them")),
        option("own_use_note", _("Note on its own use")),
        option("certifications", _("Certifications")),
        option("dpf_entity", _("On the Data Privacy Framework list as")),
        option("dpf_checked_on", _("List checked on")),
        option("guarantees_reviewed_on", _("Guarantees reviewed on")),
    )


def agreement() -> Kind:
    return Kind(
        table="agreement",
        type=records.Agreement,
        what=_("Contract"),
        called=lambda record: str(record.title),
        items=(
            item("title", _("Title")),
            item("kind", _("Kind")),
            item("party", _("With")),
            item("services", _("Services covered"), says=_covered, asked=False),
            option("version", _("Version")),
            option("signed_on", _("Signed on")),
            option("accepted_on", _("Accepted on")),
            option("valid_until", _("Valid until")),
            option("checked_on", _("Checked against Art. 28(3) on")),
            option("lacking", _("What it lacks")),
            option("authorisation", _("Authorisation of sub-processors")),
            option("notice_days", _("Days of notice before a change")),
            option("end_choice", _("At the end of the contract")),
            option("document", _("Document")),
            condition(),
        ),
    )


def _covered(record: Any, view: View) -> Iterator[Line]:
    return (Line(text=view.services.get(number, f"#{number}")) for number in record.services)


def subprocessor() -> Kind:
    return Kind(
        table="subprocessor",
        type=records.Subprocessor,
        what=_("Entry of the public list"),
        called=lambda record: service_name(record.service),
        items=(
            item("service", _("Service")),
            item("kind", _("Kind")),
            item("concerns", _("Concerns")),
            item("data_categories", _("Personal data"), "data_as_stated"),
            option("group", _("Group")),
            option("announced_on", _("Announced on")),
            option("effective_on", _("Effective on")),
            option("postponed_to", _("Postponed to")),
            option("ended_on", _("Ended on")),
            option("withdrawn_on", _("Withdrawn on")),
            condition(),
            order(),
        ),
        derived=("listed_at",),
    )
