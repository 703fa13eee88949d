"""Long lists on one page, each turned by itself."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

SHOWN = 200
"""So many rows of a list stand on one page."""


class Turned:
    """One page of a list. `by`: the name under which an address says which; the others stay as they are turned to.

    `back` and `further` are the addresses of the pages beside it, empty where there is none; `asked`: somebody turned it.
    """

    def __init__(self, request: HttpRequest, found: list[Any], *, by: str) -> None:
        page = Paginator(found, SHOWN).get_page(request.GET.get(by))
        self.rows: list[Any] = list(page.object_list)
        self.count, self.asked = len(found), by in request.GET
        self.number, self.of = page.number, page.paginator.num_pages
        self._query, self._by = request.GET, by
        self.back = self._address(self.number - 1) if page.has_previous() else ""
        self.further = self._address(self.number + 1) if page.has_next() else ""

    def _address(self, number: int) -> str:
        query = self._query.copy()
        query[self._by] = str(number)
        return f"?{query.urlencode()}"
