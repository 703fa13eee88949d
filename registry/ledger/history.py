"""History on every record: simple-history's tables, filled once per record and revision."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import signals
from simple_history.models import HistoricalRecords

from registry.ledger.revisions import Revision

CREATED, CHANGED, DELETED = "+", "~", "-"
Links = dict[str, list[int]]
_listeners: dict[str, Callable[..., None]] = {}


class RecordedRow(models.Model):
    """Every history row belongs to the revision that sealed it."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@dataclass(frozen=True, eq=False)
class Tracked:
    """One recorded model: its history table, its columns and its many-to-many fields."""

    model: type[models.Model]
    history: type[models.Model]
    links: dict[str, type[models.Model]] = field(default_factory=dict)
    """Name of the many-to-many field → its history table."""

    @cached_property
    def label(self) -> str:
        return self.model._meta.model_name or ""

    @cached_property
    def pk(self) -> str:
        return self.model._meta.pk.attname

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(column.attname for column in self.model._meta.concrete_fields)

    @cached_property
    def by_organisation(self) -> bool:
        return "organisation_id" in self.columns

    def no_links(self) -> Links:
        return {name: [] for name in self.links}

    def m2m(self, name: str) -> models.ManyToManyField:
        return self.model._meta.get_field(name)  # type: ignore[return-value]

    def links_of_versions(self, history_ids: Iterable[int] | models.QuerySet) -> dict[int, Links]:
        """History id → the linked ids of each many-to-many field, sorted; one query per field."""
        return self._links(history_id__in=history_ids)

    def links_of_revisions(self, revision_ids: Iterable[int]) -> dict[int, Links]:
        """The same of all versions that these revisions wrote."""
        return self._links(history__revision_id__in=revision_ids)

    def _links(self, **conditions: Any) -> dict[int, Links]:
        found: dict[int, Links] = defaultdict(self.no_links)
        for name, table in self.links.items():
            target = self.m2m(name).m2m_reverse_field_name() + "_id"
            pairs = table.objects.filter(**conditions).values_list("history_id", target)  # type: ignore[attr-defined]
            for history_id, target_id in pairs.order_by("history_id", target):
                found[history_id][name].append(target_id)
        return found


_tracked: dict[type[models.Model], Tracked] = {}


def tracked_models() -> list[Tracked]:
    """Every recorded model, in the order of its label."""
    return sorted(_tracked.values(), key=lambda tracked: tracked.label)


def tracked(model: type[models.Model]) -> Tracked:
    return _tracked[model]


def listen(**listeners: Callable[..., None]) -> dict[str, Callable[..., None]]:
    """Connects `recording.py`, the one reader of these signals (before, saved, before_delete, deleted, linked);
    returns those that were connected."""
    before = dict(_listeners)
    _listeners.update(listeners)
    return before


class Recorded(HistoricalRecords):
    """Simple-history's tables with our way of filling them: nothing at the signal, one version at the seal."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(bases=(RecordedRow,), inherit=True, user_model=None, **kwargs)

    def get_m2m_fields_from_model(self, model: type[models.Model]) -> list[models.ManyToManyField]:
        return list(model._meta.local_many_to_many)

    def _get_history_user_fields(self) -> dict[str, Any]:
        # An account's number, not a foreign key: erasing the account must not touch guarded rows.
        return {
            "history_user": property(self.user_getter, self.user_setter),
            "history_user_id": models.BigIntegerField(null=True),
        }

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options = super().get_meta_options(model)
        columns = [model._meta.pk.attname, "history_date", "history_id"]
        if any(column.name == "organisation" for column in model._meta.fields):
            columns = ["organisation", *columns]
        options["indexes"] = (models.Index(fields=columns),)
        return options

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        # History is read by organisation and record, never by what a link points to: no index per column.
        self.no_db_index = [column.name for column in model._meta.fields]
        return super().copy_fields(model)

    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        if hasattr(sender._meta, "simple_history_manager_attribute") and sender not in _tracked:
            links = {f.name: self.m2m_models[f] for f in self.get_m2m_fields_from_model(sender)}
            history = getattr(sender, self.manager_name).model
            _tracked[sender] = Tracked(model=sender, history=history, links=links)
            signals.pre_save.connect(self.pre_save, sender=sender, weak=False)

    def pre_save(self, instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
        _listeners["before"](instance)

    def post_save(
        self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        _listeners["saved"](instance, created=created)

    def pre_delete(self, instance: models.Model, **kwargs: Any) -> None:
        _listeners["before_delete"](instance)

    def post_delete(self, instance: models.Model, using: str | None = None, **kwargs: Any) -> None:
        _listeners["deleted"](instance)

    def m2m_changed(
        self, instance: models.Model, action: str, attr: str, pk_set: set[int] | None, reverse: bool, **_: Any
    ) -> None:
        _listeners["linked"](instance, action=action, attr=attr, pk_set=pk_set, reverse=reverse)
