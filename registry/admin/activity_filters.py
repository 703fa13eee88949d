"""How activities are filtered: by what the overviews know of them, so that no option has nothing behind it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.summaries import overviews
from registry.documents.pictures import in_alphabet
from registry.documents.summaries import Overview, Summary
from registry.documents.wording import place_line
from registry.law.articles import CONTROLLER_LETTERS, PROCESSOR_LETTERS, Part
from registry.linter.findings import Severity
from registry.models import ProcessingActivity

ANY, NONE, THIRD = "any", "none", "third"
OWNER = "organisation__id__exact"
"""The filter by organisation, which every list has where there are several."""
SOON = dt.timedelta(days=30)
OVERDUE, DUE, LATER, UNSET = "overdue", "due", "later", "unset"
REVIEWS = {
    OVERDUE: gettext_lazy("Overdue"),
    DUE: gettext_lazy("Due within 30 days"),
    LATER: gettext_lazy("Later"),
    UNSET: gettext_lazy("No date set"),
}
MINE, REOPENED, CHANGED = "mine", "reopened", "changed"
APPROVALS = {
    MINE: gettext_lazy("Waiting for my approval"),
    REOPENED: gettext_lazy("Reopened by an edit"),
    CHANGED: gettext_lazy("Changed since approval"),
}
SPECIAL, CRIMINAL, ORDINARY = "special", "criminal", "none"
DELICATE = {
    SPECIAL: gettext_lazy("Special categories (Art. 9)"),
    CRIMINAL: gettext_lazy("Convictions and offences (Art. 10)"),
    ORDINARY: gettext_lazy("Neither"),
}
NOT_STATED = "not-stated"
"""Stands for the empty code of a role: an empty value in an address is none."""


def review_of(summary: Summary, *, today: dt.date) -> str:
    """When the next review is; empty of an activity that is no longer carried out, which nobody reviews."""
    if summary.ended:
        return ""
    if summary.next_review is None:
        return UNSET
    if summary.next_review < today:
        return OVERDUE
    return DUE if summary.next_review <= today + SOON else LATER


class OverviewFilter(admin.SimpleListFilter):
    """The options that hold for some activity of the organisations that are looked at. No query of its own."""

    def __init__(self, request: Any, params: Any, model: Any, model_admin: Any) -> None:
        known, owner = overviews(request), request.GET.get(OWNER)
        self.seen: list[tuple[dt.date, Overview]] = [
            (known.today[key], found) for key, found in known.all.items() if owner in (None, str(key))
        ]
        super().__init__(request, params, model, model_admin)

    def has_output(self) -> bool:
        """An option that was chosen counts although nothing is behind it any more: nothing is then shown."""
        return super().has_output() or self.value() is not None

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        held = dict.fromkeys(
            code
            for today, found in self.seen
            for summary in found.activities.values()
            for code in self.codes(summary, today=today)
        )
        return list(self.options(held))

    def queryset(self, request: Any, queryset: models.QuerySet) -> models.QuerySet:
        if (asked := self.value()) is None:
            return queryset
        keys = [
            key
            for today, found in self.seen
            for key, summary in found.activities.items()
            if asked in self.codes(summary, today=today)
        ]
        return queryset.filter(pk__in=keys)

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        """The options that hold for an activity."""
        raise NotImplementedError

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The options with their labels, in the order in which they are offered."""
        raise NotImplementedError

    def named(self, held: Iterable[str], names: str) -> Iterator[tuple[str, str]]:
        """Options by the names that overviews have for them, in alphabetical order."""
        labels = {
            str(code): label for _today, found in self.seen for code, label in getattr(found, names).items()
        }
        return iter(sorted(((code, labels[code]) for code in held), key=lambda pair: in_alphabet(pair[1])))


class OwnerFilter(OverviewFilter):
    """The organisation; unlike Django's own filter it also holds where all activities are of one of several."""

    title, parameter_name = gettext_lazy("organisation"), OWNER

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        known = overviews(request)
        return [(str(key), str(one)) for key, one in known.organisations.items() if known.all[key].activities]

    def queryset(self, request: Any, queryset: models.QuerySet) -> models.QuerySet:
        if (asked := self.value()) is None:
            return queryset
        owners = [key for key in overviews(request).organisations if str(key) == asked]
        return queryset.filter(organisation__in=owners)


class RoleFilter(OverviewFilter):
    title, parameter_name = gettext_lazy("role"), "role"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        return (summary.role or NOT_STATED,)

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        labels = {code or NOT_STATED: str(label) for code, label in ProcessingActivity.Role.choices}
        return ((code, label) for code, label in labels.items() if code in held)


class StatusFilter(OverviewFilter):
    title, parameter_name = gettext_lazy("status"), "status"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        return (summary.status,)

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((code, str(label)) for code, label in ProcessingActivity.Status.choices if code in held)


class ApprovalFilter(OverviewFilter):
    """What became of approvals, and what waits for one by whoever looks."""

    title, parameter_name = gettext_lazy("approval"), "approval"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        held = {MINE: summary.mine, REOPENED: bool(summary.reopened), CHANGED: summary.changed}
        return [code for code, holds in held.items() if holds]

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((code, str(label)) for code, label in APPROVALS.items() if code in held)


class MissingFilter(OverviewFilter):
    """What is missing, by letter; of what is no longer carried out nothing is."""

    title, parameter_name = gettext_lazy("missing items"), "missing"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        if summary.ended:
            return ()
        return (ANY, *(gap.key for gap in summary.gaps)) if summary.gaps else (NONE,)

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        whole = {ANY: _("Something is missing"), NONE: _("Nothing is missing")}
        labels = {**whole, **{key: letter_label(key) for key in letter_keys()}}
        return ((code, label) for code, label in labels.items() if code in held)


class FoundFilter(OverviewFilter):
    """What the rules find in an activity, by how much it matters."""

    title, parameter_name = gettext_lazy("findings"), "found"

    def __init__(self, request: Any, params: Any, model: Any, model_admin: Any) -> None:
        known, owner = overviews(request), request.GET.get(OWNER)
        self.found = {
            activity: counted
            for key, one in known.tallies.items()
            if owner in (None, str(key))
            for activity, counted in one.activities.items()
        }
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        held = {code for counted in self.found.values() for code in counted}
        return [(one.value, str(one.label)) for one in Severity if one.value in held]

    def queryset(self, request: Any, queryset: models.QuerySet) -> models.QuerySet:
        if (asked := self.value()) is None:
            return queryset
        return queryset.filter(pk__in=[key for key, counted in self.found.items() if asked in counted])


def letter_keys() -> Iterator[str]:
    """The keys of all letters, each once, in the order of the article."""
    return iter(dict.fromkeys(letter.key for letter in (*CONTROLLER_LETTERS, *PROCESSOR_LETTERS)))


def letter_label(key: str) -> str:
    """Where a letter stands and what it asks: “(e), of processors (c): Transfers to third countries …”."""
    asked = {letter.part: letter for letter in (*PROCESSOR_LETTERS, *CONTROLLER_LETTERS) if letter.key == key}
    first, *others = reversed(asked.values())
    words = {"letter": first.letter, "heading": first.heading, "other": others[0].letter if others else ""}
    if words["other"] not in ("", first.letter):
        return _("(%(letter)s), of processors (%(other)s): %(heading)s") % words
    if first.part is Part.PROCESSOR:
        return _("of processors (%(letter)s): %(heading)s") % words
    return _("(%(letter)s): %(heading)s") % words


class CountryFilter(OverviewFilter):
    """Where data are or go, and whether that is a third country."""

    title, parameter_name = gettext_lazy("country"), "country"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        return (*summary.places, *((THIRD,) if summary.third or summary.bodies else ()))

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        if THIRD in held:
            yield THIRD, _("Any third country")
        names = ((code, place_line(code).text) for code in held if code != THIRD)
        yield from sorted(names, key=lambda pair: in_alphabet(pair[1]))


class MechanismFilter(OverviewFilter):
    title, parameter_name = gettext_lazy("transfer mechanism"), "mechanism"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        return summary.mechanisms

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        return self.named(held, "mechanisms")


class ServiceFilter(OverviewFilter):
    title, parameter_name = gettext_lazy("service"), "service"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        return map(str, summary.services)

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        return self.named(held, "services")


class DataFilter(OverviewFilter):
    title, parameter_name = gettext_lazy("category of data"), "data"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        return map(str, summary.data)

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        return self.named(held, "data")


class DelicateFilter(OverviewFilter):
    """Whether special categories of data are in use, or data on convictions."""

    title, parameter_name = gettext_lazy("special categories"), "delicate"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        held = {SPECIAL: summary.special, CRIMINAL: summary.criminal}
        return [code for code, holds in held.items() if holds] or (ORDINARY,)

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((code, str(label)) for code, label in DELICATE.items() if code in held)


class ReviewFilter(OverviewFilter):
    title, parameter_name = gettext_lazy("next review"), "review"

    def codes(self, summary: Summary, *, today: dt.date) -> Iterable[str]:
        return filter(None, (review_of(summary, today=today),))

    def options(self, held: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((code, str(label)) for code, label in REVIEWS.items() if code in held)
