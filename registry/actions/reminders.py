"""Who is to be reminded of what: reviews and open questions that are due, gathered into one letter for each address."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.access.roles import OFFICER
from registry.documents.days import day_at
from registry.documents.wording import day
from registry.ledger.history import tracked_models
from registry.models import Clarification, Membership, Organisation, ProcessingActivity, Transfer
from registry.models.parts import parts_of

RETIRED = ProcessingActivity.Status.RETIRED
ACTIVITY = ProcessingActivity._meta.model_name or ""
REVIEW, QUESTION = "review", "question"


@dataclass(frozen=True, kw_only=True, order=True)
class Due:
    """One thing that waits: since when or until when, what it is about, and where it stands ("" without a site)."""

    on: dt.date
    what: str
    when: str
    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a letter says of one organisation, the earliest first."""

    organisation: Organisation
    reviews: tuple[Due, ...]
    questions: tuple[Due, ...]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One e-mail: to an address in small letters, about each organisation for which something waits there."""

    address: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        return sum(len(part.reviews) + len(part.questions) for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """All letters by address, and how many things of which organisation wait without an address to write to."""

    letters: tuple[Letter, ...]
    unheard: tuple[tuple[Organisation, int], ...]


@dataclass(kw_only=True)
class Post:
    """Letters in the making: address → organisation → what is due."""

    boxes: defaultdict[str, defaultdict[int, list[Due]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    unheard: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

    def put(self, due: Due, *, owner: int, addresses: Iterable[str]) -> None:
        """To each address once, whatever the size of its letters; where there is none, it goes unheard."""
        found = {address.lower() for address in addresses if address}
        for address in found:
            self.boxes[address][owner].append(due)
        self.unheard[owner] += not found


def gather(
    organisations: Iterable[Organisation], *, days: int, now: dt.datetime, on: dt.date | None = None
) -> Gathered:
    """What is overdue, or due within so many days of each organisation's today (or of `on`, everywhere).

    Activities that are retired or ended are left out. A review goes to the owner's address or, without one, to the privacy
    officers; a question to whoever clarifies it, as far as that is an address or the name of a member's account.

    Queries: four, and one for each kind of part that is asked about.
    """
    known = {one.pk: one for one in organisations}
    today = {key: on or day_at(now, timezone=one.timezone) for key, one in known.items()}
    until = {key: there + dt.timedelta(days) for key, there in today.items()}
    people, post = People(known), Post()
    for activity in _reviews(known, until=until):
        owner, planned = activity.organisation_id, activity.next_review_on
        if planned is None or planned > until[owner] or has_stopped(activity, on=today[owner]):
            continue
        due = Due(
            on=planned, what=str(activity), when=_when(planned, today[owner]), kind=REVIEW, url=_url(activity)
        )
        post.put(
            due,
            owner=owner,
            addresses=[activity.owner_email] if activity.owner_email else people.officers[owner],
        )
    for question, about in _questions(known, until=until):
        owner, end = question.organisation_id, question.until
        if end is None or end > until[owner] or (about is not None and has_stopped(about, on=today[owner])):
            continue
        if address := people.address_of(question.who, owner=owner):
            what = str(about) if about is not None else _kind(question)
            due = Due(on=end, what=what, when=_when(end, today[owner]), kind=QUESTION, url=_url(question))
            post.put(due, owner=owner, addresses=[address])
    return Gathered(
        letters=tuple(_letters(post, known)),
        unheard=tuple((known[key], count) for key, count in sorted(post.unheard.items()) if count),
    )


def has_stopped(activity: ProcessingActivity, *, on: dt.date) -> bool:
    """Whether nobody is to be reminded of it any more."""
    last = activity.in_force_until
    return activity.status == RETIRED or (last is not None and last < on)


class People:
    """The addresses of the members' accounts: of an organisation's officers, and by what they are called. One query."""

    def __init__(self, organisations: Iterable[int]) -> None:
        self.officers: defaultdict[int, list[str]] = defaultdict(list)
        self.named: dict[tuple[int, str], set[str]] = defaultdict(set)
        members = Membership.objects.filter(organisation__in=list(organisations), user__is_active=True)
        for one in members.exclude(user__email="").select_related("user"):
            address = one.user.email
            if not is_address(address):
                continue
            if one.role == OFFICER:
                self.officers[one.organisation_id].append(address)
            for name in {one.user.get_username(), one.user.get_full_name()} - {""}:
                self.named[one.organisation_id, name.casefold()].add(address)

    def address_of(self, who: str, *, owner: int) -> str:
        """The address that is meant by who clarifies something; empty where none or more than one is."""
        if is_address(who):
            return who
        found = self.named.get((owner, who.strip().casefold()), set())
        return next(iter(found)) if len(found) == 1 else ""


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _reviews(known: dict[int, Organisation], *, until: dict[int, dt.date]) -> Iterable[ProcessingActivity]:
    latest = max(until.values(), default=dt.date.min)
    return ProcessingActivity.objects.filter(organisation__in=known, next_review_on__lte=latest)


def _questions(
    known: dict[int, Organisation], *, until: dict[int, dt.date]
) -> Iterator[tuple[Clarification, ProcessingActivity | None]]:
    """The open questions that somebody took on, with the activity that they, or a part of it, are about. Two queries, and
    one for each kind of part that is asked about."""
    latest = max(until.values(), default=dt.date.min)
    found = Clarification.objects.filter(organisation__in=known, closed_on=None, until__lte=latest)
    asked = list(found.exclude(who=""))
    keys = {(one.record_type, one.record_id): one.record_id for one in asked if one.record_type == ACTIVITY}
    for part in (*parts_of(ProcessingActivity), Transfer):
        label = part._meta.model_name or ""
        wanted = [one.record_id for one in asked if one.record_type == label]
        rows = part._base_manager.filter(pk__in=wanted).values_list("pk", "activity_id") if wanted else ()
        keys |= {(label, pk): activity for pk, activity in rows}
    about = ProcessingActivity.objects.in_bulk({key for key in keys.values() if key is not None})
    for one in asked:
        yield one, about.get(keys.get((one.record_type, one.record_id), 0))


def _letters(post: Post, known: dict[int, Organisation]) -> Iterator[Letter]:
    for address, boxes in sorted(post.boxes.items()):
        parts = [_part(known[owner], sorted(found)) for owner, found in boxes.items()]
        yield Letter(
            address=address,
            parts=tuple(sorted(parts, key=lambda part: (part.organisation.name, part.organisation.pk))),
        )


def _part(organisation: Organisation, found: list[Due]) -> Part:
    return Part(
        organisation=organisation,
        reviews=tuple(due for due in found if due.kind == REVIEW),
        questions=tuple(due for due in found if due.kind == QUESTION),
    )


def _when(planned: dt.date, today: dt.date) -> str:
    if planned < today:
        return _("overdue since %(day)s") % {"day": day(planned)}
    return _("due on %(day)s") % {"day": day(planned)}


def _kind(question: Clarification) -> str:
    """What a question is about where that is no activity: its kind, and nothing that is written in it."""
    kinds = {table.label: table.model._meta.verbose_name for table in tracked_models()}
    said = kinds.get(question.record_type, question.record_type)
    return _("A record of the kind “%(kind)s”") % {"kind": said}


def _url(record: ProcessingActivity | Clarification) -> str:
    if not settings.SITE:
        return ""
    return settings.SITE + reverse(f"admin:registry_{record._meta.model_name}_change", args=[record.pk])
