"""What the record must contain, letter by letter: Art. 30 GDPR and UK GDPR, Art. 12 FADP."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.law.labelled import Labelled
from registry.law.regimes import Regime


class Part(Labelled):
    """The two records: for what one decides oneself, and for what one does on behalf of others."""

    CONTROLLER = "controller", _("Part A: as controller")
    PROCESSOR = "processor", _("Part B: as processor")


class Qualifier(Labelled):
    """How far the article insists. Without one, a thing can only be filled or missing."""

    NONE = "none", _("always")
    WHERE_APPLICABLE = "where-applicable", _("where applicable")
    WHERE_POSSIBLE = "where-possible", _("where possible")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing asked for under a letter that asks for several."""

    key: str
    heading: str | Promise
    qualifier: Qualifier = Qualifier.NONE


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter of the article. `key` is unique within a part and the same under every regime.

    `letter` is empty where the article has none. `citation` is as printed: "Art. 30(1)(b)".
    """

    key: str
    part: Part
    letter: str
    citation: str
    heading: str | Promise
    qualifier: Qualifier = Qualifier.NONE
    items: tuple[Item, ...] = ()


REPRESENTATIVE = Item(key="representative", heading=_("Representative"), qualifier=Qualifier.WHERE_APPLICABLE)
OFFICER = Item(key="officer", heading=_("Data protection officer"), qualifier=Qualifier.WHERE_APPLICABLE)
DESTINATIONS = (
    Item(
        key="destination",
        heading=_("Third country or international organisation"),
        qualifier=Qualifier.WHERE_APPLICABLE,
    ),
    Item(
        key="safeguards",
        heading=_("Safeguards where compelling legitimate interests are relied on"),
        qualifier=Qualifier.WHERE_APPLICABLE,
    ),
)
CATEGORIES = (
    Item(key="subjects", heading=_("Categories of data subjects")),
    Item(key="data", heading=_("Categories of personal data")),
)

CONTROLLER_LETTERS = (
    Letter(
        key="identity",
        part=Part.CONTROLLER,
        letter="a",
        citation="Art. 30(1)(a)",
        heading=_("Who is responsible"),
        items=(
            Item(key="controller", heading=_("Controller")),
            Item(
                key="joint-controllers",
                heading=_("Joint controllers"),
                qualifier=Qualifier.WHERE_APPLICABLE,
            ),
            REPRESENTATIVE,
            OFFICER,
        ),
    ),
    Letter(
        key="purposes",
        part=Part.CONTROLLER,
        letter="b",
        citation="Art. 30(1)(b)",
        heading=_("Purposes"),
    ),
    Letter(
        key="categories",
        part=Part.CONTROLLER,
        letter="c",
        citation="Art. 30(1)(c)",
        heading=_("Categories of data subjects and of personal data"),
        items=CATEGORIES,
    ),
    Letter(
        key="recipients",
        part=Part.CONTROLLER,
        letter="d",
        citation="Art. 30(1)(d)",
        heading=_("Categories of recipients"),
    ),
    Letter(
        key="transfers",
        part=Part.CONTROLLER,
        letter="e",
        citation="Art. 30(1)(e)",
        heading=_("Transfers to third countries or international organisations"),
        qualifier=Qualifier.WHERE_APPLICABLE,
        items=DESTINATIONS,
    ),
    Letter(
        key="retention",
        part=Part.CONTROLLER,
        letter="f",
        citation="Art. 30(1)(f)",
        heading=_("Time limits for erasure"),
        qualifier=Qualifier.WHERE_POSSIBLE,
    ),
    Letter(
        key="measures",
        part=Part.CONTROLLER,
        letter="g",
        citation="Art. 30(1)(g)",
        heading=_("Technical and organisational security measures"),
        qualifier=Qualifier.WHERE_POSSIBLE,
    ),
)

PROCESSOR_LETTERS = (
    Letter(
        key="identity",
        part=Part.PROCESSOR,
        letter="a",
        citation="Art. 30(2)(a)",
        heading=_("Processors and the controllers they act for"),
        items=(
            Item(key="processor", heading=_("Processor or processors")),
            Item(key="controllers", heading=_("Controllers on whose behalf the processor acts")),
            REPRESENTATIVE,
            OFFICER,
        ),
    ),
    Letter(
        key="processing",
        part=Part.PROCESSOR,
        letter="b",
        citation="Art. 30(2)(b)",
        heading=_("Categories of processing for each controller"),
    ),
    Letter(
        key="transfers",
        part=Part.PROCESSOR,
        letter="c",
        citation="Art. 30(2)(c)",
        heading=_("Transfers to third countries or international organisations"),
        qualifier=Qualifier.WHERE_APPLICABLE,
        items=DESTINATIONS,
    ),
    Letter(
        key="measures",
        part=Part.PROCESSOR,
        letter="d",
        citation="Art. 30(2)(d)",
        heading=_("Technical and organisational security measures"),
        qualifier=Qualifier.WHERE_POSSIBLE,
    ),
)

# Swiss law asks for the guarantees of every disclosure abroad, and accepts criteria for a period.
SWISS_CONTROLLER_LETTERS = (
    Letter(
        key="identity",
        part=Part.CONTROLLER,
        letter="a",
        citation="Art. 12(2)(a) FADP",
        heading=_("Identity of the controller"),
    ),
    Letter(
        key="purposes",
        part=Part.CONTROLLER,
        letter="b",
        citation="Art. 12(2)(b) FADP",
        heading=_("Purpose"),
    ),
    Letter(
        key="categories",
        part=Part.CONTROLLER,
        letter="c",
        citation="Art. 12(2)(c) FADP",
        heading=_("Categories of data subjects and of personal data"),
        items=CATEGORIES,
    ),
    Letter(
        key="recipients",
        part=Part.CONTROLLER,
        letter="d",
        citation="Art. 12(2)(d) FADP",
        heading=_("Categories of recipients"),
    ),
    Letter(
        key="retention",
        part=Part.CONTROLLER,
        letter="e",
        citation="Art. 12(2)(e) FADP",
        heading=_("Retention period or the criteria for it"),
        qualifier=Qualifier.WHERE_POSSIBLE,
    ),
    Letter(
        key="measures",
        part=Part.CONTROLLER,
        letter="f",
        citation="Art. 12(2)(f) FADP",
        heading=_("Data security measures"),
        qualifier=Qualifier.WHERE_POSSIBLE,
    ),
    Letter(
        key="transfers",
        part=Part.CONTROLLER,
        letter="g",
        citation="Art. 12(2)(g) FADP",
        heading=_("States of disclosure abroad and guarantees"),
        qualifier=Qualifier.WHERE_APPLICABLE,
    ),
)

SWISS_PROCESSOR_LETTERS = (
    Letter(
        key="identity",
        part=Part.PROCESSOR,
        letter="",
        citation="Art. 12(3) FADP",
        heading=_("Identity of the processor and of the controller"),
    ),
    Letter(
        key="processing",
        part=Part.PROCESSOR,
        letter="",
        citation="Art. 12(3) FADP",
        heading=_("Categories of processing"),
    ),
    Letter(
        key="measures",
        part=Part.PROCESSOR,
        letter="",
        citation="Art. 12(3) with 12(2)(f) FADP",
        heading=_("Data security measures"),
        qualifier=Qualifier.WHERE_POSSIBLE,
    ),
    Letter(
        key="transfers",
        part=Part.PROCESSOR,
        letter="",
        citation="Art. 12(3) with 12(2)(g) FADP",
        heading=_("States of disclosure abroad and guarantees"),
        qualifier=Qualifier.WHERE_APPLICABLE,
    ),
)


def cited_from_uk_gdpr(letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """The same letters, cited from the UK GDPR; it kept Art. 30 letter by letter."""
    return tuple(replace(letter, citation=f"{letter.citation} UK GDPR") for letter in letters)


LETTERS = {
    (Regime.EU, Part.CONTROLLER): CONTROLLER_LETTERS,
    (Regime.EU, Part.PROCESSOR): PROCESSOR_LETTERS,
    (Regime.UK, Part.CONTROLLER): cited_from_uk_gdpr(CONTROLLER_LETTERS),
    (Regime.UK, Part.PROCESSOR): cited_from_uk_gdpr(PROCESSOR_LETTERS),
    (Regime.CH, Part.CONTROLLER): SWISS_CONTROLLER_LETTERS,
    (Regime.CH, Part.PROCESSOR): SWISS_PROCESSOR_LETTERS,
}


def letters(*, regime: Regime, part: Part) -> tuple[Letter, ...]:
    """The letters of one record under one regime, in the order of the article."""
    return LETTERS[regime, part]
