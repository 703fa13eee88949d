"""Values as people read them: labels for codes, names for places, days written out."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.law.periods import is_period, period_words
from registry.law.places import PLACE_CODES, place_name
from registry.models.fields import CodesField, PlaceField


def heading(field: models.Field) -> str:
    """What a field is called."""
    return capfirst(str(field.verbose_name))


def words(field: models.Field, value: Any) -> str:
    """A column's value as text; empty where there is none. Links are not among them: see `names.py`."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case dt.datetime():
            return date_format(value, "j F Y, H:i")
        case dt.date():
            return date_format(value, "j F Y")
    if isinstance(field, CodesField):
        labels = dict(field.known_codes())
        return ", ".join(str(labels.get(code, code)) for code in value)
    if field.name == "period" and is_period(value):
        return period_words(value)
    if isinstance(field, PlaceField):
        return place_name(value) if value in PLACE_CODES else str(value)
    return str(dict(field.flatchoices).get(value, value)) if field.flatchoices else str(value)


def column(model: type[models.Model], name: str) -> Callable[[models.Model], str]:
    """A column of a list, or an item that is only read, with words in place of codes."""
    field = model._meta.get_field(name)

    def shown(record: models.Model) -> str:
        return words(field, getattr(record, name)) or "-"

    shown.__name__ = name
    shown.short_description = heading(field)  # type: ignore[attr-defined]
    shown.admin_order_field = name  # type: ignore[attr-defined]
    return shown
