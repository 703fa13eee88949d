"""What every copy says of itself: whose document it is, which state of the records it shows, who made it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.documents.canonical import fingerprint
from registry.documents.register import APPROVED, CURRENT, Fact, Moment, Register, Stamp
from registry.documents.release import Approval, ReleasedStamp, Witness
from registry.documents.subprocessors import SubprocessorList
from registry.documents.values import filled
from registry.render.wording import day, instant, universal

Document = Register | SubprocessorList
SHORT = 16
"""Hexadecimal digits of the fingerprint that stand on every page."""
ROOM = 480
"""Letters of the note for which the foot of a page has room."""


@dataclass(frozen=True, kw_only=True)
class About:
    """A copy of a document, described. `running` is what the foot of every page says of its state."""

    language: str
    title: str
    subtitle: str
    organisation: str
    note: str
    fingerprint: str
    running: str
    facts: tuple[Fact, ...]

    @property
    def all_facts(self) -> tuple[Fact, ...]:
        """The facts with those that pages print elsewhere: whose it is, what it is, and the note."""
        more = (("organisation", _("Organisation"), self.organisation), ("note", _("Note"), self.note))
        facts = (Fact(key=key, heading=heading, value=filled(text)) for key, heading, text in more if text)
        title = Fact(key="title", heading=_("Document"), value=filled(self.title, self.subtitle))
        return (title, *facts, *self.facts)

    @property
    def running_note(self) -> str:
        """The note as far as the foot of a page holds it."""
        if len(self.note) <= ROOM:
            return self.note
        return _("%(note)s … (in full on the first page)") % {"note": self.note[:ROOM].rsplit(maxsplit=1)[0]}

    @property
    def short_fingerprint(self) -> str:
        return self.fingerprint[:SHORT]


def about(document: Document, *, stamp: Stamp) -> About:
    """What a copy of a document says of itself, in the language that is active."""
    digest = fingerprint(document)
    title, subtitle = titles(document)
    return About(
        language=document.language,
        title=title,
        subtitle=subtitle,
        organisation=document.name,
        note=document.note,
        fingerprint=digest,
        running=_running(document, stamp=stamp),
        facts=(
            *_of_content(document),
            *(_of_release(document, stamp=stamp) if isinstance(stamp, ReleasedStamp) else ()),
            *_of_state(document.moment, stamp=stamp),
            *_of_copy(document, digest, stamp=stamp),
        ),
    )


def titles(document: Document) -> tuple[str, str]:
    """The title of a document and the line under it."""
    match document:
        case SubprocessorList():
            return _("Subprocessors"), _("Who processes personal data for %(name)s") % {"name": document.name}
        case Register(content="art30", state="approved"):
            return _("Record of processing activities"), _("What Article 30 asks, as approved")
        case Register(content="art30"):
            return _("Record of processing activities"), _("What Article 30 asks")
        case Register(state="approved"):
            return _("Record of processing activities"), _("Everything recorded, as approved")
        case Register(has_findings=True):
            return _("Record of processing activities"), _("Everything recorded, with findings")
        case Register():
            return _("Record of processing activities"), _("Everything recorded")


def _running(document: Document, *, stamp: Stamp) -> str:
    moment = _moment_words(document.moment, stamp=stamp)
    if isinstance(document, Register) and document.state == APPROVED:
        return _("As approved · %(moment)s") % {"moment": moment}
    return moment


def _of_content(document: Document) -> tuple[Fact, ...]:
    """Which state of its activities a register shows, and whether it says what the rules find."""
    if not isinstance(document, Register):
        return ()
    said = {
        CURRENT: _("As recorded, whether approved or not"),
        APPROVED: _("As approved: each activity as it was last approved"),
    }
    state = Fact(key="state", heading=_("State"), value=filled(said[document.state]))
    if not document.has_findings:
        return (state,)
    where = _("In the last annex: for inside, and no part of what Article 30 asks")
    return state, Fact(key="findings", heading=_("Findings"), value=filled(where))


def _moment_words(moment: Moment, *, stamp: Stamp) -> str:
    if moment.instant is None:
        return _("Nothing recorded yet · in force on %(day)s") % {"day": day(moment.on)}
    words = {"number": moment.revision, "day": day(moment.on)}
    if isinstance(stamp, ReleasedStamp):
        words |= {
            "release": stamp.release.number,
            "instant": instant(stamp.release.instant, timezone=moment.timezone),
        }
        return _("Release %(release)s of %(instant)s · revision %(number)s · in force on %(day)s") % words
    words |= {"instant": instant(moment.instant, timezone=moment.timezone)}
    return _("Revision %(number)s of %(instant)s · in force on %(day)s") % words


def _of_release(document: Document, *, stamp: ReleasedStamp) -> tuple[Fact, ...]:
    issued, zone = stamp.release, document.moment.timezone
    words = {"number": issued.number, "instant": instant(issued.instant, timezone=zone)}
    released = filled(_("Release %(number)s of %(instant)s") % words, universal(issued.instant))
    approval = {
        Approval.SECOND: _("One person prepared it, a second person approved it"),
        Approval.SAME: _("The same person prepared and approved it"),
    }[issued.approval]
    line = Witness(number=issued.number, instant=issued.instant, sha256=stamp.seal).line
    return (
        Fact(key="release", heading=_("Release"), value=released),
        Fact(key="approval", heading=_("Approval"), value=filled(approval)),
        Fact(key="open-items", heading=_("Open items"), value=filled(_open(len(issued.open_items)))),
        Fact(key="witness", heading=_("Witness line"), value=filled(line)),
    )


def _open(count: int) -> str:
    if not count:
        return _("Nothing that Article 30 asks was missing")
    return ngettext(
        "%(count)d item was missing, which was seen at the release",
        "%(count)d items were missing, which was seen at the release",
        count,
    ) % {"count": count}


def _of_state(moment: Moment, *, stamp: Stamp) -> tuple[Fact, ...]:
    asked = _("the latest state") if stamp.as_of is None else instant(stamp.as_of, timezone=moment.timezone)
    if moment.instant is None:
        recorded = filled(_("Nothing was recorded by then"))
    else:
        words = {"number": moment.revision, "instant": instant(moment.instant, timezone=moment.timezone)}
        recorded = filled(_("Revision %(number)s of %(instant)s") % words, universal(moment.instant))
    return (
        Fact(key="as-of", heading=_("As of"), value=filled(asked)),
        Fact(key="revision", heading=_("Last change shown"), value=recorded),
        Fact(key="on", heading=_("In force on"), value=filled(day(moment.on))),
    )


def _of_copy(document: Document, digest: str, *, stamp: Stamp) -> tuple[Fact, ...]:
    moment = document.moment
    by = filled(stamp.made_by, instant(stamp.made_at, timezone=moment.timezone))
    made = Fact(key="made", heading=_("Copy made"), value=by)
    seal = Fact(key="seal", heading=_("Seal of the revision"), value=filled(moment.digest))
    return (
        *(() if isinstance(stamp, ReleasedStamp) else (made,)),
        Fact(key="fingerprint", heading=_("Fingerprint (SHA-256)"), value=filled(digest)),
        *((seal,) if moment.digest else ()),
    )
