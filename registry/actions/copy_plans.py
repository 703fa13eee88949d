"""What a copy of an activity would link to, make anew and leave out; nothing is written here."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.actions.copy_matching import Key, Matching, differing
from registry.actions.copy_rules import (
    OWN_EVIDENCE,
    WHOLE,
    fields_of,
    left_behind,
    targets,
    with_links,
)
from registry.documents.wording import day
from registry.models import (
    Agreement,
    Citation,
    Clarification,
    Organisation,
    PrivacyNotice,
    ProcessingActivity,
    Record,
    SecurityMeasure,
    Service,
    Transfer,
)
from registry.models.fields import CodesField


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing in a plan: what it is, what it is called, what it is part of, and what is to be said about it."""

    kind: str
    name: str
    of: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """An activity with its parts and with what is said about them."""

    activity: ProcessingActivity
    parts: tuple[Record, ...]
    questions: tuple[Clarification, ...]
    """Those that are open."""
    citations: int
    notices: int


@dataclass(frozen=True, kw_only=True)
class CopyPlan:
    """A copy before it is made. `copied` counts the parts; `linked` is there already, `made` would be new."""

    source: Source
    target: Organisation
    copied: tuple[Line, ...]
    linked: tuple[Line, ...] = ()
    made: tuple[Line, ...] = ()
    left_out: tuple[Line, ...] = ()
    found: Mapping[Key, Record] = field(default_factory=dict)
    """What stands in the other organisation for a record of the first one."""
    anew: tuple[Record, ...] = ()
    """The records of the first organisation that the other one has to make, in the order of making."""

    @property
    def elsewhere(self) -> bool:
        """Whether it goes to another organisation."""
        return self.target.pk != self.source.activity.organisation_id


def made_plan(activity: ProcessingActivity, *, target: Organisation) -> CopyPlan:
    """The plan of a copy for the target, which may be the activity's own organisation. Queries: a constant number."""
    source = read_source(activity)
    copied = tuple(_counted(source))
    if target.pk == source.activity.organisation_id:
        return CopyPlan(source=source, target=target, copied=copied, left_out=tuple(_stays(source)))
    records = (source.activity, *source.parts)
    matching = Matching(records, owner_id=source.activity.organisation_id, target=target)
    anew = matching.anew()
    linked = [
        _linked(record, matching.found[model, number])
        for model, own in matching.own.items()
        for number, record in own.items()
        if (model, number) in matching.found
    ]
    left_out = (*_stays(source, elsewhere=True), *_left_with(anew), *_of_all(source.activity))
    return CopyPlan(
        source=source,
        target=target,
        copied=copied,
        linked=tuple(linked),
        made=tuple(_made(record, target) for record in anew),
        left_out=left_out,
        found=matching.found,
        anew=tuple(anew),
    )


def read_source(activity: ProcessingActivity) -> Source:
    """The activity with everything that is copied with it, read again."""
    keys: dict[type[models.Model], list[int]] = {ProcessingActivity: [activity.pk]}
    whole = with_links(ProcessingActivity.objects.filter(pk=activity.pk)).get()
    parts: list[Record] = []
    for model, link in WHOLE.items():
        above = keys[model._meta.get_field(link).related_model]  # type: ignore[index]
        found = list(with_links(model.objects.filter(**{f"{link}__in": above})))
        keys[model] = [part.pk for part in found]
        parts += found
    about = models.Q()
    for model, numbers in keys.items():
        about |= models.Q(record_type=model._meta.model_name, record_id__in=numbers)
    return Source(
        activity=whole,
        parts=tuple(parts),
        questions=tuple(Clarification.objects.filter(about, closed_on=None).order_by("pk")),
        citations=Citation.objects.filter(about).count(),
        notices=PrivacyNotice.objects.filter(activities=activity.pk).count(),
    )


def called(record: Record) -> str:
    """The name of a record; of a service, with its provider."""
    if isinstance(record, Service) and record.party is not None:
        return f"{record.party.name}: {record.name}"
    return str(record)


def kind_of(record: Record) -> str:
    return capfirst(str(record._meta.verbose_name))


def _counted(source: Source) -> Iterator[Line]:
    for model in WHOLE:
        found = [part for part in source.parts if type(part) is model]
        if found:
            yield Line(kind=capfirst(str(model._meta.verbose_name_plural)), name=str(len(found)))
    if source.questions:
        plural = Clarification._meta.verbose_name_plural
        yield Line(kind=capfirst(str(plural)), name=str(len(source.questions)))


def _linked(record: Record, there: Record) -> Line:
    items = ", ".join(differing(record, there))
    why = _("It says something else there: %(items)s.") % {"items": items} if items else ""
    return Line(kind=kind_of(there), name=called(there), why=why)


def _made(record: Record, target: Organisation) -> Line:
    names = {target.name, target.legal_name}
    why = _("This is the name of the organisation itself; look at it afterwards.")
    return Line(kind=kind_of(record), name=called(record), why=why if str(record) in names else "")


def _stays(source: Source, *, elsewhere: bool = False) -> Iterator[Line]:
    """What the activity and its parts say and the copy does not."""
    for record in (source.activity, *source.parts):
        yield from _left_of(record, elsewhere=elsewhere)
    cited = _("They show where the facts of the original were taken from.")
    if source.citations:
        yield Line(kind=_("Citations"), name=str(source.citations), why=cited)
    if source.notices:
        yield Line(
            kind=_("Privacy notices"), name=str(source.notices), why=_("No notice speaks of the copy yet.")
        )


def _left_of(record: Record, *, elsewhere: bool) -> Iterator[Line]:
    of = "" if isinstance(record, ProcessingActivity) else called(record)
    for column in fields_of(type(record)):
        why = left_behind(type(record), column, elsewhere=elsewhere)
        if why is None or column.name == "reference":
            continue
        if column.is_relation:
            for linked in targets(record, column):
                yield Line(kind=kind_of(linked), name=called(linked), of=of, why=str(why))
        elif text := _words(column, getattr(record, column.name)):
            yield Line(kind=capfirst(str(column.verbose_name)), name=text, of=of, why=str(why))


def _words(column: Any, value: Any) -> str:
    """A value as people read it; empty for none and for what a new record has anyway."""
    if value in (None, "", []) or value == column.get_default():
        return ""
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(column, CodesField):
        labels = dict(column.known_codes())
        return ", ".join(str(labels.get(code, code)) for code in value)
    if isinstance(value, list):
        return ""  # numbers of accounts, which say nothing to people; the revisions name who wrote
    return str(dict(column.flatchoices).get(value, value))


def _left_with(anew: list[Record]) -> Iterator[Line]:
    """What stays with the first organisation of the records that the other one makes."""
    for record in anew:
        yield from _left_of(record, elsewhere=True)
    services = {record.pk: record for record in anew if isinstance(record, Service)}
    if not services:
        return
    behind = Agreement.services.through.objects.filter(service__in=services).select_related("agreement")
    for link in behind.order_by("agreement__title", "pk"):
        of = called(services[link.service_id])
        yield Line(kind=kind_of(link.agreement), name=str(link.agreement), of=of, why=str(OWN_EVIDENCE))
    why = _("Where the service sends data is for the other organisation to record.")
    for transfer in Transfer.objects.filter(service__in=services).order_by("service", "pk"):
        of = called(services[transfer.service_id])  # type: ignore[index]
        yield Line(kind=kind_of(transfer), name=str(transfer), of=of, why=why)


def _of_all(activity: ProcessingActivity) -> Iterator[Line]:
    """The measures of the whole organisation; in the other one, its own apply."""
    why = _("The measures of the other organisation apply in their place.")
    if activity.inherits_measures:
        for measure in SecurityMeasure.objects.filter(
            organisation=activity.organisation_id, organisation_wide=True
        ):
            yield Line(kind=kind_of(measure), name=str(measure), why=why)
