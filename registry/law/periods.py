"""Periods as ISO 8601 durations, and in words."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PERIOD = re.compile(r"^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")


UNITS = {"y": "Y", "year": "Y", "m": "M", "month": "M", "w": "W", "week": "W", "d": "D", "day": "D"}
SAID = re.compile(r"(\d+) *([a-z]+)")
BETWEEN = re.compile(r"[\s,]*(?:\band\b)?[\s,]*")


def period_of(words: str) -> str:
    """The ISO 8601 duration of a period in English words: “10 years”, “1 year and 6 months”; else the text as it is."""
    text = words.strip().lower()
    if BETWEEN.sub("", SAID.sub("", text)):
        return words
    counts: dict[str, str] = {}
    for count, unit in SAID.findall(text):
        letter = UNITS.get(unit) or UNITS.get(unit.removesuffix("s"))
        if letter is None or letter in counts:
            return words
        counts[letter] = count
    found = "P" + "".join(counts[letter] + letter for letter in "YMWD" if letter in counts)
    return found if is_period(found) else words


def is_period(text: str) -> bool:
    """Whether the text is a period of whole years, months, weeks and days, such as P90D or P1Y6M, and not zero."""
    found = PERIOD.match(text)
    return found is not None and any(int(count) for count in found.groups() if count)


def period_days(text: str) -> int:
    """About how many days a period has, a month as 30 and a year as 365, to compare two; 0 where it is none."""
    found = PERIOD.match(text)
    counts = found.groups() if found else ()
    return sum(int(count or 0) * days for count, days in zip(counts, (365, 30, 7, 1), strict=False))


def period_words(text: str) -> str:
    """The period in words: “1 year and 6 months”. Raises ValueError where it is none."""
    found = PERIOD.match(text)
    if found is None:
        raise ValueError(f"“{text}” is not a period such as P90D or P1Y6M")
    years, months, weeks, days = (int(count or 0) for count in found.groups())
    parts = [
        ngettext("%(count)d year", "%(count)d years", years) % {"count": years} if years else "",
        ngettext("%(count)d month", "%(count)d months", months) % {"count": months} if months else "",
        ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks} if weeks else "",
        ngettext("%(count)d day", "%(count)d days", days) % {"count": days} if days else "",
    ]
    given = [part for part in parts if part]
    if len(given) < 2:
        return given[0] if given else _("no time")
    return _("%(first)s and %(last)s") % {"first": ", ".join(given[:-1]), "last": given[-1]}
