"""How releases link, the newest one, and the walk that finds the first that does not fit."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from registry.ledger.chain import ORIGIN, Fault
from registry.ledger.payloads import canonical, sha256
from registry.ledger.revisions import SHARED, ChainHead, Revision
from registry.models.releases import Release, ReleaseFile

SEALED = (
    "organisation_id", "kind", "number", "instant", "revision_number", "slug", "name", "language", "schema",
    "sha256", "made_by", "approved_by", "open_items", "note", "withdrawn", "previous",
)  # fmt: skip
"""What a digest covers beside the files: every column; `sha256` stands for the content."""


def lock_chain(organisation_id: int) -> ChainHead:
    """Waits for whoever is writing or publishing for the organisation, and keeps others waiting until the
    transaction ends. Returns the head of its chain of revisions."""
    heads = ChainHead.objects.select_for_update()
    return heads.filter(pk=organisation_id).first() or heads.get_or_create(pk=organisation_id)[0]


def last_recorded(organisation_id: int) -> dt.datetime | None:
    """The last instant at which the organisation's records, or the words that all share, may have changed."""
    heads = ChainHead.objects.filter(pk__in=(organisation_id, SHARED))
    return heads.aggregate(last=Max("instant"))["last"]


def newest_release(organisation_id: int, *, kind: str) -> Release | None:
    """The last release of its kind, withdrawn or not. One query."""
    return Release.objects.filter(organisation_id=organisation_id, kind=kind).order_by("-number").first()


def file_of(content: bytes, *, language: str, extension: str, media_type: str) -> ReleaseFile:
    """A rendering with its fingerprint, not saved yet."""
    return ReleaseFile(
        language=language,
        format=extension,
        media_type=media_type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def append_release(
    release: Release, *, after: Release | None, files: Iterable[ReleaseFile], now: dt.datetime
) -> Release:
    """Numbers, dates, links and stores a release with its files. The chain is locked by the caller.

    The head of the chain of revisions moves on to the release's instant: whatever is recorded next is later than a
    release that does not show it.
    """
    release.number = after.number + 1 if after else 1
    release.instant = instant_after(after, now=now)
    release.sha256 = sha256(release.content)
    release.previous = after.digest if after else ORIGIN
    made = list(files)
    release.digest = digest_of(release, made)
    release.save(force_insert=True)
    for file in made:
        file.release = release
    ReleaseFile.objects.bulk_create(made)
    head = lock_chain(release.organisation_id)
    head.instant = max(head.instant or release.instant, release.instant)
    head.save(update_fields=["instant"])
    return release


def instant_after(
    release: Release | None, *, now: dt.datetime, shown: dt.datetime | None = None
) -> dt.datetime:
    """Now or, where the clock went back, just after the release before and what it shows (`last_recorded`)."""
    before = [release.instant if release else None, shown]
    return max([now, *(instant + dt.timedelta(microseconds=1) for instant in before if instant)])


def digest_of(release: Release, files: Iterable[ReleaseFile]) -> str:
    """sha256 over everything that a release says and the fingerprints of its files."""
    sealed = {name: getattr(release, name) for name in SEALED}
    prints = sorted((file.language, file.format, file.media_type, file.sha256) for file in files)
    return sha256(canonical({**sealed, "files": prints}))


def verify_releases(organisation_id: int, *, kind: str) -> Fault | None:
    """Walks the releases of one kind, with the revisions that they rest on. Returns the first fault, or None."""
    releases = Release.objects.filter(organisation_id=organisation_id, kind=kind).order_by("number")
    revisions = dict(Revision.objects.filter(organisation_id=organisation_id).values_list("number", "digest"))
    previous = ORIGIN
    for number, release in enumerate(releases.iterator(chunk_size=1), start=1):
        if release.number != number:
            return Fault(
                key=organisation_id,
                number=number,
                instant=None,
                message=_("it is missing; release %(number)s is the next one") % {"number": release.number},
                of="release",
            )
        if release.previous != previous:
            return _fault(release, _("its link to the release before does not fit"))
        if problem := problem_of(release) or _ground_problem(release, revisions):
            return _fault(release, problem)
        previous = release.digest
    return None


def stored_as(content: bytes, *, known: QuerySet[Release]) -> tuple[Release, str] | None:
    """The release that has exactly this file, and the format. One query by fingerprint."""
    files = ReleaseFile.objects.filter(
        sha256=hashlib.sha256(content).hexdigest(), release__in=known.order_by()
    )
    found = files.select_related("release").defer("content").order_by("pk").first()
    return (found.release, found.format) if found else None


def chain_problem_of(release: Release) -> str:
    """What does not fit in a release, its files, or its links to those before and after; "" where all does."""
    if problem := problem_of(release):
        return problem
    chain = Release.objects.filter(organisation_id=release.organisation_id, kind=release.kind).order_by(
        "number"
    )
    expected = ORIGIN
    for place, (number, previous, digest) in enumerate(
        chain.values_list("number", "previous", "digest"), start=1
    ):
        if number != place or previous != expected:
            words = {"number": place}
            return _("release %(number)s is missing, or does not link to the one before") % words
        expected = digest
    return ""


def verify_newest(organisation_id: int) -> Fault | None:
    """Whether the last that happened to an organisation is still there: a publication moves the head of the chain of
    revisions on to its own instant. Whatever was recorded after it covers this trace."""
    head = ChainHead.objects.filter(pk=organisation_id).first()
    last = Revision.objects.filter(organisation_id=organisation_id).aggregate(last=Max("instant"))["last"]
    released = Release.objects.filter(organisation_id=organisation_id, instant=head.instant) if head else None
    if released is None or head.instant in (None, last) or released.exists():
        return None
    message = _("what was published then is gone")
    return Fault(key=organisation_id, number=None, instant=head.instant, message=message, of="release")


def verify_files() -> Fault | None:
    """A file whose release is gone, of whichever organisation."""
    release = Release.objects.filter(pk=OuterRef("release_id"))
    file = ReleaseFile.objects.filter(~Exists(release)).defer("content").order_by("pk").first()
    if file is None:
        return None
    message = _("the release of the %(format)s file number %(number)s is gone")
    words = {"format": file.format.upper(), "number": file.pk}
    return Fault(key=0, number=None, instant=None, message=message % words, of="release")


def problem_of(release: Release) -> str:
    """What does not fit within a release and its files, as the end of a sentence; "" where all does.

    One query; the files of a large register are not all held in memory at once.
    """
    if sha256(release.content) != release.sha256:
        return _("what was published does not match its fingerprint")
    files = []
    for file in release.files.order_by("language", "format").iterator(chunk_size=1):
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            return _("its %(format)s file does not match its fingerprint") % {"format": file.format.upper()}
        file.content = b""
        files.append(file)
    return "" if release.digest == digest_of(release, files) else _("its digest does not match its content")


def _ground_problem(release: Release, revisions: dict[int, str]) -> str:
    """A release names the revision that it shows; its content also says how that one was sealed."""
    words = {"number": release.revision_number}
    if release.revision_number not in revisions:
        return _("revision %(number)s, which it shows, is gone") % words
    if release.withdrawn:
        return ""
    try:
        said = json.loads(release.content)
        document = said["document"] if release.kind == Release.Kind.REGISTER else said
        sealed = document["moment"]["digest"]
    except (ValueError, KeyError, TypeError):
        return _("what was published cannot be read")
    if sealed != revisions[release.revision_number]:
        return _("revision %(number)s, which it shows, was another one when this was published") % words
    return ""


def _fault(release: Release, problem: str) -> Fault:
    return Fault(
        key=release.organisation_id,
        number=release.number,
        instant=release.instant,
        message=problem,
        of="release",
    )
