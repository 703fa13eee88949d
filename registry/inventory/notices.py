"""Reads published policies with their statements, and accepted findings."""

from registry.documents.records.evidence import Waiver
from registry.documents.records.notices import Notice, Statement
from registry.inventory.reading import Reading, children, in_order
from registry.models import NoticeStatement, PrivacyNotice
from registry.models import Waiver as WaiverTable


def read_notices(reading: Reading) -> tuple[Notice, ...]:
    statements = children(reading.rows(NoticeStatement), "notice_id")
    return in_order(
        reading.make(
            Notice,
            PrivacyNotice,
            row,
            statements=tuple(
                reading.make(Statement, NoticeStatement, statement) for statement in statements[row["id"]]
            ),
        )
        for row in reading.rows(PrivacyNotice)
    )


def read_waivers(reading: Reading) -> tuple[Waiver, ...]:
    made = reading.make_all(Waiver, WaiverTable).values()
    return tuple(sorted(made, key=lambda waiver: (waiver.rule, waiver.id)))
