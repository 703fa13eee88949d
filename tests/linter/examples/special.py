"""Examples for the rules about special categories, criminal data and identification numbers."""

from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import DataUse, Purpose
from registry.documents.records.terms import DataCategory
from tests.linter.harness import (
    FROM_POLICY,
    HEALTH,
    NAME,
    activity,
    basis,
    choice,
    data_use,
    examples,
    inventory,
    purpose,
    transcribed,
    under,
)

CONTRACT, INTERESTS, UK_INTERESTS = basis("6.1.b"), basis("6.1.f"), basis("uk.6.1.f")
EXPLICIT, EMPLOYMENT, PUBLIC_INTEREST, CARE = (basis(f"9.2.{letter}") for letter in "abgh")
UK_CARE = basis("uk.9.2.h")
CRIMES = DataCategory(id=32, code="criminal-data", label="Convictions", criminal=True)
NUMBER = DataCategory(id=33, code="tax-number", label="Tax number", national_id=True)
PHOTO = DataCategory(id=34, code="photograph", label="Photographs")
PLACE = DataCategory(id=35, code="precise-location", label="Precise location")
ADDRESS = DataCategory(id=36, code="ip-address", label="IP address")


def of(category: DataCategory, *purposes: Purpose, role: str = "controller", **values: Any) -> Inventory:
    """One activity with this category of data; it serves all of these purposes, or one without more."""
    use: DataUse = data_use(category=category, **values)
    return inventory(activity(role=choice(role), purposes=purposes or (purpose(),), data_uses=(use,)))


NO_CONDITION = "datause 13 category: No condition for special categories is recorded for “Health data”."
ALONE = "datause 13 category: “Health data” is used on legitimate interests alone."
NO_LAW = "purpose 12 law_cited: No law is cited for the condition under which “To keep accounts” uses special categories."
NO_AUTHORITY = "datause 13 category: No authority and no law is recorded for the use of “Convictions”."
NO_SCHEDULE = (
    "purpose 12 law_cited: No condition of Schedule 1 of the DPA 2018 is cited for “To keep accounts”."
)

BY_LAW = [basis(f"9.2.{letter}") for letter in "bghij"]
SHOWN = ("images-and-recordings", "call-recording", "cctv-images")

EXAMPLES = {
    "special-no-art9": examples(
        fires=[
            (of(HEALTH), NO_CONDITION),
            (of(HEALTH, purpose(legal_bases=(CONTRACT, INTERESTS))), NO_CONDITION),
            (of(HEALTH, purpose(), purpose(id=99, special_condition=CARE), purposes=(12,)), NO_CONDITION),
            (
                transcribed(of(HEALTH, citations=FROM_POLICY)),
                "datause 13 category: The policy states no condition for special categories for “Health data”.",
            ),
        ],
        silent=[
            of(HEALTH, purpose(special_condition=CARE), purpose(id=99)),
            of(HEALTH, purpose(), purpose(id=99, special_condition=CARE)),
            of(HEALTH, purpose(legal_bases=(INTERESTS,))),
            of(NAME),
            of(HEALTH, role="processor"),
            inventory(activity(data_uses=(data_use(category=HEALTH),))),
            inventory(
                activity(purposes=(purpose(),), data_uses=(data_use(category=None, as_stated="Health"),))
            ),
            under("CH", of=of(HEALTH)),
        ],
    ),
    "li-special-category": examples(
        fires=[
            (of(HEALTH, purpose(legal_bases=(INTERESTS,))), ALONE),
            (of(HEALTH, purpose(legal_bases=(INTERESTS, UK_INTERESTS)), purpose(id=99)), ALONE),
        ],
        silent=[
            of(HEALTH, purpose(legal_bases=(INTERESTS,), special_condition=CARE)),
            of(HEALTH, purpose(legal_bases=(INTERESTS, CONTRACT))),
            of(HEALTH),
            of(NAME, purpose(legal_bases=(INTERESTS,))),
        ],
    ),
    "art9-without-special": examples(
        fires=[
            (
                of(NAME, purpose(special_condition=CARE)),
                "purpose 12 special_condition: “To keep accounts” has a condition for special categories, but no such data serve it.",
            ),
            (
                of(HEALTH, purpose(special_condition=CARE), purpose(id=99), purposes=(99,)),
                "purpose 12 special_condition: “To keep accounts” has a condition for special categories, but no such data serve it.",
            ),
        ],
        silent=[
            inventory(
                activity(
                    purposes=(purpose(special_condition=CARE),),
                    data_uses=(data_use(category=None, as_stated="Notes"), data_use(id=99, category=HEALTH)),
                )
            ),
            of(HEALTH, purpose(special_condition=CARE)),
            of(NAME),
        ],
    ),
    "art9-explicit-consent": examples(
        fires=[
            (
                of(HEALTH, purpose(special_condition=EXPLICIT)),
                [
                    "purpose 12 consent_proof: It is not recorded how explicit consent to “To keep accounts” is proven.",
                    "purpose 12 withdrawal_route: It is not recorded how explicit consent to “To keep accounts” is withdrawn.",
                ],
            ),
            (
                of(HEALTH, purpose(special_condition=EXPLICIT, withdrawal_route="E-mail")),
                "purpose 12 consent_proof: It is not recorded how explicit consent to “To keep accounts” is proven.",
            ),
            (
                of(HEALTH, purpose(special_condition=EXPLICIT, consent_proof="Forms")),
                "purpose 12 withdrawal_route: It is not recorded how explicit consent to “To keep accounts” is withdrawn.",
            ),
            (
                transcribed(of(HEALTH, purpose(special_condition=EXPLICIT, citations=FROM_POLICY))),
                [
                    "purpose 12 consent_proof: The policy does not state how explicit consent to “To keep accounts” is proven.",
                    "purpose 12 withdrawal_route: The policy does not state how explicit consent to “To keep accounts” is withdrawn.",
                ],
            ),
        ],
        silent=[
            of(HEALTH, purpose(special_condition=EXPLICIT, consent_proof="Forms", withdrawal_route="E-mail")),
            of(HEALTH, purpose(special_condition=CARE)),
        ],
    ),
    "art9-law-uncited": examples(
        fires=[
            *((of(HEALTH, purpose(special_condition=one)), NO_LAW) for one in BY_LAW),
            (of(HEALTH, purpose(special_condition=CARE)), NO_LAW),
            (of(HEALTH, purpose(special_condition=PUBLIC_INTEREST, bases_explained="An agreement")), NO_LAW),
            (
                transcribed(of(HEALTH, purpose(special_condition=CARE, citations=FROM_POLICY))),
                "purpose 12 law_cited: The policy cites no law for the condition under which “To keep accounts” uses special categories.",
            ),
        ],
        silent=[
            of(HEALTH, purpose(special_condition=CARE, law_cited="Section 22")),
            of(HEALTH, purpose(special_condition=CARE, bases_explained="Contract with a doctor")),
            of(HEALTH, purpose(special_condition=EMPLOYMENT, bases_explained="Collective agreement")),
            of(HEALTH, purpose(special_condition=EXPLICIT)),
            of(HEALTH, purpose(special_condition=UK_CARE)),
            of(HEALTH),
        ],
    ),
    "criminal-no-art10": examples(
        fires=[
            (of(CRIMES), NO_AUTHORITY),
            (of(CRIMES, purpose(), purpose(id=99, criminal_authority="Act"), purposes=(12,)), NO_AUTHORITY),
            (
                transcribed(of(CRIMES, citations=FROM_POLICY)),
                "datause 13 category: The policy states no authority and no law for the use of “Convictions”.",
            ),
        ],
        silent=[
            of(CRIMES, purpose(criminal_authority="Act"), purpose(id=99)),
            of(CRIMES, purpose(criminal_authority="Act")),
            of(HEALTH),
        ],
    ),
    "national-id-uncited": examples(
        fires=[
            (of(NUMBER), "datause 13 category: No national rule is cited for the use of “Tax number”."),
            (
                transcribed(of(NUMBER, citations=FROM_POLICY)),
                "datause 13 category: The policy cites no national rule for the use of “Tax number”.",
            ),
        ],
        silent=[
            of(NUMBER, purpose(law_cited="Tax Code"), purpose(id=99)),
            of(NUMBER, purpose(law_cited="Tax Code")),
            of(NAME),
            under("UK", of=of(NUMBER)),
        ],
    ),
    "biometric-identification-flag": examples(
        fires=[
            *(
                (
                    of(DataCategory(id=37, code=code, label="Recordings")),
                    "datause 13 note: It is not recorded whether “Recordings” serves to identify people uniquely.",
                )
                for code in SHOWN
            ),
            (
                of(PHOTO),
                "datause 13 note: It is not recorded whether “Photographs” serves to identify people uniquely.",
            ),
        ],
        silent=[
            inventory(
                activity(purposes=(purpose(),), data_uses=(data_use(category=None, as_stated="Notes"),))
            ),
            of(PHOTO, note="Not used to identify"),
            of(NAME),
            of(PHOTO, role="processor"),
        ],
    ),
    "inferred-special": examples(
        fires=[
            *(
                (
                    of(DataCategory(id=37, code=code, label="Facts")),
                    "datause 13 note: “Facts” may reveal a special category, and no note says whether it does.",
                )
                for code in ("family-members", "nationality")
            ),
            (
                of(PLACE),
                "datause 13 note: “Precise location” may reveal a special category, and no note says whether it does.",
            ),
        ],
        silent=[of(PLACE, note="Nothing can be inferred"), of(ADDRESS)],
    ),
    "uk-schedule1-missing": examples(
        fires=[
            (
                under(
                    "UK",
                    of=inventory(
                        activity(
                            purposes=(purpose(),),
                            data_uses=(
                                data_use(category=None, as_stated="Notes"),
                                data_use(id=99, category=CRIMES),
                            ),
                        )
                    ),
                ),
                NO_SCHEDULE,
            ),
            (under("UK", of=of(HEALTH, purpose(special_condition=UK_CARE))), NO_SCHEDULE),
            (under("UK", of=of(CRIMES)), NO_SCHEDULE),
            (under("UK", of=of(CRIMES, purpose(criminal_authority="DPA 2018 Schedule 10"))), NO_SCHEDULE),
            (
                transcribed(
                    under("UK", of=of(HEALTH, purpose(special_condition=UK_CARE, citations=FROM_POLICY)))
                ),
                "purpose 12 law_cited: The policy cites no condition of Schedule 1 of the DPA 2018 for “To keep accounts”.",
            ),
        ],
        silent=[
            under("UK", of=of(HEALTH, purpose(special_condition=CARE))),
            under(
                "UK",
                of=of(
                    HEALTH, purpose(special_condition=UK_CARE, law_cited="DPA 2018 Schedule 1, paragraph 2")
                ),
            ),
            under("UK", of=of(CRIMES, purpose(criminal_authority="DPA 2018, Sch. 1, paragraph 10"))),
            under(
                "UK",
                of=of(HEALTH, purpose(special_condition=replace(EXPLICIT, code="uk.9.2.a", regime="UK"))),
            ),
            under("UK", of=of(HEALTH, purpose(special_condition=CARE))),
            under("UK", of=of(NAME)),
            of(CRIMES),
        ],
    ),
}
