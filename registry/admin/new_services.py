"""A service together with a company that is not recorded yet, as one meets both while recording an activity."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.base import LAST
from registry.admin.forms import RecordForm
from registry.models import Party
from registry.models.fields import tidy

COMPANY = "company"
"""The field for the name of a company that is not in the list."""
SHORT = ("organisation", "name", "party", COMPANY, "category", "their_role", "hosting_places")
"""What names a service on a sheet."""
Groups = list[tuple[Any, dict[str, Any]]]


class ServiceForm(RecordForm):
    """Names its provider by choosing it or, where it is new, by typing its name."""

    company = forms.CharField(
        label=gettext_lazy("or a new company"),
        required=False,
        max_length=Party._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Where it is not in the list yet: its name. The address can follow later."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if name := tidy(cleaned.get(COMPANY) or ""):
            if cleaned.get("party"):
                self.add_error(COMPANY, _("Choose a company or name a new one, not both."))
            else:
                cleaned["party"] = self._company(name)
        return cleaned

    def _company(self, name: str) -> Party:
        """The company of this name; a new one is saved with the service."""
        own = Party.objects.filter(organisation=self.edit.owner_id, name__iexact=name)
        company = own.first() or Party(organisation_id=self.edit.owner_id, name=name, kind=Party.Kind.COMPANY)
        try:
            company.clean_fields(exclude={"organisation"})
        except ValidationError as error:
            self.add_error(COMPANY, error.messages)
        return company

    def validate_constraints(self, *, exclude: set[str]) -> None:
        """A provider that has no number yet is one all the same."""
        party = self.instance.party
        new = {"party", "category"} if party is not None and party.pk is None else set()
        super().validate_constraints(exclude=exclude | new)


def shortened(groups: Groups) -> Groups:
    """What names a service first; everything else folded, and the reason as ever at the end."""
    head, *others = groups
    said = (head[0], {**head[1], "fields": SHORT})
    found = [said, (_("More about the service"), head[1]), *others]
    return [found[0], *(_folded(name, group) for name, group in found[1:])]


def without_company(groups: Groups) -> Groups:
    """A service that is there has its provider."""
    return [(name, {**group, "fields": _without(group["fields"], {COMPANY})}) for name, group in groups]


def _folded(name: Any, group: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    if LAST in group.get("classes", ()):
        return name, group
    return name, {**group, "classes": ("collapse",), "fields": _without(group["fields"], set(SHORT))}


def _without(names: Iterable[Any], left_out: set[str]) -> tuple[Any, ...]:
    """The names of fields, some of which share a row, without those."""
    kept = (_without(one, left_out) if isinstance(one, list | tuple) else one for one in names)
    return tuple(one for one in kept if one != () and one not in left_out)
