"""The register of what was approved: composed of the documents that approvals keep, and of nothing else."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.documents.approved import Approved, Kept, side_of
from registry.documents.canonical import decode
from registry.documents.cover import identity_section, regimes_fact, scope_section
from registry.documents.edition import Edition, edition
from registry.documents.in_force import RETIRED
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.documents.register import APPROVED, SCHEMA, Fact, Register, Sheet
from registry.documents.registers import SHOWN, moment, part_of
from registry.documents.values import Line, filled
from registry.documents.wording import day, remarked
from registry.law.articles import Part as Side


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a register of approved content shows of one activity."""

    activity: Activity
    kept: Kept
    document: Approved


def approved_register(
    inventory: Inventory,
    approvals: Mapping[int, Kept],
    *,
    on: dt.date,
    content: str = "art30",
    part: str = "all",
) -> Register:
    """The register of activities as each was last approved, as far as they were in force on a day.

    `approvals`: number of an activity → its latest approval by the instant of the inventory, with what was kept. Of the
    records themselves only the organisation is printed, and which activities are retired or were never approved is
    counted. `content` and `part` as of `register`. Raises ValueError. No query.
    """
    if part not in SHOWN:
        raise ValueError(f"{part!r} is not one of {', '.join(SHOWN)}")
    shown = edition(inventory, on=on, content=content)
    organisation = shown.organisation
    with translation.override(organisation.language):
        kept = tuple(_kept(inventory, approvals, on=on))
        joint = filled(_("Named on the sheet of each activity")) if Side.CONTROLLER in SHOWN[part] else None
        sheets = {side: tuple(_sheets(kept, side, content=content)) for side in SHOWN[part]}
        left_out = _left_out(shown, inventory, approvals, kept, SHOWN[part])
        facts = _scope(shown, kept, left_out, sheets)
        return Register(
            schema=SCHEMA,
            language=organisation.language,
            content=content,
            state=APPROVED,
            slug=organisation.slug,
            name=organisation.name or _("Not recorded yet"),
            note=organisation.note,
            moment=moment(inventory, on=on),
            cover=(identity_section(shown, SHOWN[part], joint=joint), scope_section(facts)),
            parts=tuple(
                part_of(shown, side, sheets=found, empty=EMPTY[side]()) for side, found in sheets.items()
            ),
            annexes=(),
        )


EMPTY = {
    Side.CONTROLLER: lambda: _(
        "On this day there is no approved activity for which the organisation decides as controller."
    ),
    Side.PROCESSOR: lambda: _(
        "On this day there is no approved activity that the organisation carries out for others."
    ),
}


def approved_words(kept: Kept) -> tuple[str, str]:
    """When and at which revision it was approved and, where one person did both, that nobody else looked at it."""
    alone = _("prepared and approved by the same person") if kept.alone else ""
    recorded = _("Approval %(number)s, revision %(revision)s") % {
        "number": kept.number,
        "revision": kept.revision,
    }
    return day(kept.on), remarked(recorded, [alone])


def _kept(inventory: Inventory, approvals: Mapping[int, Kept], *, on: dt.date) -> Iterator[Shown]:
    for activity in inventory.activities:
        kept = approvals.get(activity.id)
        if kept is None or _retired(activity, on):
            continue
        document = decode(kept.content, Approved)
        if document.holds(on):
            yield Shown(activity=activity, kept=kept, document=document)


def _retired(activity: Activity, on: dt.date) -> bool:
    """Whether it is given up: at once, or after the last day where that is known."""
    if activity.status is None or activity.status.code != RETIRED:
        return False
    return activity.in_force_until is None or activity.in_force_until < on


def _sheets(kept: tuple[Shown, ...], side: Side, *, content: str) -> Iterator[Sheet]:
    for one in kept:
        if one.document.part == side.value:
            sheet = one.document.sheet(content=content)
            said = Fact(key="approved", heading=_("Approved"), value=filled(*approved_words(one.kept)))
            yield replace(sheet, facts=(said, *sheet.facts))


def _scope(
    shown: Edition, kept: tuple[Shown, ...], left_out: list[str], sheets: Mapping[Side, tuple[Sheet, ...]]
) -> Iterator[Fact]:
    total = sum(map(len, sheets.values()))
    count = ngettext("%(count)d activity", "%(count)d activities", total) % {"count": total}
    lines = [count if total else _("None that was approved and in force on this day")]
    again = sum(one.activity.status is None or one.activity.status.code != APPROVED for one in kept)
    if again:
        lines.append(
            ngettext(
                "%(count)d of them was edited after its approval; the edits are not shown",
                "%(count)d of them were edited after their approval; the edits are not shown",
                again,
            )
            % {"count": again}
        )
    yield Fact(key="activities", heading=_("Processing activities"), value=filled(*lines))
    yield Fact(
        key="state",
        heading=_("What is shown"),
        value=filled(
            _("Each activity as it was last approved; of the organisation itself, what is recorded.")
        ),
    )
    said = [Line(text=text) for text in left_out] or [Line(text=_("Nothing"))]
    yield Fact(key="left-out", heading=_("Left out"), value=filled(*said))
    yield Fact(
        key="annexes",
        heading=_("Annexes"),
        value=filled(
            _(
                "None: they would say what is recorded, approved or not. Each sheet describes the services and the "
                "measures that it names, as they were when it was approved."
            )
        ),
    )
    yield regimes_fact(shown)


def _left_out(
    shown: Edition,
    inventory: Inventory,
    approvals: Mapping[int, Kept],
    kept: tuple[Shown, ...],
    sides: tuple[Side, ...],
) -> list[str]:
    """How many activities of these records are not shown, and why."""
    never = [one for one in shown.inventory.activities if one.id not in approvals and side_of(one) in sides]
    there = {one.activity.id for one in kept}
    gone = [
        one
        for one in inventory.activities
        if one.id in approvals and one.id not in there and side_of(one) in sides
    ]
    said = []
    if never:
        words = ngettext(
            "%(count)d activity that was never approved",
            "%(count)d activities that were never approved",
            len(never),
        )
        said.append(words % {"count": len(never)})
    if gone:
        words = ngettext(
            "%(count)d activity that is retired or not in force on this day",
            "%(count)d activities that are retired or not in force on this day",
            len(gone),
        )
        said.append(words % {"count": len(gone)})
    return said
