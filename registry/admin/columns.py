"""For the templates of lists: each cell with the heading of its column, so that a row can stand alone on a phone."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()
TICKS = "action-checkbox-column"


@register.filter
def worded(headers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The headings of a list's columns, with a word for the one of ticks: Django's box there needs its script."""
    return [
        {**header, "text": _("Tick")} if TICKS in header.get("class_attrib", "") else header
        for header in headers
    ]


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The cells of a row as Django's list draws them (`<td class=…>…`), with the column's name as `data-heading`."""
    for cell, header in zip(cells, headers, strict=False):
        # Django escaped what is in the cell; only where its tag begins is it cut open.
        tag, rest = SafeString(cell[:3]), SafeString(cell[3:])
        yield format_html('{} data-heading="{}"{}', tag, capfirst(str(header["text"])), rest)
