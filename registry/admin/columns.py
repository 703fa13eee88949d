"""For the templates of lists: each cell with the heading of its column, so that a row can stand alone on a phone."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The cells of a row as Django's list draws them (`<td class=…>…`), with the column's name as `data-heading`."""
    for cell, header in zip(cells, headers, strict=False):
        # Django escaped what is in the cell; only where its tag begins is it cut open.
        tag, rest = SafeString(cell[:3]), SafeString(cell[3:])
        yield format_html('{} data-heading="{}"{}', tag, capfirst(str(header["text"])), rest)
