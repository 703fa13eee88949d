"""Items of the organisation, and of companies and persons."""

from typing import Any

from django.utils.translation import gettext as _

from registry.documents.compared.items import Item, Kind, View, item, option, places
from registry.documents.records import parties as records
from registry.documents.values import Line
from registry.law.regimes import Regime


def organisation() -> Kind:
    return Kind(
        table="organisation",
        type=records.Organisation,
        what=_("Organisation"),
        called=_name,
        items=(*_contact(section="identity"), *_offices(), *_accountability(), *_documents()),
    )


def party() -> Kind:
    return Kind(
        table="party",
        type=records.Party,
        what=_("Company or person"),
        called=_name,
        items=(*_contact(section=""), item("kind", _("Kind")), option("note", _("Note"))),
    )


def _name(record: Any) -> str:
    return str(record.name)


def _contact(*, section: str) -> tuple[Item, ...]:
    return (
        item("name", _("Name"), section=section),
        item("legal_name", _("Legal name"), section=section),
        item("postal_address", _("Postal address"), section=section),
        item("country", _("Country of establishment"), section=section, says=places("country")),
        item("email", _("E-mail"), section=section),
        item("phone", _("Telephone"), section=section),
        option("trading_names", _("Trading names"), section=section),
        option("registration_number", _("Registration number"), section=section),
        option("website", _("Website"), section=section),
        option("contact_form", _("Contact form"), section=section),
        option("contact_note", _("Note on the contact details"), section=section),
    )


def _offices() -> tuple[Item, ...]:
    return (
        *(
            Item(
                fields=(f"{regime.value.lower()}_representative",),
                heading=_("Representative: %(regime)s") % {"regime": regime.label},
                section="identity",
                reason=f"{regime.value.lower()}_representative_absent_because",
            )
            for regime in Regime
        ),
        Item(
            fields=("dpo",),
            heading=_("Data protection officer"),
            section="identity",
            reason="dpo_absent_because",
        ),
    )


def _accountability() -> tuple[Item, ...]:
    return (
        item("regimes", _("Law that applies"), says=_regimes),
        item("supervisory_authority", _("Supervisory authority")),
        item("territorial_basis", _("Territorial basis")),
        item("public_body", _("Public body")),
        item("headcount", _("Number of staff")),
        option("headcount_on", _("Counted on")),
    )


def _severities(record: Any, _view: View) -> list[Line]:
    return [Line(text=entry.replace("=", ": ")) for entry in record.severities]


def _regimes(record: Any, _view: View) -> list[Line]:
    return [Line(text=str(regime.label), code=regime.value) for regime in Regime if regime in record.regimes]


def _documents() -> tuple[Item, ...]:
    """What decides how documents and forms look."""
    return (
        option("note", _("Note on every page and file")),
        item("slug", _("Short name")),
        item("timezone", _("Time zone")),
        item("language", _("Language of documents")),
        option("profile", _("Profile of findings")),
        option("severities", _("Rules seen otherwise"), says=_severities),
        item("beyond_article_30", _("Forms ask for more than Article 30")),
        item("second_person_approves", _("A second person approves")),
        item("subprocessor_page", _("Public subprocessor page")),
        option("subprocessor_intro", _("Introduction to the public page")),
        option("notice_days", _("Days of notice before a change")),
        option("objection_contact", _("Contact for objections")),
    )
