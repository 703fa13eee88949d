"""Where data are or go: countries of ISO 3166-1, and wider areas where a source says no more."""

from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.data import COUNTRIES

ECONOMIC_AREA = "EEA"
EUROPE = "EUROPE"
WORLD = "WORLD"

WIDER_AREAS = {
    ECONOMIC_AREA: _("EU/EEA, state not named"),
    EUROPE: _("Europe, country not named"),
    WORLD: _("Worldwide, countries not named"),
}

PLACE_CODES: tuple[str, ...] = (*WIDER_AREAS, *COUNTRIES)


def place_name(code: str) -> str:
    """The name of a place in the active language. Raises ValueError for an unknown code."""
    refuse_unknown(code)
    return str(WIDER_AREAS[code]) if code in WIDER_AREAS else countries.name(code)


def is_vague(code: str) -> bool:
    """Whether the code names no single country. Raises ValueError for an unknown code."""
    refuse_unknown(code)
    return code in WIDER_AREAS


def refuse_unknown(code: str) -> None:
    if code not in PLACE_CODES:
        raise ValueError(f"{code!r} is not the code of a country or area")
