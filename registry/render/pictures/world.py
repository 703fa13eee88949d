"""The map of an organisation: where data are, each country by its footing, and beside it what no map can show."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registry.documents.footing import STRENGTH, Footing
from registry.documents.register import Map, MapPlace
from registry.documents.wording import remarked
from registry.render.pictures.charts import painted
from registry.render.pictures.contents import LONGEST
from registry.render.pictures.footings import swatch
from registry.render.pictures.lettering import (
    LABEL,
    LOUD,
    NAME,
    SOFT,
    TEXT,
    Hand,
    Line,
    depth,
    imprint_below,
    paragraphs,
    written,
)
from registry.render.pictures.outlines import chart
from registry.render.pictures.paper import in_words
from registry.render.pictures.sheets import Country, Sheet
from registry.render.pictures.svg import element, outlined, picture
from registry.render.printable import every_text, printable

WIDE, NARROW = 760, 360
INSET = 352
"""Width of Europe, and where the legend begins beside it: pixels."""
GAP, BETWEEN, ASIDE = 20, 10, 10
"""Pixels between parts, entries of the legend, a sample and its text."""
SAMPLE = (26, 16)
"""Width and height of a sample of a footing."""


def map_svg(shown: Map, *, prefix: str, narrow: bool = False, imprint: str = "") -> SafeString:
    """The world, Europe in large where data are there, and a legend with the name of every place.

    760 pixels wide or, narrow, 360. `imprint` stands in small print below it. The same map is the same text. Raises
    ValueError for a prefix that cannot begin an id.
    """
    said = every_text(shown, printable)
    width = NARROW if narrow else WIDE
    countries = _countries(said)
    world = Sheet(chart=chart("world"), x=0, y=0, width=width)
    europe = Sheet(chart=chart("europe"), x=0, y=world.height + GAP, width=width if narrow else INSET)
    sheets = [world, europe] if any(europe.holds(one.code) for one in countries) else [world]
    aside = INSET + GAP if europe in sheets and not narrow else 1
    below = sheets[-1] if narrow else world
    legend = _legend(said, x=aside, y=below.y + below.height + GAP, width=width - aside - 1)
    drawn = max(sheets[-1].y + sheets[-1].height, legend[-1].bottom) + 1
    small_print, height = imprint_below(imprint, width=width, height=drawn)
    return picture(
        *_charts(sheets, countries),
        *(part for entry in legend for part in _entry(entry)),
        *small_print,
        title=said.title,
        description=in_words(said.description, imprint) if imprint else said.description,
        prefix=prefix,
        width=width,
        height=height,
        narrow=narrow,
    )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the legend: text by its upper left corner, and the footing of the sample before it."""

    x: float
    y: float
    lines: tuple[Line, ...]
    footing: Footing | None = None

    @property
    def bottom(self) -> float:
        return self.y + depth(self.lines)


def _countries(said: Map) -> list[Country]:
    """Each country once, with everything that is said of it."""
    found: dict[str, list[MapPlace]] = {}
    for one in said.countries:
        found.setdefault(one.place.code, []).append(one)
    return [
        Country(code=code, name=same[0].place.name, footing=said.footings[code], about=_about(same))
        for code, same in found.items()
    ]


def _about(same: list[MapPlace]) -> str:
    """Name, then each footing with what it rests on and who has data there."""
    words = (
        remarked(str(one.place.footing.label), (*one.place.grounds, ", ".join(one.recipients)))
        for one in same
    )
    return f"{same[0].place.name}: {'; '.join(words)}"


def _charts(sheets: list[Sheet], countries: list[Country]) -> Iterator[SafeString]:
    """A country that the second sheet shows in large is named there alone, and marked by a dot there alone."""
    for sheet in sheets:
        larger = sheets[-1] if sheet is not sheets[-1] else None
        named = [one for one in countries if larger is None or not larger.holds(one.code)]
        yield from painted(sheet, countries, named=named)
    for sheet in sheets[1:]:
        frame = {"x": sheet.x + 0.5, "y": sheet.y + 0.5, "width": sheet.width - 1, "height": sheet.height - 1}
        yield element("rect", **frame, **outlined("faint"))


def _legend(said: Map, *, x: float, y: float, width: float) -> list[Entry]:
    """Each footing with its countries, then what no map can show; never empty."""
    entries: list[Entry] = []
    indented = SAMPLE[0] + ASIDE

    def add(*texts: tuple[str, Hand], footing: Footing | None = None, above: float = BETWEEN) -> None:
        left = x + indented if footing else x
        lines = paragraphs(texts, room=x + width - left)
        top = entries[-1].bottom + above if entries else y
        entries.append(Entry(x=left, y=top, lines=lines, footing=footing))

    for footing in sorted({one.place.footing for one in said.countries}, key=STRENGTH.__getitem__):
        names = dict.fromkeys(one.place.name for one in said.countries if one.place.footing is footing)
        add((str(footing.label), NAME), (", ".join(names), TEXT), footing=footing)
    if len({(one.place.code, one.place.footing) for one in said.countries}) > len(said.footings):
        add((_("Where recipients in a country stand on different grounds, the weakest is shown."), SOFT))
    if said.beside:
        add((_("Not on the map"), LABEL), above=GAP)
    for one in said.beside:
        hand = LOUD if one.place.footing is Footing.NOT_STATED else NAME
        rests = [(ground, TEXT) for ground in one.place.grounds]
        who = (_few(one.recipients), SOFT)
        add(
            (one.place.name, hand),
            (str(one.place.footing.label), TEXT),
            *rests,
            who,
            footing=one.place.footing,
        )
    if not entries:
        add((said.description, SOFT))
    return entries


def _few(names: tuple[str, ...]) -> str:
    """As many names as there is room for, and how many there are beyond; the table beside the picture has all of them."""
    _first, *further = accumulate(map(len, names))
    count = 1 + sum(letters <= LONGEST for letters in further)
    shown = ", ".join(names[:count])
    if count == len(names):
        return shown
    return _("%(names)s and %(count)s more") % {"names": shown, "count": len(names) - count}


def _entry(entry: Entry) -> Iterator[SafeString]:
    if entry.footing:
        width, height = SAMPLE
        x = entry.x - width - ASIDE
        yield from swatch(entry.footing, x=x, y=entry.y, width=width, height=height)
    yield from written(entry.lines, x=entry.x, y=entry.y)
