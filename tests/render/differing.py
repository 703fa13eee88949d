"""A difference built by hand: every kind of change, every state, and texts that a careless renderer would spoil."""

import datetime as dt
from itertools import pairwise
from typing import Any

from registry.documents.difference import (
    SCHEMA,
    Change,
    Difference,
    DifferenceStamp,
    ItemChange,
    Kind,
    Revised,
    Subject,
)
from registry.documents.register import Moment
from registry.documents.values import MISSING, State, Value, filled, not_applicable, not_possible
from tests.render.documents import MOMENT, NOTHING_RECORDED, STAMP
from tests.render.nasty import NASTY

SINCE = dt.datetime(2026, 11, 1, 22, 59, 59, 999999, tzinfo=dt.UTC)
DIFFERENCE_STAMP = DifferenceStamp(
    made_by=STAMP.made_by, made_at=STAMP.made_at, as_of=STAMP.as_of, since=SINCE
)
ASKED = Value(state=State.MISSING, asked="Bea Counsel, until 1 December 2026")
LETTERED = {"letter": "b", "article": "Art. 30(1)(b)"}
BOTH = {"letter": "", "article": "Art. 30(1)(e); Art. 30(2)(c)"}


def revised(number: int, *, shared: bool = False, **values: Any) -> Revised:
    known = {
        "who": "Ada Officer",
        "channel": "Admin",
        "reason": f"Reason {number}",
        "instant": MOMENT.instant,
    }
    return Revised(
        **{"key": f"shared-{number}" if shared else str(number), "number": number, **known, **values}
    )


def item(heading: str, before: Any, after: Any, **values: str) -> ItemChange:
    old, new = (filled(side) if isinstance(side, str) else side for side in (before, after))
    key = heading.lower().replace(" ", "-")
    return ItemChange(
        **{"key": key, "heading": heading, "letter": "", "article": "", "before": old, "after": new, **values}
    )


def change(number: int, kind: Kind, title: str, *items: ItemChange, **values: Any) -> Change:
    known = {
        "table": "thing",
        "what": "Thing",
        "reference": "",
        "letter": "",
        "article": "",
        "parts": (),
        "revisions": (),
    }
    return Change(id=number, kind=kind, title=title, items=items, **{**known, **values})


def difference(**values: Any) -> Difference:
    """Rich unless told otherwise."""
    part = change(
        11, Kind.CHANGED, "To run the account", item("Purpose", "To run the account", "To run it well", **LETTERED),
        table="purpose", what="Purpose", revisions=("40",), **LETTERED,
    )  # fmt: skip
    ground = change(13, Kind.ADDED, "Clauses", item("Mechanism", None, "Clauses of 2021"), what="Ground")
    moved = change(
        12, Kind.REMOVED, "Brazil (Vendor)", item("Recipient", "Vendor", None, **BOTH),
        what="Transfer", parts=(ground,), revisions=("41",), **BOTH,
    )  # fmt: skip
    states = (
        item("Officer", MISSING, "Dana Officer", **LETTERED),
        item("Measures", ASKED, not_possible("they are secret")),
        item("Joint controllers", not_applicable("alone"), filled("Bea Ltd", "Cea Ltd")),
        item("Recipients", filled("One", "Two", "Three"), filled("One", "Three", "Four")),
    )
    nasty = tuple(item(f"Nasty {number}", old, new) for number, (old, new) in enumerate(pairwise(NASTY)))
    known = {
        "schema": SCHEMA,
        "language": "en",
        "slug": "postmx",
        "name": "PostMX & Sons",
        "note": "Transcribed from a policy.",
        "before": Moment(revision=39, instant=SINCE, digest="a1" * 32, on=dt.date(2026, 11, 1), timezone="Europe/Berlin"),
        "after": MOMENT,
        "subjects": (
            Subject(key="activities", heading="Processing activities", changes=(
                change(
                    1, Kind.CHANGED, "Accounts", *states,
                    reference="PA-0001", parts=(part, moved), revisions=("40", "41"),
                ),
                change(2, Kind.ENDED, "Old things", reference="PA-0002"),
                change(3, Kind.BEGUN, "New things", item("Status", "Draft", "Approved"), revisions=("shared-3",)),
            )),
            Subject(key="parties", heading="Companies and persons", changes=(
                change(4, Kind.ADDED, "Vendor", item("Name", None, "Vendor"), revisions=("42",)),
                change(5, Kind.CHANGED, "Nasty", *nasty, revisions=("42",)),
            )),
        ),
        "revisions": (
            revised(40), revised(3, shared=True), revised(41, reason=""), revised(42, who="account no. 7 (erased)"),
        ),
        "revisions_between": 4,
    }  # fmt: skip
    return Difference(**{**known, **values})


def nothing() -> Difference:
    return difference(
        before=NOTHING_RECORDED,
        after=NOTHING_RECORDED,
        subjects=(),
        revisions=(),
        revisions_between=0,
        note="",
    )
