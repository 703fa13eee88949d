"""Where else the exemplary organisation sends data: on every ground that can be relied on and stands nowhere else."""

from dataclasses import replace

from registry.documents.records.activities import Client, Disclosure
from registry.documents.records.services import Transfer
from tests.linter.exemplary_vendors import CHECKED, OFFICER, company, contract, going, ground
from tests.linter.harness import choice

SAFEGUARDED = ("scc-2021-m1", "scc-dpa", "adhoc", "code", "cert")
"""What carries a transfer to another controller, besides an agreement under the law of the United Kingdom."""
EXCEPTIONS = ("d49-b", "d49-c", "d49-d", "d49-e", "d49-f", "d49-g", "d49-li")
PLACES = ("IN", "ZA", "MX", "CL", "VN", "EG", "KE", "PE", "TH", "MA", "TN", "GH")

PARTNERS = tuple(
    company(600 + place, f"Partner{place} Abroad", code, kind=choice("company"))
    for place, code in enumerate(PLACES)
)
OFFICE = company(620, "European Patent Organisation", "DE", kind=choice("authority"))
ABROAD_CLIENT = company(621, "Clinica SA", "BR")
SISTER = company(622, "Acme Philippines Inc", "PH")
AUTHORITIES = (
    company(623, "Ministry of Health", "TN", kind=choice("authority")),
    company(624, "Customs Service", "GH", kind=choice("authority")),
)


def _to_partner(place: int, slug: str, *, activity: int) -> Transfer:
    number = 700 + 10 * place
    made = going(
        number, PARTNERS[place], ground(number + 1, slug), ground(number + 2, "uk-idta"), activity_id=activity
    )
    if slug in EXCEPTIONS:
        made = replace(made, frequency=choice("occasional"))
    if slug == "d49-li":
        told = {"authority_informed_on": CHECKED, "subjects_informed_on": CHECKED}
        made = replace(made, safeguards="Encrypted, and erased after the visit", **told)
    return made


TO_PARTNERS = tuple(
    _to_partner(place, slug, activity=305) for place, slug in enumerate((*SAFEGUARDED, *EXCEPTIONS))
)
TO_OFFICE = replace(
    going(820, OFFICE, ground(821, "adequacy"), ground(822, "uk-idta"), activity_id=305),
    destination="",
    international_organisation=OFFICE.name,
)
TO_CLIENT = going(
    830,
    ABROAD_CLIENT,
    ground(831, "scc-2021-m4"),
    ground(832, "uk-addendum"),
    exporter=choice("us"),
    activity_id=304,
)
TO_SISTER = going(840, SISTER, ground(841, "bcr-p"), ground(842, "uk-idta"), activity_id=304)
TO_AUTHORITIES = tuple(
    going(850 + 10 * place, authority, ground(851 + 10 * place, slug), activity_id=306)
    for place, (authority, slug) in enumerate(
        zip(AUTHORITIES, ("public-instrument", "admin-arr"), strict=True)
    )
)

WITH_CLIENT_ABROAD = contract(860, ABROAD_CLIENT, (), title="Contract with Clinica SA")
CLIENT_ABROAD = Client(
    id=461, controller=ABROAD_CLIENT, representative_absent_because="Not under the law of the Union", dpo=OFFICER,
    contract=WITH_CLIENT_ABROAD, categories_of_processing="Storing lists", instructions="In writing, kept with the contract",
)  # fmt: skip

TO_RECIPIENTS = tuple(
    Disclosure(id=630 + place, party=party, reason="Projects together")
    for place, party in enumerate((*PARTNERS, OFFICE))
)
TO_THE_SISTER = Disclosure(id=650, party=SISTER, reason="Support at night")
TO_BODIES = tuple(
    Disclosure(id=660 + place, party=party, reason="Outbreaks that cross borders")
    for place, party in enumerate(AUTHORITIES)
)
