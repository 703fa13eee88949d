"""Which state of the records a page shows, as people type it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.moments import parse_as_of, parse_on
from registry.actions.refused import Refused
from registry.models import Organisation
from registry.render.wording import day, instant


class MomentForm(forms.Form):
    """As recorded by when, and as in force on which day; both may stay empty. Cleaned, as `make_register` takes them."""

    as_of = forms.CharField(
        label=gettext_lazy("As recorded by"),
        required=False,
        widget=AdminDateWidget(attrs={"class": "vDateField moment"}),
        help_text=gettext_lazy("A day such as 2018-10-19, or a time such as 2018-10-19T14:30. Empty: now."),
    )
    on = forms.CharField(
        label=gettext_lazy("As in force on"),
        required=False,
        widget=AdminDateWidget,
        help_text=gettext_lazy("A day such as 2018-10-19. Empty: today."),
    )

    def __init__(self, *args: Any, organisation: Organisation, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clocks = {"timezone": organisation.timezone, "now": now}

    @property
    def state(self) -> str:
        """Which state of the records is shown, both times in words; only of a form that is valid."""
        as_of, on = self.cleaned_data["as_of"], self.cleaned_data["on"]
        at = instant(as_of or self.clocks["now"], timezone=self.clocks["timezone"])
        words = {"instant": at, "day": day(on)}
        if as_of is None:
            return _("As recorded now, %(instant)s; in force on %(day)s.") % words
        return _("As recorded by %(instant)s; in force on %(day)s.") % words

    def clean_as_of(self) -> Any:
        return self._moment("as_of", parse_as_of)

    def clean_on(self) -> Any:
        return self._moment("on", parse_on)

    def _moment(self, name: str, parse: Callable[..., Any]) -> Any:
        try:
            return parse(self.cleaned_data[name], **self.clocks)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
