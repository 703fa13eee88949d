"""`recording(...)`: the one way to write."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.ledger.chain import digest_of, payload_of
from registry.ledger.errors import NotRecording, WrongOrganisation
from registry.ledger.history import CHANGED, CREATED, DELETED, Links, Tracked, listen, tracked
from registry.ledger.payloads import plain, sha256
from registry.ledger.revisions import SHARED, ChainHead, Channel, Revision

_current: ContextVar["Recording | None"] = ContextVar("recording", default=None)
_consequences: list[Callable[["Recording", list["Version"]], bool]] = []


@contextmanager
def recording(
    *,
    by: models.Model | None,
    organisation: models.Model | None,
    channel: str,
    reason: str = "",
    clock: dt.datetime | None = None,
) -> Iterator["Recording"]:
    """Everything written inside becomes one sealed revision of the organisation's chain, or nothing at all.

    `by` is the account (None: the program itself), `organisation` the owner of every record written
    (None: shared reference data), `channel` a `Channel`. An unchanged save writes no version; if nothing changed
    there is no revision. Yields the Recording, whose `revision` is set once it is sealed. `clock` dates the very
    first set of shared reference data and nothing else: what an organisation records is never backdated.
    Raises NotRecording when one is already open, WrongOrganisation, ValidationError.
    """
    if clock is not None and (organisation is not None or channel != Channel.REFERENCE):
        raise NotRecording(_("What is recorded is never backdated."))
    if _current.get() is not None:
        raise NotRecording(_("A recording is already open; write into that one."))
    with transaction.atomic():
        opened = Recording(
            actor_id=by.pk if by is not None else None,
            organisation=organisation,
            channel=channel,
            reason=reason,
            clock=clock,
        )
        token = _current.set(opened)
        try:
            yield opened
            opened.seal()
        finally:
            _current.reset(token)


def consequence(follows: Callable[["Recording", list["Version"]], bool]) -> None:
    """Declares what follows from a revision and belongs into the same one: called with the open recording and all that it
    is about to seal, before it does. It may write in its turn, and returns whether it did."""
    _consequences.append(follows)


def current() -> "Recording":
    """The open recording. Raises NotRecording."""
    opened = _current.get()
    if opened is None:
        raise NotRecording(_("Records are written inside recording(…), so that no change is lost."))
    return opened


class Recording:
    """What is being written: which records were touched, and the locked head of the chain."""

    def __init__(
        self,
        *,
        actor_id: int | None,
        organisation: models.Model | None,
        channel: str,
        reason: str,
        clock: dt.datetime | None,
    ) -> None:
        self.clock = clock
        self.actor_id, self.organisation, self.channel, self.reason = actor_id, organisation, channel, reason
        self.touched: dict[type[models.Model], dict[int, str]] = defaultdict(dict)
        self.linked: set[tuple[type[models.Model], int]] = set()
        self.removed: dict[tuple[type[models.Model], int], dict[str, Any]] = {}
        self.wholes: dict[tuple[type[models.Model], int], models.Model] = {}
        self.head: ChainHead | None = None
        self.expunged: list[dict[str, Any]] = []
        """What an expunge took from revisions before, sealed with this one (`expunged.py`)."""
        self.revision: Revision | None = None

    @property
    def key(self) -> int | None:
        """The chain's key; None while the organisation itself is being created."""
        return SHARED if self.organisation is None else self.organisation.pk

    def lock(self) -> ChainHead | None:
        """Locks the head of the chain, so that writers of one organisation follow each other."""
        if self.head is None and self.key is not None:
            heads = ChainHead.objects.select_for_update()
            self.head = heads.filter(pk=self.key).first() or heads.get_or_create(pk=self.key)[0]
        return self.head

    def admit(self, instance: models.Model) -> None:
        """Refuses a record of another organisation, before anything is written."""
        self.lock()
        if instance is self.organisation or instance == self.organisation:
            return
        owner = getattr(instance, "organisation_id", None)
        if owner != (self.organisation.pk if self.organisation is not None else None):
            raise WrongOrganisation(
                _("“%(record)s” belongs to another organisation than the one being recorded.")
                % {"record": instance}
            )

    def touch(self, instance: models.Model, type_: str) -> None:
        known = self.touched[type(instance)]
        if known.get(instance.pk) != CREATED:
            known[instance.pk] = type_
        whole = getattr(instance, "whole", None)
        if whole is not None:
            self.wholes[type(whole), whole.pk] = whole

    def remove(self, instance: models.Model) -> None:
        self.wholes.pop((type(instance), instance.pk), None)
        if self.touched[type(instance)].get(instance.pk) == CREATED:
            del self.touched[type(instance)][instance.pk]
            return
        self.touched[type(instance)][instance.pk] = DELETED
        # As the column holds it: a file field's attribute is an object, its column a path.
        fields = instance._meta.concrete_fields
        self.removed[type(instance), instance.pk] = {
            field.attname: field.get_prep_value(getattr(instance, field.attname)) for field in fields
        }

    def seal(self) -> None:
        """Writes the revision and one history row per changed record."""
        for whole in self.wholes.values():
            whole.clean_whole()  # type: ignore[attr-defined]
        versions = self._all_versions()
        for follows in _consequences:
            if follows(self, versions):
                versions = self._all_versions()
        if not versions and not self.expunged:
            return
        versions.sort(key=lambda version: (version.tracked.label, version.pk))
        self.revision = self._append([version.sealed() for version in versions])
        by_table: dict[Tracked, list[Version]] = defaultdict(list)
        for version in versions:
            by_table[version.tracked].append(version)
        for table, rows in by_table.items():
            write_versions(table, rows, self.revision)

    def _all_versions(self) -> list["Version"]:
        return [
            version
            for model, records in self.touched.items()
            for version in self._versions(tracked(model), records)
        ]

    def _versions(self, table: Tracked, records: dict[int, str]) -> Iterator["Version"]:
        kept = [pk for pk, type_ in records.items() if type_ != DELETED]
        rows = {
            row[table.pk]: row for row in table.model._base_manager.filter(pk__in=kept).values(*table.columns)
        }
        links = live_links(table, kept)
        before = latest_versions(table, [pk for pk in kept if records[pk] == CHANGED])
        links_before = self._links_before(table, before)
        for pk, type_ in records.items():
            if type_ == DELETED:
                yield Version(table, DELETED, fields=self.removed[table.model, pk], links=table.no_links())
                continue
            if pk in before and rows[pk].get("organisation_id") != before[pk].get("organisation_id"):
                raise WrongOrganisation(_("A record never moves to another organisation."))
            known = {name: value for name, value in before.get(pk, {}).items() if name != "history_id"}
            linked = links_before.get(pk, links[pk])
            if known != rows[pk] or linked != links[pk]:
                yield Version(
                    table, type_, fields=rows[pk], links=links[pk], fields_before=known, links_before=linked
                )

    def _links_before(self, table: Tracked, before: dict[int, dict[str, Any]]) -> dict[int, Links]:
        """The last recorded links of those records whose links were touched; the others' cannot have changed."""
        ids = {row["history_id"]: pk for pk, row in before.items() if (table.model, pk) in self.linked}
        found = table.links_of_versions(list(ids)) if ids else {}
        return {pk: found.get(history_id, table.no_links()) for history_id, pk in ids.items()}

    def _append(self, rows: list[dict[str, Any]]) -> Revision:
        head = self.lock()
        if head is None:
            raise NotRecording(_("The organisation was not saved."))
        now = timezone.now()
        instant = max([self.clock or now, *_not_before(head)])
        owner = self.organisation.pk if self.organisation is not None else None
        number = head.number + 1
        payload = payload_of(
            organisation_id=owner,
            number=number,
            reason=self.reason,
            recorded_at=now,
            rows=rows,
            expunged=self.expunged,
        )
        seal = sha256(payload)
        digest = digest_of(
            previous=head.digest,
            instant=instant,
            actor_id=self.actor_id,
            channel=self.channel,
            payload_sha256=seal,
        )
        revision = Revision.objects.create(
            organisation_id=owner,
            number=number,
            instant=instant,
            recorded_at=now,
            actor_id=self.actor_id,
            reason=self.reason,
            channel=self.channel,
            payload=payload,
            payload_sha256=seal,
            previous=head.digest,
            digest=digest,
        )
        head.number, head.instant, head.digest = number, instant, digest
        head.save(force_update=True)
        return revision


def _not_before(head: ChainHead) -> list[dt.datetime]:
    """The instants that the next one of this chain must not precede, whatever the clock says: just after the chain's
    own last one, and after that of the shared words that its records may use. What all share is read with the records
    of each organisation, and follows the last of all of them."""
    others = ChainHead.objects.exclude(pk=head.pk)
    read_along = others if head.pk == SHARED else others.filter(pk=SHARED)
    last = read_along.aggregate(last=models.Max("instant"))["last"]
    return [instant + dt.timedelta(microseconds=1) for instant in (head.instant, last) if instant]


@dataclass(frozen=True)
class Version:
    """One record as it will stand in its history table, and as its last version left it: without columns where there was
    none, or where it is removed."""

    tracked: Tracked
    type: str
    fields: dict[str, Any]
    links: Links
    fields_before: dict[str, Any] = field(default_factory=dict)
    links_before: Links = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.fields[self.tracked.pk]  # type: ignore[no-any-return]

    @property
    def changed(self) -> set[str]:
        """The columns and many-to-many fields that it says otherwise than the version before; of a new or a removed
        record all."""
        if self.type != CHANGED:
            return {*self.fields, *self.links}
        columns = {name for name, value in self.fields.items() if value != self.fields_before.get(name)}
        return columns | {name for name, keys in self.links.items() if keys != self.links_before.get(name)}

    def sealed(self) -> dict[str, Any]:
        return {
            "table": self.tracked.label,
            "id": self.pk,
            "type": self.type,
            "fields": plain(self.fields),
            "links": self.links,
        }


def live_links(table: Tracked, pks: list[int]) -> dict[int, dict[str, list[int]]]:
    """Record id → linked ids of each many-to-many field, sorted; one query per field."""
    found = {pk: table.no_links() for pk in pks}
    for name in table.links:
        if not pks:
            break
        field = table.m2m(name)
        owner, target = field.m2m_field_name() + "_id", field.m2m_reverse_field_name() + "_id"
        pairs = field.remote_field.through._base_manager.filter(**{f"{owner}__in": pks})
        for pk, target_id in pairs.order_by(target).values_list(owner, target):
            found[pk][name].append(target_id)
    return found


def latest_versions(table: Tracked, pks: list[int]) -> dict[int, dict[str, Any]]:
    """Record id → columns of its newest history row, with its `history_id`; one query."""
    if not pks:
        return {}
    newest = (
        table.history.objects.filter(**{f"{table.pk}__in": pks})
        .values(table.pk)
        .annotate(newest=models.Max("history_id"))
        .values("newest")
    )
    found = table.history.objects.filter(history_id__in=newest).values("history_id", *table.columns)
    return {row[table.pk]: row for row in found}


def write_versions(table: Tracked, versions: list[Version], revision: Revision) -> None:
    """The history rows of one table in one statement, then those of each many-to-many field."""
    rows = table.history.objects.bulk_create(
        table.history(
            revision_id=revision.pk,
            history_date=revision.instant,
            history_type=version.type,
            history_user_id=revision.actor_id,
            **version.fields,
        )
        for version in versions
    )
    for name, history in table.links.items():
        field = table.m2m(name)
        owner, target = field.m2m_field_name() + "_id", field.m2m_reverse_field_name() + "_id"
        history.objects.bulk_create(  # type: ignore[attr-defined]
            history(**{"history_id": row.history_id, "id": 0, owner: version.pk, target: target_id})
            for row, version in zip(rows, versions, strict=True)
            for target_id in version.links[name]
        )


def _before(instance: models.Model) -> None:
    current().admit(instance)
    links = [field.name for field in instance._meta.fields if field.is_relation]
    instance.clean_fields(exclude=links)
    instance.clean()


def _saved(instance: models.Model, *, created: bool) -> None:
    current().touch(instance, CREATED if created else CHANGED)


def _before_delete(instance: models.Model) -> None:
    current().admit(instance)
    instance.refresh_from_db()
    for relation in instance._meta.related_objects:
        through = getattr(relation, "through", None)
        if through is None:
            continue
        name = relation.field.m2m_reverse_field_name()
        if through._base_manager.filter(**{name: instance.pk}).exists():
            raise ValidationError(
                _("“%(record)s” is still in use and cannot be deleted.") % {"record": instance}
            )


def _deleted(instance: models.Model) -> None:
    current().remove(instance)


def _linked(
    instance: models.Model, *, action: str, attr: str, pk_set: set[int] | None, reverse: bool
) -> None:
    if reverse:
        raise NotRecording(_("Links are edited from the record that owns them."))
    if action.startswith("pre_"):
        current().admit(instance)
        if action == "pre_add":
            _refuse_foreign(instance, attr, pk_set or set())
    elif action == "post_clear" or pk_set:
        current().touch(instance, CHANGED)
        current().linked.add((type(instance), instance.pk))


def _refuse_foreign(instance: models.Model, attr: str, pks: set[int]) -> None:
    """A link may lead to the same organisation's records or to shared vocabulary, never elsewhere."""
    target = instance._meta.get_field(attr).related_model
    if not any(field.name == "organisation" for field in target._meta.fields):
        return
    owner = instance.pk if instance == current().organisation else instance.organisation_id
    foreign = target._base_manager.filter(pk__in=pks).exclude(organisation_id=owner)
    if target._meta.get_field("organisation").null:
        foreign = foreign.exclude(organisation__isnull=True)
    if foreign.exists():
        raise WrongOrganisation(_("A linked record belongs to another organisation."))


listen(before=_before, saved=_saved, before_delete=_before_delete, deleted=_deleted, linked=_linked)
