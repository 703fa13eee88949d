"""What every copy of a difference says of itself: whose it is, between which states, how much changed, who made it."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.documents.canonical import fingerprint
from registry.documents.difference import Difference, DifferenceStamp
from registry.documents.register import Fact, Moment
from registry.documents.values import Value, filled
from registry.render.about import About
from registry.render.differences.wording import days_words, total
from registry.render.wording import day, instant


def about(difference: Difference, *, stamp: DifferenceStamp) -> About:
    """In the language that is active."""
    digest = fingerprint(difference)
    before, after = difference.before, difference.after
    return About(
        language=difference.language,
        title=_("Changes to the record of processing activities"),
        subtitle=_("What was recorded between two moments"),
        organisation=difference.name,
        note=difference.note,
        fingerprint=digest,
        running=_running(before, after),
        facts=(*facts_of(difference, stamp=stamp), *_of_copy(difference, digest, stamp=stamp)),
    )


def facts_of(difference: Difference, *, stamp: DifferenceStamp) -> tuple[Fact, ...]:
    """Between which states, and how much changed: what is the same for every copy."""
    before, after = difference.before, difference.after
    return (
        Fact(key="from", heading=_("From"), value=_state(before, asked=stamp.since)),
        Fact(key="to", heading=_("To"), value=_state(after, asked=stamp.as_of)),
        Fact(key="on", heading=_("In force on"), value=filled(days_words(before.on, after.on))),
        Fact(key="changes", heading=_("Changes"), value=filled(*total(difference))),
        Fact(key="revisions", heading=_("Revisions between"), value=_revisions(difference)),
    )


def _state(moment: Moment, *, asked: dt.datetime | None) -> Value:
    """The moment that was asked for, and the last revision by then."""
    when = _("the latest state") if asked is None else instant(asked, timezone=moment.timezone)
    if moment.instant is None:
        return filled(when, _("Nothing was recorded by then"))
    words = {"number": moment.revision, "instant": instant(moment.instant, timezone=moment.timezone)}
    return filled(when, _("Revision %(number)s of %(instant)s") % words)


def _running(before: Moment, after: Moment) -> str:
    """What the foot of every page says: both states, and what was in force on which day."""
    words = {
        "before": _revision(before),
        "after": _revision(after),
        "then": day(before.on),
        "now": day(after.on),
    }
    if before.on == after.on:
        return _("From %(before)s to %(after)s · in force on %(now)s") % words
    return _("From %(before)s to %(after)s · in force on %(then)s and on %(now)s") % words


def _revision(moment: Moment) -> str:
    if moment.instant is None:
        return _("nothing recorded")
    words = {"number": moment.revision, "instant": instant(moment.instant, timezone=moment.timezone)}
    return _("revision %(number)s of %(instant)s") % words


def _revisions(difference: Difference) -> Value:
    """How many there are, and how many of them still show."""
    count = difference.revisions_between
    own = sum(one.key == str(one.number) for one in difference.revisions)
    return filled(
        ngettext("%(count)d revision", "%(count)d revisions", count) % {"count": count},
        _("Behind the changes shown: %(count)d") % {"count": own},
    )


def _of_copy(difference: Difference, digest: str, *, stamp: DifferenceStamp) -> tuple[Fact, ...]:
    made = (stamp.made_by, instant(stamp.made_at, timezone=difference.after.timezone))
    seals = [moment.digest for moment in (difference.before, difference.after) if moment.digest]
    return (
        Fact(key="made", heading=_("Copy made"), value=filled(*made)),
        Fact(key="fingerprint", heading=_("Fingerprint (SHA-256)"), value=filled(digest)),
        *((Fact(key="seals", heading=_("Seals of the revisions"), value=filled(*seals)),) if seals else ()),
    )
