"""What the annexes of a register are about, and which activities use it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.documents.edition import Edition
from registry.documents.records.activities import Activity
from registry.documents.records.services import Service
from registry.documents.values import Line, Value, filled
from registry.documents.wording import provider
from registry.law.articles import Part as Side


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The activities of the records shown; `whole` where both are, and with them what no activity uses."""

    edition: Edition
    sides: dict[Side, tuple[Activity, ...]]
    whole: bool

    @property
    def activities(self) -> tuple[Activity, ...]:
        return tuple(activity for found in self.sides.values() for activity in found)

    def users(self) -> dict[int, tuple[Activity, ...]]:
        """Number of a service → the activities that use it."""
        found: dict[int, dict[int, Activity]] = {}
        for activity in self.activities:
            for disclosure in activity.disclosures:
                if disclosure.service:
                    found.setdefault(disclosure.service.id, {})[activity.id] = activity
        return {service: tuple(users.values()) for service, users in found.items()}

    def services(self) -> tuple[Service, ...]:
        """By provider, then name, then number."""
        users = self.users()
        shown = [one for one in self.edition.inventory.services if self.whole or one.id in users]
        return tuple(sorted(shown, key=_by_provider))


def references(activities: Iterable[Activity]) -> Value:
    """The references of activities; says so where there is none."""
    found = sorted({(len(one.reference), one.reference) for one in activities})
    text = ", ".join(reference for _length, reference in found)
    return filled(Line(text=text) if text else Line(text=_("No recorded activity")))


def _by_provider(service: Service) -> tuple[str, str, int]:
    return provider(service).casefold(), service.name.casefold(), service.id
