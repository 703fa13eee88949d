"""How an organisation sees single rules, typed one a line: `review-never: hint`."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from registry.linter.catalogue import all_rules
from registry.models.fields import SeveritiesField


class SeveritiesText(forms.CharField):
    """Lines of text in, a list of `rule=severity` out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(one.replace("=", ": ") for one in value or ())

    def to_python(self, value: Any) -> list[str]:
        lines = enumerate(str(value or "").splitlines(), start=1)
        return [_entry(number, line) for number, line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != list(initial or ())
        except ValidationError:
            return True

    def validate(self, value: list[str]) -> None:
        rules = [entry.partition("=")[0] for entry in value]
        for rule in rules:
            if rules.count(rule) > 1:
                raise ValidationError(_("The rule “%(rule)s” is given twice."), params={"rule": rule})

    def run_validators(self, value: list[str]) -> None:
        """Those of a text do not fit a list."""


def _entry(number: int, line: str) -> str:
    rule, colon, level = (part.strip() for part in line.partition(":"))
    words = {"line": number, "rule": rule, "level": level}
    if not colon:
        raise ValidationError(
            _("Line %(line)s: write a rule, a colon and how it is seen, as in “review-never: hint”."),
            params=words,
        )
    if rule not in {known.slug for known in all_rules()}:
        raise ValidationError(
            _("Line %(line)s: there is no rule “%(rule)s”; the documentation lists them all."), params=words
        )
    if level.casefold() not in SeveritiesField.LEVELS:
        raise ValidationError(
            _("Line %(line)s: “%(level)s” is none of missing, check, hint and off."), params=words
        )
    return f"{rule}={level.casefold()}"
