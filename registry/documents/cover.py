"""The cover: who keeps the register, who answers for it, and what it holds."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.documents.citing import absent, missing, said, stated
from registry.documents.contacts import contact_facts, contact_lines, officer, party_value, representatives
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity
from registry.documents.register import Fact, Section
from registry.documents.values import Line, Value, filled, lacking, not_applicable
from registry.documents.wording import day, label, remarked
from registry.law.articles import Part as Side
from registry.law.regimes import Regime

NAMED = 8
"""So many activities are named; more are counted."""


def cover(edition: Edition, sides: dict[Side, tuple[Activity, ...]]) -> tuple[Section, ...]:
    """Letter (a) of the records shown, then the register itself. `sides`: the activities of each record shown."""
    joint = _joint_controllers(edition, sides[Side.CONTROLLER]) if Side.CONTROLLER in sides else None
    activities = [activity for found in sides.values() for activity in found]
    return identity_section(edition, sides, joint=joint), scope_section(_scope(edition, activities))


def identity_section(edition: Edition, sides: Iterable[Side], *, joint: Value | None) -> Section:
    """Letter (a) as far as it is asked of the organisation; `joint` is said of joint controllers, None where nobody asks."""
    first = [edition.letters(side)[0] for side in sides]
    return Section(
        key="identity",
        letter=first[0].letter,
        article="; ".join(letter.article for letter in first),
        heading=_("Who keeps this register"),
        entries=tuple(_identity(edition, joint)),
    )


def scope_section(facts: Iterable[Fact]) -> Section:
    """What the register itself is about."""
    return Section(
        key="scope", letter="", article="", heading=_("What this register holds"), entries=tuple(facts)
    )


def _identity(edition: Edition, joint: Value | None) -> Iterator[Fact]:
    yield from contact_facts(edition, edition.organisation)
    if joint is not None:
        yield Fact(key="joint-controllers", heading=_("Joint controllers"), value=joint)
    yield from representatives(edition)
    yield officer(edition)
    if edition.full:
        yield from _accountability(edition)


def _joint_controllers(edition: Edition, activities: tuple[Activity, ...]) -> Value:
    """Each with the activities it decides on, why others have none, and for which nobody has said either."""
    shared: dict[int, list[Activity]] = {}
    parties = {party.id: party for activity in activities for party in activity.joint_controllers}
    for activity in activities:
        for party in activity.joint_controllers:
            shared.setdefault(party.id, []).append(activity)
    lines: list[Line] = []
    for party in sorted(parties.values(), key=lambda party: (party.name.casefold(), party.id)):
        references = ", ".join(activity.reference for activity in shared[party.id])
        lines += [
            *contact_lines(edition, party),
            Line(text=_("For %(activities)s") % {"activities": references}),
        ]
    asked = [
        activity
        for activity in activities
        if not (activity.joint_controllers or activity.joint_controllers_absent_because)
    ]
    if len(asked) == len(activities):
        return missing(edition, asked[0] if asked else edition.organisation, "joint_controllers")
    reasons = [one.joint_controllers_absent_because for one in activities if one not in asked]
    if not lines and asked:
        lines.append(Line(text=_("Not applicable to the others: they give their reasons")))
    if lines:
        return filled(*lines, *_unsaid(asked))
    if len(set(reasons)) == 1:
        return absent(edition, activities[0], "joint_controllers", reasons[0])
    return not_applicable(_("each activity gives its reason"))


def _unsaid(asked: list[Activity]) -> Iterator[Line]:
    """For which activities it is missing; of many, how many."""
    if len(asked) > NAMED:
        yield lacking(_("Missing for %(count)d activities") % {"count": len(asked)})
    elif asked:
        references = ", ".join(activity.reference for activity in asked)
        yield lacking(_("Missing for %(activities)s") % {"activities": references})


def _accountability(edition: Edition) -> Iterator[Fact]:
    """What other articles make worth knowing of the organisation."""
    organisation = edition.organisation
    authority = party_value(
        edition, organisation, "supervisory_authority", organisation.supervisory_authority
    )
    counted = day(organisation.headcount_on)
    staff = "" if organisation.headcount is None else remarked(str(organisation.headcount), [counted])
    yield Fact(key="supervisory-authority", heading=_("Supervisory authority"), value=authority)
    for field, heading, text in (
        ("territorial_basis", _("Territorial basis"), label(organisation.territorial_basis)),
        ("public_body", _("Public body"), label(organisation.public_body)),
        ("headcount", _("Number of staff"), staff),
    ):
        yield Fact(
            key=field.replace("_", "-"), heading=heading, value=said(edition, organisation, field, text)
        )


def _scope(edition: Edition, activities: list[Activity]) -> Iterator[Fact]:
    yield Fact(key="activities", heading=_("Processing activities"), value=_counted(activities))
    yield regimes_fact(edition)


def regimes_fact(edition: Edition) -> Fact:
    """The law that applies."""
    organisation = edition.organisation
    lines = [
        Line(text=str(regime.label), code=regime.value) for regime in Regime if regime in organisation.regimes
    ]
    value = stated(edition, organisation, "regimes", *lines)
    return Fact(key="regimes", heading=_("Law that applies"), value=value)


def _counted(activities: list[Activity]) -> Value:
    """How many there are, then how many in each status."""
    total = len(activities)
    if not total:
        return filled(_("None recorded for this day"))
    by_status = Counter(label(activity.status) for activity in activities)
    said = ngettext("%(count)d activity", "%(count)d activities", total) % {"count": total}
    return filled(remarked(said, (f"{status}: {count}" for status, count in sorted(by_status.items()))))
