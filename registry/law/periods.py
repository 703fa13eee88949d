"""Periods as ISO 8601 durations, and in words."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PERIOD = re.compile(r"^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")


def is_period(text: str) -> bool:
    """Whether the text is a period of whole years, months, weeks and days, such as P90D or P1Y6M, and not zero."""
    found = PERIOD.match(text)
    return found is not None and any(int(count) for count in found.groups() if count)


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
