"""One activity on its sheet: what stands under its title, then the letters of the article, then what goes beyond."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from registry.documents.citing import detail, role_line, said, stated
from registry.documents.days import day_at
from registry.documents.edition import Edition, Lettered
from registry.documents.pictures import flow_in
from registry.documents.records.activities import Activity
from registry.documents.register import Fact, Grid, Section, Sheet
from registry.documents.sections.beyond import beyond
from registry.documents.sections.categories import categories
from registry.documents.sections.identity import controller_identity, processor_identity
from registry.documents.sections.measures import measures
from registry.documents.sections.purposes import processing, purposes
from registry.documents.sections.recipients import recipients
from registry.documents.sections.retention import retention
from registry.documents.sections.transfers import transfers
from registry.documents.values import filled
from registry.documents.wording import day, in_force_words, label, remarked
from registry.law.articles import Part as Side

Said = Callable[[Edition, Activity], tuple[Fact | Grid, ...]]

CONTROLLER: dict[str, Said] = {
    "identity": controller_identity,
    "purposes": purposes,
    "categories": categories,
    "recipients": recipients,
    "transfers": transfers,
    "retention": retention,
    "measures": measures,
}
PROCESSOR: dict[str, Said] = {
    "identity": processor_identity,
    "processing": processing,
    "transfers": transfers,
    "measures": measures,
}
"""What each letter asks, by its key in the law's table."""


def controller_sheet(edition: Edition, activity: Activity) -> Sheet:
    lettered = [_section(edition, activity, one, CONTROLLER) for one in edition.letters(Side.CONTROLLER)]
    return _sheet(edition, activity, lettered)


def processor_sheet(edition: Edition, activity: Activity) -> Sheet:
    """Letters (a) to (d); what else is recorded of the data follows only in the full edition."""
    lettered = [_section(edition, activity, one, PROCESSOR) for one in edition.letters(Side.PROCESSOR)]
    return _sheet(edition, activity, [*lettered, *(_unasked(edition, activity) if edition.full else ())])


def _sheet(edition: Edition, activity: Activity, lettered: list[Section]) -> Sheet:
    more = beyond(edition, activity) if edition.full else ()
    return Sheet(
        reference=activity.reference,
        title=activity.name,
        facts=_facts(edition, activity),
        sections=(*lettered, *more),
        flow=flow_in(edition, activity) if edition.full else None,
    )


def _section(edition: Edition, activity: Activity, letter: Lettered, said_of: dict[str, Said]) -> Section:
    return Section(
        key=letter.key,
        letter=letter.letter,
        article=letter.article,
        heading=letter.heading,
        entries=said_of[letter.key](edition, activity),
    )


def _unasked(edition: Edition, activity: Activity) -> tuple[Section, ...]:
    """What only the controller's record asks for, where the processor has recorded it nevertheless."""
    recorded = (
        ("purposes", _("Purposes"), purposes, activity.purposes),
        ("categories", _("Categories of data subjects and of personal data"), categories, activity.data_uses),
        ("recipients", _("Recipients"), recipients, activity.disclosures),
        ("retention", _("Time limits for erasure"), retention, activity.data_uses),
    )
    return tuple(
        Section(key=key, letter="", article="", heading=heading, entries=said_of(edition, activity))
        for key, heading, said_of, found in recorded
        if found
    )


def _facts(edition: Edition, activity: Activity) -> tuple[Fact, ...]:
    role = stated(edition, activity, "role", role_line(edition, activity, "role", activity.role))
    status = detail(edition, activity, "status", status_words(activity))
    days = in_force_words(activity)
    reviewed = said(edition, activity, "last_reviewed_on", day(activity.last_reviewed_on))
    in_force = Fact(key="in-force", heading=_("In force"), value=filled(days))
    return (
        Fact(key="role", heading=_("Our role"), value=role),
        Fact(key="status", heading=_("Status"), value=filled(status)),
        *((in_force,) if days else ()),
        Fact(key="created", heading=_("Created"), value=filled(_recorded(edition, activity.created_at))),
        Fact(key="changed", heading=_("Changed"), value=filled(_recorded(edition, activity.changed_at))),
        Fact(key="reviewed", heading=_("Last reviewed"), value=reviewed),
    )


def status_words(activity: Activity) -> str:
    """The status and, where an edit took the approval back, what was edited."""
    edited = ", ".join(one.label for one in activity.reopened_by)
    because = _("reopened by a change of: %(items)s") % {"items": edited} if edited else ""
    return remarked(label(activity.status), [because])


def _recorded(edition: Edition, instant: dt.datetime | None) -> str:
    """The day of an instant in the organisation's time zone."""
    return day(day_at(instant, timezone=edition.organisation.timezone)) if instant else ""
