"""Items of transfers and of their grounds."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.compared.items import Item, Kind, View, condition, in_force, item, option, order
from registry.documents.records import services as records
from registry.documents.values import Line
from registry.documents.wording import place_line, remarked


def transfer() -> Kind:
    return Kind(
        table="transfer",
        type=records.Transfer,
        what=_("Transfer"),
        called=transfer_name,
        section="transfers",
        items=(*_asked(), *_grounded()),
        parts=(("grounds", ground()),),
        # A transfer is shown under what it belongs to; one that moves leaves the one and joins the other.
        derived=("service_id", "activity_id"),
    )


def _asked() -> tuple[Item, ...]:
    return (
        item(
            "destination",
            _("Third country or international organisation"),
            "international_organisation",
            section="transfers",
            says=_destination,
        ),
        item("importer", _("Recipient"), "importer_as_stated", section="transfers"),
        option(
            "safeguards",
            _("Safeguards where compelling legitimate interests are relied on"),
            section="transfers",
        ),
        condition(),
        in_force(),
    )


def _grounded() -> tuple[Item, ...]:
    return (
        Item(
            fields=(),
            heading=_("Grounds and safeguards"),
            reason="grounds_absent_because",
            says=lambda record, _view: (Line(text=one.mechanism.name) for one in record.grounds),
        ),
        Item(
            fields=("impact_assessment",),
            heading=_("Transfer impact assessment"),
            reason="impact_assessment_absent_because",
        ),
        option("data_as_stated", _("Data")),
        option("exporter", _("Exporter")),
        option("frequency", _("Frequency")),
        option("authority_informed_on", _("Authority informed on")),
        option("subjects_informed_on", _("Data subjects informed on")),
        option("supplementary_measures", _("Supplementary measures")),
        option("note", _("Note")),
    )


def ground() -> Kind:
    return Kind(
        table="transferground",
        type=records.Ground,
        what=_("Ground of the transfer"),
        called=lambda record: str(record.mechanism.name),
        items=(
            item("mechanism", _("Mechanism"), says=_mechanism),
            option("module", _("Module")),
            option("concluded_on", _("Concluded on")),
            option("evidence", _("Evidence")),
            option("document", _("Document")),
            condition(),
            in_force(),
            order(),
        ),
    )


def transfer_name(record: Any) -> str:
    """Where it goes, and to whom where that is known."""
    where = record.international_organisation or place_line(record.destination).text
    importer = record.importer.name if record.importer else record.importer_as_stated
    return remarked(where, [importer]) or importer or _("Country not stated")


def _destination(record: Any, _view: View) -> Iterator[Line]:
    yield Line(text=record.international_organisation)
    yield place_line(record.destination)


def _mechanism(record: Any, _view: View) -> Iterator[Line]:
    yield Line(text=remarked(record.mechanism.name, [record.mechanism.article]), code=record.mechanism.slug)
