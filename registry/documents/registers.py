"""The register of an organisation on a day, and each of its two parts."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext as _

from registry.documents.annexes.order import annexes
from registry.documents.cover import cover
from registry.documents.edition import Edition, edition
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.register import SCHEMA, Moment, Part, Register, Sheet
from registry.documents.sheets import controller_sheet, processor_sheet
from registry.law.articles import Part as Side

PROCESSOR = "processor"
SHOWN = {
    "all": (Side.CONTROLLER, Side.PROCESSOR),
    "controller": (Side.CONTROLLER,),
    "processor": (Side.PROCESSOR,),
}


def register(inventory: Inventory, *, on: dt.date, content: str = "art30", part: str = "all") -> Register:
    """The record of processing activities as it was in force on the day `on`, in the organisation's language.

    `content`: "art30", what the article asks, or "full", everything recorded. `part`: "controller" (Art. 30(1)),
    "processor" (Art. 30(2)) or "all". Raises ValueError for anything else. No query.
    """
    if part not in SHOWN:
        raise ValueError(f"{part!r} is not one of {', '.join(SHOWN)}")
    shown = edition(inventory, on=on, content=content)
    organisation = shown.organisation
    with translation.override(organisation.language):
        sides = {side: activities(shown, side) for side in SHOWN[part]}
        return Register(
            schema=SCHEMA,
            language=organisation.language,
            content=content,
            slug=organisation.slug,
            name=organisation.name or _("Not recorded yet"),
            note=organisation.note,
            moment=moment(inventory, on=on),
            cover=cover(shown, sides),
            parts=tuple(_part(shown, side) for side in SHOWN[part]),
            annexes=annexes(shown, sides, whole=part == "all"),
        )


def controller_register(inventory: Inventory, *, on: dt.date, content: str = "art30") -> Part:
    """Part A: the record of Art. 30(1). A role that is not stated is kept here, where most is asked."""
    return _translated(inventory, Side.CONTROLLER, on=on, content=content)


def processor_register(inventory: Inventory, *, on: dt.date, content: str = "art30") -> Part:
    """Part B: the record of Art. 30(2)."""
    return _translated(inventory, Side.PROCESSOR, on=on, content=content)


def moment(inventory: Inventory, *, on: dt.date) -> Moment:
    """Which revision the document rests on, and for which day it speaks."""
    basis, organisation = inventory.basis, inventory.organisation
    return Moment(
        revision=basis.revision,
        instant=basis.instant,
        digest=basis.digest,
        on=on,
        timezone=organisation.timezone if organisation else "UTC",
    )


def activities(shown: Edition, side: Side) -> tuple[Activity, ...]:
    """The activities of one record, in their order."""
    on_behalf = side is Side.PROCESSOR
    return tuple(one for one in shown.inventory.activities if _is_processor(one) == on_behalf)


def _is_processor(activity: Activity) -> bool:
    return activity.role is not None and activity.role.code == PROCESSOR


def _translated(inventory: Inventory, side: Side, *, on: dt.date, content: str) -> Part:
    shown = edition(inventory, on=on, content=content)
    with translation.override(shown.organisation.language):
        return _part(shown, side)


def _part(shown: Edition, side: Side) -> Part:
    found = activities(shown, side)
    if side is Side.CONTROLLER:
        return part_of(
            shown,
            side,
            sheets=tuple(controller_sheet(shown, activity) for activity in found),
            empty=_(
                "On this day there is no recorded activity for which the organisation decides as controller."
            ),
        )
    return part_of(
        shown,
        side,
        sheets=tuple(processor_sheet(shown, activity) for activity in found),
        empty=_("On this day there is no recorded activity that the organisation carries out for others."),
    )


def part_of(shown: Edition, side: Side, *, sheets: tuple[Sheet, ...], empty: str) -> Part:
    """Part A or B with its sheets; `empty` is said where there is none."""
    return Part(
        key=side.value,
        letter="A" if side is Side.CONTROLLER else "B",
        heading=str(side.label),
        article=shown.article(side),
        sheets=sheets,
        empty=empty,
    )
