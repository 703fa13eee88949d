"""Findings built by hand, and the register that has them as its last annex."""

import datetime as dt

from registry.documents.annexes.findings import with_findings
from registry.documents.register import FINDINGS_SCHEMA, Findings, Noted, NotedGroup, NotedIn, Register
from registry.documents.values import Line, filled
from tests.render import documents
from tests.render.nasty import NASTY


def noted(*messages: str, severity: str = "missing", **values: object) -> Noted:
    known = {
        "rule": "purpose-missing",
        "severity": Line(text=severity.capitalize(), code=severity),
        "kind": Line(text="Missing in the record", code="missing"),
        "article": "Art. 30(1)(b) GDPR; Art. 30(1)(b) UK GDPR; Art. 12(2)(b) FADP",
        "messages": messages or ("No purpose is recorded.",),
        "fix": "Say what the data are processed for.",
        "lapsed_on": None,
        "because": "",
        "until": None,
    }
    return Noted(**{**known, **values})


def findings(**changes: object) -> Findings:
    """Something of everything; the second activity's texts are those of NASTY."""
    first = NotedIn(
        kind="", reference="PA-001", name="Activity number 1", noted=(noted(), noted(severity="hint"))
    )
    nasty = NotedIn(kind="", reference="PA-002", name="<b>Two</b>", noted=(noted(*NASTY, severity="check"),))
    gone = NotedIn(
        kind="",
        reference="PA-009",
        name="Not on any sheet",
        noted=(noted(lapsed_on=dt.date(2026, 3, 1)),),
    )
    shared = NotedIn(kind="Service", reference="", name="Cloud & Sons Inc.: Hosting", noted=(noted(),))
    accepted = noted(because="Being written.\nIt takes a while.", until=dt.date(2027, 1, 31))
    groups = (
        ("shared", "What activities share", (shared,)),
        ("activities", "Processing activities", (first, nasty, gone)),
        (
            "accepted",
            "Accepted findings",
            (NotedIn(kind="", reference="PB-001", name="Delivery", noted=(accepted,)),),
        ),
        ("not-assessed", "Not assessed", ()),
    )
    fields = {
        "schema": FINDINGS_SCHEMA,
        "intro": "No part of what Article 30 asks.",
        "facts": (documents.fact("profile", filled("Article 30", "34 rules"), heading="Asked"),),
        "groups": tuple(
            NotedGroup(key=key, heading=heading, remark=f"Of {key}", records=records, empty=f"None {key}")
            for key, heading, records in groups
        ),
    }
    return Findings(**{**fields, **changes})


def found_register() -> Register:
    """The rich register with the annex of what the rules find."""
    return with_findings(documents.register(), findings())
