"""Register and subprocessor list as files, for the admin and the command line alike."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _

from registry.access.roles import EXPORT, may
from registry.actions.refused import Refused
from registry.documents.annexes.findings import with_findings
from registry.documents.approved_registers import approved_register
from registry.documents.edition import CONTENTS
from registry.documents.register import CURRENT, STATES, Register, Stamp
from registry.documents.registers import SHOWN, register
from registry.documents.subprocessor_lists import subprocessor_list
from registry.inventory import read_inventory
from registry.inventory.approvals import newest_approvals
from registry.inventory.snapshot import snapshot
from registry.linter.annex import findings_of
from registry.models import Organisation, User
from registry.render.about import Document
from registry.render.formats import FORMATS, LIST_FORMATS, Format
from registry.render.naming import filename


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file as it is handed over."""

    content: bytes
    media_type: str
    filename: str


def organisation_called(slug: str) -> Organisation:
    """The organisation with this short name. Raises Refused."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise Refused(_("There is no organisation “%(slug)s”.") % {"slug": slug})
    return organisation


def make_register(
    organisation: Organisation,
    *,
    as_of: dt.datetime | None,
    on: dt.date,
    content: str,
    part: str,
    format: str,  # noqa: A002 (the word people use)
    by: User | None,
    now: dt.datetime,
    state: str = CURRENT,
    findings: bool = False,
) -> Export:
    """The Article 30 register in one of `FORMATS`: `content` is art30 or full, `part` controller, processor or
    all, `state` current (as recorded) or approved (each activity as it was last approved), `findings` whether an annex
    says what the rules find in what was recorded, which goes with everything recorded only.

    `as_of` None is the latest state, `by` None the command line. Raises Refused for an unknown word, PermissionDenied.
    """
    form = FORMATS[known(format, FORMATS, what=_("format"))]
    known(content, CONTENTS, what=_("content"))
    known(part, SHOWN, what=_("part"))
    known(state, STATES, what=_("state"))
    if findings:
        refuse_findings(content=content, state=state)
    refuse_unless_reader(organisation, by=by)
    which = {"content": content, "part": part, "state": state, "findings": findings}
    with translation.override(organisation.language):
        document = read_register(organisation, as_of=as_of, on=on, **which)
        return handed_over(document, organisation, form=form, stamp=stamp_of(by, as_of=as_of, now=now))


def read_register(
    organisation: Organisation,
    *,
    as_of: dt.datetime | None,
    on: dt.date,
    content: str,
    part: str,
    state: str = CURRENT,
    findings: bool = False,
) -> Register:
    """The register as a document; of approved content it costs one query more. Raises ValueError for an unknown word, and
    for findings where they do not belong."""
    with snapshot():
        inventory = read_inventory(organisation=organisation, as_of=as_of)
        approved = state != CURRENT
        approvals = (
            newest_approvals(organisation=organisation, as_of=as_of, contents=True) if approved else {}
        )
    if approved:
        document = approved_register(inventory, approvals, on=on, content=content, part=part)
    else:
        document = register(inventory, on=on, content=content, part=part)
    return with_findings(document, findings_of(inventory, on=on, part=part)) if findings else document


def make_subprocessors(
    organisation: Organisation,
    *,
    as_of: dt.datetime | None,
    on: dt.date,
    format: str,  # noqa: A002 (the word people use)
    by: User | None,
    now: dt.datetime,
) -> Export:
    """The subprocessor list in one of `LIST_FORMATS`, as recorded, published or not. Raises as `make_register`."""
    form = LIST_FORMATS[known(format, LIST_FORMATS, what=_("format"))]
    refuse_unless_reader(organisation, by=by)
    with translation.override(organisation.language):
        document = subprocessor_list(read_inventory(organisation=organisation, as_of=as_of), on=on)
        return handed_over(document, organisation, form=form, stamp=stamp_of(by, as_of=as_of, now=now))


def known(word: str, words: Iterable[str], *, what: str) -> str:
    """The word, if it is one of those. Raises Refused."""
    choices = list(words)
    if word in choices:
        return word
    raise Refused(
        _("“%(word)s” is not a known %(what)s: choose %(choices)s or %(last)s.")
        % {"word": word, "what": what, "choices": ", ".join(choices[:-1]), "last": choices[-1]}
    )


def refuse_findings(*, content: str, state: str) -> None:
    """Raises Refused where findings do not belong into a register: it is for others, or says what was approved."""
    if content != "full":
        raise Refused(
            _(
                "Findings are for inside and go with everything recorded only: choose that as content, or no findings."
            )
        )
    if state != CURRENT:
        raise Refused(
            _(
                "Findings are about what is recorded, not about what was approved: choose that as state, or no findings."
            )
        )


def refuse_unless_reader(organisation: Organisation, *, by: User | None) -> None:
    if by is not None and not may(by, EXPORT, Organisation, organisation_id=organisation.pk):
        raise PermissionDenied(_("Only members of an organisation read its register."))


def stamp_of(by: User | None, *, as_of: dt.datetime | None, now: dt.datetime) -> Stamp:
    """Who makes the copy and when; without an account it is whoever sits at the command line."""
    maker = by.get_full_name() or by.get_username() if by else _("the command line")
    return Stamp(made_by=maker, made_at=now, as_of=as_of)


def handed_over(document: Document, organisation: Organisation, *, form: Format, stamp: Stamp) -> Export:
    if document.moment.instant is None:
        # Before its first record an organisation has no time zone in a document, but the day asked for ends in one.
        document = replace(document, moment=replace(document.moment, timezone=organisation.timezone))
    # Nor has it a short name, but the file needs one.
    named = document if document.slug else replace(document, slug=organisation.slug)
    return Export(
        content=form.render(document, stamp=stamp),
        media_type=form.media_type,
        filename=filename(named, form.extension),
    )
