"""Revisions of one chain as they are told: in one line each, with the records they touched."""

import datetime as dt
import zoneinfo
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.admin.changes import names_in
from registry.admin.erasures import erasures
from registry.admin.headlines import counts, in_order
from registry.admin.names import Accounts
from registry.admin.subjects import Subject, headline_of, subjects
from registry.admin.touched import Counts, Touch, counted, versions_in
from registry.admin.versions import Version
from registry.models import Organisation, Revision

OPEN = 4
"""So many records of a revision are shown at once; the others unfold."""
LARGEST = 60
"""A revision that wrote more is told by numbers, with a link to the page that lists its records."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One revision: when, who, by which way, why, and what it did."""

    number: int
    instant: dt.datetime
    who: str
    channel: str
    reason: str
    headline: str
    count: int
    """How many records, parts included, it wrote."""
    shown: tuple[Subject, ...]
    folded: tuple[Subject, ...] = ()
    large: bool
    """Whether it is told by numbers alone."""
    alone: str
    """The address of this revision alone."""
    register: str = ""
    """The address of the register as of that moment; empty for what belongs to no organisation."""
    since: str = ""
    """The address of what changed in it since that moment; likewise."""
    erased: tuple[str, ...] = ()
    """Of an expunge: a sentence for each record that lost something."""


class Teller:
    """Tells the revisions of one chain. `owner` None: the one that all organisations share."""

    def __init__(self, *, owner: Organisation | None, site: Any) -> None:
        self.owner, self.site = owner, site
        self.zone = zoneinfo.ZoneInfo(owner.timezone if owner is not None else "UTC")

    @property
    def key(self) -> int | None:
        return self.owner.pk if self.owner is not None else None

    def told(self, revisions: Iterable[Revision]) -> list[Told]:
        """Several revisions, in their order. Queries: three, and a few for each kind of record that they touched or
        erased from, whatever the number of revisions; large ones are not read."""
        asked = list(revisions)
        found = counted([revision.pk for revision in asked])
        small = [pk for pk, of_kinds in found.items() if of_kinds.total() <= LARGEST]
        labels = {label for pk in small for label, _kind in found[pk]}
        by_revision = self._subjects(versions_in(small, owner=self.key, labels=labels))
        accounts = Accounts(revision.actor_id for revision in asked)
        erased = erasures([revision.pk for revision in asked if revision.pk not in found])
        return [
            replace(
                self._told(revision, by_revision.get(revision.pk, []), found, accounts, shown=OPEN),
                erased=erased.get(revision.pk, ()),
            )
            for revision in asked
        ]

    def alone(self, revision: Revision, listed: Iterable[Touch]) -> Told:
        """One revision with those of its records. Queries: four, and a few for each kind of record."""
        only: dict[str, set[int]] = defaultdict(set)
        for touch in listed:
            only[touch.label].add(touch.pk)
        versions = versions_in([revision.pk], owner=self.key, labels=only, only=only)
        found = self._subjects(versions).get(revision.pk, [])
        accounts, kinds = Accounts([revision.actor_id]), counted([revision.pk])
        erased = erasures([revision.pk]) if not kinds else {}
        told = self._told(revision, found, kinds, accounts, shown=len(found))
        return replace(told, erased=erased.get(revision.pk, ()))

    def _told(
        self, revision: Revision, found: list[Subject], all_: Counts, accounts: Accounts, *, shown: int
    ) -> Told:
        kinds = all_.get(revision.pk, Counter())
        large = kinds.total() > LARGEST
        return Told(
            number=revision.number,
            instant=revision.instant,
            who=accounts.who(revision),
            channel=revision.get_channel_display(),
            reason=revision.reason,
            headline=(counts(kinds) if large else headline_of(found))
            or _("Something was erased from earlier revisions"),
            count=kinds.total(),
            shown=tuple(found[:shown]),
            folded=tuple(found[shown:]),
            large=large,
            alone=revision_url(self.key, revision.number, site=self.site.name),
            register=register_url(self.key, revision.instant, zone=self.zone, site=self.site.name),
            since=comparison_url(self.key, revision.instant, zone=self.zone, site=self.site.name),
        )

    def _subjects(self, versions: dict[int, list[Version]]) -> dict[int, list[Subject]]:
        names = names_in((version for written in versions.values() for version in written), wholes=True)
        found = {revision: subjects(written, names) for revision, written in versions.items()}
        living = alive(subject for told in found.values() for subject in told)
        return {
            revision: [self._linked(subject, living) for subject in told] for revision, told in found.items()
        }

    def _linked(self, subject: Subject, living: set[tuple[str, int]]) -> Subject:
        label = subject.model._meta.model_name or ""
        address = f"{self.site.name}:registry_{label}"
        return replace(
            subject,
            history=reverse(f"{address}_history", args=[subject.pk]),
            form=reverse(f"{address}_change", args=[subject.pk]) if (label, subject.pk) in living else "",
        )


def grouped(found: Iterable[Touch]) -> list[list[Touch]]:
    """What a revision touched, by the record that has a form of its own, in the order in which it is told."""
    by_whole: dict[tuple[str, int], list[Touch]] = defaultdict(list)
    for touch in found:
        by_whole[touch.whole_label, touch.whole].append(touch)
    order = in_order({label for label, _key in by_whole})
    return [by_whole[key] for key in sorted(by_whole, key=lambda key: (order.index(key[0]), key[1]))]


def alive(found: Iterable[Subject]) -> set[tuple[str, int]]:
    """Model's name and number of the records that are still there. One query."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for subject in found:
        wanted[subject.model].add(subject.pk)
    asked = [
        model._default_manager.filter(pk__in=keys)
        .order_by()
        .values_list(models.Value(model._meta.model_name), "pk")
        for model, keys in wanted.items()
    ]
    return set(asked[0].union(*asked[1:], all=True)) if asked else set()


def story_url(owner: int | None, *, site: str, **query: Any) -> str:
    """The address of the story of an organisation or, for None, of what all share."""
    if owner is None:
        return reverse(f"{site}:registry_shared_story", query=query)
    return reverse(f"{site}:registry_organisation_story", args=[owner], query=query)


def revision_url(owner: int | None, number: int, *, site: str) -> str:
    """The address of one revision alone."""
    return story_url(owner, site=site, revision=number)


def register_url(owner: int | None, instant: dt.datetime, *, zone: zoneinfo.ZoneInfo, site: str) -> str:
    """Where the register as of an instant is asked for, the revision of that instant included, as in force on its day;
    empty for what belongs to no organisation."""
    if owner is None:
        return ""
    local = instant.astimezone(zone)
    query = {"as_of": precise(instant, zone=zone), "on": local.date().isoformat()}
    return reverse(f"{site}:registry_organisation_register", args=[owner], query=query)


def comparison_url(owner: int | None, since: dt.datetime, *, zone: zoneinfo.ZoneInfo, site: str) -> str:
    """Where it is said what changed in the register since an instant; empty for what belongs to no organisation."""
    if owner is None:
        return ""
    query = {"since": precise(since, zone=zone)}
    return reverse(f"{site}:registry_organisation_comparison", args=[owner], query=query)


def precise(instant: dt.datetime, *, zone: zoneinfo.ZoneInfo) -> str:
    """An instant as people may type it, to the microsecond."""
    return instant.astimezone(zone).isoformat(timespec="microseconds")
