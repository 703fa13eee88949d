"""Whether a file that somebody holds is what was released: by its bytes, by the data inside, by a published witness line."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from registry.actions.checking_pages import Pages, compare_pages
from registry.actions.refused import Refused
from registry.actions.release_chain import chain_problem_of, stored_as
from registry.documents.copies import Copy, Unreadable, read_copy
from registry.documents.release import Approval, Witness, witness
from registry.ledger.chain import ORIGIN
from registry.models import Release
from registry.render.attached import LARGEST, MIB, Unusable, attached
from registry.render.made_with import made_with
from registry.render.printable import printable
from registry.render.wording import universal

ROOM = 200
"""Letters of a name out of a stranger's file that are said."""


class Verdict(StrEnum):
    """What came out. OPEN: nothing speaks against the file, but its pages could not be compared."""

    UNALTERED = "unaltered"
    ALTERED = "altered"
    OPEN = "open"
    NO_RELEASE = "no-release"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The verdict, why in sentences, the release kept here where there is one, and its witness line where one can be
    said."""

    verdict: Verdict
    sentences: tuple[str, ...]
    release: Release | None = None
    line: str = field(default="")

    @property
    def unaltered(self) -> bool:
        return self.verdict is Verdict.UNALTERED


def check_file(
    content: bytes, *, known: QuerySet[Release], line: str = "", comparable: int | None = None
) -> Checked:
    """What a file is. `known`: the releases that whoever asks may know of; `line`: a witness line from elsewhere;
    `comparable`: where the data inside have more bytes, pages are not made again, which can take minutes.

    Raises Refused, with one sentence, for a file or a line of which nothing can be said.
    """
    published = _published(line)
    if len(content) > LARGEST:
        raise Refused(_("The file has more than %(count)s MiB.") % {"count": LARGEST // MIB})
    if found := stored_as(content, known=known):
        return _witnessed(_kept(*found, known=known), published)
    try:
        copy = read_copy(attached(content))
    except Unusable as error:
        raise Refused(_("Nothing can be said of this file: %(why)s.") % {"why": error}) from error
    except Unreadable as error:
        why = _("the data inside are not those of a register")
        raise Refused(_("Nothing can be said of this file: %(why)s.") % {"why": why}) from error
    return _witnessed(_read(copy, content, known=known, comparable=comparable), published)


def _published(line: str) -> Witness | None:
    """The witness line that was given. Raises Refused."""
    if not line.strip():
        return None
    try:
        return witness(line)
    except ValueError as error:
        raise Refused(
            _("“%(line)s” is not a witness line: it is a number, an instant and 64 digits.")
            % {"line": printable(line.strip())[:ROOM]}
        ) from error


def _kept(release: Release, form: str, *, known: QuerySet[Release]) -> Checked:
    """Byte for byte a file that is stored here."""
    words = {**_words(release), "format": form.upper()}
    said = [_("This is the %(format)s file of %(release)s, byte for byte as it is kept here.") % words]
    said += [_place(release, known=known), *_approval(release.approved_by, release.made_by)]
    problem = chain_problem_of(release)
    if problem:
        said.append(_("But what is kept here was altered: %(why)s.") % {"why": problem})
    return Checked(
        verdict=Verdict.ALTERED if problem else Verdict.UNALTERED,
        sentences=tuple(said),
        release=release,
        line=line_of(release).line,
    )


def _read(copy: Copy, content: bytes, *, known: QuerySet[Release], comparable: int | None) -> Checked:
    """A file that is not stored here, by the data inside."""
    if copy.stamp is None or copy.witness is None:
        return _no_release(copy)
    seal = copy.stamp.seal
    release = known.filter(kind=Release.Kind.REGISTER, sha256=seal).first() if copy.fits else None
    if release is not None:
        pages = compare_pages(copy, content, comparable=comparable)
        return _altered_of(release, copy, pages, known=known)
    said = [_("It calls itself %(release)s.") % {"release": _called(copy)}]
    if not copy.fits:
        said.append(_("The data inside do not match their own fingerprint: the file was altered."))
        return Checked(verdict=Verdict.ALTERED, sentences=tuple(said))
    same = known.filter(kind=Release.Kind.REGISTER, slug=copy.slug, number=copy.witness.number).first()
    if same is not None:
        words = _words(same)
        said.append(_("As it is kept here, %(release)s is another one: this file is not it.") % words)
        return Checked(verdict=Verdict.ALTERED, sentences=tuple(said), release=same, line=line_of(same).line)
    said.append(_("No such release is kept here. The data inside match their own fingerprint."))
    return _foreign(copy, compare_pages(copy, content, comparable=comparable), said)


def _altered_of(release: Release, copy: Copy, pages: Pages, *, known: QuerySet[Release]) -> Checked:
    """The data of a release, but in another file than those that are kept."""
    said = [
        _("The data inside are those of %(release)s.") % _words(release),
        _place(release, known=known),
    ]
    if problem := chain_problem_of(release):
        words = {"why": problem}
        said.append(_("What is kept here was altered and says nothing of this file: %(why)s.") % words)
        return _foreign(copy, pages, said)
    said += [
        _("But the file is not one of its files as they are kept here: it was altered."),
        {
            Pages.SAME: _("Its pages are what these data make today: they say the same."),
            Pages.DIFFERENT: _(
                "Its pages, made again from these data, are not the same: do not rely on them."
            ),
            Pages.OTHER_SOFTWARE: _("Its pages could not be made again here to compare them."),
            Pages.TOO_LARGE: _("Its pages are too many to be made again here."),
        }[pages],
    ]
    return Checked(
        verdict=Verdict.ALTERED, sentences=tuple(said), release=release, line=line_of(release).line
    )


def _foreign(copy: Copy, pages: Pages, said: list[str]) -> Checked:
    """A release from elsewhere, whose data fit together."""
    words = {"theirs": _short(copy.stamp.release.made_with if copy.stamp else ""), "ours": made_with()}
    said += [
        {
            Pages.SAME: _(
                "Its pages are, byte for byte, what these data make: in itself the file is unaltered."
            ),
            Pages.DIFFERENT: _("Its pages are not what these data make: the file was altered."),
            Pages.OTHER_SOFTWARE: _(
                "Its pages could not be compared: they were set with %(theirs)s, and here is %(ours)s."
            )
            % words,
            Pages.TOO_LARGE: _(
                "Its pages are too many to be made again here; the command verify_release compares them."
            ),
        }[pages]
    ]
    if pages is Pages.DIFFERENT:
        return Checked(verdict=Verdict.ALTERED, sentences=tuple(said))
    if copy.stamp:
        first = copy.stamp.release.previous == ORIGIN
        said += [
            _("It is the first of its chain.")
            if first
            else _("The release before it ends in the digest %(digest)s.")
            % {"digest": copy.stamp.release.previous},
            *_approval_said(copy.stamp.release.approval),
        ]
    verdict = Verdict.UNALTERED if pages is Pages.SAME else Verdict.OPEN
    return Checked(verdict=verdict, sentences=tuple(said), line=copy.witness.line if copy.witness else "")


def _no_release(copy: Copy) -> Checked:
    """An ordinary copy, or the file of a list."""
    words = {"name": _short(copy.name), "revision": copy.moment[0], "day": _short(copy.moment[1])}
    said = (
        _("This is a copy, not a release: %(name)s, revision %(revision)s, in force on %(day)s.") % words,
        _("The data inside match their own fingerprint.")
        if copy.fits
        else _("The data inside do not match their own fingerprint: the file was altered."),
    )
    return Checked(verdict=Verdict.NO_RELEASE if copy.fits else Verdict.ALTERED, sentences=said)


def _witnessed(checked: Checked, published: Witness | None) -> Checked:
    """With what the published line says of it; another line overrules all that speaks for the file."""
    if published is None and checked.line and checked.release is None:
        said = _(
            "Whether exactly this was released, only the witness line that the organisation published can tell."
        )
        return replace(checked, sentences=(*checked.sentences, said))
    if published is None:
        return checked
    if checked.verdict is Verdict.NO_RELEASE or not checked.line:
        said = _("The witness line cannot be compared with this file.")
    elif published == witness(checked.line):
        said = _("The witness line is that of this release.")
    else:
        said = _("The witness line is that of another release: number, instant or fingerprint differs.")
        altered = Verdict.ALTERED if checked.verdict is not Verdict.NO_RELEASE else checked.verdict
        return replace(checked, verdict=altered, sentences=(*checked.sentences, said))
    return replace(checked, sentences=(*checked.sentences, said))


def line_of(release: Release) -> Witness:
    """The witness line of a release."""
    return Witness(number=release.number, instant=release.instant, sha256=release.sha256)


def _words(release: Release) -> dict[str, str]:
    words = {"number": release.number, "name": release.name, "instant": universal(release.instant)}
    called = {
        Release.Kind.REGISTER.value: _("release %(number)s of the register of %(name)s, of %(instant)s"),
        Release.Kind.SUBPROCESSORS.value: _(
            "publication %(number)s of %(name)s's subprocessors, of %(instant)s"
        ),
    }
    return {"release": called[release.kind] % words}


def _called(copy: Copy) -> str:
    """A release by what it says of itself."""
    issued = copy.stamp.release if copy.stamp else None
    words = {
        "number": issued.number if issued else "",
        "name": _short(copy.name),
        "instant": universal(issued.instant) if issued else "",
    }
    return _("release %(number)s of the register of %(name)s, of %(instant)s") % words


def _place(release: Release, *, known: QuerySet[Release]) -> str:
    """Where it stands in its chain."""
    chain = known.filter(organisation_id=release.organisation_id, kind=release.kind)
    following = chain.filter(number=release.number + 1).values_list("instant", flat=True).first()
    words = {"number": release.number, "count": chain.count()}
    if following is None:
        return _("It is number %(number)s of %(count)s and the newest.") % words
    words |= {"next": release.number + 1, "instant": universal(following)}
    return _("It is number %(number)s of %(count)s; number %(next)s followed on %(instant)s.") % words


def _approval(approved_by: int | None, made_by: int | None) -> list[str]:
    if approved_by is None:
        return []
    return _approval_said(Approval.SAME if approved_by == made_by else Approval.SECOND)


def _approval_said(approval: Approval) -> list[str]:
    return [
        {
            Approval.SECOND: _("One person prepared it, a second person approved it."),
            Approval.SAME: _("The same person prepared and approved it."),
        }[approval]
    ]


def _short(text: str) -> str:
    """A text out of somebody's file, as it can be printed."""
    return printable(text)[:ROOM]
