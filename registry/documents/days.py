"""Days and midnights in a time zone, and days some months on."""

import calendar
import datetime as dt
import zoneinfo


def day_at(instant: dt.datetime, *, timezone: str) -> dt.date:
    """The day on the calendar of a place at an instant."""
    return instant.astimezone(zoneinfo.ZoneInfo(timezone)).date()


def start_of(day: dt.date, *, timezone: str) -> dt.datetime:
    """The first instant of a day there, in UTC. Where clocks skip midnight, the day starts when they do."""
    return dt.datetime.combine(day, dt.time(), zoneinfo.ZoneInfo(timezone)).astimezone(dt.UTC)


def end_of(day: dt.date, *, timezone: str) -> dt.datetime:
    """The last instant of a day there: a microsecond before the next one starts."""
    return start_of(day + dt.timedelta(days=1), timezone=timezone) - dt.timedelta(microseconds=1)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later or, where that month is too short, its last day.

    Raises ValueError beyond the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
