"""Today, for tests of what depends on the day."""

import datetime as dt
import time

from django.utils import timezone

TO_MIDNIGHT = dt.timedelta(seconds=90)
"""Longer than any one test takes."""


def today() -> dt.date:
    """The day in UTC, which stays the same until the test ends: whoever asks just before midnight waits for the next."""
    now = timezone.now()
    later = now + TO_MIDNIGHT
    if later.date() != now.date():
        midnight = dt.datetime.combine(later.date(), dt.time(), tzinfo=dt.UTC)
        time.sleep((midnight - now).total_seconds())
    return timezone.now().date()
