"""Who wrote which record between two instants: from the revisions and the histories, without any payload."""

import datetime as dt
from collections import defaultdict
from functools import cache
from typing import Any

from django.db.models import Aggregate, F, Q, QuerySet, TextField, Value
from django.utils.translation import gettext as _

from registry.documents.difference import Authorship, Revised
from registry.ledger.history import Tracked, tracked_models
from registry.models import Channel, Organisation, Revision, User
from registry.models.evidence import AboutRecord


def read_authorship(
    *, organisation: Organisation, since: dt.datetime | None, until: dt.datetime | None
) -> Authorship:
    """Every revision of the organisation, and of what all share, after `since` and up to `until` (aware; None: now).

    A citation or a question counts as written at the record that it is about. Queries: three, however much was
    written.
    """
    if since is None:
        return Authorship()
    revisions = _between(Revision.objects.all(), "instant", since=since, until=until)
    rows = list(
        revisions.filter(Q(organisation=organisation) | Q(organisation=None))
        .order_by("instant", "organisation_id", "number")
        .values("pk", "number", "organisation_id", "instant", "actor_id", "channel", "reason")
    )
    names = dict(
        User.objects.filter(pk__in={row["actor_id"] for row in rows if row["actor_id"]}).values_list(
            "pk", "username"
        )
    )
    keys = {row["pk"]: _key(row) for row in rows}
    places = {row["pk"]: place for place, row in enumerate(rows)}

    @cache  # what was saved together was mostly saved together each time
    def in_order(numbers: str) -> tuple[str, ...]:
        return tuple(
            keys[number] for number in sorted(set(map(int, numbers.split(","))), key=places.__getitem__)
        )

    # A record comes once more where its citations or questions were written too.
    written: dict[tuple[str, int], list[str]] = defaultdict(list)
    for table, record, numbers in _written(organisation.pk, since=since, until=until):
        written[table, record].append(numbers)
    return Authorship(
        revisions=tuple(_revised(row, names) for row in rows),
        touched={record: in_order(",".join(numbers)) for record, numbers in written.items()},
    )


class _Numbers(Aggregate):
    """The numbers of a group as one text, by commas: a row per record instead of one per version."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "STRING_AGG(%(expressions)s::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


def _between(rows: QuerySet, instant: str, *, since: dt.datetime, until: dt.datetime | None) -> QuerySet:
    found = rows.filter(**{f"{instant}__gt": since})
    return found if until is None else found.filter(**{f"{instant}__lte": until})


def _written(organisation_id: int, *, since: dt.datetime, until: dt.datetime | None) -> QuerySet:
    """Table, number of the record, and the revisions that wrote it; one query over all histories."""
    first, *others = [
        _between(_versions(table, organisation_id), "history_date", since=since, until=until)
        for table in tracked_models()
    ]
    return first.union(*others, all=True)


def _versions(table: Tracked, organisation_id: int) -> QuerySet:
    owned = Q()
    if table.label == "organisation":
        owned = Q(id=organisation_id)
    elif table.by_organisation:
        shared = table.model._meta.get_field("organisation").null
        owned = Q(organisation_id=organisation_id) | (Q(organisation_id=None) if shared else Q())
    about = issubclass(table.model, AboutRecord)
    return (
        table.history.objects.filter(owned)
        .order_by()
        .annotate(
            table=F("record_type") if about else Value(table.label),
            record=F("record_id" if about else table.pk),
        )
        .values("table", "record")
        .annotate(numbers=_Numbers("revision_id"))
        .values_list("table", "record", "numbers")
    )


def _key(row: dict) -> str:
    """Numbers rise within a chain: those that all organisations share are told apart."""
    return str(row["number"]) if row["organisation_id"] else f"shared-{row['number']}"


def _revised(row: dict, names: dict[int, str]) -> Revised:
    number = row["actor_id"]
    channel = str(Channel(row["channel"]).label)
    erased = _("account no. %(number)s (erased)") % {"number": number}
    return Revised(
        key=_key(row),
        number=row["number"],
        instant=row["instant"],
        who=channel if number is None else names.get(number, erased),
        channel=channel,
        reason=row["reason"],
    )
