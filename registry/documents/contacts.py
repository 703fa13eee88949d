"""Name and contact details, as Art. 30(1)(a) asks for them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import absent, detail, headline, missing, said
from registry.documents.edition import Edition
from registry.documents.records.evidence import Recorded
from registry.documents.records.parties import Contact, Party
from registry.documents.register import Fact
from registry.documents.values import Line, Value, filled, lacking
from registry.documents.wording import names, place_line, remarked
from registry.law.regimes import Regime


def contact_lines(edition: Edition, party: Contact, *, asked: bool = True) -> tuple[Line, ...]:
    """Name, address, place and ways to reach somebody; where that is `asked` for, it says that there is none."""
    legal = party.legal_name if party.legal_name != party.name else ""
    reach = [line for line in _reach(edition, party) if line.text]
    lines = [
        headline(edition, party, "name", remarked(party.name, [legal])),
        *reach,
        detail(edition, party, "contact_note", party.contact_note),
    ]
    if asked and not reach:
        lines.append(lacking(_("Contact details: missing")))
    return tuple(line for line in lines if line.text)


def party_value(
    edition: Edition, record: Recorded, field: str, party: Party | None, *, reason: str = ""
) -> Value:
    """Who holds an office for the record, with contact details; not applicable, or missing."""
    if party is not None:
        return filled(*contact_lines(edition, party))
    return absent(edition, record, field, reason) if reason else missing(edition, record, field)


def representatives(edition: Edition, *, briefly: bool = False) -> Iterator[Fact]:
    """One representative for each regime that applies, and for any other for which one is recorded."""
    organisation = edition.organisation
    for regime in Regime:
        field = f"{regime.value.lower()}_representative"
        party: Party | None = getattr(organisation, field)
        reason: str = getattr(organisation, f"{field}_absent_because")
        if regime in edition.regimes or party or reason:
            yield Fact(
                key=f"representative-{regime.value.lower()}",
                heading=_("Representative: %(regime)s") % {"regime": regime.label},
                value=_officer(edition, field, party, reason=reason, briefly=briefly),
            )


def officer(edition: Edition, *, briefly: bool = False) -> Fact:
    """The data protection officer."""
    organisation = edition.organisation
    value = _officer(
        edition, "dpo", organisation.dpo, reason=organisation.dpo_absent_because, briefly=briefly
    )
    return Fact(key="officer", heading=_("Data protection officer"), value=value)


def _officer(edition: Edition, field: str, party: Party | None, *, reason: str, briefly: bool) -> Value:
    if party is not None and briefly:
        return filled(detail(edition, edition.organisation, field, party.name))
    return party_value(edition, edition.organisation, field, party, reason=reason)


def contact_facts(edition: Edition, contact: Contact) -> Iterator[Fact]:
    """Item by item, what is recorded of whoever keeps the register; all items in the full edition.

    The article asks for a name and for contact details, not for each way of reaching somebody: without any
    electronic one, the e-mail address is what is missing.
    """
    ways = (
        ("email", _("E-mail"), contact.email),
        ("phone", _("Telephone"), contact.phone),
        ("website", _("Website"), contact.website),
        ("contact_form", _("Contact form"), contact.contact_form),
    )
    items = (
        ("name", _("Name"), contact.name),
        ("legal_name", _("Legal name"), contact.legal_name),
        ("trading_names", _("Trading names"), contact.trading_names),
        ("registration_number", _("Registration number"), contact.registration_number),
        ("postal_address", _("Postal address"), _one_line(contact.postal_address)),
        ("country", _("Country of establishment"), names([contact.country]) if contact.country else ""),
        *ways,
        ("contact_note", _("Note on the contact details"), contact.contact_note),
    )
    reachable = any(text for field, _heading, text in ways)
    asked = {"name", "postal_address", *(() if reachable else ("email",))}
    for field, heading, text in items:
        if text or edition.full or field in asked:
            value = said(edition, contact, field, text)
            yield Fact(key=field.replace("_", "-"), heading=heading, value=value)


def _reach(edition: Edition, party: Contact) -> Iterator[Line]:
    country = place_line(party.country) if party.country else Line(text="")
    yield detail(edition, party, "postal_address", _one_line(party.postal_address))
    yield detail(edition, party, "country", country.text, code=country.code)
    for field in ("email", "phone", "website", "contact_form"):
        yield detail(edition, party, field, getattr(party, field))


def _one_line(address: str) -> str:
    return ", ".join(part.strip(" ,") for part in address.splitlines() if part.strip(" ,"))
