"""What changed in a register between two instants, as a file, for the admin and the command line alike."""

import datetime as dt
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from registry.actions.exports import Export, known, refuse_unless_reader, stamp_of
from registry.actions.refused import Refused
from registry.documents.comparing import compare
from registry.documents.days import day_at
from registry.documents.difference import Difference, DifferenceStamp
from registry.inventory import read_inventory
from registry.inventory.authorship import read_authorship
from registry.inventory.snapshot import snapshot
from registry.inventory.uncollected import uncollected
from registry.models import Organisation, User
from registry.render.differences.formats import DIFFERENCE_FORMATS
from registry.render.differences.naming import filename
from registry.render.wording import instant


def make_difference(
    organisation: Organisation,
    *,
    since: dt.datetime | None,
    until: dt.datetime | None,
    on: dt.date | None,
    format: str,  # noqa: A002 (the word people use)
    by: User | None,
    now: dt.datetime,
) -> Export:
    """What `find_difference` finds, in one of `DIFFERENCE_FORMATS`. Raises as it does, and Refused for an unknown word."""
    form = DIFFERENCE_FORMATS[known(format, DIFFERENCE_FORMATS, what=_("format"))]
    difference, stamp = find_difference(organisation, since=since, until=until, on=on, by=by, now=now)
    # Before its first record an organisation has no short name in a document, but the file needs one.
    named = difference if difference.slug else replace(difference, slug=organisation.slug)
    with translation.override(organisation.language):
        return Export(
            content=form.render(difference, stamp=stamp),
            media_type=form.media_type,
            filename=filename(named, form.extension, stamp=stamp),
        )


def find_difference(
    organisation: Organisation,
    *,
    since: dt.datetime | None,
    until: dt.datetime | None,
    on: dt.date | None,
    by: User | None,
    now: dt.datetime,
) -> tuple[Difference, DifferenceStamp]:
    """What changed after `since` and up to `until` (None: now), and who asks.

    What is in force is judged on the day `on`; None: on each side the day of its own instant, in the organisation's
    time zone. `by` None is the command line. Raises Refused where `since` is the later one, PermissionDenied.
    """
    refuse_unless_reader(organisation, by=by)
    zone = organisation.timezone
    if (since or now) > (until or now):
        words = {
            "since": instant(since or now, timezone=zone),
            "until": instant(until or now, timezone=zone),
        }
        raise Refused(_("%(since)s is later than %(until)s: name the earlier moment first.") % words)
    with translation.override(organisation.language):
        difference = read_difference(
            organisation,
            since=since,
            until=until,
            before_on=on or day_at(since or now, timezone=zone),
            after_on=on or day_at(until or now, timezone=zone),
        )
        made = stamp_of(by, as_of=until, now=now)
    if difference.after.instant is None:
        # Before its first record an organisation has no time zone in a document, but the days asked for end in one.
        before, after = (replace(one, timezone=zone) for one in (difference.before, difference.after))
        difference = replace(difference, before=before, after=after)
    return difference, DifferenceStamp(made_by=made.made_by, made_at=made.made_at, as_of=until, since=since)


def read_difference(
    organisation: Organisation,
    *,
    since: dt.datetime | None,
    until: dt.datetime | None,
    before_on: dt.date,
    after_on: dt.date,
) -> Difference:
    """The difference itself. Queries: those of two inventories, and three; all in one snapshot."""
    with uncollected():
        with snapshot():
            before = read_inventory(organisation=organisation, as_of=since)
            after = read_inventory(organisation=organisation, as_of=until)
            authorship = read_authorship(organisation=organisation, since=since, until=until)
        return compare(before, after, before_on=before_on, after_on=after_on, authorship=authorship)
