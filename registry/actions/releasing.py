"""Releasing the register: one person prepares, another approves, or one person does both where the organisation works
alone. What is released is what was prepared, whatever was edited in between."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.access.roles import PUBLISH, may
from registry.actions.exports import known
from registry.actions.refused import Refused
from registry.actions.release_chain import (
    append_release,
    file_of,
    instant_after,
    last_recorded,
    lock_chain,
    newest_release,
)
from registry.documents.canonical import encode, fingerprint
from registry.documents.edition import CONTENTS
from registry.documents.inventory import Inventory
from registry.documents.open_items import open_items
from registry.documents.register import Register
from registry.documents.registers import register
from registry.documents.release import Approval, Issued, ReleasedStamp, content_of, seal_of, stamped
from registry.inventory import read_inventory
from registry.ledger.chain import ORIGIN
from registry.ledger.revisions import ChainHead
from registry.linter.engine import found_in
from registry.linter.naming import named
from registry.models import Organisation, PreparedRelease, Release, ReleaseFile, User
from registry.models.fields import refuse_control_characters, tidy
from registry.render.formats import FORMATS
from registry.render.made_with import made_with

KIND = Release.Kind.REGISTER


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What would be released: the register as of an instant, and what is open in it, by name."""

    as_of: dt.datetime
    document: Register
    open_items: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The fingerprint of the document: who has seen it has seen the rest as well."""
        return fingerprint(self.document)


def draft_release(
    organisation: Organisation, *, on: dt.date, content: str, as_of: dt.datetime | None = None
) -> Draft:
    """The register with the content `art30` or `full`, in force on a day, as of an instant; None is the last one at
    which anything was recorded, so that no later change can creep in. Raises Refused."""
    known(content, CONTENTS, what=_("content"))
    pinned = as_of or last_recorded(organisation.pk)
    inventory = read_inventory(organisation=organisation, as_of=pinned)
    document = register(inventory, on=on, content=content)
    if pinned is None or not document.moment.revision:
        raise Refused(_("Nothing is recorded of %(name)s yet.") % {"name": organisation.name})
    return Draft(as_of=pinned, document=document, open_items=open_of(inventory, on=on))


def open_of(inventory: Inventory, *, on: dt.date) -> tuple[str, ...]:
    """What is open on a day, by name: what the letters of Article 30 lack, then what else the rules find missing or
    contradictory, as far as nobody accepted it. In the organisation's language. No query."""
    missing = open_items(inventory, on=on)
    if inventory.organisation is None:
        return missing
    with translation.override(inventory.organisation.language):
        report = found_in(inventory, on=on)
        return (*missing, *named(report, organisation=inventory.organisation.name, said=missing))


def prepare_release(
    organisation: Organisation,
    *,
    by: User,
    on: dt.date,
    content: str = "art30",
    note: str = "",
    seen: str = "",
    confirmed: bool = False,
    now: dt.datetime | None = None,
) -> PreparedRelease:
    """Pins what the records say now until somebody approves or discards it.

    `seen`: fingerprint of the document that the person looked at (`Draft.sha256`; empty: whatever there is now);
    `confirmed`: that the person has seen the open items, if any. Raises PermissionDenied, and Refused: one waits already,
    something was recorded since, open items were not confirmed, or something cannot be asked for.
    """
    refuse_unless_releaser(organisation, by=by)
    note = checked_note(note)
    draft = checked_draft(organisation, on=on, content=content, seen=seen, confirmed=confirmed)
    with transaction.atomic():
        lock_chain(organisation.pk)
        refuse_while_waiting(organisation)
        return PreparedRelease.objects.create(
            organisation=organisation,
            kind=KIND,
            revision_number=draft.document.moment.revision,
            as_of=draft.as_of,
            in_force_on=on,
            scope=content,
            sha256=draft.sha256,
            open_items=encode(list(draft.open_items)),
            note=note,
            prepared_by=by.pk,
            prepared_at=now or timezone.now(),
        )


def approve_release(prepared: PreparedRelease, *, by: User, now: dt.datetime | None = None) -> Release:
    """Composes what was prepared, from the histories, and seals it as the next release.

    Where a second person approves, that is another account than the one that prepared. Raises PermissionDenied, and
    Refused: the same person, already settled, or no longer what was prepared.
    """
    organisation = Organisation.objects.get(pk=prepared.organisation_id)
    refuse_unless_releaser(organisation, by=by)
    refuse_same_person(organisation.pk, by=by, prepared_by=prepared.prepared_by)
    draft = draft_release(organisation, on=prepared.in_force_on, content=prepared.scope, as_of=prepared.as_of)
    if draft.sha256 != prepared.sha256:
        raise Refused(
            _(
                "The history no longer says what was prepared, as after an expunge or an upgrade: discard it and "
                "prepare it again."
            )
        )
    return _issued(organisation, draft, waiting=prepared, by=by, now=now)


def release_register(
    organisation: Organisation,
    *,
    by: User,
    on: dt.date,
    content: str = "art30",
    note: str = "",
    seen: str = "",
    confirmed: bool = False,
    now: dt.datetime | None = None,
) -> Release:
    """Prepares and approves in one step, where the organisation works alone; the release says so.

    Raises as `prepare_release`, and Refused where a second person has to approve.
    """
    refuse_unless_releaser(organisation, by=by)
    refuse_same_person(organisation.pk, by=by)
    refuse_while_waiting(organisation)
    note = checked_note(note)
    draft = checked_draft(organisation, on=on, content=content, seen=seen, confirmed=confirmed)
    return _issued(organisation, draft, note=note, by=by, now=now)


def discard_release(prepared: PreparedRelease, *, by: User) -> None:
    """Takes back what was prepared; nothing of it stays. Raises PermissionDenied, and Refused where it is settled."""
    refuse_unless_releaser(prepared.organisation, by=by)
    with transaction.atomic():
        lock_chain(prepared.organisation_id)
        settle(prepared)


def waiting_release(organisation_id: int) -> PreparedRelease | None:
    """The register that waits for approval. One query."""
    return PreparedRelease.objects.filter(organisation_id=organisation_id, kind=KIND).first()


def opened(prepared: PreparedRelease) -> Draft:
    """What was prepared, read again from the histories."""
    return draft_release(
        prepared.organisation, on=prepared.in_force_on, content=prepared.scope, as_of=prepared.as_of
    )


def revisions_since(prepared: PreparedRelease) -> int:
    """How many revisions the organisation has recorded since what was prepared. One query."""
    head = ChainHead.objects.filter(pk=prepared.organisation_id).values_list("number", flat=True).first()
    return (head or prepared.revision_number) - prepared.revision_number


def refuse_unless_releaser(organisation: Organisation, *, by: User) -> None:
    if not may(by, PUBLISH, Release, organisation_id=organisation.pk):
        raise PermissionDenied(_("Only its privacy officers release the register of an organisation."))


def refuse_same_person(organisation_id: int, *, by: User, prepared_by: int | None = None) -> None:
    """Refuses whoever prepared it where a second person approves; `prepared_by` None: it was not prepared before. Asked
    once more where the chain is locked: the rule may have been set while pages were. One query."""
    organisation = Organisation.objects.get(pk=organisation_id)
    if not organisation.second_person_approves or prepared_by not in (None, by.pk):
        return
    if prepared_by is None:
        words = {"name": organisation.name}
        raise Refused(_("At %(name)s a second person approves: prepare the release first.") % words)
    raise Refused(_("You prepared this release; another person approves it."))


def refuse_while_waiting(organisation: Organisation) -> None:
    if waiting_release(organisation.pk) is not None:
        raise Refused(_("A release is waiting already: approve or discard that one first."))


def checked_note(note: str) -> str:
    """The note as it is kept. Raises Refused."""
    try:
        refuse_control_characters(tidied := tidy(note))
    except ValidationError as error:
        raise Refused(_("The note cannot be kept. %(why)s") % {"why": " ".join(error.messages)}) from error
    return tidied


def checked_draft(
    organisation: Organisation, *, on: dt.date, content: str, seen: str, confirmed: bool
) -> Draft:
    """The draft, where it is the one that was seen and what is open was confirmed. Raises Refused."""
    draft = draft_release(organisation, on=on, content=content)
    if seen and seen != draft.sha256:
        raise Refused(_("Something was recorded since you looked: look again at what would be released."))
    count = len(draft.open_items)
    if count and not confirmed:
        sentence = ngettext(
            "%(count)d item is open: say that you have seen it.",
            "%(count)d items are open: say that you have seen them.",
            count,
        )
        raise Refused(sentence % {"count": count})
    return draft


def settle(prepared: PreparedRelease) -> None:
    """Erases the row that waited; the chain is locked by the caller. Raises Refused where somebody was faster."""
    found = PreparedRelease.objects.filter(pk=prepared.pk, sha256=prepared.sha256)
    if not found.exists():
        raise Refused(_("This release no longer waits: somebody approved or discarded it."))
    found.delete()


def _issued(
    organisation: Organisation,
    draft: Draft,
    *,
    by: User,
    now: dt.datetime | None,
    waiting: PreparedRelease | None = None,
    note: str = "",
) -> Release:
    """Sets the files, then seals them with the chain locked: nobody waits while pages are set."""
    prepared_by = waiting.prepared_by if waiting else by.pk
    last = newest_release(organisation.pk, kind=KIND)
    instant = instant_after(last, shown=last_recorded(organisation.pk), now=now or timezone.now())
    issued = Issued(
        number=last.number + 1 if last else 1,
        instant=instant,
        as_of=draft.as_of,
        previous=last.digest if last else ORIGIN,
        approval=Approval.SAME if prepared_by == by.pk else Approval.SECOND,
        open_items=draft.open_items,
        made_with=made_with(),
    )
    document = draft.document
    stamp = stamped(issued, seal=seal_of(document, issued))
    files = list(renderings(document, stamp=stamp))
    release = Release(
        organisation=organisation,
        slug=document.slug,
        name=document.name,
        kind=KIND,
        revision_number=document.moment.revision,
        language=document.language,
        content=content_of(document, issued),
        schema=document.schema,
        made_by=prepared_by,
        approved_by=by.pk,
        open_items=encode(list(draft.open_items)),
        note=waiting.note if waiting else note,
    )
    with transaction.atomic():
        lock_chain(organisation.pk)
        refuse_same_person(organisation.pk, by=by, prepared_by=waiting.prepared_by if waiting else None)
        if waiting:
            settle(waiting)
        else:
            refuse_while_waiting(organisation)
        if newest_release(organisation.pk, kind=KIND) != last:
            raise Refused(
                _("Another release was made at the same time: look at it before you release again.")
            )
        return append_release(release, after=last, files=files, now=instant)


def renderings(document: Register, *, stamp: ReleasedStamp) -> Iterator[ReleaseFile]:
    """Every format in the language of the document."""
    for form in FORMATS.values():
        content = form.render(document, stamp=stamp)
        yield file_of(
            content, language=document.language, extension=form.extension, media_type=form.media_type
        )
