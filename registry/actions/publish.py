"""Publishing the subprocessor list, and taking it down."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from registry.access.roles import PUBLISH, may
from registry.actions.refused import Refused
from registry.actions.release_chain import (
    append_release,
    file_of,
    instant_after,
    last_recorded,
    lock_chain,
    newest_release,
)
from registry.documents.canonical import decode, encode
from registry.documents.days import day_at
from registry.documents.register import Moment, Stamp
from registry.documents.subprocessor_lists import subprocessor_list
from registry.documents.subprocessors import Entry, SubprocessorList, state_of
from registry.documents.values import Value
from registry.inventory import read_inventory
from registry.models import Organisation, Release, ReleaseFile, User
from registry.render.formats import LIST_FORMATS
from registry.render.printable import every_text
from registry.render.wording import day

T = TypeVar("T", Entry, SubprocessorList)
KIND = Release.Kind.SUBPROCESSORS
STORED = ("pdf", "json", "csv")
"""What is stored with a publication; the page itself is made from the stored JSON."""


def publish_subprocessors(
    organisation: Organisation, *, by: User | None, note: str = "", now: dt.datetime | None = None
) -> Release:
    """Stores today's subprocessor list as the organisation's next release, which the public page then shows.

    Where nothing has changed since the release before, that one is returned. `by` None is the program itself;
    `note` stays inside. Raises PermissionDenied, and Refused where the page is switched off.
    """
    refuse_unless_publisher(organisation, by=by)
    with transaction.atomic():
        lock_chain(organisation.pk)
        organisation = Organisation.objects.get(pk=organisation.pk)
        if not organisation.subprocessor_page:
            raise Refused(_("The public page of %(name)s is switched off.") % {"name": organisation.name})
        last = newest_release(organisation.pk, kind=KIND)
        instant = instant_after(last, shown=last_recorded(organisation.pk), now=now or timezone.now())
        with translation.override(organisation.language):
            document = todays_list(organisation, now=instant)
            if last is not None and not last.withdrawn and says_the_same(last, document):
                return last
            release = Release(
                organisation=organisation,
                slug=document.slug,
                name=document.name,
                kind=KIND,
                revision_number=document.moment.revision,
                language=document.language,
                content=encode(document),
                schema=document.schema,
                made_by=by.pk if by else None,
                note=note,
            )
            return append_release(
                release, after=last, files=renderings(document, made_at=instant), now=instant
            )


def withdraw_subprocessors(
    organisation: Organisation, *, by: User | None, note: str = "", now: dt.datetime | None = None
) -> Release:
    """Takes the public page down: a release that says so. What was published stays in the ledger.

    Raises PermissionDenied, and Refused where nothing is public.
    """
    refuse_unless_publisher(organisation, by=by)
    with transaction.atomic():
        lock_chain(organisation.pk)
        last = newest_release(organisation.pk, kind=KIND)
        if last is None or last.withdrawn:
            raise Refused(_("%(name)s has no public page to take down.") % {"name": organisation.name})
        release = Release(
            organisation_id=last.organisation_id,
            slug=last.slug,
            name=last.name,
            kind=KIND,
            revision_number=last.revision_number,
            language=last.language,
            content="",
            schema=last.schema,
            made_by=by.pk if by else None,
            note=note,
            withdrawn=True,
        )
        instant = instant_after(last, shown=last_recorded(organisation.pk), now=now or timezone.now())
        return append_release(release, after=last, files=(), now=instant)


def refuse_unless_publisher(organisation: Organisation, *, by: User | None) -> None:
    if by is not None and not may(by, PUBLISH, Release, organisation_id=organisation.pk):
        raise PermissionDenied(_("Only its privacy officer publishes for an organisation."))


def todays_list(organisation: Organisation, *, now: dt.datetime) -> SubprocessorList:
    """The list as the records stand and as the public may read it, in force on the organisation's today."""
    inventory = read_inventory(organisation=organisation)
    return without_questions(subprocessor_list(inventory, on=day_at(now, timezone=organisation.timezone)))


def without_questions(document: SubprocessorList) -> SubprocessorList:
    """Who is clarifying what is missing, and until when, stays inside."""
    groups = [
        dataclasses.replace(group, entries=tuple(map(unasked, group.entries))) for group in document.groups
    ]
    return dataclasses.replace(unasked(document), groups=tuple(groups))


def unasked(record: T) -> T:
    """An entry or a list whose own values do not say who was asked."""
    values = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    asked = {name: value for name, value in values.items() if isinstance(value, Value) and value.asked}
    return dataclasses.replace(
        record, **{name: dataclasses.replace(value, asked="") for name, value in asked.items()}
    )


def says_the_same(release: Release, document: SubprocessorList) -> bool:
    """Whether a release says what the document says, whenever it was read: its entries also stand where they stood."""
    if release.schema != document.schema:
        return False
    before = decode(release.content, SubprocessorList)
    return (timeless(before), states(before)) == (timeless(document), states(document))


def timeless(document: SubprocessorList) -> SubprocessorList:
    """Without the moment it speaks of, and without that day where a sentence names it (“valid on …”)."""
    today = day(document.moment.on)
    moment = Moment(revision=0, instant=None, digest="", on=dt.date.min, timezone=document.moment.timezone)
    return every_text(dataclasses.replace(document, moment=moment), lambda text: text.replace(today, ""))


def states(document: SubprocessorList) -> list[str]:
    return [state_of(entry, on=document.moment.on) for group in document.groups for entry in group.entries]


def renderings(document: SubprocessorList, *, made_at: dt.datetime) -> Iterator[ReleaseFile]:
    """The files of a publication. They name nobody: who published stays inside."""
    stamp = Stamp(made_by="", made_at=made_at, as_of=None)
    for name in STORED:
        form = LIST_FORMATS[name]
        content = form.render(document, stamp=stamp)
        yield file_of(
            content, language=document.language, extension=form.extension, media_type=form.media_type
        )
