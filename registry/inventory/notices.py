"""Reads published policies and their statements."""

from registry.documents.records.notices import Notice, Statement
from registry.inventory.reading import Reading, children, in_order
from registry.models import NoticeStatement, PrivacyNotice


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
