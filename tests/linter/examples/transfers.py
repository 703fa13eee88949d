"""Examples for the rules about what leaves without being recorded."""

from typing import Any

from registry.documents.inventory import Inventory
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    choice,
    disclosure,
    examples,
    general,
    going,
    in_germany,
    inventory,
    on,
    party,
    service,
    transcribed,
    transfer,
    under,
    using,
)


def given(**values: Any) -> Inventory:
    """One activity that gives data to a recipient without a service."""
    return inventory(activity(disclosures=(disclosure(**values),)))


def abroad(**values: Any) -> Inventory:
    """One activity that uses a service hosted in the United States."""
    return using(service(**{"hosting_places": ("US",), **values}))


def staying(*places: str) -> Inventory:
    """One activity that uses a service in these places, of which it is said that nothing leaves."""
    return using(service(hosting_places=places, transfers_absent_because=NONE))


AMERICAN = party(country="US")
NOT_OURS = party(id=21, name="Somebody")
NONE = "All stays here"
UNDECLARED = "service 80 transfers: Data reach places abroad to which no transfer is recorded: %s."
GIVEN = "disclosure 14 : Data reach places abroad to which no transfer is recorded: %s."
EXAMPLES = {
    "transfer-undeclared": examples(
        fires=[
            (abroad(), UNDECLARED % "United States of America"),
            (
                using(
                    service(
                        hosting_places=("DE", "IN"), access_places=("IN", "KR", "EEA"), contracting_place="SG"
                    )
                ),
                UNDECLARED % "India; South Korea; Singapore",
            ),
            (using(service(contracting_place="SG", party=AMERICAN)), UNDECLARED % "Singapore"),
            (using(service(party=AMERICAN)), UNDECLARED % "United States of America"),
            (
                using(service(party=AMERICAN, hosting_places=("IN",))),
                UNDECLARED % "India; United States of America",
            ),
            (abroad(their_role=choice("instructed")), UNDECLARED % "United States of America"),
            (abroad(their_role=choice("controller")), UNDECLARED % "United States of America"),
            (using(service(hosting_places=("BR",))), UNDECLARED % "Brazil"),
            (on(2021, 6, 29, using(service(hosting_places=("GB",)))), UNDECLARED % "United Kingdom"),
            (on(2021, 6, 28, using(service(hosting_places=("CH",)))), UNDECLARED % "Switzerland"),
            (abroad(transfers=(transfer(destination="IN"),)), UNDECLARED % "United States of America"),
            (
                abroad(transfers=(transfer(destination="", international_organisation="Interpol"),)),
                UNDECLARED % "United States of America",
            ),
            (
                inventory(
                    activity(
                        disclosures=(disclosure(service=service(hosting_places=("US",))),),
                        transfers=(transfer(importer=NOT_OURS), transfer(importer_as_stated="Somebody")),
                    )
                ),
                UNDECLARED % "United States of America",
            ),
            (
                general(transfer(importer_as_stated="Somebody"), of=abroad()),
                UNDECLARED % "United States of America",
            ),
            (
                inventory(
                    activity(
                        disclosures=(disclosure(service=service(hosting_places=("DE",)), places=("IN",)),)
                    ),
                ),
                UNDECLARED % "India",
            ),
            (
                inventory(
                    activity(disclosures=(disclosure(service=service(hosting_places=("US",))),)),
                    activity(
                        id=11,
                        reference="PA-0002",
                        disclosures=(disclosure(service=service(hosting_places=("US",))),),
                        transfers_absent_because=NONE,
                    ),
                ),
                UNDECLARED % "United States of America",
            ),
            (
                transcribed(abroad(citations=FROM_POLICY)),
                (
                    "service 80 transfers: Data reach places abroad to which the policy states no transfer:"
                    " United States of America."
                ),
            ),
            (abroad(their_role=None), UNDECLARED % "United States of America"),
            (
                using(
                    service(id=81, transfers_absent_because=NONE),
                    service(hosting_places=("US",)),
                    service(id=82, hosting_places=("DE",)),
                ),
                UNDECLARED % "United States of America",
            ),
            (
                inventory(
                    activity(
                        disclosures=(
                            disclosure(places=("DE",)),
                            disclosure(id=141, service=service(id=81), places=("IN",)),
                            disclosure(id=142, service=service(hosting_places=("DE",), party=AMERICAN)),
                        ),
                        transfers=(transfer(destination="IN"),),
                    )
                ),
                UNDECLARED % "United States of America",
            ),
            (
                using(
                    service(hosting_places=("US",)),
                    transfers=(transfer(importer=party(id=21)),),
                ),
                UNDECLARED % "United States of America",
            ),
            (
                using(service(hosting_places=("US",), party=None), transfers=(transfer(importer=NOT_OURS),)),
                UNDECLARED % "United States of America",
            ),
            (given(party=AMERICAN), GIVEN % "United States of America"),
            (given(party=AMERICAN, places=("IN",)), GIVEN % "India"),
            (given(places=("IN",)), GIVEN % "India"),
            (
                inventory(
                    activity(
                        disclosures=(disclosure(party=AMERICAN),), transfers=(transfer(importer=NOT_OURS),)
                    )
                ),
                GIVEN % "United States of America",
            ),
            (using(service(hosting_places=("SJ", "US"))), UNDECLARED % "United States of America"),
        ],
        silent=[
            using(service(hosting_places=("DE",), access_places=("IS",), contracting_place="EEA")),
            using(service(hosting_places=("WORLD", "EUROPE"))),
            using(service(party=AMERICAN, contracting_place="IE")),
            using(service(party=party())),
            on(2020, 12, 31, using(service(hosting_places=("GB",)))),
            on(2021, 6, 27, using(service(hosting_places=("GB",)))),
            on(2018, 7, 19, using(service(hosting_places=("IS",)))),
            abroad(transfers=(transfer(),)),
            abroad(transfers=(transfer(destination=""),)),
            abroad(transfers=(transfer(destination="WORLD"),)),
            abroad(transfers_absent_because=NONE),
            using(service(hosting_places=("US",)), transfers_absent_because=NONE),
            using(service(hosting_places=("US",)), transfers=(transfer(),)),
            using(service(hosting_places=("US",)), transfers=(transfer(importer=party()),)),
            using(service(hosting_places=("US",)), transfers=(transfer(importer_as_stated="vendor"),)),
            using(
                service(hosting_places=("US",), party=None),
                transfers=(transfer(importer_as_stated="Hosting"),),
            ),
            using(
                service(hosting_places=("US",), party=None),
                transfers=(transfer(importer=party(name="Hosting")),),
            ),
            general(transfer(), of=abroad()),
            inventory(
                activity(disclosures=(disclosure(service=service(hosting_places=("US",)), places=("DE",)),))
            ),
            inventory(services=(service(hosting_places=("US",)),)),
            given(party=party(country="DE")),
            inventory(
                activity(
                    disclosures=(disclosure(party=AMERICAN),),
                    transfers=(transfer(importer_as_stated="Vendor"),),
                )
            ),
            given(party=AMERICAN, places=("DE",)),
            given(),
            inventory(activity(disclosures=(disclosure(party=AMERICAN),), transfers_absent_because=NONE)),
            inventory(activity(disclosures=(disclosure(party=AMERICAN),), transfers=(transfer(),))),
            inventory(activity(disclosures=(disclosure(places=("US",)),), transfers=(transfer(),))),
            under("UK", of=abroad()),
            under("CH", of=abroad()),
        ],
        not_assessed=[
            (
                on(2020, 12, 31, using(service(hosting_places=("GI",)))),
                "service 80 transfers: Gibraltar: whether data there have left the EU/EEA is not assessed.",
            ),
            (
                given(places=("SJ",)),
                "disclosure 14 : Svalbard and Jan Mayen: whether data there have left the EU/EEA is not assessed.",
            ),
        ],
    ),
    "transfer-contradiction": examples(
        fires=[
            (
                abroad(transfers_absent_because=NONE),
                (
                    "service 80 transfers_absent_because: No data are said to leave, and yet some do: United"
                    " States of America."
                ),
            ),
            (
                using(
                    service(
                        transfers_absent_because=NONE, transfers=(transfer(),), hosting_places=("US", "IN")
                    )
                ),
                (
                    "service 80 transfers_absent_because: No data are said to leave, and yet some do: United"
                    " States of America; India."
                ),
            ),
            (
                using(
                    service(transfers_absent_because=NONE, transfers=(transfer(),)),
                    transfers_absent_because=NONE,
                ),
                (
                    "service 80 transfers_absent_because: No data are said to leave, and yet some do: United"
                    " States of America."
                ),
            ),
            (
                abroad(transfers_absent_because=NONE, transfers=(transfer(destination=""),)),
                (
                    "service 80 transfers_absent_because: No data are said to leave, and yet some do: United"
                    " States of America."
                ),
            ),
            (
                using(
                    service(transfers_absent_because=NONE, hosting_places=("US",)),
                    transfers_absent_because=NONE,
                ),
                (
                    "service 80 transfers_absent_because: No data are said to leave, and yet some do: United"
                    " States of America."
                ),
            ),
            (
                inventory(
                    activity(
                        disclosures=(
                            disclosure(),
                            disclosure(
                                id=141,
                                service=service(transfers_absent_because=NONE, hosting_places=("DE",)),
                                places=("IN",),
                            ),
                        ),
                        transfers_absent_because=NONE,
                    )
                ),
                "processingactivity 10 transfers_absent_because: No data are said to leave, and yet some do: India.",
            ),
            (
                using(service(access_places=("IN",)), transfers_absent_because=NONE),
                "processingactivity 10 transfers_absent_because: No data are said to leave, and yet some do: India.",
            ),
            (
                using(
                    service(contracting_place="DE", transfers=(transfer(destination=""),)),
                    transfers_absent_because=NONE,
                ),
                (
                    "processingactivity 10 transfers_absent_because: No data are said to leave, and yet some"
                    " do: a country that is not named."
                ),
            ),
            (
                using(
                    service(transfers=(transfer(condition="Where the client chooses it"),)),
                    transfers_absent_because=NONE,
                ),
                (
                    "processingactivity 10 transfers_absent_because: No data are said to leave, and yet some"
                    " do: United States of America."
                ),
            ),
            (
                using(
                    service(
                        transfers=(transfer(condition="Sometimes"), transfer(id=19, destination="WORLD"))
                    ),
                    transfers_absent_because=NONE,
                ),
                (
                    "processingactivity 10 transfers_absent_because: No data are said to leave, and yet some"
                    " do: United States of America; Worldwide, countries not named."
                ),
            ),
            (
                going(
                    transfer(destination="", international_organisation="Interpol"),
                    transfers_absent_because=NONE,
                ),
                (
                    "processingactivity 10 transfers_absent_because: No data are said to leave, and yet some"
                    " do: Interpol."
                ),
            ),
            (
                inventory(activity(disclosures=(disclosure(places=("IN",)),), transfers_absent_because=NONE)),
                "processingactivity 10 transfers_absent_because: No data are said to leave, and yet some do: India.",
            ),
            (
                under("UK", of=using(service(hosting_places=("FR",), transfers_absent_because=NONE))),
                "service 80 transfers_absent_because: No data are said to leave, and yet some do: France.",
            ),
            (
                under("CH", of=using(service(hosting_places=("EEA", "CH"), transfers_absent_because=NONE))),
                (
                    "service 80 transfers_absent_because: No data are said to leave, and yet some do: EU/EEA,"
                    " state not named."
                ),
            ),
            (
                under("EU", "UK", of=using(service(hosting_places=("GB",), transfers_absent_because=NONE))),
                "service 80 transfers_absent_because: No data are said to leave, and yet some do: United Kingdom.",
            ),
            (
                in_germany(under("EU", "UK", of=staying("DE", "FR"))),
                "service 80 transfers_absent_because: No data are said to leave, and yet some do: France.",
            ),
        ],
        silent=[
            abroad(),
            using(service(hosting_places=("DE",), transfers_absent_because=NONE)),
            using(service(hosting_places=("DE",)), transfers_absent_because=NONE),
            using(service(hosting_places=("WORLD",), transfers_absent_because=NONE)),
            using(service(party=AMERICAN, transfers_absent_because=NONE)),
            using(service(transfers=(transfer(destination="DE"),)), transfers_absent_because=NONE),
            using(service(transfers=(transfer(destination="EUROPE"),)), transfers_absent_because=NONE),
            using(service(transfers=(transfer(),))),
            general(transfer(), of=inventory(activity(transfers_absent_because=NONE))),
            inventory(
                activity(
                    disclosures=(
                        disclosure(
                            service=service(hosting_places=("US",), transfers=(transfer(),)), places=("DE",)
                        ),
                    ),
                    transfers_absent_because=NONE,
                )
            ),
            on(2020, 12, 31, using(service(hosting_places=("GB",), transfers_absent_because=NONE))),
            under("UK", of=using(service(hosting_places=("GB", "WORLD"), transfers_absent_because=NONE))),
            in_germany(under("EU", "UK", "CH", of=staying("DE"))),
        ],
        not_assessed=[
            (
                using(service(hosting_places=("SJ",), transfers_absent_because=NONE)),
                (
                    "service 80 transfers_absent_because: Svalbard and Jan Mayen: whether data there have left"
                    " is not assessed."
                ),
            ),
            (
                under("UK", of=using(service(hosting_places=("OLD",)), transfers_absent_because=NONE)),
                (
                    "processingactivity 10 transfers_absent_because: OLD: whether data there have left is not"
                    " assessed."
                ),
            ),
        ],
    ),
}
