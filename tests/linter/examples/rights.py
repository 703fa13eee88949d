"""Examples for the rules about notices and the rights that they open."""

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.records.notices import Notice, Statement
from registry.documents.records.terms import PurposeCategory
from tests.linter.harness import (
    FROM_POLICY,
    activity,
    basis,
    choice,
    examples,
    inventory,
    on,
    purpose,
    transcribed,
    under,
)

MARKETING = PurposeCategory(id=60, code="direct-marketing", label="Direct marketing")
OTHER = PurposeCategory(id=61, code="marketing", label="Marketing")


def says(right: str = "", *, kind: str = "right", number: int = 71, condition: str = "") -> Statement:
    """A statement of a notice, of a right where one is given."""
    made = choice(right) if right else None
    return Statement(id=number, kind=choice(kind) if kind else None, right=made, condition=condition)


def covered(
    *statements: Statement, given: Activity | None = None, covers: tuple[int, ...] = (10,), **values: Any
) -> Inventory:
    """An activity, and a notice with these statements that covers it."""
    notice = Notice(id=70, title="Notice", activities=covers, statements=statements, **values)
    return inventory(given or activity(), notices=(notice,))


def resting(*codes: str, **values: Any) -> Activity:
    """An activity whose second purpose rests on these bases."""
    known = {"legal_bases": tuple(map(basis, codes))}
    return activity(purposes=(purpose(), purpose(id=19, **known)), **values)


def about(category: PurposeCategory) -> Activity:
    return activity(purposes=(purpose(category=category),))


NO_NOTICE = "processingactivity 10 : No privacy notice is recorded that covers this activity."
NO_OBJECTION = (
    "processingactivity 10 purposes: No notice that covers this activity tells of the right to object."
)
NO_PORTABILITY = (
    "processingactivity 10 purposes: The notices that cover this activity tell of rights, and not of"
    " portability."
)
UNLIMITED = (
    "noticestatement 71 condition: Erasure is promised without limits, and a law obliges to"
    " keep some of the data."
)
PROCESSOR = choice("processor")
SECOND = activity(id=11, reference="PA-0002")

EXAMPLES = {
    "notice-missing": examples(
        fires=[
            (inventory(activity()), NO_NOTICE),
            (covered(covers=(11,)), NO_NOTICE),
            (
                inventory(activity(), SECOND),
                "organisation 1 : No privacy notice is recorded that covers any activity.",
            ),
            (replace(covered(covers=(11,)), activities=(activity(), SECOND)), NO_NOTICE),
            (inventory(activity(), replace(SECOND, role=PROCESSOR)), NO_NOTICE),
            (covered(in_force_until=dt.date(2026, 11, 19)), NO_NOTICE),
            (on(2023, 9, 1, under("CH", of=inventory(activity()))), NO_NOTICE),
        ],
        silent=[
            covered(),
            covered(in_force_until=dt.date(2026, 11, 20)),
            inventory(activity(role=PROCESSOR)),
            inventory(activity(role=PROCESSOR), replace(SECOND, role=PROCESSOR)),
            on(2023, 8, 31, under("CH", of=inventory(activity()))),
        ],
    ),
    "objection-missing": examples(
        fires=[
            (covered(given=resting("6.1.f")), NO_OBJECTION),
            (covered(given=resting("6.1.b", "6.1.e")), NO_OBJECTION),
            (under("UK", of=covered(given=resting("uk.6.1.f"))), NO_OBJECTION),
            (under("UK", of=covered(given=resting("uk.6.1.e"))), NO_OBJECTION),
            (covered(given=about(MARKETING)), NO_OBJECTION),
            (
                replace(
                    covered(given=resting("6.1.f")),
                    activities=(SECOND, resting("6.1.f")),
                ),
                NO_OBJECTION,
            ),
            (covered(says("access"), given=resting("6.1.f")), NO_OBJECTION),
            (covered(says("access"), says(kind="request-route"), given=resting("6.1.f")), NO_OBJECTION),
            (covered(says(kind=""), given=resting("6.1.f")), NO_OBJECTION),
            (
                transcribed(covered(given=resting("6.1.f", citations=FROM_POLICY))),
                "processingactivity 10 purposes: The policy does not tell of the right to object.",
            ),
        ],
        silent=[
            covered(says("objection"), given=resting("6.1.f")),
            covered(says("access"), says("opt-out"), given=resting("6.1.f")),
            covered(says("objection"), given=about(MARKETING)),
            covered(given=resting("6.1.a", "6.1.b", "6.1.c", "6.1.d")),
            covered(given=about(OTHER)),
            under("UK", of=covered(given=resting("uk.6.1.ea"))),
            inventory(resting("6.1.f")),
            covered(given=resting("6.1.f", role=PROCESSOR)),
            under("CH", of=covered(given=resting("6.1.f"))),
        ],
    ),
    "portability-hint": examples(
        fires=[
            (covered(says("access"), given=resting("6.1.a")), NO_PORTABILITY),
            (covered(says("access"), given=resting("6.1.f", "6.1.b")), NO_PORTABILITY),
            (under("UK", of=covered(says("access"), given=resting("uk.6.1.a"))), NO_PORTABILITY),
            (under("UK", of=covered(says("access"), given=resting("uk.6.1.b"))), NO_PORTABILITY),
            (
                transcribed(covered(says("access"), given=resting("6.1.a", citations=FROM_POLICY))),
                "processingactivity 10 purposes: The policy tells of rights, and not of portability.",
            ),
        ],
        silent=[
            covered(says("access"), says("portability"), given=resting("6.1.a")),
            covered(says(kind="contact"), given=resting("6.1.a")),
            covered(says("access"), given=resting("6.1.f")),
            inventory(resting("6.1.a")),
            covered(says("access"), given=resting("6.1.a", role=PROCESSOR)),
        ],
    ),
    "erasure-vs-obligation": examples(
        fires=[
            (covered(says("erasure"), given=resting("6.1.c")), UNLIMITED),
            (covered(says("access", number=72), says("erasure"), given=resting("6.1.b", "6.1.c")), UNLIMITED),
            (under("UK", of=covered(says("erasure"), given=resting("uk.6.1.c"))), UNLIMITED),
            (
                inventory(
                    resting("6.1.c"),
                    resting("6.1.c", id=11, reference="PA-0002"),
                    notices=(
                        Notice(id=70, title="Notice", activities=(10, 11), statements=(says("erasure"),)),
                    ),
                ),
                UNLIMITED,
            ),
        ],
        silent=[
            covered(says("erasure", condition="Where no law obliges to keep"), given=resting("6.1.c")),
            covered(says("erasure"), given=resting("6.1.b")),
            covered(says("access"), says(kind="contact"), given=resting("6.1.c")),
            covered(says("erasure"), given=resting("6.1.c"), covers=(11,)),
            covered(says("erasure"), given=resting("6.1.c", role=PROCESSOR)),
            under("CH", of=covered(says("erasure"), given=resting("6.1.c"))),
        ],
    ),
}
