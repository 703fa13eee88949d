"""Where a policy says something: its sections, and the locators that point into them."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.actions.examples.source import below, mapping, refuse, refuse_unknown, text

LOCATOR = re.compile(r"^(?P<section>.+?)(?:\s+s(?P<first>\d+)(?:[–-](?P<last>\d+))?)?$")
WHOLE = "record"
"""The word for a record as a whole, beside the names of its fields."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the policy with the number of its sentences, as counted by the rules of the examples."""

    title: str
    sentences: int


@dataclass(frozen=True, kw_only=True)
class Locator:
    """A section and, where given, a sentence (“2”) or several (“2–4”) of it."""

    section: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """What is said of one field: where it stands (None: nowhere in particular), and why it is read so, if it is."""

    field: str
    locator: Locator | None
    because: str


def read_sections(value: Any, *, at: str) -> dict[str, Section]:
    """Key → section, in the policy's order."""
    sections = {}
    for key, entry in mapping(value, at=at).items():
        place = below(at, key)
        mapping(entry, at=place)
        refuse_unknown(entry, known=frozenset({"heading", "sentences"}), at=place)
        count = text(entry.get("sentences", ""), at=below(place, "sentences"))
        if not count.isdecimal():
            raise refuse(below(place, "sentences"), _("This must be a whole number."))
        sections[key] = Section(title=f"{key} {entry.get('heading', '')}".strip(), sentences=int(count))
    return sections


def read_locators(value: Any, *, sections: dict[str, Section], at: str) -> list[Locator]:
    """The locators of “2 s1, 4 s2–3”. Raises BadExample for a section or a sentence that the policy does not have."""
    found = []
    for part in text(value, at=at).split(","):
        match = LOCATOR.match(part.strip())
        section = sections.get(match["section"]) if match else None
        if match is None or section is None:
            raise refuse(at, _("The policy has no section “%(place)s”.") % {"place": part.strip()})
        first, last = match["first"] or "", match["last"] or ""
        span = range(int(first or 1), int(last or first or 1) + 1)
        if first and (not span or span.start < 1 or span.stop - 1 > section.sentences):
            raise refuse(
                at,
                _("Section “%(section)s” has no sentence “%(sentence)s”.")
                % {"section": match["section"], "sentence": part.strip().rpartition(" s")[2]},
            )
        found.append(Locator(section=section.title, sentence=f"{first}–{last}" if last else first))
    return found


def by_field(value: Any, *, at: str) -> dict[str, Any]:
    """`cite` or `read` as field → text; plain text is said of the record as a whole."""
    return mapping(value, at=at) if isinstance(value, dict) else {WHOLE: value}


def read_sources(
    cite: dict[str, Any], read: dict[str, Any], *, sections: dict[str, Section], at: str
) -> list[Source]:
    """What `cite` and `read` of one entry say, field by field.

    A reading takes its place from the citation of its field or else of the record; a field that is both cited and read
    is said once, as read.
    """
    places = {
        field: read_locators(value, sections=sections, at=below(below(at, "cite"), field))
        for field, value in cite.items()
    }
    sources = []
    for field in {**places, **read}:
        because = text(read[field], at=below(below(at, "read"), field)) if field in read else ""
        locators: list[Locator | None] = [*(places.get(field) or places.get(WHOLE, []))]
        name = "" if field == WHOLE else field
        sources += [Source(field=name, locator=locator, because=because) for locator in locators or [None]]
    return sources
