"""What a register should say after any steps, approvals and releases, kept in plain Python beside it."""

import copy
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

TEXTS = ("name", "purpose", "systems")
ASKED = {"name": "name", "purpose": "purposes"}
"""What Article 30 asks for → how what reopens an approval is called, in the order of the article."""
PRINTED = {"art30": ("name", "purpose"), "full": TEXTS}
"""How much a register says → what of it."""
NEXT = {
    "ask": ({"draft", "approved"}, "in-review"),
    "approve": ({"in-review"}, "approved"),
    "send back": ({"in-review"}, "draft"),
    "retire": ({"draft", "in-review", "approved"}, "retired"),
    "take up": ({"retired"}, "draft"),
}
Values = dict[str, Any]
State = dict[int, Values]
"""Number of an activity → what it says, and where it stands."""
Said = dict[int, dict[str, str]]
"""Number of an activity → what a register prints of it."""


@dataclass(kw_only=True)
class Kept:
    """One approval."""

    revision: int
    activity: int
    texts: dict[str, str]
    prepared_by: int | None
    approved_by: int
    alone: bool


@dataclass(kw_only=True)
class Waiting:
    """A release that somebody prepared."""

    revision: int
    content: str
    said: Said
    by: int


@dataclass(kw_only=True)
class Life:
    """One organisation. Each method that tells of an attempt returns whether it should come to something, and only then
    changes anything."""

    second: bool = False
    states: list[State] = field(default_factory=list)
    """As of each revision."""
    approvals: list[Kept] = field(default_factory=list)
    waiting: Waiting | None = None
    releases: list[Waiting] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    """What was sealed, one after the other."""
    editors: dict[int, int] = field(default_factory=dict)

    @property
    def now(self) -> State:
        return self.states[-1]

    @property
    def revision(self) -> int:
        return len(self.states)

    def record(self, changes: State) -> None:
        """One revision: these activities say or are something else."""
        state = copy.deepcopy(self.now) if self.states else {}
        for pk, values in changes.items():
            state[pk] = {**state.get(pk, {}), **values}
        self.states.append(state)
        self.order.append("revision")

    def added(self, pk: int, *, by: int, **texts: str) -> None:
        standing = {"status": "draft", "reopened_by": [], "prepared_by": [], "reviewed": None}
        self.editors[pk] = by
        self.record({pk: {**texts, **standing}})

    def edit(self, pk: int, *, by: int, **values: Any) -> bool:
        """What an edit, or a restore, makes of an activity: approved, it is reopened where Article 30 asks for it."""
        before = self.now[pk]
        changed = {name: value for name, value in values.items() if value != before[name]}
        if not changed:
            return False
        if set(changed) & set(TEXTS):
            self.editors[pk] = by
        asked = [code for name, code in ASKED.items() if name in changed]
        follows: Values = {}
        if before["status"] == "approved" and asked:
            follows = {"status": "in-review", "reopened_by": asked, "prepared_by": [by]}
        elif before["status"] == "in-review" and set(changed) & set(TEXTS):
            asker = before["prepared_by"][:1]
            follows["prepared_by"] = asker + [number for number in (by,) if number not in asker]
            if before["reopened_by"]:
                both = {*before["reopened_by"], *asked}
                follows["reopened_by"] = [code for code in ASKED.values() if code in both]
        self.record({pk: {**changed, **follows}})
        return True

    def step(self, pk: int, name: str, *, by: int, seen: dict[str, Any] | None = None) -> bool:
        of, status = NEXT[name]
        activity = self.now[pk]
        if activity["status"] not in of:
            return False
        preparers, reopened = activity["prepared_by"], activity["reopened_by"]
        if name == "approve":
            if (self.second and by in preparers) or seen not in (None, self.read(pk)):
                return False
            kept = Kept(
                revision=self.revision + 1,
                activity=pk,
                texts={text: activity[text] for text in TEXTS},
                prepared_by=preparers[0],
                approved_by=by,
                alone=by in preparers,
            )
            self.approvals.append(kept)
        asked = list(dict.fromkeys([by, self.editors[pk]])) if name == "ask" else []
        kept_open = reopened if name in ("ask", "send back") else []
        self.record({pk: {"status": status, "prepared_by": asked, "reopened_by": kept_open}})
        return True

    def review(self, pk: int, *, on: dt.date) -> bool:
        activity = self.now[pk]
        if activity["status"] == "retired" or (activity["reviewed"] or dt.date.min) >= on:
            return False
        self.record({pk: {"reviewed": on}})
        return True

    def restore(self, pk: int, revision: int, *, by: int, erased: str) -> bool:
        """A review that was made is not undone."""
        then = self.states[revision - 1][pk]
        texts = {name: then[name] for name in TEXTS if then[name] != erased}
        return self.edit(pk, by=by, **texts)

    def forget(self, pk: int, name: str, *, erased: str) -> bool:
        """Puts the stand-in wherever a text was something else than it is today."""
        today = self.now[pk][name]
        going = [state[pk] for state in self.states if pk in state and state[pk][name] not in (today, erased)]
        for values in going:
            values[name] = erased
        if going:
            self.record({})
        return bool(going)

    def read(self, pk: int) -> Values:
        """What somebody reads who is about to approve."""
        return {name: self.now[pk][name] for name in (*TEXTS, "reviewed")}

    # Registers

    def said(self, revision: int, content: str) -> Said:
        """What the register of all that is recorded says as of a revision."""
        return {
            pk: {name: values[name] for name in PRINTED[content]}
            for pk, values in self.states[revision - 1].items()
            if values["status"] != "retired"
        }

    def approved(self, revision: int, content: str) -> Said:
        """The same of what was approved: each activity as it was last approved by then."""
        last = {one.activity: one for one in self.approvals if one.revision <= revision}
        state = self.states[revision - 1]
        return {
            pk: {name: one.texts[name] for name in PRINTED[content]}
            for pk, one in last.items()
            if state[pk]["status"] != "retired"
        }

    def changed_since_approval(self, pk: int) -> bool:
        last = [one for one in self.approvals if one.activity == pk][-1]
        return any(self.now[pk][name] != last.texts[name] for name in ASKED)

    # Releases

    def prepare(self, content: str, *, by: int) -> bool:
        if self.waiting:
            return False
        said = self.said(self.revision, content)
        self.waiting = Waiting(revision=self.revision, content=content, said=said, by=by)
        return True

    def approve_release(self, *, by: int) -> bool:
        """What was prepared, unless something of it was erased since."""
        waiting = self.waiting
        if waiting is None or (self.second and by == waiting.by):
            return False
        if self.said(waiting.revision, waiting.content) != waiting.said:
            return False
        self.waiting = None
        self.releases.append(waiting)
        self.order.append("release")
        return True

    def release(self, content: str, *, by: int) -> bool:
        """Both in one step."""
        return not self.second and self.prepare(content, by=by) and self.approve_release(by=by)
