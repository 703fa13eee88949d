"""Dates, instants and values in the words that every format prints."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.documents.values import Line, State, Value


def day(date: dt.date) -> str:
    """31 August 2018"""
    return date_format(date, "j F Y")


def instant(at: dt.datetime, *, timezone: str) -> str:
    """31 August 2018, 14:03:22 CEST (Europe/Berlin)"""
    local = at.astimezone(ZoneInfo(timezone or "UTC"))
    words = {"day": day(local.date()), "time": f"{local:%H:%M:%S}", "zone": local.tzname()}
    if timezone in ("", "UTC"):
        return _("%(day)s, %(time)s UTC") % words
    return _("%(day)s, %(time)s %(zone)s (%(place)s)") % {**words, "place": timezone}


def universal(at: dt.datetime) -> str:
    """2018-08-31 12:03:22.000000 UTC: to the microsecond, as the ledger keeps it."""
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S.%f} UTC"


def statements(value: Value) -> tuple[str, ...]:
    """Each statement of a value with where it stands and how it is read, for formats without small print."""
    if value.state is not State.FILLED:
        return value.texts
    return tuple(_with_remarks(line) for line in value.lines)


def source_of(line: Line) -> str:
    return _("Source: %(source)s") % {"source": line.source} if line.source else ""


def reading_of(line: Line) -> str:
    return _("Read from context: %(reading)s") % {"reading": line.reading} if line.reading else ""


def _with_remarks(line: Line) -> str:
    remarks = "; ".join(filter(None, (source_of(line), reading_of(line))))
    return f"{line.text} [{remarks}]" if remarks else line.text
