"""Examples for the rules about standard contractual clauses."""

import datetime as dt
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Assessment
from registry.documents.records.services import Transfer
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    choice,
    examples,
    general,
    going,
    ground,
    inventory,
    on,
    organisation,
    party,
    service,
    transcribed,
    transfer,
    under,
    using,
)


def clauses(slug: str = "scc-unspecified", **values: Any) -> Transfer:
    """A transfer on standard clauses."""
    return transfer(grounds=(ground(slug, **values),))


def between(ours: str, theirs: str, module: str, **values: Any) -> Inventory:
    """A service in these roles whose transfer rests on this module."""
    known = {"our_role": choice(ours), "their_role": choice(theirs)}
    moved = transfer(f"scc-2021-m{module}", **values)
    return using(service(**known, transfers=(moved,)))


def assessed(
    year: int = 0, month: int = 0, day: int = 0, *, status: str = "done", **values: Any
) -> Inventory:
    """A transfer on module two whose law abroad was assessed on a day."""
    done = Assessment(
        id=90,
        kind=choice("tia"),
        title="Assessment",
        status=choice(status) if status else None,
        assessed_on=dt.date(year, month, day) if year else None,
    )
    return going(transfer("scc-2021-m2", impact_assessment=done, **values))


def targeted(importer: str, *mechanisms: str, basis: str = "3.2", legal_name: str = "") -> Inventory:
    """An organisation under the GDPR by Art. 3(2), or another basis, with a transfer to this importer."""
    return inventory(
        activity(transfers=(transfer(*mechanisms, importer_as_stated=importer),)),
        organisation=organisation(territorial_basis=choice(basis) if basis else None, legal_name=legal_name),
    )


TO_US = "United States of America"
UNSTATED = (
    "transferground 16 module: %s: it is not recorded which standard clauses were agreed, and which module."
)
MISFIT = "transferground 160 module: Module %s does not fit the recorded roles of exporter and importer."
OURSELVES = (
    "transferground 160 mechanism: The importer is the organisation itself, to which the GDPR"
    " applies by Art. 3(2)."
)
INSIDE = "transferground 160 mechanism: Standard clauses are recorded, and all places recorded are inside the EU/EEA."
NOT_ASSESSED = "transfer 15 impact_assessment: %s: no transfer impact assessment is recorded."
NOT_DONE = (
    "transfer 15 impact_assessment: United States of America: the transfer impact assessment is not done yet."
)
OLD = "transfer 15 impact_assessment: United States of America: the transfer impact assessment is of %s, more than three years ago."
UNION_ONLY = (
    "transfer 15 grounds: Clauses of the EU are recorded, and neither the British Addendum nor the Agreement."
)
NO_TOOL = (
    "transferground 160 mechanism: “Clauses between controller and processor of 2021” are no"
    " ground for a transfer."
)
GERMANY = {"hosting_places": ("DE",), "contracting_place": "FR"}
NOWHERE = transfer("scc-unspecified", destination="")

EXAMPLES = {
    "scc-module-missing": examples(
        fires=[
            (going(clauses()), UNSTATED % TO_US),
            (going(transfer("d49-b", id=19), clauses()), UNSTATED % TO_US),
            (on(2022, 12, 28, using(service(transfers=(clauses(),)))), UNSTATED % "Vendor"),
            (on(2021, 9, 27, going(clauses(concluded_on=dt.date(2021, 9, 27)))), UNSTATED % TO_US),
            (going(clauses(concluded_on=dt.date(2021, 9, 26))), UNSTATED % TO_US),
            (under("CH", of=going(clauses())), UNSTATED % TO_US),
            (under("UK", of=general(clauses(), of=inventory())), UNSTATED % TO_US),
            (
                going(transfer(destination="", grounds=(ground("scc-unspecified"),))),
                UNSTATED % "A recipient that is not named",
            ),
            (
                using(service(party=None, transfers=(clauses(),))),
                UNSTATED % "Hosting",
            ),
            (
                transcribed(going(clauses(citations=FROM_POLICY))),
                "transferground 16 module: United States of America: the policy states neither the set of the standard clauses nor the module.",
            ),
        ],
        silent=[
            on(2022, 12, 27, going(clauses())),
            on(2021, 9, 27, going(clauses(concluded_on=dt.date(2021, 9, 26)))),
            on(2021, 6, 26, going(clauses(concluded_on=dt.date(2021, 10, 1)))),
            going(clauses(module=choice("2"))),
            going(clauses("scc-2021-m2")),
            going(clauses("other-unspecified")),
            going(transfer()),
        ],
    ),
    "scc-module-role-mismatch": examples(
        fires=[
            (between("controller", "processor", "1"), MISFIT % "1"),
            (between("controller", "controller", "2"), MISFIT % "2"),
            (between("controller", "joint", "2"), MISFIT % "2"),
            (between("controller", "processor", "3"), MISFIT % "3"),
            (between("controller", "", "4"), MISFIT % "4"),
            (between("processor", "sub-processor", "2"), MISFIT % "2"),
            (between("processor", "sub-processor", "4"), MISFIT % "4"),
            (between("processor", "controller", "3"), MISFIT % "3"),
            (between("processor", "controller", "1"), MISFIT % "1"),
            (between("", "sub-processor", "1"), MISFIT % "1"),
            (between("", "processor", "4"), MISFIT % "4"),
            (between("controller", "processor", "2", exporter=choice("processor")), MISFIT % "2"),
            (between("controller", "processor", "3", exporter=choice("us")), MISFIT % "3"),
            (between("controller", "processor", "1", importer=party()), MISFIT % "1"),
            (between("processor", "controller", "2", importer_as_stated="Somebody"), MISFIT % "2"),
            (going(transfer("scc-2021-m3")), MISFIT % "3"),
            (going(transfer("scc-2021-m4"), role=choice("joint")), MISFIT % "4"),
            (going(transfer("scc-2021-m2"), role=choice("processor")), MISFIT % "2"),
            (
                using(
                    service(
                        our_role=choice("controller"),
                        their_role=choice("processor"),
                        transfers=(clauses(module=choice("1")),),
                    )
                ),
                "transferground 16 module: Module 1 does not fit the recorded roles of exporter and importer.",
            ),
            (
                going(clauses("scc-2021-m2", module=choice("1"))),
                (
                    "transferground 16 module: Module 1 is recorded with “Standard clauses of 2021, module two"
                    " (controller to processor)”."
                ),
            ),
            (under("CH", of=going(transfer("scc-2021-m3"))), MISFIT % "3"),
        ],
        silent=[
            between("controller", "controller", "1"),
            between("controller", "joint", "1"),
            between("controller", "processor", "2"),
            between("controller", "sub-processor", "2"),
            between("processor", "processor", "3"),
            between("processor", "sub-processor", "3"),
            between("processor", "controller", "4"),
            between("both", "processor", "3"),
            between("both", "processor", "2"),
            between("controller", "instructed", "1"),
            between("controller", "instructed", "2"),
            between("controller", "processor", "3", exporter=choice("processor")),
            between("controller", "processor", "3", exporter=choice("client")),
            between("controller", "processor", "1", importer=party(id=21)),
            between("controller", "processor", "1", importer_as_stated="Somebody"),
            using(
                service(
                    party=None,
                    our_role=choice("controller"),
                    their_role=choice("processor"),
                    transfers=(transfer("scc-2021-m1", importer=party()),),
                )
            ),
            going(transfer("scc-2021-m1")),
            going(transfer("scc-2021-m2", importer=party())),
            going(transfer("scc-2021-m3"), role=None),
            going(transfer("scc-2021-m4"), role=choice("processor")),
            going(clauses("scc-2021-m2", module=choice("2"))),
            going(clauses("scc-2010-c2p"), role=choice("processor")),
            general(transfer("scc-2021-m4"), of=inventory()),
            on(2021, 6, 26, going(transfer("scc-2021-m3"))),
        ],
    ),
    "scc-915-as-transfer-tool": examples(
        fires=[
            (going(transfer("scc-art28-915")), NO_TOOL),
            (
                under("CH", of=using(service(transfers=(transfer("scc-2021-m2", "scc-art28-915"),)))),
                NO_TOOL.replace("160", "161"),
            ),
            (on(2021, 6, 27, under("UK", "EU", of=going(transfer("scc-art28-915")))), NO_TOOL),
        ],
        silent=[
            going(transfer("scc-2021-m2")),
            on(2021, 6, 26, going(transfer("scc-art28-915"))),
            going(transfer()),
        ],
    ),
    "scc-importer-under-gdpr": examples(
        fires=[
            (targeted("Acme", "scc-2021-m1"), OURSELVES),
            (targeted("ACME, inc.", "scc-2021-m4", legal_name="Acme, Inc."), OURSELVES),
        ],
        silent=[
            targeted("Somebody", "scc-2021-m1"),
            targeted("", "scc-2021-m1"),
            targeted("Acme", "scc-unspecified"),
            targeted("Acme", "scc-2021-m1", basis="3.1"),
            targeted("Acme", "scc-2021-m1", basis=""),
            on(2021, 6, 26, targeted("Acme", "scc-2021-m1")),
        ],
    ),
    "scc-to-eea": examples(
        fires=[
            (going(transfer("scc-2021-m2", destination="DE")), INSIDE),
            (going(transfer("scc-unspecified", destination="EEA")), INSIDE),
            (on(2020, 12, 31, going(transfer("scc-2010-c2p", destination="GB"))), INSIDE),
            (using(service(transfers=(NOWHERE,), **GERMANY)), INSIDE),
            (using(service(transfers=(NOWHERE,), access_places=("IS",), party=party(country="AT"))), INSIDE),
        ],
        silent=[
            going(transfer("d49-b", destination="DE")),
            going(transfer("scc-2021-m2")),
            going(NOWHERE),
            general(NOWHERE, of=inventory()),
            on(2021, 1, 1, going(transfer("scc-2010-c2p", destination="GB"))),
            using(service(transfers=(NOWHERE,), hosting_places=("DE",), party=None)),
            using(service(transfers=(NOWHERE,), hosting_places=("DE",))),
            using(service(transfers=(NOWHERE,), hosting_places=("DE",), party=party(country="US"))),
            using(service(transfers=(NOWHERE,), hosting_places=("DE", "US"), contracting_place="DE")),
            using(service(transfers=(NOWHERE,), access_places=("EUROPE",), contracting_place="DE")),
            using(
                service(
                    transfers=(
                        transfer("scc-2021-m2", destination="", international_organisation="Interpol"),
                    ),
                    **GERMANY,
                )
            ),
            under("UK", of=going(transfer("scc-2021-m2", destination="DE"))),
        ],
    ),
    "tia-missing": examples(
        fires=[
            (going(transfer("scc-2021-m2")), NOT_ASSESSED % TO_US),
            (on(2020, 7, 16, using(service(transfers=(transfer("scc-2010-c2p"),)))), NOT_ASSESSED % "Vendor"),
            (going(transfer(id=19), transfer("bcr-c")), NOT_ASSESSED % TO_US),
            (
                going(transfer("scc-unspecified", destination="WORLD")),
                NOT_ASSESSED % "Worldwide, countries not named",
            ),
            (going(transfer("scc-2021-m4")), NOT_ASSESSED % TO_US),
            (going(transfer("scc-2021-m4", "scc-2021-m1")), NOT_ASSESSED % TO_US),
            (going(clauses(module=choice("4"))), NOT_ASSESSED % TO_US),
            (assessed(status="planned"), NOT_DONE),
            (assessed(2026, 1, 1, status="running"), NOT_DONE),
            (assessed(2023, 11, 19), OLD % "19 November 2023"),
            (assessed(2023, 11, 19, status=""), OLD % "19 November 2023"),
            (under("EU", "UK", of=going(transfer("scc-2021-m2"))), NOT_ASSESSED % TO_US),
            (going(transfer("scc-2021-m2", importer=party(name="Importer"))), NOT_ASSESSED % "Importer"),
            (
                transcribed(going(transfer("scc-2021-m2", citations=FROM_POLICY))),
                (
                    "transfer 15 impact_assessment: United States of America: the policy states no transfer"
                    " impact assessment."
                ),
            ),
        ],
        silent=[
            assessed(2023, 11, 20),
            assessed(),
            on(2020, 7, 15, going(transfer("scc-2010-c2p"))),
            going(transfer("scc-2021-m2", impact_assessment_absent_because="Covered by the group's")),
            going(transfer("scc-2021-m2", "eu-us-dpf")),
            going(transfer("scc-2021-m2", destination="BR")),
            going(transfer("scc-2021-m2", destination="DE")),
            going(transfer("scc-2021-m2", destination="")),
            going(transfer("scc-2010-c2p")),
            going(transfer("d49-b")),
            going(transfer("other-unspecified", "d49-b")),
            going(transfer("scc-2010-c2p", "other-unspecified")),
            under("EU", "UK", of=going(transfer("uk-idta"))),
            under("UK", of=going(transfer("scc-2021-m2"))),
            going(transfer()),
        ],
    ),
    "uk-scc-without-addendum": examples(
        fires=[
            (under("UK", of=going(transfer("scc-2021-m2"))), UNION_ONLY),
            (on(2022, 3, 21, under("UK", of=going(transfer("scc-2021-m2")))), UNION_ONLY),
            (under("EU", "UK", of=using(service(transfers=(transfer("scc-2021-m2"),)))), UNION_ONLY),
            (under("UK", of=going(transfer("scc-unspecified"))), UNION_ONLY),
            (
                under(
                    "UK",
                    of=going(
                        transfer(id=19), transfer("scc-2021-m2", "uk-old-scc", id=18), transfer("scc-2021-m2")
                    ),
                ),
                UNION_ONLY,
            ),
            (under("UK", of=going(transfer("scc-unspecified", "scc-2021-m2"))), UNION_ONLY),
            (on(2024, 3, 22, under("UK", of=going(transfer("scc-2010-c2p")))), UNION_ONLY),
            (
                on(
                    2022,
                    9,
                    22,
                    under("UK", of=going(clauses("scc-2010-c2p", concluded_on=dt.date(2022, 9, 22)))),
                ),
                UNION_ONLY,
            ),
            (under("UK", of=going(transfer("scc-2021-m2", "dpf-uk-ext", destination="BR"))), UNION_ONLY),
            (
                under("UK", of=transcribed(going(transfer("scc-2021-m2", citations=FROM_POLICY)))),
                (
                    "transfer 15 grounds: The policy states standard clauses, and neither the British Addendum"
                    " nor the Agreement."
                ),
            ),
        ],
        silent=[
            on(2022, 3, 20, under("UK", of=going(transfer("scc-2021-m2")))),
            under("UK", of=going(transfer("scc-2021-m2", "uk-addendum"))),
            under("UK", of=going(transfer("uk-idta"))),
            under("UK", of=going(transfer("scc-2021-m2", "uk-old-scc"))),
            under("UK", of=going(transfer("scc-2021-m2", "dpf-uk-ext"))),
            under("UK", of=going(transfer("scc-2021-m2", destination="DE"))),
            under("UK", of=going(transfer("scc-2021-m2", destination=""))),
            under("UK", of=going(transfer("bcr-c"))),
            under("UK", of=going(transfer())),
            on(2024, 3, 21, under("UK", of=going(transfer("scc-2010-c2p")))),
            on(2024, 3, 21, under("UK", of=going(transfer("scc-unspecified")))),
            on(2024, 3, 21, under("UK", of=going(transfer("scc-unspecified", "scc-2021-m2")))),
            on(
                2022, 9, 22, under("UK", of=going(clauses("scc-2010-c2p", concluded_on=dt.date(2022, 9, 21))))
            ),
            going(transfer("scc-2021-m2")),
        ],
    ),
}
