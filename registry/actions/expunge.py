"""Erasing from the histories what a person may demand to be forgotten: on the record, and without breaking a chain."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.utils.translation import gettext as _

from registry.access.roles import ADMINISTRATOR, roles_of
from registry.actions.refused import Refused
from registry.actions.sending import forget_addresses
from registry.actions.still_said import Place, places_in_history, releases_that_say
from registry.ledger.chain import verify_chain
from registry.ledger.expunged import ERASED, statement, without, without_reason
from registry.ledger.guard import updates_allowed
from registry.ledger.history import Tracked, tracked
from registry.ledger.payloads import plain
from registry.ledger.recording import recording
from registry.ledger.revisions import SHARED, Revision
from registry.ledger.sealed_rows import named
from registry.models import Approval, Channel, Organisation, Release, User
from registry.models.fields import CodesField, LineField, PlaceField, ProseField

READ_BY_THE_PROGRAM = ("reference", "record_type", "field")
"""Lines that are not free text, although nothing checks them."""
REASON = "reason"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What is erased from one revision: the fields of one version or, where there is none, the revision's reason."""

    revision: Revision
    fields: tuple[str, ...]
    history_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Expunge:
    """What an expunge takes and what it leaves: planned or, with the `revision` that records it, done."""

    record: str
    """“party 5”."""
    table: Tracked | None
    """None: it is a revision's reason."""
    pk: int
    organisation: Organisation | None
    stand_ins: dict[str, Any]
    """Name of each field → what stands there instead."""
    taken: tuple[Taken, ...]
    staying: dict[str, Any] = field(default_factory=dict)
    """Name of each field → its value of today, which stays wherever the history has it."""
    releases: tuple[Release, ...] = ()
    """What was published and says it still."""
    places: tuple[Place, ...] = ()
    """Where else in the history of the same organisation it is said."""
    revision: Revision | None = None
    texts: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def key(self) -> int:
        return self.organisation.pk if self.organisation else SHARED

    @property
    def sealed_as(self) -> str:
        """How `Place` calls the record; a reason belongs to none."""
        return self.record if self.table else ""

    def label(self, name: str) -> str:
        """A field as people know it."""
        if self.table is None:
            return str(_("reason"))
        return str(self.table.model._meta.get_field(name).verbose_name)


def expunge(model: type[models.Model], pk: int, *, fields: Iterable[str], by: User, reason: str) -> Expunge:
    """Erases what these fields of a record held before today from every version and every payload that has it.

    The value of today is changed in the normal way first, or it stays. The expunge is a revision of its own: it says
    who, when, why, and which fields in which revisions, and seals what is left of their payloads. A Revision as
    `model` has one field, its reason. Raises Refused, PermissionDenied.
    """
    names = list(fields)
    organisation = owner_of(model, pk)
    refuse_unless_administrator(organisation, by=by)
    if not reason.strip():
        raise Refused(_("Say why it is erased: the history keeps the reason."))
    with recording(by=by, organisation=organisation, channel=Channel.COMMAND, reason=reason) as opened:
        opened.lock()
        plan = plan_expunge(model, pk, fields=names)
        _refuse_broken(plan)
        if any(text in reason for text in plan.texts):
            raise Refused(_("The reason repeats what is to be erased."))
        opened.expunged = _take(plan)
        # Where an address goes, so does what is kept of the e-mails to it.
        forget_addresses(plan.texts, organisation_id=organisation.pk if organisation else None)
    return _with_what_is_left(plan, revision=opened.revision)


def plan_expunge(model: type[models.Model], pk: int, *, fields: Iterable[str]) -> Expunge:
    """What `expunge` would do. Writes nothing. Raises Refused."""
    plan = _plan_reason(pk) if model is Revision else _plan_record(tracked(model), pk, tuple(fields))
    return _with_what_is_left(plan, revision=None)


def refuse_unless_administrator(organisation: Organisation | None, *, by: User) -> None:
    """Who may erase: the organisation's administrator; what all share, the installation's."""
    if by.is_active and by.is_superuser:
        return
    if organisation is None or roles_of(by).get(organisation.pk) != ADMINISTRATOR:
        raise PermissionDenied(_("Only an administrator of the organisation erases from its history."))


def owner_of(model: type[models.Model], pk: int) -> Organisation | None:
    """Whose history a record is in, also after its deletion. Raises Refused where there never was one."""
    if model is Revision:
        row = Revision.objects.filter(pk=pk).values("organisation_id").first()
    else:
        rows = tracked(model).history.objects.filter(**{tracked(model).pk: pk}).order_by("-history_id")
        row = rows.values(*tracked(model).columns).first()
    if row is None:
        raise Refused(_("There is no %(record)s.") % {"record": f"{model._meta.verbose_name} {pk}"})
    owner = row["id"] if model is Organisation else row.get("organisation_id")
    return Organisation.objects.get(pk=owner) if owner is not None else None


def stand_in(column: models.Field) -> Any:
    """What stands where a value was. Raises Refused where nothing can."""
    words = {"field": column.verbose_name}
    if column.model is Approval:
        raise Refused(_("What was approved is kept as it was, like a release: nothing of it can be erased."))
    if column.is_relation:
        raise Refused(_("“%(field)s” is a link: erase it in the record to which it leads.") % words)
    free = isinstance(column, LineField | ProseField) and not column._validators
    if free and column.name not in READ_BY_THE_PROGRAM:
        return ERASED
    if column.null:
        return None
    if isinstance(column, CodesField):
        return []
    if isinstance(column, models.EmailField | models.URLField | PlaceField) and column.blank:
        return ""
    raise Refused(_("“%(field)s” cannot be erased: the program reads the record by it.") % words)


def _plan_record(table: Tracked, pk: int, fields: tuple[str, ...]) -> Expunge:
    organisation = owner_of(table.model, pk)
    stand_ins = {name: stand_in(_column(table, name)) for name in fields}
    live = table.model._base_manager.filter(pk=pk).values(*fields).first()
    versions = table.history.objects.filter(**{table.pk: pk}).order_by("history_id")
    taken, texts = [], set()
    for version in versions.select_related("revision").defer("revision__payload"):
        held = {name: getattr(version, name) for name in fields}
        past = {name: value for name, value in held.items() if value not in (stand_ins[name], None, "", [])}
        if going := tuple(name for name, value in past.items() if live is None or value != live[name]):
            taken.append(Taken(revision=version.revision, fields=going, history_id=version.history_id))
            texts |= {past[name] for name in going if isinstance(past[name], str)}
    if not taken:
        raise Refused(
            _("The history holds nothing of it but what stands today: change the record first, then erase.")
        )
    return Expunge(
        record=named(table, pk),
        table=table,
        pk=pk,
        organisation=organisation,
        stand_ins=stand_ins,
        taken=tuple(taken),
        staying={name: value for name, value in (live or {}).items() if value not in (None, "", [])},
        texts=frozenset(texts),
    )


def _column(table: Tracked, name: str) -> models.Field:
    known = {column.name: column for column in table.model._meta.concrete_fields}
    known |= {column.name: column for column in table.model._meta.local_many_to_many}
    if name not in known:
        words = {"field": name, "known": ", ".join(sorted(known))}
        raise Refused(_("There is no field “%(field)s”; there are %(known)s.") % words)
    return known[name]


def _plan_reason(pk: int) -> Expunge:
    revision = Revision.objects.get(pk=pk)
    if revision.reason in ("", ERASED):
        raise Refused(_("Revision %(number)s has no reason to erase.") % {"number": revision.number})
    return Expunge(
        record=_("revision %(number)s") % {"number": revision.number},
        table=None,
        pk=revision.number,
        organisation=revision.organisation,
        stand_ins={REASON: ERASED},
        taken=(Taken(revision=revision, fields=(REASON,)),),
        texts=frozenset({revision.reason}),
    )


def _with_what_is_left(plan: Expunge, *, revision: Revision | None) -> Expunge:
    """The plan with what a person still has to decide about."""
    owner = plan.organisation.pk if plan.organisation else None
    going = {(taken.revision.number, plan.label(name)) for taken in plan.taken for name in taken.fields}
    places = [
        place
        for place in places_in_history(plan.texts, key=plan.key)
        if place.record != plan.sealed_as or (place.revision, place.field) not in going
    ]
    releases = releases_that_say(plan.texts, organisation_id=owner)
    return replace(plan, revision=revision, releases=tuple(releases), places=tuple(places))


def _refuse_broken(plan: Expunge) -> None:
    """What was tampered with must not become what the expunge seals."""
    fault = verify_chain(plan.key)
    if fault is not None:
        raise Refused(
            _("This history is broken (%(why)s): see verify_history first.") % {"why": fault.message}
        )


def _take(plan: Expunge) -> list[dict[str, Any]]:
    """Blanks payloads and history rows. Returns what the expunge has to say of each revision."""
    sealed = [Revision, *([plan.table.history] if plan.table else [])]
    with updates_allowed(connection, *sealed):
        return [_take_one(plan, taken) for taken in plan.taken]


def _take_one(plan: Expunge, taken: Taken) -> dict[str, Any]:
    row = Revision.objects.filter(pk=taken.revision.pk)
    payload = row.values_list("payload", flat=True).get()
    values = {name: plan.stand_ins[name] for name in taken.fields}
    if plan.table is None:
        left = without_reason(payload)
        row.update(payload=left, reason=ERASED)
    else:
        left = without(payload, table=plan.table.label, pk=plan.pk, values=plain(values))
        row.update(payload=left)
        plan.table.history.objects.filter(history_id=taken.history_id).update(**values)
    return statement(
        revision=taken.revision.number,
        table=plan.table.label if plan.table else "revision",
        pk=plan.pk,
        fields=list(taken.fields),
        left=left,
    )
