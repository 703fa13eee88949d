"""Accepted findings: what somebody answers for leaving as it is, why, and until when."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.base import RecordAdmin
from registry.admin.evidence import AboutFilter, AboutList, OfRecordForm, kinds_of_record
from registry.ledger.history import tracked
from registry.linter.catalogue import THEMES, all_rules
from registry.models import User, Waiver


def rule_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every rule by its title, under its theme."""
    return [
        (str(heading), [(rule.slug, str(rule.title)) for rule in all_rules() if rule.theme == theme])
        for theme, heading in THEMES.items()
    ]


def titles() -> dict[str, str]:
    return {rule.slug: str(rule.title) for rule in all_rules()}


class WaiverForm(OfRecordForm):
    """Which rule, about which record, why and until when."""

    no_kind = gettext_lazy("Wherever it is found")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "rule" in self.fields:
            gone = self.instance.rule
            others = [] if not gone or gone in titles() else [(gone, gone)]
            known = [group for group in rule_choices() if group[1]]
            self._choose("rule", [("", _("Choose a rule")), *known, *others])


class AcceptedList(AboutList):
    """Names the records and who accepted; two queries more."""

    def get_results(self, request: Any) -> None:
        super().get_results(request)
        people = accepted_by([row.pk for row in self.result_list])
        for row in self.result_list:
            row.who = people.get(row.pk, "")


def accepted_by(keys: list[int]) -> dict[int, str]:
    """Number of the accepted finding → who made its newest revision; two queries."""
    versions = tracked(Waiver).history.objects.filter(id__in=keys).order_by("history_id")
    accounts = dict(versions.values_list("id", "history_user_id"))
    names = dict(User.objects.filter(pk__in=set(accounts.values()) - {None}).values_list("pk", "username"))
    erased = _("account no. %(number)s (erased)")
    return {
        key: names.get(number, erased % {"number": number})
        for key, number in accounts.items()
        if number is not None
    }


class LapsedFilter(admin.SimpleListFilter):
    """Whether it still holds."""

    title = gettext_lazy("state")
    parameter_name = "state"
    STATES: ClassVar = {
        "accepted": (gettext_lazy("Accepted"), "gte"),
        "lapsed": (gettext_lazy("Lapsed: a finding again"), "lt"),
    }

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, label) for code, (label, _lookup) in self.STATES.items()]

    def queryset(self, request: Any, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() is None:
            return queryset
        if self.value() not in self.STATES:
            return queryset.none()
        return queryset.filter(**{f"until__{self.STATES[self.value()][1]}": timezone.localdate()})


@admin.register(Waiver)
class WaiverAdmin(RecordAdmin):
    """Accepted findings, each with its reason and its last day."""

    form = WaiverForm
    sourced = False
    list_display = ("title", "kind", "about", "reason", "until", "state", "who")
    list_display_links = ("title", "about")
    list_filter = (AboutFilter, LapsedFilter, ("until", admin.DateFieldListFilter))
    search_fields = ("rule", "reason")
    fieldsets = (
        (gettext_lazy("Which finding"), {"fields": ("rule", ("record_type", "record_id"))}),
        (gettext_lazy("Why it is accepted"), {"fields": ("reason", "until")}),
    )

    def get_changelist(self, request: Any, **kwargs: Any) -> type[ChangeList]:
        return AcceptedList

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        context["called"] = self.title(record) if record else ""
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("Rule"), ordering="rule")
    def title(self, record: Any) -> str:
        return titles().get(record.rule, record.rule)

    @admin.display(description=gettext_lazy("Kind of record"), ordering="record_type")
    def kind(self, record: Any) -> str:
        if not record.record_type:
            return str(WaiverForm.no_kind)
        return dict(kinds_of_record()).get(record.record_type, record.record_type)

    @admin.display(description=gettext_lazy("Record"), ordering="record_id")
    def about(self, record: Any) -> str:
        return "-" if record.record_id is None else record.about

    @admin.display(description=gettext_lazy("State"), ordering="until")
    def state(self, record: Any) -> str:
        return _("Accepted") if record.until >= timezone.localdate() else _("Lapsed: a finding again")

    @admin.display(description=gettext_lazy("Accepted by"))
    def who(self, record: Any) -> str:
        return record.who or "-"

    def _words_of(self, name: Any) -> Any:
        return {"rule": "title", "record_type": "kind"}.get(name) or super()._words_of(name)
