"""What each panel of an activity's form says of the record: state, printed section, what stands beside, open questions."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.citing import said
from registry.documents.completeness import LetterState, always, completeness, sheet_of
from registry.documents.edition import Edition
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.records.terms import Choice
from registry.documents.register import Fact, Section
from registry.documents.sections.identity import client_line
from registry.documents.sections.leaving import Leaving, destination, importer, leaving, through
from registry.documents.sections.retention import limit
from registry.documents.values import State, Value
from registry.documents.wording import data_words
from registry.law.articles import Part as Side
from registry.render.pieces import sections_html
from registry.render.printable import every_text, printable

INHERITED = ("controller", "processor", "officer")
"""Facts under letter (a) that are recorded with the organisation, beside its representatives."""
MARKS = {State.FILLED: "•", State.NOT_APPLICABLE: "–", State.NOT_POSSIBLE: "×", State.MISSING: "!"}
BADGES = {
    State.FILLED: "filled",
    State.NOT_APPLICABLE: "na",
    State.NOT_POSSIBLE: "na",
    State.MISSING: "missing",
}
Places = Callable[[str, int], str]
"""Kind of record and number → address of its form."""
Fields = dict[tuple[str, int], str]
"""Kind of part and its number → where on the page the field is that says what is shown."""


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """A line with what is printed for it and the place where that is written; without an address there is none."""

    text: str
    value: Value | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What belongs to a panel and is written elsewhere."""

    heading: str
    lines: tuple[Pointed, ...]
    empty: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An open question: its number and text, who has taken it on and until when, and where to assign or close it."""

    key: int
    question: str
    who: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a panel says of the record. `printed` is HTML."""

    letter: LetterState | None = None
    printed: str = ""
    beside: tuple[Beside, ...] = ()
    questions: tuple[Asked, ...] = ()
    found: Any = None
    """What the rules find there, where the form shows what is recorded."""

    @property
    def mark(self) -> str:
        return MARKS[self.letter.state] if self.letter else ""

    @property
    def badge(self) -> str:
        """The shape of the state."""
        return BADGES[self.letter.state] if self.letter else ""

    @property
    def state(self) -> str:
        """The state in a word."""
        return str(words()[self.letter.state]) if self.letter else ""


def words() -> dict[State, str]:
    return {
        State.FILLED: _("Filled"),
        State.NOT_APPLICABLE: _("Not applicable"),
        State.NOT_POSSIBLE: _("Not possible"),
        State.MISSING: _("Missing"),
    }


def blank(inventory: Inventory) -> Activity:
    """An activity of which nothing is recorded yet, but what it inherits."""
    shared = tuple(measure for measure in inventory.measures if measure.organisation_wide)
    return Activity(id=0, reference="", name="", inherited_measures=shared)


def standings(
    inventory: Inventory,
    activity: Activity,
    *,
    side: Side,
    on: dt.date,
    beyond: bool,
    places: Places,
    fields: Fields,
) -> dict[str, Standing]:
    """Key of the panel → what it says, for the record of one role. No query."""
    acting = replace(activity, role=role_of(activity, side))
    shown, (current,) = always(inventory, [acting], on=on, content="art30")
    sheet = every_text(sheet_of(shown, current), printable)
    states = {state.key: state for state in completeness(sheet)}
    written = Written(shown, current, places=places, fields=fields)
    found = {
        section.key: Standing(
            letter=states.get(section.key),
            printed=sections_html([section], anchor=f"printed-{section.key}"),
            beside=tuple(written.beside(section)),
        )
        for section in sheet.sections
    }
    if beyond:
        more = _beyond(inventory, acting, on=on)
        found["beyond"] = Standing(printed=sections_html(more, anchor="printed-beyond"))
    return found


def role_of(activity: Activity, side: Side) -> Choice | None:
    """The role as recorded where it is of this side, else one that is."""
    acts = activity.role is not None and activity.role.code == Side.PROCESSOR
    if acts == (side is Side.PROCESSOR):
        return activity.role
    return Choice(code=side.value, label="")


def _beyond(inventory: Inventory, activity: Activity, *, on: dt.date) -> Iterator[Section]:
    """What only the full edition prints."""
    shown, (current,) = always(inventory, [activity], on=on, content="full")
    for section in every_text(sheet_of(shown, current), printable).sections:
        if not section.letter and section.key not in UNASKED:
            yield section


UNASKED = (
    "purposes",
    "categories",
    "recipients",
    "retention",
    "processing",
    "transfers",
    "measures",
    "identity",
)
"""What stands in panels of its own."""


class Written:
    """What a letter shows and other places hold."""

    def __init__(self, shown: Edition, activity: Activity, *, places: Places, fields: Fields) -> None:
        self.shown, self.activity, self.places, self.fields = shown, activity, places, fields

    def beside(self, section: Section) -> Iterator[Beside]:
        match section.key:
            case "identity":
                yield self._officers(section)
            case "retention":
                yield self._limits()
            case "processing":
                yield self._orders()
            case "transfers":
                yield from self._elsewhere()
            case "measures" if self.activity.inherited_measures:
                yield self._inherited()

    def _officers(self, section: Section) -> Beside:
        lines = tuple(
            Pointed(text=entry.heading, value=entry.value)
            for entry in section.entries
            if isinstance(entry, Fact) and (entry.key in INHERITED or entry.key.startswith("representative-"))
        )
        return Beside(
            heading=_("From the organisation, for all its activities"),
            lines=lines,
            url=f"{self.places('organisation', self.shown.organisation.id)}#id_dpo",
            link=_("Change this with the organisation"),
        )

    def _limits(self) -> Beside:
        lines = (
            Pointed(
                text=data_words(use),
                value=limit(self.shown, use),
                url=self.fields.get(("datause", use.id), ""),
            )
            for use in self.activity.data_uses
        )
        return Beside(
            heading=_("Each kind of data with its time limit"),
            lines=tuple(lines),
            empty=_("No data are recorded yet; the time limit stands beside each kind of data."),
        )

    def _orders(self) -> Beside:
        item = "categories_of_processing"
        lines = (
            Pointed(
                text=client_line(self.shown, client).text,
                value=said(self.shown, client, item, client.categories_of_processing),
                url=self.fields.get(("clientcontroller", client.id), ""),
            )
            for client in self.activity.clients
        )
        return Beside(
            heading=_("Each controller with what is done for it"),
            lines=tuple(lines),
            empty=_("No controller is recorded yet; what is done for each stands beside its name."),
        )

    def _elsewhere(self) -> Iterator[Beside]:
        """Transfers by services, and of the organisation as a whole."""
        own = {transfer.id for transfer in self.activity.transfers}
        found = leaving(self.shown, self.activity)
        lines = [self._leaving(one) for one in found if one.transfer is None or one.transfer.id not in own]
        if lines:
            heading = _("Transfers that come with services, or with the organisation")
            yield Beside(heading=heading, lines=tuple(lines))

    def _leaving(self, one: Leaving) -> Pointed:
        record = one.transfer or one.service
        assert record is not None, "a row stands for a transfer or for a service"
        words = {"who": importer(self.shown, one).texts[0], "what": through(one).texts[0]}
        return Pointed(
            text=_("%(who)s, through: %(what)s") % words,
            value=destination(self.shown, one),
            url=self.places("transfer" if one.transfer else "service", record.id),
        )

    def _inherited(self) -> Beside:
        lines = (
            Pointed(text=measure.title, url=self.places("securitymeasure", measure.id))
            for measure in self.activity.inherited_measures
        )
        return Beside(heading=_("From the organisation, for all its activities"), lines=tuple(lines))
