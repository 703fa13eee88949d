"""Where an activity stands between draft and retired: what is said of it, and which steps an account may take."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.approvals import missing_letters
from registry.admin.items import ItemChange
from registry.admin.names import Accounts
from registry.admin.wording import words
from registry.documents.approved import Approved, Kept, approved, differences
from registry.documents.canonical import decode, fingerprint
from registry.documents.inventory import Inventory
from registry.documents.worddiff import compare, shortened
from registry.models import Organisation, ProcessingActivity

Status = ProcessingActivity.Status
ASK, APPROVE, SEND_BACK, RETIRE, TAKE_UP = "ask", "approve", "send-back", "retire", "take-up"
SHAPES = {"draft": "draft", "in-review": "due", "approved": "filled", "retired": "na"}
"""Status → the shape of its badge."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step that can be taken. `first`: the one that leads on."""

    name: str
    label: Any
    help: Any
    first: bool = False


STEPS = {
    Status.DRAFT: (
        Step(name=ASK, label=gettext_lazy("Ask for a review"), first=True,
             help=gettext_lazy("It is ready; somebody reads it and approves it, or sends it back.")),
        Step(name=RETIRE, label=gettext_lazy("Retire"), help=gettext_lazy("It is no longer carried out.")),
    ),
    Status.IN_REVIEW: (
        Step(name=APPROVE, label=gettext_lazy("Approve"), first=True,
             help=gettext_lazy("What it says now is kept as approved.")),
        Step(name=SEND_BACK, label=gettext_lazy("Send back"),
             help=gettext_lazy("It becomes a draft again; say why.")),
        Step(name=RETIRE, label=gettext_lazy("Retire"), help=gettext_lazy("It is no longer carried out.")),
    ),
    Status.APPROVED: (
        Step(name=ASK, label=gettext_lazy("Ask for a review again"), first=True,
             help=gettext_lazy("So that what it says now is approved; until then the last approval counts.")),
        Step(name=RETIRE, label=gettext_lazy("Retire"), help=gettext_lazy("It is no longer carried out.")),
    ),
    Status.RETIRED: (
        Step(name=TAKE_UP, label=gettext_lazy("Take up again"), first=True,
             help=gettext_lazy("It becomes a draft; what was approved stays kept.")),
    ),
}  # fmt: skip
"""Status → the steps that lead from it."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """One approval in words."""

    number: int
    on: str
    who: str
    revision: int
    alone: bool


@dataclass(frozen=True, kw_only=True)
class State:
    """What a page says of an activity's approval.

    `said`: who asked, edited and approved. `missing`: letter and items without which nobody can approve it. `changed`: what
    it says otherwise than when it was approved last. `barred`: why this account does not approve it. `seen`: the
    fingerprint of what would be approved.
    """

    label: str
    shape: str
    said: tuple[str, ...]
    alone: bool
    reopened: str
    missing: tuple[tuple[str, str], ...]
    changed: tuple[ItemChange, ...]
    barred: str
    steps: tuple[Step, ...]
    past: tuple[Past, ...]
    seen: str

    @property
    def approved_then_changed(self) -> bool:
        """Whether it is approved and says something else by now."""
        return self.shape == SHAPES[Status.APPROVED] and bool(self.changed)

    @property
    def headings(self) -> str:
        """The items that changed, by name."""
        return ", ".join(dict.fromkeys(item.item for item in self.changed))

    @property
    def first(self) -> Step | None:
        """The step that leads on, unless the account may not take it or it would be refused."""
        leading = next((step for step in self.steps if step.first), None)
        stopped = leading is not None and leading.name == APPROVE and (self.barred or self.missing)
        return None if stopped else leading


def state_of(
    activity: ProcessingActivity,
    *,
    organisation: Organisation,
    inventory: Inventory,
    approvals: Iterable[Kept],
    on: dt.date,
    user: Any,
    may_change: bool,
) -> State:
    """`approvals`: those of the activity, the latest first, with what was kept. One query for names of accounts, where
    there are any."""
    past = list(approvals)
    now = approved(inventory, activity.pk, on=on)
    preparers = activity.prepared_by if activity.status == Status.IN_REVIEW else []
    names = Accounts([*preparers, *(number for one in past for number in (one.approved_by, one.prepared_by))])
    said = tuple(_said(activity, past, names))
    barred = user.pk in preparers and organisation.second_person_approves
    lacking = missing_letters(inventory, activity.pk, on=on) if activity.status == Status.IN_REVIEW else ()
    labels = dict(ProcessingActivity._meta.get_field("reopened_by").known_codes())  # type: ignore[union-attr]
    return State(
        label=activity.get_status_display(),
        shape=SHAPES[activity.status],
        said=said,
        alone=activity.status == Status.APPROVED and bool(past) and past[0].alone,
        reopened=", ".join(str(labels[code]) for code in activity.reopened_by),
        missing=tuple((where, ", ".join(items)) for where, items in lacking),
        changed=_changed(now, past),
        barred=_barred_words() if barred and may_change else "",
        steps=STEPS[Status(activity.status)] if may_change else (),
        past=tuple(_past(one, names) for one in past),
        seen=fingerprint(now),
    )


def _said(activity: ProcessingActivity, past: list[Kept], names: Accounts) -> Iterator[str]:
    """Who did what, one sentence each."""
    if activity.status == Status.IN_REVIEW:
        asker, *editors = activity.prepared_by or [None]
        if asker is not None and activity.reopened_by:
            yield _("Edited by %(who)s; it waits for an approval.") % {"who": names.name(asker)}
        elif asker is not None:
            yield _("%(who)s asked for the review.") % {"who": names.name(asker)}
        else:
            yield _("No account asked for it: the program recorded it so.")
        for editor in editors:
            yield _("Last edited by %(who)s.") % {"who": names.name(editor)}
    if not past:
        yield _("It was never approved.")
        return
    facts = {
        "number": past[0].number,
        "day": words(None, past[0].on),  # type: ignore[arg-type]
        "who": names.name(past[0].approved_by),
        "asker": names.name(past[0].prepared_by),
    }
    if past[0].alone or not facts["asker"]:
        yield _("Approved on %(day)s by %(who)s (approval %(number)s).") % facts
    else:
        yield _("Approved on %(day)s by %(who)s, as %(asker)s had asked (approval %(number)s).") % facts


def _barred_words() -> str:
    return str(
        _(
            "You asked for this review or edited the activity last; a second person approves in this organisation, so "
            "somebody else has to."
        )
    )


def _changed(now: Approved, past: list[Kept]) -> tuple[ItemChange, ...]:
    """Item by item what is said otherwise than at the last approval."""
    if not past:
        return ()
    before = decode(past[0].content, Approved)
    return tuple(
        ItemChange(
            item=one.heading,
            citation=f"({one.letter})" if one.letter else "",
            before=one.before,
            after=one.after,
            pieces=shortened(compare(one.before, one.after)),
        )
        for one in differences(before.art30, now.art30)
    )


def _past(one: Kept, names: Accounts) -> Past:
    return Past(
        number=one.number,
        on=words(None, one.on),  # type: ignore[arg-type]
        who=names.name(one.approved_by),
        revision=one.revision,
        alone=one.alone,
    )
