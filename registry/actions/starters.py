"""Usual activities to start from: drafts without facts, each item with the question that finds the fact out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.access.roles import ADD, may
from registry.actions.examples.source import FOLDER as EXAMPLES
from registry.actions.examples.source import below, mapping, read_source, refuse, refuse_unknown, text
from registry.actions.refused import Refused
from registry.ledger.recording import recording
from registry.models import Channel, Clarification, Organisation, ProcessingActivity, User

FOLDER = EXAMPLES / "starters"


class Group(models.TextChoices):
    """Where a usual activity is looked for; the last group is the record of Art. 30(2)."""

    PEOPLE = "people", gettext_lazy("People at work")
    CUSTOMERS = "customers", gettext_lazy("Customers and the public")
    OPERATIONS = "operations", gettext_lazy("Premises, technology and suppliers")
    PROCESSOR = "processor", gettext_lazy("On behalf of customers, as processor")


CONTROLLER_ITEMS = (
    "role", "joint_controllers", "purposes", "subjects", "data_uses", "recipients", "transfers", "retention",
    "measures",
)  # fmt: skip
PROCESSOR_ITEMS = ("clients", "categories_of_processing", "disclosures", "transfers", "measures")
"""What Article 30 asks of an activity, by the names under which documents look for questions that are open."""
BEYOND = frozenset({
    "automated_decisions", "department", "internal_access", "legal_bases", "notices", "owner", "scale",
    "screening_outcome", "source_of_data", "subject_places", "systems",
})  # fmt: skip
"""What other articles ask, or keeping a register does."""
KEYS = frozenset({"name", "group", "about", "article_30", "beyond"})


@dataclass(frozen=True, kw_only=True)
class Starter:
    """A usual activity. `article_30` and `beyond`: item → the question to ask, in the order of the sheet."""

    slug: str
    name: str
    group: Group
    about: str
    article_30: Mapping[str, str]
    beyond: Mapping[str, str]

    @property
    def role(self) -> str:
        """Our role is a question like any other; whoever looks under “as processor” has answered it."""
        return "processor" if self.group is Group.PROCESSOR else ""

    def questions(self, *, beyond: bool) -> dict[str, str]:
        """The questions of a draft, without those beyond Article 30 where nobody wants them."""
        return {**self.article_30, **(self.beyond if beyond else {})}


@cache
def starters() -> tuple[Starter, ...]:
    """The usual activities that come with the program, by group and name. Raises BadExample."""
    found = (read_starter(path) for path in FOLDER.glob("*.yaml"))
    groups = list(Group)
    return tuple(sorted(found, key=lambda one: (groups.index(one.group), one.name)))


def starters_called(slugs: Iterable[str]) -> tuple[Starter, ...]:
    """The usual activities of these short names, in their usual order. Raises Refused for an unknown one."""
    wanted = set(slugs)
    if unknown := sorted(wanted - {one.slug for one in starters()}):
        raise Refused(_("There is no usual activity “%(slug)s”.") % {"slug": unknown[0]})
    return tuple(one for one in starters() if one.slug in wanted)


def read_starter(path: Path) -> Starter:
    """One file. Raises BadExample with the place in it for what is not known, missing or empty."""
    at, content = path.name, read_source(path)
    refuse_unknown(content, known=KEYS, at=at)
    group = text(content.get("group", ""), at=below(at, "group"))
    if group not in Group.values:
        known = get_text_list(Group.values, _("or"))
        raise refuse(below(at, "group"), _("This must be %(known)s.") % {"known": known})
    items = PROCESSOR_ITEMS if group == Group.PROCESSOR else CONTROLLER_ITEMS
    asked = _questions(content, "article_30", known=items, at=at)
    for item in items:
        if item not in asked:
            raise refuse(below(below(at, "article_30"), item), _("This question is missing."))
    return Starter(
        slug=path.stem,
        name=text(content.get("name", ""), at=below(at, "name")),
        group=Group(group),
        about=text(content.get("about", ""), at=below(at, "about")),
        article_30={item: asked[item] for item in items},
        beyond=_questions(content, "beyond", known=BEYOND, at=at),
    )


def _questions(content: dict[str, Any], section: str, *, known: Iterable[str], at: str) -> dict[str, str]:
    place = below(at, section)
    entry = mapping(content.get(section, {}), at=place)
    refuse_unknown(entry, known=frozenset(known), at=place)
    return {item: text(question, at=below(place, item)).strip() for item, question in entry.items()}


def start_activity(
    starter: Starter,
    *,
    organisation: Organisation,
    by: User | None,
    name: str | None = None,
    reason: str = "",
) -> ProcessingActivity:
    """A draft of one usual activity, under another name where one is given. As `start_activities`."""
    return start_activities([starter], organisation=organisation, by=by, names=[name], reason=reason)[0]


def start_activities(
    chosen: Iterable[Starter],
    *,
    organisation: Organisation,
    by: User | None,
    names: Iterable[str | None] = (),
    reason: str = "",
) -> list[ProcessingActivity]:
    """Drafts of usual activities in one revision: no facts, and an open question for each item that nobody took on.

    `by` None is the program itself. Raises PermissionDenied, and Refused where none is chosen or a name cannot be one.
    """
    if by is not None and not may(by, ADD, ProcessingActivity, organisation_id=organisation.pk):
        raise PermissionDenied(_("Only its privacy officer adds activities to an organisation."))
    wanted = list(chosen)
    if not wanted:
        raise Refused(_("Tick at least one usual activity."))
    given = [*names, *[None] * len(wanted)]
    channel = Channel.ADMIN if by else Channel.COMMAND
    why = " ".join(filter(None, (origin(wanted), reason)))
    try:
        with recording(by=by, organisation=organisation, channel=channel, reason=why):
            return [
                _draft(starter, organisation=organisation, name=name)
                for starter, name in zip(wanted, given, strict=False)
            ]
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def origin(chosen: list[Starter]) -> str:
    """The sentence that says what a draft was started from."""
    if len(chosen) == 1:
        return _("Started from the usual activity “%(name)s”.") % {"name": chosen[0].name}
    names = get_text_list([one.name for one in chosen], _("and"))
    return _("Started from the usual activities %(names)s.") % {"names": names}


def _draft(starter: Starter, *, organisation: Organisation, name: str | None) -> ProcessingActivity:
    draft = ProcessingActivity(organisation=organisation, name=name or starter.name, role=starter.role)
    draft.save()
    for item, question in starter.questions(beyond=organisation.beyond_article_30).items():
        Clarification(
            organisation=organisation,
            record_type=ProcessingActivity._meta.model_name or "",
            record_id=draft.pk,
            field=item,
            question=question,
        ).save()
    return draft
