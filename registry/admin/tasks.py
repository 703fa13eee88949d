"""What people come to do, in the order in which they see it: which lists and pages belong to which task."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from registry.access.roles import ADD, EXPORT, VIEW, may
from registry.models import (
    AdequacyDecision,
    Agreement,
    Assessment,
    Citation,
    Clarification,
    DataCategory,
    DataSubjectCategory,
    Delivery,
    Document,
    EconomicAreaMember,
    LegalBasis,
    MeasureType,
    Membership,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    PurposeCategory,
    RecipientCategory,
    Release,
    RetentionRule,
    SecurityMeasure,
    Service,
    Subprocessor,
    Transfer,
    TransferMechanism,
    User,
    Waiver,
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page that is not the list of a model. Left out where there is no such address, or the right is lacking."""

    label: Any
    name: str
    """Of its address, without that of the admin."""
    model: type[Model] = Organisation
    verb: str = VIEW
    """The right that it asks for, on the model."""
    each: str = ""
    """The name of the address that each organisation has, where the page only asks of which one; see `which.py`."""

    def address(self, *, site: str) -> str | None:
        """Where it is; None where nobody has built it."""
        try:
            if self.each:
                reverse(f"{site}:{self.each}", args=[0])
            return reverse(f"{site}:{self.name}")
        except NoReverseMatch:
            return None


@dataclass(frozen=True, kw_only=True)
class Task:
    """A group of lists and pages."""

    slug: str
    label: Any
    entries: tuple[type[Model] | Page, ...]
    folded: bool = False
    """Whether its entries are shown only when asked for: what is set up once."""


TASKS = (
    Task(
        slug="register",
        label=_("Register"),
        entries=(
            ProcessingActivity,
            Page(
                label=_("New activity"),
                name="registry_processingactivity_start",
                model=ProcessingActivity,
                verb=ADD,
            ),
            Page(
                label=_("Findings"),
                name="registry_organisation_findings",
                each="registry_organisation_found",
                verb=EXPORT,
            ),
            Page(
                label=_("Register as a file"),
                name="registry_organisation_registers",
                each="registry_organisation_register",
                verb=EXPORT,
            ),
            Page(
                label=_("Release the register"),
                name="registry_organisation_releases",
                each="registry_organisation_release",
                verb=EXPORT,
            ),
            Page(label=_("Check a file"), name="registry_release_check", model=Release),
            Page(
                label=_("What changed"),
                name="registry_organisation_stories",
                each="registry_organisation_story",
            ),
            Page(
                label=_("Compare two days"),
                name="registry_organisation_comparisons",
                each="registry_organisation_comparison",
                verb=EXPORT,
            ),
            Page(
                label=_("Where the data go"),
                name="registry_organisation_maps",
                each="registry_organisation_map",
            ),
            Organisation,
        ),
    ),
    Task(slug="services", label=_("Services and recipients"), entries=(Service, Party, Agreement)),
    Task(slug="transfers", label=_("Transfers"), entries=(Transfer,)),
    Task(
        slug="protection",
        label=_("Retention and security"),
        entries=(RetentionRule, SecurityMeasure, Assessment),
    ),
    Task(
        slug="public",
        label=_("Public page"),
        entries=(
            Subprocessor,
            Page(
                label=_("Subprocessor page"),
                name="registry_organisation_subprocessor_pages",
                each="registry_organisation_subprocessors",
                verb=EXPORT,
            ),
            Page(
                label=_("List as a file"),
                name="registry_organisation_subprocessor_lists",
                each="registry_organisation_subprocessor_list",
                verb=EXPORT,
            ),
            Release,
        ),
    ),
    Task(
        slug="evidence",
        label=_("Evidence"),
        entries=(Document, PrivacyNotice, Citation, Clarification, Waiver, Delivery),
    ),
    Task(
        slug="reference",
        label=_("Reference data"),
        entries=(
            DataCategory,
            DataSubjectCategory,
            PurposeCategory,
            RecipientCategory,
            MeasureType,
            LegalBasis,
            TransferMechanism,
            AdequacyDecision,
            EconomicAreaMember,
        ),
        folded=True,
    ),
    Task(slug="accounts", label=_("Accounts"), entries=(Membership, User), folded=True),
)
"""Home stands before them. Each model that can be listed belongs to exactly one."""

PAGES = tuple(part for task in TASKS for part in task.entries if isinstance(part, Page))

Entry = dict[str, Any]


def grouped(lists: Iterable[Entry], *, user: Any, path: str, view: str, site: str) -> list[Entry]:
    """The tasks with what the account may open of them, in the shape of Django's list of apps.

    `lists` is what Django says of each model that the account may see. Beside Django's keys a task has `open` (whether its
    entries are shown unasked) and `entries`: each with `label`, `url`, `add_url` (None where nothing can be added) and
    `current`: "page" at its own address, "true" where it leads to the page that is open (`path`, answered by the view of
    that name), "" elsewhere. No queries beyond those for the account's roles.
    """
    known = {entry["model"]: entry for entry in lists}
    found = []
    for task in TASKS:
        entries = [_entry(part, known=known, user=user, site=site) for part in task.entries]
        said = {
            "name": task.label,
            "app_label": task.slug,
            "app_url": reverse(f"{site}:index"),
            "has_module_perms": True,
            "models": [known[part] for part in task.entries if part in known],
            "entries": [entry for entry in entries if entry is not None],
            "open": not task.folded,
        }
        if said["entries"]:
            found.append(said)
    _mark(found, path=path, view=view)
    return found


def _entry(part: type[Model] | Page, *, known: dict[Any, Entry], user: Any, site: str) -> Entry | None:
    if isinstance(part, Page):
        url = part.address(site=site) if may(user, part.verb, part.model) else None
        said = {"label": part.label, "url": url, "add_url": None, "each": part.each, "current": ""}
        return None if url is None else said
    if part not in known:
        return None
    model = known[part]
    urls = {"url": model["admin_url"], "add_url": model["add_url"]}
    return {"label": model["name"], **urls, "each": "", "current": ""}


def _mark(tasks: list[Entry], *, path: str, view: str) -> None:
    """Says which entry a page belongs to: the one that asks of which organisation it is, else the nearest above it."""
    pairs = [(entry, task) for task in tasks for entry in task["entries"]]
    above = [pair for pair in pairs if path.startswith(pair[0]["url"]) or (view and pair[0]["each"] == view)]
    if above:
        entry, task = max(above, key=lambda pair: (bool(pair[0]["each"]), len(pair[0]["url"])))
        entry["current"] = "page" if entry["url"] == path else "true"
        task["open"] = True
