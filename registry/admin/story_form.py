"""What is asked of the story of an organisation: who, which kind of record, from when until when, why."""

import datetime as dt
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.moments import parse_on
from registry.actions.refused import Refused
from registry.actions.touching import parts_of
from registry.admin.headlines import in_order
from registry.admin.names import Accounts
from registry.documents.days import end_of, start_of
from registry.ledger.history import tracked, tracked_models
from registry.models import Organisation, OwnedRecord, Revision
from registry.models.base import Child
from registry.models.fields import refuse_control_characters
from registry.models.vocabulary import Term

NOBODY = "program"
"""Stands for what was written by no account."""


class StoryForm(forms.Form):
    """Every question may stay open. Queries: two, for the accounts that ever wrote."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    since = forms.CharField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.CharField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=gettext_lazy("In the reason"),
        required=False,
        max_length=200,
        validators=[refuse_control_characters],
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, *args: Any, owner: Organisation | None, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clocks = {"timezone": owner.timezone if owner is not None else "UTC", "now": now}
        self.fields["who"].choices = [("", _("Everybody")), *authors(owner)]
        self.fields["kind"].choices = [("", _("Everything")), *kinds(shared=owner is None)]

    def clean_since(self) -> dt.date | None:
        return self._day("since")

    def clean_until(self) -> dt.date | None:
        return self._day("until")

    def _day(self, name: str) -> dt.date | None:
        text = self.cleaned_data[name]
        try:
            return parse_on(text, **self.clocks) if text else None
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("since"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day is before the first one."))
        return cleaned

    def answer(self, revisions: models.QuerySet) -> models.QuerySet:
        """Those of the revisions that were asked for; only of a form that is valid."""
        asked, timezone = self.cleaned_data, self.clocks["timezone"]
        if asked["who"]:
            account = None if asked["who"] == NOBODY else int(asked["who"])
            revisions = revisions.filter(actor_id=account)
        if asked["kind"]:
            revisions = revisions.filter(_touched(asked["kind"]))
        if asked["since"]:
            revisions = revisions.filter(instant__gte=start_of(asked["since"], timezone=timezone))
        if asked["until"]:
            revisions = revisions.filter(instant__lte=end_of(asked["until"], timezone=timezone))
        return revisions.filter(reason__icontains=asked["reason"]) if asked["reason"] else revisions


def authors(owner: Organisation | None) -> list[tuple[str, str]]:
    """Everybody who ever wrote in the chain, by name; the program itself comes last."""
    numbers = Revision.objects.filter(organisation=owner).order_by().values_list("actor_id", flat=True)
    found = set(numbers.distinct())
    accounts = Accounts(found)
    named = [(str(number), accounts.name(number)) for number in found if number is not None]
    program = [(NOBODY, _("No account: the program itself"))] if None in found else []
    return [*sorted(named, key=lambda choice: (choice[1], choice[0])), *program]


def kinds(*, shared: bool) -> list[tuple[str, str]]:
    """Every kind of record that has a form of its own and can be in the chain."""
    owned = [table.label for table in tracked_models() if _may_be_in(table.model, shared=shared)]
    return [(label, capfirst(str(_model(label)._meta.verbose_name_plural))) for label in in_order(owned)]


def _may_be_in(model: type[models.Model], *, shared: bool) -> bool:
    if issubclass(model, Child):
        return False
    of_organisations = issubclass(model, OwnedRecord | Organisation)
    return not of_organisations if shared else of_organisations or issubclass(model, Term)


def _model(label: str) -> Any:
    return apps.get_model("registry", label)


def _touched(label: str) -> models.Q:
    """Revisions that wrote such a record or a part of one."""
    found = models.Q()
    for model in (_model(label), *parts_of(_model(label))):
        found |= models.Q(pk__in=tracked(model).history.objects.values("revision_id"))
    return found
