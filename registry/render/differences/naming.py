"""Names of files."""

from registry.documents.days import day_at
from registry.documents.difference import Difference, DifferenceStamp


def filename(difference: Difference, extension: str, *, stamp: DifferenceStamp) -> str:
    """regesta-postmx-changes-2026-01-01-2026-11-20.pdf: the days of the two moments."""
    zone = difference.after.timezone
    since, until = (day_at(asked or stamp.made_at, timezone=zone) for asked in (stamp.since, stamp.as_of))
    return f"regesta-{difference.slug}-changes-{since.isoformat()}-{until.isoformat()}.{extension}"
