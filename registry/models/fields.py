"""Fields that keep text clean and codes known, and the third state: why something is absent."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registry.law.labelled import Labelled
from registry.law.places import PLACE_CODES, place_name

TEXT_LIMIT = 30_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
Choices = Iterable[tuple[str, str | Promise]]


def labelled(kinds: type[Labelled]) -> list[tuple[str, str | Promise]]:
    """The members of one of the law's enumerations as choices."""
    return [(kind.value, kind.label) for kind in kinds]


def tidy(text: str) -> str:
    """The text in NFC with LF line ends and no space around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def refuse_control_characters(text: str) -> None:
    found = CONTROL.search(text)
    if found:
        raise ValidationError(
            _("Character %(position)s is a control character that cannot be printed; please remove it."),
            params={"position": found.start() + 1},
        )


def refuse_line_breaks(text: str) -> None:
    if "\n" in text:
        raise ValidationError(_("This is one line; please remove the line break."))


class CleanText:
    """Mixin: normalises on the way in, so that equal texts are equal bytes in the ledger."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return tidy(value) if isinstance(value, str) else value

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = super().pre_save(instance, add)  # type: ignore[misc]
        if isinstance(value, str) and value != tidy(value):
            value = tidy(value)
            setattr(instance, self.attname, value)  # type: ignore[attr-defined]
        return value


class LineField(CleanText, models.CharField):
    """One line of text; empty is "", never null."""

    default_validators = [refuse_control_characters, refuse_line_breaks]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)


class ProseField(CleanText, models.TextField):
    """Text of several lines, at most 30,000 characters; empty is "", never null."""

    default_validators = [MaxLengthValidator(TEXT_LIMIT), refuse_control_characters]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class CodesField(models.JSONField):
    """An ordered list of codes without repetition, each from a known list that migrations need not repeat."""

    def __init__(self, *args: Any, known: Callable[[], Choices] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        self.known = known
        super().__init__(*args, **kwargs)

    def known_codes(self) -> list[tuple[str, str | Promise]]:
        return list(self.known()) if self.known else []

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise ValidationError(_("This must be a list of codes."))
        unknown = [code for code in value if code not in dict(self.known_codes())]
        if unknown:
            raise ValidationError(_("“%(code)s” is not on the list."), params={"code": unknown[0]})
        if len(set(value)) != len(value):
            raise ValidationError(_("Each entry may be given once."))

    def formfield(self, **kwargs: Any) -> forms.Field:  # type: ignore[override]
        return forms.MultipleChoiceField(
            choices=self.known_codes,
            required=not self.blank,
            label=kwargs.get("label") or self.verbose_name.capitalize(),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget") or forms.SelectMultiple(attrs={"size": 6}),
        )


def place_choices() -> Choices:
    """Every place that may be named, sorted by name: our own wider areas first, then countries."""
    wide = [code for code in PLACE_CODES if len(code) > 2]
    states = sorted((code for code in PLACE_CODES if len(code) == 2), key=place_name)
    return [(code, place_name(code)) for code in [*wide, *states]]


def check_place(code: str) -> None:
    if code and code not in PLACE_CODES:
        raise ValidationError(_("“%(code)s” is not the code of a country or area."), params={"code": code})


class PlaceField(models.CharField):
    """One country or, where the source is no more precise, a wider area; empty is not stated."""

    default_validators = [check_place]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:  # type: ignore[override]
        return forms.ChoiceField(
            choices=lambda: [("", _("Not stated")), *place_choices()],
            required=not self.blank,
            label=kwargs.get("label") or self.verbose_name.capitalize(),
            help_text=kwargs.get("help_text", self.help_text),
        )


class SeveritiesField(CodesField):
    """How an organisation sees single rules: a list of `rule=severity`, each rule once.

    Which rules there are is not known here; a rule that is gone changes nothing.
    """

    LEVELS = ("missing", "check", "hint", "off")
    ENTRY = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)=(?:" + "|".join(LEVELS) + ")")

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        models.JSONField.validate(self, value, model_instance)
        found = [self.ENTRY.fullmatch(one) if isinstance(one, str) else None for one in value]
        if not isinstance(value, list) or not all(found):
            raise ValidationError(_("This must be a list of entries such as “review-never=hint”."))
        rules = [one.group(1) for one in found if one]
        if len(set(rules)) != len(rules):
            raise ValidationError(_("Each rule may be given once."))


class PlacesField(CodesField):
    """Several countries or areas; empty is not stated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("known", None)
        super().__init__(*args, known=place_choices, **kwargs)


def absent_because(what: str | Promise, **kwargs: Any) -> ProseField:
    """The third state beside a value: not applicable (or not possible), and why."""
    return ProseField(
        what,
        help_text=kwargs.pop(
            "help_text", _("Only where there is none, and you know why. Empty means missing.")
        ),
        **kwargs,
    )


def not_both(model: str, value: str, *, null: bool = True) -> models.CheckConstraint:
    """A value and the reason for its absence exclude each other, in the database."""
    empty = models.Q(**{f"{value}__isnull": True}) if null else models.Q(**{value: ""})
    return models.CheckConstraint(
        condition=empty | models.Q(**{f"{value}_absent_because": ""}),
        name=f"{model}_{value}_or_reason",
        violation_error_message=format_lazy(
            _("Give either the value or the reason why there is none, not both: {field}."),
            field=value.replace("_", " "),
        ),
    )


def in_order(
    model: str, first: str, last: str, *, message: str | Promise | None = None
) -> models.CheckConstraint:
    """Two dates, of which the second is not before the first; `message` says so where it is."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{first}__isnull": True})
        | models.Q(**{f"{last}__isnull": True})
        | models.Q(**{f"{last}__gte": models.F(first)}),
        name=f"{model}_{last}_after_start",
        violation_error_message=message or _("The last day is before the first one."),
    )
