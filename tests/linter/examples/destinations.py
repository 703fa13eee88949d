"""Examples for the rules about transfers: their countries, and what allows them."""

from tests.linter.harness import (
    FROM_POLICY,
    activity,
    choice,
    examples,
    general,
    going,
    in_germany,
    inventory,
    on,
    service,
    transcribed,
    transfer,
    under,
    using,
)

NO_COUNTRY = "transfer 15 destination: No country or international organisation is named that the data go to."
NO_GROUND = (
    "transfer 15 grounds: United States of America: no ground is recorded that would allow the transfer."
)
UNSURE = (
    "transfer 15 grounds: United States of America: whether the transfer needs a ground that"
    " it lacks is not assessed."
)
NO_GUARANTEE = (
    "transfer 15 grounds: No guarantee is recorded, and no State whose law would make one unnecessary."
)

EXAMPLES = {
    "transfer-country-missing": examples(
        fires=[
            (going(transfer(destination="")), NO_COUNTRY),
            (going(transfer(destination="WORLD")), NO_COUNTRY),
            (going(transfer(destination="EUROPE")), NO_COUNTRY),
            (using(service(transfers=(transfer(destination=""),))), NO_COUNTRY),
            (general(transfer(destination=""), of=inventory()), NO_COUNTRY),
            (under("UK", of=going(transfer(destination="EEA"))), NO_COUNTRY),
            (under("CH", of=going(transfer(destination="EUROPE"))), NO_COUNTRY),
            (going(transfer(id=19), transfer(destination="")), NO_COUNTRY),
            (
                transcribed(going(transfer(destination="", citations=FROM_POLICY))),
                (
                    "transfer 15 destination: The policy names no country or international organisation that"
                    " the data go to."
                ),
            ),
            (
                going(transfer("scc-unspecified", "adequacy-unspecified", destination="")),
                (
                    "transfer 15 destination: Adequacy is relied on, and no country or international organisation"
                    " is named that is adequate."
                ),
            ),
            (
                transcribed(going(transfer("adequacy", destination="WORLD", citations=FROM_POLICY))),
                (
                    "transfer 15 destination: The policy relies on adequacy, and names no country or international"
                    " organisation that is adequate."
                ),
            ),
            (going(transfer("scc-unspecified", "other-unspecified", destination="")), NO_COUNTRY),
        ],
        silent=[
            going(transfer()),
            going(transfer(destination="", international_organisation="Interpol")),
            going(transfer(destination="EEA")),
            under("EU", "UK", of=going(transfer(destination="EEA"))),
            inventory(activity()),
        ],
    ),
    "transfer-no-mechanism": examples(
        fires=[
            (
                going(
                    transfer(id=19, grounds_absent_because="The people send the data themselves"),
                    transfer(),
                    transfer("bcr-c", id=21),
                    transfer(id=22, destination="JP"),
                ),
                NO_GROUND,
            ),
            (going(transfer()), NO_GROUND),
            (going(transfer(exporter=choice("client"))), NO_GROUND),
            (going(transfer(exporter=choice("us"))), NO_GROUND),
            (going(transfer("uk-idta")), NO_GROUND),
            (using(service(transfers=(transfer("scc-2021-m2", id=19), transfer()))), NO_GROUND),
            (
                on(
                    2023,
                    10,
                    11,
                    under("EU", "UK", of=using(service(transfers=(transfer(),), dpf_entity="Vendor"))),
                ),
                NO_GROUND,
            ),
            (under("EU", "UK", of=going(transfer("uk-idta"))), NO_GROUND),
            (using(service(transfers=(transfer(),), dpf_entity="Vendor, Inc.")), NO_GROUND),
            (on(2023, 7, 9, using(service(transfers=(transfer(),), dpf_entity="Vendor, Inc."))), NO_GROUND),
            (
                on(2026, 1, 25, going(transfer(destination="BR"))),
                "transfer 15 grounds: Brazil: no ground is recorded that would allow the transfer.",
            ),
            (
                on(2031, 12, 28, going(transfer(destination="GB"))),
                "transfer 15 grounds: United Kingdom: no ground is recorded that would allow the transfer.",
            ),
            (
                going(transfer(destination="", international_organisation="Interpol")),
                "transfer 15 grounds: Interpol: no ground is recorded that would allow the transfer.",
            ),
            (
                under("UK", of=going(transfer(destination="BR"))),
                "transfer 15 grounds: Brazil: no ground is recorded that would allow the transfer.",
            ),
            (
                transcribed(going(transfer(citations=FROM_POLICY))),
                (
                    "transfer 15 grounds: United States of America: the policy states no ground that would"
                    " allow the transfer."
                ),
            ),
            (
                going(transfer("uk-adequacy", destination="IN")),
                "transfer 15 grounds: India: no ground is recorded that would allow the transfer.",
            ),
        ],
        silent=[
            going(transfer("scc-2021-m2")),
            going(transfer("scc-unspecified")),
            going(transfer("other-unspecified")),
            going(transfer("bcr-c")),
            going(transfer("d49-b")),
            going(transfer("eu-us-dpf")),
            going(transfer("privacy-shield")),
            going(transfer("dpf-uk-ext")),
            going(transfer("adequacy")),
            going(transfer("scc-art28-915")),
            on(2022, 12, 28, going(transfer("scc-2010-c2p"))),
            going(transfer(grounds_absent_because="The person sends the data")),
            going(transfer(destination="")),
            going(transfer(destination="WORLD")),
            going(transfer(destination="DE")),
            on(2026, 1, 26, going(transfer(destination="BR"))),
            on(2020, 12, 31, going(transfer(destination="GB"))),
            on(2021, 6, 27, going(transfer(destination="GB"))),
            on(2031, 12, 27, going(transfer(destination="GB"))),
            under("UK", of=going(transfer("scc-2021-m2"))),
            under("UK", of=going(transfer("uk-idta"))),
            under("UK", of=going(transfer(destination="DE"))),
            under("CH", of=going(transfer())),
        ],
        not_assessed=[
            (
                going(transfer(destination="SJ")),
                (
                    "transfer 15 grounds: Svalbard and Jan Mayen: whether the transfer needs a ground that it"
                    " lacks is not assessed."
                ),
            ),
            (
                going(transfer("uk-idta", destination="SJ")),
                (
                    "transfer 15 grounds: Svalbard and Jan Mayen: whether the transfer needs a ground that it"
                    " lacks is not assessed."
                ),
            ),
            (under("UK", of=going(transfer("bcr-c"))), UNSURE),
            (under("UK", of=going(transfer("d49-b"))), UNSURE),
            (under("EU", "UK", of=going(transfer("bcr-c"))), UNSURE),
        ],
    ),
    "eea-as-third-country": examples(
        fires=[
            (
                going(transfer(destination="DE")),
                "transfer 15 destination: Germany: inside the EU/EEA, no third country.",
            ),
            (
                using(service(transfers=(transfer("d49-b", destination="RE"),))),
                "transfer 15 destination: Réunion: inside the EU/EEA, no third country.",
            ),
            (
                on(2020, 12, 31, going(transfer(destination="GB"))),
                "transfer 15 destination: United Kingdom: inside the EU/EEA, no third country.",
            ),
            (
                on(2018, 7, 20, general(transfer(destination="NO"), of=inventory())),
                "transfer 15 destination: Norway: inside the EU/EEA, no third country.",
            ),
            (
                on(2020, 12, 31, under("EU", "UK", "CH", of=going(transfer(destination="DE")))),
                "transfer 15 destination: Germany: inside the EU/EEA, no third country.",
            ),
            (
                under("EU", "UK", of=in_germany(going(transfer(destination="DE")))),
                "transfer 15 destination: Germany: inside the EU/EEA, no third country.",
            ),
        ],
        silent=[
            going(transfer()),
            going(transfer(destination="")),
            going(transfer("scc-2021-m2", destination="DE")),
            going(transfer("scc-unspecified", destination="DE")),
            on(2021, 1, 1, going(transfer(destination="GB"))),
            on(2018, 7, 19, going(transfer(destination="NO"))),
            going(transfer(destination="GL")),
            under("UK", of=going(transfer(destination="DE"))),
            under("CH", of=going(transfer(destination="DE"))),
            under("EU", "UK", of=going(transfer(destination="DE"))),
            under("EU", "CH", of=going(transfer(destination="DE"))),
        ],
    ),
    "ch-guarantees-missing": examples(
        fires=[
            (under("CH", of=going(transfer(destination=""))), NO_GUARANTEE),
            (under("CH", of=going(transfer(destination="WORLD"))), NO_GUARANTEE),
            (
                under("CH", of=going(transfer("swiss-us-dpf", id=19), transfer(destination=""))),
                NO_GUARANTEE,
            ),
            (on(2023, 9, 1, under("EU", "CH", of=going(transfer(destination="EUROPE")))), NO_GUARANTEE),
            (
                transcribed(under("CH", of=going(transfer(destination="", citations=FROM_POLICY)))),
                (
                    "transfer 15 grounds: The policy states no guarantee, and no State whose law would make"
                    " one unnecessary."
                ),
            ),
        ],
        silent=[
            under("CH", of=going(transfer("scc-2021-m2", destination=""))),
            under("CH", of=going(transfer("scc-2021-m2"))),
            under("CH", of=going(transfer(grounds_absent_because="Art. 17 FADP", destination=""))),
            under("CH", of=going(transfer(destination="CH"))),
            under("EU", "UK", of=going(transfer(destination=""))),
            on(2023, 8, 31, under("CH", of=going(transfer(destination="")))),
        ],
        not_assessed=[
            (
                under("CH", of=going(transfer())),
                (
                    "transfer 15 grounds: United States of America: whether a decision of the Federal Council"
                    " covers it is not assessed."
                ),
            ),
            (
                under("CH", of=going(transfer(destination="EEA"))),
                (
                    "transfer 15 grounds: EU/EEA, state not named: whether a decision of the Federal Council"
                    " covers it is not assessed."
                ),
            ),
            (
                under("CH", of=going(transfer(destination="", international_organisation="Interpol"))),
                (
                    "transfer 15 grounds: Interpol: whether a decision of the Federal Council covers it is not"
                    " assessed."
                ),
            ),
        ],
    ),
}
