"""What is open in a register on a day, by name: whoever releases it has to have seen that."""

import datetime as dt
from collections.abc import Iterator

from django.utils import translation

from registry.documents.completeness import missing_items
from registry.documents.inventory import Inventory
from registry.documents.register import Section, Sheet
from registry.documents.registers import register


def open_items(inventory: Inventory, *, on: dt.date) -> tuple[str, ...]:
    """What Article 30 asks and the register of that day prints as missing: of the organisation, then of each activity.

    One line per item, in the organisation's language and in the order of printing. No query.
    """
    document = register(inventory, on=on, content="art30")
    with translation.override(document.language):
        sheets = [sheet for part in document.parts for sheet in part.sheets]
        return (
            *_of_sections(document.cover, of=document.name),
            *(item for sheet in sheets for item in _of_sections(sheet.sections, of=_called(sheet))),
        )


def _of_sections(sections: tuple[Section, ...], *, of: str) -> Iterator[str]:
    for section in sections:
        place = f"({section.letter})" if section.letter else section.article
        for heading in missing_items(section):
            yield f"{of}: {place} {heading}" if place else f"{of}: {heading}"


def _called(sheet: Sheet) -> str:
    return f"{sheet.reference} {sheet.title}".strip()
