"""What records were called at an instant: a history says what stood there then, not what stands there today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from registry.ledger.history import tracked
from registry.models import User


class Names:
    """The names of the given records through time; one query per model."""

    def __init__(self, wanted: dict[type[models.Model], set[int]]) -> None:
        self.known = {model: _through_time(model, keys) for model, keys in wanted.items()}

    def at(self, model: type[models.Model], key: int, instant: dt.datetime) -> str:
        """The name at an instant; where the record is younger, its first one."""
        names = self.known[model].get(key, [])
        earlier = [name for since, name in names if since <= instant]
        if earlier:
            return earlier[-1]
        return names[0][1] if names else _("no. %(number)s") % {"number": key}


def _through_time(model: type[models.Model], keys: set[int]) -> dict[int, list[tuple[dt.datetime, str]]]:
    table = tracked(model)
    rows = table.history.objects.filter(**{f"{table.pk}__in": keys}).order_by("history_id")
    found: dict[int, list[tuple[dt.datetime, str]]] = defaultdict(list)
    for row in rows.values("history_date", *table.columns):
        record = model(**{name: row[name] for name in table.columns})
        found[record.pk].append((row["history_date"], str(record)))
    return found


class Accounts:
    """Who wrote: account names, and what stands in their place once an account is erased."""

    def __init__(self, numbers: Iterable[int | None]) -> None:
        wanted = {number for number in numbers if number is not None}
        self.known = dict(User.objects.filter(pk__in=wanted).values_list("pk", "username")) if wanted else {}

    def who(self, revision: Any) -> str:
        """The author of a revision: an account, or the program by the way it was used."""
        return self.name(revision.actor_id) or str(revision.get_channel_display())

    def name(self, number: int | None) -> str:
        """The name of an account, or that it is erased; empty for none."""
        if number is None:
            return ""
        return self.known.get(number) or _("account no. %(number)s (erased)") % {"number": number}
