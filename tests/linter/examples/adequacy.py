"""Examples for the rules about mechanisms and decisions by their dates."""

import datetime as dt
from dataclasses import replace

from registry.documents.records.services import Transfer
from registry.documents.records.terms import Adequacy
from tests.linter.harness import (
    FROM_POLICY,
    LAW,
    activity,
    choice,
    examples,
    general,
    going,
    ground,
    inventory,
    on,
    party,
    service,
    transcribed,
    transfer,
    under,
    using,
)

AUTHORITY = party(kind=choice("authority"))
NEW_SINCE = (
    "transferground 160 mechanism: Standard clauses of 2021, module two (controller to"
    " processor) could be relied on only from 27 June 2021 on."
)
CERTIFIED_ONLY = (
    "transferground 160 mechanism: United States of America: only certified importers are"
    " adequate, and the ground names no framework of theirs."
)
SOMEWHERE = "transferground 160 mechanism: %s: “Adequacy decision” did not cover it on 20 November 2026."
BRAZIL = (
    "transferground 160 mechanism: Brazil: adequate only from 26 January 2026 on (Commission"
    " Implementing Decision (EU) 2026/179)."
)
OFFICE = "transferground 160 mechanism: european patent organisation: adequate only from 15 July 2025 on (C(2025) 4626)."
UNITED_KINGDOM = (
    "transfer 15 destination: United Kingdom: the decision that it is adequate ends on 27"
    " December 2031 (Commission Implementing Decision (EU) 2025/2574)."
)
SHIELD_ENDS = (
    "transfer 15 destination: United States of America: the decision that it is adequate ends"
    " on 15 July 2020 (Commission Implementing Decision (EU) 2016/1250)."
)


def agreed(slug: str, year: int, month: int, day: int) -> Transfer:
    """A transfer on a mechanism that was concluded on a day."""
    return transfer(grounds=(ground(slug, id=160, concluded_on=dt.date(year, month, day)),))


def organisation_of(name: str) -> Transfer:
    """A transfer to an international organisation that is said to be adequate."""
    return transfer("adequacy", destination="", international_organisation=name)


TWICE = (
    *LAW["adequacy"],
    Adequacy(
        id=1, code="eu-in-1", regime="EU", place="IN", name="India", kind="territory", instrument="Second",
        mechanism="adequacy", valid_from=dt.date(2029, 1, 1),
    ),
    Adequacy(
        id=2, code="eu-in-2", regime="EU", place="IN", name="India", kind="territory", instrument="First",
        mechanism="adequacy", valid_from=dt.date(2028, 1, 1),
    ),
    Adequacy(
        id=3, code="uk-in", regime="UK", place="IN", name="India", kind="territory", instrument="British",
        mechanism="uk-adequacy", valid_from=dt.date(2027, 1, 1),
    ),
)  # fmt: skip
UNDATED = (
    *LAW["adequacy"],
    Adequacy(id=4, code="eu-in-0", regime="EU", place="IN", name="India", kind="territory", instrument="Old",
             mechanism="adequacy", valid_until=dt.date(2020, 1, 1)),
)  # fmt: skip
WITHOUT_KIND = replace(ground("adequacy", id=160), mechanism=replace(ground("adequacy").mechanism, kind=None))

EXAMPLES = {
    "mechanism-invalid-on-date": examples(
        fires=[
            (
                on(2020, 7, 16, general(transfer("privacy-shield"), of=inventory())),
                "transferground 160 mechanism: EU-US Privacy Shield could be relied on until 15 July 2020.",
            ),
            (
                transcribed(going(transfer(grounds=(ground("privacy-shield", citations=FROM_POLICY),)))),
                (
                    "transferground 16 mechanism: The policy relies on EU-US Privacy Shield, which could be"
                    " relied on until 15 July 2020."
                ),
            ),
            (
                on(2018, 10, 19, using(service(transfers=(transfer("safe-harbour"),)))),
                "transferground 160 mechanism: EU-US Safe Harbour could be relied on until 5 October 2015.",
            ),
            (
                on(2022, 12, 28, going(transfer("scc-2010-c2p"))),
                (
                    "transferground 160 mechanism: Standard clauses of 2010 (controller to processor) could be"
                    " relied on until 27 December 2022."
                ),
            ),
            (
                on(2021, 9, 28, going(agreed("scc-2010-c2p", 2021, 9, 27))),
                (
                    "transferground 160 mechanism: Standard clauses of 2010 (controller to processor) could be"
                    " newly agreed until 26 September 2021."
                ),
            ),
            (on(2021, 6, 26, going(transfer("scc-2021-m2"))), NEW_SINCE),
            (on(2021, 6, 26, going(transfer("uk-idta", "d49-b", id=19), transfer("scc-2021-m2"))), NEW_SINCE),
            (
                on(
                    2021,
                    6,
                    26,
                    transcribed(
                        going(transfer(grounds=(ground("scc-2021-m2", id=160, citations=FROM_POLICY),)))
                    ),
                ),
                NEW_SINCE,
            ),
            (
                on(
                    2021,
                    9,
                    28,
                    transcribed(
                        going(
                            transfer(
                                grounds=(
                                    ground(
                                        "scc-2001-c2c",
                                        id=160,
                                        citations=FROM_POLICY,
                                        concluded_on=dt.date(2021, 9, 27),
                                    ),
                                )
                            )
                        )
                    ),
                ),
                (
                    "transferground 160 mechanism: Standard clauses of 2001, set I (controller to controller)"
                    " could be newly agreed until 26 September 2021."
                ),
            ),
            (
                on(2023, 7, 9, going(transfer("eu-us-dpf"))),
                (
                    "transferground 160 mechanism: EU-US Data Privacy Framework could be relied on only from"
                    " 10 July 2023 on."
                ),
            ),
            (
                on(2024, 3, 22, under("UK", of=going(transfer("uk-old-scc")))),
                (
                    "transferground 160 mechanism: EU clauses of before 2021 under UK law could be relied on"
                    " until 21 March 2024."
                ),
            ),
            (
                on(2022, 9, 23, under("UK", of=going(agreed("uk-old-scc", 2022, 9, 22)))),
                (
                    "transferground 160 mechanism: EU clauses of before 2021 under UK law could be newly"
                    " agreed until 21 September 2022."
                ),
            ),
            (
                on(2024, 9, 14, under("CH", of=going(transfer("swiss-us-dpf")))),
                (
                    "transferground 160 mechanism: Swiss-US Data Privacy Framework could be relied on only"
                    " from 15 September 2024 on."
                ),
            ),
        ],
        silent=[
            on(2018, 10, 19, general(transfer("privacy-shield"), of=inventory())),
            on(2020, 7, 15, going(transfer("privacy-shield"))),
            on(2022, 12, 27, going(transfer("scc-2010-c2p"))),
            on(2022, 12, 27, going(agreed("scc-2010-c2p", 2021, 9, 26))),
            on(2021, 6, 27, going(transfer("scc-2021-m2"))),
            on(2023, 7, 10, going(transfer("eu-us-dpf"))),
            on(2024, 3, 21, under("UK", of=going(transfer("uk-old-scc")))),
            on(2022, 9, 23, under("UK", of=going(agreed("uk-old-scc", 2022, 9, 21)))),
            on(2024, 9, 15, under("CH", of=going(transfer("swiss-us-dpf")))),
            under("UK", of=going(transfer("privacy-shield"))),
            going(agreed("scc-2021-m2", 2026, 1, 1)),
            going(transfer("adequacy-unspecified", "other-unspecified", "scc-unspecified")),
            going(transfer(grounds=(ground("privacy-shield", in_force_until=dt.date(2020, 7, 15)),))),
            going(transfer("privacy-shield", in_force_until=dt.date(2026, 11, 19))),
            going(transfer()),
        ],
    ),
    "adequacy-out-of-scope": examples(
        fires=[
            (going(transfer("adequacy", destination="IN")), SOMEWHERE % "India"),
            (going(transfer("adequacy", destination="GL")), SOMEWHERE % "Greenland"),
            (going(transfer("adequacy")), CERTIFIED_ONLY),
            (under("UK", of=going(transfer("uk-adequacy"))), CERTIFIED_ONLY),
            (
                going(transfer("adequacy-unspecified", destination="IN")),
                (
                    "transferground 160 mechanism: India: “Adequacy decision, country not stated” did not"
                    " cover it on 20 November 2026."
                ),
            ),
            (
                on(2022, 1, 1, using(service(transfers=(transfer("adequacy"),)))),
                (
                    "transferground 160 mechanism: United States of America: “Adequacy decision” did not cover"
                    " it on 1 January 2022."
                ),
            ),
            (
                on(2031, 12, 28, going(transfer("adequacy", destination="GB"))),
                (
                    "transferground 160 mechanism: United Kingdom: “Adequacy decision” did not cover it on 28"
                    " December 2031."
                ),
            ),
            (
                going(transfer("eu-us-dpf", destination="JP")),
                (
                    "transferground 160 mechanism: Japan: “EU-US Data Privacy Framework” did not cover it on"
                    " 20 November 2026."
                ),
            ),
            (
                going(transfer("eu-us-dpf", destination="IN")),
                (
                    "transferground 160 mechanism: India: “EU-US Data Privacy Framework” did not cover it on"
                    " 20 November 2026."
                ),
            ),
            (
                going(transfer("adequacy", destination="CA", importer=AUTHORITY)),
                (
                    "transferground 160 mechanism: Canada: the importer is a public authority, and the"
                    " decision is limited: Only commercial organisations subject to PIPEDA; not public bodies."
                ),
            ),
            (
                under(
                    "UK",
                    of=using(
                        service(party=AUTHORITY, transfers=(transfer("uk-adequacy", destination="CA"),))
                    ),
                ),
                (
                    "transferground 160 mechanism: Canada: the importer is a public authority, and the"
                    " decision is limited: Only commercial organisations subject to PIPEDA."
                ),
            ),
            (
                going(organisation_of("European Patent Organisation"), organisation_of("Interpol")),
                SOMEWHERE % "Interpol",
            ),
            (
                going(transfer("scc-2021-m2", id=19), transfer("adequacy", destination="IN")),
                SOMEWHERE % "India",
            ),
            (
                under("UK", of=going(transfer("uk-adequacy", destination="BR"))),
                (
                    "transferground 160 mechanism: Brazil: “UK adequacy regulations or Schedule 21” did not"
                    " cover it on 20 November 2026."
                ),
            ),
        ],
        silent=[
            going(transfer("adequacy", destination="BR")),
            on(2026, 1, 25, going(transfer("adequacy", destination="BR"))),
            going(transfer("adequacy", destination="CA")),
            going(transfer("adequacy", destination="CA", importer=party(kind=choice("company")))),
            using(
                service(
                    party=AUTHORITY,
                    transfers=(transfer("adequacy", destination="CA", importer=party(id=21)),),
                )
            ),
            using(service(party=None, transfers=(transfer("adequacy", destination="CA"),))),
            going(transfer("adequacy", destination="NZ", importer=AUTHORITY)),
            going(transfer("eu-us-dpf")),
            going(transfer("eu-us-dpf", destination="DE")),
            going(transfer("eu-us-dpf", destination="WORLD")),
            going(transfer("eu-us-dpf", destination="")),
            on(2021, 6, 27, going(transfer("adequacy", destination="GB"))),
            on(2020, 7, 15, going(transfer("privacy-shield", destination="DE"))),
            under("UK", of=going(transfer("dpf-uk-ext", destination="GB"))),
            on(2023, 7, 9, going(transfer("eu-us-dpf"))),
            on(2020, 7, 15, going(transfer("privacy-shield"))),
            going(transfer("privacy-shield")),
            on(2031, 12, 27, going(transfer("adequacy", destination="GB"))),
            on(2021, 6, 27, going(transfer("adequacy", destination="GB"))),
            on(2020, 12, 31, going(transfer("adequacy", destination="GB"))),
            going(transfer("adequacy", destination="")),
            going(transfer("adequacy", destination="EUROPE")),
            going(transfer("adequacy", destination="DE")),
            going(transfer("scc-2021-m2", destination="IN")),
            going(transfer("scc-unspecified", destination="IN")),
            going(transfer("uk-adequacy", destination="IN")),
            going(transfer(grounds=(WITHOUT_KIND,), destination="IN")),
            going(organisation_of("european patent organisation")),
            on(2025, 7, 14, going(organisation_of("European Patent Organisation"))),
            under("UK", of=going(transfer("uk-adequacy", destination="DE"))),
            under("UK", of=going(transfer("uk-adequacy", destination="GB"))),
            under("UK", of=going(transfer("dpf-uk-ext"))),
            under("UK", of=going(transfer("adequacy", destination="IN"))),
        ],
        not_assessed=[
            (
                going(transfer("adequacy", destination="SJ")),
                "transferground 160 mechanism: Svalbard and Jan Mayen: whether it is adequate is not assessed.",
            ),
        ],
    ),
    "adequacy-not-yet": examples(
        fires=[
            (on(2026, 1, 25, going(transfer("adequacy", destination="BR"))), BRAZIL),
            (
                on(2026, 1, 25, going(transfer("adequacy-unspecified", "scc-2021-m2", destination="BR"))),
                BRAZIL,
            ),
            (
                on(2025, 7, 14, going(organisation_of("european patent organisation"))),
                OFFICE,
            ),
            (
                on(2022, 12, 18, under("UK", of=going(transfer("uk-adequacy", destination="KR")))),
                (
                    "transferground 160 mechanism: South Korea: adequate only from 19 December 2022 on (UK"
                    " regulations, number not transcribed)."
                ),
            ),
            (
                replace(going(transfer("adequacy", destination="IN")), adequacy=TWICE),
                "transferground 160 mechanism: India: adequate only from 1 January 2028 on (First).",
            ),
        ],
        silent=[
            on(2026, 1, 26, going(transfer("adequacy", destination="BR"))),
            on(2026, 1, 25, going(transfer("scc-2021-m2", destination="BR"))),
            on(
                2026,
                1,
                25,
                going(
                    transfer(
                        destination="BR", grounds=(ground("adequacy", in_force_from=dt.date(2026, 1, 26)),)
                    )
                ),
            ),
            on(2025, 7, 15, going(organisation_of("European Patent Organisation"))),
            going(organisation_of("Interpol")),
            going(transfer("adequacy", destination="IN")),
            replace(going(transfer("adequacy", destination="IN")), adequacy=UNDATED),
            on(2022, 1, 1, going(transfer("adequacy"))),
            on(2022, 12, 19, under("UK", of=going(transfer("uk-adequacy", destination="KR")))),
            on(2031, 12, 28, going(transfer("adequacy", destination="GB"))),
        ],
    ),
    "adequacy-expiring": examples(
        fires=[
            (on(2031, 6, 30, going(transfer(destination="GB"))), UNITED_KINGDOM),
            (on(2031, 6, 30, going(transfer(id=19), transfer(destination="GB"))), UNITED_KINGDOM),
            (on(2031, 12, 27, under("UK", "EU", of=going(transfer(destination="GB")))), UNITED_KINGDOM),
            (on(2031, 12, 27, using(service(transfers=(transfer(destination="GB"),)))), UNITED_KINGDOM),
            (on(2031, 12, 27, under("EU", "UK", of=going(transfer(destination="GB")))), UNITED_KINGDOM),
            (on(2020, 1, 17, going(transfer("privacy-shield"))), SHIELD_ENDS),
        ],
        silent=[
            on(2031, 6, 29, going(transfer(destination="GB"))),
            on(2031, 12, 28, going(transfer(destination="GB"))),
            on(2025, 6, 20, going(transfer(destination="GB"))),
            on(2025, 12, 20, going(transfer(destination="GB"))),
            on(2031, 12, 27, going(transfer(destination="NZ"))),
            on(2031, 12, 27, going(transfer(destination="DE"))),
            on(2031, 12, 27, under("UK", of=going(transfer(destination="GB")))),
            on(2020, 1, 16, going(transfer("privacy-shield"))),
            on(2020, 7, 15, going(transfer("scc-2010-c2p"))),
            on(2020, 7, 15, going(transfer())),
            going(transfer(destination="")),
            inventory(activity()),
        ],
    ),
}
