"""What rules look at: an inventory on a day, prepared once for all of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from registry.documents.edition import Edition, edition
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity, Purpose
from registry.documents.records.evidence import Recorded
from registry.documents.records.notices import Notice
from registry.documents.records.parties import Organisation
from registry.documents.records.services import Service
from registry.law.regimes import Regime
from registry.linter.findings import Found, Severity

PROCESSOR = "processor"
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Context:
    """An inventory on the day `on`. What is read from `edition` was in force then; `recorded` is everything.

    `regimes` are those of the organisation that had begun, and for a rule only those that it belongs to.
    `controlled`: the activities of Part A; `processed`: those of Part B. The maps go by number.
    """

    recorded: Inventory
    edition: Edition
    on: dt.date
    regimes: tuple[Regime, ...]
    organisation: Organisation
    activities: tuple[Activity, ...]
    controlled: tuple[Activity, ...]
    processed: tuple[Activity, ...]
    services: tuple[Service, ...]
    users: Mapping[int, tuple[Activity, ...]]
    """The activities in force that give data to a service."""
    notices: Mapping[int, tuple[Notice, ...]]
    """The notices in force that cover an activity."""
    policies: frozenset[tuple[str, dt.date | None]]
    """Title and date of the policies that the whole inventory was transcribed from; empty where it was not."""
    worked_out: dict[Hashable, Any] = field(default_factory=dict)
    """What several rules ask for, by what decides on it: worked out once for all of them, as most transfers are alike."""

    @property
    def purposes(self) -> Iterable[tuple[Activity, Purpose]]:
        """The purposes of the activities of Part A: in Part B they are the controllers'."""
        return ((activity, purpose) for activity in self.controlled for purpose in activity.purposes)

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What stands under the key, worked out where it does not yet."""
        if key not in self.worked_out:
            self.worked_out[key] = work_out()
        return self.worked_out[key]  # type: ignore[no-any-return]

    def transcribed(self, record: Recorded) -> bool:
        """Whether the record says what a policy states, and no more."""
        return any((cite.source, cite.dated) in self.policies for cite in record.citations)

    def found(
        self,
        record: Recorded,
        *,
        message: str,
        transcribed: str = "",
        field: str = "",
        activity: Activity | None = None,
        severity: Severity | None = None,
        **words: object,
    ) -> Found:
        """A finding. `transcribed` is the sentence about what was taken from a policy: “the policy states no …”.

        In either sentence, `words` take the places of their names: `%(purpose)s`.
        """
        said = transcribed if transcribed and self.transcribed(record) else message
        whole = record if isinstance(record, Activity) else activity
        return Found(record=record, field=field, message=said % words, activity=whole, severity=severity)

    def unassessed(
        self,
        record: Recorded,
        *,
        message: str,
        field: str = "",
        activity: Activity | None = None,
        **words: object,
    ) -> Found:
        """Says that the law's list is not filled, so that nothing is claimed."""
        whole = record if isinstance(record, Activity) else activity
        return Found(record=record, field=field, message=message % words, activity=whole, assessed=False)


def prepare(inventory: Inventory, *, on: dt.date) -> Context:
    """The context of all rules for a day."""
    shown = edition(inventory, on=on, content="full")
    activities = shown.inventory.activities
    return Context(
        recorded=inventory,
        edition=shown,
        on=on,
        regimes=tuple(regime for regime in shown.regimes if regime.starts_on <= on),
        organisation=shown.organisation,
        activities=activities,
        controlled=tuple(one for one in activities if not _processes(one)),
        processed=tuple(one for one in activities if _processes(one)),
        services=shown.inventory.services,
        users=_users(activities),
        notices=_covering(shown.inventory.notices),
        policies=_policies(inventory),
    )


def _processes(activity: Activity) -> bool:
    return activity.role is not None and activity.role.code == PROCESSOR


def _users(activities: Iterable[Activity]) -> dict[int, tuple[Activity, ...]]:
    found: dict[int, dict[int, Activity]] = defaultdict(dict)
    for activity in activities:
        for disclosure in activity.disclosures:
            if disclosure.service is not None:
                found[disclosure.service.id][activity.id] = activity
    return {number: tuple(users.values()) for number, users in found.items()}


def _covering(notices: Iterable[Notice]) -> dict[int, tuple[Notice, ...]]:
    found: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        for number in notice.activities:
            found[number].append(notice)
    return {number: tuple(covering) for number, covering in found.items()}


def _policies(inventory: Inventory) -> frozenset[tuple[str, dt.date | None]]:
    """The policies that the organisation itself was taken from; who keeps a register knows itself without one."""
    notices = {(notice.title, notice.version_date) for notice in inventory.notices}
    own = inventory.organisation.citations if inventory.organisation else ()
    return frozenset(notices) if notices & {(cite.source, cite.dated) for cite in own} else frozenset()
