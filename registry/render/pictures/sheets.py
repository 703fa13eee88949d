"""A chart laid on a picture, and what it shows of each country."""

from dataclasses import dataclass

from registry.documents.footing import Footing
from registry.render.pictures.outlines import Chart, Outline

SMALL = 30
"""Square pixels: what is smaller on the picture is marked by a dot."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """What the map shows of a country; `about` is said when a pointer rests on it."""

    code: str
    name: str
    footing: Footing
    about: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A chart by its upper left corner and its width on the picture, in pixels."""

    chart: Chart
    x: float
    y: float
    width: float

    @property
    def scale(self) -> float:
        """Pixels per unit."""
        return self.width / self.chart.width

    @property
    def height(self) -> float:
        return self.chart.height * self.scale

    def holds(self, code: str) -> bool:
        """Whether the middle of the country is on the chart."""
        outline = self.chart.outlines.get(code)
        return outline is not None and outline.at is not None

    def middle(self, code: str) -> tuple[float, float]:
        """The point of a country that the sheet holds where its name or dot belongs, in pixels."""
        at = self.chart.outlines[code].at
        assert at is not None, "the sheet holds the country"
        return self.x + at[0] * self.scale, self.y + at[1] * self.scale

    def area(self, outline: Outline) -> float:
        """Of its largest piece, in square pixels."""
        return outline.area * self.scale**2

    def is_small(self, code: str) -> bool:
        return self.area(self.chart.outlines[code]) < SMALL
