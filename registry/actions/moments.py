"""Which instant and which day are meant: “as of” and “on”, as people type them."""

import datetime as dt
import re
import zoneinfo

from django.utils.translation import gettext as _

from registry.actions.refused import Refused
from registry.documents.days import day_at, end_of

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?",
    re.ASCII,
)


def parse_as_of(text: str, *, timezone: str, now: dt.datetime) -> dt.datetime | None:
    """The instant to read at, in UTC; None is now. A past day means its last microsecond in the time zone, today
    means now; a time without offset is local there. Raises Refused for anything else and for the future."""
    if not text:
        return None
    if DAY.fullmatch(text):
        day = _day(text)
        today = day_at(now, timezone=timezone)
        if day > today:
            raise _future(text)
        return None if day == today else end_of(day, timezone=timezone)
    instant = _instant(text, timezone=timezone)
    if instant > now:
        raise _future(text)
    return instant


def parse_on(text: str, *, timezone: str, now: dt.datetime) -> dt.date:
    """The day on which things are in force: today there where nothing is given. Raises Refused."""
    if not text:
        return day_at(now, timezone=timezone)
    if not DAY.fullmatch(text):
        raise _not_a_day(text)
    return _day(text)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise _not_a_day(text) from error


def _instant(text: str, *, timezone: str) -> dt.datetime:
    if not TIME.fullmatch(text):
        raise _not_an_instant(text)
    try:
        given = dt.datetime.fromisoformat(text)
        if given.tzinfo is None:
            given = _local(given, text, zoneinfo.ZoneInfo(timezone))
        return given.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise _not_an_instant(text) from error


def _local(given: dt.datetime, text: str, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The time on the clocks of the zone. Refused where they were changed: it came twice there, or never."""
    first, second = (given.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise Refused(
            _(
                "“%(text)s” is not one moment in %(zone)s: the clocks were changed; add an offset such as +01:00."
            )
            % {"text": text, "zone": zone.key}
        )
    return first


def _not_a_day(text: str) -> Refused:
    return Refused(_("“%(text)s” is not a day: write it like 2018-10-19.") % {"text": text})


def _not_an_instant(text: str) -> Refused:
    return Refused(
        _("“%(text)s” is neither a day nor a time: write it like 2018-10-19 or 2018-10-19T14:30.")
        % {"text": text}
    )


def _future(text: str) -> Refused:
    return Refused(
        _("“%(text)s” is in the future: records can be read as they stood until now.") % {"text": text}
    )
